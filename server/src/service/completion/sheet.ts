/** In a sheet: columns behind 列：, accounts and row labels at a row's start, properties and groups of performance forms. */
import type { AccountCatalogue } from '../../accounts/types.ts';
import { columnTitles } from '../../disclosure/bind/columns.ts';
import { labelsOf } from '../../disclosure/bind/labels.ts';
import { SHEET_KEYS } from '../../disclosure/bind/table.ts';
import type { BoundTable } from '../../disclosure/bind/types.ts';
import type { PerformanceForm } from '../../forms/types.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { type Candidate, CONSTANT, FIELD, KEYWORD, PROPERTY, type Proposal, pick } from './match.ts';
import { spell } from './spell.ts';

export function sheetCandidates(before: string, caret: Caret, analysis: Analysis, catalogue: AccountCatalogue): Proposal | undefined {
  const { role } = caret.read;
  if (role.kind === 'table')
    return columnCandidates(before, caret, columnTitles(role.table.form)) ?? rowCandidates(before, caret, role.table, analysis, catalogue);
  if (role.kind !== 'performance') return undefined;
  const { form } = role.performance;
  return columnCandidates(before, caret, performanceColumns(form)) ?? performanceRows(before, caret, form);
}

/** Titles not yet named on this line. */
function columnCandidates(before: string, caret: Caret, titles: readonly string[]): Proposal | undefined {
  const match = /^[\s\u3000]*列[：:](.*)$/.exec(before);
  if (!match) return undefined;
  const typed = /[^\t\u3000]*$/.exec(match[1].replace(/ {2,}/g, (blanks) => '\u3000'.repeat(blanks.length)))![0].trimStart();
  const taken = new Set(match[1].split(/\t|\u3000| {2,}/).map((title) => title.trim()));
  const candidates = pick(
    typed,
    titles.filter((title) => !taken.has(title)),
    (title) => title,
    spell,
  ).map((title) => ({ label: title, kind: FIELD, insert: title }));
  return { from: caret.offset - typed.length, candidates };
}

/** What has been typed of a row's first cell; undefined once a second one was begun. */
function firstCell(before: string): string | undefined {
  const typed = before.replace(/^[\s\u3000]+/, '');
  return /\t|\u3000| {2,}|\/\//.test(typed) || /\d[ ]\S/.test(typed) ? undefined : typed.trimEnd() === typed ? typed : undefined;
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
  const labels = [
    ...new Set(
      table.form.panels.flatMap((panel) => (panel.codes ? (panel.codes.total ? [panel.codes.total.label] : []) : labelsOf(panel))),
    ),
  ];
  const keywords = pick(typed, keywordsOf(table), (key) => key, spell).map((key) => ({ label: key, kind: KEYWORD, insert: key }));
  const rows = pick(typed, labels, (label) => label, spell).map((label) => ({ label, kind: FIELD, insert: label }));
  const accounts = accountCandidates(typed, table, caret, analysis, catalogue);
  const candidates = typed === '' ? [...rows, ...keywords, ...accounts] : [...rows, ...accounts, ...keywords];
  return { from: caret.offset - typed.length, candidates };
}

const keywordsOf = (table: BoundTable): string[] => [
  '列：',
  ...table.form.panels.flatMap((panel) => (panel.title ? [`${panel.title}：`] : [])),
  ...SHEET_KEYS.map((key) => `${key}：`),
];

function accountCandidates(typed: string, table: BoundTable, caret: Caret, analysis: Analysis, catalogue: AccountCatalogue): Candidate[] {
  const dimension = table.form.panels.find((panel) => panel.codes)?.codes?.dimension;
  const known = catalogue.classifications.find((one) => one.dimension === dimension);
  if (!known) return [];
  const year = analysis.disclosure.head.fiscalYear;
  const separator = separatorOf(caret);
  return catalogue
    .search(typed, { dimension: known.dimension, ...(year === undefined ? {} : { year }), boost: usedCodes(analysis), limit: 60 })
    .map(({ account }) => ({
      label: account.code,
      detail: account.name,
      ...(catalogue.parent(account.code) ? { description: catalogue.parent(account.code)!.name } : {}),
      kind: CONSTANT,
      insert: `${account.code}${separator}${account.name}`,
      data: { account: account.code },
    }));
}

/** The code's separator from its name, as the lines around have it. */
const separatorOf = (caret: Caret): string =>
  caret.read.section.tree.lines.some((line) => line.kind === 'row' && line.tabbed) ? '\t' : '  ';

const used = new WeakMap<Analysis, ReadonlySet<string>>();
function usedCodes(analysis: Analysis): ReadonlySet<string> {
  let codes = used.get(analysis);
  if (!codes) {
    codes = new Set(
      analysis.disclosure.tables.flatMap((table) =>
        table.rows.flatMap((row) => (typeof row.row === 'string' && row.line >= 0 ? [row.row] : [])),
      ),
    );
    used.set(analysis, codes);
  }
  return codes;
}

const performanceColumns = (form: PerformanceForm): string[] => [
  ...new Set(
    [...(form.funds?.columns ?? []), ...(form.indicators?.columns.filter((column) => column.role !== 'level') ?? [])].map(
      (column) => column.title,
    ),
  ),
];

function performanceRows(before: string, caret: Caret, form: PerformanceForm): Proposal | undefined {
  const typed = firstCell(before);
  if (typed === undefined) return undefined;
  const keys = [
    ...form.properties.filter((property) => !property.parameter).map((property) => `${property.title}：`),
    ...(form.funds ? [`${form.funds.opener}：`] : []),
    '列：',
  ];
  const groups = (form.indicators?.groups ?? []).map((path) => `${path.join('／')}：`);
  const rows = [...(form.funds?.rows.map((row) => row.title) ?? []), ...(form.total ? [form.total] : [])];
  const candidates = [
    ...pick(typed, keys, (key) => key, spell).map((key) => ({ label: key, kind: PROPERTY, insert: key })),
    ...pick(typed, groups, (group) => group, spell).map((group) => ({ label: group, kind: KEYWORD, insert: group })),
    ...pick(typed, rows, (row) => row, spell).map((row) => ({ label: row, kind: FIELD, insert: row })),
  ];
  return { from: caret.offset - typed.length, candidates };
}
