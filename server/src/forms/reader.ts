/**
 * Reading JSON of unknown shape: every value is kept with its place, every disappointment becomes a problem there, nothing throws.
 */
import * as l10n from '@vscode/l10n';
import type { FormProblem } from './types.ts';

/** A JSON value and the JSON pointer (RFC 6901) to it. */
export interface Node {
  readonly value: unknown;
  readonly pointer: string;
  /** The keys that the object took over from another form set, or true for all: the file at hand does not hold them. */
  readonly inherited?: ReadonlySet<string> | true;
}

export type Problems = FormProblem[];

export const problem = (problems: Problems, node: Node, message: string): undefined => {
  problems.push({ pointer: node.pointer, message });
  return undefined;
};

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** True if the node is a JSON object. */
export const isObject = (node: Node): boolean => isRecord(node.value);

/** Whether an object has the value of `key` from another form set. */
export const isInherited = (node: Node, key: string): boolean => node.inherited === true || node.inherited?.has(key) === true;

/** The node below `key`, undefined if the object has none (or is no object). */
export function field(node: Node, key: string): Node | undefined {
  if (!isRecord(node.value) || !Object.hasOwn(node.value, key)) return undefined;
  // What is wrong with an inherited value is said at the object that took it over.
  return { value: node.value[key], pointer: isInherited(node, key) ? node.pointer : `${node.pointer}/${escapePointer(key)}` };
}

/** The elements of an array; a problem and none if the node is something else. */
export function items(node: Node | undefined, problems: Problems): Node[] {
  if (!node) return [];
  if (!Array.isArray(node.value)) {
    problem(problems, node, l10n.t('A list is expected here.'));
    return [];
  }
  return node.value.map((value, index) => ({ value, pointer: `${node.pointer}/${index}` }));
}

/** The properties of an object as nodes; a problem and none if the node is something else. */
export function entries(node: Node | undefined, problems: Problems): [string, Node][] {
  if (!node) return [];
  if (!isRecord(node.value)) {
    problem(problems, node, l10n.t('An object in braces is expected here.'));
    return [];
  }
  return Object.keys(node.value).map((key) => [key, field(node, key)!]);
}

/** States that the node is an object with no other properties than `known`. */
export function expectObject(node: Node, known: readonly string[], problems: Problems): boolean {
  if (!isRecord(node.value)) {
    problem(problems, node, l10n.t('An object in braces is expected here.'));
    return false;
  }
  for (const [key, value] of entries(node, problems)) {
    if (!known.includes(key)) problem(problems, value, l10n.t('The property "{0}" is not known here.', key));
  }
  return true;
}

export function text(node: Node | undefined, problems: Problems): string | undefined {
  if (!node) return undefined;
  return typeof node.value === 'string' ? node.value : problem(problems, node, l10n.t('A text in quotation marks is expected here.'));
}

/** A text that must be there and not be empty; `owner` is where it is missed. */
export function requiredText(owner: Node, key: string, problems: Problems): string | undefined {
  const node = field(owner, key);
  if (!node || node.value === '') return problem(problems, node ?? owner, l10n.t('The property "{0}" is missing.', key));
  return text(node, problems);
}

/** A whole number from 0 to `most`; nothing on a printed form is larger than a year. */
export function wholeNumber(node: Node | undefined, problems: Problems, most = 9999): number | undefined {
  if (!node) return undefined;
  const { value } = node;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
    ? value
    : problem(problems, node, l10n.t('A whole number from 0 to {0} is expected here.', most));
}

export function flag(node: Node | undefined, problems: Problems): boolean {
  if (!node) return false;
  if (typeof node.value === 'boolean') return node.value;
  problem(problems, node, l10n.t('true or false is expected here.'));
  return false;
}

export function texts(node: Node | undefined, problems: Problems): string[] {
  return items(node, problems).flatMap((item) => text(item, problems) ?? []);
}

/** One of a few words. */
export function choice<T extends string>(node: Node | undefined, words: readonly T[], problems: Problems): T | undefined {
  if (!node) return undefined;
  const found = words.find((word) => word === node.value);
  return found ?? problem(problems, node, l10n.t('One of these is expected here: {0}.', words.join(', ')));
}
