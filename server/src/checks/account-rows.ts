/** Rows that bear accounts, free of how their table was typed, and what the checks on them share. */
import * as l10n from '@vscode/l10n';
import { foldCode } from '../accounts/fold.ts';
import type { Account, AccountCatalogue, AccountDimension, Classification } from '../accounts/types.ts';
import type { Edit, Fix } from '../disclosure/finding.ts';
import type { Place } from '../disclosure/place.ts';

export interface AccountRow {
  readonly code: string;
  readonly name?: string;
  readonly codePlace: Place;
  readonly namePlace?: Place;
  /** The whole line with its comment, without the line end. */
  readonly rowPlace: Place;
  /** The name that the form set prints for this code. */
  readonly listedName?: string;
  /** Unit, side or block within the table: the same code may stand once in each, and each has its own order. */
  readonly group?: string;
  /** Whether the row carries no figure other than zero; if left out nothing is said that depends on it. */
  readonly empty?: boolean;
}

export interface AccountContext {
  /** What the table's codes are to be: 功能 or 经济. */
  readonly dimension: AccountDimension;
  /** Fiscal year; without it nothing is said of new and retired accounts. */
  readonly year?: number;
  readonly catalogue: AccountCatalogue;
  readonly tableTitle: string;
  /** Codes in the order in which the form prints them, if it fixes one. */
  readonly listedOrder?: readonly string[];
  /** The text of a section, for fixes that move, copy or delete whole lines. */
  readonly sectionText: (section: number) => string;
}

/** A row after its code was looked up. */
export interface ReadRow {
  readonly row: AccountRow;
  /** The code that is meant: the typed one, or the right one where it was mistyped. Empty if the row has no place in this table. */
  readonly code: string;
  /** Index of the code's level: 0 类, 1 款, 2 项; −1 if its length fits none. */
  readonly level: number;
  readonly account?: Account;
  /** Its code has a finding already, so that nothing else is said of it. */
  readonly flagged: boolean;
}

export const textAt = (place: Place, context: AccountContext): string => context.sectionText(place.section).slice(place.start, place.end);

/** True if the code stands in its line as one piece and can be replaced there; codes joined from columns of levels do not. */
export const isPlainCode = (row: AccountRow, context: AccountContext): boolean =>
  foldCode(textAt(row.codePlace, context)) === foldCode(row.code);

export const classificationIn = (context: AccountContext): Classification =>
  context.catalogue.classifications.find((one) => one.dimension === context.dimension)!;

/** Replaces the code. Nothing if it does not stand in one piece. */
export function replaceCode(row: AccountRow, account: Account, context: AccountContext, preferred: boolean): Fix[] {
  if (!isPlainCode(row, context)) return [];
  return [
    {
      title: l10n.t('Change {0} to {1} {2}', row.code, account.code, account.name),
      edits: [{ place: row.codePlace, text: account.code }],
      preferred,
    },
  ];
}

/** Replaces the name by the account's own. */
export const replaceName = (place: Place, account: Account): Fix[] => [
  { title: l10n.t('Change the name to “{0}”', account.name), edits: [{ place, text: account.name }], preferred: true },
];

/** A new line before or behind a row's line. */
export function insertLine(row: AccountRow, text: string, where: 'before' | 'behind'): Edit {
  const { section, start, end } = row.rowPlace;
  const at = where === 'before' ? start : end;
  return { place: { section, start: at, end: at }, text: where === 'before' ? `${text}\n` : `\n${text}` };
}

/** Items of one key together, in the order of their first ones. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Rows by unit, side or block. */
export const groupsOf = (rows: readonly ReadRow[]): ReadRow[][] => [...groupBy(rows, (read) => read.row.group ?? '').values()];
