/** What a document's tables state at an address, for checks that hold facts of different tables against each other. */
import { t } from '@vscode/l10n';
import type { BoundTable } from '../disclosure/bind/types.ts';
import { type CellIndex, cellTitle, type LocatedCell, placeOfCell, plainAmount, writtenValue } from '../disclosure/cells.ts';
import type { Related } from '../disclosure/finding.ts';
import type { Address, Evaluation } from '../model/types.ts';

/** A cell and what is known to stand in it. */
export interface Part {
  readonly located: LocatedCell;
  readonly value: number;
}

/** What is known of a sum of facts: the cells that state it and where it lies. */
export interface Reading {
  readonly parts: readonly Part[];
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const isPositive = ({ low }: Reading): boolean => low > 0;
/** A printed 0.00 may stand for less than half of its last digit; a blank and a count of 0 do not. */
export const isNothing = ({ low, high }: Reading): boolean => low === 0 && high === 0;

/** The sum of readings; undefined of none. */
export function sumOf(parts: readonly Reading[]): Reading | undefined {
  if (parts.length === 0) return undefined;
  return parts.reduce((all, part) => ({
    parts: [...all.parts, ...part.parts],
    value: all.value + part.value,
    low: all.low + part.low,
    high: all.high + part.high,
  }));
}

/** How far two readings are apart and how far rounding could carry them, as the first one's cells write figures. */
export function distance(one: Reading, other: Reading): { readonly difference: string; readonly tolerance: string } {
  const { cell } = one.parts[0].located;
  const [less, more] = one.value < other.value ? [one, other] : [other, one];
  const tolerance = less.high - less.value + more.value - more.low;
  return { difference: plainAmount(cell, more.value - less.value), tolerance: plainAmount(cell, tolerance) };
}

/** A figure as typed, or that there is none. */
function partText({ located: { cell }, value }: Part): string {
  return value === 0 && cell.typed?.kind !== 'amount' ? t('blank') : writtenValue(cell, value);
}

/** A sum as its cells would print it. */
export const sumText = ({ parts, value }: Reading): string => plainAmount(parts[0].located.cell, value);

/** A figure as typed, or a sum. */
export const textOf = (reading: Reading): string => (reading.parts.length === 1 ? partText(reading.parts[0]) : sumText(reading));

/** What to call a reading's cells; of a table that was just named the title is not said again. */
export const titleOf = ({ parts }: Reading, named?: BoundTable): string =>
  parts.map(({ located }) => cellTitle(located, located.table !== named)).join('、');

export const tableOf = ({ parts }: Reading): BoundTable => parts[0].located.table;

/** Each cell of a reading as a place related to a finding. */
export const relatedTo = ({ parts }: Reading): Related[] =>
  parts.map((part) => ({ message: `${cellTitle(part.located)} ${partText(part)}`, place: placeOfCell(part.located) }));

export class FactReader {
  readonly #stated: Evaluation;
  readonly #index: CellIndex;
  /** Cells of broken sums: which of their figures is wrong is said there, and what follows from it is not said again. */
  readonly doubtful: ReadonlySet<string>;

  constructor(stated: Evaluation, index: CellIndex) {
    this.#stated = stated;
    this.#index = index;
    this.doubtful = new Set(stated.broken.flatMap(({ identity }) => identity.terms.map(({ cell }) => cell)));
  }

  /** One cell by its key; undefined if it is unknown, in doubt, or in a row that its author left out: who is still typing has not said that there is nothing. */
  cell(key: string): Reading | undefined {
    const state = this.#stated.cell(key)?.state;
    const interval = this.#stated.interval(key);
    const value = this.#stated.value(key);
    if (!interval || value === undefined || (state === 'omitted' && value === 0) || this.doubtful.has(key)) return undefined;
    const located = this.#index.get(key);
    return located && { parts: [{ located, value }], value, ...interval };
  }

  /** The fact at an address: everything that its cells may mean, so that two tables that differ say no more than both. What a closed table does not list is nothing, without a cell. */
  fact(address: Address): Reading | undefined {
    const cells = this.#stated.cellsAt(address);
    if (cells.length === 0) return this.#stated.zeroAt(address) === undefined ? undefined : { parts: [], value: 0, low: 0, high: 0 };
    const readings: Reading[] = [];
    for (const { key } of cells) {
      const reading = this.cell(key);
      if (!reading) return undefined;
      readings.push(reading);
    }
    return { ...readings[0], low: Math.min(...readings.map(({ low }) => low)), high: Math.max(...readings.map(({ high }) => high)) };
  }

  /** The sum of what stands at the addresses; undefined if one of them is unknown or no table has a cell at any of them. */
  sum(addresses: readonly Address[]): Reading | undefined {
    const parts = addresses.map((address) => this.fact(address));
    if (parts.some((part) => part === undefined)) return undefined;
    const sum = sumOf(parts as Reading[]);
    return sum && sum.parts.length > 0 ? sum : undefined;
  }

  /** The first of several sums of which something is known. */
  first(sums: readonly (readonly Address[])[]): Reading | undefined {
    for (const sum of sums) {
      const reading = this.sum(sum);
      if (reading) return reading;
    }
    return undefined;
  }
}
