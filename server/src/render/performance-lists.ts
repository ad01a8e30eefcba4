/** Lists of a printed performance form: each under its title, or several with columns in common beside theirs. */
import { findNamed } from '../disclosure/performance/names.ts';
import type { BoundGrid, BoundPerformance, BoundRow } from '../disclosure/performance/types.ts';
import type { PerformanceBlock, PerformanceList } from '../forms/types.ts';
import { labelCell } from './cell.ts';
import { type Column, columnsOf, heading, type Line, spanOf, typedHeading, valueIn, widened, withHeading } from './performance-lines.ts';

type ListsBlock = Extract<PerformanceBlock, { kind: 'lists' }>;

interface PrintedList {
  readonly list: PerformanceList;
  readonly grid?: BoundGrid;
  readonly columns: readonly Column[];
}

const listsOf = (titles: readonly string[], { form, grids }: BoundPerformance): PrintedList[] =>
  titles.flatMap((title) => {
    const list = form.lists.find((one) => one.title === title);
    const grid = grids.find((one) => one.form === list);
    return list ? [{ list, ...(grid ? { grid } : {}), columns: columnsOf(list.columns, grid?.columns ?? []) }] : [];
  });

/** Columns of the printed grid that lists take, without a heading beside them. */
export function listsWidth(titles: readonly string[], bound: BoundPerformance): number {
  const beside = titles.length > 1 ? 1 : 0;
  return beside + 1 + Math.max(0, ...listsOf(titles, bound).map(({ columns }) => spanOf(columns)));
}

/** One list under its title; several beside theirs, the titles of their columns once. */
export function listsLines(block: ListsBlock, bound: BoundPerformance, width: number): Line[] {
  const lists = listsOf(block.titles, bound);
  const [first] = lists;
  if (!first) return [];
  const cell = block.heading === '' ? undefined : heading(block.heading);
  const inner = width - (cell ? 1 : 0);
  if (lists.length === 1) {
    const own = [titles(first, block.label || first.list.label, inner), ...rows(first, inner)];
    return cell ? withHeading(own, cell) : [[titleOf(first, width)], ...own];
  }
  const lines = lists.flatMap((one) => withHeading(rows(one, inner - 1), titleOf(one, 1)));
  return withHeading([titles(first, block.label, inner), ...lines], cell);
}

const titleOf = ({ list, grid }: PrintedList, colspan: number) =>
  grid ? typedHeading(grid.opener, { colspan }) : heading(list.title, { colspan });

/** The title over the labels takes what the columns leave. */
function titles({ columns }: PrintedList, label: string, width: number): Line {
  const own = Math.max(1, width - spanOf(columns));
  return widened([heading(label, { colspan: own }), ...columns.map(({ title, span }) => heading(title, { colspan: span }))], width);
}

/** The form's rows whether used or not, then the author's own. */
function rows({ list, grid, columns }: PrintedList, width: number): Line[] {
  const typed = grid?.rows ?? [];
  const own = new Map(typed.map((row) => [findNamed(list.rows, row.label.text), row]));
  const known = list.rows.map((form): { title: string; row?: BoundRow } => {
    const row = own.get(form);
    return { title: form.title, ...(row ? { row } : {}) };
  });
  const others = typed.filter((row) => !findNamed(list.rows, row.label.text)).map((row) => ({ title: row.label.text, row }));
  const label = Math.max(1, width - spanOf(columns));
  return [...known, ...others].map(({ title, row }) => {
    const name = row ? typedHeading(row.label, { colspan: label, align: 'left' }) : labelCell(title, { colspan: label });
    return widened([name, ...columns.map((column) => valueIn(row, column))], width);
  });
}
