/**
 * The whole engine: tables in, identities, derived figures and findings' roots out.
 *
 * What a table says by itself is remembered with the table, so a caller that keeps the objects of unchanged tables pays for the changed one and for the links between tables only.
 * After a change of figures alone all identities are kept, and only those of cells that changed are judged again. What nobody may ask for (objects for identities, roots) is made when it is asked for.
 */
import { sameList } from '../base/lists.ts';
import { NONE } from './address.ts';
import { Cells } from './cells.ts';
import { type Changes, changesBetween, groupName } from './changes.ts';
import { BROKEN, checkAgain, checkAll, checked, ROUNDED, SUSPENDED, VERDICTS } from './check.ts';
import { derive } from './derive.ts';
import { Expansion } from './expand.ts';
import { type IdentityList, incidenceOf, KINDS } from './identities.ts';
import { printableIn } from './interval.ts';
import { localise } from './localise.ts';
import { Network } from './network.ts';
import { Said } from './said.ts';
import { placeOf } from './table.ts';
import type {
  Address,
  Checked,
  Derived,
  Evaluation,
  IdentityKind,
  Interval,
  ModelCell,
  ModelSpec,
  ModelTable,
  Root,
  StatedCell,
} from './types.ts';

/**
 * Evaluates the tables of one document.
 *
 * @param tables in the order in which findings should speak of them; each cell key is unique among all
 * @param spec the same object as long as nothing in it changes
 * @param previous the last evaluation of the same document: returned as it is if every table is the same object, and drawn upon where only figures differ
 */
export const evaluate = (tables: readonly ModelTable[], spec: ModelSpec, previous?: Evaluation): Evaluation => {
  const before = previous instanceof Evaluated ? previous : undefined;
  return before?.isOf(tables, spec) ? before : new Evaluated(tables, spec, before);
};

/**
 * The tables of which `now` says what `before` said: the same objects, all of whose cells, typed, blank and derived, have the same value and lie within the same bounds.
 * So whoever read nothing but their cells need not read them again.
 *
 * Undefined where other cells may state an address, or other addresses may be nothing: then what was found by an address has to be looked for again.
 */
export const unchangedTables = (now: Evaluation, before: Evaluation): ReadonlySet<ModelTable> | undefined =>
  now instanceof Evaluated && before instanceof Evaluated ? now.unchangedSince(before) : undefined;

/** What is different from an earlier evaluation of the same document; undefined where everything may be. */
export const changesSince = (now: Evaluation, before: Evaluation): Changes | undefined =>
  now instanceof Evaluated && before instanceof Evaluated ? now.changesSince(before) : undefined;

const countsOf = ({ kind, length }: IdentityList): Record<IdentityKind, number> => {
  const counts = new Int32Array(KINDS.length);
  for (let i = 0; i < length; i++) counts[kind[i]]++;
  return Object.fromEntries(KINDS.map((name, one) => [name, counts[one]])) as Record<IdentityKind, number>;
};

class Evaluated implements Evaluation {
  readonly tables: readonly ModelTable[];
  readonly counts: Readonly<Record<IdentityKind, number>>;
  readonly #cells: Cells;
  readonly #network: Network;
  /** Those of the network, and behind them those that were added for what is typed. */
  readonly #identities: IdentityList;
  readonly #derivedBy: ReadonlyMap<number, number>;
  /** What the cells of each identity say of it. */
  readonly #judged: Uint8Array;
  /** The same without what is forgiven. */
  readonly #verdicts: Uint8Array;
  /** What was said of identities, by number, in the last evaluation, if they are the same. */
  readonly #saidBefore: ReadonlyMap<number, Checked>;
  /** What was said in it, if they are not. */
  readonly #saidElsewhere: Said | undefined;
  readonly #said = new Map<number, Checked>();
  #expansionMade?: Expansion;
  /** The table in which the last key was found: the next one is likely to be of the same. */
  #near = 0;
  readonly #changes = new WeakMap<Evaluated, { readonly since: Changes | undefined }>();
  #broken?: readonly Checked[];
  #rounded?: readonly Checked[];
  #roots?: readonly Root[];
  #derived?: ReadonlyMap<string, Derived>;

  constructor(tables: readonly ModelTable[], spec: ModelSpec, previous?: Evaluated) {
    this.tables = tables;
    const cells = new Cells(tables, spec, previous ? previous.#cells : undefined);
    this.#cells = cells;
    // Where only figures differ, the same identities hold among the same cells.
    const kept = previous && cells.differsInFiguresOnly(previous.#cells) ? previous : undefined;
    this.#network = kept ? kept.#network : new Network(cells);
    this.#tightenZeros();
    const { identities, derivedBy } = derive(cells, this.#network.closure, this.#network.identities);
    this.#identities = identities;
    this.#derivedBy = derivedBy;
    const touched = kept && this.#touched(kept);
    this.#judged = kept && touched ? checkAgain(cells, identities, kept.#judged, touched) : checkAll(cells, identities);
    this.#saidBefore = kept && touched ? kept.#saidBut(touched) : new Map();
    this.#saidElsewhere = previous && !kept ? new Said([...previous.#said.values()]) : undefined;
    const outside = tables.some((table) => table.outside);
    this.#verdicts = derivedBy.size > 0 || outside ? this.#judged.slice() : this.#judged;
    this.#forgiveDerived();
    if (outside) this.#leaveOutside();
    this.counts = kept && identities === kept.#identities ? kept.counts : countsOf(identities);
  }

  /** The identities whose cells are not all as they were, and all that were added. */
  #touched(before: Evaluated): ReadonlySet<number> {
    const { incidence, identities } = this.#network;
    const { start, list } = incidence;
    const touched = new Set<number>();
    for (let i = identities.length; i < Math.max(this.#identities.length, before.#identities.length); i++) touched.add(i);
    for (const c of this.#cells.changedSince(before.#cells)) for (let n = start[c]; n < start[c + 1]; n++) touched.add(list[n]);
    return touched;
  }

  #saidBut(touched: ReadonlySet<number>): ReadonlyMap<number, Checked> {
    const said = new Map(this.#said);
    for (const i of touched) said.delete(i);
    return said;
  }

  isOf(tables: readonly ModelTable[], spec: ModelSpec): boolean {
    return this.#cells.spec === spec && sameList(this.tables, tables);
  }

  unchangedSince(before: Evaluated): ReadonlySet<ModelTable> | undefined {
    if (!this.#cells.differsInFiguresOnly(before.#cells)) return undefined;
    const unchanged = new Set(this.tables.filter((table, t) => table === before.tables[t]));
    for (const c of this.#cells.changedSince(before.#cells)) unchanged.delete(this.tables[this.#cells.tableOf[c]]);
    return unchanged;
  }

  changesSince(before: Evaluated): Changes | undefined {
    const changes = this.#changes.get(before) ?? { since: changesBetween(this.#cells, before.#cells) };
    this.#changes.set(before, changes);
    return changes.since;
  }

  get suspended(): number {
    return this.#verdicts.filter((verdict) => verdict === SUSPENDED).length;
  }

  get broken(): readonly Checked[] {
    this.#broken ??= this.#all(BROKEN);
    return this.#broken;
  }

  get rounded(): readonly Checked[] {
    this.#rounded ??= this.#all(ROUNDED);
    return this.#rounded;
  }

  get roots(): readonly Root[] {
    this.#roots ??= this.#verdicts.includes(BROKEN) ? localise(this.#expansion, this.#verdicts) : [];
    return this.#roots;
  }

  get derived(): ReadonlyMap<string, Derived> {
    this.#derived ??= new Map([...this.#derivedBy.keys()].map((c) => [this.#key(c), this.#derivation(c)]));
    return this.#derived;
  }

  cell(key: string): ModelCell | undefined {
    const c = this.#number(key);
    return c === undefined ? undefined : this.#cells.cell(c);
  }

  value(key: string): number | undefined {
    const c = this.#number(key);
    return c === undefined || !this.#cells.known[c] ? undefined : this.#cells.value[c];
  }

  interval(key: string): Interval | undefined {
    const c = this.#number(key);
    return c === undefined || !this.#cells.known[c] ? undefined : { low: this.#cells.low[c], high: this.#cells.high[c] };
  }

  identitiesOf(key: string): readonly Checked[] {
    const c = this.#number(key);
    if (c === undefined) return [];
    const { start, list } = this.#expansion.incidence;
    const own = list.slice(start[c], start[c + 1]).sort((a, b) => this.#identities.kind[a] - this.#identities.kind[b] || a - b);
    return Array.from(own, (i) => this.#checked(i));
  }

  numberOf(address: Address): number {
    return this.#cells.book.address(address);
  }

  groupsOf(address: Address): readonly string[] {
    const { book } = this.#cells;
    const rests = book.rests(book.address(address));
    return rests.flatMap((member, n) => (n % 2 === 0 ? [groupName(book.dimensionOf[member], rests[n + 1])] : []));
  }

  cellsAt(address: Address): readonly ModelCell[] {
    const found: ModelCell[] = [];
    for (let c = this.#cells.firstAt(this.#cells.book.address(address)); c !== NONE; c = this.#cells.after(c))
      found.push(this.#cells.cell(c));
    return found;
  }

  statedAt(address: Address): readonly StatedCell[] {
    const { known, value, low, high } = this.#cells;
    const found: StatedCell[] = [];
    for (let c = this.#cells.firstAt(this.#cells.book.address(address)); c !== NONE; c = this.#cells.after(c))
      if (known[c]) found.push({ cell: this.#cells.cell(c), value: value[c], interval: { low: low[c], high: high[c] } });
    return found;
  }

  zeroAt(address: Address): string | undefined {
    const table = this.#network.closure.witness(this.#cells.book.address(address));
    return table === NONE ? undefined : this.tables[table].key;
  }

  get #expansion(): Expansion {
    const identities = this.#identities;
    const incidence = identities === this.#network.identities ? this.#network.incidence : incidenceOf(identities, this.#cells.count);
    this.#expansionMade ??= new Expansion(this.#cells, identities, incidence, this.#derivedBy);
    return this.#expansionMade;
  }

  /** A printed 0.00 whose account a closed table does not list is exactly zero, not less than half an ulp. */
  #tightenZeros(): void {
    const { known, value, low, high } = this.#cells;
    for (const c of this.#network.zeros) if (known[c] && value[c] === 0) low[c] = high[c] = 0;
  }

  /** A derived figure never breaks anything: an identity that holds over the typed figures behind it is not broken. */
  #forgiveDerived(): void {
    if (this.#derivedBy.size === 0) return;
    for (let i = 0; i < this.#verdicts.length; i++) {
      if (this.#verdicts[i] !== BROKEN) continue;
      const balance = this.#expansion.balance(i)!;
      if (balance.low <= 0 && (balance.part || balance.high >= 0)) this.#verdicts[i] = ROUNDED;
    }
  }

  /** What contradicts figures of other documents, at once or behind what was derived from them, is for the caller to say; what agrees with them stays evidence. */
  #leaveOutside(): void {
    for (let i = 0; i < this.#verdicts.length; i++) {
      if (this.#verdicts[i] !== BROKEN && this.#verdicts[i] !== ROUNDED) continue;
      const behind = this.#expansion.balance(i)?.terms.keys() ?? [];
      if (this.#cells.touchesOutside(this.#identities, i) || [...behind].some((c) => this.#cells.isOutside(c)))
        this.#verdicts[i] = SUSPENDED;
    }
  }

  #all(verdict: number): Checked[] {
    const found: Checked[] = [];
    for (let i = this.#verdicts.indexOf(verdict); i >= 0; i = this.#verdicts.indexOf(verdict, i + 1)) found.push(this.#checked(i));
    return found;
  }

  /** The same as before where neither the identity's cells nor its verdict changed. */
  #checked(i: number): Checked {
    const before = this.#said.get(i) ?? this.#saidBefore.get(i);
    const verdict = this.#verdicts[i];
    const now =
      before?.verdict === VERDICTS[verdict]
        ? before
        : (this.#saidElsewhere?.again(this.#cells, this.#identities, i, verdict) ?? checked(this.#cells, this.#identities, i, verdict));
    this.#said.set(i, now);
    return now;
  }

  #derivation(c: number): Derived {
    const { value, low, high } = this.#cells;
    return {
      cell: this.#key(c),
      value: value[c],
      interval: { low: low[c], high: high[c] },
      identity: this.#identities.identity(this.#derivedBy.get(c)!, (d) => this.#key(d)),
      uncertain: printableIn(low[c], high[c], this.#cells.cell(c).half) > 1,
    };
  }

  #key(c: number): string {
    return this.#cells.cell(c).key;
  }

  #number(key: string): number | undefined {
    const { tables, offset } = this.#cells;
    for (let n = 0; n < tables.length; n++) {
      const t = (this.#near + n) % tables.length;
      const place = placeOf(tables[t], key);
      if (place === undefined) continue;
      this.#near = t;
      return offset[t] + place;
    }
    return undefined;
  }
}
