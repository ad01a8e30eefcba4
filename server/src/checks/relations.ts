/**
 * Relations between figures that are usual in the field, or hold under a condition, and that no sum states: money and counts of one thing, an economic account and its “three public” line.
 * Which there are is data (data/relations.json, each with its source); this file reads them and finds where a document's tables have them.
 */
import { once } from '../base/once.ts';
import { parseFragment, settle } from '../forms/fragment.ts';
import type { Address, ModelTable } from '../model/types.ts';
import raw from './data/relations.json' with { type: 'json' };

/**
 * - `together`: either all are zero or none is
 * - `needs`: where the first is more than zero the second is, too
 * - `atMost`: the first is no more than the second
 * - `equal`: the first is the second
 * - `none`: there is no such money
 */
export type RelationKind = 'together' | 'needs' | 'atMost' | 'equal' | 'none';

interface RawRelation {
  readonly code: string;
  readonly kind: string;
  readonly severity: string;
  /** 决算 or 预算; absent: both. */
  readonly documents?: string;
  /** Which units it is about, by 单位性质; absent: all. */
  readonly unit?: string;
  /** One finding a table, however many figures of it are concerned. */
  readonly cluster?: boolean;
  /** It speaks of figures that were typed only: a column of blanks is one that nobody has filled in yet. */
  readonly written?: boolean;
  /** The relation once for each, with the words in braces replaced. */
  readonly each?: readonly Readonly<Record<string, string>>[];
  /** Each a sum of addresses parted by ` + `, or several such sums of which the first that is known counts. */
  readonly terms: readonly (string | readonly string[])[];
  readonly reason: string;
  readonly source: string;
}

/** A sum of addresses. */
type Sum = readonly Address[];

export interface Relation {
  readonly code: string;
  readonly kind: RelationKind;
  readonly severity: 'warning' | 'hint';
  readonly documents?: string;
  readonly unit?: string;
  readonly cluster: boolean;
  readonly written: boolean;
  /** English, translated where it is said. */
  readonly reason: string;
  /** For each term the sums that may stand for it, the first that is known counting. */
  readonly terms: readonly (readonly Sum[])[];
}

/** A relation at one place of the field: with what its addresses have in common besides what the relation says, such as 基准=决算. */
export interface Instance {
  readonly relation: Relation;
  /** The same for the same relation at the same place. */
  readonly key: string;
  readonly terms: readonly (readonly Sum[])[];
}

/** What is wrong with the data themselves; nothing, or the tests fail. */
export const relationProblems: { readonly pointer: string; readonly message: string }[] = [];

function addressesOf(source: string, pointer: string): Sum {
  return source.split(/\s+\+\s+/).map((text) => {
    const { measure = '', members } = parseFragment(text, { value: text, pointer }, relationProblems);
    if (measure === '') relationProblems.push({ pointer, message: text });
    return { measure, members: settle(members) };
  });
}

const fill = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);

function expand(data: RawRelation, index: number): Relation[] {
  return (data.each ?? [{}]).map((words) => ({
    code: data.code,
    kind: data.kind as RelationKind,
    severity: data.severity as Relation['severity'],
    ...(data.documents ? { documents: data.documents } : {}),
    ...(data.unit ? { unit: data.unit } : {}),
    cluster: data.cluster ?? false,
    written: data.written ?? false,
    reason: data.reason,
    terms: data.terms.map((term, i) =>
      (typeof term === 'string' ? [term] : term).map((sum) => addressesOf(fill(sum, words), `/relations/${index}/terms/${i}`)),
    ),
  }));
}

export const relations: readonly Relation[] = (raw.relations as readonly RawRelation[]).flatMap(expand);

/** What a unit is by its 单位性质: the first of the kinds one of whose words it contains; undefined where nothing is said, or nothing that is known. */
export function natureOf(text: string): string | undefined {
  return Object.entries(raw.natures as Readonly<Record<string, readonly string[]>>).find(([, words]) =>
    words.some((word) => text.includes(word)),
  )?.[0];
}

/** An address of a relation by which its instances are found. */
interface Lead {
  readonly number: number;
  readonly relation: Relation;
  readonly address: Address;
  /** The dimensions of which the relation speaks; of the others a cell may have any member. */
  readonly dimensions: readonly string[];
}

/** Leads by measure, and by the dimension and member that few cells have. */
interface Signpost {
  readonly dimension: string;
  readonly leads: ReadonlyMap<string, readonly Lead[]>;
}

/** Dimensions whose members tell cells apart best come first; a lead with none of them is looked for among all cells of its measure. */
const TELLING = ['功能', '经济', '计数', '三公'];
const ANY = '*';

const signposts: ReadonlyMap<string, readonly Signpost[]> = (() => {
  const all = relations.flatMap((relation, number) => {
    const dimensions = [...new Set(relation.terms.flat(2).flatMap(({ members }) => Object.keys(members)))];
    return relation.terms.flatMap((sums) => sums.map(([address]): Lead => ({ number, relation, address, dimensions })));
  });
  const byMeasure = new Map<string, Map<string, Map<string, Lead[]>>>();
  for (const lead of all) {
    const dimension = TELLING.find((id) => lead.address.members[id] !== undefined) ?? ANY;
    const own = byMeasure.get(lead.address.measure) ?? new Map<string, Map<string, Lead[]>>();
    byMeasure.set(lead.address.measure, own);
    const members = own.get(dimension) ?? new Map<string, Lead[]>();
    own.set(dimension, members);
    const member = lead.address.members[dimension] ?? ANY;
    members.set(member, [...(members.get(member) ?? []), lead]);
  }
  return new Map([...byMeasure].map(([measure, own]) => [measure, [...own].map(([dimension, leads]) => ({ dimension, leads }))]));
})();

/** Where a table has a figure of a relation, each place once; remembered with the table. */
export const instancesOf = once((table: ModelTable): readonly Instance[] => {
  const found = new Map<string, Instance>();
  for (const { address } of table.cells)
    for (const instance of instancesAt(address)) if (!found.has(instance.key)) found.set(instance.key, instance);
  return [...found.values()];
});

const NONE: readonly Instance[] = [];

/** The relations of which a cell at an address is a lead; remembered with the address, which outlives the cell's table. */
const instancesAt = once((address: Address): readonly Instance[] => {
  const found: Instance[] = [];
  for (const { dimension, leads } of signposts.get(address.measure) ?? []) {
    const member = dimension === ANY ? ANY : address.members[dimension];
    for (const lead of (member !== undefined && leads.get(member)) || []) {
      const instance = at(lead, address);
      if (instance) found.push(instance);
    }
  }
  return found.length > 0 ? found : NONE;
});

/** The relation where a cell stands, if the cell is the lead's. */
function at({ number, relation, address, dimensions }: Lead, cell: Address): Instance | undefined {
  if (dimensions.some((id) => cell.members[id] !== address.members[id])) return undefined;
  const context = Object.fromEntries(Object.entries(cell.members).filter(([id]) => !dimensions.includes(id)));
  const placed = (sum: Sum): Sum => sum.map(({ measure, members }) => ({ measure, members: { ...context, ...members } }));
  return {
    relation,
    key: `${number} ${Object.entries(context).sort().join(' ')}`,
    terms: relation.terms.map((sums) => sums.map(placed)),
  };
}
