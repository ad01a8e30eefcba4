/**
 * What a chapter, a heading or a sentence is about, and what a name means there.
 * Sentences are read again at every keystroke; facts are looked up by addresses, and quickly by those that are the same objects: so each is made once.
 */
import { onceForPair } from '../../base/once.ts';
import type { Fragment } from '../../forms/types.ts';
import type { Address } from '../../model/types.ts';
import data from '../data/subjects.json' with { type: 'json' };
import type { Sense } from '../subjects.ts';
import type { Token } from './tokens.ts';

/** What a text is about before any heading says more. */
export const NOTHING: Fragment = { members: {} };

/** So many readings of one name are followed; what has more is not understood. */
const MOST_READINGS = 8;

/** Dimensions that classify the same money in two ways: a name of one of them takes the other back to its whole. */
const RIVALS: Readonly<Record<string, string>> = { 功能: '经济', 经济: '功能' };

/** Money that comes, goes or stays: of one fund, if the chapter is about a fund. */
const FLOWS: ReadonlySet<string> = new Set(data.flows);

/** A fragment within a scope: members add up; another measure begins anew, but a chapter on a fund stays with it. */
export const within = onceForPair((scope: Fragment, at: Fragment): Fragment => {
  if (at.measure !== undefined && scope.measure !== undefined && at.measure !== scope.measure) {
    const fund = FLOWS.has(at.measure) && FLOWS.has(scope.measure) ? scope.members.资金 : undefined;
    return fund === undefined ? at : { measure: at.measure, members: { 资金: fund, ...at.members } };
  }
  const members: Record<string, string> = { ...scope.members };
  for (const dimension in at.members) if (RIVALS[dimension]) delete members[RIVALS[dimension]];
  Object.assign(members, at.members);
  const measure = at.measure ?? scope.measure;
  return measure === undefined ? { members } : { measure, members };
});

interface Reading {
  readonly at: Fragment;
  readonly whole: boolean;
  readonly weak?: boolean;
}

/** Of accounts of one name the class is the likeliest: 其他支出 is 229 before it is 2299901. */
const byLevel = (a: Sense, b: Sense): number => (a.account?.length ?? 0) - (b.account?.length ?? 0);

/** What is said before any name is, and where there is none. */
const UNSAID: readonly Reading[] = [{ at: NOTHING, whole: false }];
const NO_READINGS: readonly Reading[] = [];
const NO_SENSES: readonly Sense[] = [];

const withSenses = (readings: readonly Reading[], senses: readonly Sense[], beside: boolean): readonly Reading[] => {
  const likeliest = senses.toSorted(byLevel);
  const next = readings.flatMap((reading) =>
    likeliest.map(({ at, whole, qualifier, weak = false }) => ({
      at: within(reading.at, at),
      whole: reading.whole || whole || (qualifier && beside),
      weak: reading.weak || weak,
    })),
  );
  return next.slice(0, MOST_READINGS);
};

/** What a name that stands alone says, and what is said with a name more. */
const alone = onceForPair((readings: readonly Reading[], senses: readonly Sense[]) => withSenses(readings, senses, false));
const beside = onceForPair((readings: readonly Reading[], senses: readonly Sense[]) => withSenses(readings, senses, true));

/** What a name, or several side by side, says by itself: the same object for the same names. Behind unknown words (医保信息化建设, 政务大厅改造项目支出) it is a part of another name. */
function readingsOf({ embedded, parts, senses = NO_SENSES }: Token): readonly Reading[] {
  if (embedded) return NO_READINGS;
  if (!parts) return alone(UNSAID, senses);
  let readings = UNSAID;
  for (const part of parts) readings = beside(readings, part.senses ?? NO_SENSES);
  return readings;
}

/** The measure that words behind a name give it: 一般公共预算财政拨款 支出. */
type Behind = '支出' | '收入' | 'nothing';

/** A name that only says which fund (一般公共预算财政拨款) is of what stands behind it. */
function measured(readings: readonly Reading[], measure: Behind): readonly Reading[] {
  if (measure === 'nothing') return readings;
  return readings.map((reading) =>
    reading.at.measure === undefined && reading.at.members.功能 === undefined && reading.at.members.经济 === undefined
      ? { at: { measure, members: reading.at.members }, whole: true }
      : reading,
  );
}

/** What a name may mean: first the addresses that it does mean in its scope, one for each sense, then those that it might. */
export interface Readings {
  readonly all: readonly Address[];
  readonly strong: number;
}

/** The readings of a name in a scope; `behind` is the text behind it. */
export function readingsIn(label: Token, scope: Fragment, behind: string): Readings {
  const measure: Behind = behind.startsWith('支出') ? '支出' : behind.startsWith('收入') ? '收入' : 'nothing';
  return readingsBefore[measure](readingsOf(label), scope);
}

const readingsBefore: Readonly<Record<Behind, (readings: readonly Reading[], scope: Fragment) => Readings>> = {
  支出: onceForPair((readings, scope) => makeReadings(readings, scope, '支出')),
  收入: onceForPair((readings, scope) => makeReadings(readings, scope, '收入')),
  nothing: onceForPair((readings, scope) => makeReadings(readings, scope, 'nothing')),
};

function makeReadings(readings: readonly Reading[], scope: Fragment, behind: Behind): Readings {
  const strong: Address[] = [];
  const weak: Address[] = [];
  for (const { at, whole, weak: unlikely } of measured(readings, behind)) {
    const inside = within(scope, at);
    const [meant, other] = whole ? [at, inside] : [inside, at];
    addTo(unlikely ? weak : strong, meant);
    addTo(weak, other);
  }
  return joined(strong, weak);
}

function addTo(list: Address[], { measure, members }: Fragment): void {
  const account = members.功能 !== undefined || members.经济 !== undefined;
  // Accounts classify income and outlay, nothing else; a name that is neither they nor a measure says nothing yet.
  if (account ? measure !== undefined && measure !== '收入' && measure !== '支出' : measure === undefined) return;
  const address: Address = { measure: measure ?? '支出', members };
  if (!list.some((one) => sameAddress(one, address))) list.push(address);
}

/** Strong readings before weak ones, each once, at most so many as can be followed. */
export function joined(strong: readonly Address[], weak: readonly Address[]): Readings {
  const all = [...strong, ...weak.filter((one) => !strong.some((other) => sameAddress(one, other)))];
  return { all: all.slice(0, MOST_READINGS * 2), strong: Math.min(strong.length, MOST_READINGS * 2) };
}

/** Whether something that is counted is meant. */
export const isCount = (label: Token): boolean => (label.senses ?? []).some(({ count }) => count);

export function sameAddress(a: Address, b: Address): boolean {
  const keys = Object.keys(a.members);
  return a.measure === b.measure && keys.length === Object.keys(b.members).length && keys.every((key) => a.members[key] === b.members[key]);
}

/** All that came in or went out, with what was there before. */
export const TOTALS: ReadonlySet<string> = new Set(['收入总计', '支出总计']);

/** Totals are figures of a chapter, not what it is about: 收支总体情况 tells of income and outlay. */
const topicOf = ({ measure, members }: Fragment): Fragment =>
  measure === undefined || TOTALS.has(measure) ? { members } : { measure, members };

/** What a heading is about, within what the heading above it is about. */
export const scopeOf = onceForPair((heading: readonly Token[], above: Fragment): Fragment => {
  let scope: Fragment = NOTHING;
  for (const token of heading) {
    if (token.kind !== 'label') continue;
    const [reading] = readingsOf(token);
    const at = reading && topicOf(reading.at);
    if (at) scope = scope.measure !== undefined && at.measure !== undefined ? scope : within(scope, at);
  }
  const text = heading.map((token) => token.text).join('');
  const measure =
    scope.measure ?? (/收入/.test(text) && !/支出/.test(text) ? '收入' : /支出/.test(text) && !/收入/.test(text) ? '支出' : undefined);
  const own: Fragment = measure === undefined ? scope : { measure, members: scope.members };
  return own.measure === undefined && Object.keys(own.members).length === 0 ? above : within(above, own);
});
