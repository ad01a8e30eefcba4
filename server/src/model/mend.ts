/** Whether one new value for one cell makes every identity in which it stands hold (model.md §8, step 2). */
import { BROKEN } from './check.ts';
import type { Expansion } from './expand.ts';
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

/** Mends cells against all identities, or against some of them while others are set aside. */
export class Mender {
  readonly expansion: Expansion;
  readonly #verdicts: Uint8Array;
  #negatives?: Map<number, number>;

  constructor(expansion: Expansion, verdicts: Uint8Array) {
    this.expansion = expansion;
    this.#verdicts = verdicts;
  }

  /** The value for `cell` that mends every identity in which it stands; undefined if there is none, which proves the cell innocent of being the only wrong one. */
  mend(cell: number): Candidate | undefined {
    const { cells } = this.expansion;
    let low = this.#mayBeNegative(cell) ? -Infinity : 0;
    let high = Infinity;
    const wanted: { readonly value: number; readonly width: number }[] = [];
    for (const i of this.expansion.incident(cell)) {
      const balance = this.expansion.balance(i);
      const k = balance?.terms.get(cell);
      if (balance === undefined || k === undefined) continue;
      const isBroken = balance.low > 0 || (!balance.part && balance.high < 0);
      // Members that cancel out can make an identity tighter than its check was: what was not reported must not decide.
      if (isBroken && this.#verdicts[i] !== BROKEN) continue;
      const restLow = balance.low - (k > 0 ? k * cells.low[cell] : k * cells.high[cell]);
      const restHigh = balance.high - (k > 0 ? k * cells.high[cell] : k * cells.low[cell]);
      if (k > 0) high = Math.min(high, -restLow / k);
      else low = Math.max(low, -restLow / k);
      if (balance.part) continue;
      if (k > 0) low = Math.max(low, -restHigh / k);
      else high = Math.min(high, -restHigh / k);
      wanted.push({ value: -(balance.value - k * cells.value[cell]) / k + 0, width: restHigh - restLow });
    }
    return low > high + 2 * this.#half(cell) ? undefined : this.#choose(cell, low, high, wanted);
  }

  /** The printable value whose interval meets [low, high], preferring the one that most identities want exactly, and of two the one wanted where less rounding has come together. */
  #choose(
    cell: number,
    low: number,
    high: number,
    wanted: readonly { readonly value: number; readonly width: number }[],
  ): Candidate | undefined {
    const half = this.#half(cell);
    const step = stepOf(half);
    const least = Math.max(Math.ceil((low - half) / step), this.#mayBeNegative(cell) ? -Infinity : 0) * step;
    const most = Math.floor((high + half) / step) * step;
    if (least > most || high < (this.#mayBeNegative(cell) ? -Infinity : 0)) return undefined;
    let best: number | undefined;
    let exact = 0;
    let tightest = Infinity;
    for (const { value, width } of wanted) {
      if (value < least || value > most || value % step !== 0) continue;
      const votes = wanted.filter((other) => other.value === value).length;
      if (votes > exact || (votes === exact && width < tightest)) [best, exact, tightest] = [value, votes, width];
    }
    const value = best ?? Math.min(Math.max(Math.round((low + high) / 2 / step) * step, least), most);
    if (!Number.isFinite(value)) return undefined;
    const { cells } = this.expansion;
    return { cell, value, exact, slip: slipOf(cells.value[cell], value, half) };
  }

  #half(cell: number): number {
    return this.expansion.cells.cell(cell).half;
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
