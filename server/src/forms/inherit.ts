/** Own forms by inheritance: a form set that says `extends` gives only what differs from another. */
import * as l10n from '@vscode/l10n';
import { field, items, type Node, type Problems, problem, requiredText, text } from './reader.ts';

/** The top level of a form set after inheritance: each property where it was written, tables and performance forms one by one. */
export interface Outline {
  readonly property: (key: string) => Node | undefined;
  readonly tables: readonly Node[];
  readonly performance: readonly Node[];
  /** Named lists and names by key, the set's own last. */
  readonly merged: (key: 'define' | 'classes' | 'names') => ReadonlyMap<string, Node>;
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
  return { value: node.value, pointer };
}

/** A table of the same id takes over what it does not say itself; `remove` takes it out, `after` puts a new one behind another. */
function mergeList(base: readonly Node[], own: readonly Node[], problems: Problems): Node[] {
  const merged = [...base];
  for (const node of own) {
    const id = idOf(node);
    // Two of one id in the same file do not take over from each other; that is said later as a double.
    const index = id === undefined ? -1 : merged.findIndex((candidate) => idOf(candidate) === id && !own.includes(candidate));
    if (field(node, 'remove')?.value === true) {
      if (index < 0) problem(problems, node, l10n.t('There is no "{0}" to remove.', id ?? ''));
      else merged.splice(index, 1);
    } else if (index >= 0) {
      merged[index] = { value: { ...(merged[index].value as object), ...(node.value as object) }, pointer: node.pointer };
    } else {
      const after = text(field(node, 'after'), problems);
      const anchor = after === undefined ? -1 : merged.findIndex((candidate) => idOf(candidate) === after);
      if (after !== undefined && anchor < 0) problem(problems, field(node, 'after')!, l10n.t('There is no "{0}" to stand behind.', after));
      merged.splice(anchor < 0 ? merged.length : anchor + 1, 0, node);
    }
  }
  return merged;
}

const keyed = (node: Node | undefined): [string, Node][] =>
  node && typeof node.value === 'object' && node.value !== null ? Object.keys(node.value).map((key) => [key, field(node, key)!]) : [];

function outlineOf(node: Node, findBase: FindBase, problems: Problems, depth: number): Outline {
  const base = baseOf(node, findBase, problems, depth);
  const extended = field(node, 'extends')?.pointer ?? node.pointer;
  const inherited = (found: Node): Node => relocate(found, extended);
  return {
    property: (key) => {
      const found = field(node, key);
      if (found) return found;
      const below = base?.property(key);
      return below && inherited(below);
    },
    tables: mergeList(base?.tables.map(inherited) ?? [], items(field(node, 'tables'), problems), problems),
    performance: mergeList(base?.performance.map(inherited) ?? [], items(field(node, 'performance'), problems), problems),
    merged: (key) =>
      new Map([...[...(base?.merged(key) ?? [])].map(([name, found]) => [name, inherited(found)] as const), ...keyed(field(node, key))]),
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
