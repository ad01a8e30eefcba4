/** Expansion of a table's panels: the table itself, its sides or its blocks. */
import * as l10n from '@vscode/l10n';
import { type ColumnScope, type ColumnTree, expand, flatten, withProducts } from './columns.ts';
import defaults from './data/defaults.json' with { type: 'json' };
import { fragment, join } from './fragment.ts';
import type { HeaderPanel } from './header.ts';
import { expectObject, field, isObject, type Node, type Problems, problem, text, texts, wholeNumber } from './reader.ts';
import type { Rename } from './rename.ts';
import { codeRows, fixedRows, type RowScope } from './rows.ts';
import type { CodeRows, ColumnForm, Fragment, ListedCode, Panel, RowForm } from './types.ts';

/** What panels need to know of the set and the table around them. */
export interface PanelScope {
  readonly problems: Problems;
  readonly define: ReadonlyMap<string, Node>;
  readonly classes: ReadonlyMap<string, readonly ListedCode[]>;
  readonly otherNames: ReadonlyMap<string, readonly string[]>;
  /** The wording that the form prints for a label. */
  readonly rename: Rename;
  /** Whether the form prints 行次. */
  readonly ordinals: boolean;
  /** The table; panels take from it what they do not say themselves. */
  readonly table: Node;
  /** The table's fixed fragment. */
  readonly fixed: Fragment;
}

/** A panel and what its heading is built from. */
export interface ExpandedPanel {
  readonly panel: Panel;
  readonly heading: HeaderPanel;
}

/** Column groups beside each other on one page. */
const MOST_ACROSS = 20;

export const PANEL_KEYS = ['title', 'at', 'rows', 'columns', 'labels', 'across', 'breaks'];

interface Rows {
  readonly rows: readonly RowForm[];
  readonly codes?: CodeRows;
  readonly single: boolean;
}

function rowsOf(node: Node, scope: RowScope): Rows {
  if (node.value === 'single') return { rows: [], single: true };
  if (isObject(node)) return { rows: [], codes: codeRows(node, scope), single: false };
  if (Array.isArray(node.value)) return { rows: fixedRows(node, scope), single: false };
  problem(scope.problems, node, l10n.t('Rows are "single", a list of rows, or {"by": "dimension"}.'));
  return { rows: [], single: false };
}

/** The label columns of a form that gives none: code and name, name only, or name and 行次. */
function defaultLabels({ rows, codes, single }: Rows): unknown {
  const { labels } = defaults;
  if (single) return [];
  if (codes) return labels[codes.label];
  return rows.some((row) => row.ordinal !== undefined) ? labels.ordered : labels.rows;
}

/** Two columns of one path get `#2` behind the second's id. */
function distinct(columns: readonly ColumnForm[]): ColumnForm[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const count = (seen.get(column.id) ?? 0) + 1;
    seen.set(column.id, count);
    return count === 1 ? column : { ...column, id: `${column.id}#${count}` };
  });
}

/** What the panel says, else what the table says. */
const own = (node: Node, key: string, scope: PanelScope): Node | undefined => field(node, key) ?? field(scope.table, key);

/** Expands a panel; `node` is the side, the block or, for a table with one panel, the table itself. */
export function expandPanel(node: Node, title: string | undefined, scope: PanelScope): ExpandedPanel {
  const { problems, define, classes, otherNames, rename, ordinals } = scope;
  const prefix = title === undefined ? [] : [title];
  const columnsNode = own(node, 'columns', scope);
  const rowsNode = own(node, 'rows', scope);
  if (!columnsNode) problem(problems, node, l10n.t('The property "{0}" is missing.', 'columns'));
  if (!rowsNode) problem(problems, node, l10n.t('The property "{0}" is missing.', 'rows'));
  const columnScope: ColumnScope = { problems, define, rename, kind: 'amount', expanded: new Map() };
  const columns: ColumnTree[] = columnsNode ? expand(columnsNode, columnScope) : [];
  const figures = withProducts(flatten(columns, prefix), columnsNode ?? node, problems);
  const rows: Rows = rowsNode
    ? rowsOf(rowsNode, { problems, classes, otherNames, rename, ordinals, columns: figures })
    : { rows: [], single: false };
  const labelsNode = own(node, 'labels', scope) ?? { value: defaultLabels(rows), pointer: node.pointer };
  const allLabels = expand(labelsNode, { ...columnScope, kind: 'name' });
  const labels = ordinals ? allLabels : allLabels.filter(({ kind }) => kind !== 'ordinal');
  const breaks = texts(field(node, 'breaks'), problems);
  const across = wholeNumber(field(node, 'across'), problems, MOST_ACROSS) || breaks.length + 1;
  const panel: Panel = {
    id: title ?? '',
    title,
    at: node === scope.table ? scope.fixed : join(scope.fixed, fragment(field(node, 'at'), problems)),
    columns: distinct([...flatten(labels, prefix), ...figures]),
    ...rows,
    across,
    breaks,
  };
  return { panel, heading: { title, labels, columns, across } };
}

/** Expands the sides or blocks of a table, each with a title of its own. */
export function expandPanels(nodes: readonly Node[], scope: PanelScope): ExpandedPanel[] {
  return nodes.map((node) => {
    expectObject(node, PANEL_KEYS, scope.problems);
    const given = text(field(node, 'title'), scope.problems);
    const title = given && scope.rename(given);
    if (title === undefined) problem(scope.problems, node, l10n.t('The property "{0}" is missing.', 'title'));
    return expandPanel(node, title ?? '', scope);
  });
}
