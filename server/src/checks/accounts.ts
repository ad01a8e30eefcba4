/** The checks on accounts (R17): which codes and names stand in a table, whatever amounts they carry. */
import type { Finding } from '../disclosure/finding.ts';
import { readCodes } from './account-codes.ts';
import { nameFindings, yearFindings } from './account-names.ts';
import { orderFindings } from './account-order.ts';
import type { AccountContext, AccountRow } from './account-rows.ts';
import { duplicateFindings, levelFindings } from './account-structure.ts';

export { type PathPart, pathFindings } from './account-names.ts';
export type { AccountContext, AccountRow } from './account-rows.ts';

/**
 * Findings on the accounts of one table, in order of their places.
 * Total rows (合计) and rows without a code are not given. A slip is one finding: a mistyped code counts as the right one in everything else.
 */
export function checkAccounts(rows: readonly AccountRow[], context: AccountContext): Finding[] {
  const { rows: read, findings } = readCodes(rows, context);
  const duplicates = duplicateFindings(read, context);
  const all = [
    ...findings,
    ...duplicates.findings,
    ...nameFindings(read, duplicates.claimed, context),
    ...yearFindings(read, context),
    ...levelFindings(read, context),
    ...orderFindings(read, context),
  ];
  return all.sort((a, b) => a.place.section - b.place.section || a.place.start - b.place.start);
}
