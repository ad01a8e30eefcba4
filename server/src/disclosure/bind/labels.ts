/** From row labels and codes to the form's rows. */
import { type Cell, fold } from 'budget-grammar';
import { once } from '../../base/once.ts';
import { labelKey, shortLabels, withoutLead } from '../../forms/names.ts';
import type { ColumnForm, FormSet, Panel, RowForm } from '../../forms/types.ts';
import type { RowKey } from './types.ts';

interface LabelIndex {
  /** Rows by key, in printed order. */
  readonly rows: ReadonlyMap<string, readonly RowForm[]>;
  readonly order: ReadonlyMap<RowForm, number>;
  /** Listed codes by the names under which they are printed. */
  readonly names: ReadonlyMap<string, string>;
}

const indexOf = once((panel: Panel): LabelIndex => {
  const rows = new Map<string, RowForm[]>();
  const all = [...panel.rows, ...(panel.codes?.total ? [panel.codes.total] : [])];
  const add = (key: string, row: RowForm) => {
    const list = rows.get(key) ?? [];
    if (!list.includes(row)) rows.set(key, [...list, row]);
  };
  for (const row of all) if (row.label !== '') for (const label of [row.label, ...row.aliases]) add(labelKey(label), row);
  // Short spellings never hide a row that bears the label in full.
  const full = new Set(rows.keys());
  for (const row of all) for (const short of shortLabels(row.label)) if (!full.has(short)) add(short, row);
  const names = new Map(
    (panel.codes?.listed ?? []).flatMap((entry) => [...entry.aliases, entry.name].map((name) => [labelKey(name), entry.code])),
  );
  return { rows, order: new Map(all.map((row, i) => [row, i])), names };
});

/** The row with this label: the next such row of the form behind `after`, else the first. */
export function rowByLabel(panel: Panel, label: string, set: FormSet, after: RowKey): RowForm | undefined {
  const { rows, order } = indexOf(panel);
  const key = labelKey(label);
  const candidates =
    rows.get(key) ??
    rows.get(labelKey(set.accountNames[key] ?? '')) ??
    rows.get(withoutLead(key)) ??
    rows.get(shortLabels(label)[0] ?? '') ??
    [];
  const from = typeof after === 'object' ? (order.get(after) ?? -1) : -1;
  return candidates.find((row) => order.get(row)! > from) ?? candidates[0];
}

/** The code that the form prints with this name. */
export const codeByName = (panel: Panel, name: string): string | undefined => indexOf(panel).names.get(labelKey(name));

/** Every label a panel's rows bear, for completion and for the nearest of an unknown one. */
export const labelsOf = (panel: Panel): string[] => [
  ...[...panel.rows, ...(panel.codes?.total ? [panel.codes.total] : [])].map((row) => row.label).filter((label) => label !== ''),
  ...(panel.codes?.listed ?? []).map((entry) => entry.name),
];

/** The columns over which the form spreads a code (类, 款, 项), from the left; empty if it prints it in one. */
export const codeParts = (panel: Panel): readonly ColumnForm[] => panel.columns.filter((column) => column.part !== undefined);

/**
 * The cells of a code that is typed in the form's parts (208, 01, 50) before a name; empty if the row does not begin so.
 * Parts that a row does not have may be left out or blank. Without a name behind them nobody could tell them from figures.
 */
export function leadingParts(cells: readonly Cell[], panels: readonly Panel[]): readonly Cell[] {
  for (const panel of panels) {
    const parts = codeParts(panel);
    if (parts.length < 2 || !isPart(cells[0], parts[0].part!)) continue;
    let end = 1;
    while (end < parts.length && cells[end] && (cells[end].kind === 'empty' || isPart(cells[end], parts[end].part!))) end++;
    if (cells[end]?.kind === 'text' && end > 1) return cells.slice(0, end);
  }
  return [];
}

function isPart(cell: Cell, part: { readonly from: number; readonly to: number }): boolean {
  const digits = fold(cell.text).trim();
  return !cell.quoted && digits.length === part.to - part.from && /^\d+$/.test(digits);
}

const ACCOUNT_CODE = /^\d{3,7}$/;

/** The code a cell holds if it can be one in this panel: 3–7 digits, or a length that the panel's levels have. */
export function codeIn(panel: Panel, cell: Cell): string | undefined {
  if (panel.codes?.label !== 'code' || cell.quoted) return undefined;
  const text = fold(cell.text).trim();
  if (!panel.codes.levels) return ACCOUNT_CODE.test(text) ? text : undefined;
  return /^[0-9A-Za-z]+$/.test(text) && panel.codes.levels.some((level) => level.lengths.includes(text.length)) ? text : undefined;
}
