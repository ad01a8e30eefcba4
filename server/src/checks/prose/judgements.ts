/**
 * What checks said of statements, kept until something that they looked at changes: facts, what other sentences say, or which figures earlier checks blame.
 */
import { sameList } from '../../base/lists.ts';
import { Subset } from '../../prose/per-element.ts';
import { type Tracker, unchangedSince, unmovedSince } from '../../prose/tracking.ts';
import type { Blame } from './blame.ts';
import { type Judgement, Round } from './round.ts';

/** What a check said of several things together. */
interface Kept {
  /** What the work was given: with other things it is done again. */
  readonly inputs: readonly unknown[];
  readonly judgement: Judgement;
  /** The last revision in which it was true. */
  revision: number;
}

export class Judgements {
  readonly #tracker: Tracker;
  readonly #blame: Blame;
  readonly #kept = new WeakMap<object, Kept>();
  readonly #rounds = new WeakMap<object, Round>();
  readonly #tools = new WeakMap<object, object>();

  constructor(tracker: Tracker, blame: Blame) {
    this.#tracker = tracker;
    this.#blame = blame;
  }

  /** What `work` finds in all its inputs; `by` is who looks. */
  of<T>(by: object, inputs: readonly unknown[], work: () => readonly T[]): readonly T[] {
    const { revision } = this.#tracker;
    const known = this.#kept.get(by);
    if (known && this.#holds(known, inputs)) {
      known.revision = revision;
      this.#blame.repeat(known.judgement.blamed, known.judgement.asked);
      return known.judgement.found as readonly T[];
    }
    const judgement = this.#judge(work);
    this.#kept.set(by, { inputs, judgement, revision });
    return judgement.found;
  }

  /** What `work` finds of each of several things, in their order; `placeless`: what it finds does not say where anything stands. */
  each<S extends object, T>(by: object, about: readonly S[], work: (one: S) => readonly T[], { placeless = false } = {}): readonly T[] {
    let round = this.#rounds.get(by) as Round<S, T> | undefined;
    if (!round) {
      round = new Round<S, T>(placeless);
      this.#rounds.set(by, round as unknown as Round);
    }
    round.again(about, this.#tracker, this.#blame, (one) => this.#judge(() => work(one)));
    return round.found;
  }

  /** What a check goes on with from one version to the next; `by` is who uses it. */
  tool<T extends object>(by: object, make: () => T): T {
    let tool = this.#tools.get(by) as T | undefined;
    if (!tool) {
      tool = make();
      this.#tools.set(by, tool);
    }
    return tool;
  }

  /** Those of a list of which something is true, which must follow from what they are. */
  those<S extends object>(isOne: (one: S) => boolean, list: readonly S[]): readonly S[] {
    return this.tool(isOne, () => new Subset(isOne)).of(list);
  }

  #judge<T>(work: () => readonly T[]): Judgement<T> {
    const { value, sources } = this.#tracker.follow(() => this.#blame.during(work));
    return { found: value.value, sources, blamed: value.blamed, asked: value.asked };
  }

  /** What says nothing does not mind where things stand. */
  #holds({ inputs, judgement: { found, sources, asked }, revision }: Kept, now: readonly unknown[]): boolean {
    if (inputs !== now && !sameList(inputs, now)) return false;
    if (!this.#blame.answersAlike(asked)) return false;
    if (revision >= this.#tracker.quietSince) return true;
    return unchangedSince(revision, sources) && (found.length === 0 || unmovedSince(revision, sources));
  }
}
