/**
 * What a disclosure's figures are held against: last year's, the initial budget, and the reasons why they differ.
 * 情况说明要素表 goes first, since its author typed it for this purpose; then what the tables themselves print of last year or of the budget (“三公”), then the linked files.
 */
import { builtInCatalogue } from '../accounts/builtin.ts';
import { once } from '../base/once.ts';
import type { LinkedDisclosure } from '../disclosure/links.ts';
import type { Place } from '../disclosure/place.ts';
import { measures } from '../forms/field.ts';
import type { TableForm } from '../forms/types.ts';
import type { Address } from '../model/types.ts';
import { type ElementFigure, type Elements, elementsOf } from './elements.ts';
import { contains, FactBook, type Figure } from './facts.ts';
import { BASIS, LAST_YEAR, membersOf, YEAR } from './roles.ts';

/** Whether an arrangement of a table prints last year's figures beside this year's. */
export const printsLastYear = once(({ panels }: TableForm): boolean =>
  panels.some(({ at, columns }) => [at, ...columns.map((column) => column.at)].some((one) => one?.members[YEAR] === LAST_YEAR)),
);

/** A figure to compare with; `place` is where 情况说明要素表 states it. */
export interface ComparativeFigure extends Figure {
  readonly place?: Place;
  readonly from: 'elements' | 'tables' | 'linked';
}

/** Facts of another year or basis, by the address that the fact has in this year's tables. */
export interface ComparativeFacts {
  at(address: Address): ComparativeFigure | undefined;
}

/** Why a figure differs from last year's (`prior`) or from the initial budget. */
export type ReasonFor = 'prior' | 'budget';

const [INITIAL] = membersOf('initial', false);

export class Comparatives {
  readonly #elements: Elements | undefined;
  readonly #facts: () => FactBook;
  readonly #priorBook: () => LinkedFacts | undefined;
  readonly #budgetBook: () => LinkedFacts | undefined;

  /** `facts` are this year's: they tell which addresses are one fact. */
  constructor(
    facts: () => FactBook,
    elements: Elements | undefined,
    links: { readonly prior?: LinkedDisclosure; readonly budget?: LinkedDisclosure },
  ) {
    this.#facts = facts;
    this.#elements = elements;
    this.#priorBook = lazily(links.prior);
    this.#budgetBook = lazily(links.budget);
  }

  /** Last year's figures. */
  readonly prior: ComparativeFacts = {
    at: (address) => this.#typed(address, 'prior') ?? this.#printedPrior(address) ?? this.linkedPrior.at(address),
  };

  /** The initial budget's figures. */
  readonly initialBudget: ComparativeFacts = { at: (address) => this.#typed(address, 'budget') ?? this.#budgeted(address) };

  /** What other places than 情况说明要素表 say, to be held against it. */
  readonly linkedPrior: ComparativeFacts = { at: (address) => linked(this.#priorBook()?.at(address)) };
  readonly otherBudget: ComparativeFacts = { at: (address) => this.#budgeted(address) };

  /** This year's figures that no table has: 机关运行经费, purchases. */
  readonly current: ComparativeFacts = { at: (address) => this.#typed(address, 'current') ?? this.#partOfNothing(address) };

  /** The reason that 情况说明要素表 gives, with its place; that for one comparison before that for all. */
  reason(address: Address, about: ReasonFor): { readonly text: string; readonly place: Place } | undefined {
    const row = this.#elements?.at(address, this.#facts);
    return row?.reasons[about] ?? row?.reasons.any;
  }

  #typed(address: Address, which: 'prior' | 'budget' | 'current'): ComparativeFigure | undefined {
    const figure = this.#elements?.at(address, this.#facts)?.[which];
    return figure && asFigure(address, figure);
  }

  /** Who states that there were no purchases states that there were none of any kind. */
  #partOfNothing(address: Address): ComparativeFigure | undefined {
    if (measures.get(address.measure)?.signed) return undefined;
    const whole = this.#elements?.rows.find((row) => row.current?.value === 0 && contains(row.address, address));
    return whole && asFigure(address, whole.current!);
  }

  /** Budgets may print last year's figures beside this year's. */
  #printedPrior(address: Address): ComparativeFigure | undefined {
    if (!this.#facts().divides(address.measure, YEAR)) return undefined;
    const own = this.#facts().at({ measure: address.measure, members: { ...address.members, [YEAR]: LAST_YEAR } });
    return own && { ...own, from: 'tables' };
  }

  #budgeted(address: Address): ComparativeFigure | undefined {
    const initial = { measure: address.measure, members: { ...address.members, [BASIS]: INITIAL } };
    if (this.#facts().divides(address.measure, BASIS)) {
      const own = this.#facts().at(initial);
      if (own) return { ...own, from: 'tables' };
    }
    const book = this.#budgetBook();
    return book && linked(book.divides(address.measure, BASIS) ? book.at(initial) : book.at(address));
  }
}

const linked = (figure: Figure | undefined): ComparativeFigure | undefined => figure && { ...figure, from: 'linked' };

function asFigure(address: Address, { value, interval, scale, place }: ElementFigure): ComparativeFigure {
  return { address, value, interval, scale, state: 'typed', cells: [], place, from: 'elements' };
}

/** What a linked file says at an address: its tables, else its own 情况说明要素表 under 本年数. */
interface LinkedFacts {
  at(address: Address): Figure | undefined;
  divides(measure: string, dimension: string): boolean;
}

const lazily = (file: LinkedDisclosure | undefined) => (): LinkedFacts | undefined => file && factsOf(file);

/** A linked file's facts are looked up again and again, and by every version of the file that links to it. */
const factsOf = once(({ disclosure, cells }: LinkedDisclosure): LinkedFacts => {
  const book = new FactBook(disclosure, cells);
  const { formSet, tables, head } = disclosure;
  const elements = elementsOf(disclosure, { formSet, tables, catalogue: builtInCatalogue(), kind: head.kind });
  return {
    at: (address) => {
      const found = book.at(address);
      const stated = found ? undefined : elements?.at(address, () => book)?.current;
      return stated ? asFigure(address, stated) : found;
    },
    divides: (measure, dimension) => book.divides(measure, dimension),
  };
});
