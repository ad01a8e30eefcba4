/**
 * A section in which nobody has filled in anything yet: its heading, and rows that the form prints anyway, but no figure, no sign for none and no sentence.
 * It states nothing, as if it were not there; a table that is known to be empty says so by 空表, a note, a dash, a zero, its blank total or the codes it lists.
 */
import type { Cell } from 'budget-grammar';
import type { BoundRow } from './types.ts';

/** A cell was typed, be it an empty one between tabs; where nothing applies the form itself prints a sign. */
const says = ({ kind }: Cell): boolean => kind !== 'none';

/** Rows that are the form's own, whether used or not. */
function isOfForm({ panel, row }: BoundRow): boolean {
  const { codes } = panel;
  if (typeof row === 'object') return row !== codes?.total;
  return typeof row === 'string' && codes?.listed?.some(({ code }) => code === row) === true;
}

/** `rows` are those typed; `stated` if a sentence or a note stands in the section. */
export const isUnfilled = (rows: readonly BoundRow[], stated: boolean): boolean =>
  !stated && rows.every((row) => isOfForm(row) && !row.unsure && row.cells.every(({ typed }) => !typed || !says(typed)));

/** The same rows with cells of which nothing is known. */
export const unknownRows = (rows: readonly BoundRow[]): BoundRow[] =>
  rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (cell.model ? { ...cell, model: { ...cell.model, state: 'untyped' as const } } : cell)),
  }));
