/** Reads a form set: JSON of unknown origin in, an expanded set and everything that is wrong with it out. */
import * as l10n from '@vscode/l10n';
import type { Formula } from '../model/types.ts';
import defaults from './data/defaults.json' with { type: 'json' };
import { parseFormula } from './fragment.ts';
import { type FindBase, type Outline, outline } from './inherit.ts';
import { labelKey } from './names.ts';
import { expandPerformance } from './performance.ts';
import { accountsOf, checkProseKeys, factsOf, PROSE_KEYS, standardOf, wordingOf } from './prose.ts';
import {
  choice,
  expectObject,
  field,
  flag,
  items,
  type Node,
  type Problems,
  problem,
  requiredText,
  text,
  texts,
  wholeNumber,
} from './reader.ts';
import { type Rename, renaming, SAME } from './rename.ts';
import { expandTable, MOST_DECIMALS, readCaptions, type TableScope } from './tables.ts';
import type { CaptionLine, ChapterForm, FormProblem, FormSet, ListedCode } from './types.ts';

export interface LoadOptions {
  /** Finds the JSON of the form set that `extends` names; without it no set can extend another. */
  readonly findBase?: FindBase;
}

const SET_KEYS = [
  ...['$schema', 'name', 'aliases', 'extends', 'kind', 'years', 'title', 'unitOfMeasure', 'decimals', 'blank', 'captions'],
  ...['classes', 'define', 'tables', 'grids', 'performance', 'chapters', 'formulas', 'names', 'rename', 'ordinals', 'editions'],
  ...PROSE_KEYS,
];
/** What may differ from edition to edition. */
const EDITION_KEYS = [
  'years',
  'title',
  'captions',
  'classes',
  'define',
  'tables',
  'performance',
  'chapters',
  'names',
  'rename',
  ...PROSE_KEYS,
];
const CHAPTER_KEYS = ['section', 'aliases', 'includes', 'number', 'title', 'required', 'tables', 'headings'];

/** `["30111", "公务员医疗补助缴款", "公务员医疗补助缴费"]`: code, printed name, other names. */
function listedCode(node: Node, problems: Problems): ListedCode[] {
  const [code, name, ...aliases] = texts(node, problems);
  if (code !== undefined && name !== undefined) return [{ code, name, aliases }];
  problem(problems, node, l10n.t('A code is written as ["code", "name"], other names behind.'));
  return [];
}

function classesOf(set: Outline, problems: Problems): Map<string, ListedCode[]> {
  return new Map(
    [...set.merged('classes')].map(([name, node]) => [name, items(node, problems).flatMap((entry) => listedCode(entry, problems))]),
  );
}

/** `names` turned round: the key of the label on the form → its other names. */
function otherNames(names: Readonly<Record<string, string>>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [other, name] of Object.entries(names)) found.set(labelKey(name), [...(found.get(labelKey(name)) ?? []), other]);
  return found;
}

function namesOf(set: Outline, problems: Problems): Record<string, string> {
  const pairs = [...set.merged('names')].map(([other, node]) => [other, text(node, problems)] as const);
  return Object.fromEntries(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}

function chapterOf(node: Node, problems: Problems): ChapterForm[] {
  if (!expectObject(node, CHAPTER_KEYS, problems)) return [];
  const title = requiredText(node, 'title', problems);
  const tables = flag(field(node, 'tables'), problems);
  const section = text(field(node, 'section'), problems) ?? '';
  if (!tables && section === '') problem(problems, node, l10n.t('A chapter needs the title of the section it prints, or "tables".'));
  if (title === undefined) return [];
  return [
    {
      section,
      aliases: texts(field(node, 'aliases'), problems),
      includes: texts(field(node, 'includes'), problems),
      number: text(field(node, 'number'), problems) ?? '',
      title,
      required: flag(field(node, 'required'), problems),
      tables,
      headings: texts(field(node, 'headings'), problems),
    },
  ];
}

function formulasOf(node: Node | undefined, problems: Problems): Formula[] {
  return items(node, problems).flatMap((formula, index) => parseFormula(`F${index + 1}`, formula, problems) ?? []);
}

function yearsOf(node: Node | undefined, problems: Problems): FormSet['years'] {
  if (!node || !expectObject(node, ['from', 'to'], problems)) return {};
  return { from: wholeNumber(field(node, 'from'), problems), to: wholeNumber(field(node, 'to'), problems) };
}

/** One role, number and title each: a table must be found without doubt. */
function checkDoubles(nodes: readonly Node[], problems: Problems): void {
  for (const key of ['id', 'number']) {
    const seen = new Set<unknown>();
    for (const node of nodes) {
      const found = field(node, key);
      if (found && seen.has(found.value)) problem(problems, found, l10n.t('"{0}" stands here for the second time.', String(found.value)));
      if (found) seen.add(found.value);
    }
  }
}

/** Wordings of the sets that this one extends come first: their new labels can be worded anew. */
const renameOf = (set: Outline, problems: Problems): Rename =>
  set.renames.reduce<Rename>((above, node) => {
    const own = renaming(node, problems);
    return (label) => own(above(label));
  }, SAME);

function tableScope(set: Outline, names: Readonly<Record<string, string>>, problems: Problems): TableScope {
  const ordinals = set.property('ordinals');
  return {
    problems,
    define: set.merged('define'),
    classes: classesOf(set, problems),
    otherNames: otherNames(names),
    decimals: wholeNumber(set.property('decimals'), problems, MOST_DECIMALS) ?? defaults.decimals,
    blank: choice(set.property('blank'), ['blank', 'zero'], problems) ?? (defaults.blank as 'blank'),
    captions: readCaptions(set.property('captions'), problems) ?? (defaults.captions as unknown as readonly CaptionLine[]),
    rename: renameOf(set, problems),
    ordinals: ordinals ? flag(ordinals, problems) : true,
  };
}

/**
 * The set as it was in other years: each edition says its years and what differed.
 * It is expanded like a set that extends this one, so its mistakes are said in the same words.
 */
function editionsOf(node: Node, name: string, findBase: FindBase, problems: Problems): FormSet[] {
  return items(field(node, 'editions'), problems).flatMap((edition) => {
    if (!expectObject(edition, EDITION_KEYS, problems)) return [];
    if (!field(edition, 'years')) return problem(problems, edition, l10n.t('The property "{0}" is missing.', 'years')) ?? [];
    const { editions: _, ...whole } = node.value as Record<string, unknown>;
    const json = { ...(edition.value as object), name: `${name} ${edition.pointer}`, extends: name };
    const loaded = loadFormSet(json, { findBase: (base) => (base === name ? whole : findBase(base)) });
    // What is wrong with what it takes over is said where that stands.
    const own = loaded.problems.filter(({ pointer }) => !pointer.startsWith('/extends'));
    problems.push(...own.map(({ pointer, message }) => ({ pointer: edition.pointer + pointer, message })));
    return loaded.set ? [{ ...loaded.set, name }] : [];
  });
}

/**
 * Expands the JSON of a form set. Never throws.
 *
 * `problems` lists everything that is wrong, each with a JSON pointer into `json`; `set` holds what could be read all the same and is undefined only if the set has no name or kind.
 */
export function loadFormSet(json: unknown, options: LoadOptions = {}): { set?: FormSet; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const node: Node = { value: json, pointer: '' };
  if (!expectObject(node, SET_KEYS, problems)) return { problems };
  const name = requiredText(node, 'name', problems);
  const findBase = options.findBase ?? (() => undefined);
  const set = outline(node, findBase, problems);
  const kindNode = set.property('kind');
  const kind = kindNode
    ? choice(kindNode, ['决算', '预算'], problems)
    : problem(problems, node, l10n.t('The property "{0}" is missing.', 'kind'));
  const accountNames = namesOf(set, problems);
  const scope = tableScope(set, accountNames, problems);
  checkDoubles(set.tables, problems);
  checkDoubles(set.performance, problems);
  const tables = set.tables.flatMap((table) => expandTable(table, scope) ?? []);
  const performance = set.performance.flatMap((form) => expandPerformance(form, problems) ?? []);
  const chapters = items(set.property('chapters'), problems).flatMap((chapter) => chapterOf(chapter, problems));
  checkProseKeys(node, problems);
  const prose = {
    facts: factsOf(set, problems),
    accounts: accountsOf(set, problems),
    wording: wordingOf(set, problems),
    standard: standardOf(set, problems),
  };
  const formulas = formulasOf(set.property('formulas'), problems);
  if (name === undefined || kind === undefined) return { problems };
  return {
    set: {
      name,
      aliases: texts(field(node, 'aliases'), problems),
      kind,
      years: yearsOf(set.property('years'), problems),
      title: text(set.property('title'), problems) ?? defaults.title.replace('{kind}', kind),
      unitOfMeasure: text(set.property('unitOfMeasure'), problems) ?? defaults.unitOfMeasure,
      decimals: scope.decimals,
      tables,
      performance,
      grids: texts(set.property('grids'), problems),
      chapters,
      formulas,
      accountNames,
      ...prose,
      editions: editionsOf(node, name, findBase, problems),
    },
    problems,
  };
}
