/** From sections to a disclosure: what each section is, its facts, and what follows from all of them. */
import { t } from '@vscode/l10n';
import { matchKey } from 'budget-grammar';
import { once } from '../base/once.ts';
import { modelSpec } from '../forms/field.ts';
import { isGridTitle, knownTitles, nearestOf, performanceByTitle, tableByTitle } from '../forms/registry.ts';
import type { FormSet, TableForm } from '../forms/types.ts';
import { parseEntries } from '../glossary/entries.ts';
import { evaluate } from '../model/evaluate.ts';
import type { ModelSpec } from '../model/types.ts';
import { bindFitting } from './bind/fitting.ts';
import type { BoundTable } from './bind/types.ts';
import { isTableChapter, textChapter, titlePartsOf } from './chapter-title.ts';
import { CompletedEvaluation } from './completed.ts';
import type { Finding } from './finding.ts';
import { type FormSetSource, type Head, readHead, replaceFixes } from './head.ts';
import { LeftOutTables } from './left-out-tables.ts';
import { NO_LINKS } from './links.ts';
import { bindPerformance } from './performance/bind.ts';
import { headerOf, placeOf, type Section, titleOfTable } from './section.ts';
import type { Disclosure, Links, ReadSection, SectionRole, UnitSums } from './types.ts';
import { UnitTables } from './units.ts';

export type { Disclosure, ReadSection, SectionRole } from './types.ts';

/** Text sections of the language itself, beside the chapters of the form set. */
const TEXT_TITLES = ['概况', '情况说明', '绩效情况', '其他说明', '名词解释', '附件', '目录'];
const ELEMENTS = '情况说明要素表';
const GRID = '表格';
const CONTINUED = '续';
const GLOSSARY = '名词解释';

/** Titles a section may have, the form set's first: for completion and for the nearest of an unknown one. */
export function sectionTitles(set: FormSet): string[] {
  return [...new Set([...knownTitles(set).map(({ title }) => title), ...TEXT_TITLES, ELEMENTS, GRID, CONTINUED])];
}

const titleKeysOf = once((set: FormSet): ReadonlySet<string> => new Set(sectionTitles(set).map(matchKey)));

/** Whether a section may have a title, which is given as titles are compared. */
const isKnownTitle = (set: FormSet, key: string): boolean => titleKeysOf(set).has(key);

/** Reads sections of one document again and again; what did not change is not read again. */
export class DisclosureReader {
  readonly #sets: FormSetSource;
  #read = new WeakMap<Section, { readonly settings: string; readonly result: ReadSection }>();
  #heads = new WeakMap<Section, Head>();
  /** A table draws on the last version of it. */
  readonly #tables = new Map<TableForm, BoundTable>();
  #specs = new Map<FormSet, ModelSpec>();
  #leftOut = new LeftOutTables();
  #units = new UnitTables();
  #evaluation?: CompletedEvaluation;

  constructor(sets: FormSetSource) {
    this.#sets = sets;
  }

  /** `links`: what the head's links lead to, found by the caller; reading itself opens no file. */
  read(sections: readonly Section[], links: Links = NO_LINKS): Disclosure {
    const head = this.head(sections[0]);
    const settings = settingsKey(head);
    const read = sections.map((section, i) => (i === 0 ? headSection(section, head) : this.#section(section, head, settings)));
    const tables = new Map<string, BoundTable>();
    const all = read.map((entry) => {
      if (entry.role.kind !== 'table') return entry;
      const { role } = entry.role.table.form;
      const first = tables.get(role);
      if (first) return { ...entry, findings: [...entry.findings, repeatedTable(entry.section, first)] };
      tables.set(role, entry.role.table);
      return entry;
    });
    const bound = [...tables.values()];
    // Completion asks for rows and columns only, and comes with the keystroke: sums wait until somebody asks for them.
    let evaluated: CompletedEvaluation | undefined;
    const units = links.units.length > 0 ? this.#units.sums(links.units, bound, this.#spec(head.formSet)) : undefined;
    const evaluation = (): CompletedEvaluation => {
      evaluated ??= this.#evaluate(bound, head, units);
      return evaluated;
    };
    return {
      head,
      formSet: head.formSet,
      sections: all,
      tables: bound,
      get leftOut() {
        return evaluation().leftOut;
      },
      performance: all.flatMap((entry) => (entry.role.kind === 'performance' ? [entry.role.performance] : [])),
      get stated() {
        return evaluation().stated;
      },
      get evaluation() {
        return evaluation();
      },
      links,
      ...(units ? { units } : {}),
    };
  }

  /** Draws on the last evaluation; the same one if no table changed since. */
  #evaluate(tables: readonly BoundTable[], head: Head, units: UnitSums | undefined): CompletedEvaluation {
    const spec = this.#spec(head.formSet);
    const models = tables.map((table) => table.model);
    const stated = evaluate(units ? [...models, this.#units.table(units, tables)] : models, spec, this.#evaluation?.stated);
    if (stated !== this.#evaluation?.stated)
      this.#evaluation = new CompletedEvaluation(stated, () => this.#leftOut.of(tables, head, units?.units), spec, this.#evaluation, units);
    return this.#evaluation!;
  }

  /** Reads the sections that are new, one a step. */
  *prepare(sections: readonly Section[]): Generator<void> {
    const head = this.head(sections[0]);
    const settings = settingsKey(head);
    for (const section of sections.slice(1)) {
      if (this.#read.get(section)?.settings === settings) continue;
      this.#section(section, head, settings);
      yield;
    }
  }

  /** The head of a document, read once. */
  head(section: Section): Head {
    let head = this.#heads.get(section);
    if (!head) {
      head = readHead(section, this.#sets);
      this.#heads.set(section, head);
    }
    return head;
  }

  #spec(set: FormSet): ModelSpec {
    let spec = this.#specs.get(set);
    if (!spec) {
      spec = modelSpec(set);
      this.#specs.set(set, spec);
    }
    return spec;
  }

  #section(section: Section, head: Head, settings: string): ReadSection {
    const known = this.#read.get(section);
    if (known?.settings === settings) return known.result;
    const result = readSection(section, head, this.#tables);
    this.#read.set(section, { settings, result });
    return result;
  }
}

/** What of the head the other sections depend on. */
const settingsKey = ({ formSet: { name, years }, unitOfMeasure, inputUnit, fiscalYear }: Head): string =>
  `${name}|${years.from ?? ''}–${years.to ?? ''}|${unitOfMeasure}|${inputUnit ?? ''}|${fiscalYear ?? ''}`;

const headSection = (section: Section, head: Head): ReadSection => ({ section, role: { kind: 'head' }, findings: head.findings });

/** `tables`: the last table read of each form. */
function readSection(section: Section, head: Head, tables: Map<TableForm, BoundTable>): ReadSection {
  const header = headerOf(section);
  const title = header?.title.text ?? '';
  const key = matchKey(title);
  if (section.tree.ground === 'text') return readText(section, head.formSet);
  if (key === GRID) return { section, role: { kind: 'grid' }, findings: [] };
  if (key === ELEMENTS) return { section, role: { kind: 'elements' }, findings: [] };
  const table = titleOfTable(section) ?? title;
  const form = tableByTitle(head.formSet, table);
  if (form) {
    const bound = bindFitting(section, form, head, tables);
    return { section, role: { kind: 'table', table: bound }, findings: bound.findings };
  }
  const performance = performanceByTitle(head.formSet, title);
  if (performance) {
    const bound = bindPerformance(section, performance);
    return { section, role: { kind: 'performance', performance: bound }, findings: bound.findings };
  }
  if (isGridTitle(head.formSet, table)) return { section, role: { kind: 'grid' }, findings: [] };
  if (isTableChapter(titlePartsOf(section))) return { section, role: { kind: 'tables' }, findings: [] };
  const nearest = nearestOf(
    title,
    sectionTitles(head.formSet).filter((name) => name.endsWith('表') || name === GRID),
  );
  const message =
    nearest.length > 0
      ? t(
          '{0} has no table "{1}"; it is printed as a free grid and yields no facts. Near: {2}.',
          head.formSet.name,
          title,
          nearest.join('、'),
        )
      : t('{0} has no table "{1}"; it is printed as a free grid and yields no facts.', head.formSet.name, title);
  return {
    section,
    role: { kind: 'grid' },
    findings: title === '' ? [] : [unknownTitle(section, 'unknown-table', 'warning', message, nearest)],
  };
}

/** The title by which the form set knows a chapter of text, else the one that was typed. */
function chapterTitle(section: Section, set: FormSet): string {
  const typed = headerOf(section)?.title.text ?? '';
  if (isKnownTitle(set, matchKey(typed))) return typed;
  const parts = titlePartsOf(section);
  const known = isKnownTitle(set, matchKey(parts.title)) ? parts.title : textChapter(parts);
  return known !== undefined && isKnownTitle(set, matchKey(known)) ? known : typed;
}

function readText(section: Section, set: FormSet): ReadSection {
  const title = chapterTitle(section, set);
  const key = matchKey(title);
  if (key === CONTINUED) return { section, role: { kind: 'continued' }, findings: [] };
  // 【第二部分：2023年度部门决算表】 ends otherwise than it is read.
  if (isTableChapter(titlePartsOf(section))) return { section, role: { kind: 'tables' }, findings: [] };
  const role: SectionRole = { kind: 'chapter', title, key, ...(key === GLOSSARY ? { entries: parseEntries(section.tree) } : {}) };
  // Who numbers a part himself means a chapter of his own.
  if (key === '' || isKnownTitle(set, key) || titlePartsOf(section).number !== '') return { section, role, findings: [] };
  const nearest = nearestOf(title, sectionTitles(set));
  const message =
    nearest.length > 0
      ? t('"{0}" is no chapter of {1}; it is printed under its own name. Near: {2}.', title, set.name, nearest.join('、'))
      : t('"{0}" is no chapter of {1}; it is printed under its own name.', title, set.name);
  return { section, role, findings: [unknownTitle(section, 'unknown-chapter', 'hint', message, nearest)] };
}

function unknownTitle(section: Section, code: string, severity: Finding['severity'], message: string, nearest: readonly string[]): Finding {
  const title = headerOf(section)!.title;
  return { code, severity, message, place: placeOf(section, title), fixes: replaceFixes(section, title, nearest) };
}

function repeatedTable(section: Section, first: BoundTable): Finding {
  const title = headerOf(section)!.title;
  const original = headerOf(first.section)!.title;
  return {
    code: 'repeated-table',
    severity: 'warning',
    message: t('{0} is given twice; the first one counts.', first.form.title),
    place: placeOf(section, title),
    related: [{ message: t('First given here'), place: placeOf(first.section, original) }],
  };
}
