/** Names of fields, columns, rows and groups, however they were typed. */
import { fold } from 'budget-grammar';
import { labelKey } from '../../forms/names.ts';
import wording from './data/wording.json' with { type: 'json' };
import { type Exact, exact } from './decimal.ts';

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
const indexes = new WeakMap<readonly Named[], NameIndex<Named>>();

function indexOf<T extends Named>(all: readonly T[]): NameIndex<T> {
  const known = indexes.get(all) as NameIndex<T> | undefined;
  if (known) return known;
  const by = (key: (text: string) => string): Map<string, T> => {
    const map = new Map<string, T>();
    // Titles go before aliases, the first before the others.
    for (const one of all.toReversed()) for (const alias of one.aliases) map.set(key(alias), one);
    for (const one of all.toReversed()) map.set(key(one.title), one);
    return map;
  };
  const index = { full: by(labelKey), bare: by(titleKey) };
  indexes.set(all, index);
  return index;
}

/** The one that bears this title: in full first, then without the brackets at its end. */
export function findNamed<T extends Named>(all: readonly T[], title: string): T | undefined {
  const key = labelKey(title);
  if (key === '') return undefined;
  const { full, bare } = indexOf(all);
  return full.get(key) ?? bare.get(withoutBrackets(key));
}

export const sameTitle = (a: string, b: string): boolean => labelKey(a) === labelKey(b) || titleKey(a) === titleKey(b);

export const groupKey = (name: string): string => titleKey(name).replace(INDICATOR, '');

/** What a title states of the score below it: its weight （20分）, and that the score is weight × rate (20分*执行率). */
export interface StatedScore {
  readonly value: Exact;
  readonly decimals: number;
  readonly proportional: boolean;
}

export function statedScore(title: string): StatedScore | undefined {
  const match = SCORE.exec(fold(title).replace(/\s+/g, ''));
  if (!match) return undefined;
  return { value: exact(match[1]), decimals: match[1].split('.')[1]?.length ?? 0, proportional: match[2] === wording.rate };
}
