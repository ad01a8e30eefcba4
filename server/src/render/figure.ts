/** How figures are printed: thousands separators, the form's decimals, blanks. Exact decimals throughout, never a float. */
import { Decimal } from 'decimal.js';

/** Printed where nothing applies. */
export const NOT_APPLICABLE = '——';

/** Sets commas between thousands of a plain decimal numeral: `-1064.50` → `-1,064.50`. */
export function group(numeral: string): string {
  const [whole, fraction] = numeral.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A negative zero is none: -0.004 prints as 0.00. */
function unsigned(numeral: string): string {
  return /^-0(?:\.0*)?$/.test(numeral) ? numeral.slice(1) : numeral;
}

/**
 * A value as a form prints it, rounded half up (away from zero) to `decimals`.
 * `value` is a plain decimal numeral (`-1064.5`) in the unit that is printed.
 */
export function printValue(value: string, decimals: number): string {
  return group(unsigned(new Decimal(value).toFixed(decimals, Decimal.ROUND_HALF_UP)));
}

/**
 * A typed amount as a form prints it: with the form's decimals, but never fewer than were typed, since what an author typed is not rounded in silence.
 * `amount.decimals` are the digits typed behind the point.
 */
export function printTyped(
  amount: { readonly value: string; readonly decimals: number; readonly percent: boolean },
  decimals: number,
): string {
  const printed = printValue(amount.value, Math.max(decimals, amount.decimals));
  return amount.percent ? `${printed}%` : printed;
}

/** A figure of the fact model: an integer of steps, `stepsPerUnit` of which make the printed unit (0.001 元 in 万元: 10 000 000). */
export function printSteps(steps: number, stepsPerUnit: number, decimals: number): string {
  return printValue(new Decimal(steps).div(stepsPerUnit).toFixed(), decimals);
}

/** A cell without a figure in the form's style: nothing, or a zero with the form's decimals. */
export function printBlank(style: 'blank' | 'zero', decimals: number): string {
  return style === 'zero' ? printValue('0', decimals) : '';
}
