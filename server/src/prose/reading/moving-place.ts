/**
 * Places that move with their paragraph, and within it. At a keystroke all paragraphs behind it stand elsewhere and say the same, and mostly so does the paragraph itself:
 * their statements stay the same objects, and what was found out about them stays true.
 */
import type { Place } from '../../disclosure/place.ts';

/** Where a paragraph stands in its section now. */
export interface Anchor {
  start: number;
}

export class MovingPlace implements Place {
  readonly section: number;
  readonly #anchor: Anchor;
  #start: number;
  #end: number;

  /** `start` and `end` count from the paragraph's beginning. */
  constructor(section: number, anchor: Anchor, start: number, end: number) {
    this.section = section;
    this.#anchor = anchor;
    this.#start = start;
    this.#end = end;
  }

  /** `other` is where it stands in its paragraph as it is now. */
  moveTo(other: MovingPlace): void {
    this.#start = other.#start;
    this.#end = other.#end;
  }

  get start(): number {
    return this.#anchor.start + this.#start;
  }

  get end(): number {
    return this.#anchor.start + this.#end;
  }
}

/** The place as it is now, for those who keep it beyond this version of the text. */
export const settled = ({ section, start, end }: Place): Place => ({ section, start, end });
