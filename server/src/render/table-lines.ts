/** One panel of an official table as printed lines, each as wide as the panel. */

import { labelColumn, printedCode } from '../disclosure/bind/nested.ts';
import type { BoundRow, BoundTable, RowKey } from '../disclosure/bind/types.ts';
import type { Place } from '../disclosure/place.ts';
import { placeOf } from '../disclosure/section.ts';
import { foldName, labelKey } from '../forms/names.ts';
import type { BlankStyle, ColumnForm, Panel, RowForm } from '../forms/types.ts';
import type { Evaluation } from '../model/types.ts';
import { accountName, type Naming } from './account-name.ts';
import { figureCell, labelCell, textCell } from './cell.ts';
import { printBlank } from './figure.ts';
import type { PageCell } from './page.ts';
import { printFigure } from './table-figure.ts';
import { type PrintedRow, rowsOf } from './table-rows.ts';

/** What the lines of a table are made from. */
export interface TableScope {
  readonly table: BoundTable;
  readonly evaluation: Evaluation;
  readonly naming: Naming;
  /** How a cell without a figure prints in this table. */
  readonly blank: BlankStyle;
}

export interface PanelLine {
  /** The code or row that the line prints; undefined for a nameless row. */
  readonly row: RowKey;
  readonly cells: readonly PageCell[];
  readonly total: boolean;
}

const isFigure = ({ kind }: ColumnForm): boolean => kind === 'amount' || kind === 'count';

/** Columns of the printed grid that one column group of a panel takes. */
export const groupWidth = (panel: Panel): number => panel.columns.reduce((sum, { span }) => sum + span, 0);

/** A line that holds nothing, where a panel is shorter than the one beside it. */
export const emptyLine = (panel: Panel): PageCell[] =>
  panel.columns.map((column) => (isFigure(column) ? figureCell : textCell)('', { colspan: column.span }));

export function linesOf(scope: TableScope, panel: Panel): PanelLine[] {
  const rows = rowsOf(scope.table, panel).filter((printed) => !isSuperfluous(scope, printed));
  return rows.map((printed) => ({
    row: printed.row,
    cells: lineOf(scope, panel, printed),
    total: panel.codes !== undefined && printed.row === panel.codes.total,
  }));
}

/** An account of another table that comes to nothing in one that nobody typed. */
function isSuperfluous({ table, evaluation }: TableScope, { row, bound, listed }: PrintedRow): boolean {
  if (!table.unfilled || typeof row !== 'string' || listed || !bound || bound.line >= 0) return false;
  return bound.cells.every(({ key }) => evaluation.value(key) === 0);
}

function lineOf(scope: TableScope, panel: Panel, printed: PrintedRow): PageCell[] {
  const label = labelColumn(panel.columns);
  return panel.columns.map((column) => {
    if (isFigure(column)) return figureOf(scope, printed, column);
    if (column === label) return labelOf(scope, panel, printed, column);
    const parts = { colspan: column.span, ...sourceOf(scope.table, printed.bound) };
    if (column.kind === 'code')
      return labelCell(codeText(panel, printed.row, column), { ...parts, ...placed(scope.table, printed.bound?.code) });
    const text = printed.bound?.texts?.find((one) => one.column === column)?.cell;
    if (text) return textCell(text.text, { ...parts, ...placed(scope.table, text) });
    const ordinal = column.kind === 'ordinal' && typeof printed.row === 'object' ? printed.row.ordinal : undefined;
    return textCell(ordinal === undefined ? '' : `${ordinal}`, { align: 'center', ...parts });
  });
}

const codeText = (panel: Panel, row: RowKey, { part }: ColumnForm): string => {
  if (typeof row !== 'string') return '';
  return part ? row.slice(part.from, part.to) : printedCode(panel, row);
};

function figureOf({ table, evaluation, blank }: TableScope, { row, bound }: PrintedRow, column: ColumnForm): PageCell {
  const cell = bound?.cells.find((one) => one.column.form === column);
  const applies = typeof row !== 'object' || !row.inapplicable.includes(column.id);
  const { form } = table;
  const isListedOnly = bound === undefined && typeof row === 'string';
  const printed = isListedOnly ? figureCell(printBlank(blank, form.decimals)) : printFigure(cell, applies, blank, evaluation);
  return { ...printed, colspan: column.span, ...sourceOf(table, bound), ...placed(table, cell?.typed) };
}

function labelOf(scope: TableScope, panel: Panel, { row, bound, listed }: PrintedRow, column: ColumnForm): PageCell {
  const parts = { colspan: column.span, ...sourceOf(scope.table, bound), ...placed(scope.table, bound?.name ?? bound?.code) };
  if (row === undefined) return labelCell('', parts);
  if (typeof row === 'object') return labelCell(row.label, { ...parts, indent: row.indent, align: isBareTotal(row) ? 'center' : 'left' });
  if (panel.codes!.label === 'name') return labelCell(bound?.name?.text ?? row, parts);
  const name = bound?.name?.text ?? listed?.name ?? accountName(row, panel.codes!.dimension, scope.naming);
  return labelCell(name, { ...parts, indent: depthOf(panel, listed?.code ?? row) });
}

/** 合计, 本年收入合计 and 总计 stand in the middle of their cell; a total that is numbered like other lines stands where they do. */
const isBareTotal = (row: RowForm): boolean => row.total && labelKey(row.label) === foldName(row.label);

/** Forms that list their codes indent 款 below 类. */
const depthOf = ({ codes }: Panel, code: string): number =>
  codes?.listed?.filter((entry) => entry.code !== code && code.startsWith(entry.code)).length ?? 0;

const placed = (table: BoundTable, typed: { start: number; end: number } | undefined): { source?: Place } =>
  typed && typed.end > typed.start ? { source: placeOf(table.section, typed) } : {};

/** Cells of a typed row that have no text of their own lead to the row. */
const sourceOf = (table: BoundTable, bound: BoundRow | undefined): { source?: Place } =>
  bound && bound.line >= 0 ? placed(table, bound.span) : {};
