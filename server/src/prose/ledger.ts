/**
 * What is known of the figures that sentences speak of: what the tables say, else last year's and the budget's figures, else what other sentences say.
 * A name with several readings is understood as that which agrees; only if none does, and one alone is known, it differs from that one.
 */
import type { Scale } from '../disclosure/quantity.ts';
import { formatFragment } from '../forms/fragment.ts';
import type { Address, Interval } from '../model/types.ts';
import type { FactBook, Figure } from './facts.ts';
import type { Written } from './reading/tokens.ts';
import type { Amount, Basis, Subject } from './statements.ts';

/** A figure of which something is known beside the sentence at hand. */
export interface Known {
  readonly address: Address;
  readonly value: number;
  readonly interval: Interval;
  readonly scale?: Scale;
  /** The tables' figure, this document's or another's; undefined if another sentence states it. */
  readonly figure?: Figure;
  /** The sentence that states it. */
  readonly amount?: Amount;
}

/**
 * - `agrees`: a reading of the name has this figure
 * - `near`: the same but for its last digit, which rounding explains
 * - `rounded`: written with fewer decimals than the tables print, and rounded to them
 * - `differs`: the one reading of which anything is known has another figure
 * - `unknown`: nothing is known, or too much
 */
export interface Resolution {
  readonly verdict: 'agrees' | 'near' | 'rounded' | 'differs' | 'unknown';
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

const BASIS_MEMBERS: Readonly<Record<Basis, readonly string[]>> = {
  own: ['决算'],
  prior: [],
  initial: ['年初预算'],
  revised: ['全年预算'],
  adjusted: ['全年预算'],
  budget: ['全年预算', '年初预算'],
};
const BASIS = '基准';

export class Ledger {
  readonly #sources: LedgerSources;
  readonly #resolved = new Map<Amount, Resolution>();
  /** What sentences state of which no table speaks, by reading and basis; the first of each counts. */
  readonly #texts = new Map<string, Amount>();

  constructor(sources: LedgerSources, amounts: readonly Amount[] = []) {
    this.#sources = sources;
    for (const amount of amounts) {
      const [address] = amount.subject.readings;
      const key = keyOf(address, amount.subject.basis);
      if (!this.#texts.has(key) && !this.stated(address, amount.subject.basis)) this.#texts.set(key, amount);
    }
  }

  /** What tables and linked files say. */
  stated(address: Address, basis: Basis): Known | undefined {
    const figure = this.#figure(address, basis);
    // What no table lists is nothing; but a name that is misunderstood is listed nowhere either.
    if (!figure || figure.state === 'absent') return undefined;
    const { value, interval } = this.#undoubted(figure);
    return { address, value, interval, ...(figure.scale ? { scale: figure.scale } : {}), figure };
  }

  /** What tables say, else another sentence. */
  known(address: Address, basis: Basis, except?: Amount): Known | undefined {
    const stated = this.stated(address, basis);
    if (stated) return stated;
    const amount = this.#texts.get(keyOf(address, basis));
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
    let resolution = this.#resolved.get(amount);
    if (!resolution) {
      resolution = this.#resolve(amount);
      this.#resolved.set(amount, resolution);
    }
    return resolution;
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
    const first = this.#texts.get(keyOf(subject.readings[0], subject.basis));
    if (!first || first === amount || !sameReadings(first.subject, subject)) return undefined;
    return first.figure.written.steps === figure.written.steps ? undefined : first;
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

  #figure(address: Address, basis: Basis): Figure | undefined {
    const { own, isBudget, prior, initial, current } = this.#sources;
    const divided = own.divides(address.measure, BASIS);
    const ofOwn = isBudget ? ['年初预算', '全年预算'] : BASIS_MEMBERS.own;
    const based = (member: string): Address => basedOn(address, member);
    if (basis === 'prior') return firstOf(divided ? [...ofOwn.map(based), address] : [address], (one) => stated(prior?.(one)));
    if (divided) {
      const figure = firstOf((basis === 'own' ? ofOwn : BASIS_MEMBERS[basis]).map(based), (one) => stated(own.at(one)));
      if (figure) return figure;
      if (basis !== 'own') return basis === 'initial' ? initial?.(address) : undefined;
    }
    if (basis === 'own') return stated(own.at(address)) ?? current?.(address);
    return basis === 'initial' ? initial?.(address) : undefined;
  }

  #resolve(amount: Amount): Resolution {
    const { subject, figure } = amount;
    const facts: (Known | undefined)[] = [];
    const verdicts: { readonly known: Known; readonly verdict: Resolution['verdict'] }[] = [];
    for (const address of subject.readings) {
      const known = this.stated(address, subject.basis);
      facts.push(known);
      if (!known) continue;
      const verdict = this.#compare(figure.written, known);
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

  #compare(written: Written, known: Known): Resolution['verdict'] {
    const { value, interval, scale, figure } = known;
    if (written.steps === value) return 'agrees';
    const mended = figure?.cells.some(({ cell }) => this.#sources.doubted?.get(cell.key)?.values.includes(written.steps));
    if (mended) return 'agrees';
    const meets = written.steps + written.half >= interval.low && written.steps - written.half <= interval.high;
    if (meets) return figure?.state === 'derived' || !sameUnit(scale, written.scale) ? 'agrees' : 'near';
    return isRounded(written, value) ? 'rounded' : 'differs';
  }
}

/** The addresses of an address on the bases that tables tell apart; the same objects each time, by which facts are looked up. */
const bases = new WeakMap<Address, Map<string, Address>>();

function basedOn(address: Address, member: string): Address {
  const known = bases.get(address) ?? new Map<string, Address>();
  bases.set(address, known);
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

const keys = new WeakMap<Address, string>();

function keyOf(address: Address, basis: Basis): string {
  let key = keys.get(address);
  if (key === undefined) {
    key = formatFragment(address);
    keys.set(address, key);
  }
  return `${basis} ${key}`;
}

/** What a sentence says, as something known. */
export function knownOf(amount: Amount, address: Address): Known {
  const { steps, half, scale } = amount.figure.written;
  return { address, value: steps, interval: { low: steps - half, high: steps + half }, scale, amount };
}

const sameUnit = (a: Scale | undefined, b: Scale): boolean => a === undefined || a.money === b.money;

/** Written with fewer decimals than the tables print, and right to them. */
function isRounded({ steps, scale, decimals }: Written, value: number): boolean {
  if (scale.money === undefined || decimals >= scale.decimals) return false;
  const unit = scale.steps / 10 ** decimals;
  return Math.abs(steps - value) * 2 <= unit;
}

const sameReadings = (a: Subject, b: Subject): boolean =>
  a.readings.length === b.readings.length && a.readings.every((address, i) => formatFragment(address) === formatFragment(b.readings[i]));

/** Readings of which the tables say the same are one. */
const distinct = (facts: readonly Known[]): Known[] =>
  facts.filter((known, i) => facts.findIndex((other) => other.value === known.value) === i);
