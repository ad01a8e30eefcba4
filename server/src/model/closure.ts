/**
 * The closed world (docs/model.md §4): what a table says by not listing it.
 *
 * A closed table that lists a member's parent and another descendant of that parent, but neither the member nor anything below it, says that the member is nothing;
 * a table that stops at a higher level says nothing of lower ones. A table present without one figure says that everything it covers is nothing.
 */
import { sameList } from '../base/lists.ts';
import { once } from '../base/once.ts';
import { type AddressBook, NONE } from './address.ts';
import type { Cells } from './cells.ts';
import { CLOSED_ZERO, type IdentityList } from './identities.ts';
import type { Groups, TableFacts } from './table.ts';

/** Groups of some tables by the address that they share. */
class GroupIndex {
  readonly tables: readonly number[];
  /** The place in the lists below of the first group that shares an address, in order of the tables, and of the next one; NONE if there is none. */
  readonly first: Int32Array;
  readonly next: number[] = [];
  readonly table: number[] = [];
  readonly group: number[] = [];

  constructor(book: AddressBook, all: readonly TableFacts[], tables: readonly number[]) {
    this.tables = tables;
    const { next, table, group } = this;
    const first = new Int32Array(book.size).fill(NONE);
    this.first = first;
    for (const t of tables.toReversed()) {
      const { rest } = all[t].groups;
      for (let g = 0; g < rest.length; g++) {
        next.push(first[rest[g]]);
        table.push(t);
        group.push(g);
        first[rest[g]] = next.length - 1;
      }
    }
  }

  /** The same for an address that may be newer than the index. */
  firstAt(rest: number): number {
    return rest < this.first.length ? this.first[rest] : NONE;
  }
}

/** Cells of one table of which another says that they are nothing: pairs of a cell's place and of the place among `rests` of the member by which it is told. Where an empty table says so, the member is none. */
type Unlisted = readonly number[];

/** By the layout of the table that has the cells and of the one that says so: neither depends on figures. */
const unlistedBy = once<Groups, WeakMap<Groups, Unlisted>>(() => new WeakMap());

const NOTHING: Unlisted = [];

export class Closure {
  readonly #cells: Cells;
  /** Closed tables with figures, and those without. */
  readonly #closed: readonly number[];
  readonly #empty: readonly { readonly table: number; readonly axes: readonly ResolvedAxis[] }[];
  #all?: GroupIndex;
  #some?: GroupIndex;

  constructor(cells: Cells) {
    this.#cells = cells;
    const closed = [...cells.tables.keys()].filter((t) => cells.tables[t].table.closed);
    this.#closed = closed.filter((t) => !cells.tables[t].empty);
    this.#empty = closed.filter((t) => cells.tables[t].empty).map((table) => ({ table, axes: axesOf(cells.tables[table]) }));
  }

  /** Adds `cell = 0` for every cell of which another table says so. */
  addZeros(identities: IdentityList): void {
    const { book, offset, tables } = this.#cells;
    for (const [t, { rests }] of tables.entries())
      for (const { cell, n, table } of this.#unlistedOf(t)) {
        const c = offset[t] + cell;
        // Those of one address are told at its first cell.
        if (!this.#cells.isFirst(c)) continue;
        this.#addZero(c, table, n < rests.start[cell + 1] ? book.dimensionName(book.dimensionOf[rests.member[n]]) : '', identities);
      }
  }

  /** The cells of a table of which others say that they are nothing, in order of the cells, their members and those tables. */
  #unlistedOf(t: number): { readonly cell: number; readonly n: number; readonly table: number }[] {
    const { tables } = this.#cells;
    const { groups } = tables[t];
    const known = unlistedBy(groups);
    const isNew = (other: number) => !known.has(tables[other].groups);
    this.#find(t, this.#closed.filter(isNew), known);
    for (const { table, axes } of this.#empty) if (isNew(table)) known.set(tables[table].groups, this.#unlistedInEmpty(t, table, axes));
    const found: { cell: number; n: number; table: number }[] = [];
    for (const table of [...this.#closed, ...this.#empty.map((one) => one.table)]) {
      const pairs = known.get(tables[table].groups)!;
      for (let p = 0; p < pairs.length; p += 2) found.push({ cell: pairs[p], n: pairs[p + 1], table });
    }
    return found.sort((a, b) => a.cell - b.cell || a.n - b.n || a.table - b.table);
  }

  /** Looks in closed tables for what they leave out of table `t`. */
  #find(t: number, others: readonly number[], known: WeakMap<Groups, Unlisted>): void {
    if (others.length === 0) return;
    const cells = this.#cells;
    const { tables } = cells;
    const { addresses } = tables[t];
    const { start, member, rest } = tables[t].rests;
    const { first, next, table, group } = this.#indexOf(others);
    const found = new Map<number, number[]>();
    for (let cell = 0; cell < addresses.length; cell++)
      for (let n = start[cell]; n < start[cell + 1]; n++)
        for (let place = first[rest[n]]; place !== NONE; place = next[place]) {
          const other = table[place];
          if (other === t || !this.#isUnlisted(other, group[place], member[n])) continue;
          const own = found.get(other);
          if (own) own.push(cell, n);
          else found.set(other, [cell, n]);
        }
    for (const other of others) known.set(tables[other].groups, found.get(other) ?? NOTHING);
  }

  #unlistedInEmpty(t: number, table: number, axes: readonly ResolvedAxis[]): Unlisted {
    const { rests, addresses } = this.#cells.tables[t];
    const found: number[] = [];
    for (let cell = 0; cell < addresses.length; cell++)
      if (this.#isCovered(addresses[cell], table, axes)) found.push(cell, rests.start[cell + 1]);
    return found;
  }

  /** The groups of some closed tables: of all, or of the one that changed, which is looked through for all others. */
  #indexOf(tables: readonly number[]): GroupIndex {
    const known = tables.length === this.#closed.length ? this.#all : this.#some;
    if (known && sameList(known.tables, tables)) return known;
    const index = new GroupIndex(this.#cells.book, this.#cells.tables, tables);
    if (tables.length === this.#closed.length) this.#all = index;
    else this.#some = index;
    return index;
  }

  /** The table that says there is nothing at an address; NONE if a cell stands there or no table says so. */
  witness(address: number): number {
    const { book } = this.#cells;
    if (this.#cells.firstAt(address) !== NONE) return NONE;
    const index = this.#indexOf(this.#closed);
    for (const member of book.membersOf(address, [])) {
      const rest = book.find(address, book.whole[book.dimensionOf[member]]);
      if (rest === NONE) continue;
      for (let place = index.firstAt(rest); place !== NONE; place = index.next[place])
        if (this.#isUnlisted(index.table[place], index.group[place], member)) return index.table[place];
    }
    return this.#empty.find(({ table, axes }) => this.#isCovered(address, table, axes))?.table ?? NONE;
  }

  /**
   * The empty table of a fund to which an address belongs by its members, whatever its measure; NONE if there is none.
   * Weaker than a statement: an empty 公开08表 prints outlay only, so income of that fund is taken to be nothing only where nothing else is known of it.
   */
  unusedFund(address: number): number {
    const { book, tables } = this.#cells;
    for (const { table, axes } of this.#empty) {
      if (axes.some(({ root, whole }) => root !== whole)) continue;
      const kept = (at: number) =>
        book
          .membersOf(at, [])
          .filter((member) => !book.isFlat(member) && axes.every(({ dimension }) => dimension !== book.dimensionOf[member]));
      const members = kept(address);
      for (const base of tables[table].empty!) {
        const own = kept(base);
        if (own.length > 0 && own.length === members.length && own.every((member) => members.includes(member))) return table;
      }
    }
    return NONE;
  }

  #addZero(first: number, table: number, by: string, identities: IdentityList): void {
    for (let c = first; c !== NONE; c = this.#cells.after(c)) {
      if (this.#cells.doubtful[c]) continue;
      identities.term(c, 1);
      identities.close(CLOSED_ZERO, by, this.#cells.tables[table].table.key);
    }
  }

  /** True if a group lists the level of `member` but neither `member` nor anything below it, and no damaged row could be it. */
  #isUnlisted(table: number, group: number, member: number): boolean {
    const { groups, book } = this.#cells.tables[table];
    if (groups.dimension[group] !== book.dimensionOf[member]) return false;
    if (groups.listed.has(group, member) || groups.above.has(group, member)) return false;
    const damaged = groups.damaged.get(groups.dimension[group]);
    if (damaged?.some((d) => d === NONE || book.within(d, member) || book.within(member, d))) return false;
    const root = groups.root[group];
    for (let m = member; m !== root; ) {
      m = book.parent[m];
      if (m === NONE) return false;
      if (groups.listed.has(group, m)) return groups.above.has(group, m);
    }
    return false;
  }

  #isCovered(address: number, table: number, axes: readonly ResolvedAxis[]): boolean {
    const { tables, tableOf } = this.#cells;
    const covered = coveredBy(tables[table]);
    covered[address] ??= isWithin(address, tables[table], axes);
    if (!covered[address]) return false;
    for (let c = this.#cells.firstAt(address); c !== NONE; c = this.#cells.after(c)) if (tableOf[c] === table) return false;
    return true;
  }
}

/** Whether an empty table covers an address, as far as that is known; it stays true while the table stays empty. */
const coveredBy = once<TableFacts, boolean[]>(() => []);

/** Whether an address is one of those of an empty table, but for members along its axes. */
const isWithin = (address: number, { book, measures, empty }: TableFacts, axes: readonly ResolvedAxis[]): boolean => {
  if (!measures.has(book.measureOf(address))) return false;
  let base = address;
  for (const axis of axes) {
    if (!book.within(book.memberOf(base, axis.dimension), axis.root)) return false;
    base = book.at(base, axis.whole);
  }
  return empty!.has(base);
};

interface ResolvedAxis {
  readonly dimension: number;
  readonly whole: number;
  readonly root: number;
}

const axesOf = ({ table, book }: TableFacts): ResolvedAxis[] =>
  table.axes.map((axis) => {
    const dimension = book.dimension(axis.dimension);
    const whole = book.whole[dimension];
    return { dimension, whole, root: axis.root === undefined ? whole : book.member(dimension, axis.root) };
  });
