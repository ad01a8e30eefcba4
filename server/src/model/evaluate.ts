/**
 * The whole engine: tables in, identities, derived figures and findings' roots out.
 *
 * Every call reads all cells again. What a table says by itself is remembered with the table, so a caller that keeps the objects of unchanged tables pays for the changed one
 * and for the links between tables only; after a change of figures alone all identities are kept. What nobody may ask for (objects for identities, roots) is made when it is asked for.
 */
import { NONE } from './address.ts';
import { Cells } from './cells.ts';
import { BROKEN, checkAll, checked, ROUNDED, SUSPENDED } from './check.ts';
import { Closure } from './closure.ts';
import { derive } from './derive.ts';
import { Expansion } from './expand.ts';
import { CLOSED_ZERO, IdentityList, KINDS } from './identities.ts';
import { printableIn } from './interval.ts';
import { addBounds, addFormulas, addParts, addPrintedElsewhere, addSameFacts } from './links.ts';
import { localise } from './localise.ts';
import { placeOf } from './table.ts';
import type { Address, Checked, Derived, Evaluation, IdentityKind, Interval, ModelCell, ModelSpec, ModelTable, Root } from './types.ts';

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

/** The keys of the cells of which something else is known than in the evaluation before; undefined where `unchangedTables` is. */
export const changedCells = (now: Evaluation, before: Evaluation): ReadonlySet<string> | undefined =>
  now instanceof Evaluated && before instanceof Evaluated ? now.changedSince(before) : undefined;

class Evaluated implements Evaluation {
  readonly tables: readonly ModelTable[];
  readonly counts: Readonly<Record<IdentityKind, number>>;
  readonly #cells: Cells;
  readonly #closure: Closure;
  readonly #identities: IdentityList;
  /** How many identities follow from where the cells stand; the others from what is typed in them. */
  readonly #lasting: number;
  readonly #derivedBy: ReadonlyMap<number, number>;
  readonly #verdicts: Uint8Array;
  #expansionMade?: Expansion;
  /** The table in which the last key was found: the next one is likely to be of the same. */
  #near = 0;
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
    this.#closure = kept ? kept.#closure : new Closure(cells);
    this.#identities = kept ? kept.#lastingIdentities() : this.#allIdentities();
    const identities = this.#identities;
    this.#lasting = identities.length;
    this.#tightenZeros();
    this.#derivedBy = derive(cells, this.#closure, identities);
    this.#verdicts = checkAll(cells, identities);
    this.#forgiveDerived();
    if (tables.some(({ outside }) => outside)) this.#leaveOutside();
    const counts: Record<IdentityKind, number> = { T: 0, X: 0, S: 0, Z: 0, F: 0, G: 0, LE: 0 };
    for (const kind of identities.kind) counts[KINDS[kind]]++;
    this.counts = counts;
  }

  /** Without those that were added for what was typed: where nothing was added, nothing will be. */
  #lastingIdentities(): IdentityList {
    return this.#identities.length === this.#lasting ? this.#identities : new IdentityList(this.#identities, this.#lasting);
  }

  #allIdentities(): IdentityList {
    const cells = this.#cells;
    const identities = new IdentityList();
    for (const [t, facts] of cells.tables.entries()) identities.append(facts.sums, cells.offset[t]);
    addPrintedElsewhere(cells, identities);
    addSameFacts(cells, identities);
    this.#closure.addZeros(identities);
    addFormulas(cells, identities);
    addBounds(cells, this.#closure, identities);
    addParts(cells, identities);
    return identities;
  }

  isOf(tables: readonly ModelTable[], spec: ModelSpec): boolean {
    return this.#cells.spec === spec && this.tables.length === tables.length && this.tables.every((table, t) => table === tables[t]);
  }

  unchangedSince(before: Evaluated): ReadonlySet<ModelTable> | undefined {
    if (!this.#cells.differsInFiguresOnly(before.#cells)) return undefined;
    return new Set(this.tables.filter((table, t) => table === before.tables[t] && this.#cells.isTableAsIn(before.#cells, t)));
  }

  changedSince(before: Evaluated): ReadonlySet<string> | undefined {
    if (!this.#cells.differsInFiguresOnly(before.#cells)) return undefined;
    const changed = new Set<string>();
    for (let c = 0; c < this.#cells.count; c++) if (!this.#cells.isAsIn(before.#cells, c)) changed.add(this.#key(c));
    return changed;
  }

  get suspended(): number {
    return this.#count(SUSPENDED);
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
    this.#roots ??= this.#count(BROKEN) > 0 ? localise(this.#expansion, this.#verdicts) : [];
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

  cellsAt(address: Address): readonly ModelCell[] {
    const found: ModelCell[] = [];
    for (let c = this.#cells.firstAt(this.#cells.book.address(address)); c !== NONE; c = this.#cells.after(c))
      found.push(this.#cells.cell(c));
    return found;
  }

  zeroAt(address: Address): string | undefined {
    const table = this.#closure.witness(this.#cells.book.address(address));
    return table === NONE ? undefined : this.tables[table].key;
  }

  get #expansion(): Expansion {
    this.#expansionMade ??= new Expansion(this.#cells, this.#identities, this.#derivedBy);
    return this.#expansionMade;
  }

  /** A printed 0.00 whose account a closed table does not list is exactly zero, not less than half an ulp. */
  #tightenZeros(): void {
    const { kind, cell, start } = this.#identities;
    for (let i = 0; i < kind.length; i++) {
      const c = cell[start[i]];
      if (kind[i] === CLOSED_ZERO && this.#cells.known[c] && this.#cells.value[c] === 0) this.#cells.low[c] = this.#cells.high[c] = 0;
    }
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

  #count(verdict: number): number {
    let count = 0;
    for (const v of this.#verdicts) if (v === verdict) count++;
    return count;
  }

  #all(verdict: number): Checked[] {
    const found: Checked[] = [];
    for (let i = 0; i < this.#verdicts.length; i++) if (this.#verdicts[i] === verdict) found.push(this.#checked(i));
    return found;
  }

  #checked(i: number): Checked {
    return checked(this.#cells, this.#identities, i, this.#verdicts[i]);
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
