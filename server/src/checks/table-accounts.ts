/** Hands the coded rows of an official table to the checks on accounts, and knows which accounts a row without a code may be. */
import { t } from '@vscode/l10n';
import type { Account, AccountCatalogue, AccountDimension } from '../accounts/types.ts';
import type { BoundRow, BoundTable } from '../disclosure/bind/types.ts';
import type { Finding } from '../disclosure/finding.ts';
import { replaceFixes } from '../disclosure/head.ts';
import { placeOf } from '../disclosure/section.ts';
import { nearestOf } from '../forms/registry.ts';
import type { TableForm } from '../forms/types.ts';
import { type AccountRow, checkAccounts } from './accounts.ts';

const classificationOf = (table: BoundTable, catalogue: AccountCatalogue) => {
  const dimension = table.form.panels.find((panel) => panel.codes)?.codes?.dimension;
  return catalogue.classifications.find((one) => one.dimension === dimension);
};

/** Rows of a table of which nothing was to be said, as they were last. */
interface CleanRows {
  readonly rows: readonly BoundRow[];
  readonly year: number | undefined;
}

/** By catalogue and form: the accounts of a table stay while its figures are typed, and where nothing was said of them, nothing is. */
const clean = new WeakMap<AccountCatalogue, WeakMap<TableForm, CleanRows>>();

export function tableAccountFindings(table: BoundTable, catalogue: AccountCatalogue, year: number | undefined): Finding[] {
  const { rows } = table;
  const known = clean.get(catalogue) ?? new WeakMap<TableForm, CleanRows>();
  clean.set(catalogue, known);
  const before = known.get(table.form);
  if (before && before.year === year && areSameAccounts(before.rows, rows)) return [];
  const findings = findingsOn(table, catalogue, year);
  if (findings.length === 0) known.set(table.form, { rows, year });
  return findings;
}

const areSameAccounts = (a: readonly BoundRow[], b: readonly BoundRow[]): boolean =>
  a.length === b.length && a.every((row, i) => row === b[i] || isSameAccount(row, b[i]));

const isSameAccount = (a: BoundRow, b: BoundRow): boolean =>
  isMoved(a, b) ||
  (a.row === b.row &&
    a.panel === b.panel &&
    a.line < 0 === b.line < 0 &&
    (a.code === undefined) === (b.code === undefined) &&
    a.name?.text === b.name?.text &&
    isEmpty(a) === isEmpty(b));

/** A row of which nothing but the place is new keeps the cells that the model has of it. */
const isMoved = (a: BoundRow, b: BoundRow): boolean => {
  const model = a.cells[0]?.model;
  return model !== undefined && model === b.cells[0]?.model;
};

const isEmpty = ({ cells }: BoundRow): boolean => cells.every(({ model }) => !model?.value);

function findingsOn(table: BoundTable, catalogue: AccountCatalogue, year: number | undefined): Finding[] {
  const known = classificationOf(table, catalogue);
  if (!known) return [];
  const rows = table.rows.flatMap((row) => accountRow(table, row) ?? []);
  return checkAccounts(rows, {
    dimension: known.dimension,
    ...(year === undefined ? {} : { year }),
    catalogue,
    tableTitle: table.form.title,
    sectionText: () => table.section.tree.text,
  });
}

/** By row: it is another object when anything in its line or the line's place changes. */
const accountRows = new WeakMap<BoundRow, AccountRow>();

function accountRow(table: BoundTable, row: BoundRow): AccountRow | undefined {
  if (typeof row.row !== 'string' || row.line < 0 || !row.code || row.panel.codes?.levels) return undefined;
  const known = accountRows.get(row);
  if (known) return known;
  const made: AccountRow = {
    code: row.row,
    codePlace: placeOf(table.section, row.code),
    rowPlace: placeOf(table.section, table.section.tree.lines[row.line]),
    name: row.name?.text,
    namePlace: row.name && placeOf(table.section, row.name),
    listedName: row.panel.codes?.listed?.find((entry) => entry.code === row.row)?.name,
    group: row.panel.id,
    empty: isEmpty(row),
  };
  accountRows.set(row, made);
  return made;
}

/** Names are compared for so many rows of a table; who has more of them unknown has another trouble. */
const MOST_NAMED = 20;
const MOST_ACCOUNTS = 5;

/** The findings on a table, where unknown rows of accounts name the accounts that they may be. */
export function withAccounts(
  findings: readonly Finding[],
  table: BoundTable,
  catalogue: AccountCatalogue,
  year: number | undefined,
): readonly Finding[] {
  const known = classificationOf(table, catalogue);
  if (!known) return findings;
  let left = MOST_NAMED;
  return findings.map((finding) =>
    finding.code === 'unknown-row' && left-- > 0 ? withNearest(finding, table, catalogue, known.dimension, year) : finding,
  );
}

function withNearest(
  finding: Finding,
  table: BoundTable,
  catalogue: AccountCatalogue,
  dimension: AccountDimension,
  year: number | undefined,
): Finding {
  const { start, end } = finding.place;
  const name = table.section.tree.text.slice(start, end);
  const accounts = accountsLike(name, table, catalogue, dimension, year);
  if (accounts.length === 0) return finding;
  const line = table.section.tree.lines.find((one) => one.start <= start && start <= one.end);
  const separator = line?.kind === 'row' && line.tabbed ? '\t' : '  ';
  return {
    ...finding,
    message: t(
      '{0} has no row "{1}"; its figures count nowhere. Near: {2}.',
      table.form.title,
      name,
      accounts.map((account) => `${account.code} ${account.name}`).join('、'),
    ),
    fixes: replaceFixes(
      table.section,
      { start, end },
      accounts.map((account) => `${account.code}${separator}${account.name}`),
    ),
  };
}

/** Accounts of this name, else of the names most like it; those whose parent the table lists come first. */
function accountsLike(
  name: string,
  table: BoundTable,
  catalogue: AccountCatalogue,
  dimension: AccountDimension,
  year: number | undefined,
): Account[] {
  const named = catalogue.named(name, dimension);
  const names = new Set(catalogue.all(dimension).map((account) => account.name));
  const like = named.length > 0 ? named : nearestOf(name, [...names]).flatMap((near) => catalogue.named(near, dimension));
  const listed = new Set(table.rows.flatMap((row) => (typeof row.row === 'string' && row.line >= 0 ? [row.row] : [])));
  const inForce = (account: Account) => year === undefined || catalogue.status(account.code, year)?.state === 'in-force';
  const rank = (account: Account) =>
    listed.has(account.code) ? 3 : listed.has(catalogue.parent(account.code)?.code ?? '') ? 0 : inForce(account) ? 1 : 2;
  return [...like].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_ACCOUNTS);
}
