/** A performance form as it is printed: the form's layout with what was typed, and behind it what the form does not know. */
import type { Head } from '../disclosure/head.ts';
import { sameTitle } from '../disclosure/performance/names.ts';
import type { BoundFundsRow, BoundGrid, BoundPerformance, BoundProperty } from '../disclosure/performance/types.ts';
import { headerOf, placeOf } from '../disclosure/section.ts';
import type { CaptionLine, IndicatorList, PerformanceBlock } from '../forms/types.ts';
import { labelCell, textCell, widthOf } from './cell.ts';
import { fill, placeholdersOf } from './fill.ts';
import { fieldText, UNIT } from './grid-page.ts';
import { notesOf } from './notes.ts';
import type { PageCell, PageTable } from './page.ts';
import { indicatorColumns, indicatorLines, listLines, soleHeading } from './performance-indicators.ts';
import {
  type Column,
  columnsOf,
  heading,
  type Line,
  propertyValue,
  spanOf,
  typedHeading,
  valueIn,
  widened,
  withHeading,
} from './performance-lines.ts';
import { listsLines, listsWidth } from './performance-lists.ts';

interface Printed {
  /** The captions as text: what of the head the print depends on. */
  readonly key: string;
  readonly page: PageTable;
}

const printed = new WeakMap<BoundPerformance, Printed>();

/** The printed form; the same object as before as long as nothing in it has changed. */
export function performancePage(bound: BoundPerformance, head: Head): PageTable {
  const captions = captionsOf(bound, head);
  const key = JSON.stringify(captions);
  const known = printed.get(bound);
  if (known?.key === key) return known.page;
  const page = makePage(bound, captions);
  printed.set(bound, { key, page });
  return page;
}

/** The subtitle, and the form's lines with the unit of money that the section states, else the head's. */
function captionsOf(bound: BoundPerformance, head: Head): CaptionLine[] {
  const { form, section } = bound;
  const values = { ...placeholdersOf(head), measure: fieldText(section, UNIT) || head.unitOfMeasure };
  const lines: readonly CaptionLine[] = [...(form.subtitle === '' ? [] : [['', form.subtitle, ''] as const]), ...form.captions];
  const text = (template: string) => fill(withFields(template, bound), values);
  return lines.map(([left, centre, right]) => [text(left), text(centre), text(right)]);
}

/** Fields that a caption shows: `填报日期：{填报日期}`. */
const withFields = (template: string, bound: BoundPerformance): string =>
  template.replace(/\{([^{}]+)\}/g, (placeholder, name: string) =>
    bound.form.properties.some(({ title }) => title === name) ? propertyValue(propertyOf(name, bound)).text : placeholder,
  );

/** The indicators that stand in none of the form's lists. */
function outsideLists(bound: BoundPerformance): BoundPerformance {
  return bound.form.indicators?.lists.length ? { ...bound, blocks: bound.blocks.filter(({ list }) => !list) } : bound;
}

function makePage(bound: BoundPerformance, captions: readonly CaptionLine[]): PageTable {
  const { form, section } = bound;
  const width = Math.max(form.width, ...layoutOf(bound).map((block) => naturalWidth(block, bound)));
  const title = headerOf(section)?.title;
  return {
    role: form.role,
    number: '',
    title: form.title,
    unitOfMeasure: '',
    captions: captions.map((line) => [...line]),
    header: [],
    rows: [...layoutOf(bound).flatMap((block) => blockLines(block, bound, width)), ...unplaced(bound, width)].map((line) => [...line]),
    notes: notesOf(section, []),
    ...(title ? { source: placeOf(section, title) } : {}),
  };
}

/** The form's layout without lists that nobody typed and nobody misses; parts that were typed although the form does not print them stand behind the others. */
function layoutOf({ form, funds, blocks, total, grids }: BoundPerformance): PerformanceBlock[] {
  const has = (kind: PerformanceBlock['kind']) => form.layout.some((block) => block.kind === kind);
  const isPrinted = (title: string) =>
    !form.lists.some((list) => list.title === title && list.optional && !grids.some((grid) => grid.form === list));
  return [
    ...form.layout.filter((block) => block.kind !== 'lists' || block.titles.some(isPrinted)),
    ...(funds && !has('funds') ? [{ kind: 'funds', heading: '', above: false } as const] : []),
    ...(blocks.some(({ list }) => !list) && !form.layout.some((block) => block.kind === 'indicators' && !block.list)
      ? [{ kind: 'indicators', heading: '', above: false } as const]
      : []),
    ...(total && !has('total') ? [{ kind: 'total' } as const] : []),
  ];
}

const fundsColumns = ({ form, funds }: BoundPerformance): Column[] => columnsOf(form.funds?.columns ?? [], funds?.columns ?? []);

function naturalWidth(block: PerformanceBlock, bound: BoundPerformance): number {
  const beside = 'heading' in block && block.heading !== '' && !('above' in block && block.above) ? 1 : 0;
  switch (block.kind) {
    case 'properties':
      return 2 * block.titles.length;
    case 'texts':
      return beside + block.titles.length;
    case 'funds':
      return beside + 1 + spanOf(fundsColumns(bound));
    case 'indicators':
      return beside + (listOf(block, bound)?.name ? 1 : 0) + spanOf(indicatorColumns(bound, listOf(block, bound)));
    case 'lists':
      return beside + listsWidth(block.titles, bound);
    case 'total':
      return 1;
  }
}

function blockLines(block: PerformanceBlock, bound: BoundPerformance, width: number): Line[] {
  if (block.kind === 'properties') return [pairs(block.titles, bound, width)];
  if (block.kind === 'total') return totalLines(bound, width);
  if (block.kind === 'lists') return listsLines(block, bound, width);
  if ('above' in block && block.above)
    return [[heading(block.heading, { colspan: width })], ...blockLines({ ...block, heading: '', above: false }, bound, width)];
  const inner = width - (block.heading === '' ? 0 : 1);
  const cell = block.heading === '' ? undefined : heading(block.heading);
  if (block.kind === 'texts') return withHeading(texts(block.titles, bound, inner), cell);
  const list = listOf(block, bound);
  if (list) return withHeading(listLines(bound, list, inner), cell);
  if (block.kind === 'indicators') {
    const own = outsideLists(bound);
    const sole = soleHeading(own, block.heading);
    return withHeading(indicatorLines(own, inner, sole), sole ? typedHeading(sole) : cell);
  }
  return withHeading(fundsLines(bound, inner), cell && fundsHeading(cell, bound));
}

/** The list of indicators that a block prints, where the form has several. */
const listOf = (block: PerformanceBlock, { form }: BoundPerformance): IndicatorList | undefined =>
  block.kind === 'indicators' ? form.indicators?.lists.find(({ title }) => title === block.list) : undefined;

/** The author's own heading where it says more than the form's word: 预算执行情况（20分）. */
function fundsHeading(cell: PageCell, { form, funds }: BoundPerformance): PageCell {
  const { opener } = funds ?? {};
  return opener && form.funds && !sameTitle(opener.text, form.funds.opener) ? typedHeading(opener) : cell;
}

/** `total` columns shared among `count` cells, the first ones taking what is left over. */
const share = (total: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(total / count) + (i < total % count ? 1 : 0));

const LABEL_SPAN = 2;
/** A pair of field and value narrower than this has a label of one column. */
const WIDE_PAIR = 5;

/** Fields and their values in one line. */
function pairs(titles: readonly string[], bound: BoundPerformance, width: number): Line {
  return share(width, titles.length).flatMap((span, i) => {
    const label = span < WIDE_PAIR ? 1 : LABEL_SPAN;
    return [heading(titles[i], { colspan: label }), { ...fieldValue(titles[i], bound), colspan: span - label }];
  });
}

const propertyOf = (title: string, { properties }: BoundPerformance): BoundProperty | undefined =>
  properties.find((property) => property.form?.title === title);

function fieldValue(title: string, bound: BoundPerformance): PageCell {
  const isParameter = bound.form.properties.some((property) => property.title === title && property.parameter);
  if (isParameter && bound.name) return textCell(bound.name.text, { source: bound.name.place });
  return propertyValue(propertyOf(title, bound));
}

function texts(titles: readonly string[], bound: BoundPerformance, width: number): Line[] {
  const spans = share(width, titles.length);
  return [
    titles.map((title, i) => heading(title, { colspan: spans[i] })),
    titles.map((title, i) => ({ ...fieldValue(title, bound), colspan: spans[i] })),
  ];
}

function fundsLines(bound: BoundPerformance, width: number): Line[] {
  const columns = fundsColumns(bound);
  const label = width - spanOf(columns);
  return [
    [heading(bound.form.funds?.label ?? '', { colspan: label }), ...columns.map(({ title, span }) => heading(title, { colspan: span }))],
    ...fundsRows(bound).map(({ title, row }) => [
      row ? typedHeading(row.label, { colspan: label, align: 'left' }) : labelCell(title, { colspan: label }),
      ...columns.map((column) => valueIn(row, column)),
    ]),
  ];
}

/** The form's rows in its order, those it prints only if typed where they are; then the rows it does not know. */
function fundsRows({ form, funds }: BoundPerformance): { readonly title: string; readonly row?: BoundFundsRow }[] {
  const typed = funds?.rows ?? [];
  const known = (form.funds?.rows ?? []).flatMap((row) => {
    const bound = typed.find((one) => one.form === row);
    return bound || !row.optional ? [{ title: row.title, ...(bound ? { row: bound } : {}) }] : [];
  });
  const placed = new Set(known.map(({ row }) => row));
  return [...known, ...typed.filter((row) => !placed.has(row)).map((row) => ({ title: row.label.text, row }))];
}

/** The row of totals: its label reaches up to the first figure, or to the first score where there is none. */
function totalLines(bound: BoundPerformance, width: number): Line[] {
  const { form, total } = bound;
  const label = total?.label ?? form.total;
  if (label === undefined) return [];
  const columns = indicatorColumns(bound);
  const cells = columns.map((column) => valueIn(total, column));
  const scores = columns.findIndex(({ form: column }) => column?.role === 'weight' || column?.role === 'score');
  const filled = cells.findIndex(({ text }) => text !== '');
  const from = Math.min(...[scores, filled].filter((index) => index >= 0), cells.length);
  const behind = cells.slice(from);
  const span = Math.max(1, width - widthOf(behind));
  const first = typeof label === 'string' ? heading(label, { colspan: span }) : typedHeading(label, { colspan: span });
  return [widened([first, ...behind], width)];
}

/** Fields and lists of the author's own, and fields that came again. */
function unplaced(bound: BoundPerformance, width: number): Line[] {
  const titles = new Set(bound.form.layout.flatMap((block) => ('titles' in block ? block.titles : [])));
  for (const { title } of bound.form.properties)
    if (bound.form.captions.some((line) => line.some((text) => text.includes(`{${title}}`)))) titles.add(title);
  const placed = new Set([...titles].map((title) => propertyOf(title, bound)));
  const fields = bound.properties
    .filter((property) => !placed.has(property))
    .map(
      (property): Line => [
        typedHeading(property.key, { colspan: Math.min(LABEL_SPAN, width - 1) }),
        { ...propertyValue(property), colspan: Math.max(1, width - LABEL_SPAN) },
      ],
    );
  const lists = new Set(bound.form.layout.flatMap((block) => (block.kind === 'lists' ? block.titles : [])));
  // A list that came again stands behind the form like one of the author's own.
  const grids = bound.grids.filter(
    ({ form }, i) => !form || !lists.has(form.title) || bound.grids.findIndex((one) => one.form === form) < i,
  );
  return [...fields, ...grids.flatMap((grid) => gridLines(grid, width))];
}

function gridLines({ opener, columns, rows }: BoundGrid, width: number): Line[] {
  const own: Column[] = columns.map(({ title }) => ({ title, span: 1, isLong: true }));
  const titles: Line[] = own.length === 0 ? [] : [[heading(''), ...own.map(({ title }) => heading(title))]];
  const lines = rows.map((row): Line => [typedHeading(row.label, { align: 'left' }), ...own.map((column) => valueIn(row, column))]);
  return [[typedHeading(opener, { colspan: width, align: 'left' })], ...[...titles, ...lines].map((line) => widened(line, width))];
}
