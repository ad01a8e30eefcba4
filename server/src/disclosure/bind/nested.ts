/**
 * Rows whose tree is given by their order and the length of their codes: 部门 (032), below it 单位 (032004), 类别 (1101) and 项目 (21 characters).
 * Such a code is not unique in its table (each unit has its own 1101), and the codes above are no prefixes of it. The member is therefore the path down to it,
 * each code closed by a slash, so that `032/032004/11/` is no part of `032/032004/1101/`, and a dimension by prefix sums it.
 */
import type { CodeRows, ColumnForm, Panel } from '../../forms/types.ts';
import type { RowKey } from './types.ts';

const CLOSE = '/';

const codesOf = (path: string): string[] => path.split(CLOSE).filter((code) => code !== '');

/** The member of a code below the row bound before it: the nearest code above that belongs to a higher level. `code` must have the length of a level. */
export function nestedMember({ levels }: CodeRows, code: string, before: RowKey): string {
  const depthOf = (one: string): number => levels!.findIndex(({ lengths }) => lengths.includes(one.length));
  const above = typeof before === 'string' ? codesOf(before).filter((one) => depthOf(one) < depthOf(code)) : [];
  return [...above, code].map((one) => one + CLOSE).join('');
}

/** The code that a row prints: of a nested member the last one of its path. */
export const printedCode = (panel: Panel, member: string): string => (panel.codes?.levels ? (codesOf(member).at(-1) ?? '') : member);

/** Columns of text beside the one that bears the rows' labels: 项目单位. They hold no facts and are printed as typed. */
export function textColumns({ columns }: Panel): readonly ColumnForm[] {
  const label = labelColumn(columns);
  return columns.filter((column) => column.kind === 'text' && column !== label);
}

/** The column that bears the label of rows. */
export const labelColumn = (columns: readonly ColumnForm[]): ColumnForm | undefined =>
  columns.find(({ kind }) => kind === 'name') ?? columns.find(({ kind }) => kind === 'text');
