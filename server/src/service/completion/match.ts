/** Candidates and how typed text picks among them. */
import type { CompletionItemKind } from 'vscode-languageserver-types';
import { matchPinyin, type PinyinMatch } from '../../accounts/pinyin.ts';
import { foldName, labelKey } from '../../forms/names.ts';
import { syllablesOf } from './spell.ts';

export interface Candidate {
  readonly label: string;
  /** Shown beside the label. */
  readonly detail?: string;
  readonly description?: string;
  readonly kind: CompletionItemKind;
  readonly insert: string;
  /** `insert` has places to fill in, in the notation of snippets. */
  readonly snippet?: boolean;
  /** Characters that take the candidate when they are typed. */
  readonly commit?: readonly string[];
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
export const FILE: CompletionItemKind = 17;
export const FUNCTION: CompletionItemKind = 3;

/** More candidates than these nobody reads; typing on narrows them. */
export const MOST = 100;

/** How well a candidate fits what was typed: the smaller the better. */
export type Rank = 0 | 1 | 2 | 3 | 4;
export const BEGINS: Rank = 0;
const CONTAINS: Rank = 1;
const SPELT: Readonly<Record<PinyinMatch, Rank>> = { whole: 2, start: 3, inside: 4 };

export interface Ranked {
  readonly rank: Rank;
  readonly candidate: Candidate;
}

/** How well a name fits: it begins with what was typed, contains it, or is spelt so in pinyin; undefined if it does not. Nothing typed fits everything. */
export function rankOf(typed: string, name: string): Rank | undefined {
  const query = foldName(typed);
  const folded = foldName(name);
  if (folded.startsWith(query) || labelKey(name).startsWith(query)) return BEGINS;
  if (folded.includes(query)) return CONTAINS;
  if (!/^[a-z]+$/.test(query)) return undefined;
  const spelling = matchPinyin(query, syllablesOf(labelKey(name)));
  return spelling && SPELT[spelling];
}

/** Those candidates of which a name fits; by its label unless `namesOf` gives others. */
export function rank(
  typed: string,
  candidates: readonly Candidate[],
  namesOf: (candidate: Candidate) => readonly string[] = ({ label }) => [label],
): Ranked[] {
  return candidates.flatMap((candidate) => {
    const ranks = namesOf(candidate).flatMap((name) => rankOf(typed, name) ?? []);
    return ranks.length > 0 ? [{ rank: Math.min(...ranks) as Rank, candidate }] : [];
  });
}

/** Best first; of those that fit equally well the earlier group's first. */
export function merge(...groups: readonly (readonly Ranked[])[]): Candidate[] {
  return groups
    .flat()
    .sort((a, b) => a.rank - b.rank)
    .map(({ candidate }) => candidate);
}
