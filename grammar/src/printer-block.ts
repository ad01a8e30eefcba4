/**
 * Rows that stand under each other. A block runs from a header, a property or `列：` over rows and openers to the next of them.
 * Where spaces would change what a pasted row means, its block stays cut at tabs.
 */
import { matchKey } from './chars.ts';
import { cellText, columnTexts, isEscaped } from './printer-line.ts';
import { displayWidth } from './printer-width.ts';
import type { Cell, ColumnsLine, Line, RowLine, SectionTree } from './tree.ts';

type Laid = RowLine | ColumnsLine;

export interface Block {
  readonly columns?: ColumnsLine;
  readonly lines: readonly Laid[];
  readonly staysTabbed: boolean;
  /** Code and name are one label, so that a title stands over both. */
  readonly codesInLabel: boolean;
}

/** `isLeft` holds for lines that are not laid out: they stand as typed and take no part in any width. */
export function blocksOf(tree: SectionTree, isLeft: (line: Line) => boolean): Block[] {
  const blocks: Block[] = [];
  let lines: Laid[] = [];
  let columns: ColumnsLine | undefined;
  let inForce: ColumnsLine | undefined;
  let titlesOf = new Map<Laid, ColumnsLine>();
  const close = () => {
    if (lines.length > 0) blocks.push(blockOf(lines, columns, titlesOf));
    lines = [];
    columns = undefined;
    titlesOf = new Map();
  };
  for (const line of tree.lines) {
    if (line.kind === 'header' || line.kind === 'property' || line.kind === 'columns') close();
    if (line.kind === 'header') inForce = undefined;
    // A side opener (支出：) ends what 列 says; whether this is one is not known here.
    if (line.kind === 'opener' && line.path.length === 1) inForce = undefined;
    if (line.kind === 'columns') inForce = columns = line;
    if ((line.kind !== 'row' && line.kind !== 'columns') || isLeft(line)) continue;
    lines.push(line);
    if (inForce) titlesOf.set(line, inForce);
  }
  close();
  return blocks;
}

function blockOf(lines: readonly Laid[], columns: ColumnsLine | undefined, titlesOf: ReadonlyMap<Laid, ColumnsLine>): Block {
  const coded = lines.filter(isCoded);
  const most = coded.reduce((count, row) => Math.max(count, row.cells.length), 0);
  const staysTabbed = lines.some(
    (line) => line.kind === 'row' && isCutAtTabs(line) && needsTabs(line, titlesOf.get(line), coded.length > 0),
  );
  return {
    columns,
    lines,
    staysTabbed,
    codesInLabel: coded.length > 0 && (!columns || !isNamed(columns) || most > columns.titles.length),
  };
}

/** Whether the first title heads the label column, or its codes. */
const isNamed = (columns: ColumnsLine | undefined): boolean => (columns?.titles[0]?.text ?? '') !== '';

/** A row of one cell is the same with tabs and without. */
export const isCutAtTabs = (line: Laid): boolean => line.tabbed && (line.kind === 'columns' ? line.titles : line.cells).length > 1;

const CODE = /^[0-9０-９]{3,7}$/;
const isCode = (cell: Cell | undefined): boolean => cell !== undefined && !cell.quoted && CODE.test(cell.text);
const isCoded = (line: Laid): line is RowLine => line.kind === 'row' && isCode(line.cells[0]) && line.cells[1]?.kind === 'text';

/**
 * Spaces would say something else than tabs: a leading empty cell repeats what is above; behind 合计 it may be that of the name, and before a name that of a code;
 * where code and name have titles of their own, a figure may stand under the name's; several texts before the figures may be levels of groups, which only
 * a full row tells without tabs; and text behind figures begins the second side of a table, unless titles that are all different say where it belongs.
 */
function needsTabs(row: RowLine, titles: ColumnsLine | undefined, blockHasCodes: boolean): boolean {
  const { cells } = row;
  const mayHaveNames = isNamed(titles) && (blockHasCodes || isCode(cells[0]));
  if (mayHaveNames && cells[1].kind !== 'text') return true;
  const texts = cells.findIndex((cell) => cell.kind !== 'text');
  const isFull = titles !== undefined && cells.length >= titles.titles.length;
  if ((texts < 0 || texts > 1) && !isFull) return true;
  const lastText = cells.findLastIndex((cell) => cell.kind === 'text');
  const firstEmpty = cells.findIndex((cell) => cell.kind === 'empty');
  if (firstEmpty >= 0 && (firstEmpty < 2 || firstEmpty < lastText)) return true;
  const figure = cells.findIndex((cell, i) => i > 0 && cell.kind !== 'text');
  return figure > 0 && figure < lastText && !(titles && areDifferent(titles));
}

function areDifferent(columns: ColumnsLine): boolean {
  const keys = columns.titles.map((title) => matchKey(title.text));
  return new Set(keys).size === keys.length;
}

/** The cells of a row or `列：` line with one tab between them. */
export function tabbedText(text: string, line: Laid): string {
  const cells = line.kind === 'columns' ? columnTexts(text, line) : line.cells.map(cellText);
  return (isEscaped(text, line) ? '\\' : '') + cells.join('\t');
}

/** What stands in one column of the layout. */
interface Slot {
  readonly text: string;
  /** `title` and `text` stand left, a `figure` on its decimal point, a `sign` (—, -) right. */
  readonly kind: 'title' | 'text' | 'figure' | 'sign';
  /** Width of a figure up to its decimal point. */
  readonly whole: number;
}

const WHOLE = /^[-(]?[\d,]*/;

function slotOf(cell: Cell): Slot {
  const text = cellText(cell) || '-';
  if (cell.kind === 'amount') return { text, kind: 'figure', whole: WHOLE.exec(text)![0].length };
  return { text, kind: cell.kind === 'none' || cell.kind === 'empty' ? 'sign' : 'text', whole: 0 };
}

const titleSlots = (text: string, line: ColumnsLine): Slot[] =>
  columnTexts(text, line).map((title) => ({ text: title || '-', kind: 'title', whole: 0 }));

const label = (text: string): Slot => ({ text, kind: 'text', whole: 0 });

function rowSlots(text: string, row: RowLine, block: Block, codeWidth: number): Slot[] {
  const { cells } = row;
  if (isEscaped(text, row)) return [label(`\\${cellText(cells[0])}`), ...cells.slice(1).map(slotOf)];
  if (block.codesInLabel && isCoded(row))
    return [label(`${cellText(cells[0]).padEnd(codeWidth)}  ${cellText(cells[1])}`), ...cells.slice(2).map(slotOf)];
  if (isCode(cells[0])) return [label(cellText(cells[0])), ...cells.slice(1).map(slotOf)];
  const unlabelled = block.columns?.titles[0]?.text === '' && cells.every((cell) => cell.kind !== 'text');
  return unlabelled ? [label(''), ...cells.map(slotOf)] : cells.map(slotOf);
}

/** What the cells of one column of the layout ask for. */
interface ColumnWidth {
  width: number;
  /** Columns that figures take up before their decimal point, and from it on. */
  whole: number;
  rest: number;
  figures: number;
  texts: number;
}

/** A wider text stands out of its column instead of widening it. */
const WIDEST = 60;

function measureSlot(slot: Slot, column: ColumnWidth): void {
  const width = displayWidth(slot.text);
  if (width <= WIDEST) column.width = Math.max(column.width, width);
  if (slot.kind === 'text') column.texts++;
  if (slot.kind !== 'figure') return;
  column.figures++;
  column.whole = Math.max(column.whole, slot.whole);
  column.rest = Math.max(column.rest, width - slot.whole);
}

function columnWidths(rows: readonly (readonly Slot[])[]): ColumnWidth[] {
  const columns: ColumnWidth[] = [];
  for (const row of rows)
    for (const [i, slot] of row.entries()) {
      columns[i] ??= { width: 0, whole: 0, rest: 0, figures: 0, texts: 0 };
      measureSlot(slot, columns[i]);
    }
  for (const column of columns) if (holdsFigures(column)) column.width = Math.max(column.width, column.whole + column.rest);
  return columns;
}

/** Figures stand on their decimal points only where texts do not prevail. */
const holdsFigures = (column: ColumnWidth): boolean => column.figures > 0 && column.figures >= column.texts;

const blanks = (count: number): string => ' '.repeat(Math.max(0, count));

function padded(slot: Slot, column: ColumnWidth): string {
  const width = displayWidth(slot.text);
  const before = holdsFigures(column) ? blanks(blanksBefore(slot, width, column)) : '';
  return before + slot.text + blanks(column.width - width - before.length);
}

function blanksBefore(slot: Slot, width: number, column: ColumnWidth): number {
  if (slot.kind === 'figure') return column.width - column.rest - slot.whole;
  return slot.kind === 'sign' ? column.width - width : 0;
}

/** The lines of a block with their cells under each other, parted by two spaces or more. */
export function alignedTexts(text: string, block: Block): Map<Laid, string> {
  const lines = block.lines.filter((line) => !(block.staysTabbed && isCutAtTabs(line)));
  const codeWidth = lines.filter(isCoded).reduce((most, row) => Math.max(most, row.cells[0].text.length), 0);
  const rows = lines.map((line) => (line.kind === 'columns' ? titleSlots(text, line) : rowSlots(text, line, block, codeWidth)));
  const columns = columnWidths(rows);
  const texts = rows.map((slots) => slots.map((slot, i) => padded(slot, columns[i])).join('  '));
  return new Map(lines.map((line, i) => [line, texts[i].trimEnd()]));
}
