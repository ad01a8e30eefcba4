/** In an official table: columns behind 列：, accounts and row labels at a row's start, the table's own properties. */
import { matchKey } from 'budget-grammar';
import type { Account, AccountCatalogue, AccountHit } from '../../accounts/types.ts';
import { once } from '../../base/once.ts';
import { columnTitles } from '../../disclosure/bind/columns.ts';
import { labelsOf } from '../../disclosure/bind/labels.ts';
import { SHEET_KEYS } from '../../disclosure/bind/table.ts';
import type { BoundTable } from '../../disclosure/bind/types.ts';
import { moneyUnits } from '../../disclosure/quantity.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { BEGINS, CONSTANT, FIELD, KEYWORD, merge, type Proposal, type Ranked, rank, VALUE } from './match.ts';
import { columnCandidates, firstCell, pieceEnd } from './place.ts';

/** More accounts than these nobody reads; typing on narrows them. */
const MOST_ACCOUNTS = 60;

export function tableCandidates(
  before: string,
  caret: Caret,
  table: BoundTable,
  analysis: Analysis,
  catalogue: AccountCatalogue,
): Proposal | undefined {
  return (
    columnCandidates(before, caret, columnTitles(table.form)) ??
    unitCandidates(before, caret, table) ??
    rowCandidates(before, caret, table, analysis, catalogue) ??
    nameCandidates(before, caret, table, analysis, catalogue)
  );
}

/** Units behind 金额单位：. */
function unitCandidates(before: string, caret: Caret, { form }: BoundTable): Proposal | undefined {
  const match = /^([^：:]*)[：:]\s*(.*)$/.exec(before);
  if (!match || matchKey(match[1]) !== '金额单位') return undefined;
  const units = [...(form.unitOfMeasure ? [form.unitOfMeasure] : []), ...moneyUnits];
  const candidates = units.map((unit) => ({ label: unit, kind: VALUE, insert: unit }));
  return { from: caret.offset - match[2].length, to: pieceEnd(caret), candidates: merge(rank(match[2], candidates)) };
}

function rowCandidates(
  before: string,
  caret: Caret,
  table: BoundTable,
  analysis: Analysis,
  catalogue: AccountCatalogue,
): Proposal | undefined {
  const typed = firstCell(before);
  if (typed === undefined) return undefined;
  const { panels } = table.form;
  const labels = [
    ...new Set(panels.flatMap((panel) => (panel.codes ? (panel.codes.total ? [panel.codes.total.label] : []) : labelsOf(panel)))),
  ];
  const keywords = [
    '列：',
    ...panels.flatMap((panel) => (panel.title ? [`${panel.title}：`] : [])),
    ...SHEET_KEYS.map((key) => `${key}：`),
  ];
  const ranked = {
    rows: rank(
      typed,
      labels.map((label) => ({ label, kind: FIELD, insert: label })),
    ),
    keywords: rank(
      typed,
      keywords.map((label) => ({ label, kind: KEYWORD, insert: label })),
    ),
    accounts: accountCandidates(typed, table, caret, analysis, catalogue),
  };
  const candidates =
    typed === '' ? merge(ranked.rows, ranked.keywords, ranked.accounts) : merge(ranked.rows, ranked.accounts, ranked.keywords);
  return { from: caret.offset - typed.length, to: rowHeadEnd(caret), candidates };
}

/** Up to where a row's head is replaced: the first cell, and the name behind a code; figures stay. */
function rowHeadEnd({ line, offset }: Caret): number {
  if (line.kind !== 'row' || line.damaged) return offset;
  const [first, second] = line.cells;
  if (!first || offset > first.end) return offset;
  const named = second && (second.kind === 'text' || (line.tabbed && second.kind === 'empty' && line.cells.length > 2));
  return named && /^[\d０-９]/.test(first.text) ? second.end : first.end;
}

function accountCandidates(typed: string, table: BoundTable, caret: Caret, analysis: Analysis, catalogue: AccountCatalogue): Ranked[] {
  const dimension = table.form.panels.find((panel) => panel.codes)?.codes?.dimension;
  const known = catalogue.classifications.find((one) => one.dimension === dimension);
  if (!known) return [];
  const year = analysis.disclosure.head.fiscalYear;
  const separator = separatorOf(caret);
  const options = { dimension: known.dimension, ...(year === undefined ? {} : { year }), boost: usedCodes(analysis), limit: MOST_ACCOUNTS };
  return catalogue.search(typed, options).map((hit) => ({
    // The search has ranked them already: they stay together.
    rank: BEGINS,
    candidate: accountCandidate(hit, catalogue, separator, year),
  }));
}

function accountCandidate({ account }: AccountHit, catalogue: AccountCatalogue, separator: string, year: number | undefined) {
  const parent = catalogue.parent(account.code);
  const name = namesIn(catalogue, account.code, year)[0] ?? account.name;
  return {
    label: account.code,
    detail: name,
    ...(parent ? { description: parent.name } : {}),
    kind: CONSTANT,
    insert: `${account.code}${separator}${name}`,
    data: { account: account.code },
  };
}

/** The name of a code that was typed: its official one first. */
function nameCandidates(
  before: string,
  caret: Caret,
  table: BoundTable,
  analysis: Analysis,
  catalogue: AccountCatalogue,
): Proposal | undefined {
  const match = /^[\s\u3000]*(\d{3,7})(?:\t+|\u3000| +)([^\d\s\u3000-][^\d\s\u3000]*)?$/.exec(before);
  const dimension = table.form.panels.find((panel) => panel.codes)?.codes?.dimension;
  const account: Account | undefined = match ? catalogue.find(match[1]) : undefined;
  if (!match || !account || account.dimension !== dimension) return undefined;
  const year = analysis.disclosure.head.fiscalYear;
  const names = namesIn(catalogue, account.code, year);
  const candidates = names.map((name) => ({
    label: name,
    detail: account.code,
    kind: CONSTANT,
    insert: name,
    data: { account: account.code },
  }));
  const typed = match[2] ?? '';
  return { from: caret.offset - typed.length, to: pieceEnd(caret), candidates: merge(rank(typed, candidates)) };
}

/** The names an account has in a year: the official one of then first, those of the provinces behind it. */
function namesIn(catalogue: AccountCatalogue, code: string, year: number | undefined): string[] {
  const names = catalogue.names(code);
  const former = names.filter(({ kind, until }) => kind === 'obsolete' && year !== undefined && until !== undefined && year <= until);
  return [...former, ...names.filter(({ kind }) => kind === 'official'), ...names.filter(({ kind }) => kind === 'provincial')].map(
    ({ name }) => name,
  );
}

/** The code's separator from its name, as the lines around have it. */
const separatorOf = (caret: Caret): string =>
  caret.read.section.tree.lines.some((line) => line.kind === 'row' && line.tabbed) ? '\t' : '  ';

const usedCodes = once(
  (analysis: Analysis): ReadonlySet<string> =>
    new Set(
      analysis.disclosure.tables.flatMap((table) =>
        table.rows.flatMap((row) => (typeof row.row === 'string' && row.line >= 0 ? [row.row] : [])),
      ),
    ),
);
