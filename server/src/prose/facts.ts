/**
 * What a disclosure's tables say at an address, whoever asks: prose that computes, prose that is read, standard sentences.
 * A figure that no cell states may still be stated by its parts: 公开06表 has 工资福利支出 under 人员经费 only, and there is no other of it in 基本支出.
 */
import { once, onceForPair } from '../base/once.ts';
import type { CellIndex, LocatedCell } from '../disclosure/cells.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Scale } from '../disclosure/quantity.ts';
import { addressOf, knownRows } from '../forms/address.ts';
import { dimensions } from '../forms/field.ts';
import { formatFragment } from '../forms/fragment.ts';
import type { FormSet, Panel } from '../forms/types.ts';
import type { Address, Axis, Evaluation, Interval, ModelCell, ModelTable } from '../model/types.ts';
import { FUND } from './roles.ts';

/** A figure as the tables have it. Amounts are integers of 0.001 元, counts whole numbers. */
export interface Figure {
  readonly address: Address;
  readonly value: number;
  /** Where the true value lies. */
  readonly interval: Interval;
  /** How it is printed; undefined where no cell states it. */
  readonly scale?: Scale;
  /** `absent`: a table lists this level without it, or its row was left out, which says that it is nothing unless somebody else says more. */
  readonly state: 'typed' | 'blank' | 'derived' | 'absent';
  /** The cells that state it, in the order of the tables; for a sum the cells summed. */
  readonly cells: readonly LocatedCell[];
}

/** What the tables say at an address, and the keys of the cells that were looked at: only these and cells that come or go can change the answer. */
export interface Answer {
  readonly figure: Figure | undefined;
  /** As the tables have it. */
  readonly address: Address;
  readonly keys: readonly string[];
}

/** Facts by address; made anew for each evaluation. */
export class FactBook {
  readonly #evaluation: Evaluation;
  readonly #cells: CellIndex;
  readonly #tables: readonly ModelTable[];
  readonly #known = new Map<string, Answer>();
  /** The same by the address object that was asked for: most are asked for several times. */
  readonly #asked = new WeakMap<Address, Answer>();
  readonly #leaves = new Map<string, readonly Figure[]>();
  readonly formSet: FormSet;

  /** Of `disclosure.evaluation` (with tables left out derived) or `disclosure.stated` (what was typed and follows within the tables that are there). */
  constructor(disclosure: Disclosure, cells: CellIndex, evaluation: Evaluation = disclosure.evaluation) {
    this.#evaluation = evaluation;
    this.#cells = cells;
    this.#tables = evaluation.tables;
    this.formSet = disclosure.formSet;
  }

  /** The figure at an address; undefined if no table says anything of it. Members of dimensions in which the tables do not divide the measure are left aside. */
  at(address: Address): Figure | undefined {
    return this.answer(address).figure;
  }

  /** The same with what it rests on. */
  answer(address: Address): Answer {
    const asked = this.#asked.get(address);
    if (asked) return asked;
    const { settled, key } = settledOf(this.formSet, address);
    let answer = this.#known.get(key);
    if (!answer) {
      const keys: string[] = [];
      answer = { figure: this.#stated(settled, keys) ?? this.#summed(settled, keys) ?? this.#zero(settled), address: settled, keys };
      this.#known.set(key, answer);
    }
    this.#asked.set(address, answer);
    return answer;
  }

  /** The figures that one table states below an address along a dimension of codes and that have none below them: the 款 of 人员经费. Empty where no table does. */
  leavesBelow(address: Address, dimension: string): readonly Figure[] {
    const key = `${dimension} ${settledOf(this.formSet, address).key}`;
    const leaves = this.#leaves.get(key) ?? this.#leavesOf(address, dimension);
    this.#leaves.set(key, leaves);
    return leaves;
  }

  #leavesOf(address: Address, dimension: string): Figure[] {
    for (const { cells, axes } of this.#tables) {
      if (!axes.some((axis) => axis.dimension === dimension)) continue;
      const group = cells.filter((cell) => cell.address.members[dimension] !== undefined && sameBeside(cell.address, address, dimension));
      const leaves = group.filter((cell) => !group.some((other) => other !== cell && isStrictlyBelow(other, cell, dimension)));
      if (leaves.length > 0) return leaves.flatMap((cell) => this.#stated(cell.address) ?? []);
    }
    return [];
  }

  /** Whether any table of the form set divides a measure along a dimension. That a table was not typed makes its figures unknown, not those of the whole. */
  divides(measure: string, dimension: string): boolean {
    return dimensionsByMeasure(this.formSet).get(measure)?.has(dimension) ?? false;
  }

  /** The tables that may say something of an address or of its parts. */
  tablesAround(address: Address): readonly ModelTable[] {
    return this.#tables.filter((table) => speaksOf(table, settledOf(this.formSet, address).settled));
  }

  /** The figure with its cells where they stand now. */
  located(figure: Figure): Figure {
    return { ...figure, cells: figure.cells.flatMap(({ cell }) => this.#cells.get(cell.key) ?? []) };
  }

  #stated(address: Address, keys: string[] = []): Figure | undefined {
    for (const { key } of this.#evaluation.cellsAt(address)) keys.push(key);
    const known = this.#evaluation.statedAt(address).filter(({ cell }) => cell.state !== 'damaged');
    const first = known.find(({ cell }) => cell.state === 'typed') ?? known.find(({ cell }) => cell.state === 'blank') ?? known[0];
    if (!first) return undefined;
    const located = known.flatMap(({ cell }) => this.#cells.get(cell.key) ?? []);
    const own = this.#cells.get(first.cell.key);
    return {
      address,
      value: first.value,
      interval: first.interval,
      ...(own ? { scale: own.cell.scale } : {}),
      state: stateOf(first.cell),
      cells: own ? [own, ...located.filter((one) => one !== own)] : located,
    };
  }

  /** A whole that a closed table does not print, as the sum of its nearest printed parts along one dimension. */
  #summed(address: Address, keys: string[]): Figure | undefined {
    for (const table of this.#tables) {
      if (!table.closed || table.damagedRows?.length || !speaksOf(table, address)) continue;
      for (const { dimension, root } of table.axes) {
        const whole = address.members[dimension];
        if (!isWithin(dimension, whole, root)) continue;
        const parts = nearestBelow(groupOf(table, address, dimension), dimension, whole);
        if (parts.length === 0) continue;
        for (const { key } of parts) keys.push(key);
        const sum = this.#sum(address, parts);
        if (sum) return sum;
      }
    }
    return undefined;
  }

  #sum(address: Address, parts: readonly ModelCell[]): Figure | undefined {
    const values = parts.map(({ key }) => this.#evaluation.value(key));
    const intervals = parts.map(({ key }) => this.#evaluation.interval(key));
    if (values.some((value) => value === undefined) || intervals.some((interval) => interval === undefined)) return undefined;
    const cells = parts.flatMap(({ key }) => this.#cells.get(key) ?? []);
    const total = (list: readonly (number | undefined)[]): number => list.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    return {
      address,
      value: total(values),
      interval: { low: total(intervals.map((one) => one!.low)), high: total(intervals.map((one) => one!.high)) },
      ...(cells[0] ? { scale: cells[0].cell.scale } : {}),
      state: parts.length === 1 ? stateOf(parts[0]) : 'derived',
      cells,
    };
  }

  #zero(address: Address): Figure | undefined {
    if (this.#evaluation.zeroAt(address) === undefined) return undefined;
    return { address, value: 0, interval: { low: 0, high: 0 }, state: 'absent', cells: [] };
  }
}

/** An address as the tables have it, with its key. */
interface Settled {
  readonly settled: Address;
  readonly key: string;
}

/**
 * “三公” is paid out of 财政拨款 by definition: its tables know no 资金, so neither does its address.
 * Statements stay from one keystroke to the next, and their addresses with them: what is settled once is looked up quickly ever after.
 */
const settledOf = onceForPair((set: FormSet, address: Address): Settled => {
  const { measure, members } = address;
  const divided = members[FUND] === undefined || dimensionsByMeasure(set).get(measure)?.has(FUND);
  const { [FUND]: _, ...others } = members;
  const settled = divided ? address : { measure, members: others };
  return { settled, key: formatFragment(settled) };
});

const isStrictlyBelow = (cell: ModelCell, above: ModelCell, dimension: string): boolean =>
  cell.address.members[dimension] !== above.address.members[dimension] &&
  isWithin(dimension, cell.address.members[dimension], above.address.members[dimension]);

const stateOf = ({ state }: ModelCell): Figure['state'] =>
  state === 'typed' || state === 'blank' ? state : state === 'omitted' ? 'absent' : 'derived';

/** What a table's cells have in common, so that most tables need no look at their cells. */
interface Shape {
  readonly measures: ReadonlySet<string>;
  readonly dimensions: ReadonlySet<string>;
  /** Members that all cells have. */
  readonly fixed: Readonly<Record<string, string>>;
}

const shapeOf = once((table: ModelTable): Shape => {
  const fixed: Record<string, string> = { ...table.cells[0]?.address.members };
  const seen = new Set<string>();
  const measures = new Set<string>();
  for (const { address } of table.cells) {
    measures.add(address.measure);
    for (const dimension in address.members) seen.add(dimension);
    for (const dimension in fixed) if (address.members[dimension] !== fixed[dimension]) delete fixed[dimension];
  }
  return { measures, dimensions: seen, fixed };
});

/** Whether a table may state parts of what is at an address: it has the measure and the dimensions, and all its cells are something else in one dimension at most. */
function speaksOf(table: ModelTable, address: Address): boolean {
  const { measures, dimensions: seen, fixed } = shapeOf(table);
  if (!measures.has(address.measure)) return false;
  for (const dimension in address.members) if (!seen.has(dimension)) return false;
  let differing = 0;
  for (const dimension in fixed) if (address.members[dimension] !== fixed[dimension]) differing++;
  return differing <= 1;
}

const dimensionsByMeasure = once((set: FormSet): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const table of set.tables)
    for (const { panels } of [table, ...table.variants]) for (const panel of panels) addDimensions(panel, found);
  return found;
});

function addDimensions(panel: Panel, found: Map<string, Set<string>>): void {
  const rows = [...(panel.codes ? ['*'] : []), ...knownRows(panel)];
  for (const row of rows)
    for (const column of panel.columns) {
      const address = addressOf(panel, row, column);
      if (!address) continue;
      const known = found.get(address.measure) ?? new Set<string>();
      found.set(address.measure, known);
      for (const dimension in address.members) known.add(dimension);
      if (panel.codes && typeof row === 'string') known.add(panel.codes.dimension);
    }
}

/** Whether `member` lies within `ancestor` or is it; undefined is the whole. */
export function isWithin(dimension: string, member: string | undefined, ancestor: string | undefined): boolean {
  if (ancestor === undefined || member === ancestor) return true;
  if (member === undefined) return false;
  const known = dimensions.get(dimension);
  if (known?.kind === 'prefix') return member.startsWith(ancestor);
  for (let up = known?.parents?.[member], steps = 0; up !== undefined && steps < 100; up = known?.parents?.[up], steps++)
    if (up === ancestor) return true;
  return false;
}

/** Whether one fact contains another: each of its members contains the other's. */
export function contains(whole: Address, part: Address): boolean {
  if (whole.measure !== part.measure) return false;
  return Object.keys({ ...whole.members, ...part.members }).every((id) => isWithin(id, part.members[id], whole.members[id]));
}

/** Whether two addresses differ in one dimension at most. */
function sameBeside(a: Address, b: Address, dimension: string): boolean {
  if (a.measure !== b.measure) return false;
  for (const id in a.members) if (id !== dimension && a.members[id] !== b.members[id]) return false;
  for (const id in b.members) if (id !== dimension && a.members[id] !== b.members[id]) return false;
  return true;
}

const groupsIn = once<ModelTable, Map<string, ReadonlyMap<string, readonly ModelCell[]>>>(() => new Map());

const besideKeysOf = once<Address, Map<string, string>>(() => new Map());

/** An address without one dimension, as a key; made once, since forms make each address once and it outlives the tables bound anew at every keystroke. */
function besideKey(address: Address, dimension: string): string {
  const keys = besideKeysOf(address);
  let key = keys.get(dimension);
  if (key === undefined) {
    const { [dimension]: _, ...rest } = address.members;
    key = formatFragment({ measure: address.measure, members: rest });
    keys.set(dimension, key);
  }
  return key;
}

/** A table's cells that differ from an address in one dimension at most. */
function groupOf(table: ModelTable, address: Address, dimension: string): readonly ModelCell[] {
  const byDimension = groupsIn(table);
  let byKey = byDimension.get(dimension);
  if (!byKey) {
    const found = new Map<string, ModelCell[]>();
    for (const cell of table.cells) {
      const key = besideKey(cell.address, dimension);
      const list = found.get(key);
      if (list) list.push(cell);
      else found.set(key, [cell]);
    }
    byKey = found;
    byDimension.set(dimension, byKey);
  }
  return byKey.get(besideKey(address, dimension)) ?? [];
}

/** Addresses at which tables have cells that they had not before, or have no more: what is said there, or summed up from there, may be something else. */
export class AddressChanges {
  /** By the address without one dimension: the members there. */
  readonly #members = new Map<string, Map<string, (string | undefined)[]>>();

  constructor(changes: readonly { readonly address: Address; readonly axes: readonly Axis[] }[]) {
    for (const { address, axes } of changes)
      for (const { dimension } of axes) {
        const byKey = this.#members.get(dimension) ?? new Map<string, (string | undefined)[]>();
        this.#members.set(dimension, byKey);
        const key = besideKey(address, dimension);
        byKey.set(key, [...(byKey.get(key) ?? []), address.members[dimension]]);
      }
  }

  concern(address: Address): boolean {
    for (const [dimension, byKey] of this.#members) {
      const whole = address.members[dimension];
      if (byKey.get(besideKey(address, dimension))?.some((member) => isWithin(dimension, member, whole))) return true;
    }
    return false;
  }
}

/** Of a group's cells those below `whole` that lie below no other of them; parts that are no summands (其中) are left out. */
function nearestBelow(group: readonly ModelCell[], dimension: string, whole: string | undefined): ModelCell[] {
  const parts = dimensions.get(dimension)?.parts ?? {};
  const below = group.filter(({ address }) => {
    const member = address.members[dimension];
    return member !== undefined && member !== whole && !(member in parts) && isWithin(dimension, member, whole);
  });
  return below.filter((cell) =>
    below.every((other) => other === cell || !isWithin(dimension, cell.address.members[dimension], other.address.members[dimension])),
  );
}
