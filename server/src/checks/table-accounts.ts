/** Hands the coded rows of an official table to the checks on accounts. */
import type { AccountCatalogue } from '../accounts/types.ts';
import type { BoundRow, BoundTable } from '../disclosure/bind/types.ts';
import type { Finding } from '../disclosure/finding.ts';
import { placeOf } from '../disclosure/section.ts';
import { type AccountRow, checkAccounts } from './accounts.ts';

export function tableAccountFindings(table: BoundTable, catalogue: AccountCatalogue, year: number | undefined): Finding[] {
  const dimension = table.form.panels.find((panel) => panel.codes)?.codes?.dimension;
  const known = catalogue.classifications.find((one) => one.dimension === dimension);
  if (!known) return [];
  const rows = table.rows.flatMap((row) => accountRow(table, row));
  return checkAccounts(rows, {
    dimension: known.dimension,
    ...(year === undefined ? {} : { year }),
    catalogue,
    tableTitle: table.form.title,
    sectionText: () => table.section.tree.text,
  });
}

function accountRow(table: BoundTable, row: BoundRow): AccountRow[] {
  if (typeof row.row !== 'string' || row.line < 0 || !row.code || row.panel.codes?.levels) return [];
  const line = table.section.tree.lines[row.line];
  const listed = row.panel.codes?.listed?.find((entry) => entry.code === row.row);
  return [
    {
      code: row.row,
      codePlace: placeOf(table.section, row.code),
      rowPlace: placeOf(table.section, line),
      ...(row.name ? { name: row.name.text, namePlace: placeOf(table.section, row.name) } : {}),
      ...(listed ? { listedName: listed.name } : {}),
      ...(row.panel.id === '' ? {} : { group: row.panel.id }),
      empty: row.cells.every((cell) => !cell.model?.value),
    },
  ];
}
