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
  readonly kind: number[];
  readonly by: string[];
  /** The table that closes the world, for closed zeros. */
  readonly table: (string | undefined)[];
  /** Where each identity's terms start; one more than there are identities. */
  readonly start: number[];
  /** Cells by number, and their coefficients. */
  readonly cell: number[];
  readonly coefficient: number[];

  /** An empty list, or a copy of another. */
  constructor(other?: IdentityList) {
    this.kind = other?.kind.slice() ?? [];
    this.by = other?.by.slice() ?? [];
    this.table = other?.table.slice() ?? [];
    this.start = other?.start.slice() ?? [0];
    this.cell = other?.cell.slice() ?? [];
    this.coefficient = other?.coefficient.slice() ?? [];
  }

  get length(): number {
    return this.kind.length;
  }

  /** Adds a term to the identity that the next `close` ends. */
  term(cell: number, coefficient: number): void {
    this.cell.push(cell);
    this.coefficient.push(coefficient);
  }

  /** Ends an identity: its terms are those added since the last. */
  close(kind: number, by: string, table?: string): void {
    this.kind.push(kind);
    this.by.push(by);
    this.table.push(table);
    this.start.push(this.cell.length);
  }

  /** Adds all of `other`, its cells counted from `offset`. */
  append(other: IdentityList, offset: number): void {
    const base = this.cell.length;
    for (let t = 0; t < other.cell.length; t++) {
      this.cell.push(other.cell[t] + offset);
      this.coefficient.push(other.coefficient[t]);
    }
    for (let i = 0; i < other.length; i++) {
      this.kind.push(other.kind[i]);
      this.by.push(other.by[i]);
      this.table.push(other.table[i]);
      this.start.push(base + other.start[i + 1]);
    }
  }

  /** The identity as others see it; `keyOf` names a cell. */
  identity(i: number, keyOf: (cell: number) => string): Identity {
    const terms: { cell: string; coefficient: number }[] = [];
    for (let t = this.start[i]; t < this.start[i + 1]; t++) terms.push({ cell: keyOf(this.cell[t]), coefficient: this.coefficient[t] });
    return { kind: KINDS[this.kind[i]], by: this.by[i], table: this.table[i], terms };
  }
}

/** For each of `cells` cells, the identities in which it stands: those of cell c are `list[start[c]]` … `list[start[c + 1] − 1]`, in order. */
export interface Incidence {
  readonly start: Int32Array;
  readonly list: Int32Array;
}

export const incidenceOf = (identities: IdentityList, cells: number): Incidence => {
  const start = new Int32Array(cells + 1);
  for (const cell of identities.cell) start[cell + 1]++;
  for (let c = 0; c < cells; c++) start[c + 1] += start[c];
  const next = start.slice(0, cells);
  const list = new Int32Array(identities.cell.length);
  for (let i = 0; i < identities.length; i++)
    for (let t = identities.start[i]; t < identities.start[i + 1]; t++) list[next[identities.cell[t]]++] = i;
  return { start, list };
};
