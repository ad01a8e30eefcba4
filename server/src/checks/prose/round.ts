/** The judgements of one check on a list of things: met again, only those are visited whose sources changed, and those that are new in the list. */
import { identicalEnds, sameList } from '../../base/lists.ts';
import { type Source, type Tracker, unchangedSince, unmovedSince } from '../../prose/tracking.ts';
import type { Asked, Blame, Blaming } from './blame.ts';

/** What one check said of one thing. */
export interface Judgement<T = unknown> {
  readonly found: readonly T[];
  readonly sources: readonly Source[];
  readonly blamed: Blaming;
  readonly asked: readonly Asked[];
}

/** One thing of the list, with what was said of it. */
interface Entry<S, T> {
  readonly about: S;
  /** Where it stands in the list. */
  at: number;
  judgement?: Judgement<T>;
}

const inOrder = <S, T>(entries: Iterable<Entry<S, T>>): Entry<S, T>[] => [...entries].sort((a, b) => a.at - b.at);

/** The judgements of one check, with what they rest on. */
export class Round<S extends object = object, T = unknown> {
  #list: readonly S[] = [];
  #entries: Entry<S, T>[] = [];
  #visits = 0;
  /** The entries whose judgements rest on a source. */
  #resting?: Map<Source, Set<Entry<S, T>>>;
  /** Those that say something, and those that blame somebody. */
  readonly #speaking = new Set<Entry<S, T>>();
  readonly #blaming = new Set<Entry<S, T>>();
  #found: readonly T[] | undefined;
  /** How many figures were blamed before. */
  #position = 0;
  #revision = 0;
  readonly #placeless: boolean;

  /** `placeless`: what is found does not say where anything stands. */
  constructor(placeless: boolean) {
    this.#placeless = placeless;
  }

  get found(): readonly T[] {
    this.#found ??= inOrder(this.#speaking).flatMap(({ judgement }) => judgement!.found);
    return this.#found;
  }

  /** Brings the judgements up to date. */
  again(list: readonly S[], tracker: Tracker, blame: Blame, judge: (one: S) => Judgement<T>): void {
    const stale = new Set(this.#follow(list));
    if (tracker.quietSince > this.#revision) this.#addStale(stale, tracker);
    // Who asked for blame is asked again once any of it may be another.
    if (!blame.isAsBefore(this.#position)) this.#addAskingOther(0, blame, stale);
    this.#position = blame.position;
    let open = inOrder(new Set([...stale, ...this.#blaming]));
    for (let n = 0; n < open.length; n++) {
      const entry = open[n];
      const before = entry.judgement;
      if (before && !stale.has(entry)) {
        blame.repeat(before.blamed, NO_QUESTIONS);
        continue;
      }
      this.#judged(entry, judge(entry.about));
      if (sameList(before?.blamed ?? NOBODY, entry.judgement!.blamed)) continue;
      // What comes behind may have asked for just this.
      this.#addAskingOther(entry.at + 1, blame, stale);
      open = [...open.slice(0, n + 1), ...inOrder(new Set([...stale, ...this.#blaming])).filter(({ at }) => at > entry.at)];
    }
    this.#revision = tracker.revision;
  }

  /** Takes another list over; answers what is to be judged in it. Lists differ in a few places that lie together: what stands before and behind these is not looked up. */
  #follow(list: readonly S[]): readonly Entry<S, T>[] {
    const [before, entries] = [this.#list, this.#entries];
    if (before === list) return [];
    const { head, tail } = identicalEnds(before, list);
    const replaced = entries.slice(head, entries.length - tail);
    const blamed = replaced.some((entry) => this.#blaming.has(entry));
    const gone = new Map(replaced.map((entry) => [entry.about, entry]));
    const middle = list.slice(head, list.length - tail).map((about): Entry<S, T> => {
      const known = gone.get(about);
      gone.delete(about);
      return known ?? { about, at: 0 };
    });
    for (const entry of gone.values()) this.#leave(entry);
    this.#list = list;
    this.#entries = [...entries.slice(0, head), ...middle, ...entries.slice(entries.length - tail)];
    for (let i = head; i < this.#entries.length; i++) this.#entries[i].at = i;
    this.#found = undefined;
    // Where those blamed nobody who are gone, or stand elsewhere, who comes behind them is told what he was told.
    return (blamed ? this.#entries.slice(head) : middle).filter(({ judgement }) => !judgement || (blamed && judgement.asked.length > 0));
  }

  #addAskingOther(from: number, blame: Blame, stale: Set<Entry<S, T>>): void {
    for (let i = from; i < this.#entries.length; i++) {
      const entry = this.#entries[i];
      if (entry.judgement && !blame.answersAlike(entry.judgement.asked)) stale.add(entry);
    }
  }

  /** Those that rest on something that changed, or say where something stands that moved. */
  #addStale(stale: Set<Entry<S, T>>, { revision, touched }: Tracker): void {
    // Who opens a document mostly reads it: an index for one visit costs more than the visit.
    if (this.#visits++ === 0) {
      for (const entry of this.#entries) if (this.#isStale(entry)) stale.add(entry);
      return;
    }
    this.#resting ??= this.#index();
    const seen = this.#revision === revision - 1;
    for (const source of (seen && touched) || this.#resting.keys()) {
      const entries = this.#resting.get(source);
      if (!entries) continue;
      source.refresh();
      if (source.changed > this.#revision) for (const entry of entries) stale.add(entry);
      else if (!this.#placeless && source.moved > this.#revision)
        for (const entry of entries) if (this.#speaking.has(entry)) stale.add(entry);
    }
  }

  #isStale(entry: Entry<S, T>): boolean {
    const sources = entry.judgement?.sources;
    if (!sources || !unchangedSince(this.#revision, sources)) return true;
    return !this.#placeless && this.#speaking.has(entry) && !unmovedSince(this.#revision, sources);
  }

  #index(): Map<Source, Set<Entry<S, T>>> {
    const resting = new Map<Source, Set<Entry<S, T>>>();
    for (const entry of this.#entries) for (const source of entry.judgement?.sources ?? []) add(resting, source, entry);
    return resting;
  }

  #judged(entry: Entry<S, T>, judgement: Judgement<T>): void {
    this.#leave(entry);
    entry.judgement = judgement;
    const { found, blamed, sources } = judgement;
    if (found.length > 0) this.#speaking.add(entry);
    if (blamed.length > 0) this.#blaming.add(entry);
    if (this.#resting) for (const source of sources) add(this.#resting, source, entry);
    this.#found = undefined;
  }

  /** What was said of an entry is said no more. */
  #leave(entry: Entry<S, T>): void {
    this.#speaking.delete(entry);
    this.#blaming.delete(entry);
    if (this.#resting) for (const source of entry.judgement?.sources ?? []) remove(this.#resting, source, entry);
  }
}

const NO_QUESTIONS: readonly Asked[] = [];
const NOBODY: Blaming = [];

function add<E>(resting: Map<Source, Set<E>>, source: Source, entry: E): void {
  const entries = resting.get(source);
  if (entries) entries.add(entry);
  else resting.set(source, new Set([entry]));
}

function remove<E>(resting: Map<Source, Set<E>>, source: Source, entry: E): void {
  const entries = resting.get(source);
  entries?.delete(entry);
  if (entries?.size === 0) resting.delete(source);
}
