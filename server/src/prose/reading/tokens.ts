/** A sentence as words with a meaning: amounts, rates, counts, years, names, and the field's own turns (`data/lexicon.json`). What is none of these is `other`. */
import { Decimal } from 'decimal.js';
import { CLASS, LEVEL_NAMES, LEVELS } from '../../accounts/levels.ts';
import type { AccountCatalogue } from '../../accounts/types.ts';
import { Recent } from '../../base/recent.ts';
import { countScale, halfOf, isMoneyUnit, moneyScale } from '../../disclosure/quantity.ts';
import lexiconData from '../data/lexicon.json' with { type: 'json' };
import { FUNCTIONAL } from '../roles.ts';
import type { Sense, Subjects } from '../subjects.ts';
import { betweenClauses, CLAUSE_END, moved, type ReadText } from './clauses.ts';
import { createDictionary } from './dictionary.ts';
import { nameKeyOf } from './normal.ts';
import type { Token, Written } from './token.ts';

const lexicon = createDictionary<string>(
  Object.entries(lexiconData.words as Readonly<Record<string, readonly string[]>>).flatMap(([kind, words]) =>
    words.map((word) => [nameKeyOf(word), kind] as const),
  ),
);
const countUnits = lexiconData.counts.map(nameKeyOf).sort((a, b) => b.length - a.length);

const PUNCTUATION_MARKS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ':': 'comma',
  '、': 'pause',
  ';': 'semi',
  '。': 'stop',
  '!': 'stop',
  '?': 'stop',
  '(': 'open',
  ')': 'close',
  '[': 'open',
  ']': 'close',
};

/** By code, so that no character has to be cut out. */
const PUNCTUATION: ReadonlyMap<number, string> = new Map(
  Object.entries(PUNCTUATION_MARKS).map(([mark, kind]) => [mark.charCodeAt(0), kind]),
);

const NUMERAL = /-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/y;
const YEAR = /^(?:19|20)\d\d年(?:度)?(?!\d)/;
const DATE = /^(?:\d+年)?\d+月(?:份|\d+日)?|^\d+年\d+月|^\d+日|^\d+时/;
const MONEY_UNIT = /^(亿元|万元|千元|百万元|元|万(?=[,;。、)和及]|$))/;
const roughBefore = lexiconData.rough.before.map(nameKeyOf);
const roughBehind = lexiconData.rough.behind.map(nameKeyOf);
const PATH = new RegExp(`^([^,;。:%]{2,40}?)\\(([${LEVEL_NAMES.join('')}])\\)`);
const LONGEST_NUMERAL = 20;
/** So many names side by side may be one. */
const MOST_PARTS = 4;
/** So many figures and paths are remembered: a document has fewer, and those of which letters are being typed go. */
const MOST_REMEMBERED = 5000;

const isDigit = (text: string, i: number): boolean => {
  const code = text.charCodeAt(i);
  return code >= 0x30 && code <= 0x39;
};

/** Whether a unit of time stands behind the digits at a place: most numbers are none of a year or a day, and need no closer look. */
function isTimeAt(text: string, from: number): boolean {
  let end = from;
  while (isDigit(text, end)) end++;
  return end < text.length && '年月日时'.includes(text[end]);
}

function isAnyParted(names: Iterable<string>): boolean {
  for (const name of names) if (CLAUSE_END.test(name)) return true;
  return false;
}

/** Reads a normalised text; total on every input. */
export class Tokenizer {
  readonly #subjects: Subjects;
  readonly #catalogue: AccountCatalogue;
  readonly #own: readonly string[];
  readonly #decimals: number;
  readonly #unit: string;
  readonly #figures = new Recent<Written | null>(MOST_REMEMBERED, (key) => this.#written(key));
  readonly #paths = new Recent<readonly Sense[]>(MOST_REMEMBERED, (text) => this.#pathSenses(pathAt(text, 0)));
  #parted: boolean | undefined;
  /** Where the next bracket opens in the text at hand. */
  #bracket = -1;

  /** `names` are what the document calls itself, which says nothing of its figures. `decimals` and `unit` are those of the document's tables: in their unit an amount is never read as coarser than they print it. */
  constructor(subjects: Subjects, catalogue: AccountCatalogue, names: readonly string[], unit: string, decimals: number) {
    this.#own = names.map(nameKeyOf).filter((name) => name !== '');
    this.#subjects = subjects;
    this.#catalogue = catalogue;
    this.#unit = unit;
    this.#decimals = decimals;
  }

  /** The tokens of a normalised text; `before` is an earlier version of it, of which the clauses that stay are not read again. */
  tokens(text: string, before?: ReadText): readonly Token[] {
    if (!before || this.#areNamesParted) return this.#read(text);
    const { start, end, head, tail } = betweenClauses(before, text);
    const by = text.length - before.text.length;
    return [
      ...before.tokens.slice(0, head),
      ...this.#read(text.slice(start, end)).map((token) => moved(token, start)),
      ...before.tokens.slice(before.tokens.length - tail).map((token) => moved(token, by)),
    ];
  }

  /** Whether the mark at which clauses end stands in some name. */
  get #areNamesParted(): boolean {
    this.#parted ??= [lexicon.names, this.#subjects.dictionary.names, this.#own].some((names) => isAnyParted(names));
    return this.#parted;
  }

  #read(text: string): readonly Token[] {
    this.#bracket = -1;
    const out: Token[] = [];
    let other = -1;
    const flush = (end: number) => {
      if (other >= 0) out.push(this.#token('other', text, other, end));
      other = -1;
    };
    let i = 0;
    while (i < text.length) {
      const next = this.#next(text, i, other >= 0 ? other : i);
      if (next) {
        flush(i);
        out.push(next.token);
        i = next.end;
      } else {
        if (other < 0) other = i;
        i++;
      }
    }
    flush(i);
    return mergeNames(out);
  }

  #token(kind: string, text: string, from: number, to: number, more: Partial<Token> = {}): Token {
    return { kind, text: text.slice(from, to), start: from, end: to, ...more };
  }

  #next(text: string, i: number, since: number): { readonly token: Token; readonly end: number } | undefined {
    if (isDigit(text, i) || (text[i] === '-' && isDigit(text, i + 1) && !/[0-9年月-]/.test(text[i - 1] ?? '')))
      return this.#number(text, i, since);
    const punctuation = PUNCTUATION.get(text.charCodeAt(i));
    const name = this.#name(text, i);
    if (name && !(punctuation && name.end <= i + 1)) return name;
    if (punctuation) return { token: this.#token(punctuation, text, i, i + 1), end: i + 1 };
    return undefined;
  }

  /** The longer of a name and a turn; of the field's names with digits in them (单价100万元以上设备) numbers are no concern. */
  #name(text: string, i: number): { readonly token: Token; readonly end: number } | undefined {
    const label = this.#subjects.dictionary.at(text, i);
    const word = lexicon.at(text, i);
    const own = this.#own.find((one) => text.startsWith(one, i));
    if (own) return { token: this.#token('about', text, i, i + own.length), end: i + own.length };
    const path = this.#path(text, i);
    if (path) return path;
    if (label && label.length >= (word?.length ?? 0)) {
      const end = i + label.length;
      return { token: this.#token('label', text, i, end, { senses: label.value }), end };
    }
    if (!word) return undefined;
    // One character alone is a turn only right before a number: 增0万元.
    const alone = word.length === 1 && (word.value === 'up' || word.value === 'down');
    if (alone && !/[0-9]/.test(text[i + 1] ?? '') && text[i + 1] !== '(' && text[i + 1] !== ')') return undefined;
    return { token: this.#token(word.value, text, i, i + word.length), end: i + word.length };
  }

  /** 卫生健康支出(类)医疗保障管理事务(款)行政运行(项): one name, the account at the end of the path. */
  #path(text: string, i: number): { readonly token: Token; readonly end: number } | undefined {
    // Most places begin no path; the next bracket tells.
    const bracket = this.#bracketBehind(text, i);
    if (bracket > i + 40 || text[bracket + 2] !== ')' || !LEVELS.has(text[bracket + 1])) return undefined;
    // A path from the class down begins with the name of one.
    if (text[bracket + 1] === CLASS && this.#subjects.find(text.slice(i, bracket)).length === 0) return undefined;
    const { end } = pathAt(text, i);
    if (end === i) return undefined;
    const senses = this.#paths.of(text.slice(i, end));
    return senses.length > 0 ? { token: this.#token('label', text, i, end, { senses }), end } : undefined;
  }

  /** Where the next bracket opens at a place or behind it; looked for once for all places before it. */
  #bracketBehind(text: string, i: number): number {
    if (this.#bracket < i) {
      const found = text.indexOf('(', i);
      this.#bracket = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#bracket;
  }

  #pathSenses({ names, levels }: Path): readonly Sense[] {
    const length = LEVELS.get(levels.at(-1)!);
    const last = this.#subjects.find(names.at(-1)!);
    const fitting = last.filter(({ account, at }) => account?.length === length && at.members[FUNCTIONAL] !== undefined);
    if (levels[0] !== CLASS || names.length === 1) return fitting;
    const account = this.#catalogue.resolvePath(names, FUNCTIONAL);
    const above = this.#subjects
      .find(names[0])
      .flatMap(({ account: code }) => (code !== undefined && code.length === LEVELS.get(CLASS) ? [code] : []));
    const below = fitting.filter((sense) => above.some((code) => sense.account!.startsWith(code)));
    const exact = below.filter((sense) => sense.account === account?.code);
    return exact.length > 0 ? exact : below;
  }

  #number(text: string, i: number, since: number): { readonly token: Token; readonly end: number } | undefined {
    const name = this.#subjects.dictionary.at(text, i);
    if (name) return { token: this.#token('label', text, i, i + name.length, { senses: name.value }), end: i + name.length };
    const time = isTimeAt(text, i) ? this.#time(text, i) : undefined;
    if (time) return time;
    NUMERAL.lastIndex = i;
    const match = NUMERAL.exec(text);
    if (!match) return undefined;
    const end = i + match[0].length;
    if (match[0].length > LONGEST_NUMERAL || /[A-Za-z0-9.]/.test(text[end] ?? '') || /[A-Za-z]/.test(text[i - 1] ?? ''))
      return { token: this.#token('other', text, i, end), end };
    return this.#figure(text, i, end, since);
  }

  #time(text: string, i: number): { readonly token: Token; readonly end: number } | undefined {
    const rest = text.slice(i, i + LONGEST_NUMERAL + 12);
    const year = YEAR.exec(rest);
    if (year && !/^\d+年度?\d+月/.test(rest)) {
      const end = i + year[0].length;
      return { token: this.#token('year', text, i, end, { year: Number(rest.slice(0, 4)) }), end };
    }
    const date = DATE.exec(rest);
    return date ? { token: this.#token('other', text, i, i + date[0].length), end: i + date[0].length } : undefined;
  }

  #figure(text: string, from: number, end: number, since: number): { readonly token: Token; readonly end: number } {
    const behind = text.slice(end, end + 6);
    const money = MONEY_UNIT.exec(behind)?.[1];
    const count = countUnits.find((unit) => behind.startsWith(unit));
    const unit = money ?? (behind.startsWith('%') ? '%' : (count ?? ''));
    const kind = money ? 'money' : unit === '%' ? 'percent' : count ? 'count' : 'number';
    const to = end + unit.length;
    // A range (10-20万元), a part of a longer word, 约, 以上: no exact figure.
    const rough =
      roughBefore.some((word) => text.startsWith(word, from - word.length)) ||
      roughBehind.some((word) => text.startsWith(word, to)) ||
      /[-~—至到]$/.test(text.slice(Math.max(0, since, from - 1), from)) ||
      /^[-~—]\d/.test(text.slice(to, to + 2)) ||
      (kind === 'percent' && text.startsWith('点', to));
    const figure = rough ? null : this.#figures.of(`${text.slice(from, end)} ${unit === '万' ? '万元' : unit}`);
    if (!figure) return { token: this.#token('other', text, from, to), end: to };
    return { token: this.#token(kind, text, from, to, { figure, numeral: { start: from, end } }), end: to };
  }

  /** `key`: numeral and unit with a blank between; null for what is too large to be reckoned with. */
  #written(key: string): Written | null {
    const [numeral, unit] = key.split(' ');
    const value = new Decimal(numeral.replaceAll(',', ''));
    const typed = /\.(\d+)$/.exec(numeral)?.[1].length ?? 0;
    const scale = isMoneyUnit(unit) ? moneyScale(unit, unit === this.#unit ? this.#decimals : typed) : countScale;
    const decimals = scale.money === undefined ? typed : Math.max(typed, scale.decimals);
    const steps = value.times(scale.steps);
    if (steps.abs().greaterThan(Number.MAX_SAFE_INTEGER / 8)) return null;
    return { text: numeral, value, decimals: typed, unit, steps: steps.round().toNumber(), half: halfOf(scale, decimals), scale };
  }
}

interface Path {
  readonly names: readonly string[];
  readonly levels: readonly string[];
  /** Where it ends; where it begins if there is none. */
  readonly end: number;
}

/** The names of a path and their levels, from the first at `from` down. */
function pathAt(text: string, from: number): Path {
  const names: string[] = [];
  const levels: string[] = [];
  let end = from;
  for (let match = PATH.exec(text.slice(end, end + 80)); match && names.length < 3; match = PATH.exec(text.slice(end, end + 80))) {
    const level = match[2];
    if (levels.length > 0 && LEVELS.get(level)! <= LEVELS.get(levels.at(-1)!)!) break;
    names.push(match[1]);
    levels.push(level);
    end += match[0].length;
  }
  return { names, levels, end };
}

/** Names side by side, with nothing or 的 between them, are one name: 财政拨款 本年支出, 货物采购 授予中小企业合同金额. */
function mergeNames(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    if (token.kind === 'label' && last?.kind === 'label' && (last.parts?.length ?? 1) < MOST_PARTS) {
      out[out.length - 1] = {
        ...token,
        ...(last.embedded ? { embedded: true } : {}),
        text: last.text + token.text,
        start: last.start,
        parts: [...(last.parts ?? [last]), token],
      };
      continue;
    }
    const embedded = token.kind === 'label' && (last?.kind === 'per' || (last?.kind === 'other' && /\p{Script=Han}$/u.test(last.text)));
    out.push(embedded ? { ...token, embedded } : token);
  }
  return out;
}
