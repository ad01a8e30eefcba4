/** 执行率 of a performance form's funds against the amounts of which it is the rate. */
import * as l10n from '@vscode/l10n';
import { once } from '../base/once.ts';
import type { Finding } from '../disclosure/finding.ts';
import { Exact, exact, HUNDRED, isZero, STEPS } from '../disclosure/performance/decimal.ts';
import { baseRole } from '../disclosure/performance/derive.ts';
import { type BoundCell, type BoundFunds, type BoundFundsRow, cellOf, type Figure, figureOf } from '../disclosure/performance/types.ts';
import type { PerformanceRole } from '../forms/types.ts';
import {
  leastDecimals,
  meets,
  percentOf,
  plain,
  replaceFix,
  type StepSpan,
  stands,
  standsInSteps,
  typedText,
} from './performance-figures.ts';

export const AMOUNTS: readonly PerformanceRole[] = ['initialBudget', 'revisedBudget', 'actualAmount'];

/** The decimals to which the amounts of one form are read at least. */
export const leastIn = once((funds: BoundFunds): number => {
  const amounts: Figure[] = [];
  for (const row of funds.rows)
    for (const role of AMOUNTS) {
      const figure = figureOf(row, role);
      if (figure) amounts.push(figure);
    }
  return leastDecimals(amounts);
});

export interface RateFinding {
  readonly row: BoundFundsRow;
  readonly finding: Finding;
}

/** 执行率 against 执行数 ÷ 全年预算数. */
export function rateFinding(funds: BoundFunds, row: BoundFundsRow): RateFinding | undefined {
  const cell = cellOf(row, 'rate');
  const parts = rateParts(funds, row);
  if (!cell?.figure || !parts) return undefined;
  const { spent, base } = parts;
  if (!isZero(base.figure!) && rateAgrees(cell.figure, spent.figure!, base.figure!, leastIn(funds))) return undefined;
  const code = 'wrong-execution-rate';
  const related = [spent, base].map((part) => ({ message: `${part.column.title}: ${typedText(part)}`, place: part.place }));
  if (base.figure!.value.isZero()) {
    const nothing = spent.figure!.value.isZero();
    const message = nothing
      ? l10n.t('{0}: with a budget and an outlay of zero there is no execution rate; {1} says nothing.', row.label.text, typedText(cell))
      : l10n.t('{0}: {1} cannot be the execution rate, since {2} is zero.', row.label.text, typedText(cell), base.column.title);
    return {
      row,
      finding: {
        code,
        severity: nothing ? 'hint' : 'error',
        message,
        place: cell.place,
        related,
        data: { stated: typedText(cell), base: typedText(base), actual: typedText(spent) },
      },
    };
  }
  const quotient = spent.figure!.value.times(HUNDRED).div(base.figure!.value);
  const truncated = cell.figure.value.equals(quotient.toDecimalPlaces(cell.figure.decimals, Exact.ROUND_DOWN));
  const right = rateText(quotient, cell.figure);
  const message = truncated
    ? l10n.t('{0}: {1} ÷ {2} is {3} rounded; {4} is cut off.', row.label.text, typedText(spent), typedText(base), right, typedText(cell))
    : l10n.t(
        '{0}: {1} ÷ {2} gives an execution rate of {3}, not {4}.',
        row.label.text,
        typedText(spent),
        typedText(base),
        right,
        typedText(cell),
      );
  const data = {
    stated: typedText(cell),
    computed: right,
    difference: plain(cell.figure.value.minus(quotient).toDecimalPlaces(4)),
    base: typedText(base),
    actual: typedText(spent),
  };
  return {
    row,
    finding: {
      code,
      severity: truncated ? 'hint' : 'error',
      message,
      place: cell.place,
      related,
      data,
      fixes: replaceFix(cell.place, right),
    },
  };
}

/** The two amounts of a rate, if both can be read and are in one unit. */
export function rateParts(funds: BoundFunds, row: BoundFundsRow): { spent: BoundCell; base: BoundCell } | undefined {
  const spent = cellOf(row, 'actualAmount');
  const base = cellOf(row, baseRole(funds));
  return spent?.figure && base?.figure && spent.figure.unit === base.figure.unit ? { spent, base } : undefined;
}

/**
 * Whether a rate is that of two amounts as far as whole steps tell: false where it is not, or cannot be told so.
 * Products of steps have more digits than a number holds, so they are multiplied as big integers.
 */
function rateAgreesInSteps(rate: StepSpan, spent: StepSpan, base: StepSpan): boolean {
  if (!Number.isSafeInteger(rate.low + spent.high + base.high) || base.low <= 0 || spent.low < 0) return false;
  const scale = BigInt(STEPS) * 100n;
  return (
    BigInt(rate.low) * BigInt(base.low) <= BigInt(spent.high) * scale && BigInt(spent.low) * scale <= BigInt(rate.high) * BigInt(base.high)
  );
}

/** A rate below one without a percent sign may be a fraction: 0.7478. */
export function rateAgrees(rate: Figure, spent: Figure, base: Figure, least: number): boolean {
  if (rateAgreesInSteps(standsInSteps(rate), standsInSteps(spent, least), standsInSteps(base, least))) return true;
  const quotient = percentOf(stands(spent, least), stands(base, least));
  if (!quotient) return true;
  const stated = stands(rate);
  const fraction = { low: stated.low.times(HUNDRED), high: stated.high.times(HUNDRED) };
  return meets(stated, quotient) || (!rate.percent && rate.value.lessThanOrEqualTo(1) && meets(fraction, quotient));
}

/** As many decimals as were typed, but never so few that the right rate looks like the wrong one. */
function rateText(quotient: Exact, typed: Figure): string {
  const decimals = typed.decimals > 0 ? typed.decimals : 2;
  const text = quotient.toFixed(decimals, Exact.ROUND_HALF_UP);
  return (typed.decimals > 0 ? text : plain(exact(text))) + (typed.percent ? '%' : '');
}
