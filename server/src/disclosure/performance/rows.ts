/** Rows and groups while the text is read: what a continuation line can still add to. */
import * as l10n from '@vscode/l10n';
import type { Cell, RowLine, Span } from 'budget-grammar';
import type { PerformanceForm } from '../../forms/types.ts';
import type { Place } from '../place.ts';
import { placeOf, type Section } from '../section.ts';
import type { Heading, Placed } from './columns.ts';
import { readFigure } from './figures.ts';
import type { Say } from './say.ts';
import type { BoundCell, BoundColumn, BoundGroup, BoundRow, BoundText, Figure } from './types.ts';

export interface OpenRow extends BoundRow {
  readonly cells: OpenCell[];
  label: BoundText;
}
export interface OpenGroup extends BoundGroup {
  readonly indicators: OpenRow[];
}

/** A cell to which continuations may still be added. Its place is made when somebody asks for it: most cells have nothing said of them. */
export class OpenCell implements BoundCell {
  readonly column: BoundColumn;
  readonly typed: Cell;
  text: string;
  readonly figure: Figure | undefined;
  readonly damaged: boolean;
  readonly #section: Section;

  constructor(section: Section, column: BoundColumn, typed: Cell, figure: Figure | undefined, damaged: boolean) {
    this.#section = section;
    this.column = column;
    this.typed = typed;
    this.text = typed.text;
    this.figure = figure;
    this.damaged = damaged;
  }

  get place(): Place {
    return placeOf(this.#section, this.typed);
  }
}

export const textOf = (section: Section, piece: Span & { readonly text: string }): BoundText => ({
  text: piece.text,
  place: placeOf(section, piece),
});

/** Makes the rows of a form. */
export class Rows {
  readonly #section: Section;
  readonly #form: PerformanceForm;
  readonly #say: Say;

  constructor(section: Section, form: PerformanceForm, say: Say) {
    this.#section = section;
    this.#form = form;
    this.#say = say;
  }

  /** A row of placed cells. A row that could not be cut, or has more cells than columns, yields no figure: any of them may stand in a wrong place. */
  row(line: RowLine, placed: Placed): OpenRow {
    const section = this.#section;
    const damaged = line.damaged || placed.surplus.length > 0;
    const cells = placed.cells.map((cell, i) => this.#cell(placed.columns[i], cell, damaged));
    for (const cell of placed.surplus)
      this.#say('surplus-cell', 'error', l10n.t('"{0}" stands in no column of {1}.', cell.text, this.#form.title), cell);
    const first = placed.label ?? line.cells.find((cell) => cell.kind !== 'empty') ?? line.cells[0];
    const label = placed.label ? textOf(section, placed.label) : { text: '', place: placeOf(section, first) };
    const { end } = line.cells[line.cells.length - 1];
    return { line: line.line, place: { section: section.id, start: first.start, end }, label, cells, damaged };
  }

  #cell(column: BoundColumn, typed: Cell, damagedRow: boolean): OpenCell {
    if (damagedRow) return new OpenCell(this.#section, column, typed, undefined, true);
    const reading = readFigure(typed, column.role, column.title);
    if (reading.kind !== 'damaged')
      return new OpenCell(this.#section, column, typed, reading.kind === 'figure' ? reading.figure : undefined, false);
    this.#say('unreadable-amount', 'error', reading.message, typed);
    return new OpenCell(this.#section, column, typed, undefined, true);
  }
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
  const { cells, columns } = placed;
  const astray = cells.some((cell, i) => cell.kind !== 'empty' && (columns[i].role === 'target' || columns[i].role === 'actual'));
  const amounts = cells.filter((cell) => cell.kind === 'amount');
  if (!astray || cells.some((cell) => cell.kind !== 'amount' && cell.kind !== 'empty') || amounts.length > scores.length) return placed;
  return { ...placed, cells: amounts, columns: scores.slice(scores.length - amounts.length) };
}
