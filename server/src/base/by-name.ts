/** What is made of names: few are asked for again and again. */
import { once } from './once.ts';

/** Longer texts are not kept, nor more than so many. */
const LONGEST_KEPT = 24;
const MOST_KEPT = 10_000;

/** A copy of its own: a part of a text keeps the whole text alive. */
function copyOf(text: string): string {
  const codes: number[] = [];
  for (let i = 0; i < text.length; i++) codes.push(text.charCodeAt(i));
  return String.fromCharCode(...codes);
}

/** What is made of a name, its key for one, made once for each: the same few names are asked for in every form, and at every keystroke. */
export function keptByName<T>(make: (name: string) => T): (name: string) => T {
  const kept = new Map<string, T>();
  return (name) => {
    if (name.length > LONGEST_KEPT) return make(name);
    const known = kept.get(name);
    if (known !== undefined || kept.has(name)) return known as T;
    if (kept.size >= MOST_KEPT) kept.clear();
    const own = copyOf(name);
    const made = make(own);
    kept.set(own, made);
    return made;
  };
}

/** The same for what a name means to somebody, a form for instance; it is forgotten with that. */
export function keptWithin<Owner extends object, T>(make: (owner: Owner, name: string) => T): (owner: Owner, name: string) => T {
  const keptOf = once((owner: Owner) => keptByName((name) => make(owner, name)));
  return (owner, name) => keptOf(owner)(name);
}
