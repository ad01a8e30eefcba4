/** Interval arithmetic over identities (docs/model.md §6). There is no other tolerance. */
import type { Cells } from './cells.ts';
import { type IdentityList, PART } from './identities.ts';
import type { Checked, Verdict } from './types.ts';

/** Verdicts as small integers, for the flat array of all identities. */
export const EXACT = 0;
export const ROUNDED = 1;
export const BROKEN = 2;
export const SUSPENDED = 3;

export const VERDICTS: readonly Verdict[] = ['exact', 'rounded', 'broken', 'suspended'];

/** The sum of an identity's terms: of the printed values, and the least and greatest that the true values allow. */
export interface Sum {
  known: boolean;
  value: number;
  low: number;
  high: number;
}

export const sumOf = (cells: Cells, identities: IdentityList, i: number, into: Sum): Sum => {
  const { known, value: values, low: lows, high: highs } = cells;
  const { start, cell, coefficient } = identities;
  let value = 0;
  let low = 0;
  let high = 0;
  into.known = true;
  for (let t = start[i]; t < start[i + 1]; t++) {
    const c = cell[t];
    const k = coefficient[t];
    if (known[c] === 0) {
      into.known = false;
      return into;
    }
    value += k * values[c];
    low += k > 0 ? k * lows[c] : k * highs[c];
    high += k > 0 ? k * highs[c] : k * lows[c];
  }
  into.value = value;
  into.low = low;
  into.high = high;
  return into;
};

export const emptySum = (): Sum => ({ known: true, value: 0, low: 0, high: 0 });

/** What a sum says of its identity: exact if the printed values agree, rounded if the true values can, else broken. */
export const judge = (sum: Sum, part: boolean): number => {
  if (!sum.known) return SUSPENDED;
  if (sum.value === 0 || (part && sum.value < 0)) return EXACT;
  return sum.low <= 0 && (part || sum.high >= 0) ? ROUNDED : BROKEN;
};

/** The verdict of every identity. */
export const checkAll = (cells: Cells, identities: IdentityList): Uint8Array => {
  const verdicts = new Uint8Array(identities.length);
  const sum = emptySum();
  for (let i = 0; i < identities.length; i++) verdicts[i] = judge(sumOf(cells, identities, i, sum), identities.kind[i] === PART);
  return verdicts;
};

/** The same where `before` holds for all identities but those that are touched. */
export const checkAgain = (cells: Cells, identities: IdentityList, before: Uint8Array, touched: Iterable<number>): Uint8Array => {
  const verdicts = new Uint8Array(identities.length);
  verdicts.set(before.subarray(0, identities.length));
  const sum = emptySum();
  for (const i of touched) if (i < identities.length) verdicts[i] = judge(sumOf(cells, identities, i, sum), identities.kind[i] === PART);
  return verdicts;
};

/** An identity and its verdict as others see them. */
export const checked = (cells: Cells, identities: IdentityList, i: number, verdict: number): Checked => ({
  identity: identities.identity(i, (c) => cells.cell(c).key),
  ...outcomeOf(cells, identities, i, verdict),
});

/** How an identity fares. */
export const outcomeOf = (cells: Cells, identities: IdentityList, i: number, verdict: number): Omit<Checked, 'identity'> => {
  const sum = sumOf(cells, identities, i, emptySum());
  if (!sum.known) return { verdict: 'suspended', difference: 0, tolerance: 0 };
  // A derived figure prints in its own decimals and may so leave its interval; the difference that is told does not.
  const difference = Math.min(Math.max(sum.value, sum.low), sum.high);
  return { verdict: VERDICTS[verdict], difference, tolerance: difference > 0 ? difference - sum.low : sum.high - difference };
};
