/** What is made of an object once: it is kept in a `WeakMap`, so when the object goes, so does what was made of it. */

/** The same as `make`, which is called at most once for an owner: what it depends on beside the owner must never change. */
export function once<Owner extends object, T>(make: (owner: Owner) => T): (owner: Owner) => T {
  const known = new WeakMap<Owner, T>();
  return (owner) => {
    const found = known.get(owner);
    if (found !== undefined || known.has(owner)) return found as T;
    const made = make(owner);
    known.set(owner, made);
    return made;
  };
}

/** The same for two owners: what was made of them goes with either. Each of the first ones has a map of its own, so they are those of which there are few. */
export function onceForPair<A extends object, B extends object, T>(make: (a: A, b: B) => T): (a: A, b: B) => T {
  const madeWith = once((a: A) => once((b: B) => make(a, b)));
  return (a, b) => madeWith(a)(b);
}
