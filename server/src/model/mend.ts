/** Whether new values for cells make the identities in which they stand hold (docs/model.md §8, step 2). */
import { BROKEN } from './check.ts';
import type { Balance, Expansion } from './expand.ts';
import { stepOf } from './interval.ts';
import { slipOf } from './slip.ts';
import type { Slip } from './types.ts';

/** A cell and the printable value that would mend all. */
export interface Candidate {
  readonly cell: number;
  readonly value: number;
  readonly slip?: Slip;
  /** How many of its equalities the value makes exact. */
  readonly exact: number;
}

/** Values that are assumed for cells instead of the printed ones. */
export type Assumed = ReadonlyMap<number, number>;

const NOTHING: Assumed = new Map();

/** What an equality wants a cell to be, and how much rounding has come together in the rest of it. */
interface Wish {
  readonly value: number;
  readonly width: number;
}

export class Mender {
  readonly expansion: Expansion;
  /** How many identities have been looked at, for callers that must stop somewhere. */
  looked = 0;
  readonly #verdicts: Uint8Array;
  #negatives?: Map<number, number>;
  /** What mends a cell where nothing else is assumed: searches for several cells begin by asking that again. */
  readonly #alone = new Map<number, Candidate | undefined>();

  constructor(expansion: Expansion, verdicts: Uint8Array) {
    this.expansion = expansion;
    this.#verdicts = verdicts;
  }

  /** The value for `cell` that mends every identity in which it stands; undefined if there is none, which proves that this cell alone is not what is wrong. */
  mend(cell: number, assumed: Assumed = NOTHING): Candidate | undefined {
    if (this.expansion.cells.isOutside(cell)) return undefined;
    if (assumed.size > 0) return this.#mend(cell, assumed);
    if (this.#alone.has(cell)) this.looked += this.expansion.incident(cell).length;
    else this.#alone.set(cell, this.#mend(cell, assumed));
    return this.#alone.get(cell);
  }

  #mend(cell: number, assumed: Assumed): Candidate | undefined {
    const { half } = this.expansion.cells.cell(cell);
    let low = this.#mayBeNegative(cell) ? -Infinity : 0;
    let high = Infinity;
    const wishes: Wish[] = [];
    const incident = this.expansion.incident(cell);
    for (let n = 0; n < incident.length; n++) {
      // No printable value lies between them, and the other identities can only draw them further apart.
      if (low - high > 2 * half) {
        this.looked += incident.length - n;
        return undefined;
      }
      const balance = this.#decisive(incident[n]);
      const k = balance?.terms.get(cell);
      if (balance === undefined || k === undefined) continue;
      const rest = this.#rest(balance, cell, k, assumed);
      if (k > 0) high = Math.min(high, -rest.low / k);
      else low = Math.max(low, -rest.low / k);
      if (balance.part) continue;
      if (k > 0) low = Math.max(low, -rest.high / k);
      else high = Math.min(high, -rest.high / k);
      wishes.push({ value: -rest.value / k + 0, width: rest.high - rest.low });
    }
    return this.#choose(cell, low, high, wishes);
  }

  /** The values that broken equalities of `among` want a cell to be, on its grid. */
  wishes(cell: number, among: ReadonlySet<number>, assumed: Assumed): number[] {
    const { cells } = this.expansion;
    if (cells.isOutside(cell)) return [];
    const step = stepOf(cells.cell(cell).half);
    const found = new Set<number>();
    for (const i of this.expansion.incident(cell)) {
      const balance = among.has(i) ? this.#decisive(i) : undefined;
      const k = balance?.terms.get(cell);
      if (balance === undefined || k === undefined || balance.part) continue;
      const value = Math.round(-this.#rest(balance, cell, k, assumed).value / k / step) * step + 0;
      if (value >= 0 || this.#mayBeNegative(cell)) found.add(value);
    }
    return [...found];
  }

  /** True if an identity is broken under what is assumed. */
  isBroken(i: number, assumed: Assumed): boolean {
    const balance = this.#decisive(i);
    if (balance === undefined) return false;
    const { low, high } = this.#assume(balance, assumed);
    return low > 0 || (!balance.part && high < 0);
  }

  /** The identity over typed cells, unless a member is unknown or members that cancel out make it tighter than its check was: what was not reported must not decide. */
  #decisive(i: number): Balance | undefined {
    this.looked++;
    const balance = this.expansion.balance(i);
    if (!balance) return undefined;
    const broken = balance.low > 0 || (!balance.part && balance.high < 0);
    return broken && this.#verdicts[i] !== BROKEN ? undefined : balance;
  }

  /** An identity's sums without one cell. */
  #rest(balance: Balance, cell: number, k: number, assumed: Assumed): { value: number; low: number; high: number } {
    const { cells } = this.expansion;
    const { value, low, high } = this.#assume(balance, assumed);
    const own = this.#interval(cell, assumed.get(cell) ?? cells.value[cell], assumed.has(cell));
    return {
      value: value - k * (assumed.get(cell) ?? cells.value[cell]),
      low: low - (k > 0 ? k * own.low : k * own.high),
      high: high - (k > 0 ? k * own.high : k * own.low),
    };
  }

  /** An identity's sums under what is assumed. */
  #assume(balance: Balance, assumed: Assumed): { value: number; low: number; high: number } {
    const { cells } = this.expansion;
    let { value, low, high } = balance;
    for (const [cell, v] of assumed) {
      const k = balance.terms.get(cell);
      if (k === undefined) continue;
      const before = this.#interval(cell, cells.value[cell], false);
      const after = this.#interval(cell, v, true);
      value += k * (v - cells.value[cell]);
      low += k > 0 ? k * (after.low - before.low) : k * (after.high - before.high);
      high += k > 0 ? k * (after.high - before.high) : k * (after.low - before.low);
    }
    return { value, low, high };
  }

  #interval(cell: number, value: number, assumed: boolean): { low: number; high: number } {
    const { cells } = this.expansion;
    if (!assumed) return { low: cells.low[cell], high: cells.high[cell] };
    const { half } = cells.cell(cell);
    return { low: value === 0 && !this.#mayBeNegative(cell) ? 0 : value - half, high: value + half };
  }

  /** The printable value whose interval meets [low, high], preferring the one that most identities want exactly, and of two the one wanted where less rounding has come together. */
  #choose(cell: number, low: number, high: number, wishes: readonly Wish[]): Candidate | undefined {
    const { cells } = this.expansion;
    const { half } = cells.cell(cell);
    const step = stepOf(half);
    const floor = this.#mayBeNegative(cell) ? -Infinity : 0;
    const least = Math.max(Math.ceil((low - half) / step) * step, floor);
    const most = Math.floor((high + half) / step) * step;
    if (least > most || high < floor) return undefined;
    let best: number | undefined;
    let exact = 0;
    let tightest = Infinity;
    for (const { value, width } of wishes) {
      if (value < least || value > most || value % step !== 0) continue;
      const votes = wishes.filter((other) => other.value === value).length;
      if (votes > exact || (votes === exact && width < tightest)) [best, exact, tightest] = [value, votes, width];
    }
    const value = best ?? Math.min(Math.max(Math.round((low + high) / 2 / step) * step, least), most) + 0;
    if (!Number.isFinite(value)) return undefined;
    return { cell, value, exact, slip: slipOf(cells.value[cell], value, half) };
  }

  /** A measure is negative by nature, or a figure of it other than this one is. */
  #mayBeNegative(cell: number): boolean {
    const { cells } = this.expansion;
    const measure = cells.book.measureOf(cells.address[cell]);
    if (!cells.signed.has(measure)) return false;
    this.#negatives ??= this.#countNegatives();
    const own = cells.value[cell] < 0 ? 1 : 0;
    return cells.natural.has(measure) || (this.#negatives.get(measure) ?? 0) - own > 0;
  }

  #countNegatives(): Map<number, number> {
    const { cells } = this.expansion;
    const negatives = new Map<number, number>();
    for (let c = 0; c < cells.count; c++) {
      if (cells.value[c] >= 0 || cells.cell(c).state !== 'typed') continue;
      const measure = cells.book.measureOf(cells.address[c]);
      negatives.set(measure, (negatives.get(measure) ?? 0) + 1);
    }
    return negatives;
  }
}
