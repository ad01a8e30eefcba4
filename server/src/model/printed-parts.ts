/** The parts that a table prints of a figure that it does not print: the columns of the funds where there is none for all of them. */
import { type AddressBook, NONE } from './address.ts';
import type { PairMap } from './pairs.ts';

/** The groups of a table as far as their parts are asked for. */
interface ListedGroups {
  readonly dimension: readonly number[];
  readonly root: readonly number[];
  readonly rest: readonly number[];
  /** Group and member → the cell there. */
  readonly listed: PairMap;
}

export class PrintedParts {
  readonly #book: AddressBook;
  readonly #groups: ListedGroups;
  /** The groups whose root is not printed, by what their cells share. Made when first asked for: most tables print every flow. */
  #headless?: ReadonlyMap<number, readonly number[]>;
  #cells?: ReadonlyMap<number, readonly number[]>;

  constructor(book: AddressBook, groups: ListedGroups) {
    this.#book = book;
    this.#groups = groups;
  }

  /** The cells nearest below an address along one axis, by their place in the table; empty if there are none. */
  at(address: number): readonly number[] {
    this.#headless ??= this.#headlessGroups();
    if (this.#headless.size === 0) return [];
    const { dimension, root } = this.#groups;
    for (const group of this.#groupsAround(address)) {
      if (this.#book.memberOf(address, dimension[group]) !== root[group]) continue;
      this.#cells ??= this.#topCells();
      return this.#cells.get(group) ?? [];
    }
    return [];
  }

  /** Groups that share what is left of the address without one of its dimensions. */
  *#groupsAround(address: number): Generator<number> {
    const { dimension } = this.#groups;
    for (const dim of new Set(dimension)) {
      const rest = this.#book.find(address, this.#book.whole[dim]);
      for (const group of (rest !== NONE && this.#headless!.get(rest)) || []) if (dimension[group] === dim) yield group;
    }
  }

  #headlessGroups(): Map<number, number[]> {
    const { rest, root, listed } = this.#groups;
    const found = new Map<number, number[]>();
    for (let group = 0; group < rest.length; group++) {
      if (listed.has(group, root[group])) continue;
      const known = found.get(rest[group]);
      if (known) known.push(group);
      else found.set(rest[group], [group]);
    }
    return found;
  }

  /** The cells of each group above which none of the group stands. */
  #topCells(): Map<number, number[]> {
    const { listed } = this.#groups;
    const found = new Map<number, number[]>();
    for (let n = 0; n < listed.size; n++) {
      const group = listed.first[n];
      if (this.#isBelowListed(group, listed.second[n])) continue;
      const known = found.get(group);
      if (known) known.push(listed.value[n]);
      else found.set(group, [listed.value[n]]);
    }
    return found;
  }

  #isBelowListed(group: number, member: number): boolean {
    const { root, listed } = this.#groups;
    for (let m = member; m !== root[group] && m !== NONE; ) {
      m = this.#book.parent[m];
      if (m !== NONE && listed.has(group, m)) return true;
    }
    return false;
  }
}
