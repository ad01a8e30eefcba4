/** Candidates and how typed text picks among them. */
import type { CompletionItemKind } from 'vscode-languageserver-types';
import { foldName, labelKey } from '../../forms/names.ts';

export interface Candidate {
  readonly label: string;
  /** Shown beside the label. */
  readonly detail?: string;
  readonly description?: string;
  readonly kind: CompletionItemKind;
  readonly insert: string;
  /** For resolve: what to explain. */
  readonly data?: { readonly account: string } | { readonly check: string };
}

export interface Proposal {
  /** Offset in the section from which the insertion replaces. */
  readonly from: number;
  /** To where; the caret if left out. */
  readonly to?: number;
  readonly candidates: readonly Candidate[];
}

export const KEYWORD: CompletionItemKind = 14;
export const PROPERTY: CompletionItemKind = 10;
export const VALUE: CompletionItemKind = 12;
export const MODULE: CompletionItemKind = 9;
export const FIELD: CompletionItemKind = 5;
export const CONSTANT: CompletionItemKind = 21;
export const EVENT: CompletionItemKind = 23;

/** Spells names in pinyin for matching; given by the catalogue, whose readings they share. */
export type Speller = (name: string) => { readonly full: string; readonly initials: string };

/**
 * Those whose name begins with, contains, or is spelt like `typed`, best first; their own order among equals.
 * Nothing typed: all, in order.
 */
export function pick<T>(typed: string, all: readonly T[], nameOf: (item: T) => string, spell: Speller): T[] {
  const query = foldName(typed);
  if (query === '') return [...all];
  const rank = (item: T): number => {
    const name = foldName(nameOf(item));
    const bare = labelKey(nameOf(item));
    if (name.startsWith(query) || bare.startsWith(query)) return 0;
    if (name.includes(query)) return 1;
    if (!/^[a-z]+$/.test(query)) return 9;
    const { full, initials } = spell(bare);
    if (initials.startsWith(query) || full.startsWith(query)) return 2;
    return initials.includes(query) || full.includes(query) ? 3 : 9;
  };
  return all
    .map((item, order) => ({ item, order, rank: rank(item) }))
    .filter((entry) => entry.rank < 9)
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map((entry) => entry.item);
}
