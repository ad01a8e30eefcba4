/**
 * True amounts and their sums. Every amount is a whole number of fen (0.01 元) or of things; what is summed from it at every address is summed exactly,
 * so whatever table prints a part of it agrees with every other table but for rounding.
 */
import { dimensions } from '../../server/src/forms/field.ts';
import type { Address } from '../../server/src/model/types.ts';

type Members = Readonly<Record<string, string>>;

/** Levels of the classifications of accounts, in digits. */
const LEVELS: Readonly<Record<string, readonly number[]>> = { 功能: [3, 5, 7], 经济: [3, 5] };

/** Dimensions whose members tables list as rows; those of a tree by the order of rows are added level by level. */
const LISTED = [...Object.keys(LEVELS), '项目', '预算单位'];

/** The member, all that contain it, and undefined for the whole if the dimension has one. */
function ancestors(dimension: string, member: string): (string | undefined)[] {
  const known = dimensions.get(dimension);
  if (!known || known.kind === 'flat') return [member];
  if (known.kind === 'prefix')
    return [undefined, ...LEVELS[dimension].filter((length) => length <= member.length).map((length) => member.slice(0, length))];
  const path: (string | undefined)[] = [];
  for (let at: string | undefined = member; at !== undefined; at = known.parents?.[at]) path.push(at);
  return known.parts?.[member] === undefined ? [...path, undefined] : [member];
}

const keyOf = (measure: string, members: Members): string =>
  [
    measure,
    ...Object.keys(members)
      .sort()
      .flatMap((dimension) => (members[dimension] === '*' ? [] : [`${dimension}=${members[dimension]}`])),
  ].join(' ');

export class Ledger {
  readonly #sums = new Map<string, number>();
  readonly #codes = new Map<string, Set<string>>();

  /** Adds an amount at its address and at every address that contains it; along `fixed` dimensions only at its own. */
  add(measure: string, members: Members, amount: number, fixed: readonly string[] = []): void {
    if (amount === 0) return;
    let combinations: Members[] = [{}];
    for (const [dimension, member] of Object.entries(members)) {
      const above = fixed.includes(dimension) ? [member] : ancestors(dimension, member);
      combinations = combinations.flatMap((one) => above.map((at) => (at === undefined ? one : { ...one, [dimension]: at })));
    }
    for (const combination of combinations) {
      const key = keyOf(measure, combination);
      this.#sums.set(key, (this.#sums.get(key) ?? 0) + amount);
      for (const dimension of LISTED) if (combination[dimension]) this.#remember(dimension, combination[dimension]);
    }
  }

  #remember(dimension: string, code: string): void {
    const codes = this.#codes.get(dimension) ?? new Set();
    this.#codes.set(dimension, codes.add(code));
  }

  /** 0 where nothing was added. */
  amount({ measure, members }: Address): number {
    return this.#sums.get(keyOf(measure, members)) ?? 0;
  }

  /** Every code at which or below which there is an amount, in order: a parent stands before its children. */
  codes(dimension: string): string[] {
    return [...(this.#codes.get(dimension) ?? [])].sort();
  }
}

/** Hundredths of 万元, half up, as an official table prints them. */
export const inHundredths = (fen: number): number => Math.round(fen / 10_000);

/** `1064.50` */
export const yuan10k = (fen: number): string => (inHundredths(fen) / 100).toFixed(2);
