import type { Line } from './tree.ts';

/**
 * What others made of the words of a line. It goes with the line wherever that moves to, and is left behind with the text when the line is edited.
 *
 * It hangs on the line itself: half of a section's lines move at each keystroke, and to tell of so many copies what they are copies of costs more than to make them.
 */
export class Kept {
  #made: unknown[] | undefined;

  /** What was put in by the same number; undefined if nothing was. */
  at(number: number): unknown {
    return this.#made?.[number];
  }

  put(number: number, made: unknown): void {
    this.#made ??= [];
    this.#made[number] = made;
  }
}

/** Which lines of a section have the words of those of an earlier version: so many at its beginning and at its end. */
interface Before {
  readonly made: readonly (readonly unknown[] | undefined)[];
  readonly head: number;
  readonly tail: number;
}

/** What others made of all lines of a section, one by one. When the section is edited, nothing is made again of the lines that stay, nor are they looked at. */
export class KeptOfLines {
  readonly #made: (readonly unknown[] | undefined)[] = [];
  readonly #before?: Before;

  /** `head` and `tail`: how many lines at the beginning and at the end have the words of those of `before`. */
  constructor(before?: KeptOfLines, head = 0, tail = 0) {
    if (!before) return;
    const last = before.#before;
    // Of a version that nobody looked at nothing was made; what was made of the one before it still holds of the lines that both left.
    this.#before =
      last && before.#made.length === 0
        ? { made: last.made, head: Math.min(head, last.head), tail: Math.min(tail, last.tail) }
        : { made: before.#made, head, tail };
  }

  /** What `make` makes of each line; the same list as of the version before if that is the same of each. `number` is who asks. */
  of<T>(number: number, lines: readonly Line[], make: (line: Line) => T): readonly T[] {
    let made = this.#made[number] as readonly T[] | undefined;
    if (!made) {
      made = this.#make(number, lines, make);
      this.#made[number] = made;
    }
    return made;
  }

  #make<T>(number: number, lines: readonly Line[], make: (line: Line) => T): readonly T[] {
    const made = this.#before?.made[number] as readonly T[] | undefined;
    if (!made) return lines.map(make);
    const { head, tail } = this.#before!;
    const come = lines.slice(head, lines.length - tail).map(make);
    if (lines.length === made.length && come.every((one, i) => one === made[head + i])) return made;
    return [...made.slice(0, head), ...come, ...made.slice(made.length - tail)];
  }
}
