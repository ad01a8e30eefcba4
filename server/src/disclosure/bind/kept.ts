/**
 * What is kept of a table for its next version. A keystroke changes one line: the rows of all other lines are what they were, only that some of them stand elsewhere in the text.
 * A row is read again where anything differs on which its reading depends (`Around`), or where something was said of it.
 */
import type { Cell, RowLine, SectionTree } from 'budget-grammar';
import type { Panel, TableForm } from '../../forms/types.ts';
import type { Section } from '../section.ts';
import type { Units } from './cells.ts';
import type { CompletedRows, RowFacts } from './complete.ts';
import type { Heading } from './layout.ts';
import type { BoundColumn, BoundRow, BoundTable, RowKey, TableSettings } from './types.ts';

/** What reading a row depends on beside its own text and what holds of the whole table. */
export interface Around {
  readonly heading: Heading | undefined;
  readonly side: Panel | undefined;
  /** The row bound last in each panel of the form. */
  readonly last: readonly RowKey[];
}

/** A row number as a paste may bring it, and what stood in its place. */
export interface NotedNumber {
  readonly ordinal: number;
  readonly first: string | undefined;
}

/** The rows of one line, each with a cell for every column. */
export interface KeptRows {
  readonly line: RowLine;
  readonly around: Around;
  readonly rows: readonly BoundRow[];
  readonly facts: readonly RowFacts[];
  /** Their keys among the rows of the table. */
  readonly keys: readonly string[];
  readonly numbers: readonly NotedNumber[];
}

/** A heading of which every title is known. */
export interface KeptHeading {
  readonly side: Panel | undefined;
  readonly before: Heading | undefined;
  readonly heading: Heading;
}

/** What holds of a table as a whole: where it differs, nothing is kept. */
export interface Frame {
  readonly section: Section;
  readonly form: TableForm;
  readonly settings: TableSettings;
  readonly units: Units;
  readonly official: boolean;
  readonly codedStart: number | undefined;
}

/** The columns that headings named: what a cell that was not typed means depends on them. */
export interface NamedColumns {
  readonly headed: boolean;
  readonly named: ReadonlySet<BoundColumn>;
  readonly columnsDoubtful: boolean;
}

export interface KeptTable extends Frame, NamedColumns {
  readonly complete: CompletedRows;
  readonly places: BoundTable['places'];
  readonly rows: readonly (KeptRows | undefined)[];
  readonly headings: readonly (KeptHeading | undefined)[];
  /** How many versions in a row have drawn on the one before. */
  readonly age: number;
}

/** A row that is kept keeps the text alive out of which it was cut, so from time to time all rows are read anew. */
const OLDEST = 100;

const kept = new WeakMap<BoundTable, KeptTable>();

export const keep = (table: BoundTable, what: KeptTable): void => {
  kept.set(table, what);
};

/** What is kept of `table`, if it serves for one within this frame. */
export function keptFor(table: BoundTable, frame: Frame): KeptTable | undefined {
  const known = kept.get(table);
  return known && known.age < OLDEST && isSameFrame(known, frame) ? known : undefined;
}

const isSameFrame = (a: Frame, b: Frame): boolean =>
  a.section.id === b.section.id &&
  a.form === b.form &&
  a.settings.formSet === b.settings.formSet &&
  a.settings.fiscalYear === b.settings.fiscalYear &&
  a.units.printed === b.units.printed &&
  a.units.typed === b.units.typed &&
  a.official === b.official &&
  a.codedStart === b.codedStart;

export const haveSameColumns = (a: NamedColumns, b: NamedColumns): boolean =>
  a.headed === b.headed &&
  a.columnsDoubtful === b.columnsDoubtful &&
  a.named.size === b.named.size &&
  [...a.named].every((column) => b.named.has(column));

/** Which line of `before` stands unchanged at a line of `now`: those in front of the first that differs, and those behind the last. */
export function sameLines(before: SectionTree, now: SectionTree): (line: number) => number | undefined {
  const longer = now.lines.length - before.lines.length;
  const least = Math.min(now.lines.length, before.lines.length);
  let head = 0;
  while (head < least && isSameLine(before, head, now, head)) head++;
  let tail = now.lines.length;
  while (tail > head && tail - longer > head && isSameLine(before, tail - 1 - longer, now, tail - 1)) tail--;
  return (line) => (line < head ? line : line >= tail ? line - longer : undefined);
}

function isSameLine(before: SectionTree, i: number, now: SectionTree, k: number): boolean {
  const a = before.lines[i];
  const b = now.lines[k];
  if (a === b) return true;
  return a.kind === b.kind && a.end - a.start === b.end - b.start && before.text.slice(a.start, a.end) === now.text.slice(b.start, b.end);
}

/** The rows of a line that stands elsewhere now: the same cells, typed at other places. */
export function moved({ rows, line }: KeptRows, to: RowLine): readonly BoundRow[] {
  if (line.start === to.start && line.line === to.line) return rows;
  const at = (cell: Cell): Cell => to.cells[line.cells.indexOf(cell)];
  return rows.map((row) => ({
    ...row,
    line: to.line,
    span: { start: row.span.start - line.start + to.start, end: row.span.end - line.start + to.start },
    ...(row.code ? { code: at(row.code) } : {}),
    ...(row.name ? { name: at(row.name) } : {}),
    ...(row.texts ? { texts: row.texts.map(({ column, cell }) => ({ column, cell: at(cell) })) } : {}),
    cells: row.cells.map((cell) => (cell.typed ? { ...cell, typed: at(cell.typed) } : cell)),
  }));
}
