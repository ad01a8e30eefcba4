/** Names found by longest match: what stands at a place of a text. */

export interface Dictionary<T> {
  /** The longest name at `from`; undefined if none begins there. */
  at(text: string, from: number): { readonly length: number; readonly value: T } | undefined;
  get(name: string): T | undefined;
}

const NONE: readonly number[] = [];

/** How long the names are that begin with two characters, the longest first: at most places of a text no name begins so. */
function lengthsOf(names: Iterable<string>): ReadonlyMap<string, readonly number[]> {
  const lengths = new Map<string, number[]>();
  for (const name of names) {
    if (name.length < 2) continue;
    const start = name.slice(0, 2);
    const list = lengths.get(start) ?? [];
    lengths.set(start, list);
    if (!list.includes(name.length)) list.push(name.length);
  }
  for (const list of lengths.values()) list.sort((a, b) => b - a);
  return lengths;
}

/** Of two entries of one name the first counts, unless `merge` joins them. */
export function createDictionary<T>(entries: Iterable<readonly [string, T]>, merge?: (a: T, b: T) => T): Dictionary<T> {
  const byName = new Map<string, T>();
  for (const [name, value] of entries) {
    if (name === '') continue;
    const known = byName.get(name);
    if (known === undefined) byName.set(name, value);
    else if (merge) byName.set(name, merge(known, value));
  }
  const lengths = lengthsOf(byName.keys());
  const found = (text: string, from: number, length: number) => {
    const value = byName.get(text.slice(from, from + length));
    return value !== undefined && from + length <= text.length ? { length, value } : undefined;
  };
  return {
    at(text, from) {
      for (const length of lengths.get(text.slice(from, from + 2)) ?? NONE) {
        const longer = found(text, from, length);
        if (longer) return longer;
      }
      return found(text, from, 1);
    },
    get: (name) => byName.get(name),
  };
}
