/** The measures and dimensions of the field (`data/dimensions.json`) and what the fact model must be told about them. */
import type { Bound, Dimension, ModelSpec } from '../model/types.ts';
import raw from './data/dimensions.json' with { type: 'json' };
import { labelKey } from './names.ts';
import type { FormSet } from './types.ts';

/** Members as the data write them: each with the members that it is the sum of. */
interface MemberTree {
  readonly [member: string]: MemberTree;
}

interface RawDimension {
  readonly id: string;
  readonly kind: string;
  readonly tree?: MemberTree;
  readonly members?: readonly string[];
  readonly parts?: Readonly<Record<string, string>>;
  readonly names?: Readonly<Record<string, readonly string[]>>;
}

interface RawMeasure {
  readonly kind: string;
  readonly signed?: boolean;
  readonly bounded?: Bound;
}

/** A measure of money (integers of 0.001 元) or of counts. */
export interface Measure {
  readonly id: string;
  readonly kind: 'money' | 'count';
  /** May be negative by nature (结转). */
  readonly signed: boolean;
  readonly bounded?: Bound;
}

export interface DimensionForm extends Dimension {
  /** The members there are; undefined where members are codes or names that documents bring. */
  readonly members?: ReadonlySet<string>;
}

/** A member of a dimension: 性质=基本. */
export interface Member {
  readonly dimension: string;
  readonly member: string;
}

function parentsOf(tree: MemberTree, parent?: string): [string, string | undefined][] {
  return Object.entries(tree).flatMap(([member, below]) => [[member, parent] as [string, string | undefined], ...parentsOf(below, member)]);
}

function toDimension(data: RawDimension): DimensionForm {
  const { id, parts } = data;
  if (data.kind === 'prefix') return { id, kind: 'prefix' };
  // A tree without members is open: whatever documents name hangs under the whole (采购品目).
  if (data.kind === 'tree' && !data.tree) return { id, kind: 'tree', parents: {} };
  if (data.kind === 'flat') return { id, kind: 'flat', members: data.members && new Set(data.members) };
  const pairs = parentsOf(data.tree ?? {});
  const parents = Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
  return { id, kind: 'tree', parents, parts, members: new Set([...pairs.map(([member]) => member), ...Object.keys(parts ?? {})]) };
}

const rawDimensions: readonly RawDimension[] = raw.dimensions as unknown as readonly RawDimension[];
const rawMeasures: Readonly<Record<string, RawMeasure>> = raw.measures as unknown as Readonly<Record<string, RawMeasure>>;

export const dimensions: ReadonlyMap<string, DimensionForm> = new Map(rawDimensions.map((data) => [data.id, toDimension(data)]));

export const measures: ReadonlyMap<string, Measure> = new Map(
  Object.entries(rawMeasures).map(([id, { kind, signed, bounded }]) => [
    id,
    { id, kind: kind === 'count' ? 'count' : 'money', signed: signed ?? false, bounded },
  ]),
);

function namesOf(data: RawDimension): [string, Member][] {
  const members = dimensions.get(data.id)?.members ?? new Set<string>();
  return [...members].flatMap((member) =>
    [member, ...(data.names?.[member] ?? [])].map((name) => [labelKey(name), { dimension: data.id, member }] as [string, Member]),
  );
}

// The first dimension that has a name keeps it, so the order of the data decides: 资金 before 采购.
const byName: ReadonlyMap<string, Member> = new Map(rawDimensions.flatMap(namesOf).reverse());

/** The member of which `name` is a name in use (项目支出, 其他资金), for columns of the model that a form does not print; undefined if no member has it. */
export function memberByName(name: string): Member | undefined {
  return byName.get(labelKey(name));
}

/** What the fact model must know to evaluate documents of a form set. */
export function modelSpec(set: Pick<FormSet, 'formulas'>): ModelSpec {
  const all = [...measures.values()];
  return {
    dimensions: [...dimensions.values()].map(({ members: _, ...dimension }) => dimension),
    formulas: set.formulas,
    signed: all.filter((measure) => measure.signed).map((measure) => measure.id),
    bounded: Object.fromEntries(all.flatMap(({ id, bounded }) => (bounded ? [[id, bounded]] : []))),
  };
}
