/** Finding form sets by name and tables by title. */
import { distance } from 'fastest-levenshtein';
import { foldName, labelKey, numberingOf, numberKey } from './names.ts';
import { bareTitle } from './table-number.ts';
import type { FormSet, PerformanceForm, TableForm } from './types.ts';

export interface FormSets {
  /** Every name, in the order given. */
  readonly names: readonly string[];
  /** The form set of that name or alias, however it was typed (full width, blanks). */
  get(name: string): FormSet | undefined;
  /** The form set by which a document of a kind (决算, 预算) is read that names none, or one that nobody knows: the first of that kind, else the first of all. */
  defaultFor(kind: string): FormSet;
  /** The form set by which a document is read whose own has mistakes and is not in force. */
  instead(name: string): FormSet | undefined;
  /** Names that are like `name`, the likest first; at most five, empty if none is near. */
  nearest(name: string): string[];
}

/** A title that an author may give a section. */
export interface KnownTitle {
  readonly title: string;
  readonly kind: 'table' | 'performance' | 'chapter';
  /** The table's number (公开03表), empty for others. */
  readonly number: string;
  /** The role of a table or performance form, the section title of a chapter. */
  readonly role: string;
}

const MOST_NEAREST = 5;

/** Those of `candidates` that are within half of `text`'s length in edits, the likest first. Of a word of two or three characters one has to be right: nothing else is like it. */
export function nearestOf(text: string, candidates: readonly string[]): string[] {
  const folded = foldName(text);
  // Who leaves a row's number out does not mean another row.
  const spellings = (candidate: string): string[] =>
    labelKey(text) === folded ? [foldName(candidate), labelKey(candidate)] : [foldName(candidate)];
  const limit = Math.max(1, Math.min(Math.max(2, Math.floor(folded.length / 2)), folded.length - 1));
  return candidates
    .map((candidate) => ({ candidate, edits: Math.min(...spellings(candidate).map((spelling) => distance(folded, spelling))) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, MOST_NEAREST)
    .map(({ candidate }) => candidate);
}

/** A form set that is expanded when a document first asks for it: there may be dozens, and a document needs one. */
export interface DeferredFormSet {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: string;
  expand(): FormSet;
}

/** `unsound` are the sets that have mistakes, with those that stand in for them. */
export function createFormSets(
  sets: readonly (FormSet | DeferredFormSet)[],
  unsound: ReadonlyMap<string, () => FormSet> = new Map(),
): FormSets {
  const standIns = new Map([...unsound].map(([name, expand]) => [foldName(name), expand]));
  // Of two sets of one name the first counts.
  const byName = new Map([...sets].reverse().flatMap((set) => [...set.aliases, set.name].map((name) => [foldName(name), set] as const)));
  const names = sets.map((set) => set.name);
  const expanded = (set: FormSet | DeferredFormSet): FormSet => ('expand' in set ? set.expand() : set);
  return {
    names,
    get(name) {
      const set = byName.get(foldName(name));
      return set && expanded(set);
    },
    defaultFor: (kind) => expanded(sets.find((set) => set.kind === kind) ?? sets[0]),
    instead: (name) => standIns.get(foldName(name))?.(),
    nearest: (name) => nearestOf(name, names),
  };
}

/** The edition of a set that was in use in a year; the set itself if no other was, or the year is not known. */
export function editionOf(set: FormSet, year: number | undefined): FormSet {
  if (year === undefined) return set;
  return set.editions.find(({ years: { from, to } }) => year >= (from ?? year) && year <= (to ?? year)) ?? set;
}

const BRACKETS = /[（(][^（()）]*[)）]$/;

/** Titles are compared folded, with and without what stands before them: 一、收入支出决算总表, 表一　2023年度收入支出决算总表. */
function bears(title: string, names: readonly string[]): boolean {
  const bare = bareTitle(title.slice(numberingOf(title).length));
  const keys = new Set([foldName(title), labelKey(title), foldName(bare)]);
  return names.some((name) => keys.has(foldName(name)) || keys.has(labelKey(name)));
}

/** What was found before by set and title: a long document has one title a thousand times. */
class Found<T> {
  readonly #known = new WeakMap<FormSet, Map<string, T | undefined>>();
  readonly #find: (set: FormSet, title: string) => T | undefined;

  constructor(find: (set: FormSet, title: string) => T | undefined) {
    this.#find = find;
  }

  get(set: FormSet, title: string): T | undefined {
    let found = this.#known.get(set);
    if (!found || found.size >= MOST_TITLES) {
      found = new Map();
      this.#known.set(set, found);
    }
    if (!found.has(title)) found.set(title, this.#find(set, title));
    return found.get(title);
  }
}

/** Titles typed and changed again are forgotten some day. */
const MOST_TITLES = 1000;

/** The table whose title, other title or number (公开03表, 公开3表) this is. */
export const tableByTitle = (set: FormSet, title: string): TableForm | undefined => tables.get(set, title);

const tables = new Found((set, title): TableForm | undefined => {
  const number = numberKey(title);
  return (
    set.tables.find((table) => bears(title, [table.title])) ??
    set.tables.find((table) => bears(title, table.aliases)) ??
    variantsOf(set).find((table) => bears(title, [table.title, ...table.aliases])) ??
    set.tables.find((table) => table.number !== '' && numberKey(table.number) === number)
  );
});

const variantsOf = (set: FormSet): TableForm[] => set.tables.flatMap(({ variants }) => variants);

/** A table and its variants, the one asked for first. */
export function familyOf(set: FormSet, form: TableForm): readonly TableForm[] {
  const main = set.tables.find((table) => table === form || table.variants.includes(form)) ?? form;
  return main.variants.length === 0 ? [main] : [form, ...[main, ...main.variants].filter((one) => one !== form)];
}

/** Whether a table is of a form of the set or of one of its variants. */
export const isOf = (form: TableForm, table: TableForm): boolean => table === form || form.variants.includes(table);

/** The performance form whose title or other title this is. */
export const performanceByTitle = (set: FormSet, title: string): PerformanceForm | undefined => performanceForms.get(set, title);

const performanceForms = new Found(
  (set, title): PerformanceForm | undefined =>
    set.performance.find((form) => bears(title, [form.title])) ??
    set.performance.find((form) => bears(title, form.aliases)) ??
    // 项目支出绩效自评表（某专项经费）: the project stands in brackets.
    set.performance.find((form) => bears(title.replace(BRACKETS, ''), [form.title, ...form.aliases])),
);

/** Whether a title is that of a usual table without a form of its own. */
export const isGridTitle = (set: FormSet, title: string): boolean => bears(title, set.grids);

/** Every section title that the set knows, in printed order: for completion and for the nearest title of an unknown one. */
export function knownTitles(set: FormSet): KnownTitle[] {
  const tables = set.tables.map(({ title, number, role }) => ({ title, number, role, kind: 'table' as const }));
  const forms = set.performance.map(({ title, role }) => ({ title, number: '', role, kind: 'performance' as const }));
  const sections = set.chapters.flatMap((chapter) => (chapter.tables ? [] : [chapter.section, ...chapter.includes]));
  return [...tables, ...forms, ...sections.map((title) => ({ title, number: '', role: title, kind: 'chapter' as const }))];
}
