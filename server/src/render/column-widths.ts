/** How wide the columns of a printed table should be, from what stands in them. */
import { displayWidth } from 'budget-grammar';
import { placedCells } from './cell.ts';
import type { PageCell, PageTable } from './page.ts';

/** Widths are counted in characters of Han script (em). */
const PADDING = 1.25;
const LEAST = 2;
/** Words of a heading may break after so many characters. */
const HEADING = 5;
/** A label merged over several lines may break soon, one of a single line late. */
const TALL_LABEL = 5;
const LABEL = 18;
const TEXT = 14;

/** The width of a printed page; where columns ask for more, wide ones give way and narrow ones keep their words on one line. */
const PAGE = 68;
const NEVER_BELOW = 7;

/** Figures and Latin letters take more than half of a Han character in most fonts. */
const NARROW = 0.6;
/** No column of figures is narrower, so that a short form is not ruled like a long one. */
const FIGURE = 5;

/** The longest line of a cell. */
function length({ text, indent }: PageCell): number {
  const lines = text.split('\n').map((line) => {
    const wide = displayWidth(line) - line.length;
    return wide > 0 ? wide + (line.length - wide) * NARROW : line.length * NARROW;
  });
  return indent + Math.max(...lines);
}

/** The most that a cell asks for in each of its columns. */
function most(cell: PageCell, inHeading: boolean): number {
  if (inHeading) return HEADING;
  if (cell.kind === 'figure') return Number.POSITIVE_INFINITY;
  if (cell.kind === 'label') return cell.rowspan > 1 ? TALL_LABEL : LABEL;
  return TEXT;
}

/**
 * The widths of a table's columns in em, before they are stretched to the width of the page.
 *
 * Columns of figures are all as wide as the widest, as forms are ruled; other columns are as wide as their text up to a measure at which it breaks.
 */
export function columnWidths({ header, rows }: Pick<PageTable, 'header' | 'rows'>): number[] {
  const cells = [
    ...placedCells(header).map((placed) => ({ ...placed, inHeading: true })),
    ...placedCells(rows).map((placed) => ({ ...placed, inHeading: false })),
  ];
  const count = Math.max(0, ...cells.map(({ column, cell }) => column + cell.colspan));
  const widths = new Array<number>(count).fill(LEAST);
  for (const { cell, column, inHeading } of cells)
    if (cell.colspan === 1) widths[column] = Math.max(widths[column], Math.min(length(cell), most(cell, inHeading)) + PADDING);
  for (const { cell, column, inHeading } of cells) if (cell.colspan > 1) widen(widths, column, cell, inHeading);
  return fitted(withEqualFigures(widths, cells));
}

/** A merged cell takes what it lacks from all its columns alike. */
function widen(widths: number[], column: number, cell: PageCell, inHeading: boolean): void {
  const own = widths.slice(column, column + cell.colspan).reduce((sum, width) => sum + width, 0);
  const missing = Math.min(length(cell), most(cell, inHeading)) + PADDING - own;
  if (missing <= 0) return;
  for (let i = column; i < column + cell.colspan; i++) widths[i] += missing / cell.colspan;
}

interface Body {
  readonly cell: PageCell;
  readonly column: number;
  readonly inHeading: boolean;
}

function withEqualFigures(widths: readonly number[], cells: readonly Body[]): number[] {
  const body = cells.filter(({ cell, inHeading }) => !inHeading && cell.colspan === 1);
  const others = new Set(body.filter(({ cell }) => cell.kind !== 'figure').map(({ column }) => column));
  const figures = new Set(body.map(({ column }) => column).filter((column) => !others.has(column)));
  const widest = Math.max(FIGURE, ...[...figures].map((column) => widths[column]));
  return widths.map((width, column) => (figures.has(column) ? widest : width));
}

function fitted(widths: readonly number[]): number[] {
  const excess = widths.reduce((sum, width) => sum + width, -PAGE);
  const spare = widths.map((width) => Math.max(0, width - NEVER_BELOW));
  const all = spare.reduce((sum, width) => sum + width, 0);
  if (excess <= 0 || all === 0) return [...widths];
  const share = Math.min(1, excess / all);
  return widths.map((width, column) => width - spare[column] * share);
}
