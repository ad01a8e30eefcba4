/** The address of a printed cell. */
import type { Address } from '../model/types.ts';
import { EMPTY, join, settle } from './fragment.ts';
import type { ColumnForm, Panel, RowForm } from './types.ts';

/**
 * The address of the cell in which a row and a column of a panel meet.
 *
 * `row` is a row with a fixed label (or the total row of code rows), the member of a code row (`2080101`), or undefined for the nameless row of a panel that is `single`.
 * Undefined where the form has no fact: a column of names or 行次, a row of headings, a cell in which nothing applies.
 */
export function addressOf(panel: Panel, row: RowForm | string | undefined, column: ColumnForm): Address | undefined {
  if (!column.at) return undefined;
  if (typeof row === 'object' && (!row.at || row.inapplicable.includes(column.id))) return undefined;
  if (typeof row === 'string' && !panel.codes) return undefined;
  const rowAt = typeof row === 'string' ? { members: { [panel.codes!.dimension]: row } } : (row?.at ?? EMPTY);
  const { measure, members } = join(panel.at, rowAt, column.at);
  return measure === undefined ? undefined : { measure, members: settle(members) };
}

/** Every row whose cells the form itself determines: fixed rows, listed codes and the total row; for a nameless row one undefined. */
export function knownRows(panel: Panel): (RowForm | string | undefined)[] {
  const { codes } = panel;
  const total = codes?.total ? [codes.total] : [];
  const listed = codes?.listed?.map((entry) => entry.code) ?? [];
  const coded = codes?.totalAt === 'last' ? [...listed, ...total] : [...total, ...listed];
  return [...(panel.single ? [undefined] : []), ...panel.rows, ...coded];
}
