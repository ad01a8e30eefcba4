/**
 * What one table says by itself: the groups of its cells along each axis, and the identities inside it. A pure function of the table, remembered for as long as the table lives.
 *
 * A group is a table's cells that differ along one axis only. Within a group a listed member is the sum of its nearest listed descendants, however many levels lie between,
 * so that rows, columns, blocks and two-sided forms need no rules of their own (docs/model.md §4).
 */
import { type AddressBook, NONE } from './address.ts';
import { type FormulaInstance, formulasOf } from './formulas.ts';
import { IdentityList, TREE } from './identities.ts';
import { PairMap } from './pairs.ts';
import { PrintedParts } from './printed-parts.ts';
import { sameStructure } from './structure.ts';
import type { ModelCell, ModelTable } from './types.ts';

export interface TableFacts {
  readonly table: ModelTable;
  readonly book: AddressBook;
  /** The address of each cell, by the cell's place in `table.cells`. */
  readonly addresses: Int32Array;
  /** For each cell and each member of its address: the address without it. Those of cell c are `member[start[c]]` … and `rest[start[c]]` … */
  readonly rests: { readonly start: Int32Array; readonly member: Int32Array; readonly rest: Int32Array };
  /** Tree sums; cells by their place. */
  readonly sums: IdentityList;
  readonly formulas: readonly FormulaInstance[];
  /** 其中: cells by their place, and the dimension. */
  readonly parts: readonly { readonly part: number; readonly whole: number; readonly dimension: number }[];
  readonly groups: Groups;
  /** Measures that the table states, by number. */
  readonly measures: ReadonlySet<number>;
  /** Measures of which the table types a negative figure. */
  readonly negative: ReadonlySet<number>;
  /** Present without one figure: a statement that there is nothing. Then the addresses of its cells without its axes, else undefined. */
  readonly empty?: ReadonlySet<number>;
}

/** The groups of a table, by number. */
export interface Groups {
  readonly dimension: readonly number[];
  readonly root: readonly number[];
  /** The address that the group's cells share, without the axis. */
  readonly rest: readonly number[];
  /** Group and member → the cell there. */
  readonly listed: PairMap;
  /** Group and member for every member that lies above a listed one, up to the root. */
  readonly above: PairMap;
  /** Addresses at which more than one cell of the table stands (a code typed twice): which one counts is unknown, so they take part in nothing. */
  readonly doubled: ReadonlySet<number>;
  /** Rows that could not be read, by dimension: their members, NONE for an unreadable one. */
  readonly damaged: ReadonlyMap<number, readonly number[]>;
}

const remembered = new WeakMap<ModelTable, TableFacts>();

/**
 * Reads a table; the same object for the same table under the same spec.
 *
 * `before` is what stood in its place in the last evaluation: where only figures differ, the keystroke that is made most, everything but the figures is kept (`groups` is the same object).
 */
export const readTable = (book: AddressBook, table: ModelTable, before?: TableFacts): TableFacts => {
  const known = remembered.get(table);
  if (known?.book === book) return known;
  const kept = before?.book === book && sameStructure(before.table, table) ? before : undefined;
  const facts = kept ? { ...kept, table, negative: negativeAgain(book, table, kept) } : read(book, table);
  remembered.set(table, facts);
  return facts;
};

const read = (book: AddressBook, table: ModelTable): TableFacts => {
  const addresses = new Int32Array(table.cells.length);
  for (let i = 0; i < addresses.length; i++) addresses[i] = book.address(table.cells[i].address);
  const damaged = damagedRowsOf(book, table);
  const rests = restsOf(book, addresses);
  const grouping = new Grouping(book, table, addresses, rests, damaged);
  return {
    table,
    book,
    addresses,
    rests,
    sums: grouping.sums,
    formulas: formulasOf(book, addresses, grouping.doubled, new PrintedParts(book, grouping)),
    parts: partsOf(book, addresses, grouping.doubled),
    groups: grouping,
    measures: measuresOf(book, addresses),
    negative: negativeMeasures(book, table, addresses),
    empty: emptyBases(book, table, addresses),
  };
};

const measuresOf = (book: AddressBook, addresses: Int32Array): Set<number> => {
  const measures = new Set<number>();
  for (let i = 0; i < addresses.length; i++) measures.add(book.measureOf(addresses[i]));
  return measures;
};

const isNegative = ({ state, value }: ModelCell): boolean => state === 'typed' && value! < 0;

/** The measures with negative figures of a table that differs from another in figures only: the same if no negative figure came or went. */
const negativeAgain = (book: AddressBook, table: ModelTable, before: TableFacts): ReadonlySet<number> => {
  const old = before.table.cells;
  const same = table.cells.every((cell, i) => cell === old[i] || (!isNegative(cell) && !isNegative(old[i])));
  return same ? before.negative : negativeMeasures(book, table, before.addresses);
};

const negativeMeasures = (book: AddressBook, table: ModelTable, addresses: Int32Array): Set<number> => {
  const negative = new Set<number>();
  if (table.outside) return negative;
  for (let i = 0; i < addresses.length; i++) if (isNegative(table.cells[i])) negative.add(book.measureOf(addresses[i]));
  return negative;
};

const restsOf = (book: AddressBook, addresses: Int32Array): TableFacts['rests'] => {
  const start = new Int32Array(addresses.length + 1);
  for (let c = 0; c < addresses.length; c++) start[c + 1] = start[c] + book.rests(addresses[c]).length / 2;
  const member = new Int32Array(start[addresses.length]);
  const rest = new Int32Array(member.length);
  for (let c = 0, at = 0; c < addresses.length; c++) {
    const rests = book.rests(addresses[c]);
    for (let n = 0; n < rests.length; n += 2, at++) {
      member[at] = rests[n];
      rest[at] = rests[n + 1];
    }
  }
  return { start, member, rest };
};

/** Damaged members by dimension, each once. */
const damagedRowsOf = (book: AddressBook, table: ModelTable): Map<number, number[]> => {
  const damaged = new Map<number, Set<number>>();
  for (const row of table.damagedRows ?? []) {
    const dimension = book.dimension(row.dimension);
    const member = row.member === undefined ? NONE : book.member(dimension, row.member);
    const own = damaged.get(dimension) ?? new Set();
    damaged.set(dimension, own.add(member));
  }
  return new Map([...damaged].map(([dimension, members]) => [dimension, [...members]]));
};

class Grouping implements Groups {
  readonly dimension: number[] = [];
  readonly root: number[] = [];
  readonly rest: number[] = [];
  readonly listed: PairMap;
  readonly above: PairMap;
  readonly sums: IdentityList;
  readonly damaged: ReadonlyMap<number, readonly number[]>;
  readonly doubled = new Set<number>();
  /** Wholes under which a damaged row belongs: their sums say nothing. */
  readonly #suspended = new PairMap();
  readonly #book: AddressBook;
  readonly #addresses: Int32Array;
  readonly #rests: TableFacts['rests'];

  constructor(
    book: AddressBook,
    table: ModelTable,
    addresses: Int32Array,
    rests: TableFacts['rests'],
    damaged: ReadonlyMap<number, readonly number[]>,
  ) {
    this.#book = book;
    this.#rests = rests;
    this.#addresses = addresses;
    this.listed = new PairMap(addresses.length * table.axes.length);
    this.above = new PairMap(addresses.length);
    // In a table of two axes nearly every cell is a part of two sums.
    this.sums = new IdentityList(addresses.length, addresses.length * (table.axes.length + 1));
    this.damaged = damaged;
    for (const axis of table.axes) {
      const dimension = book.dimension(axis.dimension);
      this.#addAxis(dimension, axis.root === undefined ? book.whole[dimension] : book.member(dimension, axis.root));
    }
  }

  #addAxis(dimension: number, root: number): void {
    const book = this.#book;
    const cells = this.#addresses.length;
    const whole = book.whole[dimension];
    const { start, member: members, rest: withoutThem } = this.#rests;
    const first = this.rest.length;
    const numbers = new Map<number, number>();
    const groupOf = new Int32Array(cells).fill(NONE);
    const memberOf = new Int32Array(cells);
    for (let c = 0; c < cells; c++) {
      let member = whole;
      let rest = this.#addresses[c];
      for (let n = start[c]; n < start[c + 1]; n++)
        if (book.dimensionOf[members[n]] === dimension) {
          member = members[n];
          rest = withoutThem[n];
        }
      if (!book.within(member, root)) continue;
      let group = numbers.get(rest);
      if (group === undefined) {
        group = first + numbers.size;
        numbers.set(rest, group);
        this.dimension.push(dimension);
        this.root.push(root);
        this.rest.push(rest);
      }
      groupOf[c] = group;
      memberOf[c] = member;
      if (!this.listed.add(group, member, c)) this.doubled.add(this.#addresses[c]);
    }
    this.#suspendDamaged(dimension, root, first);
    this.#addSums(dimension, root, groupOf, memberOf);
  }

  /** The nearest listed ancestor's cell; on the way there every member above is noted. */
  #nearestAbove(group: number, member: number, root: number): number {
    let found = NONE;
    for (let m = member; m !== root; ) {
      m = this.#book.parent[m];
      if (found === NONE) found = this.listed.get(group, m);
      if (!this.above.add(group, m, 1) && found !== NONE) break;
    }
    return found;
  }

  #suspendDamaged(dimension: number, root: number, first: number): void {
    const damaged = this.damaged.get(dimension);
    if (!damaged) return;
    for (let group = first; group < this.rest.length; group++)
      for (const member of damaged)
        for (let m = member; m !== NONE && m !== root; ) {
          m = this.#book.parent[m];
          if (!this.listed.has(group, m)) continue;
          this.#suspended.set(group, m, 1);
          break;
        }
  }

  #addSums(dimension: number, root: number, groupOf: Int32Array, memberOf: Int32Array): void {
    const cells = groupOf.length;
    const wholeOf = new Int32Array(cells).fill(NONE);
    const start = new Int32Array(cells + 1);
    for (let c = 0; c < cells; c++) {
      if (groupOf[c] === NONE) continue;
      wholeOf[c] = this.#nearestAbove(groupOf[c], memberOf[c], root);
      if (wholeOf[c] !== NONE) start[wholeOf[c] + 1]++;
    }
    for (let c = 0; c < cells; c++) start[c + 1] += start[c];
    const members = new Int32Array(start[cells]);
    const next = start.slice(0, cells);
    for (let c = 0; c < cells; c++) if (wholeOf[c] !== NONE) members[next[wholeOf[c]]++] = c;
    if (this.damaged.get(dimension)?.includes(NONE)) return;
    const name = this.#book.dimensionName(dimension);
    const twice = (c: number) => this.doubled.has(this.#addresses[c]);
    for (let whole = 0; whole < cells; whole++) {
      const from = start[whole];
      const to = start[whole + 1];
      if (from === to || this.#suspended.has(groupOf[whole], memberOf[whole])) continue;
      if (this.doubled.size > 0 && (twice(whole) || members.subarray(from, to).some(twice))) continue;
      this.sums.term(whole, 1);
      for (let m = from; m < to; m++) this.sums.term(members[m], -1);
      this.sums.close(TREE, name);
    }
  }
}

/** Pairs of a 其中 cell and the cell that contains it, at the same remaining address of the same table. */
const partsOf = (
  book: AddressBook,
  addresses: Int32Array,
  doubled: ReadonlySet<number>,
): { part: number; whole: number; dimension: number }[] => {
  const found: { part: number; whole: number; dimension: number }[] = [];
  const dimensions = book.spec.dimensions.filter((d) => d.parts);
  if (dimensions.length === 0) return found;
  let byAddress: Map<number, number> | undefined;
  for (const { id, parts } of dimensions) {
    const dimension = book.dimension(id);
    const wholes = new Map(Object.entries(parts!).map(([part, whole]) => [book.member(dimension, part), book.member(dimension, whole)]));
    for (let c = 0; c < addresses.length; c++) {
      const containing = wholes.get(book.memberOf(addresses[c], dimension));
      if (containing === undefined || doubled.has(addresses[c])) continue;
      byAddress ??= new Map(Array.from(addresses, (address, i) => [address, i]));
      const whole = byAddress.get(book.find(addresses[c], containing));
      if (whole !== undefined && !doubled.has(addresses[whole])) found.push({ part: c, whole, dimension });
    }
  }
  return found;
};

const emptyBases = (book: AddressBook, table: ModelTable, addresses: Int32Array): Set<number> | undefined => {
  if (!table.closed || table.damagedRows?.length || table.cells.length === 0) return undefined;
  if (!table.cells.every((cell) => cell.state === 'blank')) return undefined;
  const bases = new Set<number>();
  for (const address of addresses) {
    let base = address;
    for (const axis of table.axes) base = book.at(base, book.whole[book.dimension(axis.dimension)]);
    bases.add(base);
  }
  return bases;
};

const places = new WeakMap<Groups, ReadonlyMap<string, number>>();

/** The place of a cell in its table by its key; undefined if it is another table's. */
export const placeOf = ({ table, groups }: TableFacts, key: string): number | undefined => {
  let known = places.get(groups);
  if (!known) {
    const made = new Map<string, number>();
    for (let place = 0; place < table.cells.length; place++) made.set(table.cells[place].key, place);
    places.set(groups, made);
    known = made;
  }
  return known.get(key);
};
