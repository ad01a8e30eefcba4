/** Funds of a performance form: parts and totals, execution rate, score of the execution. */
import * as l10n from '@vscode/l10n';
import type { Finding } from '../disclosure/finding.ts';
import { Exact, exact, HUNDRED, ZERO } from '../disclosure/performance/decimal.ts';
import { executionRow, executionWeight } from '../disclosure/performance/derive.ts';
import { type BoundFunds, type BoundFundsRow, type BoundPerformance, cellOf, figureOf } from '../disclosure/performance/types.ts';
import type { PerformanceRole } from '../forms/types.ts';
import { around, hull, meets, percentOf, plain, replaceFix, type Span, stands, typedText } from './performance-figures.ts';
import { AMOUNTS, leastIn, rateFinding, rateParts } from './performance-rates.ts';
import { sumFindings } from './performance-sums.ts';

/** Findings on the funds of one form; `executionScore` is how its execution is scored. A wrong amount that breaks both its sum and its rate is one finding. */
export function fundsFindings(bound: BoundPerformance, executionScore: 'proportional' | 'free'): Finding[] {
  const { funds } = bound;
  if (!funds) return [];
  const rows = funds.rows.filter((row) => row.form);
  const rates = rows.flatMap((row) => rateFinding(funds, row) ?? []);
  const sums = AMOUNTS.flatMap((role) => sumFindings(funds, role, rates));
  const explained = new Set(sums.flatMap((sum) => sum.explains ?? []));
  const left = rates.filter((rate) => !explained.has(rate)).map((rate) => rate.finding);
  const score = executionScore === 'proportional' && left.length === 0 && explained.size === 0 ? scoreFinding(bound) : undefined;
  return [...sums.map((sum) => sum.finding), ...left, ...(score ? [score] : [])];
}

/** Score of the execution = weight × rate, no more than the weight. */
function scoreFinding(bound: BoundPerformance): Finding | undefined {
  const row = executionRow(bound);
  const cell = row && cellOf(row, 'score');
  const weight = executionWeight(bound);
  if (!row || !cell?.figure || !weight) return undefined;
  const rates = ratesOf(bound.funds!, row);
  if (rates.length === 0) return undefined;
  const cap = (value: Exact): Exact => Exact.min(weight.value, value.times(weight.value).div(100));
  const expected = rates.map(({ span }) => ({ low: cap(span.low), high: cap(span.high) })).reduce(hull);
  if (meets(stands(cell.figure), expected)) return undefined;
  const nominal = cap(rates[0].value);
  const truncated = cell.figure.value.equals(nominal.toDecimalPlaces(cell.figure.decimals, Exact.ROUND_DOWN));
  const right = plain(exact(nominal.toFixed(Math.max(cell.figure.decimals, 2), Exact.ROUND_HALF_UP)));
  const message = truncated
    ? l10n.t(
        'The score of the execution, {0} × {1}%, is {2} rounded; {3} is cut off.',
        plain(weight.value),
        plain(rates[0].value.toDecimalPlaces(2)),
        right,
        typedText(cell),
      )
    : l10n.t(
        'The score of the execution is {0} × {1}% = {2} in this form, not {3}.',
        plain(weight.value),
        plain(rates[0].value.toDecimalPlaces(2)),
        right,
        typedText(cell),
      );
  const related = ['weight', 'rate', 'actualAmount'].flatMap((role) => {
    const other = cellOf(row, role as PerformanceRole);
    return other?.figure ? [{ message: `${other.column.title}: ${typedText(other)}`, place: other.place }] : [];
  });
  const data = { stated: typedText(cell), computed: right, difference: plain(cell.figure.value.minus(nominal).toDecimalPlaces(4)) };
  return {
    code: 'wrong-execution-score',
    severity: truncated ? 'hint' : 'error',
    message,
    place: cell.place,
    related,
    data,
    fixes: replaceFix(cell.place, right),
  };
}

/** The rate by the amounts and the rate as printed, in percent: a score may have been computed from either. */
function ratesOf(funds: BoundFunds, row: BoundFundsRow): { value: Exact; span: Span }[] {
  const parts = rateParts(funds, row);
  const least = leastIn(funds);
  const quotient = parts && percentOf(stands(parts.spent.figure!, least), stands(parts.base.figure!, least));
  const printed = figureOf(row, 'rate');
  return [
    ...(quotient ? [{ value: parts.spent.figure!.value.times(HUNDRED).div(parts.base.figure!.value), span: quotient }] : []),
    ...(printed && (printed.percent || printed.value.greaterThan(1)) ? [{ value: printed.value, span: around(printed.value, ZERO) }] : []),
  ];
}
