/** Figures of performance forms as intervals: how far apart two of them may be before they contradict each other. */
import * as l10n from '@vscode/l10n';
import type { Fix } from '../disclosure/finding.ts';
import { Exact, exact, HUNDRED, halfSteps, isZero, ZERO } from '../disclosure/performance/decimal.ts';
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
  const shown = amounts.filter((figure) => !isZero(figure));
  return shown.some(({ decimals }) => decimals !== shown[0].decimals) ? 2 : 0;
}

/** An interval in steps; NaN where a figure is no whole number of them. */
export interface StepSpan {
  readonly low: number;
  readonly high: number;
}

/** The same as `stands`, in steps. */
export function standsInSteps(figure: Figure, least = 0): StepSpan {
  const half = halfSteps(Math.max(figure.decimals, least));
  return { low: figure.steps - half, high: figure.steps + half };
}

/** Whether two intervals meet that are counted in steps; false if that cannot be told so. */
export const meetsInSteps = (a: StepSpan, b: StepSpan): boolean => a.low <= b.high && b.low <= a.high;

/** The quotient of two intervals in percent; undefined if the divisor may be zero or negative. */
export function percentOf(part: Span, whole: Span): Span | undefined {
  if (!whole.low.isPositive() || whole.low.isZero() || part.low.isNegative()) return undefined;
  return { low: part.low.times(HUNDRED).div(whole.high), high: part.high.times(HUNDRED).div(whole.low) };
}

/**
 * A stated total held against the sum of its parts. The figures of it are worked out when somebody asks, which is where they do not agree.
 *
 * Weights and scores are given, not measured: whole numbers are exact. Figures with decimals are rounded; a whole total of such parts may be rounded, and so may whole parts of a finer total.
 */
export class SumVerdict {
  readonly agrees: boolean;
  readonly #parts: readonly Figure[];
  readonly #total: Figure;
  /** Decimals of the finest part. */
  readonly #finest: number;

  constructor(parts: readonly Figure[], total: Figure) {
    this.#parts = parts;
    this.#total = total;
    let finest = 0;
    for (const part of parts) finest = Math.max(finest, part.decimals);
    this.#finest = finest;
    this.agrees = this.#agreesInSteps() ?? total.value.minus(this.sum).abs().lessThanOrEqualTo(this.tolerance);
  }

  get sum(): Exact {
    return this.#parts.reduce((all, part) => all.plus(part.value), ZERO);
  }

  get tolerance(): Exact {
    const own = this.#isRoundedTotal() ? halfOf(this.#total.decimals) : ZERO;
    return this.#parts.reduce((all, part) => (this.#isRoundedPart(part) ? all.plus(halfOf(part.decimals)) : all), own);
  }

  #isRoundedTotal(): boolean {
    return this.#total.decimals > 0 || this.#finest > 0;
  }

  #isRoundedPart({ decimals }: Figure): boolean {
    return decimals > 0 || this.#total.decimals > this.#finest;
  }

  /** Undefined if the figures cannot be counted in steps. */
  #agreesInSteps(): boolean | undefined {
    let sum = 0;
    let size = 0;
    let tolerance = this.#isRoundedTotal() ? halfSteps(this.#total.decimals) : 0;
    for (const part of this.#parts) {
      sum += part.steps;
      size += Math.abs(part.steps);
      if (this.#isRoundedPart(part)) tolerance += halfSteps(part.decimals);
    }
    const difference = Math.abs(this.#total.steps - sum);
    return Number.isNaN(difference) || !(size <= Number.MAX_SAFE_INTEGER) ? undefined : difference <= tolerance;
  }
}

/** A numeral as a person writes it: no exponent, no zeros at the end. */
export const plain = (value: Exact): string => value.toFixed();

/** A figure as typed. */
export const typedText = (cell: BoundCell): string => cell.typed.text;

/** The quick fix where there is exactly one right figure. */
export const replaceFix = (place: Place, text: string): Fix[] => [
  { title: l10n.t('Replace with {0}', text), edits: [{ place, text }], preferred: true },
];
