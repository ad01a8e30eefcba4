/** Which rows a panel prints, in printed order: the form's rows whether typed or not, the author's codes at their places. */
import type { BoundRow, BoundTable, RowKey } from '../disclosure/bind/types.ts';
import { labelKey } from '../forms/names.ts';
import type { CodeRows, ListedCode, Panel } from '../forms/types.ts';

export interface PrintedRow {
  readonly row: RowKey;
  /** Absent for a listed code that nobody typed. */
  readonly bound?: BoundRow;
  /** The form's own entry at this place. */
  readonly listed?: ListedCode;
}

/** The first row of each kind counts; the others are printed as typed. */
export function firstRows(table: BoundTable, panel: Panel): Map<RowKey, BoundRow> {
  const rows = new Map<RowKey, BoundRow>();
  for (const bound of table.rows) if (bound.panel === panel && !rows.has(bound.row)) rows.set(bound.row, bound);
  return rows;
}

/** Rows of a panel; the total of code rows is first or last as the form says. */
export function rowsOf(table: BoundTable, panel: Panel): PrintedRow[] {
  const bound = firstRows(table, panel);
  const fixed = [...(panel.single ? [undefined] : []), ...panel.rows].map((row): PrintedRow => ({ row, bound: bound.get(row) }));
  if (!panel.codes) return fixed;
  const { total, totalAt } = panel.codes;
  const totals = total ? [{ row: total, bound: bound.get(total) }] : [];
  const coded = codedRows(panel.codes, bound);
  return totalAt === 'first' ? [...fixed, ...totals, ...coded] : [...fixed, ...coded, ...totals];
}

function codedRows(codes: CodeRows, bound: ReadonlyMap<RowKey, BoundRow>): PrintedRow[] {
  const all = [...bound.keys()].filter((row) => typeof row === 'string');
  const printed = (row: string, listed?: ListedCode): PrintedRow => ({ row, bound: bound.get(row), ...(listed ? { listed } : {}) });
  // A tree given by the order of rows keeps that order, and so do names.
  if (!codes.listed) return (codes.label === 'name' || codes.levels ? all : all.sort()).map((row) => printed(row));
  const misprints = misprintsOf(codes.listed, bound);
  const rows = codes.listed.map((entry) => printed(misprints.get(entry) ?? entry.code, entry));
  const placed = new Set([...rows.map(({ row }) => row), ...codes.listed.map(({ code }) => code)]);
  for (const code of all.filter((row) => !placed.has(row))) rows.splice(placeAfter(rows, code), 0, printed(code));
  return rows;
}

const isTyped = (row: BoundRow | undefined): boolean => row !== undefined && row.line >= 0;

/** Codes that the form does not list but that bear the name of a listed one nobody typed: a misprinted code stands in its place. */
function misprintsOf(listed: readonly ListedCode[], bound: ReadonlyMap<RowKey, BoundRow>): Map<ListedCode, string> {
  const codes = new Set(listed.map(({ code }) => code));
  const places = new Map<ListedCode, string>();
  for (const [code, row] of bound) {
    if (typeof code !== 'string' || codes.has(code) || !row.name) continue;
    const key = labelKey(row.name.text);
    const entry = listed.find((one) => !isTyped(bound.get(one.code)) && !places.has(one) && isKin(one.code, code) && bears(one, key));
    if (entry) places.set(entry, code);
  }
  return places;
}

/** Names come again under other classes (其他支出), codes of one class begin alike. */
const CLASS_DIGITS = 3;
const isKin = (a: string, b: string): boolean => a.slice(0, CLASS_DIGITS) === b.slice(0, CLASS_DIGITS);

const bears = (entry: ListedCode, key: string): boolean => [entry.name, ...entry.aliases].some((name) => labelKey(name) === key);

/** Behind the last row whose code is not greater: codes sort as text, a 款 behind its 类. */
function placeAfter(rows: readonly PrintedRow[], code: string): number {
  return rows.findLastIndex(({ row }) => typeof row === 'string' && row <= code) + 1;
}
