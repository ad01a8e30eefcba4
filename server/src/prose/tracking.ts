/**
 * What is worked out from facts is kept until one of these changes. Whoever asks for a fact while something is worked out leaves a note,
 * so that nobody has to say what depends on what.
 *
 * A revision is one version of the document. Facts and what follows from them tell in which revision they last changed, and in which they last moved:
 * a figure that stands elsewhere is the same figure, but what shows where it stands has to be said anew.
 */

/** Something that others are worked out from. */
export interface Source {
  /** Brings itself up to date. */
  refresh(): void;
  readonly changed: number;
  readonly moved: number;
}

export class Tracker {
  #revision = 0;
  #grounds: readonly [number, number] = [0, 0];
  #quietSince = 0;
  #touched: Set<Source> | undefined;
  #noted: Set<Source> | undefined;

  get revision(): number {
    return this.#revision;
  }

  /** The last two revisions in which all that the tables say may have changed; the later one first. */
  get grounds(): readonly [number, number] {
    return this.#grounds;
  }

  /** The last revision in which any source may have changed. */
  get quietSince(): number {
    return this.#quietSince;
  }

  /** The sources that changed or moved in this revision; undefined if any may have. */
  get touched(): ReadonlySet<Source> | undefined {
    return this.#touched;
  }

  get isFollowing(): boolean {
    return this.#noted !== undefined;
  }

  /** A new version of the document. */
  begin(): void {
    this.#revision++;
    this.#touched = new Set();
  }

  /** In this version whatever the tables say may have changed. */
  shake(): void {
    this.#grounds = [this.#revision, this.#grounds[0]];
    this.#quietSince = this.#revision;
    this.#touched = undefined;
  }

  /** In this version a source has changed or moved. */
  touch(source: Source): void {
    this.#quietSince = this.#revision;
    this.#touched?.add(source);
  }

  note(source: Source): void {
    this.#noted?.add(source);
  }

  /** Does some work and answers what it drew on; the work around it does not draw on that by itself. */
  follow<T>(work: () => T): { readonly value: T; readonly sources: readonly Source[] } {
    const outer = this.#noted;
    const noted = new Set<Source>();
    this.#noted = noted;
    try {
      return { value: work(), sources: [...noted] };
    } finally {
      this.#noted = outer;
    }
  }
}

/** Whether none of the sources changed behind a revision. */
export function unchangedSince(revision: number, sources: readonly Source[]): boolean {
  for (const source of sources) {
    source.refresh();
    if (source.changed > revision) return false;
  }
  return true;
}

/** Whether none of the sources moved behind a revision; they are up to date. */
export function unmovedSince(revision: number, sources: readonly Source[]): boolean {
  for (const { moved } of sources) if (moved > revision) return false;
  return true;
}

/** A value that follows from sources: who draws on it draws on these. */
export class Following<T> {
  readonly #tracker: Tracker;
  readonly #work: () => T;
  #value!: T;
  #sources: readonly Source[] = [];
  #checked = -1;

  constructor(tracker: Tracker, work: () => T) {
    this.#tracker = tracker;
    this.#work = work;
  }

  get value(): T {
    this.#refresh();
    if (this.#tracker.isFollowing) for (const source of this.#sources) this.#tracker.note(source);
    return this.#value;
  }

  #refresh(): void {
    const { revision, quietSince } = this.#tracker;
    const before = this.#checked;
    this.#checked = revision;
    if (before >= quietSince) return;
    if (before >= 0 && unchangedSince(before, this.#sources)) return;
    const { value, sources } = this.#tracker.follow(this.#work);
    this.#value = value;
    this.#sources = sources;
  }
}
