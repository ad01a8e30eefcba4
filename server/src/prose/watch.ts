/** Which facts rest on which cells, so that of a change only those hear that it concerns: a figure is spoken of in a few sentences, and a document has hundreds. */
import type { BoundTable } from '../disclosure/bind/types.ts';
import type { Look, TableFact } from './tracked-facts.ts';

type Facts = Set<TableFact>;

export class Watch {
  readonly #ofCell = new Map<string, Facts>();
  /** By the section in which the table stands. */
  readonly #ofTable = new Map<number, Facts>();
  /** Those that draw on other files. */
  readonly #borrowing: Facts = new Set();
  #size = 0;

  /** How often a fact is held. */
  get size(): number {
    return this.#size + this.#borrowing.size;
  }

  /** A fact rests on what a look saw; that it rested on other cells before does no harm. */
  put(fact: TableFact, { keys, figure, borrowed }: Look): void {
    if (borrowed) this.#borrowing.add(fact);
    for (const key of keys) this.#add(this.#ofCell, key, fact);
    for (const { cell, table } of figure?.cells ?? []) {
      this.#add(this.#ofCell, cell.key, fact);
      this.#add(this.#ofTable, table.section.id, fact);
    }
  }

  #add<K>(index: Map<K, Facts>, key: K, fact: TableFact): void {
    let facts = index.get(key);
    if (!facts) {
      facts = new Set();
      index.set(key, facts);
    }
    if (facts.has(fact)) return;
    facts.add(fact);
    this.#size++;
  }

  /** Nothing that was put holds any more. */
  clear(): void {
    this.#ofCell.clear();
    this.#ofTable.clear();
    this.#borrowing.clear();
    this.#size = 0;
  }

  /** The facts that rest on cells of these keys, or on other files. */
  on(...cells: Iterable<string>[]): Facts {
    const facts = new Set(this.#borrowing);
    for (const keys of cells) for (const key of keys) for (const fact of this.#ofCell.get(key) ?? []) facts.add(fact);
    return facts;
  }

  /** The facts that rest on cells of other tables than these. */
  outside(tables: ReadonlySet<BoundTable>): Facts {
    const sections = new Set([...tables].map(({ section }) => section.id));
    const facts: Facts = new Set();
    for (const [section, those] of this.#ofTable) if (!sections.has(section)) for (const fact of those) facts.add(fact);
    return facts;
  }
}
