/** Several wrong figures that stand in each other's identities (docs/model.md §8, steps 5 and 6). */
import { commonCells, componentsOf } from './components.ts';
import type { Expansion } from './expand.ts';
import type { Assumed, Mender } from './mend.ts';
import { NONE, PairMap } from './pairs.ts';

/** At most this many cells are taken to be wrong together. */
const DEPTH = 3;
/** At most this many choices are followed at each step. */
const BREADTH = 8;
/** At most this many identities are looked at for one search: it must not be felt while typing. */
const EFFORT = 20_000;
/** A component with more broken identities than a few cells can have is a document being written, not one with a slip. */
export const SEARCHABLE = 64;
/** At most this many components of one document are searched, for the same reason. */
export const SEARCHES = 8;

/** Two cells that changed places, and the components that it explains. */
export interface Exchange {
  readonly a: number;
  readonly b: number;
  readonly components: ReadonlySet<number>;
}

/**
 * Pairs of cells of one row or one column whose exchange mends every component in which one of them stands.
 * A row's exchange leaves the row's own sum whole, so the two cells often stand in different components. A component that two different pairs explain stays unexplained.
 */
export const exchanges = (expansion: Expansion, mender: Mender, components: readonly (readonly number[])[]): Exchange[] => {
  const { cells } = expansion;
  const standsIn = new Map<number, Set<number>>();
  for (const [n, component] of components.entries())
    for (const i of component)
      for (const cell of expansion.balance(i)!.terms.keys()) standsIn.set(cell, (standsIn.get(cell) ?? new Set()).add(n));
  const found: Exchange[] = [];
  const limit = mender.looked + EFFORT;
  const suspects = [...standsIn.keys()].filter((cell) => !cells.isOutside(cell));
  for (const [a, b] of neighbours(expansion, suspects)) {
    if (cells.value[a] === cells.value[b]) continue;
    if (mender.looked > limit) break;
    const assumed = new Map<number, number>().set(a, cells.value[b]).set(b, cells.value[a]);
    const [ofA, ofB] = [standsIn.get(a)!, standsIn.get(b)!];
    if (
      areMended(mender, components, ofA, NOTHING, assumed) &&
      areMended(mender, components, ofB, ofA, assumed) &&
      hurtsNothing(expansion, mender, assumed)
    )
      found.push({ a, b, components: new Set([...ofA, ...ofB]) });
  }
  const claims = (n: number) => found.filter((exchange) => exchange.components.has(n)).length;
  return found.filter((exchange) => [...exchange.components].every((n) => claims(n) === 1));
};

/** Pairs of cells of one table whose addresses differ in one dimension only. */
function* neighbours({ cells }: Expansion, suspects: readonly number[]): Generator<[number, number]> {
  const { book } = cells;
  /** For each dimension in which one of them has a member: by table and the address without that dimension, the number of the line. */
  const dimensions = new Set(suspects.flatMap((cell) => book.membersOf(cells.address[cell], []).map((member) => book.dimensionOf[member])));
  const lines = [...dimensions].sort((a, b) => a - b).map((dimension) => ({ whole: book.whole[dimension], numbers: new PairMap() }));
  const onLine: number[][] = [];
  const seen = new PairMap();
  for (const cell of suspects)
    for (const { whole, numbers } of lines) {
      const [table, rest] = [cells.tableOf[cell], book.at(cells.address[cell], whole)];
      const line = numbers.get(table, rest);
      if (line === NONE) {
        numbers.set(table, rest, onLine.length);
        onLine.push([cell]);
        continue;
      }
      for (const other of onLine[line]) {
        if (seen.has(other, cell)) continue;
        seen.set(other, cell, 1);
        yield [other, cell];
      }
      onLine[line].push(cell);
    }
}

const NOTHING: ReadonlySet<number> = new Set();

/** True if nothing of the components `which` is broken any more; of `known` ones that is known. */
const areMended = (
  mender: Mender,
  components: readonly (readonly number[])[],
  which: ReadonlySet<number>,
  known: ReadonlySet<number>,
  assumed: Assumed,
): boolean => {
  for (const n of which) if (!known.has(n) && components[n].some((i) => mender.isBroken(i, assumed))) return false;
  return true;
};

/** True if nothing in which the assumed cells stand is broken. */
const hurtsNothing = (expansion: Expansion, mender: Mender, assumed: Assumed): boolean =>
  [...assumed.keys()].every((cell) => expansion.incident(cell).every((i) => !mender.isBroken(i, assumed)));

/**
 * The cells that are wrong in every smallest set of changes that mends a component, each with its value; empty if there is none, or nothing common to all.
 * Branches on the smallest component that is left: its single culprits if it has any, else the changes that mend most and hurt least.
 */
export const commonCulprits = (expansion: Expansion, mender: Mender, component: readonly number[]): Assumed => {
  const search = new Search(expansion, mender, component);
  for (let size = 2; size <= DEPTH; size++) {
    search.follow(new Map(), size);
    if (search.found.length > 0) break;
  }
  const [first, ...others] = search.found;
  const common = new Map<number, number>();
  for (const [cell, value] of first ?? []) if (others.every((other) => other.has(cell))) common.set(cell, value);
  return search.exhausted ? new Map() : common;
};

class Search {
  readonly found: Assumed[] = [];
  readonly #expansion: Expansion;
  readonly #mender: Mender;
  readonly #component: readonly number[];
  readonly #limit: number;

  constructor(expansion: Expansion, mender: Mender, component: readonly number[]) {
    this.#expansion = expansion;
    this.#mender = mender;
    this.#component = component;
    this.#limit = mender.looked + EFFORT;
  }

  /** True if the search was cut short: then what it found may not be all. */
  get exhausted(): boolean {
    return this.#mender.looked >= this.#limit;
  }

  /** Follows every promising way to mend what is left with at most `left` more changes. */
  follow(assumed: Assumed, left: number): void {
    if (this.exhausted) return;
    const broken = this.#broken(assumed);
    if (broken.size === 0) {
      this.#note(assumed);
      return;
    }
    if (left === 0) return;
    const components = componentsOf(this.#expansion, broken);
    // Each component needs a change of its own.
    if (components.length > left) return;
    const smallest = components.reduce((a, b) => (b.length < a.length ? b : a));
    for (const [cell, value] of this.#choices(smallest, broken, assumed, left)) this.follow(new Map(assumed).set(cell, value), left - 1);
  }

  #broken(assumed: Assumed): Set<number> {
    const broken = new Set<number>();
    const test = (i: number) => {
      if (this.#mender.isBroken(i, assumed)) broken.add(i);
    };
    for (const i of this.#component) test(i);
    for (const cell of assumed.keys()) for (const i of this.#expansion.incident(cell)) test(i);
    return broken;
  }

  #choices(component: readonly number[], broken: ReadonlySet<number>, assumed: Assumed, left: number): [number, number][] {
    const single: [number, number][] = [];
    for (const cell of commonCells(this.#expansion, component)) {
      const candidate = assumed.has(cell) ? undefined : this.#mender.mend(cell, assumed);
      if (candidate) single.push([cell, candidate.value]);
    }
    if (single.length > 0) return single.slice(0, BREADTH);
    return left > 1 ? this.#promising(component, broken, assumed) : [];
  }

  /** Changes by what they mend less what they hurt, best first. */
  #promising(component: readonly number[], broken: ReadonlySet<number>, assumed: Assumed): [number, number][] {
    const rated: { choice: [number, number]; rate: number }[] = [];
    for (const cell of new Set(component.flatMap((i) => [...this.#expansion.balance(i)!.terms.keys()]))) {
      if (assumed.has(cell)) continue;
      for (const value of this.#mender.wishes(cell, broken, assumed)) {
        if (this.exhausted) return [];
        const after = new Map(assumed).set(cell, value);
        let rate = 0;
        for (const i of this.#expansion.incident(cell)) rate += Number(broken.has(i)) - Number(this.#mender.isBroken(i, after));
        rated.push({ choice: [cell, value], rate });
      }
    }
    rated.sort((a, b) => b.rate - a.rate || a.choice[0] - b.choice[0]);
    return rated.slice(0, BREADTH).map(({ choice }) => choice);
  }

  #note(assumed: Assumed): void {
    const same = (other: Assumed) => other.size === assumed.size && [...assumed.keys()].every((cell) => other.has(cell));
    if (!this.found.some(same)) this.found.push(assumed);
  }
}
