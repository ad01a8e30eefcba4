/** Expansion of a panel's rows: fixed rows, groups of rows, class lines and rows that are members of a dimension. */
import * as l10n from '@vscode/l10n';
import { columnTitled } from './columns.ts';
import { dimensions } from './field.ts';
import { EMPTY, fragment, join } from './fragment.ts';
import { labelKey, shortLabels } from './names.ts';
import { isNumbering, NUMBERINGS, numbered } from './numbering.ts';
import {
  choice,
  entries,
  expectObject,
  field,
  flag,
  items,
  type Node,
  type Problems,
  problem,
  requiredText,
  text,
  texts,
  wholeNumber,
} from './reader.ts';
import type { Rename } from './rename.ts';
import type { CodeRows, ColumnForm, Fragment, ListedCode, RowForm } from './types.ts';

/** What an expansion needs besides the node. */
export interface RowScope {
  readonly problems: Problems;
  /** The named lists of codes. */
  readonly classes: ReadonlyMap<string, readonly ListedCode[]>;
  /** The panel's columns, for `none`. */
  readonly columns: readonly ColumnForm[];
  /** Other names of labels, by key. */
  readonly otherNames: ReadonlyMap<string, readonly string[]>;
  /** The wording that the form prints for a label. */
  readonly rename: Rename;
  /** Whether the form prints 行次. */
  readonly ordinals: boolean;
}

/** What a group of rows hands down to its rows. */
interface Shared {
  readonly at: Fragment;
  readonly inapplicable: readonly string[];
  readonly unit?: string;
  readonly indent: number;
}

type Draft = Omit<RowForm, 'id'>;

const ROW_KEYS = ['label', 'at', 'ordinal', 'aliases', 'unit', 'none', 'total', 'indent'];
const GROUP_KEYS = ['rows', 'at', 'unit', 'none', 'indent'];
const CLASS_KEYS = ['class', 'by', 'from', 'at', 'numbering', 'indent', 'unit', 'none'];
const BLANK_KEYS = ['blank', 'from'];
const CODE_KEYS = ['by', 'label', 'class', 'total', 'totalAt', 'levels', 'repeats'];
/** Class lines are classes of the functional classification unless `by` says otherwise. */
const CLASS_DIMENSION = '功能';
const NO_ROWS: Shared = { at: EMPTY, inapplicable: [], indent: 0 };

function aliasesOf(label: string, given: readonly string[], scope: RowScope): string[] {
  const others = scope.otherNames.get(labelKey(label)) ?? [];
  return [...new Set([...given, ...others, ...[label, ...given, ...others].flatMap(shortLabels)])];
}

function inapplicable(node: Node | undefined, scope: RowScope): string[] {
  return items(node, scope.problems).flatMap((item) => {
    const title = text(item, scope.problems);
    if (title === undefined) return [];
    const column = columnTitled(scope.columns, title);
    if (!column) problem(scope.problems, item, l10n.t('The table has no column "{0}".', title));
    return column ? [column.id] : [];
  });
}

/** What a row, a class or a group says on top of what surrounds it. */
function sharedBy(node: Node, above: Shared, scope: RowScope): Shared {
  const { problems } = scope;
  return {
    at: join(above.at, field(node, 'at')?.value === null ? EMPTY : fragment(field(node, 'at'), problems)),
    inapplicable: [...above.inapplicable, ...inapplicable(field(node, 'none'), scope)],
    unit: text(field(node, 'unit'), problems) ?? above.unit,
    indent: wholeNumber(field(node, 'indent'), problems) ?? above.indent,
  };
}

function draft(label: string, shared: Shared, fact: boolean, rest: Partial<Draft>, scope: RowScope): Draft {
  const { at, ...others } = shared;
  const printed = scope.rename(label);
  const aliases = aliasesOf(printed, [...(rest.aliases ?? []), ...(printed === label ? [] : [label])], scope);
  const ordinal = scope.ordinals ? rest.ordinal : undefined;
  return { total: false, ...others, ...rest, label: printed, ordinal, at: fact ? at : undefined, aliases };
}

/** `[27, "本年收入合计", "收入"]`, `["本年收入合计", "收入"]`; without an address it stands for the whole, with `null` for no fact. */
function tuple(node: Node, above: Shared, scope: RowScope): Draft[] {
  const parts = items(node, scope.problems);
  const ordinal = typeof parts[0]?.value === 'number' ? wholeNumber(parts[0], scope.problems) : undefined;
  const [label, at, ...surplus] = ordinal === undefined ? parts : parts.slice(1);
  const name = text(label, scope.problems);
  if (name === undefined || surplus.length > 0) {
    problem(scope.problems, node, l10n.t('A row is written as [number, "label", "address"]; number and address may be left out.'));
    return [];
  }
  const shared = at && at.value !== null ? { ...above, at: join(above.at, fragment(at, scope.problems)) } : above;
  return [draft(name, shared, at?.value !== null, { ordinal }, scope)];
}

function described(node: Node, above: Shared, scope: RowScope): Draft[] {
  const { problems } = scope;
  expectObject(node, ROW_KEYS, problems);
  const label = requiredText(node, 'label', problems);
  if (label === undefined) return [];
  const rest = {
    ordinal: wholeNumber(field(node, 'ordinal'), problems),
    aliases: texts(field(node, 'aliases'), problems),
    total: flag(field(node, 'total'), problems),
  };
  return [draft(label, sharedBy(node, above, scope), field(node, 'at')?.value !== null, rest, scope)];
}

/** Printed lines that bear their 行次 and nothing else. */
function blanks(node: Node, above: Shared, scope: RowScope): Draft[] {
  expectObject(node, BLANK_KEYS, scope.problems);
  const from = wholeNumber(field(node, 'from'), scope.problems);
  const count = wholeNumber(field(node, 'blank'), scope.problems) ?? 0;
  const shared = { ...NO_ROWS, indent: above.indent };
  return Array.from({ length: count }, (_, i) => draft('', shared, false, { ordinal: from === undefined ? undefined : from + i }, scope));
}

/** The dimension of which the rows are members; `node` is its name. */
function dimensionOf(node: Node | undefined, problems: Problems): string | undefined {
  const id = text(node, problems);
  if (!node || id === undefined || dimensions.has(id)) return id;
  return problem(problems, node, l10n.t('"{0}" is no dimension. The dimensions are: {1}.', id, [...dimensions.keys()].join(' ')));
}

function listedBy(node: Node | undefined, scope: RowScope): readonly ListedCode[] | undefined {
  const name = text(node, scope.problems);
  if (!node || name === undefined) return undefined;
  return scope.classes.get(name) ?? problem(scope.problems, node, l10n.t('There is no list "{0}" under "classes".', name));
}

/** Class lines: one row for each code of a list, numbered in the form's style. */
function classLines(node: Node, above: Shared, scope: RowScope): Draft[] {
  const { problems } = scope;
  expectObject(node, CLASS_KEYS, problems);
  const from = wholeNumber(field(node, 'from'), problems);
  const style = text(field(node, 'numbering'), problems) ?? '';
  if (!isNumbering(style))
    problem(problems, field(node, 'numbering')!, l10n.t('One of these is expected here: {0}.', NUMBERINGS.join(' ')));
  const shared = sharedBy(node, above, scope);
  const dimension = dimensionOf(field(node, 'by'), problems) ?? CLASS_DIMENSION;
  return (listedBy(field(node, 'class'), scope) ?? []).map(({ code, name, aliases }, index) =>
    draft(
      numbered(style, index + 1) + name,
      { ...shared, at: join(shared.at, { members: { [dimension]: code } }) },
      true,
      { ordinal: from === undefined ? undefined : from + index, aliases },
      scope,
    ),
  );
}

function drafts(node: Node, above: Shared, scope: RowScope): Draft[] {
  return items(node, scope.problems).flatMap((item) => {
    if (typeof item.value === 'string') return [draft(item.value, above, true, {}, scope)];
    if (Array.isArray(item.value)) return tuple(item, above, scope);
    if (field(item, 'class')) return classLines(item, above, scope);
    if (field(item, 'blank')) return blanks(item, above, scope);
    const rows = field(item, 'rows');
    if (!rows) return described(item, above, scope);
    expectObject(item, GROUP_KEYS, scope.problems);
    return drafts(rows, sharedBy(item, above, scope), scope);
  });
}

/** Expands a list of fixed rows; ids are the labels without numbering, the second of a kind with `#2`. */
export function fixedRows(node: Node, scope: RowScope): RowForm[] {
  const seen = new Map<string, number>();
  return drafts(node, NO_ROWS, scope).map((row) => {
    const key = row.label === '' ? `行${row.ordinal ?? ''}` : labelKey(row.label);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return { id: count === 1 ? key : `${key}#${count}`, ...row };
  });
}

function levelsOf(node: Node | undefined, problems: Problems): CodeRows['levels'] {
  if (!node) return undefined;
  return items(node, problems).flatMap((item) => {
    expectObject(item, ['name', 'lengths', 'means'], problems);
    const name = requiredText(item, 'name', problems);
    const lengths = items(field(item, 'lengths'), problems).flatMap((length) => wholeNumber(length, problems) ?? []);
    if (lengths.length === 0) problem(problems, item, l10n.t('A level needs the lengths of its codes.'));
    const means = entries(field(item, 'means'), problems).map(([prefix, at]) => ({ prefix, at: fragment(at, problems) }));
    return name === undefined ? [] : [{ name, lengths, ...(means.length > 0 ? { means } : {}) }];
  });
}

function listedCode({ code, name: given, aliases }: ListedCode, scope: RowScope): ListedCode {
  const name = scope.rename(given);
  return { code, name, aliases: aliasesOf(name, name === given ? aliases : [...aliases, given], scope) };
}

/** Rows that are members of a dimension: `{ "by": "功能", "total": "合计" }`. */
export function codeRows(node: Node, scope: RowScope): CodeRows | undefined {
  const { problems } = scope;
  expectObject(node, CODE_KEYS, problems);
  if (requiredText(node, 'by', problems) === undefined) return undefined;
  const dimension = dimensionOf(field(node, 'by'), problems);
  if (dimension === undefined) return undefined;
  const total = text(field(node, 'total'), problems);
  return {
    dimension,
    label: choice(field(node, 'label'), ['code', 'name'], problems) ?? 'code',
    repeats: flag(field(node, 'repeats'), problems),
    total: total === undefined ? undefined : { id: labelKey(scope.rename(total)), ...draft(total, NO_ROWS, true, { total: true }, scope) },
    totalAt: choice(field(node, 'totalAt'), ['first', 'last'], problems) ?? 'first',
    listed: listedBy(field(node, 'class'), scope)?.map((entry) => listedCode(entry, scope)),
    levels: levelsOf(field(node, 'levels'), problems),
  };
}
