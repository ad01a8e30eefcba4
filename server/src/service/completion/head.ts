/** Keys of the head, and the values that some of them choose from. */
import { matchKey } from 'budget-grammar';
import { headKeyOf, headKeys } from '../../disclosure/head.ts';
import { moneyUnits } from '../../disclosure/quantity.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { linkCandidates } from './links.ts';
import { type Candidate, merge, PROPERTY, type Proposal, rank, VALUE } from './match.ts';

export function headCandidates(before: string, caret: Caret, analysis: Analysis, formSetNames: readonly string[]): Proposal | undefined {
  const value = /^([^：:]*)[：:]\s*(.*)$/.exec(before);
  if (!value) return keyCandidates(before.trimStart(), caret, analysis);
  const files = linkCandidates(value[1], value[2], caret, analysis);
  if (files) return files;
  const values = valuesOf(headKeyOf(value[1]) ?? '', formSetNames);
  if (values.length === 0) return undefined;
  const typed = value[2];
  const end = caret.line.kind === 'property' ? Math.max(caret.line.value.end, caret.offset) : caret.offset;
  return { from: caret.offset - typed.length, to: end, candidates: merge(rank(typed, values.map(valueCandidate))) };
}

/** Keys not given yet, and the one at the caret. What stands behind it stays. */
function keyCandidates(typed: string, caret: Caret, analysis: Analysis): Proposal {
  const { line } = caret;
  const own = line.kind === 'property' ? line.key : undefined;
  const taken = analysis.disclosure.head.properties;
  const keys = headKeys.filter((key) => !taken.has(headKeyOf(key)!) || (own && headKeyOf(own.text) === headKeyOf(key)));
  const candidates = keys.map((key) => ({ label: key, kind: PROPERTY, insert: own ? key : `${key}：` }));
  return {
    from: caret.offset - typed.length,
    ...(own ? { to: Math.max(own.end, caret.offset) } : {}),
    candidates: merge(rank(typed, candidates)),
  };
}

const valueCandidate = (value: string): Candidate => ({ label: value, kind: VALUE, insert: value });

function valuesOf(key: string, formSetNames: readonly string[]): readonly string[] {
  switch (matchKey(key)) {
    case '版式':
      return formSetNames;
    case '文种':
      return ['决算', '预算'];
    case '金额单位':
    case '录入单位':
      return moneyUnits;
    case '单位性质':
      return ['行政单位', '参照公务员法管理', '事业单位'];
    default:
      return [];
  }
}
