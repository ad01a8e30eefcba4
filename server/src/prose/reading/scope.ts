/**
 * What a chapter, a heading or a sentence is about, and what a name means there.
 * Sentences are read again at every keystroke; facts are looked up by addresses, and quickly by those that are the same objects: so each is made once.
 */
import { onceForPair } from '../../base/once.ts';
import type { Fragment } from '../../forms/types.ts';
import type { Address } from '../../model/types.ts';
import { CLASSIFICATIONS, FLOWS, FUND, isOfAccount, OF_ACCOUNTS, SIDES, type Side, sideAhead, sideIn, sideOf, TOTALS } from '../roles.ts';
import type { Sense } from '../subjects.ts';
import type { Token } from './token.ts';

/** What a text is about before any heading says more. */
export const NOTHING: Fragment = { members: {} };

/** So many readings of one name are followed; what has more is not understood. */
const MOST_READINGS = 8;

/** A fragment within a scope: members add up; another measure begins anew, but a chapter on a fund stays with it. */
export const within = onceForPair((scope: Fragment, at: Fragment): Fragment => {
  if (at.measure !== undefined && scope.measure !== undefined && at.measure !== scope.measure) {
    const fund = FLOWS.has(at.measure) && FLOWS.has(scope.measure) ? scope.members[FUND] : undefined;
    return fund === undefined ? at : { measure: at.measure, members: { [FUND]: fund, ...at.members } };
  }
  const members: Record<string, string> = { ...scope.members };
  // A name of one classification takes the other back to its whole.
  if (isOfAccount(at.members)) for (const dimension of CLASSIFICATIONS) delete members[dimension];
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

/** A name that only says which fund is of what stands behind it: 一般公共预算财政拨款 支出. */
function measured(readings: readonly Reading[], behind: Side | undefined): readonly Reading[] {
  if (!behind) return readings;
  return readings.map((reading) =>
    reading.at.measure === undefined && !isOfAccount(reading.at.members)
      ? { at: { measure: behind.measure, members: reading.at.members }, whole: true }
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
  return readingsBefore.get(sideAhead(behind))!(readingsOf(label), scope);
}

const readingsBefore: ReadonlyMap<Side | undefined, (readings: readonly Reading[], scope: Fragment) => Readings> = new Map(
  [undefined, ...SIDES].map((behind) => [behind, onceForPair((readings, scope) => makeReadings(readings, scope, behind))]),
);

function makeReadings(readings: readonly Reading[], scope: Fragment, behind: Side | undefined): Readings {
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
  // Accounts classify income and outlay, nothing else; a name that is neither they nor a measure says nothing yet.
  if (isOfAccount(members) ? measure !== undefined && !sideOf(measure) : measure === undefined) return;
  const address: Address = { measure: measure ?? OF_ACCOUNTS, members };
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
  const measure = scope.measure ?? sideIn(heading.map((token) => token.text).join(''))?.measure;
  const own: Fragment = measure === undefined ? scope : { measure, members: scope.members };
  return own.measure === undefined && Object.keys(own.members).length === 0 ? above : within(above, own);
});
