/**
 * What is known of the figures that sentences speak of: what the tables say, else last year's and the budget's figures, else what other sentences say.
 * A name with several readings is understood as that which agrees; only if none does, and one alone is known, it differs from that one.
 */
import { once } from '../base/once.ts';
import type { BoundTable } from '../disclosure/bind/types.ts';
import { formatFragment } from '../forms/fragment.ts';
import type { Address, Interval, ModelTable } from '../model/types.ts';
import type { Basis } from './basis.ts';
import type { AddressChanges, FactBook, Figure } from './facts.ts';
import { type Known, knownOf } from './known.ts';
import { Subset } from './per-element.ts';
import { BASIS, membersOf } from './roles.ts';
import type { Amount, Subject } from './statements.ts';
import { type Look, type Looker, TableFact, TableFacts, TextFacts } from './tracked-facts.ts';
import { Following, Tracker } from './tracking.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { Watch } from './watch.ts';

export interface Resolution {
  readonly verdict: Verdict;
  readonly address: Address;
  readonly known?: Known;
}

/** Figures of other years and bases by address; undefined where nobody says. */
export type Lookup = (address: Address) => Figure | undefined;

/** What a cell that contradicts others would have to be. */
export interface Doubt {
  readonly values: readonly number[];
  /** It alone is to blame. */
  readonly sure: boolean;
}

export interface LedgerSources {
  readonly own: FactBook;
  /** The kind of disclosure: a budget's “三公” are those of the initial budget. */
  readonly isBudget: boolean;
  readonly prior?: Lookup;
  readonly initial?: Lookup;
  /** This year's figures that no table has. */
  readonly current?: Lookup;
  /** Cells on which findings of the tables stand, with what they would have to be: the one value where the tables leave no doubt, else several. */
  readonly doubted?: ReadonlyMap<string, Doubt>;
}

/** What is different in the tables of a document since its last revision. */
export interface Changes {
  /** Nothing is: the same tables say the same, and so does everything else. */
  readonly none: boolean;
  /** Keys of the cells of which something else is known. */
  readonly cells: ReadonlySet<string>;
  /** Where cells came or went; undefined if none did. */
  readonly addresses: AddressChanges | undefined;
  /** The tables that were not read again: their cells stand where they stood. */
  readonly standing: ReadonlySet<BoundTable>;
  /** Those of the model's tables in which nothing else is known. */
  readonly lasting: () => ReadonlySet<ModelTable>;
}

/** A short document may hold so much more than it has: it is looked up in no time, but not at every few keystrokes. */
const LEAST_HELD = 500;

/** Kept as long as a document is open: each version revises it, and what did not change with the version is not looked up again. */
export class Ledger implements Looker {
  readonly tracker = new Tracker();
  #sources!: LedgerSources;
  #changes: Changes | undefined;
  /** Cells that are in doubt now or were so before. */
  #doubtful: ReadonlySet<string> = new Set();
  readonly #facts = new WeakMap<Address, Map<Basis, TableFact>>();
  readonly #firsts = new WeakMap<Amount, TableFact>();
  readonly #watch = new Watch();
  /** How much may be held; undefined until all was looked up once. */
  #most: number | undefined;
  readonly #around = new Map<Address, TableFacts>();
  readonly #resolved = new WeakMap<Amount, Following<Resolution>>();
  readonly #texts = new TextFacts(this.tracker, ({ subject }) => keyOf(subject.readings[0], subject.basis));

  /** The amounts of which no table speaks, as long as the tables say the same. */
  #unspoken = this.#unspokenNow();

  #unspokenNow(): Subset<Amount> {
    return new Subset((amount) => !this.#meant(amount).known);
  }

  /** `amounts`: all that the document's sentences state. `changes`: what is different in the tables since the last revision; without them, everything may be. */
  revise(sources: LedgerSources, amounts: readonly Amount[], changes?: Changes): void {
    this.#doubtful = new Set([...(this.#sources?.doubted?.keys() ?? []), ...(sources.doubted?.keys() ?? [])]);
    this.#changes = this.#sources && askAlike(this.#sources, sources) && !this.#isFull() ? changes : undefined;
    this.#sources = sources;
    this.tracker.begin();
    if (!this.#changes) this.#forget();
    if (!this.#changes?.none && !this.#isToldAll()) this.#unspoken = this.#unspokenNow();
    this.#texts.revise(this.#unspoken.of(amounts));
  }

  /** How many places are held in which facts are told of changes. */
  get held(): number {
    return this.#watch.size + this.#around.size + this.#texts.size;
  }

  /**
   * Facts that are told of changes are held whether or not a sentence still speaks of them. When they are many more than the document has,
   * which shows when all has been looked up once, all are let go: the next revision looks up what it needs.
   */
  #isFull(): boolean {
    const { held } = this;
    this.#most ??= 2 * held + LEAST_HELD;
    return held > this.#most;
  }

  #forget(): void {
    this.#watch.clear();
    this.#around.clear();
    this.#texts.clear();
    this.#most = undefined;
  }

  /** Tells the facts of what is different; false if another amount may be spoken of in the tables now. */
  #isToldAll(): boolean {
    const changes = this.#changes;
    if (!changes || changes.addresses) {
      this.tracker.shake();
      return false;
    }
    const differing = this.#watch.on(changes.cells, this.#doubtful);
    const moving = this.#watch.outside(changes.standing);
    const before = [...differing].map(({ known }) => known !== undefined);
    for (const fact of differing) fact.renew();
    for (const fact of moving) if (!differing.has(fact)) fact.move();
    for (const fact of this.#around.values()) fact.renew();
    const { revision } = this.tracker;
    for (const fact of [...differing, ...moving, ...this.#around.values()]) if (fact.moved === revision) this.tracker.touch(fact);
    return [...differing].every(({ known }, i) => (known !== undefined) === before[i]);
  }

  watch(fact: TableFact, look: Look): void {
    this.#watch.put(fact, look);
  }

  /** What tables and linked files say. */
  stated(address: Address, basis: Basis): Known | undefined {
    const fact = this.#fact(address, basis);
    this.tracker.note(fact);
    return fact.known;
  }

  /** What tables say, else another sentence. */
  known(address: Address, basis: Basis, except?: Amount): Known | undefined {
    const stated = this.stated(address, basis);
    if (stated) return stated;
    const amount = this.#texts.at(keyOf(address, basis));
    return amount && amount !== except ? knownOf(amount, address) : undefined;
  }

  /** What is known of a subject, one for each reading that is meant; of the others only if nothing is known of these. */
  allKnown({ readings, strong, ...subject }: Subject, basis: Basis = subject.basis): Known[] {
    const known = (list: readonly Address[]): Known[] => list.flatMap((address) => this.known(address, basis) ?? []);
    const meant = known(readings.slice(0, strong));
    return meant.length > 0 ? meant : known(readings.slice(strong));
  }

  /** What is known of anything that a subject may mean, meant or not. */
  possible({ readings, basis }: Subject): Known[] {
    return readings.flatMap((address) => this.known(address, basis) ?? []);
  }

  resolve(amount: Amount): Resolution {
    let resolved = this.#resolved.get(amount);
    if (!resolved) {
      resolved = new Following(this.tracker, () => this.#resolve(amount));
      this.#resolved.set(amount, resolved);
    }
    return resolved.value;
  }

  /** The figure that other statements should reckon with: what the tables say where the sentence errs, else what it says. */
  reckoned(amount: Amount): Known {
    const { verdict, known, address } = this.resolve(amount);
    return verdict === 'differs' && known ? known : knownOf(amount, address);
  }

  /** Another figure of the same row of the tables that is just what the sentence says: 项目支出 of an account instead of all of it. */
  elsewhere({ figure }: Amount, { figure: stated }: Known): Known | undefined {
    for (const { row, cell } of stated?.cells ?? [])
      for (const other of row.cells) {
        const { model } = other;
        if (other === cell || !model || model.state !== 'typed' || model.value !== figure.written.steps || model.value === 0) continue;
        return this.stated(model.address, 'own');
      }
    return undefined;
  }

  /** The sentence that stated the same before, if it says otherwise. */
  contradicted(amount: Amount): Amount | undefined {
    const { subject, figure } = amount;
    const first = this.#texts.at(keyOf(subject.readings[0], subject.basis));
    if (!first || first === amount || !sameReadings(first.subject, subject)) return undefined;
    return first.figure.written.steps === figure.written.steps ? undefined : first;
  }

  /** Whether no table lists an address, though one lists its level. */
  isLeftOut(address: Address): boolean {
    this.#noteAround(address);
    return this.#sources.own.at(address)?.state === 'absent';
  }

  /** The lines of a whole that have no others below them, along a dimension of codes. */
  leavesBelow(address: Address, dimension: string): readonly Figure[] {
    this.#noteAround(address);
    return this.#sources.own.leavesBelow(address, dimension);
  }

  #noteAround(address: Address): void {
    let around = this.#around.get(address);
    if (!around) {
      const last = (): boolean =>
        this.#changes !== undefined && this.#sources.own.tablesAround(address).every((table) => this.#changes?.lasting().has(table));
      around = new TableFacts(this.tracker, last);
      this.#around.set(address, around);
    }
    around.refresh();
    this.tracker.note(around);
  }

  /** What tables say of what an amount means first of all. */
  #meant(amount: Amount): TableFact {
    let fact = this.#firsts.get(amount);
    if (!fact) {
      fact = this.#fact(amount.subject.readings[0], amount.subject.basis);
      this.#firsts.set(amount, fact);
    }
    fact.refresh();
    return fact;
  }

  #fact(address: Address, basis: Basis): TableFact {
    let ofAddress = this.#facts.get(address);
    if (!ofAddress) {
      ofAddress = new Map();
      this.#facts.set(address, ofAddress);
    }
    let fact = ofAddress.get(basis);
    if (!fact) {
      fact = new TableFact(this, address, basis);
      ofAddress.set(basis, fact);
    }
    fact.refresh();
    return fact;
  }

  again({ keys, addresses, borrowed, figure }: Look): 'same' | 'moved' | 'differs' {
    const changes = this.#changes;
    if (!changes || borrowed) return 'differs';
    if (changes.cells.size > 0) for (const key of keys) if (changes.cells.has(key)) return 'differs';
    if (changes.addresses && addresses.some((address) => changes.addresses!.concern(address))) return 'differs';
    if (!figure) return 'same';
    if (this.#doubtful.size > 0) for (const { cell } of figure.cells) if (this.#doubtful.has(cell.key)) return 'differs';
    for (const { table } of figure.cells) if (!changes.standing.has(table)) return 'moved';
    return 'same';
  }

  located(figure: Figure): Figure {
    return this.#sources.own.located(figure);
  }

  look(address: Address, basis: Basis): Look {
    const keys: string[] = [];
    const addresses: Address[] = [];
    const own = (one: Address): Figure | undefined => {
      const answer = this.#sources.own.answer(one);
      keys.push(...answer.keys);
      addresses.push(answer.address);
      return answer.figure;
    };
    let borrowed = false;
    const borrow = (lookup: Lookup | undefined): Lookup | undefined => {
      borrowed ||= lookup !== undefined;
      return lookup;
    };
    const figure = this.#figure(address, basis, own, borrow);
    // What no table lists is nothing; but a name that is misunderstood is listed nowhere either.
    if (!figure || figure.state === 'absent') return { figure: undefined, doubts: [], keys, addresses, borrowed };
    const doubts = figure.cells.flatMap(({ cell }) => this.#sources.doubted?.get(cell.key)?.values ?? []);
    return { figure, ...this.#undoubted(figure), doubts, keys, addresses, borrowed };
  }

  /** A figure that the tables themselves mend is taken as mended; one that they doubt may be either. */
  #undoubted({ value, interval, cells }: Figure): { readonly value: number; readonly interval: Interval } {
    const doubt = cells[0] && this.#sources.doubted?.get(cells[0].cell.key);
    if (!doubt) return { value, interval };
    const half = (interval.high - interval.low) / 2;
    const values = doubt.sure ? doubt.values : [value, ...doubt.values];
    return {
      value: doubt.sure ? doubt.values[0] : value,
      interval: { low: Math.min(...values) - half, high: Math.max(...values) + half },
    };
  }

  /** `own` asks this document's tables, `borrow` is told of other sources that are asked. */
  #figure(address: Address, basis: Basis, own: Lookup, borrow: (lookup: Lookup | undefined) => Lookup | undefined): Figure | undefined {
    const { own: book, isBudget, prior, initial, current } = this.#sources;
    const divided = book.divides(address.measure, BASIS);
    const on = (one: Basis): readonly Address[] => membersOf(one, isBudget).map((member) => basedOn(address, member));
    if (basis === 'prior') return firstOf(divided ? [...on('own'), address] : [address], (one) => stated(borrow(prior)?.(one)));
    if (divided) {
      const figure = firstOf(on(basis), (one) => stated(own(one)));
      if (figure) return figure;
      if (basis !== 'own') return basis === 'initial' ? borrow(initial)?.(address) : undefined;
    }
    if (basis === 'own') return stated(own(address)) ?? borrow(current)?.(address);
    return basis === 'initial' ? borrow(initial)?.(address) : undefined;
  }

  #resolve(amount: Amount): Resolution {
    const { subject, figure } = amount;
    const facts: (Known | undefined)[] = [];
    const verdicts: { readonly known: Known; readonly verdict: Verdict }[] = [];
    for (const address of subject.readings) {
      const known = this.stated(address, subject.basis);
      facts.push(known);
      if (!known) continue;
      const verdict = verdictOf(figure.written, known);
      // Mostly the first reading is the one.
      if (verdict === 'agrees') return { verdict, address: known.address, known };
      verdicts.push({ known, verdict });
    }
    for (const verdict of ['near', 'rounded'] as const) {
      const found = verdicts.find((one) => one.verdict === verdict);
      if (found) return { verdict, address: found.known.address, known: found.known };
    }
    const meant = facts.slice(0, subject.strong);
    const [only, ...others] = distinct(meant.filter((known) => known !== undefined));
    if (only && others.length === 0) return { verdict: 'differs', address: only.address, known: only };
    return { verdict: 'unknown', address: subject.readings[0] };
  }
}

/** Whether the same would be asked of the same kinds of sources: a fact remembers what it was told, and not who was not there to be asked. */
const askAlike = (a: LedgerSources, b: LedgerSources): boolean =>
  a.own.formSet === b.own.formSet &&
  a.isBudget === b.isBudget &&
  !a.prior === !b.prior &&
  !a.initial === !b.initial &&
  !a.current === !b.current;

/** The addresses of an address on the bases that tables tell apart; the same objects each time, by which facts are looked up. */
const basesOf = once<Address, Map<string, Address>>(() => new Map());

function basedOn(address: Address, member: string): Address {
  const known = basesOf(address);
  const found = known.get(member) ?? { measure: address.measure, members: { ...address.members, [BASIS]: member } };
  known.set(member, found);
  return found;
}

const stated = (figure: Figure | undefined): Figure | undefined => (figure?.state === 'absent' ? undefined : figure);

function firstOf<T, R>(list: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of list) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const keysOf = once<Address, Map<Basis, string>>(() => new Map());

/** The same string each time: it is looked up by at every keystroke. */
function keyOf(address: Address, basis: Basis): string {
  const ofAddress = keysOf(address);
  let key = ofAddress.get(basis);
  if (key === undefined) {
    key = `${basis} ${formatFragment(address)}`;
    ofAddress.set(basis, key);
  }
  return key;
}

const sameReadings = (a: Subject, b: Subject): boolean =>
  a.readings.length === b.readings.length && a.readings.every((address, i) => formatFragment(address) === formatFragment(b.readings[i]));

/** Readings of which the tables say the same are one. */
const distinct = (facts: readonly Known[]): Known[] =>
  facts.filter((known, i) => facts.findIndex((other) => other.value === known.value) === i);
