/**
 * 名词解释 beside the tables: accounts that have money and are not explained, accounts that are explained and have none, names of earlier years.
 * Only where a chapter explains accounts at all; where no table shows accounts, nothing is said about them.
 */
import { t } from '@vscode/l10n';
import { foldName } from '../../accounts/fold.ts';
import { LEVEL_NAMES } from '../../accounts/levels.ts';
import type { Account, AccountCatalogue } from '../../accounts/types.ts';
import { sameList } from '../../base/lists.ts';
import { once, onceForPair } from '../../base/once.ts';
import type { BoundRow, BoundTable } from '../../disclosure/bind/types.ts';
import type { Disclosure } from '../../disclosure/disclosure.ts';
import type { Edit, Finding, Fix } from '../../disclosure/finding.ts';
import { headerOf, placeOf, type Section } from '../../disclosure/section.ts';
import type { TableForm } from '../../forms/types.ts';
import type { GlossaryEntry, PathSegment } from '../../glossary/types.ts';
import { PerElement } from '../../prose/per-element.ts';
import { FUND, OF_ACCOUNTS, sideOf } from '../../prose/roles.ts';
import { groupBy } from '../account-rows.ts';
import { pathFindings } from '../accounts.ts';
import data from '../data/terms.json' with { type: 'json' };
import { passagesOf } from './reading.ts';

const DIMENSION = '功能';
const MOST_PATHS = 2000;

interface Explained {
  readonly entry: GlossaryEntry;
  /** The accounts that it may mean; empty if it is none. */
  readonly accounts: readonly Account[];
}

interface Own {
  readonly catalogue: AccountCatalogue;
  readonly year: number | undefined;
  readonly explained: readonly Explained[];
  /** Those that one line explains together. */
  readonly lines: readonly (readonly Explained[])[];
  readonly outdated: readonly Finding[];
  readonly text: string;
  /** The last names of the entries' paths. */
  readonly lastNames: readonly string[];
  /** Whether it explains an account, by code, as far as somebody asked. */
  readonly explains: Map<string, boolean>;
}

const kept = new WeakMap<Section, Own>();

/** The words of a chapter as names are compared. Its lines were folded already. */
const chapterText = (section: Section): string =>
  foldName(
    passagesOf(section)
      .map(({ reading }) => reading.text)
      .join('\n'),
  );

/** What a chapter of terms says by itself; kept while it, the catalogue and the year stay. */
function ownOf(section: Section, entries: readonly GlossaryEntry[], catalogue: AccountCatalogue, year: number | undefined): Own {
  let own = kept.get(section);
  if (own?.catalogue !== catalogue || own.year !== year) {
    const names = namesIn(catalogue);
    const explained = entries.map((entry) => ({ entry, accounts: names.accounts(entry) }));
    own = {
      catalogue,
      year,
      explained,
      lines: [...groupBy(explained, ({ entry }) => `${entry.line}`).values()],
      outdated: outdatedNames(section, entries, names, year),
      text: chapterText(section),
      lastNames: explained.flatMap(({ entry }) => entry.path?.at(-1)?.name ?? []).map(foldName),
      explains: new Map(),
    };
    kept.set(section, own);
  }
  return own;
}

/** What names and paths mean, and which of their names are outdated; a chapter is read anew with every letter typed in it, and its entries stay. */
class Names {
  readonly #catalogue: AccountCatalogue;
  readonly #accounts = new Map<string, readonly Account[]>();
  readonly #current = new Map<string, boolean>();

  constructor(catalogue: AccountCatalogue) {
    this.#catalogue = catalogue;
  }

  /** The accounts that an entry may mean: that of its path; of a bare name all that bear it. */
  accounts({ path, term }: GlossaryEntry): readonly Account[] {
    const names = path?.map(({ name }) => name) ?? [term];
    const isPath = names.length > 1 || path?.[0].level === '类';
    return remembered(this.#accounts, `${isPath} ${path !== undefined} ${names.join('/')}`, () => {
      if (!isPath) return !path && data.generic.includes(foldName(term)) ? [] : this.#catalogue.named(names[0], DIMENSION);
      const account = this.#catalogue.resolvePath(names, DIMENSION);
      return account ? [account] : [];
    });
  }

  /** Findings on the names of a path that their accounts bear no longer; most paths have none, and that is remembered. */
  outdated(path: readonly PathSegment[], year: number, section: Section): readonly Finding[] {
    const find = (): Finding[] => {
      const parts = path.map(({ name, start }) => ({ name, place: placeOf(section, { start, end: start + name.length }) }));
      const context = { catalogue: this.#catalogue, dimension: DIMENSION, year } as const;
      return pathFindings(parts, context).filter(({ severity }) => severity === 'warning');
    };
    const key = `${year} ${path.map(({ name }) => name).join('/')}`;
    return remembered(this.#current, key, () => find().length === 0) ? [] : find();
  }
}

function remembered<T>(map: Map<string, T>, key: string, find: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  if (map.size > MOST_PATHS) map.clear();
  const found = find();
  map.set(key, found);
  return found;
}

const namesIn = once((catalogue: AccountCatalogue) => new Names(catalogue));

/** Names that the accounts of a path bear no longer. A heading's segment stands in the paths of all entries below it. */
function outdatedNames(section: Section, entries: readonly GlossaryEntry[], names: Names, year: number | undefined): Finding[] {
  if (year === undefined) return [];
  const found = entries.flatMap(({ path = [] }) => names.outdated(path, year, section));
  return [...groupBy(found, ({ place }) => `${place.start}`).values()].map(([first]) => first);
}

interface Used {
  /** The same object as long as they are the same. */
  readonly codes: ReadonlySet<string>;
  /** A table lists every item of the whole expenditure: what it does not list has no money. */
  readonly complete: boolean;
}

/** What a row, or all rows of a table, say of accounts with money. */
interface Found {
  readonly codes: readonly string[];
  /** One is an item of the whole expenditure. */
  readonly whole: boolean;
  readonly unsure: boolean;
}

const NOTHING: Found = { codes: [], whole: false, unsure: false };

function accountsIn({ cells, unsure = false }: BoundRow): Found {
  const codes: string[] = [];
  let whole = false;
  for (const { address, model } of cells) {
    const code = address?.members[DIMENSION];
    if (code === undefined || !model?.value) continue;
    const { measure, members } = address!;
    if (!sideOf(measure)) continue;
    if (!codes.includes(code)) codes.push(code);
    if (code.length >= data.detailed && measure === OF_ACCOUNTS && members[FUND] === undefined) whole = true;
  }
  return codes.length > 0 || unsure ? { codes, whole, unsure } : NOTHING;
}

const isSameFound = (a: Found, b: Found): boolean =>
  a === b || (a.whole === b.whole && a.unsure === b.unsure && sameList(a.codes, b.codes));

/** The accounts in the tables of a form: mostly those that were there before another figure was typed. */
class Accounts {
  readonly #perRow = new PerElement(accountsIn);
  #found = NOTHING;

  of(rows: readonly BoundRow[]): Found {
    const { gone, come } = this.#perRow.follow(rows);
    if (gone.length !== come.length || !gone.every((one, i) => isSameFound(one, come[i]))) this.#found = this.#together();
    return this.#found;
  }

  #together(): Found {
    const { made } = this.#perRow;
    const codes = new Set(made.flatMap((one) => one.codes));
    return { codes: [...codes], whole: made.some(({ whole }) => whole), unsure: made.some(({ unsure }) => unsure) };
  }
}

const accountsOf = once((_: TableForm) => new Accounts());

interface Last {
  readonly own: readonly string[];
  readonly catalogue: AccountCatalogue;
  readonly codes: ReadonlySet<string>;
}

const lastCodes = new WeakMap<TableForm, Last>();

/** Accounts and those above them; a form is mostly asked for with the accounts that it had before. */
function withAbove(form: TableForm, own: readonly string[], catalogue: AccountCatalogue): ReadonlySet<string> {
  const last = lastCodes.get(form);
  const kept = last?.catalogue === catalogue ? last : undefined;
  if (kept?.own === own) return kept.codes;
  const found = new Set<string>();
  for (const code of own) for (let up: string | undefined = code; up && !found.has(up); up = catalogue.parent(up)?.code) found.add(up);
  const codes = kept && isSameSet(found, kept.codes) ? kept.codes : found;
  lastCodes.set(form, { own, catalogue, codes });
  return codes;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const one of a) if (!b.has(one)) return false;
  return true;
}

/** The accounts with money in a table, and those above them. */
const usedOf = onceForPair((catalogue: AccountCatalogue, table: BoundTable): Used => {
  const { codes, whole, unsure } = accountsOf(table.form).of(table.rows);
  const complete = whole && !unsure && !table.modelOnly && !table.model.damagedRows?.length;
  return { codes: withAbove(table.form, codes, catalogue), complete };
});

/** What was said of a chapter while these accounts had figures. */
interface Said {
  readonly each: readonly Used[];
  readonly all: Used;
  readonly findings: readonly Finding[];
}

const said = new WeakMap<Own, Said>();

/** Findings on the chapter 名词解释 of a disclosure. */
export function termFindings({ sections, tables, head }: Disclosure, catalogue: AccountCatalogue): Finding[] {
  return sections.flatMap(({ section, role }) => {
    if (role.kind !== 'chapter' || !role.entries?.length) return [];
    const own = ownOf(section, role.entries, catalogue, head.fiscalYear);
    const each = tables.map((table) => usedOf(catalogue, table));
    const known = said.get(own);
    if (known?.each.length === each.length && each.every((one, i) => isSameUse(one, known.each[i]))) return known.findings;
    const all = together(each);
    // An account that one table lists anew is mostly one that another had already.
    const isSame = known && known.all.complete === all.complete && isSameSet(known.all.codes, all.codes);
    const findings = isSame ? known.findings : besideTables(section, own, all, catalogue);
    said.set(own, { each, all, findings });
    return findings;
  });
}

const isSameUse = (a: Used, b: Used): boolean => a.codes === b.codes && a.complete === b.complete;

function together(each: readonly Used[]): Used {
  const codes = new Set<string>();
  for (const one of each) for (const code of one.codes) codes.add(code);
  return { codes, complete: each.some(({ complete }) => complete) };
}

function besideTables(section: Section, own: Own, { codes, complete }: Used, catalogue: AccountCatalogue): Finding[] {
  const explainsAny = own.explained.some(({ accounts, entry }) => entry.path && accounts.length > 0);
  const detailed = [...codes].some((code) => code.length >= data.detailed);
  return [
    ...own.outdated,
    ...(explainsAny && detailed ? unexplained(section, own, codes, catalogue) : []),
    ...(complete ? unused(section, own, codes) : []),
  ];
}

/** Accounts with money whose name the chapter does not contain. Chapters shorten names: one that ends as an entry does is explained. */
function unexplained(section: Section, own: Own, used: ReadonlySet<string>, catalogue: AccountCatalogue): Finding[] {
  const missing = [...used]
    .filter((code) => code.length >= data.detailed)
    .sort()
    .flatMap((code) => catalogue.find(code) ?? [])
    .filter(({ code, name }) => !remembered(own.explains, code, () => explains(own, code, name)));
  const unique = [...groupBy(missing, ({ name }) => name).values()].map(([first]) => first);
  if (unique.length === 0) return [];
  const fix = appendFix(section, unique, catalogue);
  return [
    {
      code: 'unexplained-term',
      severity: 'information',
      message: t('These accounts have figures and are not explained: {0}.', unique.map(({ code, name }) => `${code} ${name}`).join('、')),
      place: placeOf(section, headerOf(section)!.title),
      ...(fix ? { fixes: [fix] } : {}),
    },
  ];
}

function explains({ lastNames, text, catalogue }: Own, code: string, name: string): boolean {
  const names = catalogue.names(code).map((one) => foldName(one.name));
  return names.some((one) => text.includes(one)) || lastNames.some((last) => last.length >= 4 && foldName(name).endsWith(last));
}

/** 卫生健康支出（类）医疗保障管理事务（款）行政运行（项）. */
function pathText(account: Account, catalogue: AccountCatalogue): string {
  const path = [account];
  for (let up = catalogue.parent(account.code); up; up = catalogue.parent(up.code)) path.unshift(up);
  return path.map(({ name, level }) => `${name}（${LEVEL_NAMES[level]}）`).join('');
}

/** Entries for those accounts whose explanation was read in print, at the chapter's end. */
function appendFix(section: Section, missing: readonly Account[], catalogue: AccountCatalogue): Fix | undefined {
  const known = missing.filter(({ explanation, explanationBasis }) => explanation && explanationBasis === 'published');
  if (known.length === 0) return undefined;
  const last = section.tree.lines.findLast(({ kind }) => kind !== 'blank') ?? section.tree.lines[0];
  const text = known.map((account) => `\n${pathText(account, catalogue)}：${account.explanation}`).join('');
  return {
    title: t('Append explanations of {0}', known.map(({ name }) => name).join('、')),
    edits: [{ place: placeOf(section, { start: last.end, end: last.end }), text }],
  };
}

/** Entries all of whose accounts have no figure anywhere. A line that explains several together is told only if none has. */
function unused(section: Section, { lines }: Own, used: ReadonlySet<string>): Finding[] {
  return lines.flatMap((group): Finding[] => {
    const idle = group.filter(({ accounts }) => accounts.length > 0 && accounts.every(({ code }) => !used.has(code)));
    if (idle.length < group.length) return [];
    const [{ entry }] = idle;
    const line = section.tree.lines[entry.line];
    const next = section.tree.lines[entry.line + 1];
    const edit: Edit = { place: placeOf(section, { start: line.start, end: next?.start ?? line.end }), text: '' };
    return [
      {
        code: 'unused-term',
        severity: 'information',
        message: t('{0} is explained, but no table has a figure of it.', idle.map((one) => one.entry.term).join('、')),
        place: placeOf(section, { start: entry.termSpan.start, end: idle.at(-1)!.entry.termSpan.end }),
        fixes: [{ title: t('Delete this explanation'), edits: [edit] }],
      },
    ];
  });
}
