/** All that the sentences of a document state. Of a kind of which nothing came or went the list stays the same, so that whoever looks through it need not do so again. */
import { PerElement } from '../../prose/per-element.ts';
import type { Amount, Composition, Statement } from '../../prose/statements.ts';

type Kind = Statement['kind'];
type OfKind<K extends Kind> = Extract<Statement, { readonly kind: K }>;

const NONE: readonly Statement[] = [];

export class Said {
  #all: readonly Statement[] = NONE;
  readonly #kinds = new PerElement(({ kind }: Statement) => kind);
  readonly #ofKind = new Map<Kind, readonly Statement[]>();
  readonly #asides = new PerElement(asideOf);
  #parts: readonly Amount[] = [];

  /** In the order of the text. */
  get all(): readonly Statement[] {
    return this.#all;
  }

  /** The amounts that are held against the tables: all but those that are no parts of what these divide. */
  get parts(): readonly Amount[] {
    return this.#parts;
  }

  /** Those of one kind, in the order of the text. */
  ofKind<K extends Kind>(kind: K): readonly OfKind<K>[] {
    return (this.#ofKind.get(kind) ?? NONE) as unknown as readonly OfKind<K>[];
  }

  /** What is stated now. */
  take(all: readonly Statement[]): void {
    this.#all = all;
    const { gone, come } = this.#kinds.follow(all);
    const touched = new Set([...gone, ...come]);
    const { made: kinds } = this.#kinds;
    for (const kind of touched)
      this.#ofKind.set(
        kind,
        all.filter((_, i) => kinds[i] === kind),
      );
    if (touched.has('amount') || touched.has('composition')) this.#parts = this.#partsNow();
  }

  #partsNow(): readonly Amount[] {
    this.#asides.follow(this.ofKind('composition'));
    const aside = new Set(this.#asides.made.flat());
    const amounts = this.ofKind('amount');
    return aside.size === 0 ? amounts : amounts.filter((amount) => !aside.has(amount));
  }
}

/** Of parts that are said to be all of a whole, those that divide it otherwise than most: 其他支出 beside 基本支出 and 项目支出 is no account. */
function asideOf({ parts, exhaustive }: Composition): readonly Amount[] {
  if (!exhaustive) return [];
  const dividing = parts.map(({ subject }) => subject.readings.map(({ members }) => Object.keys(members).sort().join(' ')));
  const counts = new Map<string, number>();
  for (const key of dividing.flatMap((keys) => [...new Set(keys)])) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [most, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return count * 2 > parts.length ? parts.filter((_, i) => !dividing[i].includes(most)) : [];
}
