/**
 * A department's figures are the sum of its units' figures at each address, less what is eliminated between them (`列：  抵销／基本支出`).
 * The units' figures enter the fact model as one table of another document: the department's cells follow from it where nobody typed them.
 */
import { sameList } from '../base/lists.ts';
import { once } from '../base/once.ts';
import { formatFragment } from '../forms/fragment.ts';
import { evaluate } from '../model/evaluate.ts';
import type { Address, Evaluation, ModelCell, ModelSpec, ModelTable } from '../model/types.ts';
import type { BoundTable } from './bind/types.ts';
import type { LinkedDisclosure, LocatedCell, UnitPart, UnitSum, UnitSums } from './types.ts';

/** The dimension in which a department divides into units. */
const UNITS = '所属单位';
/** The member under which a department types what is eliminated. */
const ELIMINATED = '抵销';

/** Prices are the same for a department as for its units; all else adds up. */
const NOT_SUMMED: ReadonlySet<string> = new Set(['采购单价']);

export const isEliminated = ({ members }: Address): boolean => members[UNITS] !== undefined;

/** Made anew when a unit's file or an elimination changes. */
class SummedUnits implements UnitSums {
  readonly #units: readonly LinkedDisclosure[];
  readonly #spec: ModelSpec;
  readonly #eliminated?: Evaluation;
  readonly #eliminations: ReadonlyMap<string, LocatedCell>;
  readonly #measures: ReadonlySet<string>;
  readonly #sums = new Map<string, UnitSum | undefined>();
  readonly #known = new WeakMap<Address, UnitSum | undefined>();
  readonly #located = new Map<string, LocatedCell>();

  /** `eliminating`: the department's own tables that state eliminations. */
  constructor(units: readonly LinkedDisclosure[], eliminating: readonly BoundTable[], spec: ModelSpec) {
    this.#units = units;
    this.#spec = spec;
    const models = eliminating.map(eliminationsOf);
    if (models.length > 0) this.#eliminated = evaluate(models, spec);
    this.#measures = new Set(models.flatMap(({ cells }) => cells.map(({ address }) => address.measure)));
    this.#eliminations = new Map(
      eliminating.flatMap((table) =>
        table.rows.flatMap((row) => row.cells.map((cell) => [cell.key, { table, row, cell, eliminated: true }] as const)),
      ),
    );
  }

  get units(): readonly LinkedDisclosure[] {
    return this.#units;
  }

  located(key: string): LocatedCell | undefined {
    return this.#located.get(key);
  }

  at(address: Address): UnitSum | undefined {
    // Forms make each address once, so that most are found without spelling them.
    if (this.#known.has(address)) return this.#known.get(address);
    const key = formatFragment(address);
    if (!this.#sums.has(key))
      this.#sums.set(key, isEliminated(address) || NOT_SUMMED.has(address.measure) ? undefined : this.#sum(address));
    const sum = this.#sums.get(key);
    this.#known.set(address, sum);
    return sum;
  }

  tableFor(addresses: Iterable<Address>): ModelTable {
    const cells: ModelCell[] = [];
    const seen = new Set<string>();
    for (const address of addresses) {
      const name = formatFragment(address);
      const sum = seen.has(name) ? undefined : this.at(address);
      seen.add(name);
      if (!sum) continue;
      const telling = sum.parts.filter(({ value }) => value !== 0);
      for (const part of telling.length > 0 ? telling : sum.parts.slice(0, 1)) cells.push(this.#cell(address, name, part));
    }
    return { key: 'units', axes: [{ dimension: UNITS }], cells, closed: false, outside: true };
  }

  #cell(address: Address, name: string, { unit, value, low, high, located }: UnitPart): ModelCell {
    const member = unit ? `${unit.index} ${unit.name}` : `−${ELIMINATED}`;
    const key = `units/${member}/${name}`;
    if (located) this.#located.set(key, located);
    const half = Math.max(value - low, high - value);
    const at = { measure: address.measure, members: { ...address.members, [UNITS]: member } };
    return value === 0 ? { key, address: at, state: 'blank', half: 0 } : { key, address: at, state: 'typed', value, half };
  }

  #sum(address: Address): UnitSum | undefined {
    const parts: UnitPart[] = [];
    for (const [index, unit] of this.#units.entries()) {
      const part = partOf(unit, address);
      if (!part) return undefined;
      parts.push({ ...part, unit: { index, name: unit.disclosure.head.unit } });
    }
    const eliminated = this.#elimination(address);
    if (!eliminated) return undefined;
    if (eliminated.value !== 0) parts.push(eliminated);
    const total = (pick: (part: UnitPart) => number): number => parts.reduce((sum, part) => sum + pick(part), 0);
    return { value: total(({ value }) => value), low: total(({ low }) => low), high: total(({ high }) => high), parts };
  }

  /** What is eliminated is typed as it is deducted, so it counts against the sum. Nothing where the file eliminates nothing. */
  #elimination({ measure, members }: Address): UnitPart | undefined {
    const nothing = { value: 0, low: 0, high: 0 };
    const concerned = this.#measures.has(measure) || this.#spec.formulas.some(({ left }) => left.measure === measure);
    if (!this.#eliminated || !concerned) return nothing;
    const address = { measure, members: { ...members, [UNITS]: ELIMINATED } };
    const known = this.#eliminated.cellsAt(address).find(({ key }) => this.#eliminated!.value(key) !== undefined);
    if (!known) return this.#eliminated.zeroAt(address) === undefined ? undefined : nothing;
    const { low, high } = this.#eliminated.interval(known.key)!;
    return { value: -this.#eliminated.value(known.key)! + 0, low: -high, high: -low, located: this.#eliminations.get(known.key) };
  }
}

/** The table's eliminations alone. */
const eliminationsOf = ({ model }: BoundTable): ModelTable => ({
  key: model.key,
  axes: model.axes,
  cells: model.cells.filter(({ address }) => isEliminated(address)),
  closed: true,
});

/** A unit's figure at an address; undefined if its file does not tell. */
function partOf(unit: LinkedDisclosure, address: Address): UnitPart | undefined {
  const { evaluation, head } = unit.disclosure;
  const known = evaluation.cellsAt(address).filter(({ key, state }) => state !== 'damaged' && evaluation.value(key) !== undefined);
  const first = known.find(({ state }) => state === 'typed') ?? known.find(({ state }) => state === 'blank') ?? known[0];
  if (!first) {
    const nothing = evaluation.zeroAt(address) !== undefined || inapplicable(unit).has(formatFragment(address));
    return nothing ? { value: 0, low: 0, high: 0 } : undefined;
  }
  const { low, high } = evaluation.interval(first.key)!;
  const located = unit.cells.get(first.key);
  return {
    value: evaluation.value(first.key)!,
    low,
    high,
    ...(located ? { located: { ...located, owner: { uri: unit.uri, unit: head.unit } } } : {}),
  };
}

/** Addresses at which a file says that nothing applies (——). */
const inapplicable = once((unit: LinkedDisclosure): ReadonlySet<string> => {
  const cells = unit.disclosure.tables.flatMap((table) => [...table.cells.values()]);
  return new Set(cells.flatMap(({ address, typed }) => (address && typed?.kind === 'none' ? [formatFragment(address)] : [])));
});

/** Keeps the sums and their table for as long as they depend on the same things. */
export class UnitTables {
  #sums?: { readonly units: readonly LinkedDisclosure[]; readonly eliminating: readonly BoundTable[]; readonly sums: UnitSums };
  #table?: { readonly sums: UnitSums; readonly addresses: readonly Address[]; readonly table: ModelTable };

  /** The sums of these units for a department with these tables. */
  sums(units: readonly LinkedDisclosure[], tables: readonly BoundTable[], spec: ModelSpec): UnitSums {
    const eliminating = tables.filter(({ model }) => model.cells.some(({ address }) => isEliminated(address)));
    if (!this.#sums || !sameList(this.#sums.units, units) || !sameList(this.#sums.eliminating, eliminating))
      this.#sums = { units, eliminating, sums: new SummedUnits(units, eliminating, spec) };
    return this.#sums.sums;
  }

  /** Addresses are the same objects while only figures change. */
  table(sums: UnitSums, tables: readonly BoundTable[]): ModelTable {
    const addresses = tables.flatMap(({ model }) => model.cells.map(({ address }) => address));
    if (this.#table?.sums !== sums || !sameList(this.#table.addresses, addresses))
      this.#table = { sums, addresses, table: sums.tableFor(addresses) };
    return this.#table.table;
  }
}
