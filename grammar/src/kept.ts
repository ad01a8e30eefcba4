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
