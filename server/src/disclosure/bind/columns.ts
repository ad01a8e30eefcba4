/** From column titles to the form's columns: by path, by leaf, by position among equals. */
import { matchKey } from 'budget-grammar';
import { once } from '../../base/once.ts';
import { dimensions, memberByName } from '../../forms/field.ts';
import { labelKey } from '../../forms/names.ts';
import type { ColumnForm, Fragment, Panel, TableForm } from '../../forms/types.ts';
import { textColumns } from './nested.ts';
import type { BoundColumn, Slot } from './types.ts';

/** Words of the language itself that head a column without figures, whatever the form calls it. */
const HEADS: ReadonlyMap<string, 'label' | 'code' | 'name' | 'ordinal' | 'codePart'> = new Map([
  ['项目', 'label'],
  ['科目', 'label'],
  ['科目名称', 'name'],
  ['名称', 'name'],
  ['科目编码', 'code'],
  ['科目代码', 'code'],
  ['编码', 'code'],
  ['行次', 'ordinal'],
  ['栏次', 'ordinal'],
  ['类', 'codePart'],
  ['款', 'codePart'],
  ['项', 'codePart'],
]);

/** Titles that name the figures of a table with one column of them, whatever the form calls that column. */
const AMOUNT_TITLES: ReadonlySet<string> = new Set(['金额', '决算数', '预算数']);

/** Titles that name the column that the others of a table are parts of, whatever the form calls it. */
const SUM_TITLES: ReadonlySet<string> = new Set(['合计', '小计', '总计']);

/** True for columns that hold figures. */
export const isFigure = (column: ColumnForm): boolean => column.kind === 'amount' || column.kind === 'count';

/** The panel's columns of figures in printed order. */
export const figureColumns = once((panel: Panel): readonly BoundColumn[] =>
  panel.columns.filter(isFigure).map((form) => ({ panel, id: `${panel.id}/${form.id}`, title: form.title, at: form.at, form })),
);

interface Candidate {
  readonly panel: Panel;
  readonly column: ColumnForm;
}

/** The titles of the groups in which a column stands, each with its other names. */
const groupNames = (column: ColumnForm): string[][] =>
  column.path.slice(0, -1).map((title, i) => [title, ...(column.groupAliases[i] ?? [])].map(labelKey));

/** Every title of a column and of its groups. */
export const titlesOfColumn = (column: ColumnForm): string[] => [
  ...groupNames(column).flat(),
  ...[column.title, ...column.aliases].map(labelKey),
];

/** True if `parts` lead to the column: its leaf or an alias of it last, the others among its groups in order; or a group's title alone. */
function leadsTo(parts: readonly string[], column: ColumnForm): boolean {
  const names = [column.title, ...column.aliases].map(labelKey);
  const groups = groupNames(column);
  if (parts.length === 1)
    return names.includes(parts[0]) || groups.some((group) => group.includes(parts[0])) || labelKey(column.path.join('')) === parts[0];
  if (!names.includes(parts[parts.length - 1])) return false;
  let at = 0;
  for (const part of parts.slice(0, -1)) {
    while (at < groups.length && !groups[at].includes(part)) at++;
    if (at++ >= groups.length) return false;
  }
  return true;
}

/** The slot of a title. `taken` columns are passed over among equals, so that a title given twice is told apart by position. */
export function slotOf(path: readonly string[], panels: readonly Panel[], taken: ReadonlySet<ColumnForm>): Slot {
  const parts = path.map(labelKey).filter((part) => part !== '');
  if (parts.length === 0) return { kind: 'unknown' };
  const all: Candidate[] = panels.flatMap((panel) => panel.columns.map((column) => ({ panel, column })));
  const candidates = all.filter(({ column }) => leadsTo(parts, column));
  const exact = candidates.filter(({ column }) => [column.title, ...column.aliases].map(labelKey).includes(parts[parts.length - 1]));
  const found = exact.find((c) => !taken.has(c.column)) ?? candidates.find((c) => !taken.has(c.column)) ?? exact[0] ?? candidates[0];
  if (found && isFigure(found.column)) return { kind: 'column', column: columnOf(found) };
  if (found && textColumns(found.panel).includes(found.column)) return { kind: 'text', panel: found.panel, column: found.column };
  const only = parts.length === 1 ? usualColumn(parts[0], panels) : undefined;
  if (only) return { kind: 'column', column: only };
  const head = HEADS.get(parts[0]);
  if (found) return { kind: head === 'codePart' ? head : headKind(found.column), panel: found.panel };
  if (head && parts.length === 1) return { kind: head, panel: panels.length === 1 ? panels[0] : undefined };
  return modelSlot(path, panels) ?? { kind: 'unknown' };
}

/** The column that everybody calls so: the only one of its panel, or the sum of all others. */
function usualColumn(title: string, panels: readonly Panel[]): BoundColumn | undefined {
  for (const panel of panels) {
    const columns = figureColumns(panel);
    if (AMOUNT_TITLES.has(title) && columns.length === 1) return columns[0];
    const sum = SUM_TITLES.has(title) && columns.length > 1 ? columns.find((column) => isSumOfAll(column, columns)) : undefined;
    if (sum) return sum;
  }
  return undefined;
}

const isSumOfAll = (column: BoundColumn, columns: readonly BoundColumn[]): boolean =>
  column.at !== undefined && columns.every((other) => other === column || (other.at !== undefined && isBelow(other.at, column.at!)));

const columnOf = ({ panel, column }: Candidate): BoundColumn => figureColumns(panel).find((bound) => bound.form === column)!;

function headKind(column: ColumnForm): 'label' | 'code' | 'name' | 'ordinal' | 'codePart' {
  if (column.kind === 'code') return column.part ? 'codePart' : 'code';
  return column.kind === 'ordinal' ? 'ordinal' : column.kind === 'name' ? 'name' : 'label';
}

/** A column that the form does not print but the model knows: each part of the path is a member of some dimension. */
function modelSlot(path: readonly string[], panels: readonly Panel[]): Slot | undefined {
  const members: Record<string, string> = {};
  for (const part of path) {
    const member = memberByName(part);
    if (!member || members[member.dimension]) return undefined;
    members[member.dimension] = member.member;
  }
  const panel = panels.find((p) => p.at.measure !== undefined || p.columns.some((c) => c.at?.measure));
  if (!panel) return undefined;
  const at: Fragment = { members };
  return { kind: 'column', column: { panel, id: `${panel.id}/${path.map(matchKey).join('／')}`, title: path.join('／'), at } };
}

/** Whether `part` differs from `whole` in one dimension only, and there lies below it. */
export function isBelow(part: Fragment, whole: Fragment): boolean {
  if (part.measure !== whole.measure) return false;
  const keys = new Set([...Object.keys(part.members), ...Object.keys(whole.members)]);
  const differing = [...keys].filter((key) => memberOf(part, key) !== memberOf(whole, key));
  return differing.length === 1 && liesBelow(differing[0], memberOf(part, differing[0]), memberOf(whole, differing[0]));
}

const memberOf = (fragment: Fragment, dimension: string): string | undefined => {
  const member = fragment.members[dimension];
  return member === '*' ? undefined : member;
};

/** Whether a member lies below another in its dimension; undefined is the whole. */
export function liesBelow(dimension: string, member: string | undefined, ancestor: string | undefined): boolean {
  const known = dimensions.get(dimension);
  if (!known || known.kind === 'flat' || member === undefined || member === ancestor) return false;
  if (ancestor === undefined) return true;
  if (known.kind === 'prefix') return member.startsWith(ancestor);
  for (let at = known.parents?.[member]; at !== undefined; at = known.parents?.[at]) if (at === ancestor) return true;
  return false;
}

/** Every title under which a figure column of a table can be named, for completion and for the nearest of an unknown one. */
export const columnTitles = (form: TableForm): string[] => [
  ...new Set(form.panels.flatMap((panel) => panel.columns.filter(isFigure).map((column) => column.path.join('／')))),
];
