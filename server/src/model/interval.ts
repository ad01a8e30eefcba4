/** Where the true value of a printed cell lies (docs/model.md §6). */
import type { Interval, ModelCell } from './types.ts';

/**
 * The interval that a cell's own text states.
 *
 * A figure v is [v − half, v + half]. A blank is exactly 0. A printed zero of a measure that cannot be negative is [0, half]: one-sided, because an amount under half an ulp prints as 0.00.
 * Undefined for cells that were not typed or could not be read.
 */
export const statedInterval = (cell: ModelCell, signed: boolean): Interval | undefined => {
  if (cell.state === 'blank') return { low: 0, high: 0 };
  if (cell.state !== 'typed' || cell.value === undefined) return undefined;
  const v = cell.value;
  return { low: v === 0 && !signed ? 0 : v - cell.half, high: v + cell.half };
};

/** The step in which a cell prints: an ulp, or one for counts and exact figures. */
export const stepOf = (half: number): number => (half > 0 ? 2 * half : 1);

/** The printable value nearest to `value`, a half away from zero. */
export const toGrid = (value: number, half: number): number => {
  const step = stepOf(half);
  return Math.sign(value) * Math.round(Math.abs(value) / step) * step;
};

/** How many printable values lie in an interval, its ends included. */
export const printableIn = (low: number, high: number, half: number): number => {
  const step = stepOf(half);
  return Math.floor(high / step) - Math.ceil(low / step) + 1;
};
