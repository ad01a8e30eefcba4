/**
 * A section that types only columns of the model (`列：  其他资金／基本支出`) says what no table prints. It is a table of its own:
 * what it leaves out of those columns is nothing, and the sums over them follow, so that other tables can be derived from it.
 */
import type { Fragment, Panel } from '../../forms/types.ts';
import type { CellState } from '../../model/types.ts';
import { bindCell, type CellPlace } from './cells.ts';
import { rowKeyOf } from './figures.ts';
import { leftOutAmong } from './left-out.ts';
import type { BoundColumn, BoundRow, RowKey } from './types.ts';

/** Whether the headings named columns, and none of them is one that the form prints. */
export const isModelOnly = (named: ReadonlySet<BoundColumn> | undefined): named is ReadonlySet<BoundColumn> =>
  named !== undefined && named.size > 0 && [...named].every((column) => !column.form);

/**
 * The form's own columns of figures once more for every fund that the named ones speak of: beside 其他资金／基本支出 its 项目支出, and 其他资金 over all of them.
 * The form prints none of these.
 */
function besides(named: readonly BoundColumn[], axes: ReadonlySet<string>): BoundColumn[] {
  const taken = new Set(named.map(({ at }) => memberKey(at!)));
  const columns: BoundColumn[] = [];
  for (const { panel, at } of named) {
    const fund = Object.fromEntries(Object.entries(at!.members).filter(([dimension]) => !axes.has(dimension)));
    if (Object.keys(fund).length === 0) continue;
    for (const { at: printed, kind } of panel.columns) {
      if (!printed || printed.measure !== undefined || (kind !== 'amount' && kind !== 'count')) continue;
      const members = { ...printed.members, ...fund };
      const key = memberKey({ members });
      if (taken.has(key)) continue;
      taken.add(key);
      columns.push({ panel, id: `${panel.id}/∑${key}`, title: Object.values(members).reverse().join('／'), at: { members } });
    }
  }
  return columns;
}

const memberKey = ({ members }: Fragment): string =>
  Object.entries(members)
    .filter(([, member]) => member !== '*')
    .map(([dimension, member]) => `${dimension}=${member}`)
    .sort()
    .join(' ');

type Table = Omit<CellPlace, 'row' | 'rowKey' | 'panel' | 'column'>;

/** The rows as typed, the parents above them and the total, each with a cell for every column that was named and for those beside them. */
export function completeModelOnly(
  place: Table,
  typed: readonly BoundRow[],
  named: ReadonlySet<BoundColumn>,
  parentsOf: (codes: readonly string[]) => readonly string[],
): BoundRow[] {
  const rows = [...typed];
  const add = (panel: Panel, row: RowKey) => rows.push({ panel, row, line: -1, span: { start: 0, end: 0 }, cells: [] });
  for (const panel of new Set([...named].map((column) => column.panel))) {
    const have = new Set(typed.filter((row) => row.panel === panel).map(({ row }) => row));
    const total = panel.codes?.total;
    if (total && !have.has(total)) add(panel, total);
    if (panel.codes && !panel.codes.levels && panel.codes.label === 'code')
      for (const parent of parentsOf([...have].filter((row) => typeof row === 'string'))) add(panel, parent);
  }
  return withModelColumns(place, rows, named);
}

/**
 * Adds to every row the cells of the named columns that the form does not print, and of those beside them: nothing was typed there in a row of the last level,
 * which means that there is nothing; what stands above others is the sum of them.
 */
export function withModelColumns(place: Table, rows: readonly BoundRow[], named: ReadonlySet<BoundColumn>): BoundRow[] {
  const axes = new Set(place.form.axes.map(({ dimension }) => dimension));
  const own = [...named].filter(
    (column) => !column.form && column.panel.codes && Object.keys(column.at!.members).some((id) => !axes.has(id)),
  );
  if (own.length === 0) return [...rows];
  const all = [...own, ...besides(own, axes)];
  const states = leftOutAmong(all, new Set(own));
  const codes = rows.flatMap(({ row }) => (typeof row === 'string' ? [row] : []));
  // Without any code the section states that there is nothing: a blank total.
  const isSum = (row: RowKey) =>
    typeof row === 'object' ? codes.length > 0 : row !== undefined && codes.some((code) => code !== row && code.startsWith(row));
  return rows.map((bound) => {
    const { panel, row } = bound;
    const have = new Set(bound.cells.map(({ column }) => column.id));
    const stateOf = (column: BoundColumn): CellState => {
      if (bound.unsure) return 'damaged';
      const state = named.has(column) ? 'blank' : states(column);
      return state === 'blank' && named.has(column) && isSum(row) ? 'untyped' : state;
    };
    const added = all
      .filter((column) => column.panel === panel && !have.has(column.id))
      .map((column) => bindCell({ ...place, row, rowKey: rowKeyOf(panel, row), panel, column }, undefined, stateOf(column), []));
    return added.length > 0 ? { ...bound, cells: [...bound.cells, ...added] } : bound;
  });
}
