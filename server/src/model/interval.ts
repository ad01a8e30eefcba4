/** Where the true value of a printed cell lies (docs/model.md §6). */
import type { Interval, ModelCell } from './types.ts';

/**
 * The interval that a cell's own text states.
 *
 * A figure v is [v − half, v + half]. A blank is exactly 0. A printed zero of a measure that cannot be negative is [0, half]: one-sided, because an amount under half an ulp prints as 0.00.
 * Undefined for cells that were not typed or could not be read.
 */
export const statedInterval = (cell: ModelCell, signed: boolean): Interval | undefined =>
  isStated(cell) ? { low: lowOf(cell, signed), high: highOf(cell) } : undefined;

/** Whether a cell says anything of its value. */
export const isStated = (cell: ModelCell): boolean => cell.state === 'blank' || (cell.state === 'typed' && cell.value !== undefined);

/** The ends of a stated interval one by one, for those who read thousands of cells at a keystroke and want no object of each. */
export const lowOf = ({ state, value = 0, half }: ModelCell, signed: boolean): number =>
  state === 'blank' || (value === 0 && !signed) ? 0 : value - half;
export const highOf = ({ state, value = 0, half }: ModelCell): number => (state === 'blank' ? 0 : value + half);

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
