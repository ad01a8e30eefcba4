/** Ratios of rounded figures: a printed percentage is right if it can be the ratio of two true values (design of XBRL's Calculations 1.1; no tolerance). */
import { Decimal } from 'decimal.js';
import { once } from '../../base/once.ts';
import type { Interval } from '../../model/types.ts';
import type { Written } from '../../prose/reading/token.ts';

/** Where a ratio can lie; `high` may be infinite. */
export interface Range {
  readonly low: Decimal;
  readonly high: Decimal;
}

const ENDLESS = new Decimal(Infinity);
const ONE = new Decimal(1);

/** The ratios of two non-negative figures. */
export function quotient(part: Interval, whole: Interval): Range {
  const [a, b] = [atLeastZero(part), atLeastZero(whole)];
  return { low: new Decimal(a.low).div(b.high || 1), high: b.low > 0 ? new Decimal(a.high).div(b.low) : ENDLESS };
}

/** Change over base where figure and change are known: the base is the one less the other. `sign` 1 for up, −1 for down. */
export function growth(current: Interval, change: Interval, sign: 1 | -1): Range {
  const [c, d] = [atLeastZero(current), atLeastZero(change)];
  const over = (delta: number, figure: number): Decimal => {
    const base = figure - sign * delta;
    return base > 0 ? new Decimal(delta).div(base) : ENDLESS;
  };
  return { low: over(d.low, c.high), high: over(d.high, c.low) };
}

/** Change over base where figure and base are known. */
export function growthFrom(current: Interval, base: Interval): Range {
  const { low, high } = quotient(current, base);
  return { low: low.minus(ONE), high: high.minus(ONE) };
}

const atLeastZero = ({ low, high }: Interval): Interval => ({ low: Math.max(0, low), high: Math.max(0, high) });

/** Half a unit of the last digit of a percentage, by its decimals. */
const halves: Decimal[] = [];

/** What a printed percentage stands for. */
export const rangeOf = once(({ value, decimals }: Written): Range => {
  halves[decimals] ??= new Decimal(10).pow(-decimals).div(200);
  const half = halves[decimals];
  const middle = value.div(100);
  return { low: middle.minus(half), high: middle.plus(half) };
});

export const meets = (a: Range, b: Range): boolean => a.low.lte(b.high) && b.low.lte(a.high);

/** Whether a percentage is the ratio with its further digits cut off. */
export function isTruncated(rate: Written, ratio: Decimal): boolean {
  return ratio.times(100).toDecimalPlaces(rate.decimals, Decimal.ROUND_DOWN).eq(rate.value);
}
