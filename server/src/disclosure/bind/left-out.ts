/**
 * What a row or column that was left out means. A leaf is zero where the author gave something beside it: who lists some parts means the others to be nothing.
 * Where nothing of a sum was given but the sum itself, or not even that, the parts are not zero but unknown, to be derived from other tables:
 * a side that nobody has typed yet must not be held against the one that was.
 */
import { once } from '../../base/once.ts';
import { measures } from '../../forms/field.ts';
import { join } from '../../forms/fragment.ts';
import type { Fragment, Panel, RowForm } from '../../forms/types.ts';
import type { Formula } from '../../model/types.ts';
import { figureColumns, isBelow } from './columns.ts';
import type { BoundColumn, RowKey } from './types.ts';

export type LeftOut = 'blank' | 'untyped';

/** Which of a list is part of which, along one dimension each. */
interface Forest<T> {
  parentOf(item: T): T | undefined;
  childrenOf(item: T): readonly T[];
}

function forestOf<T>(items: readonly T[], at: (item: T) => Fragment | undefined): Forest<T> {
  const parents = new Map<T, T>();
  const children = new Map<T, T[]>();
  for (const item of items) {
    const own = at(item);
    if (!own) continue;
    const wholes = items.filter((other) => other !== item && at(other) !== undefined && isBelow(own, at(other)!));
    const nearest = wholes.find((whole) => !wholes.some((other) => other !== whole && isBelow(at(other)!, at(whole)!)));
    if (nearest === undefined) continue;
    parents.set(item, nearest);
    children.set(nearest, [...(children.get(nearest) ?? []), item]);
  }
  return { parentOf: (item) => parents.get(item), childrenOf: (item) => children.get(item) ?? [] };
}

const rowForest = once(({ rows, codes }: Panel) => forestOf([...rows, ...(codes?.total ? [codes.total] : [])], (row) => row.at));

/** The fixed rows of which a row is the sum, with theirs. */
export const partsOf = (panel: Panel, row: RowForm): RowForm[] =>
  rowForest(panel)
    .childrenOf(row)
    .flatMap((part) => [part, ...partsOf(panel, part)]);

const columnForest = once((panel: Panel) => forestOf(figureColumns(panel), (column) => column.at));

/** `given` items were typed. Answers what each of the others means; `alone` decides for one that is part of nothing and has no parts. */
function judge<T>(forest: Forest<T>, given: ReadonlySet<T>, alone: (item: T) => LeftOut): (item: T) => LeftOut {
  const touched = (item: T): boolean => given.has(item) || forest.childrenOf(item).some(touched);
  const state = (item: T): LeftOut => {
    const children = forest.childrenOf(item);
    if (children.some(touched)) return 'untyped';
    const parent = forest.parentOf(item);
    if (parent === undefined) return children.length > 0 ? 'untyped' : alone(item);
    if (forest.childrenOf(parent).some(touched)) return 'blank';
    return given.has(parent) ? 'untyped' : state(parent);
  };
  return state;
}

/** What each fixed row of a panel means that is not among `typed`. */
export function leftOutRows(panel: Panel, typed: ReadonlySet<RowKey>, formulas: readonly Formula[]): (row: RowForm) => LeftOut {
  const given = new Set([...typed].filter((row) => typeof row === 'object'));
  const measureOf = (row: RowForm): string | undefined => join(panel.at, row.at ?? { members: {} }).measure;
  const totals = new Set([...given].filter((row) => row.total).map(measureOf));
  const alone = (row: RowForm): LeftOut => {
    if (row.total) return 'untyped';
    // A carry-over is what remains: unknown, unless the total with it was given, which would show it.
    const measure = measureOf(row);
    if (measure === undefined || !measures.get(measure)?.signed) return 'blank';
    const summed = formulas.some(({ left, right }) => totals.has(left.measure) && right.some((term) => term.measure === measure));
    return summed ? 'blank' : 'untyped';
  };
  return judge(rowForest(panel), given, alone);
}

/** What a column of a panel means that the heading does not name. */
export const leftOutColumns = (panel: Panel, named: ReadonlySet<BoundColumn>): ((column: BoundColumn) => LeftOut) =>
  judge(columnForest(panel), named, () => 'blank');

/** The same for columns that no panel prints. */
export const leftOutAmong = (columns: readonly BoundColumn[], named: ReadonlySet<BoundColumn>): ((column: BoundColumn) => LeftOut) =>
  judge(
    forestOf(columns, (column) => column.at),
    named,
    () => 'blank',
  );
