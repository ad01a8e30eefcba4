/** What follows from the figures of a form and need not be typed: execution rate, totals. */
import type { PerformanceRole } from '../../forms/types.ts';
import { Exact, exact } from './decimal.ts';
import { type BoundFunds, type BoundFundsRow, type BoundPerformance, cellOf, type Figure, figureOf, indicatorsOf } from './types.ts';

/** The form prints rates with two decimals. */
const RATE_DECIMALS = 2;

/** The column by which the amount spent is divided: 全年预算数, or 年初预算数 where the list has no other. */
export const baseRole = (funds: BoundFunds): PerformanceRole =>
  funds.columns.some((column) => column.role === 'revisedBudget') ? 'revisedBudget' : 'initialBudget';

/** 执行数 over 全年预算数 in percent with two decimals, half up; undefined without both, with a base of zero, or in different units. */
export function executionRate(funds: BoundFunds, row: BoundFundsRow): string | undefined {
  const spent = figureOf(row, 'actualAmount');
  const base = figureOf(row, baseRole(funds));
  if (!spent || !base || base.value.isZero() || spent.unit !== base.unit) return undefined;
  return spent.value.times(100).div(base.value).toFixed(RATE_DECIMALS, Exact.ROUND_HALF_UP);
}

/** The row that bears the weight and the score of the execution: 年度资金总额, else the first that has either. */
export const executionRow = (bound: BoundPerformance): BoundFundsRow | undefined =>
  bound.funds?.rows.find((row) => row.form?.total) ?? bound.funds?.rows.find((row) => figureOf(row, 'weight') ?? figureOf(row, 'score'));

/** The weight of the execution: its cell, else what the opener or the column's title states. */
export function executionWeight(bound: BoundPerformance): Figure | undefined {
  const row = executionRow(bound);
  return (row && figureOf(row, 'weight')) ?? bound.funds?.weight?.figure;
}

/**
 * The sum of weights or scores, the execution's included, as a numeral without trailing zeros.
 * Undefined if nothing is there to add, if a cell is damaged, or if an indicator has none.
 */
export function derivedTotal(bound: BoundPerformance, role: 'weight' | 'score'): string | undefined {
  const execution = executionRow(bound);
  const own = role === 'weight' ? executionWeight(bound) : execution && figureOf(execution, 'score');
  const cells = indicatorsOf(bound).map(({ indicator }) => cellOf(indicator, role));
  if (cells.length === 0 || cells.some((cell) => !cell?.figure) || (execution && cellOf(execution, role)?.damaged)) return undefined;
  return cells.reduce((sum, cell) => sum.plus(cell!.figure!.value), own?.value ?? exact(0)).toFixed();
}
