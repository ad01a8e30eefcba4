/** What was said of identities while the cells stood otherwise: where it holds still, it stays the same object, so that whoever keeps what follows from it need not begin anew. */
import type { Checked, Identity } from './types.ts';

export class Said {
  readonly #said: Iterable<Checked>;
  /** By the first cell of the identity. */
  #byCell?: ReadonlyMap<string, readonly Checked[]>;

  constructor(said: Iterable<Checked>) {
    this.#said = said;
  }

  /** What was said in the same words; `now` if nothing was. */
  like(now: Checked): Checked {
    this.#byCell ??= byFirst(this.#said);
    return this.#byCell.get(firstOf(now))?.find((before) => isSame(before, now)) ?? now;
  }
}

const byFirst = (said: Iterable<Checked>): Map<string, Checked[]> => {
  const byCell = new Map<string, Checked[]>();
  for (const one of said) {
    const own = byCell.get(firstOf(one));
    if (own) own.push(one);
    else byCell.set(firstOf(one), [one]);
  }
  return byCell;
};

const firstOf = ({ identity }: Checked): string => identity.terms[0].cell;

const isSame = (a: Checked, b: Checked): boolean =>
  a.verdict === b.verdict && a.difference === b.difference && a.tolerance === b.tolerance && isSameIdentity(a.identity, b.identity);

const isSameIdentity = (a: Identity, b: Identity): boolean =>
  a.kind === b.kind &&
  a.by === b.by &&
  a.table === b.table &&
  a.terms.length === b.terms.length &&
  a.terms.every(({ cell, coefficient }, i) => cell === b.terms[i].cell && coefficient === b.terms[i].coefficient);
