/** Panels side by side: the body of an official table line by line. */
import type { Panel, TableForm } from '../forms/types.ts';
import { labelCell } from './cell.ts';
import type { PageCell } from './page.ts';
import { emptyLine, groupWidth, linesOf, type PanelLine, type TableScope } from './table-lines.ts';
import { unboundLines } from './table-unbound.ts';

type Line = readonly PageCell[];

/** Lines of one column of the layout, and how a shorter one is filled up. */
interface Strip {
  readonly lines: readonly Line[];
  readonly empty: Line;
}

/** The lines below a table's heading. */
export function bodyOf(scope: TableScope): Line[] {
  const { form } = scope.table;
  const unbound = unboundLines(scope.table);
  if (form.layout === 'blocks') return blocks(scope, unbound);
  return beside(
    form.panels.map((panel) => {
      const lines = linesOf(scope, panel).map((line) => (line.total ? underHeading(line.cells, panel, form) : line.cells));
      return { lines: [...lines, ...(unbound.get(panel) ?? [])], empty: emptyLine(panel) };
    }),
  );
}

/** Puts strips beside each other, the shorter ones filled up with empty lines. */
function beside(strips: readonly Strip[]): Line[] {
  const count = Math.max(0, ...strips.map(({ lines }) => lines.length));
  return Array.from({ length: count }, (_, i) => strips.flatMap(({ lines, empty }) => lines[i] ?? empty));
}

/** Blocks of code rows: each in its column groups, the totals of all on one line. */
function blocks(scope: TableScope, unbound: ReadonlyMap<Panel, PageCell[][]>): Line[] {
  const { panels } = scope.table.form;
  const all = panels.map((panel) => ({ panel, lines: linesOf(scope, panel) }));
  const strips = all.flatMap(({ panel, lines }) => {
    const groups: Line[][] = inGroups(
      lines.filter((line) => !line.total),
      panel,
    ).map((group) => group.map(({ cells }) => cells));
    groups[groups.length - 1].push(...(unbound.get(panel) ?? []));
    return groups.map((group) => ({ lines: group, empty: emptyLine(panel) }));
  });
  const totals = all.map(({ panel, lines }) => ({ panel, line: lines.find((line) => line.total) }));
  if (totals.every(({ line }) => line === undefined)) return beside(strips);
  const last = totals.flatMap(({ panel, line }) => mergedTotal(line, panel));
  return panels[0].codes?.totalAt === 'first' ? [last, ...beside(strips)] : [...beside(strips), last];
}

/** The rows of each column group: cut where the form says, else divided evenly. */
function inGroups(lines: readonly PanelLine[], panel: Panel): PanelLine[][] {
  const each = Math.ceil(lines.length / panel.across);
  const starts =
    panel.breaks.length > 0
      ? panel.breaks.map((code) => startOf(lines, code))
      : Array.from({ length: panel.across - 1 }, (_, i) => (i + 1) * each);
  const bounds = [0, ...starts, lines.length];
  return bounds.slice(1).map((end, i) => lines.slice(bounds[i], end));
}

/** Where a code stands, or, if it was left out, where it would. */
function startOf(lines: readonly PanelLine[], code: string): number {
  const exact = lines.findIndex(({ row }) => row === code);
  const index = exact >= 0 ? exact : lines.findIndex(({ row }) => typeof row === 'string' && row > code);
  return index < 0 ? lines.length : index;
}

/** A total over all column groups of its block: the label reaches up to the figures of the last one. */
function mergedTotal(line: PanelLine | undefined, panel: Panel): Line {
  const width = groupWidth(panel) * panel.across;
  if (!line) return [labelCell('', { colspan: width })];
  const figures = line.cells.filter(({ kind }) => kind === 'figure');
  const label = line.cells.find(({ kind, text }) => kind === 'label' && text !== '') ?? line.cells[0];
  return [{ ...label, colspan: width - figures.reduce((sum, { colspan }) => sum + colspan, 0) }, ...figures];
}

/**
 * The total row of a list stands right below the heading, its label in the cell below 栏次: merged over code and name where the form merges 栏次 over both, else in the column of names.
 */
function underHeading(cells: Line, panel: Panel, form: TableForm): Line {
  const labels = cells.findIndex(({ kind }) => kind === 'figure');
  const count = labels < 0 ? cells.length : labels;
  const width = cells.slice(0, count).reduce((sum, { colspan }) => sum + colspan, 0);
  const merged = count > 1 && panel.codes?.totalAt === 'first' && headingMerges(form, width);
  if (!merged && panel.codes?.totalAt === 'first') return cells;
  const label = cells.slice(0, count).find(({ text }) => text !== '') ?? cells[0];
  return [{ ...label, colspan: width }, ...cells.slice(count)];
}

/** Whether the last heading line has one cell over all label columns. */
function headingMerges({ header }: TableForm, width: number): boolean {
  const last = header[header.length - 1]?.[0];
  return last !== undefined && last.colspan === width;
}
