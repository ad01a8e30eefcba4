/** Typed figures as the model's integers, and back. Money is counted in 0.001 元, counts in one. */
import type { Amount } from 'budget-grammar';
import { Decimal } from 'decimal.js';

/** Steps of 0.001 元 in one unit of money. */
const MONEY: ReadonlyMap<string, number> = new Map([
  ['元', 1e3],
  ['千元', 1e6],
  ['万元', 1e7],
  ['百万元', 1e9],
  ['亿元', 1e11],
]);

export const moneyUnits: readonly string[] = [...MONEY.keys()];
export const isMoneyUnit = (unit: string): boolean => MONEY.has(unit);

/** How a column's figures are written: the size of one unit in steps and the decimals that the form prints. */
export interface Scale {
  /** Undefined for counts. */
  readonly money?: string;
  readonly steps: number;
  readonly decimals: number;
}

export const moneyScale = (unit: string, decimals: number): Scale => ({ money: unit, steps: MONEY.get(unit) ?? 1e7, decimals });
export const countScale: Scale = { steps: 1, decimals: 0 };

/** Half of the last printed digit's worth, in steps; 0 for counts, which are exact. */
export const halfOf = (scale: Scale, decimals: number): number => (scale.money === undefined ? 0 : Math.floor(scale.steps / 10 ** decimals / 2));

export interface Quantity {
  readonly value: number;
  /** Half an ulp of what was typed, never coarser than the form's own decimals. */
  readonly half: number;
  /** Typed with more decimals than the form prints. */
  readonly finer: boolean;
}

/** The quantity of a typed amount; undefined if it cannot be held exactly (a fraction of a count, or beyond 9·10¹² 元). */
export function quantityOf(amount: Amount, typed: Scale, printed: Scale): Quantity | undefined {
  const steps = new Decimal(amount.value).times(typed.steps);
  const value = typed.money === undefined ? steps : steps.round();
  if (!value.isInteger() || value.abs().greaterThan(Number.MAX_SAFE_INTEGER / 8)) return undefined;
  // Books are kept in fen: what is typed in 元 for a print in 万元 is exact, and so are the sums.
  const exact = typed.money !== printed.money;
  const decimals = Math.max(amount.decimals, typed.decimals);
  return { value: value.toNumber() || 0, half: exact ? 0 : halfOf(typed, decimals), finer: !exact && amount.decimals > typed.decimals };
}

/** Steps as a decimal numeral in the scale's unit, rounded half up (away from zero) to `decimals`; without grouping. */
export function toText(value: number, scale: Scale, decimals: number = scale.decimals): string {
  return new Decimal(value).div(scale.steps).toFixed(decimals, Decimal.ROUND_HALF_UP);
}
