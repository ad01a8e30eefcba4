/** Decimal numbers long enough for the quotients of any two figures that a cell can hold. */
import { Decimal } from 'decimal.js';

export const Exact = Decimal.clone({ precision: 80, toExpNeg: -100, toExpPos: 100 });
export type Exact = Decimal;

export const exact = (numeral: string | number): Exact => new Exact(numeral);

export const ZERO = exact(0);
export const ONE = exact(1);
export const HUNDRED = exact(100);

/** Steps of figures have so many decimals. */
const STEP_DECIMALS = 6;
/** Finer figures are not counted in steps: half a unit of the last digit must be a whole number of them. */
const MOST_DECIMALS = STEP_DECIMALS - 1;
const POWERS = Array.from({ length: STEP_DECIMALS + 1 }, (_, i) => 10 ** i);

/** Beyond so many, steps and half a unit cannot be added up exactly. */
const MOST_STEPS = 2 ** 52;

/** As many steps are one. */
export const STEPS = POWERS[STEP_DECIMALS];

/** Half a unit of the last of so many decimals, in steps; NaN for finer figures. */
export const halfSteps = (decimals: number): number => (decimals > MOST_DECIMALS ? Number.NaN : POWERS[STEP_DECIMALS - decimals] / 2);

/** Digits behind the point of a numeral. */
export function decimalsOf(numeral: string): number {
  const point = numeral.indexOf('.');
  return point < 0 ? 0 : numeral.length - point - 1;
}

/** A numeral as a whole number of steps; NaN if it is none, or too long to be counted exactly. A zero with a sign is none, for it has only one here. */
export function stepsOf(numeral: string, decimals = decimalsOf(numeral)): number {
  if (decimals > MOST_DECIMALS || numeral.length > 15) return Number.NaN;
  const negative = numeral.charCodeAt(0) === 0x2d;
  let digits = 0;
  for (let i = negative ? 1 : 0; i < numeral.length; i++) {
    const code = numeral.charCodeAt(i);
    if (code === 0x2e) continue;
    if (code < 0x30 || code > 0x39) return Number.NaN;
    digits = digits * 10 + (code - 0x30);
  }
  const steps = digits * POWERS[STEP_DECIMALS - decimals];
  if (steps > MOST_STEPS || (negative && steps === 0)) return Number.NaN;
  return negative ? -steps : steps;
}

/**
 * A number as typed. Nearly all of them are short, and are compared and added up as whole numbers of steps (0.000001);
 * where `steps` is NaN, as is whatever follows from it, the exact value tells. It is made when somebody asks for it.
 */
export class Numeral {
  readonly decimals: number;
  readonly steps: number;
  /** Digits with a sign and a point at most. */
  readonly numeral: string;
  #value: Exact | undefined;

  constructor(numeral: string, decimals: number) {
    this.decimals = decimals;
    this.steps = stepsOf(numeral, decimals);
    this.numeral = numeral;
  }

  get value(): Exact {
    this.#value ??= exact(this.numeral);
    return this.#value;
  }
}

interface Countable {
  readonly steps: number;
  readonly value: Exact;
}

/** Below zero if the first is the smaller one, zero if both are equal. */
export function compareNumbers(a: Countable, b: Countable): number {
  const steps = a.steps - b.steps;
  return Number.isNaN(steps) ? a.value.comparedTo(b.value) : steps;
}

export const isZero = (one: Countable): boolean => one.steps === 0 || (Number.isNaN(one.steps) && one.value.isZero());
export const isNegative = (one: Countable): boolean => one.steps < 0 || (Number.isNaN(one.steps) && one.value.isNegative());
