/** What was made of the words of a line. Of a section in which somebody types all lines but one are the same, though half of them have moved. */
import type { Line } from 'budget-grammar';

/** Everyone who makes something of lines has a number, by which it is kept. */
let makers = 0;

/** Keeps with each line what `make` made of it; that must not depend on where the line stands. `text` is its section's. */
export function perLine<T>(make: (line: Line, text: string) => T): (line: Line, text: string) => T {
  const number = makers++;
  return (line, text) => {
    let known = line.kept.at(number) as { readonly made: T } | undefined;
    if (!known) {
      known = { made: make(line, text) };
      line.kept.put(number, known);
    }
    return known.made;
  };
}
