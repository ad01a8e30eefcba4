/**
 * One paragraph read from left to right: names say what the next figures are of, turns of phrase relate them.
 * What is not understood separates: a figure behind unknown words belongs to nobody.
 */
import type { Place } from '../../disclosure/place.ts';
import { measures } from '../../forms/field.ts';
import type { Address } from '../../model/types.ts';
import { personsOf, sideAhead } from '../roles.ts';
import type { Amount, StatedFigure, Statement, Subject } from '../statements.ts';
import { asideAt, reasonEnd } from './aside.ts';
import { AtHand } from './at-hand.ts';
import { namesAt } from './listing.ts';
import { encode, type Found, patternAt } from './patterns.ts';
import { isCount, joined, type Readings, readingsIn, within } from './scope.ts';
import type { SentenceContext } from './sentence-context.ts';
import { chapterSide, ofSameFund, otherSide } from './sides.ts';
import type { TextSpan, Token } from './token.ts';
import { ToldBases } from './told-bases.ts';
import { asideShareOf, baseOf, changeOf, comparisonOf, completionOf, type Standing, shareOf } from './turns.ts';
import { compositionsOf, isParted, onlyBasis, type Whole } from './whole.ts';
import { BASES, BEGINNING, BRIDGES, LAST_YEAR } from './words.ts';

/** Beyond so many words a paragraph is no sentence of a disclosure. */
const MOST_TOKENS = 3000;

/** Whether what stands at an address is counted, not money. */
const isCounted = ({ measure }: Address): boolean => measures.get(measure)?.kind === 'count';

export interface ReadParagraph {
  readonly statements: readonly Statement[];
  /** The figure whose parts the numbered paragraphs below list (…，其中：), one for each basis. */
  readonly open: readonly Amount[];
  /** The first figures of the paragraph: what a list above it counts as its part. */
  readonly heads: readonly Amount[];
}

export function readParagraph(tokens: readonly Token[], context: SentenceContext): ReadParagraph {
  return tokens.length > MOST_TOKENS ? { statements: [], open: [], heads: [] } : new ParagraphReader(tokens, context).read();
}

class ParagraphReader {
  readonly #tokens: readonly Token[];
  readonly #encoded: string;
  readonly #context: SentenceContext;
  readonly #statements: Statement[] = [];
  readonly #hand = new AtHand();
  readonly #bases = new ToldBases();
  #at = 0;
  /** What was counted last: persons may follow. */
  #counted: Subject | undefined;
  /** A year that is neither this nor the last stands in the sentence: it tells of other figures until one of these comes. */
  #otherYear = false;
  /** Up to the next full stop or semicolon, comparisons are with a figure that was made comparable, not with the one that was published. */
  #adjusted = false;
  /** Amounts of the sentence, and the first of the paragraph. */
  #sentence: Amount[] = [];
  #heads: Amount[] = [];
  #whole: Whole | undefined;
  #open: readonly Amount[] = [];

  constructor(tokens: readonly Token[], context: SentenceContext) {
    this.#tokens = tokens;
    this.#encoded = encode(tokens);
    this.#context = context;
  }

  read(): ReadParagraph {
    if (this.#context.aside) return this.#readAsides();
    while (this.#at < this.#tokens.length) {
      const found = patternAt(this.#tokens, this.#encoded, this.#at);
      if (found) {
        this.#pattern(found);
        this.#at += found.length;
      } else this.#token(this.#tokens[this.#at++]);
    }
    this.#closeWhole();
    return { statements: this.#statements, open: this.#open, heads: this.#heads };
  }

  #token(token: Token): void {
    switch (token.kind) {
      case 'label':
        this.#name(token);
        return;
      case 'initial':
      case 'revised':
      case 'adjusted':
      case 'budget':
      case 'actual':
        this.#alone(token);
        this.#basis(token);
        return;
      case 'prior':
        this.#hand.on('prior');
        return;
      case 'year':
        this.#otherYear = this.#context.year === undefined || (token.year !== this.#context.year && token.year !== this.#context.year - 1);
        if (!this.#otherYear && token.year !== this.#context.year) this.#hand.on('prior');
        return;
      case 'comparable':
        this.#adjusted = true;
        return;
      case 'link':
        this.#alone(token);
        this.#flow(token);
        return;
      case 'money':
      case 'count':
        this.#figure(token);
        return;
      case 'compose':
      case 'among':
      case 'list':
        this.#parts(token);
        return;
      case 'reason':
        this.#reason();
        return;
      case 'aside':
        this.#aside();
        return;
      case 'stop':
        this.#endSentence();
        return;
      case 'semi':
        this.#hand.pause();
        this.#bases.endHalf();
        this.#adjusted = false;
        return;
      case 'comma':
        this.#hand.pause();
        return;
      case 'pause':
        this.#hand.fresh = false;
        return;
      case 'open':
        this.#hand.open();
        return;
      case 'close':
        this.#hand.close();
        return;
      default:
        if (!BRIDGES.has(token.kind)) this.#hand.unknown();
    }
  }

  /** 年初预算数, 决算: the basis of the next figure. In a budget the budget is the figure itself. */
  #basis({ kind }: Token): void {
    const { isBudget } = this.#context;
    // 2022年决算数: last year's figure of the same kind is known; the outlay of a year of which this is not the budget is another one.
    if (this.#hand.basis === 'prior' && LAST_YEAR.has(this.#tokens[this.#at - 2]?.kind))
      this.#hand.passing = (kind === 'actual') === isBudget;
    else this.#hand.on(isBudget && BASES[kind] !== undefined ? 'own' : BASES[kind]);
  }

  /** 支出决算为1214.52万元 at the start of a paragraph: the outlay that the chapter is about. */
  #alone(token: Token): void {
    if (this.#hand.subject || this.#hand.gap) return;
    const readings = chapterSide(token.text, this.#context.scope);
    // 收入支出总体: neither of them.
    const behind = this.#tokens[this.#at]?.kind === 'pause' ? this.#tokens[this.#at + 1] : this.#tokens[this.#at];
    if (!readings || sideAhead(behind?.text ?? '')) return;
    if (this.#tokens.slice(0, this.#at - 1).every(({ kind }) => BEGINNING.has(kind))) this.#hand.take(this.#subjectOf(readings, token));
  }

  /** 政府性基金预算财政拨款收入150万元，支出150万元: the outlay of the same fund. */
  #flow(token: Token): void {
    const before = this.#tokens[this.#at - 2]?.kind;
    const isNext = (before === 'comma' || before === 'pause') && this.#tokens[this.#at]?.kind === 'money';
    if (!isNext || this.#hand.fresh || this.#hand.gap) return;
    const other = otherSide(token.text, this.#hand.subject?.readings[0]);
    if (!other) return;
    this.#hand.own = [];
    this.#hand.take(this.#subjectOf([other], token));
  }

  #subjectOf(readings: readonly Address[], label: Token, strong = readings.length): Subject {
    return { readings, strong, basis: 'own', name: label.text, place: this.#place(label) };
  }

  #endSentence(): void {
    this.#hand.pause();
    this.#closeWhole();
    this.#sentence = [];
    this.#counted = undefined;
    this.#bases.endSentence();
    this.#otherYear = false;
    this.#adjusted = false;
  }

  /** What is given as a reason is of other things. */
  #reason(): void {
    this.#at = reasonEnd(this.#tokens, this.#at);
    this.#hand.pause();
  }

  #readAsides(): ReadParagraph {
    while (this.#at < this.#tokens.length) if (this.#tokens[this.#at++].kind === 'aside') this.#aside();
    return { statements: this.#statements, open: [], heads: [] };
  }

  /** 涉及一般公共预算支出100万元，…: the rest of the sentence is about a part of the unit's money. What share of a named whole that is can be reckoned. */
  #aside(): void {
    const { end, shares } = asideAt(this.#tokens, this.#encoded, this.#at);
    for (const { found, money } of shares) this.#state(asideShareOf(found, money, this.#standing()));
    this.#at = end;
    this.#hand.lose();
  }

  #name(label: Token): void {
    const { all, strong } = this.#ofFund(label, this.#readings(label, this.#tokens[this.#at]?.text ?? ''));
    if (all.length === 0) {
      this.#hand.unknown();
      return;
    }
    this.#hand.name(this.#subjectOf(all, label, strong));
    if (isCount(label) !== all.some(isCounted)) this.#hand.fresh = false;
  }

  /** Behind 其中 a name is first of all a part of the whole before it: 人员经费 of 一般公共预算财政拨款基本支出. */
  #readings(label: Token, behind: string): Readings {
    const { scope } = this.#context;
    const alone = readingsIn(label, scope, behind);
    const whole = this.#whole ? this.#whole.subject.readings[0] : this.#context.partOf;
    if (!whole) return alone;
    const inside = readingsIn(label, within(scope, whole), behind);
    return joined(inside.all.slice(0, inside.strong), [...inside.all, ...alone.all]);
  }

  /** 本年支出 is that of the fund of which the paragraph speaks. */
  #ofFund({ text }: Token, readings: Readings): Readings {
    if (this.#whole) return readings;
    return ofSameFund(text, readings, this.#statements.findLast((statement) => statement.kind === 'amount')?.subject.readings[0]);
  }

  #figure(token: Token): void {
    if (token.kind === 'count' && this.#persons(token)) return;
    const { subject, fresh, gap, passing, basis: named } = this.#hand;
    if ((passing || (this.#adjusted && named === 'prior')) && subject) {
      this.#hand.used();
      return;
    }
    if (!subject || !fresh || gap || this.#otherYear || !token.figure) {
      this.#stray(token);
      return;
    }
    const fits = (address: Address): boolean => (token.kind === 'count') === isCounted(address);
    const readings = subject.readings.filter(fits);
    const strong = subject.readings.slice(0, subject.strong).filter(fits).length;
    if (readings.length === 0) {
      this.#hand.used();
      return;
    }
    const basis = named ?? (this.#whole && onlyBasis(this.#whole)) ?? 'own';
    const amount: Amount = { kind: 'amount', subject: { ...subject, readings, strong, basis }, figure: this.#stated(token) };
    this.#statements.push(amount);
    this.#sentence.push(amount);
    this.#hand.own.push(amount);
    if (this.#heads.length === 0 || this.#heads[0].subject.name === subject.name) this.#heads.push(amount);
    this.#whole?.parts.push(amount);
    if (token.kind === 'count') this.#counted = amount.subject;
    this.#hand.used();
  }

  /** …5批，累计接待35人次: the persons of what was counted before. */
  #persons(token: Token): boolean {
    const last = this.#counted;
    const reading = last && !this.#hand.fresh ? personsOf(last.readings, token.figure?.unit ?? '') : undefined;
    if (!last || !reading) return false;
    const amount: Amount = { kind: 'amount', subject: { ...last, readings: [reading], strong: 1 }, figure: this.#stated(token) };
    this.#statements.push(amount);
    this.#counted = undefined;
    return true;
  }

  #stray(token: Token): void {
    if (token.kind === 'money') this.#hand.stray(this.#place(token));
    else this.#counted = undefined;
    this.#hand.used();
  }

  #parts(token: Token): void {
    const exhaustive = token.kind === 'compose';
    if (token.kind === 'list' && this.#list()) return;
    this.#bases.beginParts();
    const amounts = token.kind === 'list' && this.#beginsHalf() ? [] : this.#partsOf(token, exhaustive);
    const subject = amounts[0]?.subject ?? (exhaustive ? this.#hand.subject : this.#hand.lost);
    if (!subject) {
      this.#hand.pause();
      return;
    }
    this.#closeWhole();
    this.#whole = { subject, amounts, parts: [], exhaustive };
    this.#open = amounts;
    this.#hand.pause();
  }

  /** …20万元；支出包括：…: behind a semicolon a list is of what is named there, not of the figure before it. */
  #beginsHalf(): boolean {
    let before = this.#at - 2;
    while (this.#tokens[before]?.kind === 'link') before--;
    return this.#tokens[before]?.kind === 'semi';
  }

  /** Whose parts come: the figure at hand; behind its parts …，具体支出如下 comes back to the whole. */
  #partsOf({ text }: Token, exhaustive: boolean): readonly Amount[] {
    if (this.#whole && text.endsWith('如下')) return this.#whole.amounts;
    const { own, subject } = this.#hand;
    return own.length > 0 || !subject || exhaustive ? own : this.#sentence.slice(-1);
  }

  #closeWhole(): void {
    const whole = this.#whole;
    this.#whole = undefined;
    if (!whole || !isParted(whole)) return;
    this.#open = [];
    this.#statements.push(...compositionsOf(whole));
  }

  /** 主要包括：基本工资、津贴补贴…。 Only if all of it is names. */
  #list(): boolean {
    const [whole] = this.#hand.own.filter(({ subject }) => subject.basis === 'own');
    const found = whole && namesAt(this.#tokens, this.#at);
    if (!found) return false;
    const names = found.names.map((token) => ({ name: token.text, readings: this.#readings(token, '').all, place: this.#place(token) }));
    this.#statements.push({ kind: 'listing', whole, names, open: found.open });
    this.#at = found.end;
    return true;
  }

  #pattern(found: Found): void {
    switch (found.means) {
      case 'base':
        this.#bases.name(baseOf(found.parts.base, this.#standing()));
        return;
      case 'change':
        this.#change(found);
        return;
      case 'share':
        if (!this.#hand.gap) this.#state(shareOf(found.parts, this.#standing()));
        this.#hand.used();
        return;
      case 'completion':
        if (!this.#hand.gap) this.#completion(found);
        this.#hand.used();
        return;
      case 'compare':
        this.#state(comparisonOf(this.#tokens.slice(this.#at, this.#at + found.length), found.parts, this.#standing()));
        this.#hand.pause();
        return;
    }
  }

  /** What the sentence has come to. */
  #standing(): Standing {
    return {
      context: this.#context,
      subject: this.#hand.subject,
      own: this.#hand.own,
      sentence: this.#sentence,
      heads: this.#heads,
      fresh: this.#hand.fresh,
      base: this.#bases.now,
      whole: this.#whole,
      readings: (label) => this.#readings(label, ''),
      stated: (token) => this.#stated(token),
      place: (span) => this.#place(span),
    };
  }

  #state(statement: Statement | undefined): void {
    if (statement) this.#statements.push(statement);
  }

  #change(found: Found): void {
    const label = found.parts.label?.[0];
    if (label) this.#name(label);
    const { gap, fresh } = this.#hand;
    const open = (!gap || fresh) && !this.#otherYear;
    const change = open && !this.#isAdjusted(found) ? changeOf(found, this.#standing()) : undefined;
    this.#state(change);
    if (change) this.#bases.tell(change.base);
    // What goes on behind a change of something unknown is said of that.
    if (!open && gap) this.#hand.lose();
    this.#hand.pause();
  }

  /** 同口径增长2.8%; 增长2.8%（按可比口径）. */
  #isAdjusted({ length }: Found): boolean {
    const [next, behind] = this.#tokens.slice(this.#at + length);
    return this.#adjusted || (next?.kind === 'open' && behind?.kind === 'comparable');
  }

  #completion({ parts }: Found): void {
    const found = completionOf(parts, this.#standing());
    if (!found) return;
    const { budgeted, completion } = found;
    if (budgeted) this.#hand.own.push(budgeted);
    this.#state(budgeted);
    this.#state(completion);
  }

  #stated(token: Token): StatedFigure {
    return { written: token.figure!, place: this.#place(token.numeral!) };
  }

  #place(span: TextSpan): Place {
    return this.#context.place(span);
  }
}
