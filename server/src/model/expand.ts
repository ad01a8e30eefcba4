/**
 * Identities over typed cells only. A derived figure never breaks anything by itself: where an identity with derived members is broken, what is wrong are the typed figures
 * from which they follow, so each derived member is replaced by the identity that gave it.
 */
import type { Cells } from './cells.ts';
import { type IdentityList, type Incidence, PART } from './identities.ts';

/** An identity over typed and blank cells, with its sums of values and of intervals. */
export interface Balance {
  /** True for an inequality: the sum is at most 0. */
  readonly part: boolean;
  /** Each cell's coefficient, never 0. */
  readonly terms: ReadonlyMap<number, number>;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export class Expansion {
  readonly cells: Cells;
  readonly identities: IdentityList;
  readonly incidence: Incidence;
  readonly #derivedBy: ReadonlyMap<number, number>;
  /** For each identity that gave a cell, that cell. */
  readonly #gives = new Map<number, number>();
  readonly #bases = new Map<number, ReadonlyMap<number, number>>();
  readonly #balances = new Map<number, Balance>();
  readonly #incident = new Map<number, readonly number[]>();

  constructor(cells: Cells, identities: IdentityList, incidence: Incidence, derivedBy: ReadonlyMap<number, number>) {
    this.cells = cells;
    this.identities = identities;
    this.incidence = incidence;
    this.#derivedBy = derivedBy;
    for (const [cell, identity] of derivedBy) this.#gives.set(identity, cell);
  }

  /** The identity over typed cells; undefined if a member is unknown. */
  balance(i: number): Balance | undefined {
    const known = this.#balances.get(i);
    if (known) return known;
    const terms = this.#terms(i);
    if (!terms) return undefined;
    const { cells } = this;
    let value = 0;
    let low = 0;
    let high = 0;
    for (const [c, k] of terms) {
      value += k * cells.value[c];
      low += k > 0 ? k * cells.low[c] : k * cells.high[c];
      high += k > 0 ? k * cells.high[c] : k * cells.low[c];
    }
    const balance = { terms, part: this.identities.kind[i] === PART, value, low, high };
    this.#balances.set(i, balance);
    return balance;
  }

  /** The identities in which a typed cell stands, directly or through derived figures; those that gave a figure hold by definition and are left out. */
  incident(cell: number): readonly number[] {
    const known = this.#incident.get(cell);
    if (known) return known;
    const found = new Set<number>();
    const open = [cell];
    const seen = new Set(open);
    for (let c = open.pop(); c !== undefined; c = open.pop())
      for (let n = this.incidence.start[c]; n < this.incidence.start[c + 1]; n++) {
        const i = this.incidence.list[n];
        const given = this.#gives.get(i);
        if (given === undefined) found.add(i);
        else if (!seen.has(given)) {
          seen.add(given);
          open.push(given);
        }
      }
    const incident = [...found];
    this.#incident.set(cell, incident);
    return incident;
  }

  #terms(i: number): ReadonlyMap<number, number> | undefined {
    const { identities, cells } = this;
    const sum = new Map<number, number>();
    for (let t = identities.start[i]; t < identities.start[i + 1]; t++) {
      const c = identities.cell[t];
      if (cells.known[c] === 0) return undefined;
      if (this.#derivedBy.has(c)) addTo(sum, this.#base(c), identities.coefficient[t]);
      else addTerm(sum, c, identities.coefficient[t]);
    }
    return sum;
  }

  /** A derived cell as a combination of typed cells. */
  #base(cell: number): ReadonlyMap<number, number> {
    const known = this.#bases.get(cell);
    if (known) return known;
    const by = this.#derivedBy.get(cell)!;
    const sum = new Map<number, number>();
    let own = 0;
    const { identities } = this;
    for (let t = identities.start[by]; t < identities.start[by + 1]; t++) {
      const c = identities.cell[t];
      if (c === cell) own += identities.coefficient[t];
      else if (this.#derivedBy.has(c)) addTo(sum, this.#base(c), identities.coefficient[t]);
      else addTerm(sum, c, identities.coefficient[t]);
    }
    const base = new Map<number, number>();
    for (const [c, k] of sum) base.set(c, -k / own);
    this.#bases.set(cell, base);
    return base;
  }
}

const addTerm = (sum: Map<number, number>, cell: number, coefficient: number): void => {
  const total = (sum.get(cell) ?? 0) + coefficient;
  if (total === 0) sum.delete(cell);
  else sum.set(cell, total);
};

const addTo = (sum: Map<number, number>, terms: ReadonlyMap<number, number>, factor: number): void => {
  for (const [cell, k] of terms) addTerm(sum, cell, k * factor);
};
