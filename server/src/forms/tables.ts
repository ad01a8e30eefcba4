/** Expansion of one table of a form set, and what is checked about it as a whole. */
import * as l10n from '@vscode/l10n';
import type { Axis } from '../model/types.ts';
import { addressOf, knownRows } from './address.ts';
import defaults from './data/defaults.json' with { type: 'json' };
import { dimensions } from './field.ts';
import { formatFragment, fragment, join } from './fragment.ts';
import { buildHeader, panelWidth, readHeader } from './header.ts';
import { merge } from './inherit.ts';
import { type ExpandedPanel, expandPanel, expandPanels, PANEL_KEYS, type PanelScope } from './panels.ts';
import {
  choice,
  expectObject,
  field,
  flag,
  isInherited,
  isObject,
  items,
  type Node,
  type Problems,
  problem,
  requiredText,
  text,
  texts,
  wholeNumber,
} from './reader.ts';
import { type Rename, renaming } from './rename.ts';
import type { CaptionLine, Fragment, ListedCode, Panel, RowForm, TableForm } from './types.ts';

/** What tables take from their form set. */
export interface TableScope {
  readonly problems: Problems;
  readonly define: ReadonlyMap<string, Node>;
  readonly classes: ReadonlyMap<string, readonly ListedCode[]>;
  readonly otherNames: ReadonlyMap<string, readonly string[]>;
  readonly decimals: number;
  readonly blank: TableForm['blank'];
  readonly captions: readonly CaptionLine[];
  readonly rename: Rename;
  /** Whether the forms print 行次. */
  readonly ordinals: boolean;
}

const TABLE_KEYS = [
  ...PANEL_KEYS.filter((key) => key !== 'at'),
  ...['id', 'number', 'aliases', 'measure', 'fixed', 'root', 'sides', 'blocks', 'define', 'header', 'numbers', 'notes'],
  ...['decimals', 'unitOfMeasure', 'blank', 'captions', 'after', 'remove', 'rename', 'ordinals', 'variants'],
];

/** 元 in 万元 are four decimals; more than the model's 0.001 元 nobody prints. */
export const MOST_DECIMALS = 7;

/** Stands for any code in a table of code rows. */
const ANY_CODE = '…';

/** Reads lines of three parts: left, centre, right. */
export function readCaptions(node: Node | undefined, problems: Problems): CaptionLine[] | undefined {
  if (!node) return undefined;
  return items(node, problems).flatMap((line) => {
    const parts = texts(line, problems);
    if (parts.length !== 3) return problem(problems, line, l10n.t('A caption line is written as ["left", "centre", "right"].')) ?? [];
    return [[parts[0], parts[1], parts[2]] as const];
  });
}

/** Dimensions that rows, columns or several panels set and that have sums, in the field's order. */
function axesOf(panels: readonly Panel[], fixed: Fragment, root: Fragment): Axis[] {
  const varied = new Set<string>();
  const add = (at: Fragment | undefined): void => {
    for (const dimension of Object.keys(at?.members ?? {})) varied.add(dimension);
  };
  for (const { at, rows, codes, columns } of panels) {
    if (panels.length > 1)
      for (const [dimension, member] of Object.entries(at.members)) if (fixed.members[dimension] !== member) varied.add(dimension);
    for (const part of [...rows, ...columns]) add(part.at);
    if (codes) varied.add(codes.dimension);
  }
  return [...dimensions.values()]
    .filter(({ id, kind }) => varied.has(id) && kind !== 'flat')
    .map(({ id }) => ({ dimension: id, root: root.members[id] ?? fixed.members[id] }));
}

const nameOf = (row: RowForm | string | undefined): string => (typeof row === 'string' ? row : (row?.label ?? ''));

/** Every fact has one place in its table, and every fact has a measure. */
function checkAddresses(panels: readonly Panel[], node: Node, problems: Problems): void {
  const seen = new Map<string, string>();
  let withoutMeasure = false;
  let doubled: string | undefined;
  for (const panel of panels) {
    const rows = panel.codes && !panel.codes.listed ? [...knownRows(panel), ANY_CODE] : knownRows(panel);
    for (const row of rows) {
      for (const column of panel.columns) {
        if (!column.at || (typeof row === 'object' && (!row.at || row.inapplicable.includes(column.id)))) continue;
        const address = addressOf(panel, row, column);
        withoutMeasure ||= !address;
        if (!address) continue;
        const key = formatFragment(address);
        const cell = `${nameOf(row)}/${column.id}`;
        const before = seen.get(key);
        seen.set(key, before ?? cell);
        // One column too many doubles a cell in every row; the first says it all.
        doubled ??= before === undefined ? undefined : l10n.t('Two cells have the address {0}: {1} and {2}.', key, before, cell);
      }
    }
  }
  if (doubled !== undefined) problem(problems, node, doubled);
  if (withoutMeasure)
    problem(problems, node, l10n.t('Some cells of this table have no measure: give "measure", or a measure in rows or columns.'));
}

function panelsOf(node: Node, scope: PanelScope): { layout: TableForm['layout']; expanded: ExpandedPanel[] } {
  const sides = field(node, 'sides');
  if (sides) return { layout: 'sides', expanded: expandPanels(items(sides, scope.problems), scope) };
  const blocks = field(node, 'blocks');
  if (blocks) return { layout: 'blocks', expanded: expandPanels(items(blocks, scope.problems), scope) };
  return { layout: 'list', expanded: [expandPanel(node, undefined, scope)] };
}

function headerOf(node: Node, expanded: readonly ExpandedPanel[], width: number, { rename, problems }: TableScope): TableForm['header'] {
  const given = field(node, 'header');
  if (given && !isInherited(node, 'header')) return readHeader(given, width, rename, problems);
  if (given) {
    const misfits: Problems = [];
    const header = readHeader(given, width, rename, misfits);
    if (misfits.length === 0) return header;
  }
  const numbers = flag(field(node, 'numbers'), problems) ? defaults.numbers : undefined;
  return buildHeader(
    expanded.map(({ heading }) => heading),
    numbers,
  );
}

/** The table's variants, each with what it takes over from the table; what is wrong with the table itself is not said of each of them again. */
function variantsOf(node: Node, set: TableScope, isSound: boolean): TableForm[] {
  const given = field(node, 'variants');
  if (!given) return [];
  const { variants: _, ...whole } = node.value as Record<string, unknown>;
  const table: Node = { ...node, value: whole };
  return items(given, set.problems).flatMap((variant) => {
    // What is wrong with its properties is said when it is expanded.
    const found = isObject(variant) ? merge(table, variant) : variant;
    return expandTable(found, isSound ? set : { ...set, problems: [] }) ?? [];
  });
}

/** Expands a table; undefined if it has no role or title. */
export function expandTable(node: Node, set: TableScope): TableForm | undefined {
  const { problems } = set;
  const before = problems.length;
  if (!expectObject(node, TABLE_KEYS, problems)) return undefined;
  const role = requiredText(node, 'id', problems);
  const title = requiredText(node, 'title', problems);
  if (role === undefined || title === undefined) return undefined;
  const measure = fragment(field(node, 'measure'), problems);
  const fixed = join(measure, fragment(field(node, 'fixed'), problems));
  const define = new Map(set.define);
  const local = field(node, 'define');
  if (local && expectObject(local, Object.keys(local.value ?? {}), problems)) {
    for (const name of Object.keys(local.value as object)) define.set(name, field(local, name)!);
  }
  const rename = renaming(field(node, 'rename'), problems, set.rename);
  const ordinalsNode = field(node, 'ordinals');
  const scope = { ...set, rename, ordinals: ordinalsNode ? flag(ordinalsNode, problems) : set.ordinals };
  const { layout, expanded } = panelsOf(node, { ...scope, define, table: node, fixed });
  const panels = expanded.map(({ panel }) => panel);
  const width = expanded.reduce((sum, { heading }) => sum + panelWidth(heading), 0);
  checkAddresses(panels, node, problems);
  return {
    role,
    number: text(field(node, 'number'), problems) ?? '',
    title,
    aliases: texts(field(node, 'aliases'), problems),
    measure: fixed.measure,
    unitOfMeasure: text(field(node, 'unitOfMeasure'), problems),
    decimals: wholeNumber(field(node, 'decimals'), problems, MOST_DECIMALS) ?? set.decimals,
    blank: choice(field(node, 'blank'), ['blank', 'zero'], problems) ?? set.blank,
    panels,
    axes: axesOf(panels, fixed, fragment(field(node, 'root'), problems)),
    width,
    captions: readCaptions(field(node, 'captions'), problems) ?? set.captions,
    header: headerOf(node, expanded, width, scope),
    notes: texts(field(node, 'notes'), problems),
    layout,
    variants: variantsOf(node, set, problems.length === before),
  };
}
