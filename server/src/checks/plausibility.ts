/** Figures that contradict what is usual in the field (data/relations.json). A figure is an interval: what rounding can explain is not said. */
import { t } from '@vscode/l10n';
import { type CellIndex, placeOfCell } from '../disclosure/cells.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import type { Head } from '../disclosure/head.ts';
import { levelFindings } from './level-sums.ts';
import { distance, FactReader, isNothing, isPositive, type Reading, relatedTo, tableOf, textOf, titleOf } from './readings.ts';
import { type Instance, instancesOf, natureOf, type Relation } from './relations.ts';

/** Findings on what is usual among the facts of a document: relations, one finding for what several of one code say of a figure, and rows that stand for something by their codes. */
export function plausibilityFindings(disclosure: Disclosure, cells: CellIndex): Finding[] {
  const { stated, head, tables } = disclosure;
  const reader = new FactReader(stated, cells);
  const instances = new Map<string, Instance>();
  for (const instance of stated.tables.flatMap(instancesOf))
    if (!instances.has(instance.key) && applies(instance.relation, head)) instances.set(instance.key, instance);
  const broken = [...instances.values()].flatMap(({ relation, terms }) => {
    const known = terms.map((sums) => reader.first(sums)).filter((reading) => reading !== undefined);
    const enough = relation.kind === 'together' ? known.length > 1 : known.length === terms.length;
    if (relation.written && !known.every(isWritten)) return [];
    return enough && isBroken(relation, known) ? [{ relation, readings: known }] : [];
  });
  return [...withoutRepeats(clustered(broken)).map(findingOf), ...levelFindings(tables, reader)];
}

const isWritten = ({ parts }: Reading): boolean => parts.some(({ located }) => located.cell.typed?.kind === 'amount');

interface Broken {
  readonly relation: Relation;
  readonly readings: readonly Reading[];
  /** Other figures of the table to which the same happened. */
  readonly others?: readonly (readonly Reading[])[];
}

function applies({ documents, unit }: Relation, head: Head): boolean {
  if (documents !== undefined && head.kind !== documents) return false;
  return unit === undefined || unit === unitKind(head);
}

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
