/** Lines of a printed performance form that its parts have in common. */
import type { BoundCell, BoundColumn, BoundProperty, BoundRow, BoundText } from '../disclosure/performance/types.ts';
import type { Place } from '../disclosure/place.ts';
import type { PerformanceColumn } from '../forms/types.ts';
import { figureCell, labelCell, textCell, widthOf } from './cell.ts';
import type { PageCell } from './page.ts';

export type Line = readonly PageCell[];

/** A printed column: one of the form's, or one that the author added. */
export interface Column {
  readonly title: string;
  readonly form?: PerformanceColumn;
  readonly span: number;
  readonly isLong: boolean;
}

/** The form's columns, those that are optional where they were typed, with the author's own behind them. */
export function columnsOf(form: readonly PerformanceColumn[], typed: readonly BoundColumn[]): Column[] {
  const own = new Map(typed.filter((column) => !column.form).map((column) => [column.title, column]));
  const printed = form.filter((column) => !column.optional || typed.some((one) => one.form === column));
  return [
    ...printed.map((column): Column => ({ title: column.title, form: column, span: column.span, isLong: column.role === 'reason' })),
    ...[...own.values()].map(({ title }): Column => ({ title, span: 1, isLong: true })),
  ];
}

export const spanOf = (columns: readonly Column[]): number => columns.reduce((sum, { span }) => sum + span, 0);

export const heading = (text: string, parts: Partial<PageCell> = {}): PageCell => labelCell(text, { align: 'center', ...parts });

export const whole = (places: readonly Place[]): Place | undefined =>
  places.length === 0 ? undefined : { ...places[0], end: places[places.length - 1].end };

const sourced = (place: Place | undefined): { source?: Place } => (place && place.end > place.start ? { source: place } : {});

export const typedHeading = (text: BoundText, parts: Partial<PageCell> = {}): PageCell =>
  heading(text.text, { ...sourced(text.place), ...parts });

/** What a row says in a column, as typed. */
export function valueIn(row: BoundRow | undefined, column: Column): PageCell {
  const cell = row?.cells.find((one) =>
    column.form ? one.column.form === column.form : !one.column.form && one.column.title === column.title,
  );
  return { ...valueCell(cell, column.isLong ? 'left' : 'center'), colspan: column.span };
}

function valueCell(cell: BoundCell | undefined, align: PageCell['align']): PageCell {
  if (!cell) return textCell('', { align });
  // A dash stands for an empty cell.
  const text = cell.typed.kind === 'empty' ? '' : cell.text;
  const parts = { align, ...sourced(cell.place) };
  return cell.figure ? figureCell(text, parts) : textCell(text, parts);
}

/** The value of a field: its lines, or its boxes. */
export function propertyValue(property: BoundProperty | undefined): PageCell {
  if (!property) return textCell('');
  const { form, lines, choices } = property;
  const boxes = choices.length > 0 && (form?.options.length ?? 0) > 0;
  const text = boxes
    ? choices.map(({ option, chosen }) => `${option}${chosen ? '☑' : '☐'}`).join('  ')
    : lines.map((line) => line.text).join('\n');
  return textCell(text, sourced(whole(lines.map(({ place }) => place))));
}

/** Puts a merged heading at the left of a part's lines; without a heading they stay as they are. */
export function withHeading(lines: readonly Line[], cell: PageCell | undefined): Line[] {
  if (!cell || lines.length === 0) return [...lines];
  return lines.map((line, i) => (i === 0 ? [{ ...cell, rowspan: lines.length }, ...line] : line));
}

/** A line widened at its last cell. */
export function widened(line: Line, width: number): Line {
  const missing = width - widthOf(line);
  const last = line[line.length - 1];
  return missing > 0 && last ? [...line.slice(0, -1), { ...last, colspan: last.colspan + missing }] : line;
}
