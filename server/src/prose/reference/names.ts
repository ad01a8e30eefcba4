/**
 * What a name in prose stands for: `收入支出决算总表.总计`, `三公.公务接待费.决算数`, `2080505.基本支出`, 本年支出合计.
 * Names are those of the form, not of what happens to be typed, so what a name means does not change with the tables that are filled in.
 */
import type { AccountCatalogue } from '../../accounts/types.ts';
import { once, onceForPair } from '../../base/once.ts';
import { figureColumns } from '../../disclosure/bind/columns.ts';
import { rowByLabel } from '../../disclosure/bind/labels.ts';
import type { BoundColumn, BoundTable } from '../../disclosure/bind/types.ts';
import { addressOf } from '../../forms/address.ts';
import { memberByName } from '../../forms/field.ts';
import { formatFragment, join, settle } from '../../forms/fragment.ts';
import { labelKey, shortLabels } from '../../forms/names.ts';
import { nearestOf, tableByTitle } from '../../forms/registry.ts';
import type { CodeRows, FormSet, Panel, RowForm, TableForm } from '../../forms/types.ts';
import type { Address } from '../../model/types.ts';
import { contains } from '../facts.ts';
import { BASIS, isOfAccount, membersOf, OF_ACCOUNTS } from '../roles.ts';

/** One meaning of a name. */
export interface Meaning {
  readonly address: Address;
  /** The table, where the name says one. */
  readonly table?: TableForm;
  /** The account, where the name says one that the form does not print anyway. */
  readonly code?: string;
  /** As the printed forms have it: `支出决算表.2080505.基本支出`. */
  readonly title: string;
}

export interface NameContext {
  readonly formSet: FormSet;
  /** The disclosure's own tables, for the names that it gives its accounts. */
  readonly tables: readonly BoundTable[];
  readonly catalogue: AccountCatalogue;
  /** 决算 or 预算: which of several bases is meant where the name says none. */
  readonly kind: string;
}

type Row = RowForm | string | undefined;

const meaningsIn = once<NameContext, Map<string, readonly Meaning[]>>(() => new Map());

/** Every meaning a name can have, without those that are parts of another; empty for an unknown one. */
export function meaningsOf(path: readonly string[], context: NameContext): readonly Meaning[] {
  const names = meaningsIn(context);
  const key = path.join('.');
  let found = names.get(key);
  if (!found) {
    found = findMeanings(path, context);
    names.set(key, found);
  }
  return found;
}

function findMeanings(path: readonly string[], context: NameContext): Meaning[] {
  const parts = path.map((part) => part.trim());
  // 基本支出 is a word of prose and a table's role: with something behind it the table goes first, and the word where the table has no such thing.
  const table = parts.length > 1 ? tableNamed(parts[0], context.formSet) : undefined;
  const found = table ? within(table, parts.slice(1), context).map((one) => ({ ...one, table })) : [];
  if (found.length > 0) return narrowed(found, context);
  const fact = factOf(parts, context);
  if (fact) return [fact];
  const all = context.formSet.tables.flatMap((form) => within(form, parts, context));
  return narrowed(all, context);
}

/** The table that a name says: by title, number or role. */
export function tableNamed(name: string, set: FormSet): TableForm | undefined {
  const key = labelKey(name);
  return tableByTitle(set, name) ?? set.tables.find(({ role }) => labelKey(role) === key);
}

/** A word of the form set, behind it members in use: 公务接待费.全年预算数. */
function factOf(parts: readonly string[], { formSet }: NameContext): Meaning | undefined {
  const at = formSet.facts.get(labelKey(parts[0]));
  if (!at) return undefined;
  const members = parts.slice(1).map((part) => memberByName(part));
  if (members.some((member) => member === undefined)) return undefined;
  const said = { members: Object.fromEntries(members.map((one) => [one!.dimension, one!.member])) };
  const joined = join(at, said);
  return joined.measure === undefined
    ? undefined
    : { address: { measure: joined.measure, members: settle(joined.members) }, title: parts.join('.') };
}

/** What a path means in a table; in another arrangement of it where its own has no such place. */
function within(table: TableForm, parts: readonly string[], context: NameContext): Meaning[] {
  for (const one of [table, ...table.variants]) {
    const found = withinPanels(one, parts, context);
    if (found.length > 0) return found;
  }
  return [];
}

function withinPanels(table: TableForm, parts: readonly string[], context: NameContext): Meaning[] {
  return table.panels.flatMap((panel) => {
    const side = parts.length > 0 && panel.title !== undefined && labelKey(panel.title) === labelKey(parts[0]);
    return [...inPanel(table, panel, parts, context), ...(side ? inPanel(table, panel, parts.slice(1), context) : [])];
  });
}

/** First a row and then columns, or columns alone: then the row that contains all others. */
function inPanel(table: TableForm, panel: Panel, parts: readonly string[], context: NameContext): Meaning[] {
  const rows = parts.length > 0 ? rowsNamed(panel, parts[0], context) : [];
  const byRow = rows.flatMap((row) => columnsNamed(panel, parts.slice(1)).flatMap((column) => meaning(table, panel, row, column)));
  if (byRow.length > 0) return byRow;
  return wholeRows(panel).flatMap((row) => columnsNamed(panel, parts).flatMap((column) => meaning(table, panel, row, column)));
}

function meaning(table: TableForm, panel: Panel, row: Row, { form }: BoundColumn): Meaning[] {
  const address = form && addressOf(panel, row, form);
  if (!address) return [];
  const label = typeof row === 'string' ? row : plain(row?.label ?? '');
  const column = figureColumns(panel).length > 1 ? form.path.join('.') : '';
  const title = [table.title, panel.title && panel.rows.length > 0 ? panel.title : '', label, column].filter(Boolean).join('.');
  const listed = panel.codes?.listed?.some(({ code }) => code === row);
  return [{ address, title, ...(typeof row === 'string' && !listed ? { code: row } : {}) }];
}

const wholeRows = (panel: Panel): Row[] =>
  panel.single ? [undefined] : panel.codes?.total ? [panel.codes.total] : panel.rows.filter((row) => row.total);

/** All rows of a label: some forms print one twice. */
function rowsNamed(panel: Panel, name: string, context: NameContext): Row[] {
  const code = codeNamed(panel, name, context);
  if (code !== undefined) return [code];
  if (/^\d{3,7}$/.test(name)) return panel.rows.filter(({ at }) => at && Object.values(at.members).includes(name));
  const rows: RowForm[] = [];
  for (let row = rowByLabel(panel, name, context.formSet, undefined); row && !rows.includes(row); ) {
    rows.push(row);
    row = rowByLabel(panel, name, context.formSet, row);
  }
  return rows;
}

/** The account of a code or a name: as the form prints it, else as the document calls it, else as the catalogue does where only one that is used bears the name. */
function codeNamed({ codes }: Panel, name: string, context: NameContext): string | undefined {
  if (!codes || codes.levels) return undefined;
  const key = labelKey(name);
  if (codes.label === 'name') return namesIn(context, codes.dimension).get(key);
  if (/^\d{3,7}$/.test(key)) return ownsCode(codes, key, context) ? key : undefined;
  const listed = codes.listed?.find((entry) => [entry.name, ...entry.aliases].some((one) => labelKey(one) === key));
  return listed?.code ?? (codes.listed ? undefined : namesIn(context, codes.dimension).get(key));
}

/** A panel that lists its codes owns those of the classes it lists. */
function ownsCode({ dimension, listed }: CodeRows, code: string, { catalogue }: NameContext): boolean {
  if (catalogue.classificationOf(code)?.dimension !== dimension) return false;
  return !listed || listed.some((entry) => entry.code.startsWith(code.slice(0, 3)));
}

const namesOfContext = once<NameContext, Map<string, ReadonlyMap<string, string>>>(() => new Map());

/** What a disclosure calls the members of a dimension: name → code. Where two accounts bear one name the shorter code, which contains more, goes first. */
export function namesIn(context: NameContext, dimension: string): ReadonlyMap<string, string> {
  const known = namesOfContext(context);
  let names = known.get(dimension);
  if (!names) {
    names = collectNames(context, dimension);
    known.set(dimension, names);
  }
  return names;
}

function collectNames({ tables, catalogue }: NameContext, dimension: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const table of tables)
    for (const [key, code] of tableNames(catalogue, table).get(dimension) ?? [])
      if (!found.has(key) || code.length < found.get(key)!.length) found.set(key, code);
  return found;
}

const tableNames = onceForPair((catalogue: AccountCatalogue, table: BoundTable): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const made = new Map<string, Map<string, string>>();
  for (const { panel, row, name } of table.rows) {
    if (typeof row !== 'string' || !panel.codes) continue;
    const { dimension } = panel.codes;
    const names = made.get(dimension) ?? new Map<string, string>();
    made.set(dimension, names);
    const official = catalogue.find(row)?.name;
    for (const one of [name?.text, official, ...(panel.codes.label === 'name' ? [row] : [])])
      if (one !== undefined && !names.has(labelKey(one))) names.set(labelKey(one), row);
  }
  return made;
});

/** Columns of figures to which a path leads; all of them for an empty one. */
function columnsNamed(panel: Panel, parts: readonly string[]): BoundColumn[] {
  const keys = parts.flatMap((part) => part.split(/[/／]/)).map(labelKey);
  return figureColumns(panel).filter(({ form }) => {
    if (!form) return false;
    const titles = [...form.path.map((title) => [title]), form.aliases].map((names) => names.map(labelKey));
    return keys.every((key) => titles.some((names) => names.includes(key)));
  });
}

/**
 * Of several meanings one that contains all others: 本年支出合计 is that of all funds, 2080505 the whole of its row. An account code is a code of outlay.
 * Everything else stays ambiguous.
 */
function narrowed(all: readonly Meaning[], { kind }: NameContext): Meaning[] {
  const byAddress = new Map<string, Meaning>();
  for (const one of all) {
    const key = formatFragment(one.address);
    if (!byAddress.has(key)) byAddress.set(key, one);
  }
  let left = [...byAddress.values()];
  // Where a name says no basis, what the document is about is meant.
  const [usual] = membersOf('own', kind === '预算');
  const based = left.filter(({ address }) => (address.members[BASIS] ?? usual) === usual);
  if (based.length > 0) left = based;
  const outlay = left.filter(({ address }) => address.measure === OF_ACCOUNTS);
  if (outlay.length > 0 && left.every(({ address }) => isOfAccount(address.members))) left = outlay;
  return left.filter((one) => !left.some((other) => other !== one && contains(other.address, one.address)));
}

/** Words of the language itself: values of the head. */
export const HEAD_NAMES = ['年度', '上年度', '单位', '部门', '简称', '金额单位', '本单位', '本部门'] as const;
/** The same path in another disclosure. */
export const BASES: ReadonlyMap<string, 'prior' | 'budget'> = new Map([
  ['上年', 'prior'],
  ['上年数', 'prior'],
  ['预算', 'budget'],
  ['年初预算', 'budget'],
  ['年初预算数', 'budget'],
]);

/** Paths near an unknown one, the likest first: one part of it exchanged. */
export function nearestPaths(path: readonly string[], context: NameContext): string[] {
  const { formSet } = context;
  const table = path.length > 1 ? tableNamed(path[0], formSet) : undefined;
  const at = table ? 1 : 0;
  const tables = table ? [table] : formSet.tables;
  const labels = tables.flatMap((form) => form.panels.flatMap((panel) => namesOfPanel(panel, context)));
  const titles = table ? [] : formSet.tables.flatMap((form) => [form.title, form.role, ...form.aliases]);
  const words = table ? [] : [...formSet.facts.keys(), ...HEAD_NAMES];
  const known = new Set(labels.map(labelKey));
  const columns = tables.flatMap((form) => form.panels.flatMap((panel) => figureColumns(panel).map(({ title }) => title)));
  const wrong = path.length > at + 1 && known.has(labelKey(path[at])) ? at + 1 : at;
  const candidates = wrong > at ? columns : [...labels, ...words, ...(path.length > 1 ? titles : []), ...(table ? columns : [])];
  const exchanged = nearestOf(path[wrong], [...new Set(candidates)]).map((name) =>
    path.map((part, i) => (i === wrong ? plain(name) : part)).join('.'),
  );
  return [...new Set(exchanged)]
    .filter((text) => meaningsOf(text.split('.'), context).length > 0 || HEAD_NAMES.some((name) => name === text))
    .slice(0, 5);
}

/** A label as it can stand in a reference: without numbering, quotation marks and a unit in brackets at its end. */
export const plain = (name: string): string => shortLabels(name).at(-1) ?? labelKey(name);

function namesOfPanel(panel: Panel, context: NameContext): string[] {
  const fixed = [...panel.rows, ...(panel.codes?.total ? [panel.codes.total] : [])]
    .map(({ label }) => label)
    .filter((label) => label !== '');
  const listed = (panel.codes?.listed ?? []).map(({ name }) => name);
  const used = panel.codes && !panel.codes.listed ? namesIn(context, panel.codes.dimension) : new Map<string, string>();
  return [...fixed, ...listed, ...used.keys(), ...new Set(used.values())];
}
