/** References in prose that come to nothing, and what 情况说明要素表 has wrong. Documents without either pay nothing. */
import { t } from '@vscode/l10n';
import type { Reference } from 'budget-grammar';
import type { AccountCatalogue } from '../accounts/types.ts';
import { sameList } from '../base/lists.ts';
import { type CellIndex, placeOfCell, writtenValue } from '../disclosure/cells.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding, Related } from '../disclosure/finding.ts';
import { replaceFixes } from '../disclosure/head.ts';
import { toText } from '../disclosure/quantity.ts';
import { placeOf, type Section } from '../disclosure/section.ts';
import type { ComparativeFigure } from '../prose/comparatives.ts';
import type { ElementFigure, ElementRow } from '../prose/elements.ts';
import type { Figure } from '../prose/facts.ts';
import { type ReferenceContext, referenceContext } from '../prose/reference/context.ts';
import { referencesIn, resolveIn } from '../prose/reference/section.ts';

/** What the figures of references depend on. */
type Ground = readonly unknown[];

/** Findings on references and elements; those of a section are kept while it, the tables, the head and the elements stay. */
export class ReferenceChecker {
  readonly #catalogue: AccountCatalogue;
  readonly #kept = new WeakMap<Section, { readonly ground: Ground; readonly findings: readonly Finding[] }>();

  constructor(catalogue: AccountCatalogue) {
    this.#catalogue = catalogue;
  }

  check(disclosure: Disclosure, cells: CellIndex): Finding[] {
    const elements = disclosure.sections.filter(({ role }) => role.kind === 'elements').map(({ section }) => section);
    const texts = disclosure.sections
      .map(({ section }) => section)
      .filter((one) => one.tree.ground === 'text' && referencesIn(one).length > 0);
    if (elements.length === 0 && texts.length === 0) return [];
    const ground: Ground = [disclosure.evaluation, disclosure.head, disclosure.links, ...elements];
    const context = (): ReferenceContext => referenceContext(disclosure, cells, this.#catalogue);
    const [first] = elements;
    return [
      ...texts.flatMap((section) => this.#keep(section, ground, () => sectionFindings(section, context()))),
      // All tables of elements are read together: a row given in two of them is a repeated one.
      ...(first ? this.#keep(first, ground, () => elementFindings(context())) : []),
    ];
  }

  #keep(section: Section, ground: Ground, make: () => readonly Finding[]): readonly Finding[] {
    const known = this.#kept.get(section);
    if (known && sameList(known.ground, ground)) return known.findings;
    const findings = make();
    this.#kept.set(section, { ground, findings });
    return findings;
  }
}

const sectionFindings = (section: Section, context: ReferenceContext): Finding[] =>
  referencesIn(section).flatMap((reference) => referenceFinding(section, reference, context));

function referenceFinding(section: Section, reference: Reference, context: ReferenceContext): Finding[] {
  const { problem } = resolveIn(context, reference, section.tree.text);
  if (!problem) return [];
  const place = placeOf(section, problem.span);
  const message = t('{0} It is printed as typed.', problem.message);
  return [{ code: problem.code, severity: 'warning', message, place, fixes: replaceFixes(section, problem.span, problem.nearest) }];
}

/** What binding says, figures that the tables have otherwise, and figures that the linked files have otherwise. */
function elementFindings(context: ReferenceContext): Finding[] {
  const { elements } = context;
  if (!elements) return [];
  return [...elements.findings, ...elements.rows.flatMap((row) => differences(row, context))];
}

function differences(row: ElementRow, { facts, comparatives }: ReferenceContext): Finding[] {
  const own = row.current && facts().at(row.address);
  const prior = row.prior && comparatives.linkedPrior.at(row.address);
  const budget = row.budget && comparatives.otherBudget.at(row.address);
  return [
    ...(row.current && own ? differs(row, row.current, own, t('the tables')) : []),
    ...(row.prior && prior ? differs(row, row.prior, prior, t('last year’s file')) : []),
    ...(row.budget && budget ? differs(row, row.budget, budget, t('the initial budget')) : []),
  ];
}

const apart = (a: ElementFigure, b: Figure | ComparativeFigure): boolean =>
  a.interval.low > b.interval.high || b.interval.low > a.interval.high;

/** Only what rounding cannot explain: both figures stand for an interval. */
function differs(row: ElementRow, stated: ElementFigure, other: Figure | ComparativeFigure, where: string): Finding[] {
  if (!apart(stated, other)) return [];
  const first = other.cells[0];
  const there = first ? writtenValue(first.cell, other.value) : toText(other.value, stated.scale);
  const related: Related[] = other.cells.slice(0, 1).map((one) => ({ message: t('{0} here', there), place: placeOfCell(one) }));
  return [
    {
      code: 'same-figure-differs',
      severity: 'error',
      message: t('"{0}" is {1} here and {2} in {3}.', row.label, stated.text, there, where),
      place: stated.place,
      related,
      data: { stated: stated.text, computed: there },
    },
  ];
}
