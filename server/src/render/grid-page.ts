/** A free grid: a table in the prose, or a sheet whose title nobody knows. Everything in it is printed as typed. */
import { type Cell, type ColumnTitle, matchKey, type RowLine } from 'budget-grammar';
import type { Place } from '../disclosure/place.ts';
import { headerOf, placeOf, type Section } from '../disclosure/section.ts';
import { figureCell, headCell, labelCell, textCell } from './cell.ts';
import { notesOf } from './notes.ts';
import type { PageCell, PageTable } from './page.ts';

const GRID = '表格';
export const UNIT = '金额单位';
const EMPTY = '空表';
/** Keys that say something about the table and are no line of it. */
const ABOUT: ReadonlySet<string> = new Set([UNIT, EMPTY, '注', '备注', '文件']);

/** A line of the grid before it is laid out. */
type GridLine =
  | { readonly kind: 'cells'; readonly cells: TypedCell[] }
  | { readonly kind: 'heading'; readonly titles: readonly ColumnTitle[] }
  /** One cell over the whole width. */
  | { readonly kind: 'whole'; text: string; readonly source: Place };

interface TypedCell {
  readonly cell: Cell;
  text: string;
}

/** The printed grid. 【表格：标题】 bears its parameter as title; a sheet that nobody knows bears its own, the parameter below it. */
export function gridPage(section: Section): PageTable {
  const header = headerOf(section);
  const isGrid = header !== undefined && matchKey(header.title.text) === GRID;
  const title = isGrid ? header.parameter : header?.title;
  const subtitle = isGrid ? '' : (header?.parameter?.text ?? '');
  const lines = linesOf(section);
  const first = lines[0]?.kind === 'heading' ? lines[0] : undefined;
  const body = first ? lines.slice(1) : lines;
  const width = Math.max(1, ...lines.map(widthOf));
  const unit = fieldText(section, UNIT);
  return {
    role: '',
    number: '',
    title: title?.text ?? '',
    unitOfMeasure: unit,
    captions: unit === '' && subtitle === '' ? [] : [['', subtitle, unit === '' ? '' : `${UNIT}：${unit}`]],
    header: first ? headingLines(first.titles, width) : [],
    rows: layOut(section, body, width),
    notes: notesOf(section, []),
    ...(title ? { source: placeOf(section, title) } : {}),
  };
}

/** What a section states of itself in one line: 金额单位. */
export function fieldText(section: Section, key: string): string {
  for (const line of section.tree.lines) if (line.kind === 'property' && matchKey(line.key.text) === key) return line.value.text;
  return '';
}

function widthOf(line: GridLine): number {
  if (line.kind === 'cells') return line.cells.length;
  return line.kind === 'heading' ? line.titles.length : 1;
}

function linesOf(section: Section): GridLine[] {
  const out: GridLine[] = [];
  let open: { text: string } | undefined;
  for (const line of section.tree.lines) {
    if (line.kind === 'blank') continue;
    if (line.kind === 'continuation') {
      if (open) open.text += `\n${line.text.text}`;
      continue;
    }
    const read = lineOf(section, line);
    if (read) out.push(read);
    open = read?.kind === 'cells' ? read.cells[read.cells.length - 1] : read?.kind === 'whole' ? read : undefined;
  }
  return out;
}

function lineOf(section: Section, line: Section['tree']['lines'][number]): GridLine | undefined {
  const whole = (text: string): GridLine => ({ kind: 'whole', text, source: placeOf(section, line) });
  switch (line.kind) {
    case 'columns':
      return { kind: 'heading', titles: line.titles };
    case 'row':
      return { kind: 'cells', cells: typedCells(line) };
    case 'opener':
      return line.path.length === 1 && ABOUT.has(matchKey(line.path[0].text))
        ? undefined
        : whole(`${line.path.map(({ text }) => text).join('／')}：`);
    case 'property':
      return ABOUT.has(matchKey(line.key.text)) ? undefined : whole(`${line.key.text}：${line.value.text}`);
    case 'stray':
      return line.text.text === '' ? undefined : whole(line.text.text);
    default:
      return undefined;
  }
}

const typedCells = (line: RowLine): TypedCell[] => line.cells.map((cell) => ({ cell, text: cell.text }));

/** Titles such as 预算数／合计 beside each other are one group; a column without a group reaches down to the last line. */
export function headingLines(titles: readonly ColumnTitle[], width: number): PageCell[][] {
  const paths = titles.map(pathOf);
  for (let i = paths.length; i < width; i++) paths.push(['']);
  const depth = Math.max(1, ...paths.map((path) => path.length));
  const lines: PageCell[][] = Array.from({ length: depth }, () => []);
  const place = (from: number, to: number, level: number) => {
    for (let i = from; i < to; ) {
      const path = paths[i];
      const isLeaf = path.length === level + 1;
      let end = i + 1;
      while (!isLeaf && end < to && paths[end].length > level + 1 && paths[end][level] === path[level]) end++;
      lines[level].push(headCell(path[level], end - i, isLeaf ? depth - level : 1));
      if (!isLeaf) place(i, end, level + 1);
      i = end;
    }
  };
  place(0, paths.length, 0);
  return lines;
}

/** The parts of a title as typed; their folded forms only where brackets hold a stroke. */
function pathOf({ text, path }: ColumnTitle): readonly string[] {
  if (path.length <= 1) return [text];
  const typed = text.split(/[/／]/).map((part) => part.trim());
  return typed.length === path.length ? typed : path;
}

type Align = PageCell['align'];

function layOut(section: Section, lines: readonly GridLine[], width: number): PageCell[][] {
  const aligns = Array.from({ length: width }, (_, column) => alignOf(lines, column));
  const rows: PageCell[][] = [];
  /** The cell in each column that an empty one below it goes on with; undefined where nothing can. */
  let above: ({ row: number; at: number } | undefined)[] = [];
  for (const line of lines) {
    if (line.kind === 'cells') above = addCells(section, line.cells, rows, above, aligns);
    else {
      above = [];
      if (line.kind === 'whole') rows.push([labelCell(line.text, { colspan: width, source: line.source })]);
      else rows.push(...headingLines(line.titles, width).map((cells) => cells.map((cell): PageCell => ({ ...cell, kind: 'label' }))));
    }
  }
  return rows;
}

/** Adds a row; its leading empty cells are merged with the cells above them. */
function addCells(
  section: Section,
  cells: readonly TypedCell[],
  rows: PageCell[][],
  above: readonly ({ row: number; at: number } | undefined)[],
  aligns: readonly Align[],
): ({ row: number; at: number } | undefined)[] {
  const filled = cells.findIndex(({ text }) => text !== '');
  const leading = filled < 0 ? 0 : filled;
  const own: PageCell[] = [];
  const next = aligns.map((align, column) => {
    const owner = column < leading ? above[column] : undefined;
    if (owner) {
      const cell = rows[owner.row][owner.at];
      rows[owner.row][owner.at] = { ...cell, rowspan: cell.rowspan + 1 };
      return owner;
    }
    own.push(printed(section, cells[column], align));
    return { row: rows.length, at: own.length - 1 };
  });
  rows.push(own);
  return next;
}

function printed(section: Section, typed: TypedCell | undefined, align: Align): PageCell {
  if (!typed) return textCell('', { align });
  const { cell, text } = typed;
  const source = cell.end > cell.start ? { source: placeOf(section, cell) } : {};
  return cell.kind === 'amount' ? figureCell(text, { align, ...source }) : textCell(text, { align, ...source });
}

/** Columns of figures only stand right, of whole numbers in the middle; all others left. */
function alignOf(lines: readonly GridLine[], column: number): Align {
  const cells = lines.flatMap((line) => (line.kind === 'cells' ? (line.cells[column] ?? []) : []));
  const filled = cells.filter(({ text }) => text !== '');
  if (filled.length === 0 || !filled.every(({ cell }) => cell.kind === 'amount' || cell.kind === 'none')) return 'left';
  return filled.some(({ cell }) => (cell.amount?.decimals ?? 0) > 0 || /[,，]/.test(cell.text)) ? 'right' : 'center';
}
