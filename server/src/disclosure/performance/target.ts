/**
 * The small grammar of targets and actual values: [relation] number unit, or words.
 *
 * A target such as `≥2台/套/件`, `＝9.5万元`, `不低于95%` or `10次以内` says what an actual value must be; `按时` says nothing that can be compared.
 * The words for the relations are in data/wording.json.
 */
import { fold } from 'budget-grammar';
import wording from './data/wording.json' with { type: 'json' };
import { compareNumbers, decimalsOf, type Exact, exact, HUNDRED, Numeral, ONE, stepsOf } from './decimal.ts';

export type Relation = '≥' | '≤' | '>' | '<' | '=';

/** A number with what it is a number of. */
export class MeasuredTarget extends Numeral {
  readonly kind = 'number';
  /** Undefined for a bare number (`0次`, `2023`), which an equal actual value meets and of which another says nothing. */
  readonly relation: Relation | undefined;
  /** As typed, half width, without blanks; empty if there is none. */
  readonly unit: string;

  constructor(relation: Relation | undefined, numeral: string, unit: string) {
    super(numeral, decimalsOf(numeral));
    this.relation = relation;
    this.unit = unit;
  }

  /** The same number of the same, in another relation. */
  as(relation: Relation | undefined): MeasuredTarget {
    return new MeasuredTarget(relation, this.numeral, this.unit);
  }
}

export type Target = MeasuredTarget | { readonly kind: 'words'; readonly text: string };
export type Comparison = 'met' | 'missed' | 'unknown';

type Spelling = readonly [word: string, relation: Relation];

/** Spellings of the relations by the character with which they begin (`at` 0) or end (`at` -1), the longest first, so that 大于等于 is not read as 大于. */
function spellings(table: Readonly<Record<string, readonly string[]>>, at: number): ReadonlyMap<string, readonly Spelling[]> {
  const all = Object.entries(table).flatMap(([relation, words]) => words.map((word): Spelling => [word, relation as Relation]));
  const found = new Map<string, Spelling[]>();
  for (const spelling of all.sort((a, b) => b[0].length - a[0].length)) {
    const key = spelling[0].at(at)!;
    found.set(key, [...(found.get(key) ?? []), spelling]);
  }
  return found;
}

const BEFORE = spellings(wording.relations, 0);
const BEHIND = spellings(wording.relationsBehind, -1);
const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/;
/** What cannot be a unit: further numbers, relations and the punctuation of a sentence. */
const NO_UNIT = /[\d≥≤≧≦<>=,.;:、。!?~～—-]/;
const LONGEST_TARGET = 40;
const LONGEST_UNIT = 12;

/** What was read before: most targets are one of a few short ones (100%, ≥95%), and all are read again with each check of their form. */
const readings = new Map<string, Target>();
const LONGEST_KEPT = 12;
const MOST_KEPT = 5000;

/** Reads a target. Total: what is no number with a unit is words. */
export function readTarget(typed: string): Target {
  if (typed.length > LONGEST_TARGET) return { kind: 'words', text: typed };
  if (typed.length > LONGEST_KEPT) return read(typed);
  let target = readings.get(typed);
  if (target) return target;
  if (readings.size >= MOST_KEPT) readings.clear();
  target = read(typed);
  readings.set(typed, target);
  return target;
}

function read(typed: string): Target {
  const words: Target = { kind: 'words', text: typed };
  const text = fold(typed).replace(/\s+/g, '');
  const before = BEFORE.get(text.charAt(0))?.find(([word]) => text.startsWith(word));
  const rest = before ? text.slice(before[0].length) : text;
  const number = NUMBER.exec(rest);
  if (!number) return words;
  const tail = rest.slice(number[0].length);
  const behind = BEHIND.get(tail.charAt(tail.length - 1))?.find(([word]) => tail.endsWith(word));
  const unit = behind ? tail.slice(0, -behind[0].length) : tail;
  if (unit.length > LONGEST_UNIT || NO_UNIT.test(unit) || wording.vague.some((word) => unit.includes(word))) return words;
  if (before && behind && before[1] !== behind[1]) return words;
  return new MeasuredTarget(before?.[1] ?? behind?.[1], number[0].replace(/[,+]/g, ''), unit);
}

/** Reads an actual value: the same grammar, since an author may repeat the target's relation (`≥90%`). */
export const readActual = (typed: string): Target => readTarget(typed);

interface Unit {
  /** `元` of 万元; several for 台/套/件. */
  readonly names: readonly string[];
  readonly factor: Exact;
}

const MULTIPLIERS = Object.entries(wording.multipliers).sort((a, b) => b[0].length - a[0].length);

const units = new Map<string, Unit>();

function unitOf(text: string): Unit {
  let unit = units.get(text);
  if (unit) return unit;
  if (units.size >= MOST_KEPT) units.clear();
  unit = readUnit(text);
  units.set(text, unit);
  return unit;
}

function readUnit(text: string): Unit {
  const multiplier = MULTIPLIERS.find(([word]) => text.startsWith(word));
  const name = multiplier ? text.slice(multiplier[0].length) : text;
  return { names: name === '' ? [] : name.split('/'), factor: multiplier ? exact(multiplier[1]) : ONE };
}

const shareAName = (a: Unit, b: Unit): boolean =>
  a.names.length === 0 || b.names.length === 0 || a.names.some((name) => b.names.includes(name));

const isMoney = (unit: Unit): boolean => unit.names.includes(wording.money);
export const isMoneyTarget = (target: MeasuredTarget): boolean => isMoney(unitOf(target.unit));
export const isTimeTarget = (target: MeasuredTarget): boolean => wording.timeUnits.includes(target.unit);

/** The factors by which a figure without a unit may have to be multiplied: 0.98 may stand for 98%, 1346046.65 for 134.604665万元. */
function otherReadings(target: MeasuredTarget, actual: MeasuredTarget, own: Unit): Exact[] {
  if (actual.unit !== '') return [];
  if (target.unit === '%') return [HUNDRED];
  if (target.unit === '') return actual.value.abs().lessThan(1) ? [HUNDRED] : [];
  if (isMoney(own)) return [ONE, exact(10000)];
  return own.factor.equals(1) ? [] : [ONE];
}

/** How many times the one is the other, at least 1. */
function ratio(a: Exact, b: Exact): Exact {
  const quotient = a.div(b).abs();
  return quotient.lessThan(1) ? ONE.div(quotient) : quotient;
}

/**
 * Whether an actual value meets a target.
 *
 * A figure without a unit is in the target's unit, unless another unit brings it nearer to the target: then a target that it would miss is `unknown`.
 * Different units, words, and a bare number that is not repeated are `unknown`.
 */
export function compare(target: Target, actual: Target): Comparison {
  if (target.kind === 'words' || actual.kind === 'words') return 'unknown';
  const own = unitOf(target.unit);
  const other = unitOf(actual.unit);
  const inPercent = (unit: Unit) => unit.names[0] === '%';
  if (!shareAName(own, other)) return 'unknown';
  // Where one of them has no unit it is the other's; 100% may still be 1.
  const common = target.unit === '' || actual.unit === '';
  if ((common || (own.factor === ONE && other.factor === ONE)) && isMetAsTyped(target, actual)) return 'met';
  const goal = common || own.factor === ONE ? target.value : target.value.times(own.factor);
  const value = common || other.factor === ONE ? actual.value : actual.value.times(other.factor);
  const primary = relate(target.relation, goal, actual.relation, value);
  if (primary !== 'missed') return primary;
  const fraction = target.unit === '' && inPercent(other) ? [exact('0.01')] : [];
  const factors = [
    ...otherReadings(target, actual, own).map((factor) => (target.unit === '%' || target.unit === '' ? factor : factor.div(own.factor))),
    ...fraction,
  ];
  if (goal.isZero() || value.isZero()) return primary;
  const nearer = factors.map((factor) => value.times(factor)).filter((reading) => ratio(reading, goal).lessThan(ratio(value, goal)));
  return nearer.every((reading) => relate(target.relation, goal, actual.relation, reading) === 'missed') ? 'missed' : 'unknown';
}

/** Whether a number in the target's unit meets it: the usual case, told without exact values. A relation of the actual value, which says that it may be more or less, is left to those. */
const isMetAsTyped = (target: MeasuredTarget, actual: MeasuredTarget): boolean =>
  (actual.relation === undefined || actual.relation === '=') && isInOrder(target.relation, compareNumbers(actual, target));

const BARE = /^\d{1,9}(?:\.\d{1,5})?$/;

/** Whether an actual value is a bare number that meets a target: what most are, told without reading either any further. False if it is not or cannot be told so. */
export const isMetByBareNumber = (target: MeasuredTarget, actual: string): boolean =>
  BARE.test(actual) && isInOrder(target.relation, stepsOf(actual) - target.steps);

/** Whether a number meets a target of this relation that is so much above it, or below it if that is negative. */
function isInOrder(relation: Relation | undefined, order: number): boolean {
  switch (relation) {
    case '≥':
      return order >= 0;
    case '≤':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    default:
      return order === 0;
  }
}

interface Range {
  readonly low?: Exact;
  readonly lowOpen: boolean;
  readonly high?: Exact;
  readonly highOpen: boolean;
}

function rangeOf(relation: Relation | undefined, value: Exact): Range {
  const up = relation === '≥' || relation === '>';
  const down = relation === '≤' || relation === '<';
  return { ...(down ? {} : { low: value }), lowOpen: relation === '>', ...(up ? {} : { high: value }), highOpen: relation === '<' };
}

/** Met if everything that the actual value may be lies within the target, missed if nothing of it does. */
function relate(goalRelation: Relation | undefined, goal: Exact, relation: Relation | undefined, value: Exact): Comparison {
  const wanted = rangeOf(goalRelation, goal);
  const given = rangeOf(relation, value);
  if (holds(wanted, given)) return 'met';
  return goalRelation === undefined || overlap(wanted, given) ? 'unknown' : 'missed';
}

function holds(outer: Range, inner: Range): boolean {
  const low =
    outer.low === undefined ||
    (inner.low !== undefined && (inner.low.greaterThan(outer.low) || (inner.low.equals(outer.low) && (!outer.lowOpen || inner.lowOpen))));
  const high =
    outer.high === undefined ||
    (inner.high !== undefined &&
      (inner.high.lessThan(outer.high) || (inner.high.equals(outer.high) && (!outer.highOpen || inner.highOpen))));
  return low && high;
}

const overlap = (a: Range, b: Range): boolean => reaches(a, b) && reaches(b, a);

/** Whether the lower end of one lies at or below the upper end of the other. */
function reaches(a: Range, b: Range): boolean {
  if (a.low === undefined || b.high === undefined) return true;
  return a.low.lessThan(b.high) || (a.low.equals(b.high) && !a.lowOpen && !b.highOpen);
}
