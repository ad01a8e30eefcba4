/** Names found by longest match: what stands at a place of a text. */

export interface Dictionary<T> {
  /** The longest name at `from`; undefined if none begins there. */
  at(text: string, from: number): { readonly length: number; readonly value: T } | undefined;
  get(name: string): T | undefined;
  readonly names: Iterable<string>;
}

const NONE: readonly number[] = [];

/** Two characters as a whole number of 32 bits: a key that no text has to be cut for, and that a map finds at once. */
const pairAt = (text: string, from: number): number => (text.charCodeAt(from) << 16) | text.charCodeAt(from + 1);

/** How long the names are that begin with two characters, the longest first: at most places of a text no name begins so. */
function lengthsOf(names: Iterable<string>): ReadonlyMap<number, readonly number[]> {
  const lengths = new Map<number, number[]>();
  for (const name of names) {
    if (name.length < 2) continue;
    const start = pairAt(name, 0);
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
  const singles = new Set([...byName.keys()].flatMap((name) => (name.length === 1 ? [name.charCodeAt(0)] : [])));
  const found = (text: string, from: number, length: number) => {
    const value = byName.get(text.slice(from, from + length));
    return value !== undefined && from + length <= text.length ? { length, value } : undefined;
  };
  return {
    at(text, from) {
      for (const length of lengths.get(pairAt(text, from)) ?? NONE) {
        const longer = found(text, from, length);
        if (longer) return longer;
      }
      return singles.has(text.charCodeAt(from)) ? found(text, from, 1) : undefined;
    },
    get: (name) => byName.get(name),
    get names() {
      return byName.keys();
    },
  };
}
