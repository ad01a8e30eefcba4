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
export function titleKey(title: string): string {
  let key = labelKey(title);
  for (let bare = key.replace(BRACKETS, ''); bare !== key && bare !== ''; bare = key.replace(BRACKETS, '')) key = bare;
  return key;
}

interface Named {
  readonly title: string;
  readonly aliases: readonly string[];
}

/** The one that bears this title: in full first, then without the brackets at its end. */
export function findNamed<T extends Named>(all: readonly T[], title: string): T | undefined {
  const find = (key: (text: string) => string) => {
    const wanted = key(title);
    return all.find((one) => key(one.title) === wanted) ?? all.find((one) => one.aliases.some((alias) => key(alias) === wanted));
  };
  return wantedIsEmpty(title) ? undefined : (find(labelKey) ?? find(titleKey));
}

const wantedIsEmpty = (title: string): boolean => labelKey(title) === '';

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
