/** What was made of the words of a line. Of a section in which somebody types all lines but one are the same, though half of them have moved. */
import { Kept, type Line, type SectionTree } from 'budget-grammar';

/** Everyone who makes something of lines has a number, by which it is kept. */
let makers = 0;

/** Keeps with each line what `make` made of it; that must not depend on where the line stands. `text` is its section's. */
export function perLine<T>(make: (line: Line, text: string) => T): (line: Line, text: string) => T {
  const number = makers++;
  return (line, text) => {
    let known = line.kept?.at(number) as { readonly made: T } | undefined;
    if (!known) {
      known = { made: make(line, text) };
      line.kept ??= new Kept();
      line.kept.put(number, known);
    }
    return known.made;
  };
}

/**
 * What `make` makes of each line of a section, which must depend on nothing but its words and the other arguments; of a section that was edited only of the lines that are new.
 * The same list as before if each is the same. `ofAll`: what one look at a section tells that is made of each of its lines, if it does.
 */
export function alongLines<T, A extends readonly unknown[]>(
  make: (line: Line, text: string, ...by: A) => T,
  ofAll?: (tree: SectionTree) => T | undefined,
): (tree: SectionTree, ...by: A) => readonly T[] {
  const number = makers++;
  return (tree, ...by) => {
    const { kept, lines, text } = tree;
    const whole = ofAll && (() => ofAll(tree));
    return kept.of(number, by, lines, (line) => make(line, text, ...by), whole);
  };
}

/**
 * The lines of a section of which something is true that does not depend on where they stand: mostly of none.
 * `mayHold`: false where one look at a section tells that it is true of none of its lines.
 */
export function linesThat(
  isOne: (line: Line, text: string) => boolean,
  mayHold: (tree: SectionTree) => boolean = () => true,
): (tree: SectionTree) => readonly Line[] {
  const flags = alongLines(isOne, (tree) => (mayHold(tree) ? undefined : false));
  return (tree) => {
    const are = flags(tree);
    return are.includes(true) ? tree.lines.filter((_, i) => are[i]) : NONE;
  };
}

const NONE: readonly Line[] = [];
