/** What was lately made of a text: with every letter typed a section is parsed anew, and all its lines but one are the same. */
export class Recent<V> {
  readonly #most: number;
  readonly #make: (text: string) => V;
  #younger = new Map<string, V>();
  #older: ReadonlyMap<string, V> = new Map();

  /** When the younger ones are more than `most`, the older ones are forgotten. */
  constructor(most: number, make: (text: string) => V) {
    this.#most = most;
    this.#make = make;
  }

  of(text: string): V {
    const young = this.#younger.get(text);
    if (young !== undefined) return young;
    const value = this.#older.get(text) ?? this.#make(text);
    if (this.#younger.size >= this.#most) {
      this.#older = this.#younger;
      this.#younger = new Map();
    }
    this.#younger.set(text, value);
    return value;
  }
}
