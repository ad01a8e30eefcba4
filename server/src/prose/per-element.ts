/** What is made of the elements of a list that comes again and again, each time other in a few places: of an element that stays it is not made again. */
import { identicalEnds } from '../base/lists.ts';

/** What was made of the elements that have gone from a list, and of those that have come. */
export interface Turnover<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

const SAME: Turnover<never> = { gone: [], come: [] };

export class PerElement<S extends object, T> {
  readonly #make: (one: S) => T;
  #list: readonly S[] = [];
  #made: readonly T[] = [];

  constructor(make: (one: S) => T) {
    this.#make = make;
  }

  /** In the order of the list. */
  get made(): readonly T[] {
    return this.#made;
  }

  /** Takes another list over. */
  follow(list: readonly S[]): Turnover<T> {
    const [before, made] = [this.#list, this.#made];
    if (list === before) return SAME;
    const { head, tail } = identicalEnds(before, list);
    const gone = made.slice(head, made.length - tail);
    const come = list.slice(head, list.length - tail).map(this.#make);
    this.#list = list;
    if (gone.length > 0 || come.length > 0) this.#made = [...made.slice(0, head), ...come, ...made.slice(made.length - tail)];
    return { gone, come };
  }
}

/** Those of a list of which something is true; the same list as long as the same are. */
export class Subset<S extends object> {
  readonly #isOne: PerElement<S, boolean>;
  #those: readonly S[] = [];

  constructor(isOne: (one: S) => boolean) {
    this.#isOne = new PerElement(isOne);
  }

  of(list: readonly S[]): readonly S[] {
    const { gone, come } = this.#isOne.follow(list);
    if (gone.includes(true) || come.includes(true)) {
      const { made } = this.#isOne;
      this.#those = list.filter((_, i) => made[i]);
    }
    return this.#those;
  }
}
