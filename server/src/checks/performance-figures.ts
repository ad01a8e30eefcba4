/** Figures of performance forms as intervals: how far apart two of them may be before they contradict each other. */
import * as l10n from '@vscode/l10n';
import type { Fix } from '../disclosure/finding.ts';
import { Exact, exact, HUNDRED, ZERO } from '../disclosure/performance/decimal.ts';
import type { BoundCell, Figure } from '../disclosure/performance/types.ts';
import type { Place } from '../disclosure/place.ts';

export interface Span {
  readonly low: Exact;
  readonly high: Exact;
}

const halves: Exact[] = [];

/** Half a unit of the last of so many decimals. */
function halfOf(decimals: number): Exact {
  halves[decimals] ??= exact(10).pow(-decimals).div(2);
  return halves[decimals];
}

export const around = (value: Exact, half: Exact): Span => ({ low: value.minus(half), high: value.plus(half) });
export const meets = (a: Span, b: Span): boolean => a.low.lessThanOrEqualTo(b.high) && b.low.lessThanOrEqualTo(a.high);
export const hull = (a: Span, b: Span): Span => ({ low: Exact.min(a.low, b.low), high: Exact.max(a.high, b.high) });

/** The interval for which a figure stands, read as having at least so many decimals. */
export const stands = (figure: Figure, least = 0): Span => around(figure.value, halfOf(Math.max(figure.decimals, least)));

/**
 * The decimals to which the amounts of one form are read at least.
 * Where amounts have different numbers of decimals, zeros at the end were dropped (180 beside 134.605 is 180.00); where all have the same number they may be rounded to it. A zero shows nothing.
 */
export function leastDecimals(amounts: readonly Figure[]): number {
  const decimals = new Set(amounts.filter((figure) => !figure.value.isZero()).map((figure) => figure.decimals));
  return decimals.size > 1 ? 2 : 0;
}

/** The quotient of two intervals in percent; undefined if the divisor may be zero or negative. */
export function percentOf(part: Span, whole: Span): Span | undefined {
  if (!whole.low.isPositive() || whole.low.isZero() || part.low.isNegative()) return undefined;
  return { low: part.low.times(HUNDRED).div(whole.high), high: part.high.times(HUNDRED).div(whole.low) };
}

export interface SumVerdict {
  readonly sum: Exact;
  readonly tolerance: Exact;
  readonly agrees: boolean;
}

/**
 * Holds a stated total against the sum of its parts.
 *
 * Weights and scores are given, not measured: whole numbers are exact. Figures with decimals are rounded; a whole total of such parts may be rounded, and so may whole parts of a finer total.
 */
export function holdSum(parts: readonly Figure[], total: Figure): SumVerdict {
  const finest = Math.max(0, ...parts.map((part) => part.decimals));
  const rounded = (figure: Figure, whole: boolean): Exact => (figure.decimals > 0 || whole ? halfOf(figure.decimals) : ZERO);
  const sum = parts.reduce((all, part) => all.plus(part.value), ZERO);
  const whole = finest === 0 && total.decimals === 0;
  const tolerance = whole
    ? ZERO
    : parts.reduce((all, part) => all.plus(rounded(part, total.decimals > finest)), rounded(total, finest > 0));
  return { sum, tolerance, agrees: total.value.minus(sum).abs().lessThanOrEqualTo(tolerance) };
}

/** A numeral as a person writes it: no exponent, no zeros at the end. */
export const plain = (value: Exact): string => value.toFixed();

/** A figure as typed. */
export const typedText = (cell: BoundCell): string => cell.typed.text;

/** The quick fix where there is exactly one right figure. */
export const replaceFix = (place: Place, text: string): Fix[] => [
  { title: l10n.t('Replace with {0}', text), edits: [{ place, text }], preferred: true },
];
