/** The prose of a form set: what its words stand for, how it words changes and rates, and its standard sentences. */
import * as l10n from '@vscode/l10n';
import defaults from './data/defaults.json' with { type: 'json' };
import { fragment } from './fragment.ts';
import type { Outline } from './inherit.ts';
import { labelKey } from './names.ts';
import {
  choice,
  entries,
  expectObject,
  field,
  flag,
  isObject,
  items,
  type Node,
  type Problems,
  problem,
  requiredText,
  text,
  wholeNumber,
} from './reader.ts';
import type { Comparison, Fragment, RateStyle, StandardBlock, Wording } from './types.ts';

const MOST_RATE_DECIMALS = 6;
/** Parts of sentences within each other; more is no text that anybody reads. */
const DEEPEST_BLOCK = 8;

/** `facts`: the key of a word → the address it stands for. */
export function factsOf(set: Outline, problems: Problems): Map<string, Fragment> {
  return new Map([...set.merged('facts')].map(([name, node]) => [labelKey(name), fragment(node, problems)]));
}

/** `accounts`: dimension → the address that a lone account code stands for in 情况说明要素表. */
export function accountsOf(set: Outline, problems: Problems): Map<string, Fragment> {
  return new Map([...set.merged('accounts')].map(([dimension, node]) => [dimension, fragment(node, problems)]));
}

const defaultWording: Node = { value: defaults.wording, pointer: '' };

/** What the set does not say of its wording is said by the defaults, property by property. */
export function wordingOf(set: Outline, problems: Problems): Wording {
  const own = set.merged('wording');
  for (const [key, node] of own)
    if (!field(defaultWording, key)) problem(problems, node, l10n.t('The property "{0}" is not known here.', key));
  const part = (key: string): Node => own.get(key) ?? field(defaultWording, key)!;
  const comparison = (key: string): Comparison => comparisonOf(part(key), field(defaultWording, key)!, problems);
  const rate = (key: string): RateStyle => rateOf(part(key), problems);
  return {
    self: text(part('self'), problems) ?? '',
    prior: comparison('prior'),
    budget: comparison('budget'),
    other: comparison('other'),
    change: comparison('change'),
    relation: comparison('relation'),
    growth: rate('growth'),
    share: rate('share'),
    completion: rate('completion'),
    trailingZeros: flag(part('trailingZeros'), problems),
    shareOfNothing: choice(part('shareOfNothing'), ['zero', 'none'], problems) ?? 'zero',
    separator: text(part('separator'), problems) ?? '、',
  };
}

const COMPARISON_KEYS = ['increase', 'decrease', 'fromZero', 'equal'] as const;

function comparisonOf(node: Node, fallback: Node, problems: Problems): Comparison {
  expectObject(node, COMPARISON_KEYS, problems);
  const word = (key: string): string => text(field(node, key), problems) ?? (field(fallback, key)!.value as string);
  return { increase: word('increase'), decrease: word('decrease'), fromZero: word('fromZero'), equal: word('equal') };
}

function rateOf(node: Node, problems: Problems): RateStyle {
  expectObject(node, ['decimals', 'trailingZeros'], problems);
  return {
    decimals: wholeNumber(field(node, 'decimals'), problems, MOST_RATE_DECIMALS) ?? 2,
    trailingZeros: flag(field(node, 'trailingZeros'), problems),
  };
}

/** `standard`: the key of a heading (or of a chapter's section, for what stands before its headings) → its standard text. */
export function standardOf(set: Outline, problems: Problems): Map<string, StandardBlock[]> {
  return new Map([...set.merged('standard')].map(([heading, node]) => [labelKey(heading), blocksOf(node, problems, 0)]));
}

function blocksOf(node: Node | undefined, problems: Problems, depth: number): StandardBlock[] {
  if (node && depth > DEEPEST_BLOCK) return problem(problems, node, l10n.t('Nothing is read that stands so deep within others.')) ?? [];
  if (node && typeof node.value === 'string') return [{ kind: 'paragraph', text: node.value }];
  return items(node, problems).flatMap((item) => blockOf(item, problems, depth));
}

function blockOf(node: Node, problems: Problems, depth: number): StandardBlock[] {
  if (typeof node.value === 'string') return [{ kind: 'paragraph', text: node.value }];
  if (isObject(node) && field(node, 'each')) return eachOf(node, problems, depth);
  if (!expectObject(node, ['when', 'text', 'else'], problems)) return [];
  const condition = requiredText(node, 'when', problems);
  if (condition === undefined) return [];
  const part = (key: string): StandardBlock[] => blocksOf(field(node, key), problems, depth + 1);
  return [{ kind: 'when', condition, blocks: part('text'), otherwise: part('else') }];
}

function eachOf(node: Node, problems: Problems, depth: number): StandardBlock[] {
  expectObject(node, ['each', 'numbering', 'text'], problems);
  const list = requiredText(node, 'each', problems);
  if (list === undefined) return [];
  const numbering = text(field(node, 'numbering'), problems) ?? '';
  return [{ kind: 'each', list, numbering, blocks: blocksOf(field(node, 'text'), problems, depth + 1) }];
}

/** Names of the keys at the top of a form set that this file reads. */
export const PROSE_KEYS = ['facts', 'accounts', 'wording', 'standard'] as const;

/** Whether a merged property is an object at all; else a problem. */
export function checkProseKeys(set: Node, problems: Problems): void {
  for (const key of PROSE_KEYS) entries(field(set, key), problems);
}
