/** Figures that contradict what is usual in the field (data/relations.json). A figure is an interval: what rounding can explain is not said. */
import { t } from '@vscode/l10n';
import { sameList } from '../base/lists.ts';
import { type CellIndex, placeOfCell } from '../disclosure/cells.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import type { Head } from '../disclosure/head.ts';
import type { Changes } from '../model/changes.ts';
import { changesSince } from '../model/evaluate.ts';
import type { Address, Evaluation } from '../model/types.ts';
import { levelFindings } from './level-sums.ts';
import { distance, FactReader, isNothing, isPositive, type Reading, relatedTo, tableOf, textOf, titleOf } from './readings.ts';
import { type Instance, instancesOf, natureOf, type Relation } from './relations.ts';

/** What is usual among the facts of a document, judged again only where a figure changed. */
export class PlausibilityChecker {
  #last?: Judged;

  /** Findings on relations, one for what several of one code say of a figure, and on rows that stand for something by their codes. */
  findings(disclosure: Disclosure, cells: CellIndex): readonly Finding[] {
    const { stated, head, tables } = disclosure;
    const last = this.#last?.head === head ? this.#last : undefined;
    if (last?.stated === stated) return last.findings;
    const reader = new FactReader(stated, cells);
    const changes = last && changesSince(stated, last.stated);
    const instances = changes?.figuresOnly ? last!.instances : instancesIn(stated, head, changes && last?.instances);
    const kept = changes && instances === last?.instances ? last : undefined;
    const open = kept
      ? instances.touched(stated, changes!, addressesOf(differing(reader.doubtful, kept.doubtful), cells))
      : new Set(instances.list.keys());
    // What was broken is read again for its places, which may be others now.
    for (const number of kept?.broken ?? []) open.add(number);
    const broken = [...open].sort((a, b) => a - b).flatMap((number) => brokenAt(number, instances.list[number], reader));
    const findings = [...withoutRepeats(clustered(broken)).map(findingOf), ...levelFindings(tables, reader)];
    this.#last = { stated, head, instances, doubtful: reader.doubtful, broken: broken.map(({ number }) => number), findings };
    return findings;
  }
}

/** What was said of a version of the document. */
interface Judged {
  readonly stated: Evaluation;
  readonly head: Head;
  readonly instances: Instances;
  readonly doubtful: ReadonlySet<string>;
  /** Instances that were broken, by number. */
  readonly broken: readonly number[];
  readonly findings: readonly Finding[];
}

/** What is in one of two sets only. */
const differing = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [
  ...[...a].filter((key) => !b.has(key)),
  ...[...b].filter((key) => !a.has(key)),
];

/** Where cells stand; what is gone has changed, and is among the changes. */
const addressesOf = (keys: readonly string[], cells: CellIndex): Address[] =>
  keys.flatMap((key) => cells.get(key)?.cell.model?.address ?? []);

/** The instances of relations in a document; the same as before where the same relations have figures in it. */
function instancesIn(stated: Evaluation, head: Head, before: Instances | undefined): Instances {
  const each = stated.tables.map(instancesOf);
  if (before && each.length === before.each.length && each.every((own, t) => own === before.each[t] || sameList(own, before.each[t])))
    return before;
  const kind = unitKind(head);
  const found = new Map<string, Instance>();
  for (const own of each)
    for (const instance of own) if (!found.has(instance.key) && applies(instance.relation, head, kind)) found.set(instance.key, instance);
  const list = [...found.values()];
  return before && sameList(list, before.list) ? before : new Instances(list, each);
}

class Instances {
  readonly list: readonly Instance[];
  /** Those of each table. */
  readonly each: readonly (readonly Instance[])[];
  #index?: InstanceIndex;

  constructor(list: readonly Instance[], each: readonly (readonly Instance[])[]) {
    this.list = list;
    this.each = each;
  }

  /** The instances that may read something else: a figure that changed, one at `others`, or that a table lists nothing where it listed something, or the other way round. */
  touched(stated: Evaluation, { numbers, groups }: Changes, others: readonly Address[]): Set<number> {
    if (!groups) return new Set(this.list.keys());
    this.#index ??= indexOf(this.list, stated);
    const { byAddress, byGroup } = this.#index;
    const found = new Set<number>();
    const add = (own: readonly number[] = []) => {
      for (const number of own) found.add(number);
    };
    for (const address of numbers) add(byAddress.get(address));
    for (const group of groups) add(byGroup.get(group));
    for (const address of others) add(byAddress.get(stated.numberOf(address)));
    return found;
  }
}

/** Instances by the addresses that they read, and by the groups in which these stand. */
interface InstanceIndex {
  readonly byAddress: ReadonlyMap<number, readonly number[]>;
  readonly byGroup: ReadonlyMap<string, readonly number[]>;
}

function indexOf(list: readonly Instance[], stated: Evaluation): InstanceIndex {
  const byAddress = new Map<number, number[]>();
  const byGroup = new Map<string, number[]>();
  for (const [number, { terms }] of list.entries())
    for (const address of terms.flat(2)) {
      addTo(byAddress, stated.numberOf(address), number);
      for (const group of stated.groupsOf(address)) addTo(byGroup, group, number);
    }
  return { byAddress, byGroup };
}

function addTo<K>(lists: Map<K, number[]>, key: K, number: number): void {
  const own = lists.get(key);
  if (own) own.push(number);
  else lists.set(key, [number]);
}

/** The instance by its number and what it reads, if it is broken. */
function brokenAt(number: number, { relation, terms }: Instance, reader: FactReader): Broken[] {
  const known = terms.map((sums) => reader.first(sums)).filter((reading) => reading !== undefined);
  const enough = relation.kind === 'together' ? known.length > 1 : known.length === terms.length;
  if (relation.written && !known.every(isWritten)) return [];
  return enough && isBroken(relation, known) ? [{ number, relation, readings: known }] : [];
}

const isWritten = ({ parts }: Reading): boolean => parts.some(({ located }) => located.cell.typed?.kind === 'amount');

interface Broken {
  /** Of the instance. */
  readonly number: number;
  readonly relation: Relation;
  readonly readings: readonly Reading[];
  /** Other figures of the table to which the same happened. */
  readonly others?: readonly (readonly Reading[])[];
}

const applies = ({ documents, unit }: Relation, head: Head, kind: string): boolean =>
  (documents === undefined || documents === head.kind) && (unit === undefined || unit === kind);

/** What a relation calls units for which it does not know whether they are one of one nature. */
const MIXED = '其他';

/** The nature of the unit. A department has units of both natures, so only what holds of any department is said of it. */
function unitKind({ properties }: Head): string {
  if (properties.get('单位')?.key.text.startsWith('部门')) return MIXED;
  return natureOf(properties.get('单位性质')?.value.text ?? '') ?? MIXED;
}

function isBroken({ kind }: Relation, readings: readonly Reading[]): boolean {
  const [first, second] = readings;
  switch (kind) {
    case 'together':
      return readings.some(isPositive) && readings.some(isNothing);
    case 'needs':
      return isPositive(first) && isNothing(second);
    case 'atMost':
      return first.low > second.high;
    case 'equal':
      return first.low > second.high || first.high < second.low;
    default:
      return isPositive(first);
  }
}

/** Where a relation speaks once a table, the first of a table stands for the others. */
function clustered(all: readonly Broken[]): Broken[] {
  const out: Broken[] = [];
  const first = new Map<string, (readonly Reading[])[]>();
  for (const broken of all) {
    const key = broken.relation.cluster ? `${broken.relation.code} ${tableOf(broken.readings[0]).section.id}` : undefined;
    const before = key === undefined ? undefined : first.get(key);
    if (before) before.push(broken.readings);
    else {
      const others: (readonly Reading[])[] = [];
      if (key !== undefined) first.set(key, others);
      out.push({ ...broken, others });
    }
  }
  return out;
}

/** Of what relations of one code say of one figure the first. */
function withoutRepeats(all: readonly Broken[]): Broken[] {
  const said = new Set<string>();
  return all.filter(({ relation, readings }) => {
    const keys = readings.flatMap(({ parts }) => parts.map(({ located }) => `${relation.code} ${located.cell.key}`));
    if (keys.some((key) => said.has(key))) return false;
    for (const key of keys) said.add(key);
    return true;
  });
}

function findingOf({ relation, readings, others = [] }: Broken): Finding {
  const [one, other] = spokenOf(relation, readings);
  const rest = [...readings, ...others.flat()].filter((reading) => reading !== one);
  return {
    code: relation.code,
    severity: relation.severity,
    message: t('{0} {1}', sentenceOf(relation, one, other), t(relation.reason)),
    place: placeOfCell(one.parts[0].located),
    related: rest.flatMap(relatedTo),
    data: dataOf(relation, one, other),
  };
}

/** The figure that the finding is about, and the one that it contradicts. Where all but one agree it is about that one. */
function spokenOf({ kind }: Relation, readings: readonly Reading[]): readonly [Reading, Reading] {
  if (kind !== 'together') return [readings[0], readings[1] ?? readings[0]];
  const nothing = readings.filter(isNothing);
  const something = readings.filter(isPositive);
  return nothing.length === 1 && something.length > 1 ? [nothing[0], something[0]] : [something[0], nothing[0]];
}

function sentenceOf({ kind }: Relation, one: Reading, other: Reading): string {
  switch (kind) {
    case 'atMost':
      return t('{0} is {1}, more than {2}, which is {3}.', titleOf(one), textOf(one), titleOf(other, tableOf(one)), textOf(other));
    case 'none':
      return t('{0} is {1}.', titleOf(one), textOf(one));
    default:
      return t('{0} is {1}, but {2} is {3}.', titleOf(one), textOf(one), titleOf(other, tableOf(one)), textOf(other));
  }
}

function dataOf({ kind }: Relation, one: Reading, other: Reading): Record<string, string> {
  if (kind === 'none') return { stated: textOf(one) };
  const data = { stated: textOf(one), other: textOf(other) };
  return kind === 'equal' || kind === 'atMost' ? { ...data, ...distance(one, other) } : data;
}
