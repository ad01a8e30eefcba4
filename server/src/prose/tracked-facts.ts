/** The facts that statements are held against, as sources of what is worked out from them: what tables say, and what other sentences say. */
import { sameList } from '../base/lists.ts';
import type { Scale } from '../disclosure/quantity.ts';
import type { Address, Interval } from '../model/types.ts';
import type { Basis } from './basis.ts';
import type { Figure } from './facts.ts';
import type { Known } from './known.ts';
import { PerElement } from './per-element.ts';
import type { Amount } from './statements.ts';
import type { Source, Tracker } from './tracking.ts';

/** What a look at the tables saw, and what it looked at. */
export interface Look {
  readonly figure: Figure | undefined;
  /** The figure with what is doubtful in it; undefined without a figure. */
  readonly value?: number;
  readonly interval?: Interval;
  /** What its cells would have to be where findings of the tables stand on them. */
  readonly doubts: readonly number[];
  /** The keys of the cells it rests on. */
  readonly keys: readonly string[];
  /** Where it looked, as the tables have it. */
  readonly addresses: readonly Address[];
  /** Other files or 情况说明要素表 were asked too. */
  readonly borrowed: boolean;
}

/** Who looks facts up. */
export interface Looker {
  readonly tracker: Tracker;
  look(address: Address, basis: Basis): Look;
  /** Whether another look would see what it saw before; `moved` if the cells may stand elsewhere. */
  again(before: Look): 'same' | 'moved' | 'differs';
  located(figure: Figure): Figure;
  /** A fact rests on what the look saw. */
  watch(fact: TableFact, look: Look): void;
}

/** The same object as long as the figure is the same, wherever its cells stand. */
class KnownFigure implements Known {
  readonly address: Address;
  readonly value: number;
  readonly interval: Interval;
  readonly scale?: Scale;
  readonly doubts: readonly number[];
  readonly #looker: Looker;
  #figure: Figure;
  #moved = false;

  constructor(address: Address, looker: Looker, figure: Figure, { value, interval, doubts }: Look) {
    this.address = address;
    this.value = value!;
    this.interval = interval!;
    if (figure.scale) this.scale = figure.scale;
    this.doubts = doubts;
    this.#looker = looker;
    this.#figure = figure;
  }

  get figure(): Figure {
    if (this.#moved) this.#figure = this.#looker.located(this.#figure);
    this.#moved = false;
    return this.#figure;
  }

  move(): void {
    this.#moved = true;
  }

  replace(figure: Figure): void {
    this.#figure = figure;
    this.#moved = false;
  }

  isLike(other: KnownFigure): boolean {
    return (
      this.value === other.value &&
      this.interval.low === other.interval.low &&
      this.interval.high === other.interval.high &&
      sameScale(this.scale, other.scale) &&
      this.#figure.state === other.#figure.state &&
      sameList(this.doubts, other.doubts) &&
      this.#figure.cells.length === other.#figure.cells.length &&
      this.#figure.cells.every(({ cell }, i) => cell.key === other.#figure.cells[i].cell.key)
    );
  }
}

const sameScale = (a: Scale | undefined, b: Scale | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.money === b.money && a.steps === b.steps && a.decimals === b.decimals);

/** What tables and linked files say at one address, on one basis. */
export class TableFact implements Source {
  readonly #looker: Looker;
  readonly #address: Address;
  readonly #basis: Basis;
  #seen: Look | undefined;
  #known: KnownFigure | undefined;
  #checked = -1;
  changed = 0;
  moved = 0;

  constructor(looker: Looker, address: Address, basis: Basis) {
    this.#looker = looker;
    this.#address = address;
    this.#basis = basis;
  }

  /** Undefined if nothing is known; ask after `refresh`. */
  get known(): Known | undefined {
    return this.#known;
  }

  refresh(): void {
    const { revision, grounds } = this.#looker.tracker;
    if (this.#checked >= grounds[0]) return;
    // What is different is known since the last revision only.
    const isNext = revision === grounds[0] && this.#checked >= grounds[1];
    const again = this.#seen && isNext ? this.#looker.again(this.#seen) : 'differs';
    if (again === 'differs') this.renew();
    else if (again === 'moved') this.#move();
    this.#checked = revision;
  }

  /** The cells it rests on may stand elsewhere. */
  move(): void {
    // One that nobody asked for lately looks again when it is asked for.
    if (this.#checked >= this.#looker.tracker.grounds[0]) this.#move();
  }

  #move(): void {
    this.moved = this.#looker.tracker.revision;
    this.#known?.move();
  }

  /** Looks again. */
  renew(): void {
    const { revision } = this.#looker.tracker;
    this.#checked = revision;
    const isFirst = this.#seen === undefined;
    const seen = this.#looker.look(this.#address, this.#basis);
    const known = seen.figure && new KnownFigure(this.#address, this.#looker, seen.figure, seen);
    this.#seen = seen;
    this.#looker.watch(this, seen);
    if (this.#known && known && this.#known.isLike(known)) {
      this.moved = revision;
      this.#known.replace(known.figure);
    } else if (isFirst || this.#known || known) {
      this.#known = known;
      this.changed = this.moved = revision;
    }
  }
}

/** Whatever the tables say that may speak of an address: its lines, and whether it is listed. */
export class TableFacts implements Source {
  readonly #tracker: Tracker;
  readonly #lasts: () => boolean;
  #checked = -1;
  changed = 0;
  moved = 0;

  /** `lasts` tells whether all these tables say what they said at the revision before. */
  constructor(tracker: Tracker, lasts: () => boolean) {
    this.#tracker = tracker;
    this.#lasts = lasts;
  }

  refresh(): void {
    const { revision, grounds } = this.#tracker;
    if (this.#checked >= grounds[0]) return;
    if (this.#checked < grounds[1] || revision !== grounds[0]) this.changed = this.moved = revision;
    else this.renew();
    this.#checked = revision;
  }

  /** Looks whether the tables last from the last revision to this one. */
  renew(): void {
    if (!this.#lasts()) this.changed = this.moved = this.#tracker.revision;
  }
}

/** The sentence that states something of which no table speaks; the first of several counts. */
class TextFact implements Source {
  amount: Amount | undefined;
  changed = 0;
  moved = 0;
  refresh(): void {}
}

/** What sentences state of which no table speaks, by key. */
export class TextFacts {
  readonly #tracker: Tracker;
  readonly #keyOf: (amount: Amount) => string;
  #keys: PerElement<Amount, string>;
  readonly #facts = new Map<string, TextFact>();

  constructor(tracker: Tracker, keyOf: (amount: Amount) => string) {
    this.#tracker = tracker;
    this.#keyOf = keyOf;
    this.#keys = new PerElement(keyOf);
  }

  /** How many facts are held. */
  get size(): number {
    return this.#facts.size;
  }

  /** Lets all facts go before a revision in which anything may be different: who drew on one asks anew. */
  clear(): void {
    for (const fact of this.#facts.values()) fact.changed = fact.moved = this.#tracker.revision;
    this.#facts.clear();
    this.#keys = new PerElement(this.#keyOf);
  }

  /** `amounts`: those of which no table speaks now. */
  revise(amounts: readonly Amount[]): void {
    const { gone, come } = this.#keys.follow(amounts);
    // Only what comes or goes can be the first of its key, or be so no more.
    for (const key of new Set([...gone, ...come])) {
      const first = this.#keys.made.indexOf(key);
      this.#set(this.#fact(key), first < 0 ? undefined : amounts[first]);
    }
  }

  at(key: string): Amount | undefined {
    const fact = this.#fact(key);
    this.#tracker.note(fact);
    return fact.amount;
  }

  #fact(key: string): TextFact {
    let fact = this.#facts.get(key);
    if (!fact) {
      fact = new TextFact();
      this.#facts.set(key, fact);
    }
    return fact;
  }

  #set(fact: TextFact, amount: Amount | undefined): void {
    if (fact.amount === amount) return;
    this.#tracker.touch(fact);
    fact.amount = amount;
    fact.changed = fact.moved = this.#tracker.revision;
  }
}
