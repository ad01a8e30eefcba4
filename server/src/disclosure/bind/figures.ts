/** Where a row's figures stand, and which of them cannot be trusted. */
import { type Cell, type Line, readCell, type SectionTree, type SyntaxErrorCode } from 'budget-grammar';
import { labelKey } from '../../forms/names.ts';
import type { Panel, TableForm } from '../../forms/types.ts';
import { figureColumns } from './columns.ts';
import { codeIn, leadingParts } from './labels.ts';
import type { BoundCell, BoundColumn, RowKey } from './types.ts';

/**
 * Where the figures of pasted coded rows begin: behind the name of the first row that has code and name.
 * A paste whose names are empty has an empty cell for them, unless a heading says otherwise: the first column, a total, is never the one left blank.
 */
export function codedStartOf(lines: readonly Line[], form: TableForm): number | undefined {
  const panel = form.panels.length === 1 && form.panels[0].codes ? form.panels[0] : undefined;
  if (!panel) return undefined;
  let nameless: number | undefined;
  for (const line of lines) {
    if (line.kind === 'columns') return undefined;
    if (line.kind !== 'row' || !line.tabbed || !line.cells[0] || !codeIn(panel, line.cells[0])) continue;
    const from = Math.max(1, leadingParts(line.cells, [panel]).length);
    const next = line.cells.findIndex((cell, i) => i >= from && cell.kind !== 'empty');
    if (next > 0 && line.cells[next].kind === 'text') return next + 1;
    if (next > 1) nameless ??= next;
  }
  return nameless;
}

/** Unique among a table's rows. */
export const rowKeyOf = (panel: Panel, row: RowKey): string => `${panel.id}/${typeof row === 'object' ? row.id : (row ?? '')}`;

/** A name that came before is another row where the form says that names repeat. `seen` are the keys of the rows so far, `repeats` counts those of one name. */
export function ownRow(panel: Panel, row: RowKey, seen: ReadonlyMap<string, unknown>, repeats: Map<string, number>): RowKey {
  if (typeof row !== 'string' || !panel.codes?.repeats || !seen.has(rowKeyOf(panel, row))) return row;
  const key = rowKeyOf(panel, row);
  let n = repeats.get(key) ?? 2;
  while (seen.has(`${key}#${n}`)) n++;
  repeats.set(key, n + 1);
  return `${row}#${n}`;
}

export interface StuckFigure {
  readonly bare: string;
  readonly figure: string;
}

/** A figure with decimals that one blank parts from the name before it. */
export function figureInName(name: Cell): StuckFigure | undefined {
  const match = name.quoted ? null : /^(.*?\S)[ \u00a0]([-－(（]?[\d０-９,，]+[.．][\d０-９]+[)）]?)(?:[ \u00a0].*)?$/.exec(name.text);
  if (!match || readCell(match[2]).kind !== 'amount') return undefined;
  const last = name.text.slice(name.text.search(/[^ \u00a0]*$/));
  return readCell(last).kind === 'amount' ? { bare: match[1], figure: match[2] } : undefined;
}

/** The text with two spaces wherever one blank parts a figure from what stands beside it. */
export function figuresApart(text: string): string {
  const pieces = text.split(/([ \u00a0\u3000\t]+)/);
  const isAmount = (piece: string | undefined) => !!piece && readCell(piece).kind === 'amount';
  const isBetween = (i: number) => i % 2 === 1 && pieces[i - 1] !== '' && pieces[i + 1] !== '';
  return pieces
    .map((piece, i) => (isBetween(i) && /^[ \u00a0]$/.test(piece) && (isAmount(pieces[i - 1]) || isAmount(pieces[i + 1])) ? '  ' : piece))
    .join('');
}

/** Nobody knows in which column such a row's figures belong. */
export const damagedCells = (cells: readonly BoundCell[]): BoundCell[] =>
  cells.map((cell) => (cell.model ? { ...cell, model: { ...cell.model, state: 'damaged', value: undefined, half: 0 } } : cell));

/** A heading's column in the panel to which the label led: a title that every side has means each one's own. */
export function columnIn(panel: Panel, column: BoundColumn): BoundColumn | undefined {
  if (column.panel === panel) return column;
  const key = labelKey(column.title);
  return figureColumns(panel).find((own) => labelKey(own.title) === key);
}

/** Without a heading a pasted row may have more cells than the form has columns, the first of them merged with the label. */
export function withoutMerged<T extends { readonly cell: Cell }>(figures: readonly T[], width: number): readonly T[] {
  let first = 0;
  while (figures.length - first > width && figures[first].cell.kind === 'empty') first++;
  return figures.slice(first);
}

/** Lines on which the grammar found a problem of this kind. */
export function linesWith(code: SyntaxErrorCode, { problems, lines }: SectionTree): ReadonlySet<number> {
  const found = new Set<number>();
  let at = 0;
  for (const { start } of problems.filter((problem) => problem.code === code).sort((a, b) => a.start - b.start)) {
    while (at + 1 < lines.length && lines[at + 1].start <= start) at++;
    found.add(lines[at].line);
  }
  return found;
}
