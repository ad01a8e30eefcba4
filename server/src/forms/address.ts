/** The address of a printed cell. */
import { once } from '../base/once.ts';
import type { Address } from '../model/types.ts';
import { EMPTY, join, settle } from './fragment.ts';
import type { ColumnForm, Panel, RowForm } from './types.ts';

type Row = RowForm | string | undefined;

/** What was asked for before: a form is filled in again at every keystroke, and an address that is the same object is quickly compared. */
const columnsOf = once<Panel, Map<ColumnForm, Map<Row, Address | undefined>>>(() => new Map());

/** Codes that were typed and went again are forgotten some day. */
const MOST_ROWS = 5000;

/** A longer code (21 digits of a project) would keep the text alive out of which it was cut. */
const LONGEST_CODE = 12;

function rowsOf(panel: Panel, column: ColumnForm): Map<Row, Address | undefined> {
  const columns = columnsOf(panel);
  const rows = columns.get(column);
  if (rows && rows.size < MOST_ROWS) return rows;
  const fresh = new Map<Row, Address | undefined>();
  columns.set(column, fresh);
  return fresh;
}

/**
 * The address of the cell in which a row and a column of a panel meet.
 *
 * `row` is a row with a fixed label (or the total row of code rows), the member of a code row (`2080101`), or undefined for the nameless row of a panel that is `single`.
 * Undefined where the form has no fact: a column of names or 行次, a row of headings, a cell in which nothing applies.
 */
export function addressOf(panel: Panel, row: Row, column: ColumnForm): Address | undefined {
  if (typeof row === 'string' && row.length > LONGEST_CODE) return makeAddress(panel, row, column);
  const rows = rowsOf(panel, column);
  const address = rows.get(row);
  if (address || rows.has(row)) return address;
  const made = makeAddress(panel, row, column);
  rows.set(row, made);
  return made;
}

function makeAddress(panel: Panel, row: Row, column: ColumnForm): Address | undefined {
  if (!column.at) return undefined;
  if (typeof row === 'object' && (!row.at || row.inapplicable.includes(column.id))) return undefined;
  if (typeof row === 'string' && !panel.codes) return undefined;
  const rowAt = typeof row === 'string' ? { members: { [panel.codes!.dimension]: row } } : (row?.at ?? EMPTY);
  const { measure, members } = join(panel.at, rowAt, column.at);
  return measure === undefined ? undefined : { measure, members: settle(members) };
}

/** Every row whose cells the form itself determines: fixed rows, listed codes and the total row; for a nameless row one undefined. */
export function knownRows(panel: Panel): Row[] {
  const { codes } = panel;
  const total = codes?.total ? [codes.total] : [];
  const listed = codes?.listed?.map((entry) => entry.code) ?? [];
  const coded = codes?.totalAt === 'last' ? [...listed, ...total] : [...total, ...listed];
  return [...(panel.single ? [undefined] : []), ...panel.rows, ...coded];
}
