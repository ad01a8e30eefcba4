/** The official tables of a form set, filled from a ledger: the lines a unit would type or paste. */
import { displayWidth } from 'budget-grammar';
import { addressOf, knownRows } from '../../server/src/forms/address.ts';
import { measures } from '../../server/src/forms/field.ts';
import type { ColumnForm, FormSet, Panel, RowForm, TableForm } from '../../server/src/forms/types.ts';
import type { Address } from '../../server/src/model/types.ts';
import { inHundredths } from './ledger.ts';
import { type Unit, YEAR } from './unit.ts';

/** How a document is printed; every part may be left out. */
export interface Printing {
  readonly year?: number;
  /** What stands for nothing: `0.00`; absent: a blank. */
  readonly zero?: string;
  /** False for tables and rows (`undefined`: the nameless one) that are left out. */
  readonly prints?: (form: TableForm, row?: Row) => boolean;
  /** Hundredths of 万元 of an amount in 分 where they are not those of rounding it by itself. */
  readonly hundredths?: (form: TableForm, address: Address, fen: number) => number;
}

/** One table of one unit as it is printed. */
interface Sheet {
  readonly unit: Unit;
  readonly form: TableForm;
  readonly printing: Printing;
}

type Row = RowForm | string | undefined;

const isFigure = (column: ColumnForm): boolean => column.kind === 'amount' || column.kind === 'count';

/** Rules a column under another: `预算数／合计`. */
const titleOf = (column: ColumnForm): string => column.path.join('／');

/** What stands in a cell: nothing or `0.00` for zero, `——` where nothing applies. */
function cellText({ unit, form, printing: { zero = '', hundredths } }: Sheet, panel: Panel, row: Row, column: ColumnForm): string {
  if (typeof row === 'object' && row.inapplicable.includes(column.id)) return '——';
  const address = addressOf(panel, row, column);
  if (!address) return '';
  const amount = unit.ledger.amount(address);
  if (measures.get(address.measure)?.kind === 'count') return amount === 0 ? '' : String(amount);
  return amount === 0 ? zero : ((hundredths?.(form, address, amount) ?? inHundredths(amount)) / 100).toFixed(2);
}

/** The code of a row, of a nested one the last of its path, as long as the longest so that names stand below each other. */
const codeText = ({ codes }: Panel, member: string): string =>
  codes?.levels ? member.split('/').at(-2)!.padEnd(22) : codes?.label === 'name' ? '' : member.padEnd(7);

const labelOf = ({ unit }: Sheet, panel: Panel, row: Row): string => {
  if (typeof row !== 'string') return row?.label ?? '';
  const listed = panel.codes?.listed?.find((entry) => entry.code === row)?.name;
  const name = listed ?? (panel.codes?.levels ? '某项' : (unit.catalogue.find(row)?.name ?? ''));
  return `${codeText(panel, row)}  ${name}`;
};

/** Rows of a panel that are typed: all fixed and listed ones, and the codes with an amount in some column. */
function rowsOf({ unit, form, printing: { prints } }: Sheet, panel: Panel): Row[] {
  const printed = (rows: readonly Row[]) => rows.filter((row) => prints?.(form, row) ?? true);
  if (!panel.codes || panel.codes.listed) return printed(knownRows(panel));
  const columns = panel.columns.filter(isFigure);
  const hasAmount = (code: string, column: ColumnForm) => {
    const address = addressOf(panel, code, column);
    return address !== undefined && unit.ledger.amount(address) !== 0;
  };
  const used = unit.ledger.codes(panel.codes.dimension).filter((code) => columns.some((column) => hasAmount(code, column)));
  return printed([...knownRows(panel), ...used]);
}

/** Cells parted by blanks so that they stand below each other, without blanks at the end. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
  const blanks = (cell: string, i: number) => ' '.repeat(widths[i] - displayWidth(cell));
  return rows.map((row) => row.map((cell, i) => (i === 0 ? cell + blanks(cell, i) : blanks(cell || '-', i) + (cell || '-'))).join('  '));
}

/** One panel as spaced rows under a 列： that names its columns. */
function spacedPanel(sheet: Sheet, panel: Panel): string[] {
  const columns = panel.columns.filter(isFigure);
  const rows = rowsOf(sheet, panel).filter((row) => typeof row !== 'object' || row.label !== '');
  const cells = rows.map((row) => [labelOf(sheet, panel, row), ...columns.map((column) => cellText(sheet, panel, row, column))]);
  return aligned([['列：', ...columns.map(titleOf)], ...cells]);
}

/** Two panels side by side, tab by tab, as they come out of a spreadsheet. */
function pastedSides(sheet: Sheet, panels: readonly Panel[]): string[] {
  const cellsOf = (panel: Panel, row: Row): string[] =>
    panel.columns.map((column) => {
      if (row === undefined) return '';
      if (column.kind === 'ordinal') return typeof row === 'object' && row.ordinal !== undefined ? String(row.ordinal) : '';
      return isFigure(column) ? cellText(sheet, panel, row, column) : labelOf(sheet, panel, row);
    });
  const lines = Array.from({ length: Math.max(...panels.map((panel) => panel.rows.length)) }, (_, i) =>
    panels.flatMap((panel) => cellsOf(panel, panel.rows[i])),
  );
  const titles = panels.flatMap((panel) => panel.columns.map((column) => column.title));
  return [`列：${titles.join('\t')}`, ...lines.map((line) => line.join('\t').trimEnd())];
}

const groupedPanels = (sheet: Sheet): string[] => sheet.form.panels.flatMap((panel) => [`${panel.title}：`, ...spacedPanel(sheet, panel)]);

function bodyOf(sheet: Sheet): string[] {
  const { form } = sheet;
  if (form.panels.length === 1) return spacedPanel(sheet, form.panels[0]);
  const simple = form.layout === 'sides' && form.panels.every((panel) => panel.columns.filter(isFigure).length === 1);
  return simple ? pastedSides(sheet, form.panels) : groupedPanels(sheet);
}

const notesOf = (form: TableForm, year: number): string[] =>
  form.notes.map((note, i) => (i === 0 ? '注：' : '｜') + note.replace(/^(备?注)：/, '').replaceAll('{year}', String(year)));

/** Every official table as a section. */
export const tableSections = (unit: Unit, set: FormSet, printing: Printing = {}): string[] =>
  set.tables
    .filter((form) => printing.prints?.(form) ?? true)
    .flatMap((form) => [
      `【${form.title}】`,
      ...(form.unitOfMeasure ? [`金额单位：${form.unitOfMeasure}`] : []),
      ...bodyOf({ unit, form, printing }),
      ...notesOf(form, printing.year ?? YEAR),
      '',
    ]);
