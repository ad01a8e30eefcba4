/** 决算数大于年初预算数: the words against the two figures. */
import { t } from '@vscode/l10n';
import type { Finding } from '../../disclosure/finding.ts';
import type { Known } from '../../prose/known.ts';
import type { Ledger } from '../../prose/ledger.ts';
import type { Comparison } from '../../prose/statements.ts';
import { distinctRelated, each, type ProseCheck } from './context.ts';
import { contributors, textOf } from './wording.ts';

export const checkComparisons: ProseCheck = each('comparison', (statement, { ledger, blamed }) => {
  // A figure that is wrong by itself would make the words wrong too.
  if ([statement.actual, statement.stated].some((amount) => amount && blamed.has(amount.figure))) return [];
  const cases = casesOf(statement, ledger);
  const found = cases.map(([actual, base]) => judge(statement, actual, base));
  return found.length > 0 && found.every((finding) => finding !== undefined) ? [found[0]!] : [];
});

/** The pairs of figures that may be meant. */
function casesOf({ subject, base, actual, stated }: Comparison, ledger: Ledger): (readonly [Known, Known])[] {
  const actuals = actual ? [ledger.reckoned(actual)] : ledger.allKnown(subject, 'own');
  const bases = stated ? [ledger.reckoned(stated)] : ledger.allKnown(subject, base);
  return actuals.flatMap((one) => bases.map((other) => [one, other] as const));
}

function judge({ sign, place }: Comparison, actual: Known, base: Known): Finding | undefined {
  const [a, b] = [actual.interval, base.interval];
  const fits = sign > 0 ? a.high > b.low : sign < 0 ? a.low < b.high : a.low <= b.high && b.low <= a.high;
  if (fits) return undefined;
  const like = actual.amount?.figure.written ?? base.amount?.figure.written;
  return {
    code: 'wrong-direction',
    severity: 'error',
    message: t('The words do not fit the figures: {0} against {1}.', textOf(actual, like), textOf(base, like)),
    place,
    related: like ? distinctRelated([...contributors(actual, like), ...contributors(base, like)]) : [],
  };
}
