/**
 * Formulas over measures inside one table (docs/model.md §5): 收入总计 = 收入 + 使用结余 + 结转 年初, and so on, at every address at which the table states the flow.
 * A total that the table does not print is replaced by what defines it, so that 总计 by fund in 公开04表 and both totals of every row of 公开07表 need no cell.
 * A flow that it does not print is replaced by its printed parts: a budget's 部门收入总表 has a column for each fund and none for 本年收入.
 */
import { once } from '../base/once.ts';
import { type AddressBook, NONE } from './address.ts';
import type { PrintedParts } from './printed-parts.ts';
import type { Formula, Term } from './types.ts';

export interface FormulaInstance {
  readonly by: string;
  /** Cells by their place in the table. */
  readonly cells: readonly number[];
  readonly coefficients: readonly number[];
  /** Terms that the table does not state at all: zero, unless another table states them there. */
  readonly gaps: readonly Gap[];
}

export interface Gap {
  readonly coefficient: number;
  /** Where such a cell would stand. */
  readonly address: number;
}

/** The measure under which contexts are numbered. No measure of the field is called so. */
const CONTEXT = '';

interface Slot {
  readonly term: Term;
  readonly measure: number;
  /** The members that the term sets, e.g. 时点=年初. */
  readonly members: readonly number[];
}

/** All terms of all formulas, each once. */
class Slots {
  readonly list: Slot[] = [];
  /** For each left side, the first formula that has it. */
  readonly definitions = new Map<number, Formula>();
  readonly formulas: { readonly formula: Formula; readonly left: number; readonly right: readonly number[] }[] = [];
  readonly #book: AddressBook;
  readonly #slotOf: (number | undefined)[] = [];

  constructor(book: AddressBook) {
    this.#book = book;
    for (const formula of book.spec.formulas) {
      const left = this.#slot(formula.left);
      this.formulas.push({ formula, left, right: formula.right.map((term) => this.#slot(term)) });
      if (!this.definitions.has(left)) this.definitions.set(left, formula);
    }
  }

  /** The slot of an address, the one with most members if several fit; NONE if no formula speaks of it. */
  slotOf(address: number): number {
    while (this.#slotOf.length <= address) this.#slotOf.push(undefined);
    this.#slotOf[address] ??= this.#find(address);
    return this.#slotOf[address]!;
  }

  #find(address: number): number {
    const measure = this.#book.measureOf(address);
    let best = NONE;
    for (let s = 0; s < this.list.length; s++) {
      const slot = this.list[s];
      if (slot.measure !== measure || (best !== NONE && this.list[best].members.length >= slot.members.length)) continue;
      if (slot.members.every((m) => this.#book.memberOf(address, this.#book.dimensionOf[m]) === m)) best = s;
    }
    return best;
  }

  /** What is left of an address without its slot. */
  contextOf(address: number, slot: number): number {
    let rest = address;
    for (const m of this.list[slot].members) rest = this.#book.at(rest, this.#book.whole[this.#book.dimensionOf[m]]);
    return this.#book.under(rest, this.#book.measure(CONTEXT), true);
  }

  /** The address of a slot with what its instance shares: `contextOf` the other way. */
  addressIn(context: number, slot: number): number {
    const { term, members } = this.list[slot];
    let address = this.#book.under(context, this.#book.measure(term.measure), true);
    for (const m of members) address = this.#book.at(address, m);
    return address;
  }

  formulaOf(left: number) {
    const definition = this.definitions.get(left);
    return definition && this.formulas.find((f) => f.formula === definition);
  }

  #slot(term: Term): number {
    const measure = this.#book.measureNumber(term.measure);
    const members = Object.entries(term.members).map(([dimension, name]) => this.#book.member(this.#book.dimension(dimension), name));
    const found = this.list.findIndex(
      (s) => s.measure === measure && s.members.length === members.length && s.members.every((m) => members.includes(m)),
    );
    if (found !== NONE) return found;
    this.list.push({ term, measure, members });
    return this.list.length - 1;
  }
}

const slotsOf = once((book: AddressBook) => new Slots(book));

/** The instances of the spec's formulas in one table; cells at `doubled` addresses take part in none. */
export const formulasOf = (
  book: AddressBook,
  addresses: Int32Array,
  doubled: ReadonlySet<number>,
  parts: PrintedParts,
): FormulaInstance[] => {
  const slots = slotsOf(book);
  if (slots.list.length === 0) return [];
  const slot = addresses.map((address) => slots.slotOf(address));
  const stated = new Set<number>();
  for (let c = 0; c < slot.length; c++) if (slot[c] !== NONE) stated.add(slot[c]);
  const instances: FormulaInstance[] = [];
  if (stated.size < 2) return instances;
  const contexts = new Map<number, number[]>();
  for (let c = 0; c < addresses.length; c++) {
    if (slot[c] === NONE) continue;
    const context = slots.contextOf(addresses[c], slot[c]);
    let cells = contexts.get(context);
    if (!cells) {
      cells = new Array<number>(slots.list.length).fill(NONE);
      contexts.set(context, cells);
    }
    cells[slot[c]] = doubled.has(addresses[c]) ? DOUBTFUL : c;
  }
  for (const [context, cells] of contexts)
    for (const { formula, left, right } of slots.formulas) {
      const instance = new Instance(slots, cells, stated, context, (address) => {
        const found = parts.at(address);
        return found.some((c) => doubled.has(addresses[c])) ? [] : found;
      });
      // A definition says nothing where its total is not printed: the total is just a name there.
      const defines = slots.definitions.get(left) === formula;
      if (instance.add(left, 1, !defines) && instance.sum(right, -1))
        instances.push({ by: formula.id, cells: instance.cells, coefficients: instance.coefficients, gaps: instance.gaps });
    }
  return instances;
};

/** Stands for a cell that the table has twice. */
const DOUBTFUL = -2;

class Instance {
  readonly cells: number[] = [];
  readonly coefficients: number[] = [];
  readonly gaps: Gap[] = [];
  readonly #slots: Slots;
  readonly #at: readonly number[];
  readonly #stated: ReadonlySet<number>;
  readonly #context: number;
  readonly #parts: PrintedParts['at'];
  #depth = 0;

  constructor(slots: Slots, at: readonly number[], stated: ReadonlySet<number>, context: number, parts: PrintedParts['at']) {
    this.#slots = slots;
    this.#at = at;
    this.#stated = stated;
    this.#context = context;
    this.#parts = parts;
  }

  /** Adds a printed term, or its definition or its parts if `define` allows; false if there is none of these. */
  add(slot: number, coefficient: number, define: boolean): boolean {
    const cell = this.#at[slot];
    if (cell >= 0) {
      this.cells.push(cell);
      this.coefficients.push(coefficient);
      return true;
    }
    if (cell === DOUBTFUL || !define) return false;
    const definition = this.#slots.formulaOf(slot);
    if (!definition) return this.#addParts(slot, coefficient);
    // Definitions that run in a circle define nothing.
    if (this.#depth >= this.#slots.formulas.length) return false;
    this.#depth++;
    const defined = this.sum(definition.right, coefficient);
    this.#depth--;
    return defined;
  }

  /** Adds a right side: the flow, which must be there, and the other terms, which are nothing where they are absent. */
  sum(right: readonly number[], coefficient: number): boolean {
    return right.every((slot, i) => {
      if (i === 0) return this.add(slot, coefficient, true);
      if (this.#at[slot] !== NONE) return this.add(slot, coefficient, false);
      // The table prints such a term, only not here: then it is unknown here, not nothing, unless its parts are.
      if (this.#stated.has(slot)) return this.#addParts(slot, coefficient);
      this.gaps.push({ coefficient, address: this.#slots.addressIn(this.#context, slot) });
      return true;
    });
  }

  #addParts(slot: number, coefficient: number): boolean {
    const parts = this.#parts(this.#slots.addressIn(this.#context, slot));
    for (const cell of parts) {
      this.cells.push(cell);
      this.coefficients.push(coefficient);
    }
    return parts.length > 0;
  }
}
