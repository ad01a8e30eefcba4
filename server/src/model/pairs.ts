/**
 * A map from pairs of small integers to integers, without objects or strings for its keys. An ordinary Map would need one number for both, which the engine boxes as soon as it
 * passes 2³⁰; a third of an evaluation's time went there.
 */

/** No such member, address or cell. */
export const NONE = -1;

export class PairMap {
  /** The pairs and their values, in the order in which they were first set. */
  readonly first: number[] = [];
  readonly second: number[] = [];
  readonly value: number[] = [];
  /** Open addressing: places in the lists above, plus one; 0 is free. Its length is a power of two. */
  #slots: Int32Array;

  /** `expected`: about how many pairs there will be. */
  constructor(expected = 8) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(expected, 1) * 2 + 1)));
  }

  get size(): number {
    return this.value.length;
  }

  /** The value of a pair; NONE if it has none. */
  get(a: number, b: number): number {
    const place = this.#slots[this.#slotOf(a, b)];
    return place === 0 ? NONE : this.value[place - 1];
  }

  has(a: number, b: number): boolean {
    return this.#slots[this.#slotOf(a, b)] !== 0;
  }

  set(a: number, b: number, value: number): void {
    const slot = this.#slotOf(a, b);
    const place = this.#slots[slot];
    if (place !== 0) this.value[place - 1] = value;
    else this.#put(slot, a, b, value);
  }

  /** Sets the value of a pair that has none; false if it has one already, which stays. */
  add(a: number, b: number, value: number): boolean {
    const slot = this.#slotOf(a, b);
    if (this.#slots[slot] !== 0) return false;
    this.#put(slot, a, b, value);
    return true;
  }

  #put(slot: number, a: number, b: number, value: number): void {
    this.first.push(a);
    this.second.push(b);
    this.value.push(value);
    this.#slots[slot] = this.size;
    if (this.size * 2 > this.#slots.length) this.#grow();
  }

  #slotOf(a: number, b: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = this.#slots[slot];
      if (place === 0 || (this.first[place - 1] === a && this.second[place - 1] === b)) return slot;
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let i = 0; i < this.size; i++) this.#slots[this.#slotOf(this.first[i], this.second[i])] = i + 1;
  }
}
