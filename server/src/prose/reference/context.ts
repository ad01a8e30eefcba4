/** What references draw on: made once for a disclosure, sharing what does not change between its versions. */
import { builtInCatalogue } from '../../accounts/builtin.ts';
import type { AccountCatalogue } from '../../accounts/types.ts';
import { sameList } from '../../base/lists.ts';
import { once } from '../../base/once.ts';
import { type CellIndex, TableCells } from '../../disclosure/cells.ts';
import type { Disclosure } from '../../disclosure/disclosure.ts';
import type { FormSet } from '../../forms/types.ts';
import { builtInTerms } from '../../glossary/builtin.ts';
import { createGlossary } from '../../glossary/trie.ts';
import type { Glossary } from '../../glossary/types.ts';
import type { Address, Evaluation } from '../../model/types.ts';
import { Comparatives } from '../comparatives.ts';
import { type Elements, elementsOf } from '../elements.ts';
import { FactBook, type Figure } from '../facts.ts';
import type { NameContext } from './names.ts';
import type { MoneyStyle } from './value.ts';

export interface ReferenceContext {
  /** Its tables, head, links and forms; its text may be of an earlier version. */
  readonly disclosure: Omit<Disclosure, 'sections'>;
  readonly names: NameContext;
  readonly comparatives: Comparatives;
  /** Undefined where the disclosure has no 情况说明要素表. */
  readonly elements: Elements | undefined;
  readonly style: MoneyStyle;
  /** Explanations of terms. */
  readonly glossary: () => Glossary;
  /** This year's facts, by the tables. */
  readonly facts: () => FactBook;
  /** This year's figure: what the tables say, else what 情况说明要素表 states under 本年数. */
  figure(address: Address): Figure | undefined;
}

const books = new WeakMap<Evaluation, FactBook>();

/** One book for an evaluation, whoever asks. */
export function factBookOf(disclosure: Disclosure, cells?: CellIndex): FactBook {
  const { evaluation } = disclosure;
  let book = books.get(evaluation);
  if (!book) {
    book = new FactBook(disclosure, cells ?? new TableCells(disclosure), evaluation);
    books.set(evaluation, book);
  }
  return book;
}

let glossary: Glossary | undefined;
const builtIn = (): Glossary => {
  glossary ??= createGlossary(builtInTerms());
  return glossary;
};

interface Kept {
  /** Everything that a context draws on beside the tables. */
  readonly ground: readonly unknown[];
  readonly context: ReferenceContext;
}

const contexts = new WeakMap<Evaluation, Kept>();

/** The same context for as long as tables, head, links, forms of projects and 情况说明要素表 stay what they are: editing prose works nothing out anew. */
export function referenceContext(disclosure: Disclosure, cells?: CellIndex, catalogue?: AccountCatalogue): ReferenceContext {
  const { evaluation, head, links, performance, sections } = disclosure;
  const elements = sections.filter(({ role }) => role.kind === 'elements').map(({ section }) => section);
  const ground = [head, links, ...performance, ...elements];
  const known = contexts.get(evaluation);
  if (known && sameList(known.ground, ground) && (!catalogue || known.context.names.catalogue === catalogue)) return known.context;
  const context = makeContext(disclosure, cells, catalogue ?? builtInCatalogue());
  contexts.set(evaluation, { ground, context });
  return context;
}

const nameContextsOf = once<FormSet, Map<string, NameContext>>(() => new Map());
/** Documents that are open at the same time and linked to each other. */
const MOST_NAMES = 16;

/** What names mean depends on how a disclosure calls its accounts, not on their figures: while a figure is typed, what is known of names stays known. */
function nameContext({ formSet, head: { kind }, tables }: Disclosure, catalogue: AccountCatalogue): NameContext {
  const known = nameContextsOf(formSet);
  const accounts = tables.map(({ rows }) =>
    rows.map(({ row, name }) => (typeof row === 'string' ? `${row} ${name?.text ?? ''}` : '')).join(),
  );
  const key = [kind, ...accounts].join('|');
  const found = known.get(key);
  if (found?.catalogue === catalogue) return found;
  if (known.size >= MOST_NAMES) known.clear();
  const made: NameContext = { formSet, tables, catalogue, kind };
  known.set(key, made);
  return made;
}

function makeContext(disclosure: Disclosure, cells: CellIndex | undefined, catalogue: AccountCatalogue): ReferenceContext {
  const { formSet, head, links } = disclosure;
  const names = nameContext(disclosure, catalogue);
  const facts = (): FactBook => factBookOf(disclosure, cells);
  const elements = elementsOf(disclosure, names);
  const comparatives = new Comparatives(facts, elements, links);
  return {
    disclosure,
    names,
    comparatives,
    elements,
    style: { unit: head.unitOfMeasure, decimals: formSet.decimals, trailingZeros: formSet.wording.trailingZeros },
    glossary: builtIn,
    facts,
    figure: (address) => facts().at(address) ?? comparatives.current.at(address),
  };
}
