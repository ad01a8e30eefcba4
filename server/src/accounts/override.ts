/** Reads a table of accounts: the catalogue's own data and the one that a user puts beside the files. */
import * as l10n from '@vscode/l10n';
import { decodeText, parseDelimited, type TextRecord } from './delimited.ts';
import { foldCode, foldName } from './fold.ts';
import type { Account, AccountBasis, AccountTable, AccountTableProblem, Classification, Confidence, FormerName } from './types.ts';

/** Headings by which a column is known, English as in the published data sets, Chinese as in official workbooks. Compared folded. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  code: ['code', '科目编码', '科目代码', '科目编号', '编码', '代码'],
  name: ['name', '科目名称', '名称', '科目'],
  budget: ['budget', '预算类别', '预算'],
  basis: ['basis', '依据'],
  confidence: ['confidence', '可信度'],
  seen: ['seen_in_years', '所见年度'],
  note: ['note', '备注'],
  from: ['from', '起始年度'],
  to: ['to', '截止年度'],
  former: ['former', '曾用名'],
  later: ['later', '后用名'],
  moved: ['moved', '移至'],
  explanation: ['explanation', '说明', '科目说明'],
  explanationBasis: ['explanation_basis', '说明依据'],
  level0: ['类'],
  level1: ['款'],
  level2: ['项'],
  level3: ['目'],
};

const FIELD_OF = new Map(Object.entries(HEADINGS).flatMap(([field, titles]) => titles.map((title) => [title, field] as const)));
const LEVEL_FIELDS = ['level0', 'level1', 'level2', 'level3'];

const BASES: Readonly<Record<string, AccountBasis>> = {
  attested: 'attested',
  见于公开文件: 'attested',
  compiled: 'compiled',
  汇编: 'compiled',
};
const CONFIDENCES: Readonly<Record<string, Confidence>> = {
  high: 'high',
  高: 'high',
  'medium-high': 'medium-high',
  较高: 'medium-high',
  medium: 'medium',
  中: 'medium',
  low: 'low',
  低: 'low',
};
const EXPLANATION_BASES: Readonly<Record<string, 'published' | 'adapted'>> = {
  published: 'published',
  原文: 'published',
  adapted: 'adapted',
  参照: 'adapted',
};

/** A title may stand above the heading line, but not a whole page. */
const HEADING_WITHIN = 10;
/** A file that is no table at all is said to be so once and again, not on each of its lines. */
const MOST_PROBLEMS = 100;

type Fields = Readonly<Record<string, string>>;

export interface AccountTableOptions {
  readonly classifications: readonly Classification[];
  /** The table says itself on what its accounts rest; otherwise they are the user's. */
  readonly statesBasis?: boolean;
}

/**
 * Reads a table of accounts from text or from a file's bytes (tab or comma separated, any common encoding).
 * Columns are found by their headings; without any, code and name come first. A line that cannot be used is a problem of that line only. Never throws.
 */
export function parseAccountTable(input: string | Uint8Array, options: AccountTableOptions): AccountTable {
  const { records, unclosedQuote } = parseDelimited(typeof input === 'string' ? input : decodeText(input));
  const problems: AccountTableProblem[] = [];
  const report = (line: number, message: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ line, message });
  };
  if (unclosedQuote !== undefined) report(unclosedQuote, l10n.t('This quotation mark is never closed.'));

  const headingAt = records.slice(0, HEADING_WITHIN).findIndex((record) => isHeading(record.cells));
  const columns = headingAt < 0 ? ['code', 'name'] : records[headingAt].cells.map((cell) => FIELD_OF.get(foldName(cell)) ?? '');
  const codeOf = codeReader(columns, options.classifications);

  const accounts = new Map<string, Account>();
  for (const record of records.slice(headingAt + 1)) {
    if (isHeading(record.cells)) continue;
    const fields = fieldsOf(record, columns);
    const code = codeOf(fields);
    const classification = classificationOf(code, options.classifications);
    const name = fields.name ?? '';
    if (!classification) report(record.line, l10n.t('“{0}” is not an account code.', shorten(code || record.cells[0])));
    else if (name === '') report(record.line, l10n.t('Account {0} has no name.', code));
    else if (accounts.has(code)) report(record.line, l10n.t('Account {0} is listed twice; its first line counts.', code));
    else accounts.set(code, toAccount(code, name, fields, classification, options.statesBasis ?? false));
  }
  return { accounts: [...accounts.values()].sort((a, b) => (a.code < b.code ? -1 : 1)), problems };
}

const shorten = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

/** A line is a heading if it names the column of names and that of codes, whole or by levels. */
function isHeading(cells: readonly string[]): boolean {
  const fields = cells.map((cell) => FIELD_OF.get(foldName(cell)));
  return fields.includes('name') && (fields.includes('code') || fields.includes('level0'));
}

/** The classification that has this code: by first digit and length. */
export function classificationOf(code: string, classifications: readonly Classification[]): Classification | undefined {
  if (!/^\d+$/.test(code)) return undefined;
  return classifications.find((one) => one.digit === code[0] && one.lengths.includes(code.length));
}

/** Cells by field. A lone cell `2080101 行政运行` holds both code and name. */
function fieldsOf(record: TextRecord, columns: readonly string[]): Fields {
  const fields: Record<string, string> = {};
  for (const [i, cell] of record.cells.entries()) if (columns[i] && cell !== '') fields[columns[i]] = cell;
  const both = fields.name === undefined && fields.code !== undefined ? /^(\d+)[\s\u3000]+(\S.*)$/su.exec(fields.code) : null;
  return both ? { ...fields, code: both[1], name: both[2] } : fields;
}

/** Reads a row's code: from its column, or joined from columns of levels, where an upper level holds until the next one. */
function codeReader(columns: readonly string[], classifications: readonly Classification[]): (fields: Fields) => string {
  if (columns.includes('code') || !columns.includes('level0')) return (fields) => foldCode(fields.code ?? '');
  let codes: readonly string[] = [];
  return (fields) => {
    const typed = LEVEL_FIELDS.map((field) => foldCode(fields[field] ?? ''));
    const deepest = typed.findLastIndex((part) => part !== '');
    if (deepest < 0) return '';
    codes = joinLevels(typed.slice(0, deepest + 1), codes, classifications);
    return codes[deepest];
  };
}

/** The code at each level; a level left empty goes on from the row above. Some workbooks repeat the whole code at each level, others write only the two digits that it adds. */
function joinLevels(typed: readonly string[], above: readonly string[], classifications: readonly Classification[]): readonly string[] {
  const digit = (typed[0] || above[0] || '').charAt(0);
  const lengths = classifications.find((one) => one.digit === digit)?.lengths ?? [];
  const codes: string[] = [];
  for (const [level, part] of typed.entries()) {
    const whole = level === 0 || part.length === lengths[level];
    codes.push(part === '' ? (above[level] ?? '') : whole ? part : codes[level - 1] + part);
  }
  return codes;
}

function toAccount(code: string, name: string, fields: Fields, classification: Classification, statesBasis: boolean): Account {
  const note = noteOf(fields.note ?? '');
  const optional = {
    budget: fields.budget,
    confidence: statesBasis ? CONFIDENCES[fields.confidence ?? ''] : undefined,
    seen: fields.seen,
    from: yearOf(fields.from) ?? note.from,
    to: yearOf(fields.to) ?? note.to,
    formerNames: fields.former ? formerNamesOf(fields.former) : note.formerNames,
    laterNames: fields.later ? splitNames(fields.later) : note.laterNames,
    movedTo: fields.moved ? foldCode(fields.moved) : note.movedTo,
    explanation: fields.explanation,
    explanationBasis: fields.explanation ? (EXPLANATION_BASES[fields.explanationBasis ?? ''] ?? 'published') : undefined,
  };
  const account = {
    code,
    name,
    dimension: classification.dimension,
    level: classification.lengths.indexOf(code.length),
    basis: statesBasis ? (BASES[fields.basis ?? ''] ?? 'compiled') : ('workspace' as const),
  };
  return { ...account, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) };
}

const yearOf = (text: string | undefined): number | undefined => (/^\d{4}$/.test(text ?? '') ? Number(text) : undefined);

const splitNames = (text: string): string[] =>
  text
    .split(/[、/]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** `市场主体管理（至2023）、…`: the year is the last in which the name was right. */
function formerNamesOf(text: string): FormerName[] {
  return splitNames(text).map((part) => {
    const dated = /^(.*)[（(]至(\d{4})[）)]$/u.exec(part);
    return dated ? { name: dated[1], until: Number(dated[2]) } : { name: part };
  });
}

type Note = Pick<Account, 'from' | 'to' | 'formerNames' | 'laterNames' | 'movedTo'>;

/** A remark in the notation of the published data sets: `2024+`, `-2020`, `前名:…`, `2023前名:…`, `后称:…`, `2024起移至21372`. Any other is left alone. */
function noteOf(note: string): Note {
  const since = /^(\d{4})\+$/.exec(note);
  if (since) return { from: Number(since[1]) };
  const until = /^-(\d{4})$/.exec(note);
  if (until) return { to: Number(until[1]) };
  const former = /^(\d{4})?前名[:：](.+)$/u.exec(note);
  if (former) return { formerNames: splitNames(former[2]).map((name) => (former[1] ? { name, until: Number(former[1]) } : { name })) };
  const later = /^后(?:简)?称[:：](.+)$/u.exec(note);
  if (later) return { laterNames: [later[1]] };
  const moved = /^(\d{4})起(?:移至|并入)(\d+)$/u.exec(note);
  if (moved) return { to: Number(moved[1]) - 1, movedTo: moved[2] };
  return {};
}
