/** What was said of identities while the cells stood otherwise: where it holds still, it stays the same object, so that whoever keeps what follows from it need not begin anew. */
import type { Cells } from './cells.ts';
import { outcomeOf } from './check.ts';
import { type IdentityList, KINDS } from './identities.ts';
import type { Checked, Identity } from './types.ts';

export class Said {
  readonly #said: Iterable<Checked>;
  /** By the first cell of the identity. */
  #byCell?: ReadonlyMap<string, readonly Checked[]>;

  constructor(said: Iterable<Checked>) {
    this.#said = said;
  }

  /** What was said of an identity, if the same is to be said now. */
  again(cells: Cells, identities: IdentityList, i: number, verdict: number): Checked | undefined {
    this.#byCell ??= byFirst(this.#said);
    const before = this.#byCell
      .get(cells.cell(identities.cell[identities.start[i]]).key)
      ?.find(({ identity }) => isIdentity(identity, cells, identities, i));
    return before && isSame(before, outcomeOf(cells, identities, i, verdict)) ? before : undefined;
  }
}

const byFirst = (said: Iterable<Checked>): Map<string, Checked[]> => {
  const byCell = new Map<string, Checked[]>();
  for (const one of said) {
    const first = one.identity.terms[0].cell;
    const own = byCell.get(first);
    if (own) own.push(one);
    else byCell.set(first, [one]);
  }
  return byCell;
};

const isIdentity = ({ kind, by, table, terms }: Identity, cells: Cells, identities: IdentityList, i: number): boolean => {
  const { start, cell, coefficient, closedBy } = identities;
  if (kind !== KINDS[identities.kind[i]] || by !== identities.by[i] || table !== closedBy.get(i)) return false;
  return (
    terms.length === start[i + 1] - start[i] &&
    terms.every((term, n) => term.cell === cells.cell(cell[start[i] + n]).key && term.coefficient === coefficient[start[i] + n])
  );
};

const isSame = (a: Checked, b: Omit<Checked, 'identity'>): boolean =>
  a.verdict === b.verdict && a.difference === b.difference && a.tolerance === b.tolerance;
