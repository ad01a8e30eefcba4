/** Names of fields, columns, rows and groups, however they were typed. */
import { type Cell, fold } from 'budget-grammar';
import { keptByName } from '../../base/by-name.ts';
import { once } from '../../base/once.ts';
import { labelKey, shortLabels } from '../../forms/names.ts';
import type { PerformanceForm } from '../../forms/types.ts';
import wording from './data/wording.json' with { type: 'json' };
import { type Figure, TypedFigure } from './types.ts';

/** Brackets at the end of a title: （A）, (B/A), （万元）, (20分*执行率). */
const BRACKETS = /\([^()]*\)$/;
/** A weight in brackets, alone or times something: （20分）, (20分*执行率). */
const SCORE = /\((\d+(?:\.\d+)?)分(?:[*×xX]([^()]*))?\)/;
/** Groups are named with and without this word: 服务对象满意度, 服务对象满意度指标. */
const INDICATOR = /指标$/;

/** The key of a title without the brackets at its end; a title that is nothing else keeps them. */
export const titleKey = (title: string): string => withoutBrackets(labelKey(title));

function withoutBrackets(key: string): string {
  if (!key.endsWith(')')) return key;
  const bare = key.replace(BRACKETS, '');
  return bare === key || bare === '' ? key : withoutBrackets(bare);
}

interface Named {
  readonly title: string;
  readonly aliases: readonly string[];
}

interface NameIndex<T> {
  readonly full: ReadonlyMap<string, T>;
  readonly bare: ReadonlyMap<string, T>;
}

/** The lists of a form stay while documents change; their names are folded once. */
const indexOf = once(<T extends Named>(all: readonly T[]): NameIndex<T> => {
  const by = (key: (text: string) => string): Map<string, T> => {
    const map = new Map<string, T>();
    // Titles go before aliases, the first before the others.
    for (const one of all.toReversed()) for (const alias of one.aliases) map.set(key(alias), one);
    for (const one of all.toReversed()) map.set(key(one.title), one);
    return map;
  };
  return { full: by(labelKey), bare: by(titleKey) };
});

/** A longer text is no title, whatever it holds. */
const LONGEST_TITLE = 60;

/** The one that bears this title: in full first, then without the brackets at its end. */
export function findNamed<T extends Named>(all: readonly T[], title: string): T | undefined {
  if (title.length > LONGEST_TITLE) return undefined;
  const key = labelKey(title);
  if (key === '') return undefined;
  const { full, bare } = indexOf(all);
  return full.get(key) ?? bare.get(withoutBrackets(key));
}

/** The row that bears this label, with 其中： before it or without. */
export function findRow<T extends Named>(all: readonly T[], label: string): T | undefined {
  const found = findNamed(all, label);
  if (found || label.length > LONGEST_TITLE) return found;
  for (const short of shortLabels(label)) {
    const row = findNamed(all, short);
    if (row) return row;
  }
  return undefined;
}

/** The labels of a form's row of totals: its own, then others. */
export const totalsOf = ({ total, totalAliases }: PerformanceForm): readonly string[] => (total ? [total, ...totalAliases] : []);

interface Names {
  readonly keys: ReadonlySet<string>;
  /** The characters with which they begin. */
  readonly first: ReadonlySet<number>;
}

/** Every name that a form has for a field, a column, its total or a heading of long text, with and without the brackets at its end. */
const namesOf = once((form: PerformanceForm): Names => {
  const named = [...form.properties, ...(form.funds?.columns ?? []), ...(form.indicators?.columns ?? [])];
  const headings = form.layout.flatMap((block) => (block.kind === 'texts' ? [block.heading] : []));
  const titles = [...named.flatMap(({ title, aliases }) => [title, ...aliases]), ...totalsOf(form), ...headings];
  const keys = new Set(titles.flatMap((title) => [labelKey(title), titleKey(title)]));
  return { keys, first: new Set([...keys].map((key) => key.charCodeAt(0))) };
});

/** Han characters that may number a name and are no part of its key. */
const NUMERALS: ReadonlySet<number> = new Set(Array.from('一二三四五六七八九十廿百', (char) => char.charCodeAt(0)));

/** Whether a name with this character first has a key that begins with it: most cells are told by that to be no name. */
const keepsFirst = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff && !NUMERALS.has(code)) || (code >= 0x2260 && code <= 0x2267);

/** Whether a figure begins as it is compared: the number of a name is not part of its key, but a figure's digits are. */
const keepsDigit = (code: number): boolean => (code >= 0x30 && code <= 0x39) || code === 0x2d;

/** Whether a cell holds a name of the form: it may belong to a heading, a field or the total. */
export function isName(form: PerformanceForm, { text, kind }: Pick<Cell, 'text' | 'kind'>): boolean {
  if (text.length > LONGEST_TITLE) return false;
  const { keys, first } = namesOf(form);
  const code = text.charCodeAt(0);
  if ((kind === 'amount' ? keepsDigit(code) : keepsFirst(code)) && !first.has(code)) return false;
  const key = labelKey(text);
  return keys.has(key) || (key.endsWith(')') && keys.has(withoutBrackets(key)));
}

export const sameTitle = (a: string, b: string): boolean => {
  const [one, other] = [labelKey(a), labelKey(b)];
  return one === other || withoutBrackets(one) === withoutBrackets(other);
};

export const groupKey = keptByName((name) => titleKey(name).replace(INDICATOR, ''));

/** The template's own word before an indicator: 指标1. */
const NUMBERED = new RegExp(`^${wording.indicator}\\d*$`);
export const isNumberedIndicator = (text: string): boolean => NUMBERED.test(labelKey(text));

/** What a title states of the score below it: its weight （20分）, and that the score is weight × rate (20分*执行率). */
export interface StatedScore {
  readonly weight: Figure;
  readonly proportional: boolean;
}

export function statedScore(title: string): StatedScore | undefined {
  const match = SCORE.exec(fold(title).replace(/\s+/g, ''));
  if (!match) return undefined;
  const decimals = match[1].split('.')[1]?.length ?? 0;
  return { weight: new TypedFigure(match[1], decimals, false), proportional: match[2] === wording.rate };
}
