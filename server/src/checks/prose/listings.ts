/** A “主要包括” list names the lines that have figures (R11): none that has no figure, and none that has one is left out, unless 等 says that there are others. */
import { t } from '@vscode/l10n';
import { rowTitle } from '../../disclosure/cells.ts';
import type { Finding } from '../../disclosure/finding.ts';
import type { Address } from '../../model/types.ts';
import type { Ledger } from '../../prose/ledger.ts';
import { ECONOMIC } from '../../prose/roles.ts';
import type { Listing } from '../../prose/statements.ts';
import { each, type ProseCheck, type ProseContext } from './context.ts';

export const checkListings: ProseCheck = each('listing', judge);

function judge({ whole, names, open }: Listing, { ledger }: ProseContext): Finding[] {
  const { known, address } = ledger.resolve(whole);
  if (!known?.figure) return [];
  const lines = ledger.leavesBelow(address, ECONOMIC);
  if (lines.length === 0) return [];
  const listed = names.map((entry) => ({
    ...entry,
    line: lines.find((line) => entry.readings.some((one) => sameLine(one.members[ECONOMIC], line.address.members[ECONOMIC]))),
  }));
  // A name that no line of the table bears may mean several of them: then nothing can be said of any. If it is one account that the table leaves out, it has no figure.
  if (listed.some((entry) => entry.line === undefined && !isLeftOut(entry.readings, address, ledger))) return [];
  const empty = listed.filter(({ line }) => line === undefined || line.value === 0);
  const missing = open ? [] : lines.filter((line) => line.value !== 0 && listed.every((entry) => entry.line !== line));
  if (empty.length === 0 && missing.length === 0) return [];
  const titles = missing.map(({ cells: [cell] }) => (cell ? rowTitle(cell.row) : ''));
  const parts = [
    ...(empty.length > 0 ? [t('Listed, but without a figure in the table: {0}.', empty.map(({ name }) => name).join('、'))] : []),
    ...(missing.length > 0 ? [t('Not listed, but with a figure in the table: {0}.', titles.join('、'))] : []),
  ];
  return [
    {
      code: 'listing-differs',
      severity: 'warning',
      message: parts.reduce((text, part) => t('{0} {1}', text, part)),
      place: (empty[0] ?? names[0]).place,
      related: empty.map(({ name, place }) => ({ message: name, place })),
    },
  ];
}

/** Whether a name is that of one account, which the table lists nowhere though it lists its level. */
function isLeftOut(readings: readonly Address[], whole: Address, ledger: Ledger): boolean {
  const [code, ...others] = new Set(readings.flatMap(({ members }) => members[ECONOMIC] ?? []));
  if (code === undefined || others.length > 0) return false;
  return ledger.isLeftOut({ measure: whole.measure, members: { ...whole.members, [ECONOMIC]: code } });
}

const sameLine = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b;
