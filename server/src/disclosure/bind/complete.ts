/**
 * Completes a table with the cells that were not typed: a leaf left out is zero, a parent left out is derived,
 * and where only leaves of a tree of accounts were typed, their parents are derived too.
 */
import type { TableForm } from '../../forms/types.ts';
import type { CellState, ModelCell, ModelTable } from '../../model/types.ts';
import type { Section } from '../section.ts';
import { bindCell, type Units } from './cells.ts';
import { figureColumns, isBelow, isParentColumn } from './columns.ts';
import type { BoundCell, BoundColumn, BoundRow, RowKey } from './types.ts';

interface Incomplete {
  readonly section: Section;
  readonly form: TableForm;
  readonly units: Units;
  readonly rows: readonly BoundRow[];
  /** The columns that headings named; undefined if there was no heading, so that all columns were given. */
  readonly named?: ReadonlySet<BoundColumn>;
  readonly damaged: readonly { dimension: string; member?: string }[];
}

interface Completed {
  readonly rows: readonly BoundRow[];
  readonly cells: ReadonlyMap<string, BoundCell>;
  readonly model: ModelTable;
}

export function completeTable(input: Incomplete): Completed {
  const { form, section } = input;
  const open = input.named !== undefined && input.named.size > 0 && [...input.named].every((column) => !column.form);
  const rows: BoundRow[] = input.rows.map((row) => completeRow(input, row, row.panel, row.row, open));
  if (!open) for (const missing of missingRows(input)) rows.push(completeRow(input, undefined, missing.panel, missing.row, false));
  const cells = new Map<string, BoundCell>();
  const model: ModelCell[] = [];
  for (const row of rows)
    for (const cell of row.cells) {
      if (cells.has(cell.key)) continue;
      cells.set(cell.key, cell);
      if (cell.model) model.push(cell.model);
    }
  return { rows, cells, model: { key: `${section.id}`, axes: form.axes, cells: model, damagedRows: input.damaged, closed: !open } };
}

const NOWHERE = { start: 0, end: 0 };

/** The row with a cell for every column; a column left out of the heading is derived if others are its parts, else zero. */
function completeRow(input: Incomplete, typed: BoundRow | undefined, panel: BoundRow['panel'], row: RowKey, open: boolean): BoundRow {
  const rowKey = `${panel.id}/${typeof row === 'object' ? row.id : (row ?? '')}`;
  const place = { section: input.section, form: input.form, row, rowKey, panel, units: input.units };
  const have = new Set(typed?.cells.map((cell) => cell.column.id));
  // A table without any row states that there is nothing; it asks for no derivation.
  const rowIsParent = !typed && input.rows.length > 0 && isParentRow(row, panel);
  const cells = [...(typed?.cells ?? [])];
  if (!open)
    for (const column of figureColumns(panel)) {
      if (have.has(column.id)) continue;
      const left = input.named ? !input.named.has(column) && isParentColumn(column) : false;
      const state: CellState = rowIsParent || left ? 'untyped' : 'blank';
      cells.push(bindCell({ ...place, column }, undefined, state, []));
    }
  return typed ? { ...typed, cells } : { panel, row, line: -1, span: NOWHERE, cells };
}

/** Fixed rows nobody typed, the total row, and the parents of accounts where only leaves were typed. */
function missingRows(input: Incomplete): { panel: BoundRow['panel']; row: RowKey }[] {
  const out: { panel: BoundRow['panel']; row: RowKey }[] = [];
  if (input.rows.length === 0) return input.form.panels.flatMap((panel) => fixedRowsOf(panel).map((row) => ({ panel, row })));
  for (const panel of input.form.panels) {
    const typed = new Set(input.rows.filter((row) => row.panel === panel).map((row) => row.row));
    for (const row of fixedRowsOf(panel)) if (!typed.has(row)) out.push({ panel, row });
    if (panel.codes && !panel.codes.levels && panel.codes.label === 'code')
      for (const code of missingParents([...typed].filter((row) => typeof row === 'string'))) out.push({ panel, row: code });
  }
  return out;
}

const fixedRowsOf = (panel: BoundRow['panel']): RowKey[] => [...(panel.single ? [undefined] : []), ...panel.rows, ...(panel.codes?.total ? [panel.codes.total] : [])];

/** 类 and 款 above the typed codes, if no typed code is above another: somebody who types only leaves means their sums to follow. */
function missingParents(codes: readonly string[]): string[] {
  const have = new Set(codes);
  const parents = new Set<string>();
  for (const code of codes)
    for (const length of [3, 5]) {
      if (code.length <= length) continue;
      const parent = code.slice(0, length);
      if (have.has(parent)) return [];
      parents.add(parent);
    }
  return [...parents];
}

/** A row left out is derived if it is a total or other rows of its panel are its parts. */
function isParentRow(row: RowKey, panel: BoundRow['panel']): boolean {
  if (row === undefined) return false;
  if (typeof row === 'string') return true;
  if (row.total) return true;
  return !!row.at && panel.rows.some((other) => other !== row && other.at && isBelow(other.at, row.at!));
}
