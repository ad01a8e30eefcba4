/** The cells of all tables as one numbered list, with what is known of each and where the same address stands again. */
import { type AddressBook, bookOf, NONE } from './address.ts';
import { statedInterval } from './interval.ts';
import { readTable, type TableFacts } from './table.ts';
import type { ModelCell, ModelSpec, ModelTable } from './types.ts';

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

  readonly #next: Int32Array;
  readonly #first: Int32Array;

  constructor(tables: readonly ModelTable[], spec: ModelSpec) {
    this.spec = spec;
    this.book = bookOf(spec);
    this.tables = tables.map((table) => readTable(this.book, table));
    this.offset = new Int32Array(tables.length + 1);
    for (let t = 0; t < tables.length; t++) this.offset[t + 1] = this.offset[t] + tables[t].cells.length;
    const count = this.offset[tables.length];
    this.count = count;
    this.tableOf = new Int32Array(count);
    this.address = new Int32Array(count);
    this.known = new Uint8Array(count);
    this.value = new Float64Array(count);
    this.low = new Float64Array(count);
    this.high = new Float64Array(count);
    this.doubtful = new Uint8Array(count);
    this.natural = new Set(spec.signed.map((measure) => this.book.measureNumber(measure)));
    this.signed = new Set([...this.natural, ...this.tables.flatMap((facts) => [...facts.negative])]);
    for (let t = 0; t < tables.length; t++) this.#read(t);
    this.#first = new Int32Array(this.book.size).fill(NONE);
    this.#next = new Int32Array(count);
    for (let c = count - 1; c >= 0; c--) {
      this.#next[c] = this.#first[this.address[c]];
      this.#first[this.address[c]] = c;
    }
  }

  /** The first cell at an address in order of the tables; NONE if there is none, or no such address. */
  firstAt(address: number): number {
    return address < 0 || address >= this.#first.length ? NONE : this.#first[address];
  }

  /** The next cell at the same address. */
  after(cell: number): number {
    return this.#next[cell];
  }

  cell(c: number): ModelCell {
    const t = this.tableOf[c];
    return this.tables[t].table.cells[c - this.offset[t]];
  }

  isSigned(c: number): boolean {
    return this.signed.has(this.book.measureOf(this.address[c]));
  }

  /** The cells of each distinct address are visited once: at its first cell. */
  isFirst(c: number): boolean {
    return this.#first[this.address[c]] === c;
  }

  #read(t: number): void {
    const facts = this.tables[t];
    const offset = this.offset[t];
    for (const [i, cell] of facts.table.cells.entries()) {
      const c = offset + i;
      this.tableOf[c] = t;
      this.address[c] = facts.addresses[i];
      if (facts.groups.doubled.size > 0 && facts.groups.doubled.has(facts.addresses[i])) this.doubtful[c] = 1;
      const interval = statedInterval(cell, this.signed.has(this.book.measureOf(facts.addresses[i])));
      if (!interval) continue;
      this.known[c] = 1;
      this.value[c] = cell.value ?? 0;
      this.low[c] = interval.low;
      this.high[c] = interval.high;
    }
  }
}
