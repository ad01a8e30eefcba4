/** From broken identities to the wrong figures (model.md §8): a cell is guilty if one new value for it mends everything. */
import { BROKEN, checked } from './check.ts';
import type { Expansion } from './expand.ts';
import { type Candidate, Mender } from './mend.ts';
import type { Root } from './types.ts';

/** The roots of all broken identities, in order of their first broken identity. */
export const localise = (expansion: Expansion, verdicts: Uint8Array): Root[] => {
  const mender = new Mender(expansion, verdicts);
  return components(expansion, verdicts).map((broken) => rootOf(expansion, mender, broken, verdicts));
};

/** Broken identities that share a typed cell, directly or through others. */
const components = (expansion: Expansion, verdicts: Uint8Array): number[][] => {
  const of = new Map<number, number[]>();
  const found = new Set<number[]>();
  for (let i = 0; i < verdicts.length; i++) {
    if (verdicts[i] !== BROKEN) continue;
    const merged = [i];
    for (const cell of expansion.balance(i)!.terms.keys()) {
      const other = of.get(cell);
      if (other && other !== merged && found.delete(other)) merged.push(...other);
    }
    found.add(merged);
    for (const j of merged) for (const cell of expansion.balance(j)!.terms.keys()) of.set(cell, merged);
  }
  return [...found].map((component) => component.sort((a, b) => a - b)).sort((a, b) => a[0] - b[0]);
};

const rootOf = (expansion: Expansion, mender: Mender, component: readonly number[], verdicts: Uint8Array): Root => {
  const { cells, identities } = expansion;
  const candidates = common(expansion, component)
    .map((cell) => mender.mend(cell))
    .filter((candidate) => candidate !== undefined)
    .sort((a, b) => Number(b.slip !== undefined) - Number(a.slip !== undefined) || b.exact - a.exact || a.cell - b.cell);
  const shown = candidates.map(({ cell, value, slip }) => ({ cell: cells.cell(cell).key, value, ...(slip && { slip }) }));
  const named = name(candidates, component.length);
  return {
    verdict: named?.verdict ?? (candidates.length > 0 ? 'ambiguous' : 'several'),
    ...(named && shown[candidates.indexOf(named.candidate)]),
    candidates: shown,
    broken: component.map((i) => checked(cells, identities, i, verdicts[i])),
  };
};

/** The cells that stand in all identities of a component. */
const common = (expansion: Expansion, component: readonly number[]): number[] => {
  const [first, ...others] = component.map((i) => expansion.balance(i)!.terms);
  return [...first.keys()].filter((cell) => others.every((terms) => terms.has(cell)));
};

/** The one candidate that may be named. Two broken identities that cross in it are proof; one identity, or the shape of a slip, is not. */
const name = (candidates: readonly Candidate[], broken: number): { verdict: 'cell' | 'probable'; candidate: Candidate } | undefined => {
  if (candidates.length === 1) return { verdict: broken > 1 ? 'cell' : 'probable', candidate: candidates[0] };
  const slips = candidates.filter((candidate) => candidate.slip !== undefined);
  return slips.length === 1 ? { verdict: 'probable', candidate: slips[0] } : undefined;
};
