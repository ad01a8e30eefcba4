/**
 * One paragraph read from left to right: names say what the next figures are of, turns of phrase relate them.
 * What is not understood separates: a figure behind unknown words belongs to nobody.
 */
import type { Place } from '../../disclosure/place.ts';
import { measures } from '../../forms/field.ts';
import type { Address } from '../../model/types.ts';
import type { Amount, Basis, StatedFigure, Statement, Subject } from '../statements.ts';
import { namesAt } from './listing.ts';
import { encode, type Found, patternAt } from './patterns.ts';
import { isCount, joined, type Readings, readingsIn, sameAddress, within } from './scope.ts';
import type { SentenceContext } from './sentence-context.ts';
import type { TextSpan, Token } from './tokens.ts';
import { asideShareOf, BASES, baseOf, changeOf, comparisonOf, completionOf, type Standing, shareOf } from './turns.ts';
import { compositionsOf, isParted, type Whole } from './whole.ts';

/** Beyond so many words a paragraph is no sentence of a disclosure. */
const MOST_TOKENS = 3000;

/** Words that may stand between a name and its figure. */
const BRIDGES = new Set([
  'link',
  'of',
  'about',
  'open',
  'close',
  'year',
  'prior',
  'initial',
  'revised',
  'adjusted',
  'budget',
  'actual',
  'whole',
]);

/** What a figure of last year is told by. */
const LAST_YEAR = new Set(['prior', 'year']);

/** Words before the first that tells something. */
const BEGINNING = new Set(['year', 'about', 'comma', 'prior']);

/** Whether it is all that came into a fund, or all that was paid out of it. */
const isOfFund = ({ measure, members: { 资金, ...others } }: Address): boolean =>
  (measure === '收入' || measure === '支出') && 资金 !== undefined && Object.keys(others).length === 0;

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
  #at = 0;
  /** Of what the next figures are; undefined where unknown words stand. */
  #subject: Subject | undefined;
  /** The basis that a word between name and figure gives: 年初预算数, 上年. */
  #basis: Basis | undefined;
  /** What was counted last: persons may follow. */
  #counted: Subject | undefined;
  #fresh = false;
  #gap = false;
  /** The last figure is one of something unknown: this. */
  #lost: Subject | undefined;
  /** The next figure is another one of the subject: last year's of the other kind. */
  #passing = false;
  /** A year that is neither this nor the last stands in the sentence: it tells of other figures until one of these comes. */
  #otherYear = false;
  #base: Basis | undefined;
  /** Against what this sentence, and the one before, told changes. */
  #bases = new Set<Basis>();
  #basesBefore: ReadonlySet<Basis> = new Set<Basis>();
  /** Against what parts are told to have changed: 三公经费支出比上年减少…，其中：公务接待费减少…. */
  #partsBase: Basis | undefined;
  /** Amounts of the sentence, and of the subject at hand. */
  #sentence: Amount[] = [];
  #own: Amount[] = [];
  #whole: Whole | undefined;
  /** The basis of a whole that has that one alone: 预算数3200万元，其中：因公出国（境）费1800万元. */
  #listBasis: Basis | undefined;
  #heads: Amount[] = [];
  readonly #outside: { readonly subject: Subject | undefined; readonly own: Amount[] }[] = [];
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
        if (this.#basis === 'prior' && LAST_YEAR.has(this.#tokens[this.#at - 2]?.kind)) this.#ofLastYear(token.kind);
        else {
          this.#basis = this.#basisOf(token.kind);
          this.#fresh = this.#subject !== undefined && !this.#gap;
        }
        return;
      case 'prior':
        this.#prior();
        return;
      case 'year':
        this.#otherYear = this.#context.year === undefined || (token.year !== this.#context.year && token.year !== this.#context.year - 1);
        if (!this.#otherYear && token.year !== this.#context.year) this.#prior();
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
        this.#clause();
        this.#base = undefined;
        return;
      case 'comma':
        this.#clause();
        return;
      case 'pause':
        this.#fresh = false;
        return;
      case 'open':
        this.#outside.push({ subject: this.#subject, own: this.#own });
        return;
      case 'close':
        this.#close();
        return;
      default:
        if (!BRIDGES.has(token.kind)) this.#unknown();
    }
  }

  /** 上年600.00万元: last year's figure of what the sentence is about. */
  #prior(): void {
    this.#basis = 'prior';
    this.#fresh = this.#subject !== undefined && !this.#gap;
  }

  /** 2022年决算数: last year's figure of the same kind is known; the outlay of a year of which this is not the budget is another one. */
  #ofLastYear(kind: string): void {
    this.#passing = (kind === 'actual') === this.#context.isBudget;
  }

  /** 支出决算为1214.52万元 at the start of a paragraph: the outlay that the chapter is about. */
  #alone({ text, start, end }: Token): void {
    const measure = /^(支出|收入)/.exec(text)?.[1];
    // 收入支出总体: neither of them.
    const behind = this.#tokens[this.#at]?.kind === 'pause' ? this.#tokens[this.#at + 1] : this.#tokens[this.#at];
    if (
      !measure ||
      /^(支出|收入)/.test(behind?.text ?? '') ||
      this.#subject ||
      this.#gap ||
      !this.#tokens.slice(0, this.#at - 1).every(({ kind }) => BEGINNING.has(kind))
    )
      return;
    const inside = within(this.#context.scope, { measure, members: {} });
    const readings: Address[] = [{ measure, members: inside.measure === measure ? inside.members : {} }];
    if (Object.keys(readings[0].members).length === 0) readings.push({ measure: `${measure}总计`, members: {} });
    this.#subject = { readings, strong: readings.length, basis: 'own', name: text, place: this.#place({ start, end }) };
    this.#fresh = true;
  }

  /** 政府性基金预算财政拨款收入150万元，支出150万元: the outlay of the same fund. */
  #flow({ text, start, end }: Token): void {
    const measure = text === '支出' || text === '收入' ? text : undefined;
    const before = this.#tokens[this.#at - 2]?.kind;
    if (!measure || this.#fresh || this.#gap || (before !== 'comma' && before !== 'pause') || this.#tokens[this.#at]?.kind !== 'money')
      return;
    const [reading] = this.#subject?.readings ?? [];
    const other = measure === '支出' ? '收入' : '支出';
    if (reading?.measure !== other || Object.keys(reading.members).some((dimension) => dimension !== '资金')) return;
    this.#own = [];
    this.#subject = {
      readings: [{ measure, members: reading.members }],
      strong: 1,
      basis: 'own',
      name: text,
      place: this.#place({ start, end }),
    };
    this.#fresh = true;
  }

  /** Behind a remark in brackets the sentence goes on with what it was about. */
  #close(): void {
    const before = this.#outside.pop();
    if (!before) return;
    this.#subject = before.subject;
    this.#own = before.own;
    this.#gap = false;
  }

  #clause(): void {
    this.#fresh = false;
    this.#gap = false;
    this.#basis = undefined;
    this.#passing = false;
  }

  #unknown(): void {
    this.#gap = true;
    this.#fresh = false;
  }

  #endSentence(): void {
    this.#clause();
    this.#closeWhole();
    this.#sentence = [];
    this.#counted = undefined;
    this.#base = undefined;
    this.#partsBase = undefined;
    this.#basesBefore = this.#bases;
    this.#bases = new Set();
    this.#otherYear = false;
  }

  /** What is given as a reason runs to the end of its clause group; its figures are of other things. */
  #reason(): void {
    while (this.#at < this.#tokens.length && this.#tokens[this.#at].kind !== 'stop' && this.#tokens[this.#at].kind !== 'semi') this.#at++;
    // 一是…；二是…: the reasons go on.
    const next = this.#tokens[this.#at + 1];
    if (this.#tokens[this.#at]?.kind === 'semi' && next?.kind === 'reason') {
      this.#at += 2;
      this.#reason();
    }
    this.#clause();
  }

  #readAsides(): ReadParagraph {
    while (this.#at < this.#tokens.length) if (this.#tokens[this.#at++].kind === 'aside') this.#aside();
    return { statements: this.#statements, open: [], heads: [] };
  }

  /** 涉及一般公共预算支出100万元，…: the rest of the sentence is about a part of the unit's money. What share of a named whole that is can be reckoned. */
  #aside(): void {
    let money: Token | undefined;
    for (; this.#at < this.#tokens.length && this.#tokens[this.#at].kind !== 'stop'; this.#at++) {
      const token = this.#tokens[this.#at];
      if (token.kind === 'money') money = token;
      else if (token.kind === 'share' && money)
        this.#state(asideShareOf(patternAt(this.#tokens, this.#encoded, this.#at), money, this.#standing()));
      else if (token.kind !== 'comma') money = undefined;
    }
    this.#subject = undefined;
    this.#own = [];
  }

  #name(label: Token): void {
    const readings = this.#withFund(label, this.#readings(label, this.#textBehind()));
    if (readings.all.length === 0) {
      this.#unknown();
      return;
    }
    const before = this.#basis;
    // 收入总计94.04万元（上年收入总计93.42万元，…: the same thing again.
    if (!this.#subject || !sameAddress(this.#subject.readings[0], readings.all[0])) this.#own = [];
    this.#subject = { readings: readings.all, strong: readings.strong, basis: 'own', name: label.text, place: this.#place(label) };
    this.#fresh = true;
    this.#gap = false;
    this.#lost = undefined;
    this.#basis = before;
    if (isCount(label) !== readings.all.some(isCounted)) this.#fresh = false;
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

  /** 财政拨款本年收入1356.74万元，…；本年支出1364.52万元: that of the same fund, or all of it. */
  #withFund({ text }: Token, readings: Readings): Readings {
    const measure = { 本年支出: '支出', 本年收入: '收入' }[text];
    if (!measure || this.#whole) return readings;
    const now = this.#statements.findLast((statement) => statement.kind === 'amount')?.subject.readings[0];
    if (!now || !isOfFund(now)) return readings;
    return joined([{ measure, members: now.members }, ...readings.all.slice(0, readings.strong)], readings.all);
  }

  #textBehind(): string {
    return this.#tokens[this.#at]?.text ?? '';
  }

  #figure(token: Token): void {
    if (token.kind === 'count' && this.#persons(token)) return;
    const subject = this.#subject;
    if (this.#passing && subject) {
      this.#used();
      return;
    }
    if (!subject || !this.#fresh || this.#gap || this.#otherYear || !token.figure) {
      this.#stray(token);
      return;
    }
    const fits = (address: Address): boolean => (token.kind === 'count') === isCounted(address);
    const readings = subject.readings.filter(fits);
    const strong = subject.readings.slice(0, subject.strong).filter(fits).length;
    if (readings.length === 0) {
      this.#used();
      return;
    }
    const basis = this.#basis ?? this.#listBasis ?? 'own';
    const amount: Amount = { kind: 'amount', subject: { ...subject, readings, strong, basis }, figure: this.#stated(token) };
    this.#statements.push(amount);
    this.#sentence.push(amount);
    this.#own.push(amount);
    if (this.#heads.length === 0 || this.#heads[0].subject.name === subject.name) this.#heads.push(amount);
    this.#whole?.parts.push(amount);
    if (token.kind === 'count') this.#counted = amount.subject;
    this.#used();
  }

  /** …5批，累计接待35人次: the persons of what was counted before. */
  #persons(token: Token): boolean {
    const last = this.#counted;
    const counted = last?.readings.find(({ measure, members }) => measure === '三公数' && members.计数 !== undefined);
    if (this.#fresh || !last || !counted || !/^人/.test(token.figure?.unit ?? '') || !['出国', '国内'].includes(counted.members.三公))
      return false;
    const reading = { measure: counted.measure, members: { ...counted.members, 计数: '人次' } };
    const amount: Amount = { kind: 'amount', subject: { ...last, readings: [reading], strong: 1 }, figure: this.#stated(token) };
    this.#statements.push(amount);
    this.#counted = undefined;
    return true;
  }

  /** What follows a figure of something unknown (资金250.59万元，占…) is said of that. */
  #stray(token: Token): void {
    if (token.kind === 'money') {
      this.#lose();
      this.#lost = { readings: [], strong: 0, basis: 'own', name: '', place: this.#place(token) };
    } else this.#counted = undefined;
    this.#used();
  }

  #lose(): void {
    this.#subject = undefined;
    this.#own = [];
  }

  /** A name has one figure for each basis; the next needs a name or a basis of its own. */
  #used(): void {
    this.#fresh = false;
    this.#basis = undefined;
    this.#passing = false;
  }

  #parts(token: Token): void {
    const exhaustive = token.kind === 'compose';
    if (token.kind === 'list' && this.#list()) return;
    const [base, ...bases] = this.#bases.size > 0 ? this.#bases : this.#basesBefore;
    this.#partsBase = bases.length === 0 ? base : undefined;
    const amounts = this.#partsOf(token, exhaustive);
    const subject = amounts[0]?.subject ?? (exhaustive ? this.#subject : this.#lost);
    if (!subject) {
      this.#clause();
      return;
    }
    this.#closeWhole();
    this.#whole = { subject, amounts, parts: [], exhaustive };
    this.#open = amounts;
    const [basis, ...others] = new Set(amounts.map((one) => one.subject.basis));
    this.#listBasis = others.length === 0 && basis !== 'own' ? basis : undefined;
    this.#clause();
  }

  /** Whose parts come: the figure at hand; behind its parts …，具体支出如下 comes back to the whole. */
  #partsOf({ text }: Token, exhaustive: boolean): readonly Amount[] {
    if (this.#whole && text.endsWith('如下')) return this.#whole.amounts;
    return this.#own.length > 0 || !this.#subject || exhaustive ? this.#own : this.#sentence.slice(-1);
  }

  #closeWhole(): void {
    const whole = this.#whole;
    this.#whole = undefined;
    this.#listBasis = undefined;
    if (!whole || !isParted(whole)) return;
    this.#open = [];
    this.#statements.push(...compositionsOf(whole));
  }

  /** 主要包括：基本工资、津贴补贴…。 Only if all of it is names. */
  #list(): boolean {
    const [whole] = this.#own.filter(({ subject }) => subject.basis === 'own');
    const found = whole && namesAt(this.#tokens, this.#at);
    if (!found) return false;
    const names = found.names.map((token) => ({ name: token.text, readings: this.#readings(token, '').all, place: this.#place(token) }));
    this.#statements.push({ kind: 'listing', whole, names });
    this.#at = found.end;
    return true;
  }

  #pattern(found: Found): void {
    switch (found.means) {
      case 'base':
        this.#base = baseOf(found.parts.base, this.#standing());
        return;
      case 'change':
        this.#change(found);
        return;
      case 'share':
        if (!this.#gap) this.#state(shareOf(found.parts, this.#standing()));
        this.#used();
        return;
      case 'completion':
        if (!this.#gap) this.#completion(found);
        this.#used();
        return;
      case 'compare':
        this.#state(comparisonOf(this.#tokens.slice(this.#at, this.#at + found.length), found.parts, this.#standing()));
        this.#clause();
        return;
    }
  }

  /** What the sentence has come to. */
  #standing(): Standing {
    return {
      context: this.#context,
      subject: this.#subject,
      own: this.#own,
      sentence: this.#sentence,
      heads: this.#heads,
      fresh: this.#fresh,
      base: this.#base ?? this.#partsBase,
      whole: this.#whole,
      readings: (label) => this.#readings(label, ''),
      stated: (token) => this.#stated(token),
      place: (span) => this.#place(span),
    };
  }

  #state(statement: Statement | undefined): void {
    if (statement) this.#statements.push(statement);
  }

  /** In a budget the budget is the figure itself. */
  #basisOf(kind: string): Basis | undefined {
    return this.#context.isBudget && BASES[kind] !== undefined ? 'own' : BASES[kind];
  }

  #change(found: Found): void {
    const label = found.parts.label?.[0];
    if (label) this.#name(label);
    const open = (!this.#gap || this.#fresh) && !this.#otherYear;
    const change = open ? changeOf(found, this.#standing()) : undefined;
    this.#state(change);
    if (change) this.#bases.add(change.base);
    // What goes on behind a change of something unknown is said of that.
    if (!open && this.#gap) this.#lose();
    this.#used();
    this.#gap = false;
  }

  #completion({ parts }: Found): void {
    const found = completionOf(parts, this.#standing());
    if (!found) return;
    const { budgeted, completion } = found;
    if (budgeted) this.#own.push(budgeted);
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
