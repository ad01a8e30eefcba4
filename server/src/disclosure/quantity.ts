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
export const halfOf = (scale: Scale, decimals: number): number =>
  scale.money === undefined ? 0 : Math.floor(scale.steps / 10 ** decimals / 2);

export interface Quantity {
  readonly value: number;
  /** Half an ulp of what was typed, never coarser than the form's own decimals. */
  readonly half: number;
  /** Typed with more decimals than the form prints. */
  readonly finer: boolean;
}

/** What is beyond this many steps is not counted: sums of such figures would no longer be exact. */
const LARGEST = Number.MAX_SAFE_INTEGER / 8;

/** A numeral of no more characters is held exactly by a number. */
const SHORT = 15;

/** Nearly every figure is short and a whole number of steps, and there are thousands of them; undefined for the others. */
function shortQuantity({ value, decimals }: Amount, { steps }: Scale): number | undefined {
  const factor = steps / 10 ** decimals;
  if (value.length > SHORT || !Number.isInteger(factor)) return undefined;
  const quantity = Number(value.replace('.', '')) * factor;
  return Number.isSafeInteger(quantity) ? quantity + 0 : undefined;
}

function longQuantity({ value }: Amount, { money, steps }: Scale): number | undefined {
  const exact = new Decimal(value).times(steps);
  const quantity = money === undefined ? exact : exact.round();
  return quantity.isInteger() ? quantity.toNumber() + 0 : undefined;
}

/** The quantity of a typed amount; undefined if it cannot be held exactly (a fraction of a count, or beyond 9·10¹² 元). */
export function quantityOf(amount: Amount, typed: Scale, printed: Scale): Quantity | undefined {
  const value = shortQuantity(amount, typed) ?? longQuantity(amount, typed);
  if (value === undefined || Math.abs(value) > LARGEST) return undefined;
  // Books are kept in fen: what is typed in 元 for a print in 万元 is exact, and so are the sums.
  const exact = typed.money !== printed.money;
  const decimals = Math.max(amount.decimals, typed.decimals);
  return { value, half: exact ? 0 : halfOf(typed, decimals), finer: !exact && amount.decimals > typed.decimals };
}

/** Steps as a decimal numeral in the scale's unit, rounded half up (away from zero) to `decimals`; without grouping. */
export function toText(value: number, scale: Scale, decimals: number = scale.decimals): string {
  const unit = scale.steps / 10 ** decimals;
  if (Number.isInteger(unit) && Number.isSafeInteger(value)) return numeral(value, unit, decimals);
  return new Decimal(value).div(scale.steps).toFixed(decimals, Decimal.ROUND_HALF_UP);
}

/** `value` counted in `unit`, whose tens make up `decimals`: exact, since neither leaves the whole numbers. */
function numeral(value: number, unit: number, decimals: number): string {
  const rest = Math.abs(value) % unit;
  const count = (Math.abs(value) - rest) / unit + (rest * 2 >= unit ? 1 : 0);
  const digits = String(count).padStart(decimals + 1, '0');
  const sign = value < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
