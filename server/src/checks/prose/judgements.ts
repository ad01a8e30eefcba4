/**
 * What checks said of statements, kept until something that they looked at changes: facts, what other sentences say, or which figures earlier checks blame.
 */
import { type Source, type Tracker, unchangedSince, unmovedSince } from '../../prose/tracking.ts';
import type { Asked, Blame, Blaming } from './blame.ts';

/** What one check said of one thing. */
export interface Judgement<T = unknown> {
  readonly inputs: readonly unknown[];
  readonly found: readonly T[];
  readonly sources: readonly Source[];
  readonly blamed: Blaming;
  readonly asked: readonly Asked[];
  /** The last revision in which it was true. */
  revision: number;
}

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

/** When and how a round of judgements was made. */
interface Standing {
  /** How many figures were blamed before. */
  readonly position: number;
  readonly revision: number;
  readonly placeless: boolean;
}

/** The judgements of one check on one list of things, with what they rest on. */
class Round<S = object, T = unknown> {
  readonly about: readonly S[];
  readonly #judgements: Judgement<T>[];
  #visits = 0;
  /** Where in the list the judgements stand that rest on a source. */
  #resting?: Map<Source, Set<number>>;
  /** Those that say something, and those that blame somebody. */
  readonly #speaking = new Set<number>();
  readonly #blaming = new Set<number>();
  #found: readonly T[] | undefined;
  #position: number;
  #revision: number;

  readonly #placeless: boolean;

  constructor(about: readonly S[], judgements: Judgement<T>[], { position, revision, placeless }: Standing) {
    this.about = about;
    this.#judgements = judgements;
    this.#position = position;
    this.#revision = revision;
    this.#placeless = placeless;
    for (let i = 0; i < judgements.length; i++) this.#note(i);
  }

  get found(): readonly T[] {
    this.#found ??= [...this.#speaking].sort((a, b) => a - b).flatMap((i) => this.#judgements[i].found);
    return this.#found;
  }

  /** Brings the judgements up to date. */
  again(tracker: Tracker, blame: Blame, judge: (one: S) => Judgement<T>): void {
    const stale = tracker.quietSince > this.#revision ? this.#stale() : new Set<number>();
    // Who asked for blame is asked again once any of it may be another.
    if (!blame.isAsBefore(this.#position)) for (let i = 0; i < this.about.length; i++) if (this.#asksOther(i, blame)) stale.add(i);
    this.#position = blame.position;
    const open = [...new Set([...stale, ...this.#blaming])].sort((a, b) => a - b);
    for (let n = 0; n < open.length; n++) {
      const i = open[n];
      if (!stale.has(i)) {
        blame.repeat(this.#judgements[i].blamed, NO_QUESTIONS);
        continue;
      }
      const before = this.#judgements[i].blamed;
      this.#judgements[i] = judge(this.about[i]);
      this.#note(i);
      if (sameList(before, this.#judgements[i].blamed)) continue;
      // What comes behind may have asked for just this.
      const rest = this.#behind(i, open.slice(n + 1), blame);
      for (const one of rest.stale) stale.add(one);
      open.splice(n + 1, open.length, ...rest.open);
    }
    this.#revision = tracker.revision;
  }

  #behind(i: number, open: readonly number[], blame: Blame): { readonly stale: readonly number[]; readonly open: readonly number[] } {
    const stale: number[] = [];
    for (let k = i + 1; k < this.about.length; k++) if (this.#asksOther(k, blame)) stale.push(k);
    return { stale, open: [...new Set([...open, ...stale])].sort((a, b) => a - b) };
  }

  #asksOther(i: number, blame: Blame): boolean {
    return !blame.answersAlike(this.#judgements[i].asked);
  }

  /** Those that rest on something that changed, or say where something stands that moved. */
  #stale(): Set<number> {
    const stale = new Set<number>();
    // Who types alternates between figures and sentences: an index for one visit costs more than the visit.
    if (this.#visits++ === 0) {
      for (let i = 0; i < this.about.length; i++) if (this.#isStale(i)) stale.add(i);
      return stale;
    }
    this.#resting ??= this.#index();
    for (const [source, list] of this.#resting) {
      source.refresh();
      if (source.changed > this.#revision) for (const i of list) stale.add(i);
      else if (!this.#placeless && source.moved > this.#revision) for (const i of list) if (this.#speaking.has(i)) stale.add(i);
    }
    return stale;
  }

  #isStale(i: number): boolean {
    const { sources } = this.#judgements[i];
    if (!unchangedSince(this.#revision, sources)) return true;
    return !this.#placeless && this.#speaking.has(i) && !unmovedSince(this.#revision, sources);
  }

  #index(): Map<Source, Set<number>> {
    const resting = new Map<Source, Set<number>>();
    for (const [i, { sources }] of this.#judgements.entries()) for (const source of sources) add(resting, source, i);
    return resting;
  }

  #note(i: number): void {
    const { found, blamed, sources } = this.#judgements[i];
    if (found.length > 0) this.#speaking.add(i);
    else this.#speaking.delete(i);
    if (blamed.length > 0) this.#blaming.add(i);
    else this.#blaming.delete(i);
    if (this.#resting) for (const source of sources) add(this.#resting, source, i);
    this.#found = undefined;
  }
}

const NO_QUESTIONS: readonly Asked[] = [];

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((one, i) => one === b[i]);

function add(resting: Map<Source, Set<number>>, source: Source, i: number): void {
  const list = resting.get(source);
  if (list) list.add(i);
  else resting.set(source, new Set([i]));
}
