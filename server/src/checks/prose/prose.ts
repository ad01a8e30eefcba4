/**
 * Sentences against figures. What a text section states is read once and kept with the section; it is held against figures anew when a statement, a table or a linked file changes.
 */
import type { AccountCatalogue } from '../../accounts/types.ts';
import { sameList } from '../../base/lists.ts';
import type { BoundTable } from '../../disclosure/bind/types.ts';
import type { CellIndex } from '../../disclosure/cells.ts';
import type { Disclosure, ReadSection } from '../../disclosure/disclosure.ts';
import type { Edit, Finding } from '../../disclosure/finding.ts';
import type { Head } from '../../disclosure/head.ts';
import type { Links } from '../../disclosure/links.ts';
import type { Section } from '../../disclosure/section.ts';
import { changesSince, unchangedTables } from '../../model/evaluate.ts';
import type { Evaluation, Formula } from '../../model/types.ts';
import { Comparatives, printsLastYear } from '../../prose/comparatives.ts';
import { elementsOf } from '../../prose/elements.ts';
import { AddressChanges, FactBook } from '../../prose/facts.ts';
import { type Changes, type Doubt, Ledger, type LedgerSources } from '../../prose/ledger.ts';
import { settled } from '../../prose/reading/moving-place.ts';
import { decimalsOf } from '../../prose/reading/precision.ts';
import { type ReadingSettings, readingOf, readingSettings, TextReader, tokenizerOf } from '../../prose/reading/reader.ts';
import type { Tokenizer } from '../../prose/reading/tokens.ts';
import type { Statement } from '../../prose/statements.ts';
import { checkAmounts } from './amounts.ts';
import { Blame } from './blame.ts';
import { checkBounds } from './bounds.ts';
import { checkChanges } from './changes.ts';
import { checkComparisons } from './comparisons.ts';
import { checkCompositions } from './compositions.ts';
import type { ProseCheck, ProseContext } from './context.ts';
import { Judgements } from './judgements.ts';
import { checkListings } from './listings.ts';
import { checkOperatingExpenses } from './operating.ts';
import { checkPriors } from './priors.ts';
import { checkRatios } from './ratios.ts';
import { checkReasons } from './reasons.ts';
import { checkRepeatedRates } from './repeated-rates.ts';
import { Said } from './said.ts';

/** In this order: what an earlier check blames on a figure, a later one does not say again of what is reckoned from it. */
const CHECKS: readonly ProseCheck[] = [
  checkAmounts,
  checkBounds,
  checkCompositions,
  checkChanges,
  checkComparisons,
  checkRatios,
  checkRepeatedRates,
  checkPriors,
  checkReasons,
  checkOperatingExpenses,
  checkListings,
];

interface Judged {
  readonly head: Head;
  readonly stated: Evaluation;
  readonly tables: readonly BoundTable[];
  readonly sources: LedgerSources;
  readonly links: Links;
  /** The sections of 情况说明要素表. */
  readonly elements: readonly Section[];
  /** What each text section states. */
  readonly lists: readonly (readonly Statement[])[];
  /** What was found, and where it stands in this version of the text sections. */
  readonly found: readonly Finding[];
  readonly texts: readonly Section[];
  readonly findings: readonly Finding[];
}

/** What sentences state, and what is known of their figures: true until the next version of the document is checked. */
export interface Understood {
  readonly statements: readonly Statement[];
  readonly ledger: Ledger;
}

/** What sentences are read by; those of two heads are the same if their keys are. */
interface KeyedSettings {
  readonly settings: ReadingSettings;
  readonly key: string;
}

/** A text section with what reads it. */
interface Text {
  readonly key: string;
  readonly reader: TextReader;
  section: Section;
  statements: readonly Statement[];
}

export class ProseChecker {
  readonly #catalogue: AccountCatalogue;
  readonly #settings = new WeakMap<Head, KeyedSettings>();
  #tokenizer?: { readonly key: string; readonly tokenizer: Tokenizer };
  /** The text sections of the last version by their ids. */
  #texts: ReadonlyMap<number, Text> = new Map();
  readonly #ledger = new Ledger();
  readonly #blamed = new Blame();
  readonly #judgements = new Judgements(this.#ledger.tracker, this.#blamed);
  /** What the sentences of the last version that was judged state. */
  readonly #said = new Said();
  #last?: Judged;

  constructor(catalogue: AccountCatalogue) {
    this.#catalogue = catalogue;
  }

  /** What the text sections state, in the order of the file. */
  statements(disclosure: Disclosure): readonly (readonly Statement[])[] {
    return this.#read(disclosure).map(({ statements }) => statements);
  }

  #read(disclosure: Disclosure): Text[] {
    const { settings, key } = this.#settingsOf(disclosure.head, decimalsOf(disclosure));
    if (this.#tokenizer?.key !== key) this.#tokenizer = { key, tokenizer: tokenizerOf(settings, this.#catalogue) };
    let reading = readingOf('');
    const texts = disclosure.sections.flatMap(({ section, role }) => {
      if (role.kind === 'chapter') reading = readingOf(role.title);
      return reading !== 'nothing' && isText(role) ? [this.#text(section, settings, `${key}|${reading}`, reading === 'asides')] : [];
    });
    this.#texts = new Map(texts.map((text) => [text.section.id, text]));
    return texts;
  }

  #settingsOf(head: Head, decimals: number): KeyedSettings {
    const known = this.#settings.get(head);
    if (known?.settings.decimals === decimals) return known;
    const settings = { ...readingSettings(head), decimals };
    const { formSet, year, isBudget, names, unitOfMeasure } = settings;
    const key = [formSet.name, year, isBudget, ...names, unitOfMeasure, decimals].join('|');
    this.#settings.set(head, { settings, key });
    return { settings, key };
  }

  #text(section: Section, settings: ReadingSettings, key: string, aside: boolean): Text {
    const known = this.#texts.get(section.id);
    if (known?.key !== key) {
      const reader = new TextReader(settings, this.#tokenizer!.tokenizer, aside);
      return { key, reader, section, statements: reader.read(section) };
    }
    if (known.section !== section) {
      known.section = section;
      known.statements = known.reader.read(section);
    }
    return known;
  }

  findings(disclosure: Disclosure, cells: CellIndex): readonly Finding[] {
    return this.#judged(disclosure, cells)?.findings ?? [];
  }

  /** The same reading for those who write figures instead of judging them; undefined if nothing is stated. */
  understood(disclosure: Disclosure, cells: CellIndex): Understood | undefined {
    const judged = this.#judged(disclosure, cells);
    return judged && { statements: this.#said.all, ledger: this.#ledger };
  }

  #judged(disclosure: Disclosure, cells: CellIndex): Judged | undefined {
    const texts = this.#read(disclosure);
    if (texts.every(({ statements }) => statements.length === 0)) return undefined;
    const { head, stated, links } = disclosure;
    const lists = texts.map((text) => text.statements);
    const elements = disclosure.sections.filter(({ role }) => role.kind === 'elements').map(({ section }) => section);
    const last = this.#last;
    const same =
      last?.head === head &&
      last.stated === stated &&
      last.links === links &&
      sameList(last.elements, elements) &&
      sameList(last.lists, lists);
    const sections = texts.map(({ section }) => section);
    if (same) {
      if (!sameList(last.texts, sections)) this.#last = { ...last, texts: sections, findings: last.found.map(inPlace) };
      return this.#last;
    }
    if (!last || !sameList(last.lists, lists)) this.#said.take(lists.flat());
    const kept = last?.head === head && last.stated === stated && last.links === links && sameList(last.elements, elements);
    const sources = kept ? last.sources : sourcesOf(disclosure, new FactBook(disclosure, cells, stated), this.#catalogue);
    const changes = kept ? NO_CHANGES : last && changesOf(last, disclosure);
    const found = this.#judge(head.formSet.formulas, sources, changes);
    const findings = found.map(inPlace);
    this.#last = { head, stated, tables: disclosure.tables, sources, links, elements, lists, found, texts: sections, findings };
    return this.#last;
  }

  #judge(formulas: readonly Formula[], sources: LedgerSources, changes: Changes | undefined): readonly Finding[] {
    this.#ledger.revise(sources, this.#said.ofKind('amount'), changes);
    this.#blamed.clear();
    const context: ProseContext = {
      statements: (kind) => this.#said.ofKind(kind),
      parts: this.#said.parts,
      ledger: this.#ledger,
      formulas,
      blamed: this.#blamed,
      judgements: this.#judgements,
    };
    return CHECKS.flatMap((check) => check(context));
  }
}

const isText = (role: ReadSection['role']): boolean => role.kind === 'chapter' || role.kind === 'continued';

/** Findings are of this version, while statements move on with the text. */
const inPlace = (finding: Finding): Finding => ({
  ...finding,
  place: settled(finding.place),
  ...(finding.related ? { related: finding.related.map((one) => ({ ...one, place: settled(one.place) })) } : {}),
  ...(finding.fixes ? { fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(editInPlace) })) } : {}),
});

const editInPlace = (edit: Edit): Edit => ({ ...edit, place: settled(edit.place) });

const NOTHING: ReadonlySet<never> = new Set();
const NO_CHANGES: Changes = { none: true, cells: NOTHING, addresses: undefined, standing: NOTHING, lasting: () => NOTHING };

function changesOf({ stated: before, tables }: Judged, { stated, tables: now }: Disclosure): Changes | undefined {
  const changes = changesSince(stated, before);
  if (!changes) return undefined;
  const { cells, addresses } = changes;
  const old = new Set(tables);
  return {
    none: false,
    cells,
    addresses: addresses.length > 0 ? new AddressChanges(addresses) : undefined,
    standing: new Set(now.filter((table) => old.has(table))),
    lasting: () => unchangedTables(stated, before) ?? NOTHING,
  };
}

function sourcesOf(disclosure: Disclosure, own: FactBook, catalogue: AccountCatalogue): LedgerSources {
  const { links, stated, head, formSet, tables } = disclosure;
  const elements = elementsOf(disclosure, { formSet, tables, catalogue, kind: head.kind });
  const { prior, initialBudget, current } = new Comparatives(() => own, elements, links);
  return {
    own,
    isBudget: head.kind === '预算',
    ...(elements || links.prior || tables.some(({ form }) => printsLastYear(form)) ? { prior: (address) => prior.at(address) } : {}),
    ...(elements || links.budget ? { initial: (address) => initialBudget.at(address) } : {}),
    ...(elements ? { current: (address) => current.at(address) } : {}),
    doubted: doubtedOf(stated),
  };
}

/** What the cells would have to be on which findings of the tables stand. */
function doubtedOf({ roots }: Evaluation): Map<string, Doubt> {
  const doubted = new Map<string, Doubt>();
  for (const { verdict, cell, value, other, candidates } of roots) {
    for (const one of [...candidates, ...(other ? [other] : [])])
      doubted.set(one.cell, { values: [...(doubted.get(one.cell)?.values ?? []), one.value], sure: false });
    if (cell !== undefined && value !== undefined) doubted.set(cell, { values: [value], sure: verdict === 'cell' });
  }
  return doubted;
}
