/** The judgements of one check on a list of things: met again, only those are visited whose sources changed. */
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

/** When and how a round of judgements was made. */
interface Standing {
  /** How many figures were blamed before. */
  readonly position: number;
  readonly revision: number;
  readonly placeless: boolean;
}

/** The judgements of one check on one list of things, with what they rest on. */
export class Round<S = object, T = unknown> {
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
