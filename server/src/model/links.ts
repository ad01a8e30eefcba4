/** Identities between tables (docs/model.md §4): the same fact twice, a whole that another table prints, all funds together, a part that cannot exceed its whole. */
import { once, onceForPair } from '../base/once.ts';
import { type AddressBook, NONE } from './address.ts';
import type { Cells } from './cells.ts';
import type { Closure } from './closure.ts';
import { ALL_FUNDS, FORMULA, type IdentityList, PART, PRINTED_ELSEWHERE, SAME_FACT } from './identities.ts';
import { PairMap } from './pairs.ts';
import type { Groups, TableFacts } from './table.ts';
import type { Bound } from './types.ts';

/** A cell is linked to the first few cells of its fact only, so that a figure repeated a thousand times costs no million links. */
const LINKS = 8;

/** Every pair of cells of different tables with one address. */
export const addSameFacts = (cells: Cells, identities: IdentityList): void => {
  for (let c = 0; c < cells.count; c++) {
    if (cells.isFirst(c) || cells.doubtful[c]) continue;
    let d = cells.firstAt(cells.address[c]);
    for (let seen = 0; d !== c && seen < LINKS; seen++, d = cells.after(d)) {
      if (cells.tableOf[d] === cells.tableOf[c] || cells.doubtful[d]) continue;
      identities.term(d, 1);
      identities.term(c, -1);
      identities.close(SAME_FACT, '');
    }
  }
};

/** For each member that a group does not print although it lists something below it: every cell of another table at that member is the sum of what lies nearest below. */
export const addPrintedElsewhere = (cells: Cells, identities: IdentityList): void => {
  for (let t = 0; t < cells.tables.length; t++) {
    const wholes = wholesElsewhere(cells, t);
    if (wholes.size === 0) continue;
    const terms = termsBelow(cells.tables[t], wholes);
    for (let w = 0; w < wholes.size; w++) addPrintedWhole(cells, identities, t, wholes.first[w], wholes.value[w], terms[w]);
  }
};

/** Members that lie above listed ones of a group of table `t` and are not listed there, but of which another table prints a cell: group and member → an address. */
const wholesElsewhere = (cells: Cells, t: number): PairMap => {
  const { book } = cells;
  const { groups } = cells.tables[t];
  const wholes = new PairMap();
  const unprinted = unprintedIn(book, groups);
  for (let n = 0; n < unprinted.length; n += 2) {
    const [group, member] = [unprinted[n], unprinted[n + 1]];
    if (!book.used[member]) continue;
    const at = book.find(groups.rest[group], member);
    if (cells.firstAt(at) !== NONE) wholes.set(group, member, at);
  }
  return wholes;
};

/** Pairs of a group and a member that lies above listed ones and is not listed itself, unless a row that cannot be read may belong below it. */
const unprintedIn = onceForPair((book: AddressBook, groups: Groups): readonly number[] => {
  const found: number[] = [];
  for (let n = 0; n < groups.above.size; n++) {
    const member = groups.above.second[n];
    const group = groups.above.first[n];
    if (groups.listed.has(group, member)) continue;
    const damaged = groups.damaged.get(groups.dimension[group]);
    if (!damaged?.some((d) => d === NONE || book.within(d, member))) found.push(group, member);
  }
  return found;
});

/** For each of `wholes`, the cells of the table nearest below it. */
const termsBelow = ({ groups, book }: TableFacts, wholes: PairMap): number[][] => {
  const terms: number[][] = wholes.value.map(() => []);
  const order = new PairMap();
  for (let w = 0; w < wholes.size; w++) order.set(wholes.first[w], wholes.second[w], w);
  for (let n = 0; n < groups.listed.size; n++) {
    const group = groups.listed.first[n];
    for (let m = groups.listed.second[n]; m !== groups.root[group]; ) {
      m = book.parent[m];
      if (groups.listed.has(group, m)) break;
      const w = order.get(group, m);
      if (w !== NONE) terms[w].push(groups.listed.value[n]);
    }
  }
  return terms;
};

const addPrintedWhole = (cells: Cells, identities: IdentityList, t: number, group: number, at: number, terms: readonly number[]): void => {
  const { groups, addresses } = cells.tables[t];
  if (terms.some((cell) => groups.doubled.has(addresses[cell]))) return;
  const by = cells.book.dimensionName(groups.dimension[group]);
  for (let c = cells.firstAt(at); c !== NONE; c = cells.after(c)) {
    if (cells.tableOf[c] === t || cells.doubtful[c]) continue;
    identities.term(c, 1);
    for (const cell of terms) identities.term(cells.offset[t] + cell, -1);
    identities.close(PRINTED_ELSEWHERE, by);
  }
};

/** Formulas of each table, their absent terms filled by the tables that state them. */
export const addFormulas = (cells: Cells, identities: IdentityList): void => {
  for (const [t, facts] of cells.tables.entries())
    for (const { by, cells: own, coefficients, gaps } of facts.formulas) {
      for (let i = 0; i < own.length; i++) identities.term(cells.offset[t] + own[i], coefficients[i]);
      for (const { coefficient, address } of gaps) {
        const c = cells.firstAt(address);
        if (c !== NONE) identities.term(c, coefficient);
      }
      identities.close(FORMULA, by);
    }
};

/** 其中 lines within a table; a measure that may be negative has none. */
export const addParts = (cells: Cells, identities: IdentityList): void => {
  for (const [t, facts] of cells.tables.entries())
    for (const { part, whole, dimension } of facts.parts) {
      if (cells.isSigned(cells.offset[t] + part)) continue;
      identities.term(cells.offset[t] + part, 1);
      identities.term(cells.offset[t] + whole, -1);
      identities.close(PART, cells.book.dimensionName(dimension));
    }
};

/** A fund's figure is at most that of a wider fund in another table; where every fund is known, their sum is the whole (rule G). */
export const addBounds = (cells: Cells, closure: Closure, identities: IdentityList): void => {
  for (const [measure, bound] of Object.entries(cells.spec.bounded)) {
    if (cells.signed.has(cells.book.measureNumber(measure))) continue;
    new Bounds(cells, closure, measure, bound).add(identities);
  }
};

class Bounds {
  readonly #cells: Cells;
  readonly #closure: Closure;
  readonly #measure: number;
  readonly #dimension: number;
  readonly #name: string;
  readonly #whole: number;
  readonly #complete: readonly number[];
  /** Addresses of wholes that are the sum of all their funds. */
  readonly #summed = new Set<number>();

  constructor(cells: Cells, closure: Closure, measure: string, bound: Bound) {
    const { book } = cells;
    this.#cells = cells;
    this.#closure = closure;
    this.#measure = book.measureNumber(measure);
    this.#dimension = book.dimension(bound.dimension);
    this.#name = book.dimensionName(this.#dimension);
    this.#whole = book.whole[this.#dimension];
    this.#complete = (bound.complete ?? []).map((name) => book.member(this.#dimension, name));
  }

  add(identities: IdentityList): void {
    const { tables, offset } = this.#cells;
    const bound = tables.map((facts) => boundCells(facts, this.#measure, this.#dimension));
    if (this.#complete.length > 0 && this.#everyFundSpokenOf(bound)) this.#addSums(identities);
    for (let t = 0; t < bound.length; t++)
      for (const { cell, wider } of bound[t])
        if (this.#cells.isFirst(offset[t] + cell)) this.#addBounds(offset[t] + cell, wider, identities);
  }

  /** Without a word on one of the funds (其他资金, as a rule) no whole can be summed: the usual case, told at once. */
  #everyFundSpokenOf(bound: readonly (readonly BoundCell[])[]): boolean {
    return this.#complete.every((fund) => bound.some((own) => own.some((cell) => cell.fund === fund)));
  }

  #addSums(identities: IdentityList): void {
    const { book, count, address } = this.#cells;
    for (let c = 0; c < count; c++)
      if (
        this.#cells.isFirst(c) &&
        book.measureOf(address[c]) === this.#measure &&
        book.memberOf(address[c], this.#dimension) === this.#whole
      )
        this.#addSum(address[c], identities);
  }

  #addSum(at: number, identities: IdentityList): void {
    const cells = this.#cells;
    const terms: number[] = [];
    for (const fund of this.#complete) {
      const part = cells.book.at(at, fund);
      const c = this.#bestAt(part);
      if (c !== NONE) terms.push(c);
      else if (this.#closure.witness(part) === NONE) return;
    }
    this.#summed.add(at);
    for (let c = cells.firstAt(at); c !== NONE; c = cells.after(c)) {
      if (cells.doubtful[c]) continue;
      identities.term(c, 1);
      for (const term of terms) identities.term(term, -1);
      identities.close(ALL_FUNDS, this.#name);
    }
  }

  /** The first cell at an address that was typed, else the first. */
  #bestAt(address: number): number {
    const cells = this.#cells;
    let first = NONE;
    for (let c = cells.firstAt(address); c !== NONE; c = cells.after(c)) {
      if (cells.doubtful[c]) continue;
      if (cells.known[c]) return c;
      if (first === NONE) first = c;
    }
    return first;
  }

  /** `first` is the first cell of its address. */
  #addBounds(first: number, wider: readonly number[], identities: IdentityList): void {
    const cells = this.#cells;
    const { tableOf, doubtful } = cells;
    for (const address of wider) {
      if (this.#summed.has(address)) continue;
      for (let w = cells.firstAt(address); w !== NONE; w = cells.after(w))
        for (let c = first; c !== NONE; c = cells.after(c)) {
          if (tableOf[c] === tableOf[w] || doubtful[c] || doubtful[w]) continue;
          identities.term(c, 1);
          identities.term(w, -1);
          identities.close(PART, this.#name);
        }
    }
  }
}

/** A cell of one fund, by its place in its table, with the addresses of the wider funds, that of all of them last. */
interface BoundCell {
  readonly cell: number;
  readonly fund: number;
  readonly wider: readonly number[];
}

const boundByMeasure = once<Groups, Map<number, readonly BoundCell[]>>(() => new Map());

/** A table's cells of a measure that have a member in the dimension which bounds it; kept while the cells stand where they stand. */
const boundCells = ({ groups, addresses, rests, book }: TableFacts, measure: number, dimension: number): readonly BoundCell[] => {
  const byMeasure = boundByMeasure(groups);
  const known = byMeasure.get(measure);
  if (known) return known;
  const found: BoundCell[] = [];
  for (let cell = 0; cell < addresses.length; cell++) {
    if (book.measureOf(addresses[cell]) !== measure) continue;
    for (let n = rests.start[cell]; n < rests.start[cell + 1]; n++)
      if (book.dimensionOf[rests.member[n]] === dimension)
        found.push({ cell, fund: rests.member[n], wider: widerThan(book, addresses[cell], rests.member[n]) });
  }
  byMeasure.set(measure, found);
  return found;
};

const widerIn = once<AddressBook, (readonly number[] | undefined)[]>(() => []);

/** The addresses of the funds that contain an address's fund; looked up once for each address. */
const widerThan = (book: AddressBook, address: number, fund: number): readonly number[] => {
  const known = widerIn(book);
  while (known.length <= address) known.push(undefined);
  const wider = known[address] ?? fundsAbove(book, address, fund);
  known[address] = wider;
  return wider;
};

const fundsAbove = (book: AddressBook, address: number, fund: number): number[] => {
  const wider: number[] = [];
  for (let above = book.parent[fund]; above !== NONE; above = book.parent[above]) wider.push(book.at(address, above));
  return wider;
};
