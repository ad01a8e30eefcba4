/** Own forms by inheritance: a form set that says `extends` gives only what differs from another. */
import * as l10n from '@vscode/l10n';
import { field, items, type Node, type Problems, problem, requiredText, text } from './reader.ts';

/** The top level of a form set after inheritance: each property where it was written, tables and performance forms one by one. */
export interface Outline {
  readonly property: (key: string) => Node | undefined;
  readonly tables: readonly Node[];
  readonly performance: readonly Node[];
  /** Named lists and names by key, the set's own last. */
  readonly merged: (key: 'define' | 'classes' | 'names' | 'facts' | 'accounts' | 'wording' | 'standard') => ReadonlyMap<string, Node>;
  /** Each set's `rename`, the set's own last. */
  readonly renames: readonly Node[];
}

/** Finds the JSON of a form set by its name. */
export type FindBase = (name: string) => unknown;

/** How deep form sets may extend each other; more is a circle. */
const MAX_DEPTH = 8;

const idOf = (node: Node): string | undefined => {
  const id = field(node, 'id')?.value;
  return typeof id === 'string' ? id : undefined;
};

/** Inherited values are said to stand at `extends`, since the file at hand does not hold them. */
function relocate(node: Node, pointer: string): Node {
  return { value: node.value, pointer, inherited: true };
}

/** How rows may be given; a table that says one of them does not take over another. */
const BODIES = ['rows', 'sides', 'blocks'];
/** With these a printed heading that was taken over no longer shows the columns there are. */
const HEADED = ['columns', 'labels', 'sides', 'blocks', 'numbers', 'ordinals'];

type Fields = Readonly<Record<string, unknown>>;

/** What `own` takes over from `base`: what it does not say, and what is still true with what it says. */
function takenOver(base: Fields, own: Fields): Fields {
  const dropped = new Set<string>();
  if (BODIES.some((key) => key in own)) for (const key of BODIES) dropped.add(key);
  if (HEADED.some((key) => key in own)) dropped.add('header');
  return Object.fromEntries(Object.entries(base).filter(([key]) => !(key in own) && !dropped.has(key)));
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A table with what it takes over from another. */
export function merge(base: Node, own: Node): Node {
  const over = takenOver(base.value as Fields, own.value as Fields);
  const value: Record<string, unknown> = { ...over, ...(own.value as Fields) };
  const renamed = [base, own].map((node) => (node.value as Fields).rename);
  if (renamed.every(isFields)) value.rename = { ...renamed[0], ...renamed[1] };
  return { value, pointer: own.pointer, inherited: new Set(Object.keys(over)) };
}

/** Without its variants: a form set that extends another says which tables its own province prints. */
function withoutVariants(table: Node): Node {
  if (!isFields(table.value)) return table;
  const { variants: _, ...value } = table.value;
  return { ...table, value };
}

/** Without the printed heading, which shows 行次 and 栏次; it is then built from the columns. */
function withoutHeader(table: Node): Node {
  if (!isFields(table.value)) return table;
  const { header: _, ...value } = table.value;
  return { ...table, value };
}

/** A table of the same id takes over what it does not say itself; `remove` takes it out, `after` puts it behind another. */
function mergeList(base: readonly Node[], own: readonly Node[], problems: Problems): Node[] {
  const merged = [...base];
  for (const node of own) {
    const id = idOf(node);
    // Two of one id in the same file do not take over from each other; that is said later as a double.
    const index = id === undefined ? -1 : merged.findIndex((candidate) => idOf(candidate) === id && !own.includes(candidate));
    if (field(node, 'remove')?.value === true) {
      if (index < 0) problem(problems, node, l10n.t('There is no "{0}" to remove.', id ?? ''));
      else merged.splice(index, 1);
    } else if (index >= 0 && field(node, 'after') === undefined) merged[index] = merge(merged[index], node);
    else if (index < 0 && base.length > 0 && field(node, 'title') === undefined) unknownId(node, base, problems);
    else {
      const found = index >= 0 ? merge(merged.splice(index, 1)[0], node) : node;
      merged.splice(placeOf(found, merged, problems) ?? (index >= 0 ? index : merged.length), 0, found);
    }
  }
  return merged;
}

/** Who gives no title means to change something; it is not among what was taken over. */
function unknownId(node: Node, base: readonly Node[], problems: Problems): void {
  const id = field(node, 'id');
  if (!id) problem(problems, node, l10n.t('The property "{0}" is missing.', 'id'));
  else {
    const known = base.map((one) => idOf(one) ?? '').join(' ');
    problem(problems, id, l10n.t('There is no "{0}" to change, and a new one needs a title. There are: {1}.', String(id.value), known));
  }
}

/** The place behind the one that `after` names; undefined if it names none. */
function placeOf(node: Node, among: readonly Node[], problems: Problems): number | undefined {
  const after = field(node, 'after');
  const name = text(after, problems);
  if (!after || name === undefined) return undefined;
  const anchor = among.findIndex((candidate) => idOf(candidate) === name);
  return anchor >= 0 ? anchor + 1 : problem(problems, after, l10n.t('There is no "{0}" to stand behind.', name));
}

const keyed = (node: Node | undefined): [string, Node][] =>
  node && typeof node.value === 'object' && node.value !== null ? Object.keys(node.value).map((key) => [key, field(node, key)!]) : [];

function outlineOf(node: Node, findBase: FindBase, problems: Problems, depth: number): Outline {
  const base = baseOf(node, findBase, problems, depth);
  const extended = field(node, 'extends')?.pointer ?? node.pointer;
  const inherited = (found: Node): Node => relocate(found, extended);
  const unnumbered = field(node, 'ordinals')?.value === false;
  const tables = (base?.tables ?? []).map((table) => withoutVariants(inherited(unnumbered ? withoutHeader(table) : table)));
  const rename = field(node, 'rename');
  return {
    property: (key) => {
      const found = field(node, key);
      if (found) return found;
      const below = base?.property(key);
      return below && inherited(below);
    },
    tables: mergeList(tables, items(field(node, 'tables'), problems), problems),
    performance: mergeList(base?.performance.map(inherited) ?? [], items(field(node, 'performance'), problems), problems),
    merged: (key) =>
      new Map([...[...(base?.merged(key) ?? [])].map(([name, found]) => [name, inherited(found)] as const), ...keyed(field(node, key))]),
    renames: [...(base?.renames.map(inherited) ?? []), ...(rename ? [rename] : [])],
  };
}

function baseOf(node: Node, findBase: FindBase, problems: Problems, depth: number): Outline | undefined {
  const named = field(node, 'extends');
  if (!named) return undefined;
  const name = requiredText(node, 'extends', problems);
  if (name === undefined) return undefined;
  if (depth >= MAX_DEPTH) return problem(problems, named, l10n.t('"{0}" is defined by itself.', name));
  const json = findBase(name);
  if (json === undefined) return problem(problems, named, l10n.t('There is no form set "{0}".', name));
  // What is wrong within the other form set is said where that one is loaded.
  return outlineOf({ value: json, pointer: '' }, findBase, [], depth + 1);
}

/** The outline of a form set; problems where it names another that does not exist, or itself. */
export function outline(node: Node, findBase: FindBase, problems: Problems): Outline {
  const circle = circleFrom(node, findBase);
  if (circle !== undefined) problem(problems, field(node, 'extends')!, l10n.t('"{0}" is defined by itself.', circle));
  return outlineOf(node, circle === undefined ? findBase : () => undefined, circle === undefined ? problems : [], 0);
}

/** The name at which following `extends` comes back to where it was, undefined if it ends. */
function circleFrom(node: Node, findBase: FindBase): string | undefined {
  const own = field(node, 'name')?.value;
  const seen = new Set(typeof own === 'string' ? [own] : []);
  for (let name = field(node, 'extends')?.value; typeof name === 'string'; ) {
    if (seen.has(name)) return name;
    seen.add(name);
    name = field({ value: findBase(name), pointer: '' }, 'extends')?.value;
  }
  return undefined;
}
