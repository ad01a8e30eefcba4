/**
 * Counts of people and vehicles that a sentence gives whole and in parts: 年末实有人数13人，其中在职人员13人，离休人员0人，退休人员0人.
 * Counts are exact. A sentence is read only if every part that it lists is of a known kind; the kinds are in data/counts.json.
 */
import { t } from '@vscode/l10n';
import { once } from '../../base/once.ts';
import type { BoundTable } from '../../disclosure/bind/types.ts';
import { cellTitle, type LocatedCell, placeOfCell } from '../../disclosure/cells.ts';
import { chapterKeyOf } from '../../disclosure/chapter-title.ts';
import type { Disclosure } from '../../disclosure/disclosure.ts';
import type { Finding } from '../../disclosure/finding.ts';
import type { Place } from '../../disclosure/place.ts';
import { placeOf, type Section } from '../../disclosure/section.ts';
import data from '../data/counts.json' with { type: 'json' };
import { alternatives, compile } from './notation.ts';
import { clauseBefore, isOwn } from './own.ts';
import { inPassages, type Passage, perReading, type Reading, spanIn } from './reading.ts';

type Family = 'staff' | 'assets';

interface Part {
  readonly kind: string;
  readonly count: number;
  readonly text: string;
  readonly place: Place;
}

/** A number with its stretch of a reading. */
interface Read {
  readonly kind: string;
  readonly count: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface ReadCount {
  readonly family: Family;
  /** What its clause says before it: whose it is. */
  readonly before: string;
  readonly whole: Read;
  readonly parts: readonly Read[];
}

/** One sentence's whole with the parts it lists. */
interface Count {
  readonly family: Family;
  readonly before: string;
  readonly whole: number;
  readonly place: Place;
  readonly parts: readonly Part[];
}

interface Shape {
  readonly family: Family;
  readonly whole: RegExp;
  readonly kinds: readonly { readonly kind: string; readonly pattern: RegExp }[];
}

/** `13人`, also with what the number excludes in brackets behind it: 0人（不含…）. */
const NUMBER = '(?<count>\\d{1,7})';
const ASIDE = '(?:\\([^()]*\\))?';

function shapeOf(family: Family): Shape {
  const { wholes, units, kinds } = data[family];
  const unit = `${alternatives(units)}${ASIDE}`;
  return {
    family,
    whole: new RegExp(`${alternatives(wholes)}${ASIDE}(?:为|共|有|共计)?${NUMBER}${unit}[,;]?(?:其中|包括|分别为|分别是)[:,]?`, 'dg'),
    kinds: Object.entries(kinds).map(([kind, names]) => ({
      kind,
      pattern: new RegExp(`^[,、;和]?${alternatives(names)}${ASIDE}(?:为|有|共)?${NUMBER}${unit}`, 'd'),
    })),
  };
}

const SHAPES: readonly Shape[] = [shapeOf('staff'), shapeOf('assets')];
const LONGEST_PART = 120;
const WITHIN = compile('其中|包括|分别', {}, '');
/** What may stand behind the last part; anything else may be a part of a kind that is not known. */
const END = /^(?:[。;!?]|[,;](?:年末|由|单价|单位价值|另|较|比|其他人员|本(?:部门|单位))|,?(?:单价|单位价值)|$)/;

const countsOf = once((section: Section): readonly Count[] =>
  section.tree.ground !== 'text' || chapterKeyOf(section) === '附件'
    ? []
    : countsAt(section).map(({ found, passage }) => countOf(section, passage, found)),
);

function countOf(section: Section, passage: Passage, { family, before, whole, parts }: ReadCount): Count {
  const part = ({ kind, count, text, from, to }: Read): Part => ({ kind, count, text, place: placeOf(section, spanIn(passage, from, to)) });
  return { family, before, whole: whole.count, place: part(whole).place, parts: parts.map(part) };
}

const readCounts = perReading((reading: Reading): readonly ReadCount[] => {
  if (!WITHIN.test(reading.text)) return [];
  return SHAPES.flatMap((shape) =>
    [...reading.text.matchAll(shape.whole)].flatMap((match) => {
      const parts = partsFrom(reading.text, match.index + match[0].length, shape);
      return parts && parts.length > 1
        ? [{ family: shape.family, before: clauseBefore(reading.text, match.index), whole: readAt('', match, match.index), parts }]
        : [];
    }),
  );
});

const countsAt = inPassages(({ kind, reading }) => (kind === 'paragraph' ? readCounts(reading) : []));

function readAt(kind: string, match: RegExpExecArray, start: number): Read {
  const { count } = match.groups!;
  const [from, to] = match.indices!.groups!.count.map((index) => start - match.index + index);
  return { kind, count: Number(count), text: match[0].replace(/^[,、;和]/, ''), from, to };
}

/** The parts that follow each other; undefined if something else follows them, which might be one too. */
function partsFrom(text: string, start: number, { kinds }: Shape): Read[] | undefined {
  const parts: Read[] = [];
  let from = start;
  for (;;) {
    const rest = text.slice(from, from + LONGEST_PART);
    const found = kinds.flatMap(({ kind, pattern }) => {
      const match = pattern.exec(rest);
      return match ? [{ kind, match }] : [];
    });
    if (found.length === 0) return END.test(rest) ? parts : undefined;
    const { kind, match } = found.reduce((a, b) => (b.match[0].length > a.match[0].length ? b : a));
    parts.push(readAt(kind, match, from));
    from += match[0].length;
  }
}

/** Whether the listed kinds make up the whole. */
function isExhaustive({ family, parts }: Count): boolean {
  const kinds = [...new Set(parts.map(({ kind }) => kind))];
  if (kinds.length !== parts.length) return false;
  if (family === 'assets') return kinds.includes(data.assets.remainder);
  const named = kinds.filter((kind) => kind !== '其他');
  return data.staff.partitions.some((partition) => named.length === partition.length && partition.every((kind) => named.includes(kind)));
}

/** Findings on counts in prose: parts that do not make up their whole, vehicles that the table of assets counts otherwise. */
export function countFindings({ sections, tables, head }: Disclosure): Finding[] {
  const counts = sections.flatMap(({ section }) => countsOf(section));
  if (counts.length === 0) return [];
  return counts.flatMap((count) => [
    ...unequalSum(count),
    ...(count.family === 'assets' && isOwn(count.before, head.unit) ? unlikeTable(count, tables) : []),
  ]);
}

function unequalSum(count: Count): Finding[] {
  const { whole, parts, place, family } = count;
  const sum = parts.reduce((total, part) => total + part.count, 0);
  if (sum === whole || !isExhaustive(count)) return [];
  const unit = family === 'staff' ? '人' : '辆';
  return [
    {
      code: 'count-total',
      severity: 'error',
      message: t(
        '{0} is the whole here, but its parts make {1}: {2}.',
        `${whole}${unit}`,
        `${sum}${unit}`,
        parts.map(({ count: part }) => part).join(' + '),
      ),
      place,
      related: parts.map((part) => ({ message: part.text, place: part.place })),
      data: { stated: `${whole}`, computed: `${sum}`, difference: `${whole - sum}` },
    },
  ];
}

/** A table's typed cells of vehicles by kind; the whole under 车辆. */
const vehicleCells = once((table: BoundTable): ReadonlyMap<string, LocatedCell> => {
  const found = new Map<string, LocatedCell>();
  for (const row of table.rows)
    for (const cell of row.cells) {
      const kind = cell.address?.measure === '资产' ? cell.address.members.资产 : undefined;
      if (kind !== undefined && cell.model?.state === 'typed' && !found.has(kind)) found.set(kind, { table, row, cell });
    }
  return found;
});

function unlikeTable({ whole, place, parts }: Count, tables: readonly BoundTable[]): Finding[] {
  const cells = tables.map(vehicleCells).find(({ size }) => size > 0);
  if (!cells) return [];
  const once = parts.filter(({ kind }) => parts.filter((other) => other.kind === kind).length === 1);
  return [{ kind: '车辆', count: whole, place }, ...once].flatMap(({ kind, count, place: where }): Finding[] => {
    const cell = cells.get(kind);
    const counted = cell?.cell.model?.value;
    if (!cell || counted === undefined || counted === count) return [];
    return [
      {
        code: 'count-total',
        severity: 'error',
        message: t('Here it is {0}, in {1} it is {2}.', `${count}`, cellTitle(cell), `${counted}`),
        place: where,
        related: [{ message: `${cellTitle(cell)} ${counted}`, place: placeOfCell(cell) }],
        data: { stated: `${count}`, found: `${counted}`, difference: `${count - counted}` },
      },
    ];
  });
}
