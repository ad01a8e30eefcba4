/** Figures on which a finding stands already: what is reckoned from them is not said again. Who blames whom, and who asked, is remembered with what checks said. */
import type { StatedFigure } from '../../prose/statements.ts';

export type Blaming = readonly StatedFigure[];

/** Whether a figure was blamed when somebody asked. */
export interface Asked {
  readonly figure: StatedFigure;
  readonly answer: boolean;
}

export class Blame {
  readonly #figures = new Set<StatedFigure>();
  /** All that was blamed for this version of the document, and for the one before. */
  #log: StatedFigure[] = [];
  #before: Blaming = [];
  #differs = false;
  #adding: StatedFigure[] = [];
  #asking: Asked[] = [];

  has(figure: StatedFigure): boolean {
    const answer = this.#figures.has(figure);
    this.#asking.push({ figure, answer });
    return answer;
  }

  add(figure: StatedFigure): void {
    if (this.#before[this.#log.length] !== figure) this.#differs = true;
    this.#log.push(figure);
    this.#figures.add(figure);
    this.#adding.push(figure);
  }

  /** How many times a figure was blamed so far. */
  get position(): number {
    return this.#log.length;
  }

  /** Whether the same figures are blamed so far as for the version before, of which there were `position` then. */
  isAsBefore(position: number): boolean {
    return !this.#differs && this.#log.length === position;
  }

  /** A new version: nothing is blamed yet. */
  clear(): void {
    this.#figures.clear();
    this.#before = this.#log;
    this.#log = [];
    this.#differs = false;
    this.#adding = [];
    this.#asking = [];
  }

  /** Does some work and answers whom it blamed, and of whom it asked. */
  during<T>(work: () => T): { readonly value: T; readonly blamed: Blaming; readonly asked: readonly Asked[] } {
    const [adding, asking] = [this.#adding, this.#asking];
    const blamed: StatedFigure[] = [];
    const asked: Asked[] = [];
    this.#adding = blamed;
    this.#asking = asked;
    try {
      return { value: work(), blamed, asked };
    } finally {
      this.#adding = adding;
      this.#asking = asking;
      adding.push(...blamed);
      asking.push(...asked);
    }
  }

  /** Whether who asked would be told the same. */
  answersAlike(asked: readonly Asked[]): boolean {
    for (const { figure, answer } of asked) if (this.#figures.has(figure) !== answer) return false;
    return true;
  }

  /** Repeats what was blamed and asked by work that need not be done again. */
  repeat(blamed: Blaming, asked: readonly Asked[]): void {
    for (const figure of blamed) this.add(figure);
    if (asked.length > 0) this.#asking.push(...asked);
  }
}
