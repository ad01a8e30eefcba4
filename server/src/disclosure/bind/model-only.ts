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

/** The rows as typed and the parents above them, each with a cell for every column that was named and for those beside them. */
export function completeModelOnly(
  place: Omit<CellPlace, 'row' | 'rowKey' | 'panel' | 'column'>,
  typed: readonly BoundRow[],
  named: ReadonlySet<BoundColumn>,
  parentsOf: (codes: readonly string[]) => readonly string[],
): BoundRow[] {
  const axes = new Set(place.form.axes.map(({ dimension }) => dimension));
  const beside = besides([...named], axes);
  const states = leftOutAmong([...named, ...beside], named);
  const complete = (panel: Panel, row: RowKey, state: CellState, before?: BoundRow): BoundRow => {
    const have = new Set(before?.cells.map(({ column }) => column.id));
    const own = (column: BoundColumn) => column.panel === panel && !have.has(column.id);
    const bind = (column: BoundColumn, as: CellState) =>
      bindCell({ ...place, row, rowKey: rowKeyOf(panel, row), panel, column }, undefined, before?.unsure ? 'damaged' : as, []);
    const cells = [
      ...(before?.cells ?? []),
      ...[...named].filter(own).map((column) => bind(column, state)),
      ...beside.filter(own).map((column) => bind(column, states(column))),
    ];
    return before ? { ...before, cells } : { panel, row, line: -1, span: { start: 0, end: 0 }, cells };
  };
  const rows = typed.map((row) => complete(row.panel, row.row, 'blank', row));
  for (const panel of new Set([...named].map((column) => column.panel))) {
    const have = new Set(typed.filter((row) => row.panel === panel).map(({ row }) => row));
    const codes = [...have].filter((row) => typeof row === 'string');
    const total = panel.codes?.total;
    // Without any row the section states that there is nothing: a blank total.
    if (total && !have.has(total)) rows.push(complete(panel, total, typed.length === 0 ? 'blank' : 'untyped'));
    if (panel.codes && !panel.codes.levels && panel.codes.label === 'code')
      for (const parent of parentsOf(codes)) rows.push(complete(panel, parent, 'untyped'));
  }
  return rows;
}
