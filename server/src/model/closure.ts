/**
 * The closed world (docs/model.md §4): what a table says by not listing it.
 *
 * A closed table that lists a member's parent and another descendant of that parent, but neither the member nor anything below it, says that the member is nothing;
 * a table that stops at a higher level says nothing of lower ones. A table present without one figure says that everything it covers is nothing.
 */
import { NONE } from './address.ts';
import type { Cells } from './cells.ts';
import { CLOSED_ZERO, type IdentityList } from './identities.ts';
import type { TableFacts } from './table.ts';

export class Closure {
  readonly #cells: Cells;
  /** Groups of closed tables by the address that they share: the first place in the lists below, plus one, by that address; then `#next`. */
  readonly #first: Int32Array;
  readonly #next: number[] = [];
  readonly #table: number[] = [];
  readonly #group: number[] = [];
  readonly #empty: { readonly table: number; readonly axes: readonly ResolvedAxis[] }[] = [];

  constructor(cells: Cells) {
    this.#cells = cells;
    this.#first = new Int32Array(cells.book.size);
    for (let t = cells.tables.length - 1; t >= 0; t--) {
      const facts = cells.tables[t];
      if (!facts.table.closed) continue;
      if (facts.empty) {
        this.#empty.unshift({ table: t, axes: axesOf(facts) });
        continue;
      }
      const { rest } = facts.groups;
      for (let g = 0; g < rest.length; g++) {
        this.#next.push(this.#first[rest[g]]);
        this.#table.push(t);
        this.#group.push(g);
        this.#first[rest[g]] = this.#next.length;
      }
    }
  }

  /** Adds `cell = 0` for every cell of which another table says so. */
  addZeros(identities: IdentityList): void {
    const cells = this.#cells;
    const { book } = cells;
    /** For each table the last of these cells at whose address it has one itself: it lists that. */
    const lists = new Int32Array(cells.tables.length).fill(NONE);
    for (const [t, { rests, addresses }] of cells.tables.entries())
      for (let i = 0; i < addresses.length; i++) {
        const c = cells.offset[t] + i;
        if (!cells.isFirst(c)) continue;
        for (let d = c; d !== NONE; d = cells.after(d)) lists[cells.tableOf[d]] = c;
        for (let n = rests.start[i]; n < rests.start[i + 1]; n++)
          for (let g = this.#first[rests.rest[n]]; g !== 0; g = this.#next[g - 1])
            if (lists[this.#table[g - 1]] !== c && this.#isUnlisted(g, rests.member[n]))
              this.#addZero(c, this.#table[g - 1], book.dimensionName(book.dimensionOf[rests.member[n]]), identities);
        for (const { table, axes } of this.#empty) if (this.#isCovered(addresses[i], table, axes)) this.#addZero(c, table, '', identities);
      }
  }

  /** The table that says there is nothing at an address; NONE if a cell stands there or no table says so. */
  witness(address: number): number {
    const { book } = this.#cells;
    if (this.#cells.firstAt(address) !== NONE) return NONE;
    for (const member of book.membersOf(address, [])) {
      const rest = book.find(address, book.whole[book.dimensionOf[member]]);
      if (rest === NONE || rest >= this.#first.length) continue;
      for (let g = this.#first[rest]; g !== 0; g = this.#next[g - 1]) if (this.#isUnlisted(g, member)) return this.#table[g - 1];
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
  #isUnlisted(place: number, member: number): boolean {
    const { groups, book } = this.#cells.tables[this.#table[place - 1]];
    const group = this.#group[place - 1];
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

const coverage = new WeakMap<TableFacts, boolean[]>();

/** Whether an empty table covers an address, as far as that is known; it stays true while the table stays empty. */
const coveredBy = (facts: TableFacts): boolean[] => {
  let covered = coverage.get(facts);
  if (!covered) {
    covered = [];
    coverage.set(facts, covered);
  }
  return covered;
};

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
