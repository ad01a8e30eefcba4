/** The official tables of a form set, filled from a ledger: the lines a unit would type or paste. */
import { displayWidth } from 'budget-grammar';
import { addressOf, knownRows } from '../../server/src/forms/address.ts';
import { measures } from '../../server/src/forms/field.ts';
import type { ColumnForm, FormSet, Panel, RowForm, TableForm } from '../../server/src/forms/types.ts';
import { yuan10k } from './ledger.ts';
import { type Unit, YEAR } from './unit.ts';

type Row = RowForm | string | undefined;

const isFigure = (column: ColumnForm): boolean => column.kind === 'amount' || column.kind === 'count';

/** Rules a column under another: `预算数／合计`. */
const titleOf = (column: ColumnForm): string => column.path.join('／');

/** What stands in a cell: nothing for zero, `——` where nothing applies. */
function cellText(unit: Unit, panel: Panel, row: Row, column: ColumnForm): string {
  if (typeof row === 'object' && row.inapplicable.includes(column.id)) return '——';
  const address = addressOf(panel, row, column);
  const amount = address ? unit.ledger.amount(address) : 0;
  if (!address || amount === 0) return '';
  return measures.get(address.measure)?.kind === 'count' ? String(amount) : yuan10k(amount);
}

const labelOf = (unit: Unit, panel: Panel, row: Row): string => {
  if (typeof row !== 'string') return row?.label ?? '';
  const name = panel.codes?.listed?.find((entry) => entry.code === row)?.name ?? unit.catalogue.find(row)?.name ?? '';
  return `${row.padEnd(7)}  ${name}`;
};

/** Rows of a panel that are typed: all fixed and listed ones, and the codes with an amount in some column. */
function rowsOf(unit: Unit, panel: Panel): Row[] {
  if (!panel.codes || panel.codes.listed) return knownRows(panel);
  const columns = panel.columns.filter(isFigure);
  const used = unit.ledger
    .codes(panel.codes.dimension)
    .filter((code) => columns.some((column) => cellText(unit, panel, code, column) !== ''));
  return [...knownRows(panel), ...used];
}

/** Cells parted by blanks so that they stand below each other, without blanks at the end. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
  const blanks = (cell: string, i: number) => ' '.repeat(widths[i] - displayWidth(cell));
  return rows.map((row) => row.map((cell, i) => (i === 0 ? cell + blanks(cell, i) : blanks(cell || '-', i) + (cell || '-'))).join('  '));
}

/** One panel as spaced rows under a 列： that names its columns. */
function spacedPanel(unit: Unit, panel: Panel): string[] {
  const columns = panel.columns.filter(isFigure);
  const rows = rowsOf(unit, panel).filter((row) => typeof row !== 'object' || row.label !== '');
  const cells = rows.map((row) => [labelOf(unit, panel, row), ...columns.map((column) => cellText(unit, panel, row, column))]);
  return aligned([['列：', ...columns.map(titleOf)], ...cells]);
}

/** Two panels side by side, tab by tab, as they come out of a spreadsheet. */
function pastedSides(unit: Unit, panels: readonly Panel[]): string[] {
  const cellsOf = (panel: Panel, row: Row): string[] =>
    panel.columns.map((column) => {
      if (row === undefined) return '';
      if (column.kind === 'ordinal') return typeof row === 'object' && row.ordinal !== undefined ? String(row.ordinal) : '';
      return isFigure(column) ? cellText(unit, panel, row, column) : labelOf(unit, panel, row);
    });
  const lines = Array.from({ length: Math.max(...panels.map((panel) => panel.rows.length)) }, (_, i) =>
    panels.flatMap((panel) => cellsOf(panel, panel.rows[i])),
  );
  const titles = panels.flatMap((panel) => panel.columns.map((column) => column.title));
  return [`列：${titles.join('\t')}`, ...lines.map((line) => line.join('\t').trimEnd())];
}

const groupedPanels = (unit: Unit, panels: readonly Panel[]): string[] =>
  panels.flatMap((panel) => [`${panel.title}：`, ...spacedPanel(unit, panel)]);

function bodyOf(unit: Unit, form: TableForm): string[] {
  if (form.panels.length === 1) return spacedPanel(unit, form.panels[0]);
  const simple = form.layout === 'sides' && form.panels.every((panel) => panel.columns.filter(isFigure).length === 1);
  return simple ? pastedSides(unit, form.panels) : groupedPanels(unit, form.panels);
}

const notesOf = (form: TableForm): string[] =>
  form.notes.map((note, i) => (i === 0 ? '注：' : '｜') + note.replace(/^注：/, '').replaceAll('{year}', String(YEAR)));

/** Every official table as a section. */
export const tableSections = (unit: Unit, set: FormSet): string[] =>
  set.tables.flatMap((form) => [
    `【${form.title}】`,
    ...(form.unitOfMeasure ? [`金额单位：${form.unitOfMeasure}`] : []),
    ...bodyOf(unit, form),
    ...notesOf(form),
    '',
  ]);
