/**
 * What checks said of statements, kept until something that they looked at changes: facts, what other sentences say, or which figures earlier checks blame.
 */
import type { StatedFigure } from '../../prose/statements.ts';
import { type Source, type Tracker, unchangedSince, unmovedSince } from '../../prose/tracking.ts';

/** Figures on which a finding stands already: what is reckoned from them is not said again. */
export class Blame {
  readonly #figures = new Set<StatedFigure>();
  #adding: StatedFigure[] = [];
  #asking: Asked[] = [];

  has(figure: StatedFigure): boolean {
    const answer = this.#figures.has(figure);
    this.#asking.push({ figure, answer });
    return answer;
  }

  add(figure: StatedFigure): void {
    this.#figures.add(figure);
    this.#adding.push(figure);
  }

  /** A new version: nothing is blamed yet. */
  clear(): void {
    this.#figures.clear();
    this.#adding = [];
    this.#asking = [];
  }

  /** Does some work and answers whom it blamed, and of whom it asked. */
  during<T>(work: () => T): { readonly value: T; readonly blamed: readonly StatedFigure[]; readonly asked: readonly Asked[] } {
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
  repeat(blamed: readonly StatedFigure[], asked: readonly Asked[]): void {
    for (const figure of blamed) this.add(figure);
    this.#asking.push(...asked);
  }
}

/** Whether a figure was blamed when somebody asked. */
interface Asked {
  readonly figure: StatedFigure;
  readonly answer: boolean;
}

interface Judgement {
  readonly inputs: readonly unknown[];
  readonly found: readonly unknown[];
  readonly sources: readonly Source[];
  readonly blamed: readonly StatedFigure[];
  readonly asked: readonly Asked[];
  /** The last revision in which it was true. */
  revision: number;
}

const NOTHING: readonly unknown[] = [];

interface Given {
  readonly inputs?: readonly unknown[];
  readonly placeless?: boolean;
}

const GIVEN: Given = {};

export class Judgements {
  readonly #tracker: Tracker;
  readonly #blame: Blame;
  readonly #kept = new WeakMap<object, WeakMap<object, Judgement>>();

  constructor(tracker: Tracker, blame: Blame) {
    this.#tracker = tracker;
    this.#blame = blame;
  }

  /** What `work` finds; `by` is who looks, `about` at what, `inputs` what else it is given, and `placeless` if what it finds does not say where anything stands. */
  of<T>(by: object, about: object, work: () => readonly T[], { inputs = NOTHING, placeless = false }: Given = GIVEN): readonly T[] {
    let kept = this.#kept.get(by);
    if (!kept) {
      kept = new WeakMap();
      this.#kept.set(by, kept);
    }
    let judgement = kept.get(about);
    if (judgement && this.#holds(judgement, inputs, placeless)) {
      judgement.revision = this.#tracker.revision;
      if (judgement.blamed.length > 0 || judgement.asked.length > 0) this.#blame.repeat(judgement.blamed, judgement.asked);
    } else {
      judgement = this.#judge(work, inputs);
      kept.set(about, judgement);
    }
    if (this.#tracker.isFollowing) for (const source of judgement.sources) this.#tracker.note(source);
    return judgement.found as readonly T[];
  }

  #judge(work: () => readonly unknown[], inputs: readonly unknown[]): Judgement {
    const { value, sources } = this.#tracker.follow(() => this.#blame.during(work));
    return { inputs, found: value.value, sources, blamed: value.blamed, asked: value.asked, revision: this.#tracker.revision };
  }

  /** What says nothing does not mind where things stand. */
  #holds({ inputs, found, sources, asked, revision }: Judgement, now: readonly unknown[], placeless: boolean): boolean {
    if (inputs !== now && (inputs.length !== now.length || !inputs.every((one, i) => one === now[i]))) return false;
    if (asked.length > 0 && !this.#blame.answersAlike(asked)) return false;
    if (revision >= this.#tracker.quietSince) return true;
    return unchangedSince(revision, sources) && (placeless || found.length === 0 || unmovedSince(revision, sources));
  }
}
