/** Hands the coded rows of an official table to the checks on accounts, and knows which accounts a row without a code may be. */
import { t } from '@vscode/l10n';
import type { Cell } from 'budget-grammar';
import type { Account, AccountCatalogue, AccountDimension } from '../accounts/types.ts';
import { identicalEnds } from '../base/lists.ts';
import { once } from '../base/once.ts';
import type { BoundRow, BoundTable } from '../disclosure/bind/types.ts';
import type { Finding } from '../disclosure/finding.ts';
import { replaceFixes } from '../disclosure/head.ts';
import type { Place } from '../disclosure/place.ts';
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
const cleanBy = once<AccountCatalogue, WeakMap<TableForm, CleanRows>>(() => new WeakMap());

export function tableAccountFindings(table: BoundTable, catalogue: AccountCatalogue, year: number | undefined): Finding[] {
  const { rows } = table;
  const known = cleanBy(catalogue);
  const before = known.get(table.form);
  if (before && before.year === year && areSameAccounts(before.rows, rows)) return [];
  const findings = findingsOn(table, catalogue, year);
  if (findings.length === 0) known.set(table.form, { rows, year });
  return findings;
}

function areSameAccounts(a: readonly BoundRow[], b: readonly BoundRow[]): boolean {
  if (a.length !== b.length) return false;
  const { head, tail } = identicalEnds(a, b);
  for (let i = head; i < a.length - tail; i++) if (!isSameAccount(a[i], b[i])) return false;
  return true;
}

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
  const rows = table.rows.filter(bearsAccount).map((row) => new TableRow(table, row));
  return checkAccounts(rows, {
    dimension: known.dimension,
    ...(year === undefined ? {} : { year }),
    catalogue,
    tableTitle: table.form.title,
    sectionText: () => table.section.tree.text,
  });
}

type BearingAccount = BoundRow & { readonly row: string; readonly code: Cell };

const bearsAccount = (row: BoundRow): row is BearingAccount =>
  typeof row.row === 'string' && row.line >= 0 && row.code !== undefined && !row.panel.codes?.levels;

/** A row of a table. Where it stands is asked of the few rows of which something is said. */
class TableRow implements AccountRow {
  readonly code: string;
  readonly name: string | undefined;
  readonly group: string;
  readonly #table: BoundTable;
  readonly #row: BearingAccount;

  constructor(table: BoundTable, row: BearingAccount) {
    this.code = row.row;
    this.name = row.name?.text;
    this.group = row.panel.id;
    this.#table = table;
    this.#row = row;
  }

  get codePlace(): Place {
    return placeOf(this.#table.section, this.#row.code);
  }

  get namePlace(): Place | undefined {
    return this.#row.name && placeOf(this.#table.section, this.#row.name);
  }

  get rowPlace(): Place {
    return placeOf(this.#table.section, this.#table.section.tree.lines[this.#row.line]);
  }

  get listedName(): string | undefined {
    return this.#row.panel.codes?.listed?.find((entry) => entry.code === this.code)?.name;
  }

  get empty(): boolean {
    return isEmpty(this.#row);
  }
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
