/** Cells of a page, with what most of them are. */
import type { PageCell } from './page.ts';

type Parts = Partial<Omit<PageCell, 'text' | 'kind'>>;

const PLAIN = { colspan: 1, rowspan: 1, align: 'left', indent: 0, derived: false, uncertain: false } as const;

export const labelCell = (text: string, parts: Parts = {}): PageCell => ({ text, kind: 'label', ...PLAIN, ...parts });
export const textCell = (text: string, parts: Parts = {}): PageCell => ({ text, kind: 'text', ...PLAIN, ...parts });
export const figureCell = (text: string, parts: Parts = {}): PageCell => ({ text, kind: 'figure', ...PLAIN, align: 'right', ...parts });

/** A heading cell. */
export const headCell = (text: string, colspan = 1, rowspan = 1): PageCell => textCell(text, { colspan, rowspan, align: 'center' });

/** Columns of the printed grid that a line takes, cells that reach down into it left out. */
export const widthOf = (line: readonly PageCell[] | undefined): number => line?.reduce((sum, { colspan }) => sum + colspan, 0) ?? 0;

export interface PlacedCell {
  readonly cell: PageCell;
  readonly row: number;
  readonly column: number;
}

/** Every cell with the place of its upper left corner in the grid, cells that reach down from above counted. */
export function placedCells(lines: readonly (readonly PageCell[])[]): PlacedCell[] {
  const placed: PlacedCell[] = [];
  /** For each column the first row that is free. */
  const free: number[] = [];
  lines.forEach((line, row) => {
    let column = 0;
    for (const cell of line) {
      while ((free[column] ?? 0) > row) column++;
      placed.push({ cell, row, column });
      for (let i = column; i < column + cell.colspan; i++) free[i] = row + cell.rowspan;
    }
  });
  return placed;
}
