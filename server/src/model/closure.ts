/**
 * The closed world (model.md §4): what a table says by not listing it.
 *
 * A closed table that lists a member's parent and another descendant of that parent, but neither the member nor anything below it, says that the member is nothing;
 * a table that stops at a higher level says nothing of lower ones. A table present without one figure says that everything it covers is nothing.
 */
import { NONE } from './address.ts';
import type { Cells } from './cells.ts';
import { CLOSED_ZERO, type IdentityList } from './identities.ts';
import { key, type TableFacts } from './table.ts';

const REST = 2 ** 10;

export class Closure {
  readonly #cells: Cells;
  /** Groups of closed tables by what they share: `rest · REST + dimension` → table, group, table, group … */
  readonly #groups = new Map<number, number[]>();
  readonly #empty: { readonly table: number; readonly axes: readonly { dimension: number; whole: number; root: number }[] }[] = [];
  readonly #members: number[] = [];

  constructor(cells: Cells) {
    this.#cells = cells;
    for (const [t, facts] of cells.tables.entries()) {
      if (!facts.table.closed) continue;
      if (facts.empty) {
        this.#empty.push({ table: t, axes: axesOf(facts) });
        continue;
      }
      const { rest, dimension } = facts.groups;
      for (let g = 0; g < rest.length; g++) {
        const at = rest[g] * REST + dimension[g];
        const groups = this.#groups.get(at);
        if (groups) groups.push(t, g);
        else this.#groups.set(at, [t, g]);
      }
    }
  }

  /** Adds `cell = 0` for every cell of which another table says so. */
  addZeros(identities: IdentityList): void {
    const cells = this.#cells;
    for (let c = 0; c < cells.count; c++) {
      if (!cells.isFirst(c)) continue;
      this.#eachWitness(cells.address[c], (table, by) => {
        for (let d = c; d !== NONE; d = cells.after(d)) {
          if (cells.doubtful[d]) continue;
          identities.term(d, 1);
          identities.close(CLOSED_ZERO, by, cells.tables[table].table.key);
        }
        return false;
      });
    }
  }

  /** The table that says there is nothing at an address; NONE if a cell stands there or no table says so. */
  witness(address: number): number {
    let found = NONE;
    if (this.#cells.firstAt(address) === NONE)
      this.#eachWitness(address, (table) => {
        found = table;
        return true;
      });
    return found;
  }

  /** Visits the tables that say there is nothing at `address`, with the dimension along which they say it; stops when `visit` returns true. */
  #eachWitness(address: number, visit: (table: number, by: string) => boolean): void {
    const { book, tables } = this.#cells;
    const members = book.membersOf(address, this.#members);
    for (const member of members) {
      const dimension = book.dimensionOf[member];
      const groups = this.#groups.get(book.find(address, book.whole[dimension]) * REST + dimension);
      if (!groups) continue;
      for (let i = 0; i < groups.length; i += 2)
        if (isUnlisted(tables[groups[i]], groups[i + 1], member) && visit(groups[i], book.dimensionName(dimension))) return;
    }
    for (const { table, axes } of this.#empty) if (this.#isCovered(address, table, axes) && visit(table, '')) return;
  }

  #isCovered(address: number, table: number, axes: readonly { dimension: number; whole: number; root: number }[]): boolean {
    const { book, tables, tableOf } = this.#cells;
    let base = address;
    for (const axis of axes) {
      if (!book.within(book.memberOf(base, axis.dimension), axis.root)) return false;
      base = book.at(base, axis.whole);
    }
    if (!tables[table].empty!.has(base)) return false;
    for (let c = this.#cells.firstAt(address); c !== NONE; c = this.#cells.after(c)) if (tableOf[c] === table) return false;
    return true;
  }
}

const axesOf = ({ table, book }: TableFacts) =>
  table.axes.map((axis) => {
    const dimension = book.dimension(axis.dimension);
    const whole = book.whole[dimension];
    return { dimension, whole, root: axis.root === undefined ? whole : book.member(dimension, axis.root) };
  });

/** True if the group lists the level of `member` but neither `member` nor anything below it, and no damaged row could be it. */
const isUnlisted = ({ groups, book }: TableFacts, group: number, member: number): boolean => {
  if (groups.listed.has(key(group, member)) || groups.above.has(key(group, member))) return false;
  const damaged = groups.damaged.get(groups.dimension[group]);
  if (damaged?.some((d) => d === NONE || book.within(d, member) || book.within(member, d))) return false;
  const root = groups.root[group];
  for (let m = member; m !== root; ) {
    m = book.parent[m];
    if (m === NONE) return false;
    if (groups.listed.has(key(group, m))) return groups.above.has(key(group, m));
  }
  return false;
};
