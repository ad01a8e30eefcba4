/** Quantities that references compute with: money with money, counts with counts, ratios as plain numbers. Exact throughout. */
import { Decimal } from 'decimal.js';
import { isMoneyUnit, moneyScale } from '../../disclosure/quantity.ts';
import type { RateStyle } from '../../forms/types.ts';

/** Money in steps of 0.001 元, a count, or a number without a unit. */
export interface Value {
  readonly kind: 'money' | 'count' | 'number';
  readonly amount: Decimal;
}

export const numberValue = (amount: Decimal.Value): Value => ({ kind: 'number', amount: new Decimal(amount) });

/** How money is printed in prose. */
export interface MoneyStyle {
  readonly unit: string;
  readonly decimals: number;
  readonly trailingZeros: boolean;
}

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

function fixed(amount: Decimal, decimals: number, trailingZeros: boolean): string {
  const text = amount.toFixed(decimals, Decimal.ROUND_HALF_UP);
  const plain = /^-0(?:\.0+)?$/.test(text) ? text.slice(1) : text;
  return trailingZeros ? plain : withoutZeros(plain);
}

/** `1064.50`, or `1064.5` where a province leaves zeros out. */
export function moneyText({ amount }: Value, { unit, decimals, trailingZeros }: MoneyStyle): string {
  return fixed(amount.div(moneyScale(unit, decimals).steps), decimals, trailingZeros);
}

/** A number without a unit has the decimals of money, and no zeros at its end. */
const NUMBER_DECIMALS = 2;

export function valueText(value: Value, style: MoneyStyle): string {
  if (value.kind === 'money') return moneyText(value, style);
  return value.kind === 'count' ? fixed(value.amount, 0, true) : fixed(value.amount, NUMBER_DECIMALS, false);
}

/** `139.96%` of a ratio of 1.3996. */
export const percentText = (ratio: Decimal, { decimals, trailingZeros }: RateStyle): string =>
  `${fixed(ratio.times(100), decimals, trailingZeros)}%`;

/** The unit behind a figure; empty for counts and numbers, whose unit the sentence says. */
export const unitOf = ({ kind }: Value, { unit }: MoneyStyle): string => (kind === 'money' ? unit : '');

export { isMoneyUnit };

export type Operator = '+' | '-' | '*' | '/';

/** The result of a calculation; undefined for one that means nothing: money times money, people plus money, a division by nothing. */
export function calculate(operator: Operator, left: Value, right: Value): Value | undefined {
  switch (operator) {
    case '+':
    case '-': {
      const kind = commonKind(left, right);
      if (!kind) return undefined;
      return { kind, amount: operator === '+' ? left.amount.plus(right.amount) : left.amount.minus(right.amount) };
    }
    case '*':
      if (left.kind !== 'number' && right.kind !== 'number') return undefined;
      return { kind: withNumber(left.kind === 'number' ? right.kind : left.kind), amount: left.amount.times(right.amount) };
    case '/':
      if (right.amount.isZero() || (right.kind !== 'number' && right.kind !== left.kind)) return undefined;
      return { kind: right.kind === 'number' ? withNumber(left.kind) : 'number', amount: left.amount.div(right.amount) };
  }
}

/** Half of five people is no count. */
const withNumber = (kind: Value['kind']): Value['kind'] => (kind === 'count' ? 'number' : kind);

/** A plain number may be added to a count, never to money. */
const commonKind = (left: Value, right: Value): Value['kind'] | undefined => {
  if (left.kind === right.kind) return left.kind;
  return left.kind !== 'money' && right.kind !== 'money' ? 'count' : undefined;
};
