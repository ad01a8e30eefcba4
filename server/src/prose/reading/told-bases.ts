/** Against what changes are told: 比上年 is said once, and holds for what follows it. */
import type { Basis } from '../basis.ts';

const NONE: ReadonlySet<Basis> = new Set();

export class ToldBases {
  #named: Basis | undefined;
  /** Those of the changes told in this sentence, and in the one before. */
  #told = new Set<Basis>();
  #toldBefore = NONE;
  /** That of the whole, where parts are told to have changed: 三公经费支出比上年减少…，其中：公务接待费减少…. */
  #ofParts: Basis | undefined;

  /** What a change that names no basis is told against. */
  get now(): Basis | undefined {
    return this.#named ?? this.#ofParts;
  }

  name(basis: Basis | undefined): void {
    this.#named = basis;
  }

  /** A change was told. */
  tell(basis: Basis): void {
    this.#told.add(basis);
  }

  /** Parts follow of what was told last. */
  beginParts(): void {
    const [basis, ...others] = this.#told.size > 0 ? this.#told : this.#toldBefore;
    this.#ofParts = others.length === 0 ? basis : undefined;
  }

  /** Half a sentence ends. */
  endHalf(): void {
    this.#named = undefined;
  }

  endSentence(): void {
    this.#named = undefined;
    this.#ofParts = undefined;
    this.#toldBefore = this.#told;
    this.#told = new Set();
  }
}
