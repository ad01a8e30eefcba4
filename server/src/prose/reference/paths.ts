/** How a figure is written as a reference: the names that lead to its address and to no other. */
import { figureColumns } from '../../disclosure/bind/columns.ts';
import type { LocatedCell } from '../../disclosure/cells.ts';
import { formatFragment, settle } from '../../forms/fragment.ts';
import type { Address } from '../../model/types.ts';
import type { ReferenceContext } from './context.ts';
import { meaningsOf, plain } from './names.ts';

/** A path and the title of the table that it names; empty for a word of the field. */
export interface FigurePath {
  readonly text: string;
  readonly table: string;
}

/** Every path that means an address, by the tables that state it in their order, then by the field's own words. */
export function pathsOf(address: Address, context: ReferenceContext): FigurePath[] {
  const wanted = formatFragment(address);
  const means = (path: readonly string[]): boolean => {
    const found = meaningsOf(path, context.names);
    return found.length === 1 && formatFragment(found[0].address) === wanted;
  };
  const cells =
    context
      .facts()
      .at(address)
      ?.cells.filter(({ cell }) => cell.address && formatFragment(cell.address) === wanted) ?? [];
  const inTables = cells.flatMap((cell) => {
    const path = candidatesOf(cell).find(means);
    return path ? [{ text: path.join('.'), table: cell.table.form.title }] : [];
  });
  const words = [...context.names.formSet.facts].flatMap(([name, at]) => {
    const is = at.measure === address.measure && formatFragment({ measure: at.measure, members: settle(at.members) }) === wanted;
    return is && means([name]) ? [{ text: name, table: '' }] : [];
  });
  return [...inTables, ...words];
}

/** The table, the row, the column where there are several; the side where rows of both bear the name. */
function candidatesOf({ table: { form }, row, cell }: LocatedCell): string[][] {
  const label = typeof row.row === 'string' ? row.row : row.row ? plain(row.row.label) : '';
  const columns = figureColumns(row.panel).length > 1 ? (cell.column.form?.path.map(plain) ?? []) : [];
  const inside = [...(label === '' ? [] : [label]), ...columns];
  const { title } = row.panel;
  return [form.title, form.role].flatMap((table) => [[table, ...inside], ...(title === undefined ? [] : [[table, title, ...inside]])]);
}
