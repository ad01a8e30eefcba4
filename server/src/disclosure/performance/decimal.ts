/** Decimal numbers long enough for the quotients of any two figures that a cell can hold. */
import { Decimal } from 'decimal.js';

export const Exact = Decimal.clone({ precision: 80, toExpNeg: -100, toExpPos: 100 });
export type Exact = Decimal;

export const exact = (numeral: string | number): Exact => new Exact(numeral);

export const ZERO = exact(0);
export const ONE = exact(1);
export const HUNDRED = exact(100);
