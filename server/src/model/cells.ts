/** The cells of all tables as one numbered list, with what is known of each and where the same address stands again. */
import { type AddressBook, bookOf, NONE } from './address.ts';
import type { IdentityList } from './identities.ts';
import { highOf, isStated, lowOf } from './interval.ts';
import { readTable, type TableFacts } from './table.ts';
import type { ModelCell, ModelSpec, ModelTable } from './types.ts';

/** Where cells stand: their numbers, addresses and neighbours. The same object as long as nothing but figures changes. */
class Layout {
  readonly count: number;
  /** The number of each table's first cell. */
  readonly offset: Int32Array;
  readonly tableOf: Int32Array;
  readonly address: Int32Array;
  /** Cells at addresses that stand twice in one table: they take part in nothing. */
  readonly doubtful: Uint8Array;
  /** The first cell at each address, and the next cell at each cell's address; NONE if there is none. */
  readonly first: Int32Array;
  readonly next: Int32Array;

  constructor(book: AddressBook, tables: readonly TableFacts[]) {
    this.offset = new Int32Array(tables.length + 1);
    for (let t = 0; t < tables.length; t++) this.offset[t + 1] = this.offset[t] + tables[t].addresses.length;
    this.count = this.offset[tables.length];
    this.tableOf = new Int32Array(this.count);
    this.address = new Int32Array(this.count);
    this.doubtful = new Uint8Array(this.count);
    this.first = new Int32Array(book.size).fill(NONE);
    this.next = new Int32Array(this.count);
    for (const [t, facts] of tables.entries()) this.#add(facts, t);
    for (let c = this.count - 1; c >= 0; c--) {
      this.next[c] = this.first[this.address[c]];
      this.first[this.address[c]] = c;
    }
  }

  #add({ addresses, groups }: TableFacts, t: number): void {
    const offset = this.offset[t];
    this.address.set(addresses, offset);
    this.tableOf.fill(t, offset, offset + addresses.length);
    if (groups.doubled.size > 0)
      for (let i = 0; i < addresses.length; i++) if (groups.doubled.has(addresses[i])) this.doubtful[offset + i] = 1;
  }
}

/** What a table's own text says of its cells, by their places. */
interface Figures {
  readonly signed: ReadonlySet<number>;
  readonly known: Uint8Array;
  readonly value: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const figures = new WeakMap<TableFacts, Figures>();

/** Remembered with the table, as long as the same measures may be negative: where one table gets a row more, the others are not read again. */
const figuresOf = (facts: TableFacts, signed: ReadonlySet<number>): Figures => {
  const known = figures.get(facts);
  if (known?.signed === signed) return known;
  const read = readFigures(facts, signed);
  figures.set(facts, read);
  return read;
};

const readFigures = ({ table: { cells }, addresses, book }: TableFacts, signed: ReadonlySet<number>): Figures => {
  const known = new Uint8Array(cells.length);
  const [value, low, high] = [0, 1, 2].map(() => new Float64Array(cells.length));
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (!isStated(cell)) continue;
    known[i] = 1;
    value[i] = cell.value ?? 0;
    low[i] = lowOf(cell, signed.has(book.measureOf(addresses[i])));
    high[i] = highOf(cell);
  }
  return { signed, known, value, low, high };
};

const isSameSet = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => a.size === b.size && [...a].every((one) => b.has(one));

export class Cells {
  readonly book: AddressBook;
  readonly spec: ModelSpec;
  readonly tables: readonly TableFacts[];
  readonly count: number;
  /** The number of each table's first cell. */
  readonly offset: Int32Array;
  readonly tableOf: Int32Array;
  readonly address: Int32Array;
  /** Where a value is known: typed, blank, or (later) derived. */
  readonly known: Uint8Array;
  readonly value: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Cells at addresses that stand twice in one table: they take part in nothing. */
  readonly doubtful: Uint8Array;
  /** Whether a measure may be negative in this document, by the measure's number. */
  readonly signed: ReadonlySet<number>;
  /** Measures that are negative by nature (结转). */
  readonly natural: ReadonlySet<number>;

  readonly #layout: Layout;
  readonly #hasOutside: boolean;
  /** Cells that were derived. */
  readonly #derived: number[] = [];

  /** `previous`: the cells of the last evaluation of the same document. */
  constructor(tables: readonly ModelTable[], spec: ModelSpec, previous?: Cells) {
    this.spec = spec;
    this.#hasOutside = tables.some(({ outside }) => outside);
    this.book = bookOf(spec);
    const before = previous?.book === this.book ? previous : undefined;
    this.tables = tables.map((table, t) => readTable(this.book, table, before?.tables[t]));
    this.#layout = before?.isLaidOutAs(this.tables) ? before.#layout : new Layout(this.book, this.tables);
    const { count, offset, tableOf, address, doubtful } = this.#layout;
    this.count = count;
    this.offset = offset;
    this.tableOf = tableOf;
    this.address = address;
    this.doubtful = doubtful;
    this.natural = new Set(spec.signed.map((measure) => this.book.measureNumber(measure)));
    const signed = new Set([...this.natural, ...this.tables.flatMap((facts) => [...facts.negative])]);
    this.signed = before && isSameSet(before.signed, signed) ? before.signed : signed;
    const kept = before && this.differsInFiguresOnly(before) ? before : undefined;
    this.known = kept?.known.slice() ?? new Uint8Array(count);
    this.value = kept?.value.slice() ?? new Float64Array(count);
    this.low = kept?.low.slice() ?? new Float64Array(count);
    this.high = kept?.high.slice() ?? new Float64Array(count);
    if (kept) this.#readAgain(kept);
    else for (let t = 0; t < tables.length; t++) this.#readTable(t);
  }

  /** True if the cells are those of `other` with other figures, so that the same identities hold among them. */
  differsInFiguresOnly(other: Cells): boolean {
    return this.#layout === other.#layout && isSameSet(this.signed, other.signed);
  }

  /** The cells of which something else is known than in `other`, from which these differ in figures only. */
  changedSince(other: Cells): number[] {
    const open = new Set([...this.#typedAnew(other), ...this.#derived, ...other.#derived]);
    return [...open].filter((c) => !this.isAsIn(other, c));
  }

  /** Gives a cell that nobody typed what follows for it. */
  derive(c: number, value: number, low: number, high: number): void {
    this.#set(c, value, low, high);
    this.#derived.push(c);
  }

  #set(c: number, value: number, low: number, high: number): void {
    this.known[c] = 1;
    this.value[c] = value;
    this.low[c] = low;
    this.high[c] = high;
  }

  #open(c: number): void {
    this.known[c] = 0;
    this.value[c] = this.low[c] = this.high[c] = 0;
  }

  /** Brings up to date what was known before: what was derived then is open again. */
  #readAgain(before: Cells): void {
    for (const c of before.#derived) this.#open(c);
    for (const c of this.#typedAnew(before)) this.#read(c, this.cell(c));
  }

  /** The cells that are other objects than in `other`. */
  #typedAnew(other: Cells): number[] {
    const found: number[] = [];
    for (let t = 0; t < this.tables.length; t++) {
      const { cells } = this.tables[t].table;
      const before = other.tables[t].table.cells;
      if (cells !== before) for (let i = 0; i < cells.length; i++) if (cells[i] !== before[i]) found.push(this.offset[t] + i);
    }
    return found;
  }

  /** Whether the same is known of a cell as of a cell of `other`. */
  isAsIn(other: Cells, c: number, d = c): boolean {
    return (
      this.known[c] === other.known[d] && this.value[c] === other.value[d] && this.low[c] === other.low[d] && this.high[c] === other.high[d]
    );
  }

  /** The cells from `from` up to `to` of which something else is known than of those of `other` whose numbers differ from theirs by `by`. */
  differing({ known, value, low, high }: Cells, from: number, to: number, by: number): number[] {
    const own = { known: this.known, value: this.value, low: this.low, high: this.high };
    const found: number[] = [];
    for (let c = from; c < to; c++) {
      const d = c + by;
      if (own.value[c] !== value[d] || own.low[c] !== low[d] || own.high[c] !== high[d] || own.known[c] !== known[d]) found.push(c);
    }
    return found;
  }

  isLaidOutAs(tables: readonly TableFacts[]): boolean {
    return this.tables.length === tables.length && this.tables.every((facts, t) => facts.groups === tables[t].groups);
  }

  /** The first cell at an address in order of the tables; NONE if there is none, or no such address. */
  firstAt(address: number): number {
    const { first } = this.#layout;
    return address < 0 || address >= first.length ? NONE : first[address];
  }

  /** The next cell at the same address. */
  after(cell: number): number {
    return this.#layout.next[cell];
  }

  cell(c: number): ModelCell {
    const t = this.tableOf[c];
    return this.tables[t].table.cells[c - this.offset[t]];
  }

  /** A figure of another document, which is taken as it is. */
  isOutside(c: number): boolean {
    return this.tables[this.tableOf[c]].table.outside === true;
  }

  /** Whether a figure of another document stands in an identity. */
  touchesOutside({ cell, start }: IdentityList, i: number): boolean {
    if (!this.#hasOutside) return false;
    for (let t = start[i]; t < start[i + 1]; t++) if (this.isOutside(cell[t])) return true;
    return false;
  }

  isSigned(c: number): boolean {
    return this.signed.has(this.book.measureOf(this.address[c]));
  }

  /** The cells of each distinct address are visited once: at its first cell. */
  isFirst(c: number): boolean {
    return this.#layout.first[this.address[c]] === c;
  }

  #readTable(t: number): void {
    const figures = figuresOf(this.tables[t], this.signed);
    const at = this.offset[t];
    this.known.set(figures.known, at);
    this.value.set(figures.value, at);
    this.low.set(figures.low, at);
    this.high.set(figures.high, at);
  }

  #read(c: number, cell: ModelCell): void {
    if (isStated(cell)) this.#set(c, cell.value ?? 0, lowOf(cell, this.isSigned(c)), highOf(cell));
    else this.#open(c);
  }
}
