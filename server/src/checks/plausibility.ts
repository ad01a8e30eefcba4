/** Figures that contradict what is usual in the field (data/relations.json). A figure is an interval: what rounding can explain is not said. */
import { t } from '@vscode/l10n';
import { type CellIndex, placeOfCell } from '../disclosure/cells.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import type { Head } from '../disclosure/head.ts';
import type { Changes } from '../model/changes.ts';
import { changesSince } from '../model/evaluate.ts';
import type { Evaluation } from '../model/types.ts';
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
    const touched = kept && instances.at(stated, changes!.numbers, differing(reader.doubtful, kept.doubtful));
    const open = touched ? openAgain(touched, kept, changes!) : new Set(instances.list.keys());
    const broken = [...open].sort((a, b) => a - b).flatMap((number) => brokenAt(number, instances.list[number], reader));
    const findings = [...withoutRepeats(clustered(broken)).map(findingOf), ...levelFindings(tables, reader)];
    this.#last = {
      stated,
      head,
      instances,
      doubtful: reader.doubtful,
      broken: broken.map(({ number }) => number),
      bare: touched ? bareAgain(touched, kept.bare, instances, stated) : new Set(instances.bare(stated, open)),
      findings,
    };
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
  /** Instances that read an address at which no cell stands, by number. */
  readonly bare: ReadonlySet<number>;
  readonly findings: readonly Finding[];
}

/** Which instances are to be judged again, of which `touched` read a cell that is not as it was. */
function openAgain(touched: ReadonlySet<number>, { broken, bare }: Judged, { figuresOnly }: Changes): Set<number> {
  // What was broken is read again for its places, which may be others now; and where rows come or go tables may list what they did not.
  return new Set([...touched, ...broken, ...(figuresOnly ? [] : bare)]);
}

const bareAgain = (
  touched: ReadonlySet<number>,
  before: ReadonlySet<number>,
  instances: Instances,
  stated: Evaluation,
): ReadonlySet<number> =>
  touched.size === 0 ? before : new Set([...[...before].filter((number) => !touched.has(number)), ...instances.bare(stated, touched)]);

/** What is in one of two sets only. */
const differing = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [
  ...[...a].filter((key) => !b.has(key)),
  ...[...b].filter((key) => !a.has(key)),
];

/** The instances of relations in a document; the same as before where the same relations have figures in it. */
function instancesIn(stated: Evaluation, head: Head, before: Instances | undefined): Instances {
  const kind = unitKind(head);
  const found = new Map<string, Instance>();
  for (const table of stated.tables)
    for (const instance of instancesOf(table))
      if (!found.has(instance.key) && applies(instance.relation, head, kind)) found.set(instance.key, instance);
  const list = [...found.values()];
  const isSame = before && before.list.length === list.length && list.every((instance, i) => instance === before.list[i]);
  return isSame ? before : new Instances(list);
}

class Instances {
  readonly list: readonly Instance[];
  /** Instances by the addresses that they read; made when something changes. */
  #byAddress?: ReadonlyMap<number, readonly number[]>;

  constructor(list: readonly Instance[]) {
    this.list = list;
  }

  /** The instances that read any of the addresses, or of the cells. */
  at(stated: Evaluation, addresses: Iterable<number>, cells: readonly string[]): Set<number> {
    this.#byAddress ??= this.#index(stated);
    const found = new Set<number>();
    const add = (address: number) => {
      for (const number of this.#byAddress!.get(address) ?? []) found.add(number);
    };
    for (const address of addresses) add(address);
    for (const key of cells) {
      const cell = stated.cell(key);
      if (cell) add(stated.numberOf(cell.address));
    }
    return found;
  }

  /** Which of some instances read an address at which no cell stands. */
  bare(stated: Evaluation, numbers: Iterable<number>): number[] {
    return [...numbers].filter((number) => this.list[number].terms.flat(2).some((address) => stated.cellsAt(address).length === 0));
  }

  #index(stated: Evaluation): Map<number, number[]> {
    const byAddress = new Map<number, number[]>();
    for (const [number, { terms }] of this.list.entries())
      for (const address of terms.flat(2)) {
        const at = stated.numberOf(address);
        const own = byAddress.get(at) ?? [];
        byAddress.set(at, own);
        own.push(number);
      }
    return byAddress;
  }
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
