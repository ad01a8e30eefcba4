/**
 * Figures that nobody typed (docs/model.md §7). An equality with one unknown cell gives it; the narrowest interval goes first, and at equal width the nearer reason:
 * closed zero, same fact, tree sum, whole printed elsewhere, all funds, formula. A typed figure is never replaced.
 */
import type { Cells } from './cells.ts';
import type { Closure } from './closure.ts';
import { ALL_FUNDS, CLOSED_ZERO, FORMULA, IdentityList, PART, PRINTED_ELSEWHERE, SAME_FACT, TREE } from './identities.ts';
import { toGrid } from './interval.ts';
import { NONE } from './pairs.ts';
import type { CellState } from './types.ts';

/** Preference by kind at equal width. */
const RANK: readonly number[] = (() => {
  const rank: number[] = [];
  for (const [i, kind] of [CLOSED_ZERO, SAME_FACT, TREE, PRINTED_ELSEWHERE, ALL_FUNDS, FORMULA].entries()) rank[kind] = i;
  return rank;
})();

interface Derivation {
  /** Those that were given, or a copy of them to which some were added. */
  readonly identities: IdentityList;
  /** The identity that gave each derived cell, in the order in which they were found. */
  readonly derivedBy: ReadonlyMap<number, number>;
}

/**
 * Derives what follows, filling in `cells`.
 * Where nothing more follows, a cell of a fund whose own table is empty is taken to be nothing (an identity for it is added), and the search goes on.
 */
export const derive = (cells: Cells, closure: Closure, lasting: IdentityList): Derivation => {
  const derivedBy = new Map<number, number>();
  let identities = lasting;
  const waiting = unknownIncidence(cells, identities);
  if (!waiting) return { identities, derivedBy };
  const { missing, of } = waiting;
  const heap = new Heap();
  const widthOf = (i: number) =>
    cells.touchesOutside(identities, i) ? outsideWidth(cells, identities, i) : knownWidth(cells, identities, i);
  const offer = (i: number) => heap.push(widthOf(i), RANK[identities.kind[i]], i);
  const note = (c: number, i: number) => {
    derivedBy.set(c, i);
    for (const j of of.get(c)!) if (--missing[j] === 1) offer(j);
  };
  const propagate = () => {
    for (let i = heap.pop(); i !== undefined; i = heap.pop()) {
      const c = solve(cells, identities, i);
      if (c !== undefined) note(c, i);
    }
  };
  const addZero = (c: number, table: number) => {
    if (identities === lasting) {
      identities = new IdentityList(lasting.length + 16, lasting.terms + 16);
      identities.append(lasting, 0);
    }
    identities.term(c, 1);
    identities.close(CLOSED_ZERO, '', cells.tables[table].table.key);
    solve(cells, identities, identities.length - 1);
    note(c, identities.length - 1);
    propagate();
  };
  const equalities = identities.length;
  for (let i = 0; i < equalities; i++) if (missing[i] === 1) offer(i);
  propagate();
  for (const c of of.keys()) {
    if (cells.known[c]) continue;
    const table = closure.unusedFund(cells.address[c]);
    if (table !== NONE) addZero(c, table);
  }
  // A leaf that its author left out, and of which no other table speaks, is nothing. The sum of a row left out follows from its parts, so it comes after them.
  const omitted = [...of.keys()].filter((c) => cells.cell(c).state === 'omitted');
  const wholes = omitted.length > 0 ? wholesOf(identities) : new Set<number>();
  for (const c of [...omitted.filter((one) => !wholes.has(one)), ...omitted.filter((one) => wholes.has(one))])
    if (!cells.known[c]) addZero(c, cells.tableOf[c]);
  return { identities, derivedBy };
};

/** What other documents make of a figure comes after all that its own table says; before it where nobody typed anything of that table. */
const outsideWidth = (cells: Cells, identities: IdentityList, i: number): number =>
  cells.tables[cells.tableOf[identities.cell[identities.start[i]]]].table.closed ? Infinity : -1;

const isOpen = (state: CellState): boolean => state === 'untyped' || state === 'omitted';

/** How many unknown cells each equality has (damaged ones count for good), and the equalities of each untyped cell. */
const unknownIncidence = (cells: Cells, identities: IdentityList) => {
  const of = new Map<number, number[]>();
  for (let c = 0; c < cells.count; c++) if (cells.known[c] === 0 && isOpen(cells.cell(c).state) && !cells.doubtful[c]) of.set(c, []);
  if (of.size === 0) return undefined;
  const missing = new Int32Array(identities.length);
  for (let i = 0; i < identities.length; i++) {
    if (identities.kind[i] === PART) continue;
    for (let t = identities.start[i]; t < identities.start[i + 1]; t++) {
      const c = identities.cell[t];
      if (cells.known[c] !== 0) continue;
      missing[i]++;
      of.get(c)?.push(i);
    }
  }
  return { missing, of };
};

const knownWidth = (cells: Cells, identities: IdentityList, i: number): number => {
  let width = 0;
  for (let t = identities.start[i]; t < identities.start[i + 1]; t++) {
    const c = identities.cell[t];
    if (cells.known[c]) width += Math.abs(identities.coefficient[t]) * (cells.high[c] - cells.low[c]);
  }
  return width;
};

/** Solves an identity for its one unknown cell; returns the cell, or undefined if it is known by now or was typed and could not be read. */
const solve = (cells: Cells, identities: IdentityList, i: number): number | undefined => {
  let unknown: number | undefined;
  let factor = 0;
  let value = 0;
  let low = 0;
  let high = 0;
  for (let t = identities.start[i]; t < identities.start[i + 1]; t++) {
    const c = identities.cell[t];
    const k = -identities.coefficient[t];
    if (cells.known[c] === 0) {
      if (unknown !== undefined && unknown !== c) return undefined;
      unknown = c;
      factor -= k;
      continue;
    }
    value += k * cells.value[c];
    low += k > 0 ? k * cells.low[c] : k * cells.high[c];
    high += k > 0 ? k * cells.high[c] : k * cells.low[c];
  }
  if (unknown === undefined || Math.abs(factor) !== 1) return undefined;
  const cell = cells.cell(unknown);
  if (!isOpen(cell.state) || cells.doubtful[unknown]) return undefined;
  if (cell.state === 'omitted' && !speaksOf(unknown, identities, i)) return undefined;
  if (factor < 0) [value, low, high] = [-value, -high, -low];
  if (!cells.isSigned(unknown) && high >= 0) low = Math.max(low, 0);
  // Adding 0 turns −0 into 0.
  cells.derive(unknown, toGrid(value, cell.half) + 0, low + 0, high + 0);
  return unknown;
};

/**
 * Whether an identity says what a row left out holds: the same figure elsewhere, the sum of what another table lists below it, or of its own parts.
 * What a sum lacks beside its other parts is no such word: that would hide every error in it.
 */
const speaksOf = (cell: number, identities: IdentityList, i: number): boolean => {
  const kind = identities.kind[i];
  if (kind === SAME_FACT || kind === CLOSED_ZERO) return true;
  return (kind === TREE || kind === PRINTED_ELSEWHERE || kind === ALL_FUNDS) && identities.cell[identities.start[i]] === cell;
};

/** Cells that are the sum of others in their table. */
const wholesOf = (identities: IdentityList): ReadonlySet<number> => {
  const wholes = new Set<number>();
  for (let i = 0; i < identities.length; i++) if (identities.kind[i] === TREE) wholes.add(identities.cell[identities.start[i]]);
  return wholes;
};

/** A binary heap of identities on (width, rank, number). */
class Heap {
  readonly #width: number[] = [];
  readonly #rank: number[] = [];
  readonly #item: number[] = [];

  push(width: number, rank: number, item: number): void {
    let at = this.#item.length;
    this.#set(at, width, rank, item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.#before(at, up)) return;
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): number | undefined {
    const first = this.#item[0];
    if (first === undefined) return undefined;
    const width = this.#width.pop()!;
    const rank = this.#rank.pop()!;
    const item = this.#item.pop()!;
    if (this.#item.length > 0) {
      this.#set(0, width, rank, item);
      this.#sink();
    }
    return first;
  }

  #sink(): void {
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < this.#item.length && this.#before(child, least)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    // Two infinite widths differ by NaN, which is none.
    return (this.#width[a] - this.#width[b] || this.#rank[a] - this.#rank[b] || this.#item[a] - this.#item[b]) < 0;
  }

  #swap(a: number, b: number): void {
    const width = this.#width[a];
    const rank = this.#rank[a];
    const item = this.#item[a];
    this.#set(a, this.#width[b], this.#rank[b], this.#item[b]);
    this.#set(b, width, rank, item);
  }

  #set(at: number, width: number, rank: number, item: number): void {
    this.#width[at] = width;
    this.#rank[at] = rank;
    this.#item[at] = item;
  }
}
