/**
 * Addresses as small integers, so that facts are compared, grouped and looked up without building strings.
 *
 * A book numbers members (a dimension's codes and names) and addresses. An address is a node of a trie: a measure, then one member a dimension in the order of the
 * dimensions' numbers; a dimension that is left out stands for its whole. Numbers are never reused, so what one table knows stays true while other tables change.
 */
import { NONE, PairMap } from './pairs.ts';
import type { Address, Dimension, ModelSpec } from './types.ts';

export { NONE } from './pairs.ts';

/** The name of a dimension's whole among its members. */
export const WHOLE = '*';

/** Beyond this many addresses or members (codes typed and deleted over hours) a book is thrown away and begun anew. */
const LIMIT = 2 ** 20;

export class AddressBook {
  /** The containing member of each member; NONE for a whole, for members of flat dimensions and for 其中 members. */
  readonly parent: number[] = [];
  readonly dimensionOf: number[] = [];
  readonly nameOf: string[] = [];
  /** Whether some cell ever stood at the member; prefixes that only lie between two codes are not used. */
  readonly used: boolean[] = [];
  /** The whole of each dimension. */
  readonly whole: number[] = [];
  readonly spec: ModelSpec;

  readonly #dimensions = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #kinds: (Dimension | undefined)[] = [];
  readonly #members: Map<string, number>[] = [];
  readonly #measures = new Map<string, number>();
  readonly #up: number[] = [];
  readonly #last: number[] = [];
  readonly #measureOf: number[] = [];
  /** An address and a member to the address below. */
  readonly #children = new PairMap();
  readonly #path: number[] = [];
  readonly #rests: (readonly number[] | undefined)[] = [];
  readonly #known = new WeakMap<Address, number>();

  constructor(spec: ModelSpec) {
    this.spec = spec;
    for (const dimension of spec.dimensions) this.#addDimension(dimension.id, dimension);
  }

  /** How many addresses there are; numbers run from 0. */
  get size(): number {
    return this.#up.length;
  }

  get full(): boolean {
    return this.size > LIMIT || this.nameOf.length > LIMIT;
  }

  /** A dimension's number; one that the spec does not name is flat. */
  dimension(id: string): number {
    return this.#dimensions.get(id) ?? this.#addDimension(id, undefined);
  }

  dimensionName(dimension: number): string {
    return this.#names[dimension];
  }

  /** A member's number, its ancestors numbered with it. */
  member(dimension: number, name: string): number {
    const known = this.#members[dimension].get(name);
    if (known !== undefined) return known;
    const spec = this.#kinds[dimension];
    let parent = NONE;
    if (spec && spec.kind !== 'flat' && !(spec.parts && Object.hasOwn(spec.parts, name))) parent = this.#parentOf(dimension, spec, name);
    return this.#addMember(dimension, name, parent);
  }

  /** The address's number. The same object is looked up once: forms make each address once. */
  address(address: Address): number {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const number = this.place(this.measure(address.measure), address.members);
    this.#known.set(address, number);
    return number;
  }

  /** The address without any member, which every measure has. */
  measure(name: string): number {
    let node = this.#measures.get(name);
    if (node === undefined) {
      node = this.#addAddress(NONE, NONE, this.#measures.size);
      this.#measures.set(name, node);
    }
    return node;
  }

  /** A measure's number, dense from 0. */
  measureOf(address: number): number {
    return this.#measureOf[address];
  }

  measureNumber(name: string): number {
    return this.#measureOf[this.measure(name)];
  }

  /** `address` with the given members set. */
  place(address: number, members: Readonly<Record<string, string>>): number {
    let node = address;
    for (const id in members) {
      const name = members[id];
      if (name === WHOLE) continue;
      const dimension = this.dimension(id);
      const member = this.member(dimension, name);
      this.used[member] = true;
      node = this.#replace(node, dimension, member, true);
    }
    return node;
  }

  /** The member of `address` in a dimension; its whole if left out. */
  memberOf(address: number, dimension: number): number {
    for (let node = address; this.#last[node] !== NONE; node = this.#up[node]) {
      const member = this.#last[node];
      if (this.dimensionOf[member] === dimension) return member;
    }
    return this.whole[dimension];
  }

  /** The members of `address`, the last dimension first; wholes are left out. Fills and returns `into`. */
  membersOf(address: number, into: number[]): number[] {
    into.length = 0;
    for (let node = address; this.#last[node] !== NONE; node = this.#up[node]) into.push(this.#last[node]);
    return into;
  }

  /** `address` with another member in that member's dimension (a whole to leave it out); numbered if it is new. */
  at(address: number, member: number): number {
    return this.#replace(address, this.dimensionOf[member], member, true);
  }

  /** Each member of `address`, the last dimension first, followed by the address without it. */
  rests(address: number): readonly number[] {
    let rests = this.#rests[address];
    if (!rests) {
      rests = this.membersOf(address, []).flatMap((member) => [member, this.at(address, this.whole[this.dimensionOf[member]])]);
      this.#rests[address] = rests;
    }
    return rests;
  }

  /** The same without numbering anything: NONE if nobody ever spoke of it. */
  find(address: number, member: number): number {
    return this.#replace(address, this.dimensionOf[member], member, false);
  }

  /** The same members under another measure (given as that measure's address). */
  under(address: number, measure: number, create: boolean): number {
    const path = this.membersOf(address, []);
    let node = measure;
    for (let i = path.length - 1; i >= 0 && node !== NONE; i--) node = this.#child(node, path[i], create);
    return node;
  }

  /** True for members of dimensions without a whole, such as 时点. */
  isFlat(member: number): boolean {
    return (this.#kinds[this.dimensionOf[member]]?.kind ?? 'flat') === 'flat';
  }

  /** True if `member` is `ancestor` or lies below it. */
  within(member: number, ancestor: number): boolean {
    for (let m = member; m !== NONE; m = this.parent[m]) if (m === ancestor) return true;
    return false;
  }

  #parentOf(dimension: number, spec: Dimension, name: string): number {
    if (spec.kind === 'prefix') return name.length > 1 ? this.member(dimension, name.slice(0, -1)) : this.whole[dimension];
    const above = spec.parents && Object.hasOwn(spec.parents, name) ? spec.parents[name] : WHOLE;
    // A tree that runs in a circle would never end: a member on its own way up hangs under the whole.
    for (let up: string | undefined = above, steps = 0; up !== undefined; up = spec.parents?.[up])
      if (up === name || ++steps > 1000) return this.whole[dimension];
    return this.member(dimension, above);
  }

  #addDimension(id: string, spec: Dimension | undefined): number {
    const dimension = this.whole.length;
    this.#dimensions.set(id, dimension);
    this.#names.push(id);
    this.#kinds.push(spec);
    this.#members.push(new Map());
    this.whole.push(NONE);
    const whole = this.#addMember(dimension, WHOLE, NONE);
    this.whole[dimension] = whole;
    this.used[whole] = true;
    return dimension;
  }

  #addMember(dimension: number, name: string, parent: number): number {
    const member = this.nameOf.length;
    this.nameOf.push(name);
    this.parent.push(parent);
    this.dimensionOf.push(dimension);
    this.used.push(false);
    this.#members[dimension].set(name, member);
    return member;
  }

  #addAddress(up: number, last: number, measure: number): number {
    this.#up.push(up);
    this.#last.push(last);
    this.#measureOf.push(measure);
    return this.#up.length - 1;
  }

  #child(node: number, member: number, create: boolean): number {
    const known = this.#children.get(node, member);
    if (known !== NONE || !create) return known;
    const child = this.#addAddress(node, member, this.#measureOf[node]);
    this.#children.set(node, member, child);
    return child;
  }

  #replace(address: number, dimension: number, member: number, create: boolean): number {
    const path = this.#path;
    let depth = 0;
    let node = address;
    let last = this.#last[node];
    while (last !== NONE && this.dimensionOf[last] > dimension) {
      path[depth++] = last;
      node = this.#up[node];
      last = this.#last[node];
    }
    if (last !== NONE && this.dimensionOf[last] === dimension) {
      if (last === member) return address;
      node = this.#up[node];
    }
    if (member !== this.whole[dimension]) node = this.#child(node, member, create);
    while (depth > 0 && node !== NONE) node = this.#child(node, path[--depth], create);
    return node;
  }
}

const books = new WeakMap<ModelSpec, AddressBook>();

/** The book of a spec: the same for every evaluation under it, until it is full. */
export const bookOf = (spec: ModelSpec): AddressBook => {
  let book = books.get(spec);
  if (!book || book.full) {
    book = new AddressBook(spec);
    books.set(spec, book);
  }
  return book;
};
