/** Names found by longest match: what stands at a place of a text. */

export interface Dictionary<T> {
  /** The longest name at `from`; undefined if none begins there. */
  at(text: string, from: number): { readonly length: number; readonly value: T } | undefined;
  get(name: string): T | undefined;
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
  const lengths = new Map<string, number[]>();
  for (const name of byName.keys()) {
    const first = name.slice(0, 1);
    const list = lengths.get(first) ?? [];
    lengths.set(first, list);
    if (!list.includes(name.length)) list.push(name.length);
  }
  for (const list of lengths.values()) list.sort((a, b) => b - a);
  return {
    at(text, from) {
      for (const length of lengths.get(text.charAt(from)) ?? []) {
        const value = byName.get(text.slice(from, from + length));
        if (value !== undefined && from + length <= text.length) return { length, value };
      }
      return undefined;
    },
    get: (name) => byName.get(name),
  };
}
