/** What was made of the words of a line. Of a section in which somebody types all lines but one are the same, though half of them have moved. */
import { asRead, type Line } from 'budget-grammar';

/** Keeps with each line what `make` made of it; that must not depend on where the line stands. `text` is its section's. */
export function perLine<T>(make: (line: Line, text: string) => T): (line: Line, text: string) => T {
  const kept = new WeakMap<Line, { readonly made: T }>();
  return (line, text) => {
    const own = asRead(line);
    let known = kept.get(own);
    if (!known) {
      known = { made: make(line, text) };
      kept.set(own, known);
    }
    return known.made;
  };
}
