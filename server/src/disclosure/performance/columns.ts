/** From the titles of a heading line to what stands below them. */
import type { Cell, RowLine, Span } from 'budget-grammar';
import { onceForPair } from '../../base/once.ts';
import type { PerformanceColumn, PerformanceForm } from '../../forms/types.ts';
import type { Place } from '../place.ts';
import { findNamed } from './names.ts';
import type { BoundColumn } from './types.ts';

export type Part = 'funds' | 'indicators' | 'grid';

export interface Title extends Span {
  readonly text: string;
}

/** What a position of a heading stands for; `void` is an empty title or a merged heading cell. */
export type Slot =
  | { readonly kind: 'level'; readonly level: number }
  | { readonly kind: 'label' }
  | { readonly kind: 'column'; readonly column: BoundColumn }
  | { readonly kind: 'void' };

export interface Heading {
  readonly part: Part;
  readonly slots: readonly Slot[];
  readonly columns: readonly BoundColumn[];
  /** Some slot bears the labels of the rows. */
  readonly labelled: boolean;
  /** Cells stand where their titles stand; otherwise they follow the label in order. */
  readonly positional: boolean;
}

const VOID: Slot = { kind: 'void' };
const LABEL: Slot = { kind: 'label' };

/** A list with columns of its own: one of the form's, or its indicators of one kind. */
export interface OwnColumns {
  readonly columns: readonly PerformanceColumn[];
}

/** One and the same, so that its names are known. */
const NO_COLUMNS: readonly PerformanceColumn[] = [];

/** The columns of a part; of `list` where one is open. */
export function columnsOf(form: PerformanceForm, part: Part, list?: OwnColumns): readonly PerformanceColumn[] {
  if (part === 'funds') return form.funds?.columns ?? NO_COLUMNS;
  if (part === 'grid') return list?.columns ?? NO_COLUMNS;
  const columns = form.indicators?.columns ?? NO_COLUMNS;
  return list ? withLevels(columns, list) : columns;
}

/** The columns of a list with the levels of its form, made once. */
const withLevels = onceForPair((columns: readonly PerformanceColumn[], list: OwnColumns): readonly PerformanceColumn[] => [
  ...columns.filter(({ role }) => role === 'level'),
  ...list.columns,
]);

/** How many of the titles are columns of a part. */
export function matches(form: PerformanceForm, part: Part, titles: readonly Title[], list?: OwnColumns): number {
  const columns = columnsOf(form, part, list);
  let count = 0;
  for (const title of titles) if (findNamed(columns, title.text)) count++;
  return count;
}

/** The part to which a heading belongs: the one that knows more of its titles; among equals the one that is open. */
export function partOf(form: PerformanceForm, titles: readonly Title[], open: Part | undefined): Part {
  const funds = matches(form, 'funds', titles);
  const indicators = matches(form, 'indicators', titles);
  if (funds === indicators) return open ?? (form.indicators ? 'indicators' : 'funds');
  return funds > indicators ? 'funds' : 'indicators';
}

/** The form's own columns in their order, below which nothing needs to be named. */
export function ownHeading(form: PerformanceForm, part: Part, list?: OwnColumns): Heading {
  const columns = columnsOf(form, part, list)
    .filter((column) => column.role !== 'level' && !column.optional)
    .map((column): BoundColumn => ({ title: column.title, role: column.role, form: column }));
  return {
    part,
    slots: [LABEL, ...columns.map((column): Slot => ({ kind: 'column', column }))],
    columns,
    labelled: true,
    positional: false,
  };
}

/**
 * Reads the titles of `列：` or of a pasted heading.
 *
 * What stands before the first separator heads the labels unless it is a column of the form; a list of indicators or funds without any label is none, so that one is put in.
 * `unknown` are the titles that no column bears; their cells are kept.
 */
export function readHeading(
  form: PerformanceForm,
  part: Part,
  titles: readonly Title[],
  pasted: boolean,
  place: (span: Span) => Place,
  list?: OwnColumns,
): { heading: Heading; unknown: Title[] } {
  const known = columnsOf(form, part, list);
  const levels = form.indicators?.levels ?? [];
  const taken = new Set<PerformanceColumn>();
  const unknown: Title[] = [];
  const slots = titles.map((title, i): Slot => {
    if (title.text === '') return i === 0 && !pasted ? LABEL : VOID;
    const named = findNamed(known, title.text);
    const column = named && taken.has(named) ? (findNamed(others(known, taken), title.text) ?? named) : named;
    if (column) taken.add(column);
    if (column?.role === 'level') return { kind: 'level', level: levels.indexOf(column.title) };
    if (column) return { kind: 'column', column: { title: title.text, role: column.role, form: column, place: place(title) } };
    if (pasted && !slotsHaveBegun(titles.slice(0, i), known)) return VOID;
    if (i === 0) return LABEL;
    unknown.push(title);
    return { kind: 'column', column: { title: title.text, role: 'other', place: place(title) } };
  });
  const named = withLabel(slots, part !== 'grid' || list !== undefined, pasted);
  const columns = named.flatMap((slot) => (slot.kind === 'column' ? [slot.column] : []));
  const positional = pasted || named.filter((slot) => slot.kind === 'level').length > 1;
  // Pasted, the labels stand below the merged cell at the left, or below no title.
  const labelled = named.some((slot) => slot.kind === 'label' || slot.kind === 'level') || (pasted && named[0]?.kind === 'void');
  return { heading: { part, slots: named, columns, labelled, positional }, unknown };
}

/** The titles of a pasted heading; where the line above was its first one, those that reach down from there as well. */
export function joinedTitles(above: RowLine | undefined, line: RowLine): readonly Cell[] {
  if (!above || above.line !== line.line - 1 || !above.tabbed || !line.tabbed) return line.cells;
  return Array.from({ length: Math.max(above.cells.length, line.cells.length) }, (_, i) => {
    const [own, upper] = [line.cells[i], above.cells[i]];
    return own && (isFilled(own) || !upper) ? own : upper;
  });
}

const others = (columns: readonly PerformanceColumn[], taken: ReadonlySet<PerformanceColumn>): PerformanceColumn[] =>
  columns.filter((column) => !taken.has(column));

/** In a pasted line what stands left of the first known title is the merged cell beside the form: 项目资金（万元）, 绩效指标. */
const slotsHaveBegun = (before: readonly Title[], known: readonly PerformanceColumn[]): boolean =>
  before.some((title) => findNamed(known, title.text) !== undefined);

function withLabel(slots: readonly Slot[], labelled: boolean, pasted: boolean): Slot[] {
  const hasLevels = slots.some((slot) => slot.kind === 'level');
  // A first title that nobody knows, before the second level, is the first level under another name.
  if (hasLevels && slots[0].kind === 'label')
    return [slots.some((slot) => slot.kind === 'level' && slot.level === 0) ? VOID : { kind: 'level', level: 0 }, ...slots.slice(1)];
  if (hasLevels || slots.some((slot) => slot.kind === 'label') || !labelled || pasted) return [...slots];
  return [LABEL, ...slots];
}

/** The cells of a row by what they stand for. */
export interface Placed {
  /** Levels above the label, by level; blank ones are absent. */
  readonly levels: ReadonlyMap<number, Cell>;
  readonly label?: Cell;
  readonly cells: readonly Cell[];
  /** The columns in which the cells stand, in the same order; those behind the last cell may be among them. */
  readonly columns: readonly BoundColumn[];
  /** Filled cells for which there is no column. */
  readonly surplus: readonly Cell[];
}

const isFilled = (cell: Cell): boolean => cell.kind !== 'empty';

/** Puts a row's cells under the heading. `isFirstLevel` tells the names that the form's groups have at the first level. */
export function placeCells(line: Pick<RowLine, 'cells' | 'tabbed'>, heading: Heading, isFirstLevel: (name: string) => boolean): Placed {
  if (heading.positional && (line.tabbed || fitsLevels(line.cells, heading, isFirstLevel))) return byPosition(line.cells, heading);
  return inOrder(line.cells, heading);
}

/** A spaced row under columns of levels has either all levels or, below an opener, its label only; then it is too short and begins with no group. */
function fitsLevels(cells: readonly Cell[], heading: Heading, isFirstLevel: (name: string) => boolean): boolean {
  const levels = heading.slots.filter((slot) => slot.kind === 'level').length;
  if (cells.length > heading.slots.length - (levels - 1)) return true;
  return isFirstLevel(cells[0]?.text ?? '');
}

function byPosition(cells: readonly Cell[], heading: Heading): Placed {
  const levels = new Map<number, Cell>();
  const lastLevel = Math.max(-1, ...heading.slots.map((slot) => (slot.kind === 'level' ? slot.level : -1)));
  const placed: Cell[] = [];
  const columns: BoundColumn[] = [];
  const surplus: Cell[] = [];
  let label: Cell | undefined;
  cells.forEach((cell, i) => {
    const slot = heading.slots[i];
    const isBehindLabels = columns.length > 0;
    if (slot?.kind === 'column') {
      placed.push(cell);
      columns.push(slot.column);
    } else if (!isFilled(cell)) return;
    else if (slot?.kind === 'level' && slot.level < lastLevel) levels.set(slot.level, cell);
    else if (slot && !isBehindLabels && !label && (slot.kind !== 'void' || lastLevel < 0)) label = cell;
    else if (!slot || isBehindLabels) surplus.push(cell);
  });
  // 总分 stands below the merged heading cell; so does nothing else that has no name of its own.
  if (!label && levels.size === 0) label = cells.find((cell, i) => isFilled(cell) && heading.slots[i]?.kind === 'void');
  return { levels, label, cells: placed, columns, surplus };
}

const NO_LEVELS: ReadonlyMap<number, Cell> = new Map();
const NO_CELLS: readonly Cell[] = [];

/** The label is the first filled cell; the others follow in the order of the columns. */
function inOrder(cells: readonly Cell[], { labelled, columns }: Heading): Placed {
  const first = labelled ? Math.max(0, cells.findIndex(isFilled)) : -1;
  const end = first + 1 + columns.length;
  return {
    levels: NO_LEVELS,
    label: labelled ? cells[first] : undefined,
    cells: cells.slice(first + 1, end),
    columns,
    surplus: cells.length > end ? cells.slice(end).filter(isFilled) : NO_CELLS,
  };
}
