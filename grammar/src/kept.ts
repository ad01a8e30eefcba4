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

/** What somebody made of each line, and by which settings. */
interface Made {
  readonly by: readonly unknown[];
  readonly all: readonly unknown[];
}

/** Which lines of a section have the words of those of an earlier version: so many at its beginning and at its end. */
interface Before {
  readonly made: readonly (Made | undefined)[];
  readonly head: number;
  readonly tail: number;
}

/** What others made of all lines of a section, one by one. When the section is edited, nothing is made again of the lines that stay, nor are they looked at. */
export class KeptOfLines {
  readonly #made: (Made | undefined)[] = [];
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

  /**
   * What `make` makes of each line; the same list as of the version before if that is the same of each. `number` is who asks, `by` what else it depends on.
   * `ofAll`: what a look at the whole section tells that it makes of every line; undefined if that does not tell.
   */
  of<L, T>(number: number, by: readonly unknown[], lines: readonly L[], make: (line: L) => T, ofAll?: () => T | undefined): readonly T[] {
    const known = this.#made[number];
    if (known && isSame(known.by, by)) return known.all as readonly T[];
    const all = this.#make(number, by, lines, make, ofAll);
    this.#made[number] = { by: by.length === 0 ? NOTHING : by, all };
    return all;
  }

  #make<L, T>(
    number: number,
    by: readonly unknown[],
    lines: readonly L[],
    make: (line: L) => T,
    ofAll: (() => T | undefined) | undefined,
  ): readonly T[] {
    const before = this.#before?.made[number];
    if (!before || !isSame(before.by, by)) {
      const one = ofAll?.();
      return one === undefined ? madeOf(lines, make) : throughout(one, lines.length);
    }
    const all = before.all as readonly T[];
    const { head, tail } = this.#before!;
    const come = lines.slice(head, lines.length - tail).map(make);
    if (lines.length === all.length && come.every((one, i) => one === all[head + i])) return all;
    return [...all.slice(0, head), ...come, ...all.slice(all.length - tail)];
  }
}

const NOTHING: readonly never[] = [];

/** What is made of each line. Of most sections that is the same of all their lines, false or nothing, and such lists are shared. */
function madeOf<L, T>(lines: readonly L[], make: (line: L) => T): readonly T[] {
  if (lines.length === 0) return NOTHING;
  const first = make(lines[0]);
  for (let i = 1; i < lines.length; i++) {
    const one = make(lines[i]);
    if (one === first) continue;
    const all = new Array<T>(i).fill(first);
    all.push(one);
    for (let j = i + 1; j < lines.length; j++) all.push(make(lines[j]));
    return all;
  }
  return throughout(first, lines.length);
}

/** Shared lists that hold one value throughout, by that and their length. */
const uniform = new Map<unknown, (readonly unknown[])[]>();
const LONGEST_SHARED = 500;

function throughout<T>(value: T, length: number): readonly T[] {
  if (length > LONGEST_SHARED || (typeof value === 'object' && value !== null)) return new Array<T>(length).fill(value);
  const lists = uniform.get(value) ?? [];
  uniform.set(value, lists);
  lists[length] ??= new Array<T>(length).fill(value);
  return lists[length] as readonly T[];
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((one, i) => one === b[i]);
