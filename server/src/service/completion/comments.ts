/** Codes of checks behind `// 忽略`. */
import type { Caret } from '../analysis.ts';
import { CONSTANT, merge, type Proposal, rank } from './match.ts';

export function checkCodeCandidates(before: string, caret: Caret, codes: readonly string[]): Proposal | undefined {
  const match = /(?:^|[\s\u3000])\/\/\s*忽略(?:本节)?\s*(?:[a-z-]+[、,，]\s*)*([a-z-]*)$/.exec(before);
  if (!match) return undefined;
  const [, typed] = match;
  const candidates = codes.map((code) => ({ label: code, kind: CONSTANT, insert: code, data: { check: code } }));
  return { from: caret.offset - typed.length, candidates: merge(rank(typed, candidates)) };
}
