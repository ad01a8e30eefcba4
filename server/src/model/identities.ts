/**
 * Identities as flat arrays of integers. A document has hundreds to tens of thousands of them, and all are made again when a row comes or goes;
 * objects are made only of those that somebody looks at.
 */
import type { Identity, IdentityKind } from './types.ts';

/** All kinds, in the order in which they explain a cell best. */
export const KINDS: readonly IdentityKind[] = ['T', 'X', 'S', 'Z', 'F', 'G', 'LE'];

/** Numbers of the kinds, for the flat arrays. */
export const TREE = 0;
export const PRINTED_ELSEWHERE = 1;
export const SAME_FACT = 2;
export const CLOSED_ZERO = 3;
export const FORMULA = 4;
export const ALL_FUNDS = 5;
export const PART = 6;

export class IdentityList {
  /** How many identities there are, and how many terms they have; the arrays may be longer. */
  length = 0;
  terms = 0;
  kind: Uint8Array;
  /** Where each identity's terms start; one more than there are identities. */
  start: Int32Array;
  /** Cells by number, and their coefficients. */
  cell: Int32Array;
  coefficient: Int32Array;
  readonly by: string[] = [];
  /** The table that closes the world, for closed zeros, by the identity's number. */
  readonly closedBy = new Map<number, string>();

  /** An empty list with room for so many identities and terms; more can be added. */
  constructor(identities = 16, terms = 32) {
    this.kind = new Uint8Array(identities + 1);
    this.start = new Int32Array(identities + 1);
    this.cell = new Int32Array(terms);
    this.coefficient = new Int32Array(terms);
  }

  /** Adds a term to the identity that the next `close` ends. */
  term(cell: number, coefficient: number): void {
    if (this.terms === this.cell.length) this.#growTerms(this.terms * 2);
    this.cell[this.terms] = cell;
    this.coefficient[this.terms++] = coefficient;
  }

  /** Ends an identity: its terms are those added since the last. */
  close(kind: number, by: string, closedBy?: string): void {
    if (this.length + 1 === this.start.length) this.#grow(this.length * 2 + 2);
    if (closedBy !== undefined) this.closedBy.set(this.length, closedBy);
    this.kind[this.length++] = kind;
    this.start[this.length] = this.terms;
    this.by.push(by);
  }

  /** Adds all of `other`, its cells counted from `offset`. */
  append(other: IdentityList, offset: number): void {
    const { length, terms } = this;
    if (length + other.length >= this.start.length) this.#grow((length + other.length) * 2 + 2);
    if (terms + other.terms > this.cell.length) this.#growTerms((terms + other.terms) * 2);
    const { cell, start } = this;
    for (let t = 0, own = other.cell; t < other.terms; t++) cell[terms + t] = own[t] + offset;
    for (let i = 1, own = other.start; i <= other.length; i++) start[length + i] = own[i] + terms;
    for (const by of other.by) this.by.push(by);
    for (const [i, table] of other.closedBy) this.closedBy.set(length + i, table);
    this.coefficient.set(other.coefficient.subarray(0, other.terms), terms);
    this.kind.set(other.kind.subarray(0, other.length), length);
    this.length += other.length;
    this.terms += other.terms;
  }

  #grow(size: number): void {
    this.kind = enlarged(this.kind, new Uint8Array(size));
    this.start = enlarged(this.start, new Int32Array(size));
  }

  #growTerms(size: number): void {
    this.cell = enlarged(this.cell, new Int32Array(size));
    this.coefficient = enlarged(this.coefficient, new Int32Array(size));
  }

  /** The identity as others see it; `keyOf` names a cell. */
  identity(i: number, keyOf: (cell: number) => string): Identity {
    const terms: { cell: string; coefficient: number }[] = [];
    for (let t = this.start[i]; t < this.start[i + 1]; t++) terms.push({ cell: keyOf(this.cell[t]), coefficient: this.coefficient[t] });
    return { kind: KINDS[this.kind[i]], by: this.by[i], table: this.closedBy.get(i), terms };
  }
}

const enlarged = <T extends { set(from: T): void }>(from: T, into: T): T => {
  into.set(from);
  return into;
};

/** For each of `cells` cells, the identities in which it stands: those of cell c are `list[start[c]]` … `list[start[c + 1] − 1]`, in order. */
export interface Incidence {
  readonly start: Int32Array;
  readonly list: Int32Array;
}

export const incidenceOf = (identities: IdentityList, cells: number): Incidence => {
  const { length, terms, cell, start: from } = identities;
  const start = new Int32Array(cells + 1);
  for (let t = 0; t < terms; t++) start[cell[t] + 1]++;
  for (let c = 0; c < cells; c++) start[c + 1] += start[c];
  const next = start.slice(0, cells);
  const list = new Int32Array(terms);
  for (let i = 0; i < length; i++) for (let t = from[i]; t < from[i + 1]; t++) list[next[cell[t]]++] = i;
  return { start, list };
};
