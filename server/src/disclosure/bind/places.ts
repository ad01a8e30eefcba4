/** Where each cell stands among a table's rows, by its key. */
import type { BoundCell, BoundRow } from './types.ts';

/** The same object for tables that have the same cells in the same rows, whatever is typed in them; made up when it is first asked. */
export class CellPlaces {
  /** Let go of when the places are known. */
  #rows: readonly BoundRow[];
  #places?: ReadonlyMap<string, CellPlace>;

  constructor(rows: readonly BoundRow[]) {
    this.#rows = rows;
  }

  of(key: string): CellPlace | undefined {
    this.#places ??= this.#index();
    return this.#places.get(key);
  }

  #index(): Map<string, CellPlace> {
    const places = new Map<string, CellPlace>();
    // Of a row that is given twice the first one counts.
    for (const [row, { cells }] of this.#rows.entries())
      for (const [cell, { key }] of cells.entries()) if (!places.has(key)) places.set(key, { row, cell });
    this.#rows = [];
    return places;
  }
}

/** A row and a cell of it by their numbers. */
export interface CellPlace {
  readonly row: number;
  readonly cell: number;
}

/** Whether two tables have the same cells in the same rows. */
export const haveSamePlaces = (a: readonly BoundRow[], b: readonly BoundRow[]): boolean =>
  a.length === b.length && a.every((row, r) => row === b[r] || haveSameCells(row.cells, b[r].cells));

const haveSameCells = (a: readonly BoundCell[], b: readonly BoundCell[]): boolean =>
  a.length === b.length && a.every(({ key }, c) => key === b[c].key);
