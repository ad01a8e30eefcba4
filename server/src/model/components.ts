/** Broken identities that belong together: they share a typed cell, directly or through others. */
import type { Expansion } from './expand.ts';

/** Splits broken identities into components, each in order, ordered by their first identity. */
export const componentsOf = (expansion: Expansion, broken: Iterable<number>): number[][] => {
  const leader = new Map<number, number>();
  const find = (i: number): number => {
    let at = i;
    while (leader.get(at) !== at) {
      const up = leader.get(leader.get(at)!)!;
      leader.set(at, up);
      at = up;
    }
    return at;
  };
  const of = new Map<number, number>();
  const ordered = [...broken].sort((a, b) => a - b);
  for (const i of ordered) {
    leader.set(i, i);
    for (const cell of expansion.balance(i)!.terms.keys()) {
      const other = of.get(cell);
      if (other === undefined) of.set(cell, i);
      else leader.set(find(i), find(other));
    }
  }
  const components = new Map<number, number[]>();
  for (const i of ordered) {
    const component = components.get(find(i));
    if (component) component.push(i);
    else components.set(find(i), [i]);
  }
  return [...components.values()];
};

/** The cells that stand in all of the given identities. */
export const commonCells = (expansion: Expansion, identities: readonly number[]): number[] => {
  const [first, ...others] = identities.map((i) => expansion.balance(i)!.terms);
  return [...first.keys()].filter((cell) => others.every((terms) => terms.has(cell)));
};
