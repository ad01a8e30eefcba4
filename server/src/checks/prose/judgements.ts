/**
 * What checks said of statements, kept until something that they looked at changes: facts, what other sentences say, or which figures earlier checks blame.
 */
import type { StatedFigure } from '../../prose/statements.ts';
import { type Source, type Tracker, unchangedSince, unmovedSince } from '../../prose/tracking.ts';

/** Figures on which a finding stands already: what is reckoned from them is not said again. */
export class Blame {
  readonly #tracker: Tracker;
  readonly #figures = new Set<StatedFigure>();
  #adding: StatedFigure[] = [];

  constructor(tracker: Tracker) {
    this.#tracker = tracker;
  }

  has(figure: StatedFigure): boolean {
    const answer = this.#figures.has(figure);
    this.#tracker.note(new Blamed(this.#figures, figure, answer));
    return answer;
  }

  add(figure: StatedFigure): void {
    this.#figures.add(figure);
    this.#adding.push(figure);
  }

  /** A new version: nothing is blamed yet. */
  clear(): void {
    this.#figures.clear();
  }

  /** Does some work and answers whom it blamed. */
  during<T>(work: () => T): { readonly value: T; readonly blamed: readonly StatedFigure[] } {
    const outer = this.#adding;
    const own: StatedFigure[] = [];
    this.#adding = own;
    try {
      return { value: work(), blamed: own };
    } finally {
      this.#adding = outer;
      outer.push(...own);
    }
  }
}

/** That a figure was blamed when somebody asked, or was not. */
class Blamed implements Source {
  readonly #figures: ReadonlySet<StatedFigure>;
  readonly #figure: StatedFigure;
  readonly #answer: boolean;
  readonly moved = 0;

  constructor(figures: ReadonlySet<StatedFigure>, figure: StatedFigure, answer: boolean) {
    this.#figures = figures;
    this.#figure = figure;
    this.#answer = answer;
  }

  refresh(): void {}

  get changed(): number {
    return this.#figures.has(this.#figure) === this.#answer ? 0 : Number.POSITIVE_INFINITY;
  }
}

interface Judgement {
  readonly inputs: readonly unknown[];
  readonly found: readonly unknown[];
  readonly sources: readonly Source[];
  readonly blamed: readonly StatedFigure[];
  /** The last revision in which it was true. */
  revision: number;
}

const NOTHING: readonly unknown[] = [];

interface Given {
  readonly inputs?: readonly unknown[];
  readonly placeless?: boolean;
}

export class Judgements {
  readonly #tracker: Tracker;
  readonly #blame: Blame;
  readonly #kept = new WeakMap<object, WeakMap<object, Judgement>>();

  constructor(tracker: Tracker, blame: Blame) {
    this.#tracker = tracker;
    this.#blame = blame;
  }

  /** What `work` finds; `by` is who looks, `about` at what, `inputs` what else it is given, and `placeless` if what it finds does not say where anything stands. */
  of<T>(by: object, about: object, work: () => readonly T[], { inputs = NOTHING, placeless = false }: Given = {}): readonly T[] {
    let kept = this.#kept.get(by);
    if (!kept) {
      kept = new WeakMap();
      this.#kept.set(by, kept);
    }
    const known = kept.get(about);
    if (known && this.#holds(known, inputs, placeless)) {
      known.revision = this.#tracker.revision;
      for (const figure of known.blamed) this.#blame.add(figure);
      for (const source of known.sources) this.#tracker.note(source);
      return known.found as readonly T[];
    }
    const { value, sources } = this.#tracker.follow(() => this.#blame.during(work));
    kept.set(about, { inputs, found: value.value, sources, blamed: value.blamed, revision: this.#tracker.revision });
    for (const source of sources) this.#tracker.note(source);
    return value.value;
  }

  /** What says nothing does not mind where things stand. */
  #holds({ inputs, found, sources, revision }: Judgement, now: readonly unknown[], placeless: boolean): boolean {
    if (inputs.length !== now.length || !inputs.every((one, i) => one === now[i])) return false;
    return unchangedSince(revision, sources) && (placeless || found.length === 0 || unmovedSince(revision, sources));
  }
}
