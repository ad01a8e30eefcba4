/** Rows and groups while the text is read: what a continuation line can still add to. */
import type { Cell, RowLine, Span } from 'budget-grammar';
import { placeOf, type Section } from '../section.ts';
import type { Heading, Placed } from './columns.ts';
import { readFigure } from './figures.ts';
import type { BoundCell, BoundColumn, BoundGroup, BoundRow, BoundText } from './types.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type OpenCell = Writable<BoundCell>;
export interface OpenRow extends BoundRow {
  readonly cells: OpenCell[];
  label: BoundText;
}
export interface OpenGroup extends BoundGroup {
  readonly indicators: OpenRow[];
}

/** Tells what is wrong with one cell. */
export type SayCell = (code: 'unreadable-amount' | 'surplus-cell', message: string, cell: Span) => void;

export const textOf = (section: Section, piece: Span & { readonly text: string }): BoundText => ({
  text: piece.text,
  place: placeOf(section, piece),
});

/** A row of placed cells. A row that could not be cut, or has more cells than columns, yields no figure: any of them may stand in a wrong place. */
export function makeRow(section: Section, line: RowLine, placed: Placed, say: SayCell, surplus: (cell: Cell) => string): OpenRow {
  const damaged = line.damaged || placed.surplus.length > 0;
  const cells = placed.cells.map(({ column, cell }) => makeCell(section, column, cell, damaged, say));
  for (const cell of placed.surplus) say('surplus-cell', surplus(cell), cell);
  const first = placed.label ?? line.cells.find((cell) => cell.kind !== 'empty') ?? line.cells[0];
  const label = placed.label ? textOf(section, placed.label) : { text: '', place: placeOf(section, first) };
  const last = line.cells[line.cells.length - 1];
  return { line: line.line, place: placeOf(section, { start: first.start, end: last.end }), label, cells, damaged };
}

function makeCell(section: Section, column: BoundColumn, typed: Cell, damagedRow: boolean, say: SayCell): OpenCell {
  const cell: OpenCell = { column, typed, place: placeOf(section, typed), text: typed.text, damaged: damagedRow };
  if (damagedRow) return cell;
  const reading = readFigure(typed, column.role, column.title);
  if (reading.kind === 'figure') cell.figure = reading.figure;
  else if (reading.kind === 'damaged') {
    say('unreadable-amount', reading.message, typed);
    cell.damaged = true;
  }
  return cell;
}

/** Goes on with the row's last cell, or with its label if there is none. */
export function continueRow(row: OpenRow, text: BoundText): void {
  const last = row.cells[row.cells.length - 1];
  if (last) last.text += `\n${text.text}`;
  else row.label = { text: `${row.label.text}\n${text.text}`, place: row.label.place };
}

/** `总分  100  92`: amounts typed without the dashes for the columns before them belong to weight and score, the last to the last. */
export function totalCells(placed: Placed, heading: Heading): Placed {
  const scores = heading.columns.filter((column) => column.role === 'weight' || column.role === 'score');
  const filled = placed.cells.filter(({ cell }) => cell.kind !== 'empty');
  const astray = filled.some(({ column }) => column.role === 'target' || column.role === 'actual');
  const amounts = filled.filter(({ cell }) => cell.kind === 'amount');
  if (!astray || amounts.length !== filled.length || amounts.length > scores.length) return placed;
  const moved = amounts.map(({ cell }, i) => ({ cell, column: scores[scores.length - amounts.length + i] }));
  return { ...placed, cells: moved };
}
