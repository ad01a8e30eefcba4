/** Keys of the head, and the values that some of them choose from. */
import { matchKey } from 'budget-grammar';
import { headKeys } from '../../disclosure/head.ts';
import { moneyUnits } from '../../disclosure/quantity.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { PROPERTY, type Proposal, pick, VALUE } from './match.ts';
import { spell } from './spell.ts';

export function headCandidates(before: string, caret: Caret, analysis: Analysis, formSetNames: readonly string[]): Proposal | undefined {
  const value = /^([^：:]*)[：:]\s*(.*)$/.exec(before);
  if (!value) {
    const typed = before.trimStart();
    const taken = analysis.disclosure.head.properties;
    const keys = pick(
      typed,
      headKeys.filter((key) => !taken.has(key)),
      (key) => key,
      spell,
    );
    return { from: caret.offset - typed.length, candidates: keys.map((key) => ({ label: key, kind: PROPERTY, insert: `${key}：` })) };
  }
  const values = valuesOf(matchKey(value[1]), formSetNames);
  if (values.length === 0) return undefined;
  return {
    from: caret.offset - value[2].length,
    candidates: pick(value[2], values, (v) => v, spell).map((v) => ({ label: v, kind: VALUE, insert: v })),
  };
}

function valuesOf(key: string, formSetNames: readonly string[]): readonly string[] {
  switch (key) {
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
