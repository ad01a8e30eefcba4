/** Rows that were typed and are no row of the form, or come again: they are printed as typed, so that nothing is lost. */
import type { Cell, Line, PropertyLine, RowLine } from 'budget-grammar';
import type { BoundRow, BoundTable } from '../disclosure/bind/types.ts';
import { placeOf } from '../disclosure/section.ts';
import type { Panel } from '../forms/types.ts';
import { figureCell, labelCell, textCell } from './cell.ts';
import type { PageCell } from './page.ts';
import { firstRows } from './table-rows.ts';

interface Unbound {
  readonly panel: Panel;
  readonly cells: readonly Cell[];
  /** Could not be cut into cells for certain. */
  readonly damaged: boolean;
}

interface Start {
  readonly at: number;
  /** The row that is bound there, if there is one and it is the first of its kind. */
  readonly bound?: BoundRow;
}

const CODE = /^\d{3,}$/;

/** Everything of the table that is not printed elsewhere, in the order of the text. */
function unboundOf(table: BoundTable): Unbound[] {
  const heading = new Set(table.headingLines);
  const first = new Set(table.form.panels.flatMap((panel) => [...firstRows(table, panel).values()]));
  const out: Unbound[] = [];
  let last = table.form.panels[0];
  for (const line of table.section.tree.lines) {
    if (line.kind === 'property' && isUnquotedRow(table, line)) out.push({ panel: last, cells: propertyCells(line), damaged: false });
    if (line.kind !== 'row' || heading.has(line.line)) continue;
    const here = table.rows.filter((row) => row.line === line.line);
    out.push(...rowParts(table, line, here, first, last));
    last = here[here.length - 1]?.panel ?? last;
  }
  return out;
}

const has = (table: BoundTable, code: string, line: Line): number[] =>
  table.findings.flatMap((finding) =>
    finding.code === code && finding.place.start >= line.start && finding.place.start <= line.end ? [finding.place.start] : [],
  );

const isUnquotedRow = (table: BoundTable, line: PropertyLine): boolean => has(table, 'unquoted-label', line).length > 0;

/** A row whose label has a colon was read as a property; its words are the label all the same. */
const propertyCells = (line: PropertyLine): readonly Cell[] => [
  { start: line.key.start, end: line.key.end, text: `${line.key.text}：`, kind: 'text', quoted: false },
  ...line.values,
];

function rowParts(table: BoundTable, line: RowLine, here: readonly BoundRow[], first: ReadonlySet<BoundRow>, last: Panel): Unbound[] {
  if (line.damaged) return [{ panel: last, cells: line.cells, damaged: true }];
  const unknown = has(table, 'unknown-row', line);
  if (unknown.length === 0 && here.every((row) => first.has(row))) return [];
  const starts: Start[] = [
    ...unknown.map((at) => ({ at: withCode(line, at) })),
    ...here.map((row) => ({ at: row.span.start, ...(first.has(row) ? { bound: row } : {}) })),
  ].sort((a, b) => a.at - b.at);
  return starts.flatMap(({ at, bound }, i) => {
    if (bound) return [];
    const end = starts[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    const cells = line.cells.filter((cell) => (i === 0 || cell.start >= at) && cell.start < end);
    return [{ panel: here.find((row) => row.span.start === at)?.panel ?? panelBeside(table, starts, i, last), cells, damaged: false }];
  });
}

/** An unknown row is found by its name; a code before it belongs to it. */
function withCode(line: RowLine, at: number): number {
  const index = line.cells.findIndex((cell) => cell.start === at);
  const before = line.cells[index - 1];
  return before && CODE.test(before.text) ? before.start : at;
}

/** The side next to that of a neighbour in the same line; without one, that of the row above. */
function panelBeside(table: BoundTable, starts: readonly Start[], index: number, last: Panel): Panel {
  const { panels } = table.form;
  const before = starts.slice(0, index).findLast(({ bound }) => bound)?.bound?.panel;
  if (before) return panels[Math.min(panels.indexOf(before) + 1, panels.length - 1)];
  const behind = starts.slice(index + 1).find(({ bound }) => bound)?.bound?.panel;
  return behind ? panels[Math.max(panels.indexOf(behind) - 1, 0)] : last;
}

/** The lines of a table's unbound rows by panel. */
export function unboundLines(table: BoundTable): Map<Panel, PageCell[][]> {
  const lines = new Map<Panel, PageCell[][]>();
  for (const unbound of unboundOf(table)) lines.set(unbound.panel, [...(lines.get(unbound.panel) ?? []), lineOf(table, unbound)]);
  return lines;
}

function lineOf(table: BoundTable, { panel, cells, damaged }: Unbound): PageCell[] {
  const source = placeOf(table.section, { start: cells[0].start, end: cells[cells.length - 1].end });
  const width = panel.columns.reduce((sum, { span }) => sum + span, 0);
  if (damaged) return [labelCell(table.section.tree.text.slice(source.start, source.end).trim(), { colspan: width, source })];
  return inColumns(table, panel, cells);
}

/** Code, label, 行次 and figures in the order of the columns, all as typed; what has no column goes with the label. */
function inColumns(table: BoundTable, panel: Panel, cells: readonly Cell[]): PageCell[] {
  const kinds = panel.columns.map(({ kind }) => kind);
  const rest = cells.slice(cells.findIndex((cell) => cell.kind !== 'empty'));
  const code = kinds.includes('code') && CODE.test(rest[0].text) ? rest.shift() : undefined;
  const figuresFrom = rest.findIndex((cell) => cell.kind !== 'text' && cell.kind !== 'empty');
  const words = rest.splice(0, figuresFrom < 0 ? rest.length : figuresFrom);
  const figures = kinds.filter((kind) => kind === 'amount' || kind === 'count').length;
  const ordinal = kinds.includes('ordinal') && rest.length > figures ? rest.shift() : undefined;
  const label = [...words, ...rest.splice(figures)].filter((cell) => cell.kind !== 'empty');
  const labelAt = kinds.findIndex((kind) => kind === 'name' || kind === 'text');
  return panel.columns.map(({ kind, span }, index) => {
    const parts = (cell: Cell | undefined) => ({ colspan: span, ...(cell ? { source: placeOf(table.section, cell) } : {}) });
    if (kind === 'code') return labelCell(code?.text ?? '', parts(code));
    if (kind === 'ordinal') return textCell(ordinal?.text ?? '', { align: 'center', ...parts(ordinal) });
    if (index === labelAt) return labelCell(label.map(({ text }) => text).join(' '), parts(label[0]));
    if (kind === 'name' || kind === 'text') return textCell('', parts(undefined));
    const cell = rest.shift();
    return figureCell(cell?.text ?? '', parts(cell));
  });
}
