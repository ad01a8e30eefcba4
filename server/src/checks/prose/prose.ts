/**
 * Sentences against figures. What a text section states is read once and kept with the section; it is held against figures anew when a statement, a table or a linked file changes.
 */
import type { AccountCatalogue } from '../../accounts/types.ts';
import type { CellIndex } from '../../disclosure/cells.ts';
import type { Disclosure, ReadSection } from '../../disclosure/disclosure.ts';
import type { Finding } from '../../disclosure/finding.ts';
import type { Links } from '../../disclosure/links.ts';
import type { Section } from '../../disclosure/section.ts';
import type { Evaluation } from '../../model/types.ts';
import { Comparatives } from '../../prose/comparatives.ts';
import { elementsOf } from '../../prose/elements.ts';
import { FactBook } from '../../prose/facts.ts';
import { type Doubt, Ledger } from '../../prose/ledger.ts';
import { type ReadingSettings, readingOf, readingSettings, readSection, tokenizerOf } from '../../prose/reading/reader.ts';
import type { Tokenizer } from '../../prose/reading/tokens.ts';
import type { Amount, Composition, StatedFigure, Statement } from '../../prose/statements.ts';
import { checkAmounts } from './amounts.ts';
import { checkBounds } from './bounds.ts';
import { checkChanges } from './changes.ts';
import { checkComparisons } from './comparisons.ts';
import { checkCompositions } from './compositions.ts';
import type { ProseCheck, ProseContext } from './context.ts';
import { checkListings } from './listings.ts';
import { checkOperatingExpenses } from './operating.ts';
import { checkPriors } from './priors.ts';
import { checkRatios } from './ratios.ts';
import { checkReasons } from './reasons.ts';
import { checkRepeatedRates } from './repeated-rates.ts';

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
  readonly stated: Evaluation;
  /** What the tables say, for as long as they stay. */
  readonly own: FactBook;
  readonly links: Links;
  /** The sections of 情况说明要素表. */
  readonly elements: readonly Section[];
  readonly statements: readonly (readonly Statement[])[];
  readonly ledger: Ledger;
  readonly findings: readonly Finding[];
}

/** What sentences state, and what is known of their figures. */
export interface Understood {
  readonly statements: readonly Statement[];
  readonly ledger: Ledger;
}

export class ProseChecker {
  readonly #catalogue: AccountCatalogue;
  readonly #read = new WeakMap<Section, { readonly key: string; readonly statements: readonly Statement[] }>();
  #tokenizer?: { readonly key: string; readonly tokenizer: Tokenizer };
  #last?: Judged;

  constructor(catalogue: AccountCatalogue) {
    this.#catalogue = catalogue;
  }

  /** What the text sections state, in the order of the file. */
  statements(disclosure: Disclosure): readonly (readonly Statement[])[] {
    const settings = readingSettings(disclosure.head);
    const key = [settings.formSet.name, settings.year, settings.isBudget, ...settings.names, settings.unitOfMeasure].join('|');
    if (this.#tokenizer?.key !== key) this.#tokenizer = { key, tokenizer: tokenizerOf(settings, this.#catalogue) };
    let reading = readingOf('');
    return disclosure.sections.flatMap(({ section, role }) => {
      if (role.kind === 'chapter') reading = readingOf(role.title);
      return reading !== 'nothing' && isText(role)
        ? [this.#statementsOf(section, settings, `${key}|${reading}`, reading === 'asides')]
        : [];
    });
  }

  findings(disclosure: Disclosure, cells: CellIndex): readonly Finding[] {
    return this.#judged(disclosure, cells)?.findings ?? [];
  }

  /** The same reading for those who write figures instead of judging them; undefined if nothing is stated. */
  understood(disclosure: Disclosure, cells: CellIndex): Understood | undefined {
    const judged = this.#judged(disclosure, cells);
    return judged && { statements: judged.statements.flat(), ledger: judged.ledger };
  }

  #judged(disclosure: Disclosure, cells: CellIndex): Judged | undefined {
    const statements = this.statements(disclosure);
    if (statements.every((list) => list.length === 0)) return undefined;
    const { stated, links } = disclosure;
    const elements = disclosure.sections.filter(({ role }) => role.kind === 'elements').map(({ section }) => section);
    const last = this.#last;
    const same =
      last?.stated === stated && last.links === links && sameList(last.elements, elements) && sameList(last.statements, statements);
    if (!same) {
      const own = last?.stated === stated ? last.own : new FactBook(disclosure, cells, stated);
      this.#last = { stated, own, links, elements, statements, ...judge(statements.flat(), disclosure, own, this.#catalogue) };
    }
    return this.#last!;
  }

  #statementsOf(section: Section, settings: ReadingSettings, key: string, aside: boolean): readonly Statement[] {
    const known = this.#read.get(section);
    if (known?.key === key) return known.statements;
    const statements = readSection(section, settings, this.#tokenizer!.tokenizer, aside);
    this.#read.set(section, { key, statements });
    return statements;
  }
}

const isText = (role: ReadSection['role']): boolean => role.kind === 'chapter' || role.kind === 'continued';

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((one, i) => one === b[i]);

function judge(
  statements: readonly Statement[],
  disclosure: Disclosure,
  own: FactBook,
  catalogue: AccountCatalogue,
): Pick<Judged, 'ledger' | 'findings'> {
  const amounts = statements.filter((one): one is Amount => one.kind === 'amount');
  const { links, stated, head } = disclosure;
  const { formSet, tables } = disclosure;
  const elements = elementsOf(disclosure, { formSet, tables, catalogue, kind: head.kind });
  const { prior, initialBudget, current } = new Comparatives(() => own, elements, links);
  const ledger = new Ledger(
    {
      own,
      isBudget: head.kind === '预算',
      prior: (address) => prior.at(address),
      initial: (address) => initialBudget.at(address),
      current: (address) => current.at(address),
      doubted: doubtedOf(stated),
    },
    amounts,
  );
  const context: ProseContext = {
    statements,
    ledger,
    own,
    formulas: head.formSet.formulas,
    blamed: new Set<StatedFigure>(),
    aside: asideOf(statements),
  };
  return { ledger, findings: CHECKS.flatMap((check) => check(context)) };
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

/** Of parts that are said to be all of a whole, those that divide it otherwise than most: 其他支出 beside 基本支出 and 项目支出 is no account. */
function asideOf(statements: readonly Statement[]): Set<Amount> {
  const aside = new Set<Amount>();
  for (const { parts } of statements.filter((one): one is Composition => one.kind === 'composition' && one.exhaustive)) {
    const dividing = parts.map(({ subject }) => subject.readings.map(({ members }) => Object.keys(members).sort().join(' ')));
    const counts = new Map<string, number>();
    for (const key of dividing.flatMap((keys) => [...new Set(keys)])) counts.set(key, (counts.get(key) ?? 0) + 1);
    const [most, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
    if (count * 2 > parts.length) for (const [i, part] of parts.entries()) if (!dividing[i].includes(most)) aside.add(part);
  }
  return aside;
}
