/** Expansion of a panel's columns: groups, named lists (`define`) and `each … then` into the printed columns from left to right. */
import * as l10n from '@vscode/l10n';
import { EMPTY, fragment, join } from './fragment.ts';
import { foldName } from './names.ts';
import { choice, expectObject, field, items, type Node, type Problems, problem, requiredText, text, texts, wholeNumber } from './reader.ts';
import type { Rename } from './rename.ts';
import type { ColumnForm, ColumnKind, Fragment } from './types.ts';

/** A column or a group of columns, as the heading shows them. */
export interface ColumnTree {
  readonly title: string;
  /** Undefined: the column holds no fact. */
  readonly at?: Fragment;
  readonly kind: ColumnKind;
  readonly aliases: readonly string[];
  readonly span: number;
  readonly part?: { readonly from: number; readonly to: number };
  readonly unit?: string;
  /** Titles of the columns of which this one is the product. */
  readonly product?: readonly string[];
  readonly children: readonly ColumnTree[];
}

/** What an expansion needs besides the node: where to complain, and the named lists. */
export interface ColumnScope {
  readonly problems: Problems;
  readonly define: ReadonlyMap<string, Node>;
  /** The wording that the form prints for a title. */
  readonly rename: Rename;
  /** What a column is if its `kind` is not given. */
  readonly kind: ColumnKind;
  /** Named lists that were expanded before, by kind and name: lists that use each other twice do not double the work at every step. */
  readonly expanded: Map<string, ColumnTree[]>;
}

const KINDS: readonly ColumnKind[] = ['amount', 'count', 'ordinal', 'code', 'name', 'text'];
const COLUMN_KEYS = ['title', 'at', 'kind', 'aliases', 'span', 'part', 'unit', 'product', 'columns'];
const EACH_KEYS = ['each', 'then'];

/** Printed columns of one cell. */
const MOST_SPAN = 50;

/** More columns than any sheet of paper holds: lists that multiply each other. */
const MOST_COLUMNS = 500;

const holdsFact = (kind: ColumnKind): boolean => kind === 'amount' || kind === 'count';

/** `at` left out is the whole of what surrounds the column, `null` is no fact at all. */
function factOf(at: Node | undefined, kind: ColumnKind, problems: Problems): Fragment | undefined {
  if (at?.value === null || !holdsFact(kind)) return undefined;
  return fragment(at, problems);
}

/** The title as printed, with its former wording among the other names. */
function titled(given: string, aliases: readonly string[], rename: Rename): Pick<ColumnTree, 'title' | 'aliases'> {
  const title = rename(given);
  return { title, aliases: title === given ? aliases : [...aliases, given] };
}

function leaf(title: string, at: Fragment | undefined, { kind, rename }: ColumnScope): ColumnTree {
  return { ...titled(title, [], rename), at, kind, span: 1, children: [] };
}

/** `["基本支出", "性质=基本"]` */
function tuple(node: Node, scope: ColumnScope): ColumnTree[] {
  const [title, at, ...surplus] = items(node, scope.problems);
  const name = text(title, scope.problems);
  if (name === undefined || surplus.length > 0) {
    problem(scope.problems, node, l10n.t('A column is written as ["title"] or ["title", "address"].'));
    return [];
  }
  return [leaf(name, factOf(at, scope.kind, scope.problems), scope)];
}

function partOf(node: Node | undefined, problems: Problems): ColumnTree['part'] {
  const [from, to] = items(node, problems).map((item) => wholeNumber(item, problems));
  if (!node || from === undefined || to === undefined) return undefined;
  return from < to
    ? { from, to }
    : problem(problems, node, l10n.t('The part of a code is written as [from, to], the first smaller than the second.'));
}

function described(node: Node, scope: ColumnScope, seen: readonly string[]): ColumnTree[] {
  const { problems } = scope;
  if (!expectObject(node, COLUMN_KEYS, problems)) return [];
  const kind = choice(field(node, 'kind'), KINDS, problems) ?? scope.kind;
  const title = requiredText(node, 'title', problems);
  const columns = field(node, 'columns');
  const children = columns ? expand(columns, { ...scope, kind }, seen) : [];
  if (title === undefined) return children;
  return [
    {
      ...titled(title, texts(field(node, 'aliases'), problems), scope.rename),
      at: columns ? fragment(field(node, 'at'), problems) : factOf(field(node, 'at'), kind, problems),
      kind,
      span: wholeNumber(field(node, 'span'), problems, MOST_SPAN) || 1,
      part: partOf(field(node, 'part'), problems),
      unit: text(field(node, 'unit'), problems),
      ...(field(node, 'product') ? { product: texts(field(node, 'product'), problems) } : {}),
      children,
    },
  ];
}

const leafCount = (trees: readonly ColumnTree[]): number =>
  trees.reduce((sum, tree) => sum + (tree.children.length > 0 ? leafCount(tree.children) : 1), 0);

/** Puts the columns of `then` below every leaf of `each`: 合计.预算, 合计.决算, 出国.预算 … */
function interleave(each: readonly ColumnTree[], below: readonly ColumnTree[]): ColumnTree[] {
  return each.map((column) => ({ ...column, children: column.children.length > 0 ? interleave(column.children, below) : below }));
}

function named(node: Node, name: string, scope: ColumnScope, seen: readonly string[]): ColumnTree[] {
  const target = scope.define.get(name);
  if (!target) return problem(scope.problems, node, l10n.t('"{0}" is not defined.', name)) ?? [];
  if (seen.includes(name)) return problem(scope.problems, node, l10n.t('"{0}" is defined by itself.', name)) ?? [];
  const key = `${scope.kind} ${name}`;
  const known = scope.expanded.get(key) ?? expand(target, scope, [...seen, name]);
  scope.expanded.set(key, known);
  return known;
}

/** Expands a list of columns, or the name of one. `seen` are the names being expanded. */
export function expand(node: Node, scope: ColumnScope, seen: readonly string[] = []): ColumnTree[] {
  if (typeof node.value === 'string') return named(node, node.value, scope, seen);
  const found = items(node, scope.problems).flatMap((item) => {
    if (typeof item.value === 'string') return [leaf(item.value, factOf(undefined, scope.kind, scope.problems), scope)];
    if (Array.isArray(item.value)) return tuple(item, scope);
    const each = field(item, 'each');
    if (!each) return described(item, scope, seen);
    const then = field(item, 'then');
    expectObject(item, EACH_KEYS, scope.problems);
    if (!then) return problem(scope.problems, item, l10n.t('The property "{0}" is missing.', 'then')) ?? [];
    const above = expand(each, scope, seen);
    const below = expand(then, scope, seen);
    if (leafCount(above) * leafCount(below) <= MOST_COLUMNS) return interleave(above, below);
    return problem(scope.problems, item, l10n.t('These are more than {0} columns.', MOST_COLUMNS)) ?? [];
  });
  if (leafCount(found) <= MOST_COLUMNS) return found;
  return problem(scope.problems, node, l10n.t('These are more than {0} columns.', MOST_COLUMNS)) ?? [];
}

interface Above {
  readonly at: Fragment;
  readonly path: readonly string[];
  readonly groupAliases: readonly (readonly string[])[];
}

/** The leaves of column trees with their full paths and addresses; `prefix` makes ids unique across a table's panels. */
export function flatten(
  trees: readonly ColumnTree[],
  prefix: readonly string[],
  above: Above = { at: EMPTY, path: [], groupAliases: [] },
): ColumnForm[] {
  return trees.flatMap((tree) => {
    const path = [...above.path, tree.title];
    const at = tree.at && join(above.at, tree.at);
    const { groupAliases } = above;
    if (tree.children.length > 0)
      return flatten(tree.children, prefix, { at: at ?? above.at, path, groupAliases: [...groupAliases, tree.aliases] });
    const { title, aliases, kind, span, part, unit, product } = tree;
    const id = [...prefix, ...path].join('/');
    return [{ id, title, path, groupAliases, aliases, kind, span, part, unit, at, ...(product ? { product } : {}) }];
  });
}

/** The column that a title or another name of it means. */
export const columnTitled = (columns: readonly ColumnForm[], title: string): ColumnForm | undefined =>
  columns.find((column) => column.id === title || [column.title, ...column.aliases].some((name) => foldName(name) === foldName(title)));

/** The columns with the ids of those whose product they are, where the form gives titles. */
export function withProducts(columns: readonly ColumnForm[], node: Node, problems: Problems): ColumnForm[] {
  return columns.map((column) => {
    if (!column.product) return column;
    const product = column.product.flatMap((title) => {
      const factor = columnTitled(columns, title);
      if (!factor) problem(problems, node, l10n.t('The table has no column "{0}".', title));
      return factor ? [factor.id] : [];
    });
    return { ...column, product };
  });
}
