/**
 * What checks said of statements, kept until something that they looked at changes: facts, what other sentences say, or which figures earlier checks blame.
 */
import { type Tracker, unchangedSince, unmovedSince } from '../../prose/tracking.ts';
import type { Blame } from './blame.ts';
import { type Judgement, Round } from './round.ts';

const NOTHING: readonly unknown[] = [];

interface Given {
  /** What else the work is given: with other things it is done again. */
  readonly inputs?: readonly unknown[];
  /** What is found does not say where anything stands. */
  readonly placeless?: boolean;
}

const GIVEN: Given = {};

export class Judgements {
  readonly #tracker: Tracker;
  readonly #blame: Blame;
  readonly #kept = new WeakMap<object, WeakMap<object, Judgement>>();
  readonly #rounds = new WeakMap<object, Round>();

  constructor(tracker: Tracker, blame: Blame) {
    this.#tracker = tracker;
    this.#blame = blame;
  }

  /** What `work` finds; `by` is who looks, and `about` at what. */
  of<T>(by: object, about: object, work: () => readonly T[], given = GIVEN): readonly T[] {
    const kept = this.#keptBy(by);
    const judgement = this.#judgementOn(kept, about, work, given);
    if (this.#tracker.isFollowing) for (const source of judgement.sources) this.#tracker.note(source);
    return judgement.found;
  }

  /**
   * What `work` finds of each of several things, in their order.
   *
   * The same list again: only what looked at something that changed is looked at, the others are not even visited.
   */
  each<S extends object, T>(by: object, about: readonly S[], work: (one: S) => readonly T[], given = GIVEN): readonly T[] {
    const kept = this.#keptBy(by);
    const round = this.#rounds.get(by) as Round<S, T> | undefined;
    if (round?.about === about) {
      const judge = (one: S): Judgement<T> => {
        const judgement = this.#judge(() => work(one), NOTHING);
        kept.set(one, judgement);
        return judgement;
      };
      round.again(this.#tracker, this.#blame, judge);
      return round.found;
    }
    const position = this.#blame.position;
    const judgements = about.map((one) => this.#judgementOn(kept, one, () => work(one), given));
    const next = new Round(about, judgements, { position, revision: this.#tracker.revision, placeless: given.placeless ?? false });
    this.#rounds.set(by, next as unknown as Round);
    return next.found;
  }

  #keptBy(by: object): WeakMap<object, Judgement> {
    let kept = this.#kept.get(by);
    if (!kept) {
      kept = new WeakMap();
      this.#kept.set(by, kept);
    }
    return kept;
  }

  #judgementOn<T>(
    kept: WeakMap<object, Judgement>,
    about: object,
    work: () => readonly T[],
    { inputs = NOTHING, placeless = false }: Given,
  ): Judgement<T> {
    const known = kept.get(about) as Judgement<T> | undefined;
    if (known && this.#holds(known, inputs, placeless)) {
      known.revision = this.#tracker.revision;
      this.#blame.repeat(known.blamed, known.asked);
      return known;
    }
    const judgement = this.#judge(work, inputs);
    kept.set(about, judgement);
    return judgement;
  }

  #judge<T>(work: () => readonly T[], inputs: readonly unknown[]): Judgement<T> {
    const { value, sources } = this.#tracker.follow(() => this.#blame.during(work));
    return { inputs, found: value.value, sources, blamed: value.blamed, asked: value.asked, revision: this.#tracker.revision };
  }

  /** What says nothing does not mind where things stand. */
  #holds({ inputs, found, sources, asked, revision }: Judgement, now: readonly unknown[], placeless: boolean): boolean {
    if (inputs !== now && (inputs.length !== now.length || !inputs.every((one, i) => one === now[i]))) return false;
    if (!this.#blame.answersAlike(asked)) return false;
    if (revision >= this.#tracker.quietSince) return true;
    return unchangedSince(revision, sources) && (placeless || found.length === 0 || unmovedSince(revision, sources));
  }
}
