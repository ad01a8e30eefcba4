/** Where each cell stands among a table's rows, by its key. */
import { identicalEnds } from '../../base/lists.ts';
import type { BoundCell, BoundRow, CellPlaces } from './types.ts';

/** Rows by the keys of their cells, whatever is typed in them; made up when it is first asked. */
export class NumberedRows implements CellPlaces {
  /** Let go of when they are numbered. */
  #rows: readonly BoundRow[];
  #numbers?: ReadonlyMap<string, number>;
  readonly #columns = new Set<string>();

  constructor(rows: readonly BoundRow[]) {
    this.#rows = rows;
  }

  find(key: string, rows: readonly BoundRow[]): { readonly row: BoundRow; readonly cell: BoundCell } | undefined {
    this.#numbers ??= this.#index();
    for (const id of this.#columns) {
      const row = key.endsWith(id) ? rows[this.#numbers.get(key.slice(0, -id.length)) ?? -1] : undefined;
      const cell = row?.cells.find((one) => one.key === key);
      if (row && cell) return { row, cell };
    }
    return undefined;
  }

  /** Rows by what the keys of their cells begin with. */
  #index(): Map<string, number> {
    const numbers = new Map<string, number>();
    let above: readonly BoundCell[] = [];
    for (let number = 0; number < this.#rows.length; number++) {
      const { cells } = this.#rows[number];
      if (cells.length === 0) continue;
      // Nearly all rows have the columns of the one above.
      if (!haveSameColumns(cells, above)) for (const { column } of cells) this.#columns.add(column.id);
      above = cells;
      const [{ key, column }] = cells;
      const row = key.slice(0, -column.id.length);
      if (!numbers.has(row)) numbers.set(row, number);
    }
    this.#rows = [];
    return numbers;
  }
}

const haveSameColumns = (a: readonly BoundCell[], b: readonly BoundCell[]): boolean =>
  a.length === b.length && a.every(({ column }, c) => column === b[c].column);

/** Whether two tables have the same cells in the same rows. */
export function haveSamePlaces(a: readonly BoundRow[], b: readonly BoundRow[]): boolean {
  if (a.length !== b.length) return false;
  const { head, tail } = identicalEnds(a, b);
  for (let r = head; r < a.length - tail; r++) if (!haveSameCells(a[r].cells, b[r].cells)) return false;
  return true;
}

const haveSameCells = (a: readonly BoundCell[], b: readonly BoundCell[]): boolean =>
  a.length === b.length && a.every(({ key }, c) => key === b[c].key);
