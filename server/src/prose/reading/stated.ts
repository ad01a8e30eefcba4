/**
 * What a text states: its paragraphs one by one, and the numbered ones below …，其中： together, as the parts of a whole.
 * Only paragraphs that were read are looked at; of the others is kept side by side what is asked of all, because most of memory is cold at a keystroke.
 */
import { sameList } from '../../base/lists.ts';
import type { Amount, Composition, Statement } from '../statements.ts';
import type { ReadParagraph } from './sentence.ts';

/** A passage as far as it states something. */
export interface Stating {
  /** Of a heading there is nothing. */
  readonly said?: { readonly read: ReadParagraph };
  /** The wholes of the list of which it is an item. */
  readonly itemOf?: readonly Amount[];
}

/** What a list of items was read as. */
interface Listed {
  readonly items: readonly (readonly Amount[])[];
  readonly compositions: readonly Composition[];
}

export class Stated {
  #counts: readonly number[] = [];
  #wholes: readonly (readonly Amount[] | undefined)[] = [];
  #itemOf: readonly (readonly Amount[] | undefined)[] = [];
  #heads: readonly (readonly Amount[] | undefined)[] = [];
  #single: readonly Statement[] = [];
  readonly #lists = new WeakMap<readonly Amount[], Listed>();
  #all: readonly Statement[] = [];

  /** The statements of the paragraphs, and behind them those of the lists; the same list as long as the same is stated. */
  get all(): readonly Statement[] {
    return this.#all;
  }

  /** Behind the first `head` passages stand others in place of some. */
  replace(head: number, gone: readonly Stating[], come: readonly Stating[]): void {
    if (isSaying(gone, come)) return;
    const from = total(this.#counts, 0, head);
    const count = total(this.#counts, head, head + gone.length);
    this.#single = this.#single.toSpliced(from, count, ...come.flatMap(({ said }) => said?.read.statements ?? []));
    const put = <T>(list: readonly T[], of: (one: Stating) => T): readonly T[] => list.toSpliced(head, gone.length, ...come.map(of));
    this.#counts = put(this.#counts, ({ said }) => said?.read.statements.length ?? 0);
    this.#wholes = put(this.#wholes, ({ said }) => (said && said.read.open.length > 0 ? said.read.open : undefined));
    this.#itemOf = put(this.#itemOf, ({ itemOf }) => itemOf);
    this.#heads = put(this.#heads, ({ said }) => said?.read.heads);
    const touched = new Set([...gone, ...come].map(({ itemOf }) => itemOf));
    const lists = this.#wholes.flatMap((wholes) => (wholes ? this.#compositionsOf(wholes, touched) : []));
    const all = [...this.#single, ...lists];
    if (!sameList(all, this.#all)) this.#all = all;
  }

  /** The compositions of a list, the same ones as long as its items say the same. */
  #compositionsOf(wholes: readonly Amount[], touched: ReadonlySet<readonly Amount[] | undefined>): readonly Composition[] {
    const known = this.#lists.get(wholes);
    if (known && !touched.has(wholes)) return known.compositions;
    const items = this.#heads.filter((_, i) => this.#itemOf[i] === wholes) as (readonly Amount[])[];
    if (known && sameList(known.items, items)) return known.compositions;
    const compositions = wholes.flatMap((whole) => compositionOf(whole, items) ?? []);
    this.#lists.set(wholes, { items, compositions });
    return compositions;
  }
}

/** Whether the same is said in the same lists. */
const isSaying = (before: readonly Stating[], now: readonly Stating[]): boolean =>
  before.length === now.length && now.every(({ said, itemOf }, i) => said?.read === before[i].said?.read && itemOf === before[i].itemOf);

function total(counts: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += counts[i];
  return sum;
}

/** The items of a list in the basis in which its whole is stated; undefined if they are no two. */
function compositionOf(stated: Amount, items: readonly (readonly Amount[])[]): Composition | undefined {
  const parts: Amount[] = [];
  for (const heads of items) {
    const part = heads.find(({ subject }) => subject.basis === stated.subject.basis);
    if (part) parts.push(part);
  }
  return parts.length < 2 ? undefined : { kind: 'composition', whole: stated.subject, stated, parts, exhaustive: false };
}
