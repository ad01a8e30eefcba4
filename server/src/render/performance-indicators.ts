/** The indicators of a printed performance form: groups as merged cells, one line an indicator. */
import { findNamed, groupKey } from '../disclosure/performance/names.ts';
import type { BoundBlock, BoundPerformance, BoundRow, BoundText } from '../disclosure/performance/types.ts';
import { labelKey } from '../forms/names.ts';
import type { IndicatorList } from '../forms/types.ts';
import { labelCell } from './cell.ts';
import type { PageCell } from './page.ts';
import { type Column, columnsOf, heading, type Line, spanOf, typedHeading, valueIn, withHeading } from './performance-lines.ts';

interface Group {
  readonly path: readonly string[];
  readonly indicators: readonly BoundRow[];
}

/** The columns of the form's indicators, or of one of its lists, the author's own behind them. */
export function indicatorColumns({ form, blocks }: BoundPerformance, list?: IndicatorList): Column[] {
  const all = form.indicators?.columns ?? [];
  const own = list ? [...all.filter(({ role }) => role === 'level'), ...list.columns] : all;
  const typed = list ? blocks.filter((block) => block.list === list) : blocks;
  return columnsOf(
    own,
    typed.flatMap(({ columns }) => columns),
  );
}

/** The only heading of the only list, where it goes on from the form's word for the list: 年度绩效目标1（80分） for 年度绩效目标. It is printed in place of that word. */
export function soleHeading({ blocks }: BoundPerformance, word: string): BoundText | undefined {
  const headings = blocks.length === 1 ? blocks[0].headings : [];
  const goesOn = word !== '' && headings.length === 1 && labelKey(headings[0].text).startsWith(labelKey(word));
  return goesOn ? headings[0] : undefined;
}

/** The titles of the columns, then each block's headings and groups; every line is `width` columns wide. `sole` is printed beside them. */
export function indicatorLines(bound: BoundPerformance, width: number, sole?: BoundText): Line[] {
  const columns = stretched(indicatorColumns(bound), width);
  if (columns.length === 0) return [];
  const titles = columns.map(({ title, span }) => heading(title, { colspan: span }));
  const blocks: readonly BoundBlock[] = bound.blocks.length > 0 ? bound.blocks : [{ headings: [], columns: [], groups: [] }];
  const isPlain = blocks.length === 1 && blocks[0].headings.length === 0;
  return [
    titles,
    ...blocks.flatMap((block, i) => [
      ...(sole ? [] : headingsOf(block, blocks[i - 1], width)),
      ...groupLines(isPlain ? completed(block, bound) : merged(block), columns),
    ]),
  ];
}

/** One list of several: the titles of its columns, then its targets, each beside its indicators. */
export function listLines(bound: BoundPerformance, list: IndicatorList, width: number): Line[] {
  const isNamed = list.name !== '';
  const columns = stretched(indicatorColumns(bound, list), width - (isNamed ? 1 : 0));
  const typed = bound.blocks.filter((block) => block.list === list && (block.groups.length > 0 || targetsOf(block, list).length > 0));
  const body = typed.flatMap((block) => {
    const lines = groupLines(block.groups.length > 0 ? merged(block) : [{ path: [], indicators: [] }], columns);
    const [target] = targetsOf(block, list);
    if (!isNamed) return [...targetsOf(block, list).map((text) => [typedHeading(text, { colspan: width, align: 'left' })]), ...lines];
    return withHeading(lines, target ? typedHeading(target) : heading(''));
  });
  const blank = (): Line[] => {
    const lines = groupLines(completed({ headings: [], columns: [], groups: [] }, bound), columns);
    return isNamed ? withHeading(lines, heading(list.each)) : lines;
  };
  const titles = titleLines(columns);
  return [...(isNamed ? withHeading(titles, heading(list.name)) : titles), ...(typed.length > 0 ? body : blank())];
}

/** Headings of a block below the title of its list: the target to which its indicators belong. */
const targetsOf = ({ headings }: BoundBlock, list: IndicatorList): readonly BoundText[] =>
  headings.filter(({ text }) => !findNamed([list], text));

/** The titles of columns; those with a title in common under it. */
function titleLines(columns: readonly Column[]): Line[] {
  if (columns.every(({ form }) => form?.group === undefined)) return [columns.map(({ title, span }) => heading(title, { colspan: span }))];
  const above: PageCell[] = [];
  columns.forEach(({ title, span, form }, i) => {
    const group = form?.group;
    if (group === undefined) above.push(heading(title, { colspan: span, rowspan: 2 }));
    else if (group !== columns[i - 1]?.form?.group) above.push(heading(group, { colspan: span }));
    else
      above.push({
        ...above.pop()!,
        colspan: spanOf(
          columns.slice(
            columns.findIndex((one) => one.form?.group === group),
            i + 1,
          ),
        ),
      });
  });
  const below = columns.filter(({ form }) => form?.group !== undefined);
  return [above, below.map(({ title, span }) => heading(title, { colspan: span }))];
}

/** The last column takes what the others leave. */
function stretched(columns: readonly Column[], width: number): Column[] {
  const missing = width - spanOf(columns);
  return columns.map((column, i) => (i === columns.length - 1 ? { ...column, span: column.span + missing } : column));
}

/** Headings that the block above does not have already. */
function headingsOf(block: BoundBlock, above: BoundBlock | undefined, width: number): Line[] {
  const same = block.headings.findIndex((text, i) => above?.headings[i]?.text !== text.text);
  return (same < 0 ? [] : block.headings.slice(same)).map((text) => [typedHeading(text, { colspan: width, align: 'left' })]);
}

const keyOf = (path: readonly string[]): string => path.map(groupKey).join('/');

/** Groups in the order of the text; one that comes again goes on where it was. */
function merged({ groups }: BoundBlock): Group[] {
  const byKey = new Map<string, { path: readonly string[]; indicators: BoundRow[] }>();
  for (const { path, indicators } of groups) {
    const known = byKey.get(keyOf(path));
    if (known) known.indicators.push(...indicators);
    else byKey.set(keyOf(path), { path, indicators: [...indicators] });
  }
  return [...byKey.values()];
}

/** The form's groups in its order, whether used or not; a group of the author's own stands behind the last one of its first level. */
function completed(block: BoundBlock, { form }: BoundPerformance): Group[] {
  const typed = new Map(merged(block).map((group) => [keyOf(group.path), group]));
  const usual = form.indicators?.groups ?? [];
  // Who groups the indicators in another way has no use for the usual groups.
  const isOther = typed.size > 0 && !usual.some((path) => typed.has(keyOf(path)));
  const groups = (isOther ? [] : usual).map((path): Group => {
    const own = typed.get(keyOf(path));
    typed.delete(keyOf(path));
    return own ?? { path, indicators: [] };
  });
  for (const group of typed.values()) {
    const last = groups.findLastIndex(
      ({ path }) => path.length > 0 && group.path.length > 0 && groupKey(path[0]) === groupKey(group.path[0]),
    );
    groups.splice(last < 0 ? groups.length : last + 1, 0, group);
  }
  return groups;
}

/** How many lines a group takes: an empty one is printed all the same. */
const height = (group: Group): number => Math.max(1, group.indicators.length);

function groupLines(groups: readonly Group[], columns: readonly Column[]): Line[] {
  const levels = columns.filter(({ form }) => form?.role === 'level');
  const values = columns.filter(({ form }) => form?.role !== 'level');
  return groups.flatMap((group, at) =>
    Array.from({ length: height(group) }, (_, i): Line => {
      const above = i === 0 ? pathCells(groups, at, levels.slice(0, -1)) : [];
      const row = group.indicators[i];
      const label = levels.slice(-1).map(({ span }) => labelOf(row, span));
      return [...above, ...label, ...values.map((column) => valueIn(row, column))];
    }),
  );
}

const labelOf = (row: BoundRow | undefined, colspan: number): PageCell =>
  labelCell(row?.label.text ?? '', {
    colspan,
    ...(row && row.label.place.end > row.label.place.start ? { source: row.label.place } : {}),
  });

/** The group's names that are not merged with those above, each reaching down over the groups that share it. */
function pathCells(groups: readonly Group[], at: number, levels: readonly Column[]): PageCell[] {
  return levels.flatMap(({ span }, level) => {
    const shares = (other: Group | undefined) =>
      other !== undefined && keyOf(other.path.slice(0, level + 1)) === keyOf(groups[at].path.slice(0, level + 1));
    const isLast = level === levels.length - 1;
    if (!isLast && shares(groups[at - 1])) return [];
    let end = at + 1;
    while (!isLast && end < groups.length && shares(groups[end])) end++;
    const rowspan = groups.slice(at, end).reduce((sum, group) => sum + height(group), 0);
    return [heading(groups[at].path[level] ?? '', { colspan: span, rowspan })];
  });
}
