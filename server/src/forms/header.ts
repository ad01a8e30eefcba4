/** Printed headings: read as the form gives them, or built from the columns. */
import * as l10n from '@vscode/l10n';
import type { ColumnTree } from './columns.ts';
import { items, type Node, type Problems, problem, text, wholeNumber } from './reader.ts';
import type { Rename } from './rename.ts';
import type { HeaderCell } from './types.ts';

/** A panel as the heading sees it. */
export interface HeaderPanel {
  readonly title?: string;
  readonly labels: readonly ColumnTree[];
  readonly columns: readonly ColumnTree[];
  readonly across: number;
}

/** Columns of the printed grid that a column or group takes. */
export const widthOf = (tree: ColumnTree): number =>
  tree.children.length > 0 ? tree.children.reduce((sum, child) => sum + widthOf(child), 0) : tree.span;

const depthOf = (tree: ColumnTree): number => 1 + Math.max(0, ...tree.children.map(depthOf));

/** Columns of the printed grid that a panel takes. */
export function panelWidth({ labels, columns, across }: HeaderPanel): number {
  return [...labels, ...columns].reduce((sum, tree) => sum + widthOf(tree), 0) * across;
}

function place(tree: ColumnTree, level: number, depth: number, lines: HeaderCell[][]): void {
  const group = tree.children.length > 0;
  lines[level].push({ text: tree.title, colspan: widthOf(tree), rowspan: group ? 1 : depth - level });
  for (const child of tree.children) place(child, level + 1, depth, lines);
}

const leavesOf = (tree: ColumnTree): readonly ColumnTree[] => (tree.children.length > 0 ? tree.children.flatMap(leavesOf) : [tree]);

/** The 栏次 line: `caption` under the names, 1, 2, 3 … under the figures through all panels. */
function numbersLine(panels: readonly HeaderPanel[], caption: string): HeaderCell[] {
  let number = 0;
  const cell = (tree: ColumnTree): HeaderCell => {
    const textOf = tree.kind === 'name' ? caption : tree.at ? String(++number) : '';
    return { text: textOf, colspan: tree.span, rowspan: 1 };
  };
  return panels.flatMap(({ labels, columns, across }) =>
    Array.from({ length: across }, () => [...labels, ...columns].flatMap(leavesOf).map(cell)).flat(),
  );
}

/** Builds the heading from the columns: panel titles, groups, columns, and the 栏次 line if `numbers` gives its caption. */
export function buildHeader(panels: readonly HeaderPanel[], numbers: string | undefined): HeaderCell[][] {
  const depth = Math.max(1, ...panels.flatMap(({ labels, columns }) => [...labels, ...columns].map(depthOf)));
  const lines: HeaderCell[][] = Array.from({ length: depth }, () => []);
  for (const { labels, columns, across } of panels) {
    for (let i = 0; i < across; i++) for (const tree of [...labels, ...columns]) place(tree, 0, depth, lines);
  }
  const titled = panels.some((panel) => panel.title !== undefined);
  const titles = panels.map((panel) => ({ text: panel.title ?? '', colspan: panelWidth(panel), rowspan: 1 }));
  return [...(titled ? [titles] : []), ...lines, ...(numbers === undefined ? [] : [numbersLine(panels, numbers)])];
}

function headerCell(node: Node, problems: Problems): HeaderCell {
  if (typeof node.value === 'string') return { text: node.value, colspan: 1, rowspan: 1 };
  const [title, colspan, rowspan, ...surplus] = items(node, problems);
  const words = text(title, problems);
  if (words === undefined || surplus.length > 0)
    problem(problems, node, l10n.t('A heading cell is written as "text" or ["text", columns, lines].'));
  return { text: words ?? '', colspan: wholeNumber(colspan, problems) || 1, rowspan: wholeNumber(rowspan, problems) || 1 };
}

/**
 * How many cells of a grid each line of a heading fills, cells that reach down from above included. A heading is sound if every line fills exactly the table's width and nothing reaches below the last line.
 */
export function filledWidths(header: readonly (readonly HeaderCell[])[]): { readonly widths: readonly number[]; readonly beyond: boolean } {
  const widths = header.map(() => 0);
  let beyond = false;
  header.forEach((line, index) => {
    for (const { colspan, rowspan } of line) {
      for (let below = index; below < index + rowspan; below++) {
        if (below < widths.length) widths[below] += colspan;
        else beyond = true;
      }
    }
  });
  return { widths, beyond };
}

/** Reads a heading as given, its labels in the form's wording; a problem where its spans do not fill `width` columns. */
export function readHeader(node: Node, width: number, rename: Rename, problems: Problems): HeaderCell[][] {
  const lines = items(node, problems);
  const header = lines.map((line) =>
    items(line, problems).map((node) => {
      const cell = headerCell(node, problems);
      return { ...cell, text: rename(cell.text) };
    }),
  );
  const { widths, beyond } = filledWidths(header);
  widths.forEach((filled, index) => {
    if (filled !== width) problem(problems, lines[index], l10n.t('This heading line fills {0} columns, the table has {1}.', filled, width));
  });
  if (beyond) problem(problems, node, l10n.t('A heading cell reaches below the last heading line.'));
  return header;
}
