/** Funds of a performance form: parts and totals, execution rate, score of the execution. */
import * as l10n from '@vscode/l10n';
import { once } from '../base/once.ts';
import type { Finding } from '../disclosure/finding.ts';
import { Exact, exact, HUNDRED, isZero, STEPS, ZERO } from '../disclosure/performance/decimal.ts';
import { baseRole, executionRow, executionWeight } from '../disclosure/performance/derive.ts';
import {
  type BoundCell,
  type BoundFunds,
  type BoundFundsRow,
  type BoundPerformance,
  cellOf,
  type Figure,
  figureOf,
} from '../disclosure/performance/types.ts';
import type { PerformanceRole } from '../forms/types.ts';
import {
  around,
  hull,
  leastDecimals,
  meets,
  meetsInSteps,
  percentOf,
  plain,
  replaceFix,
  type Span,
  type StepSpan,
  stands,
  standsInSteps,
  typedText,
} from './performance-figures.ts';

const AMOUNTS: readonly PerformanceRole[] = ['initialBudget', 'revisedBudget', 'actualAmount'];

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

/** The decimals to which the amounts of one form are read at least. */
const leastIn = once((funds: BoundFunds): number => {
  const amounts: Figure[] = [];
  for (const row of funds.rows)
    for (const role of AMOUNTS) {
      const figure = figureOf(row, role);
      if (figure) amounts.push(figure);
    }
  return leastDecimals(amounts);
});

interface RateFinding {
  readonly row: BoundFundsRow;
  readonly finding: Finding;
}

/** 执行率 against 执行数 ÷ 全年预算数. */
function rateFinding(funds: BoundFunds, row: BoundFundsRow): RateFinding | undefined {
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
function rateParts(funds: BoundFunds, row: BoundFundsRow): { spent: BoundCell; base: BoundCell } | undefined {
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
function rateAgrees(rate: Figure, spent: Figure, base: Figure, least: number): boolean {
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

interface SumFinding {
  readonly finding: Finding;
  /** The rates that are wrong only because the same amount is. */
  readonly explains?: readonly RateFinding[];
}

/** 年度资金总额 against the rows below it. Less than the total is a warning, since a source may not be listed; more is impossible. */
function sumFindings(funds: BoundFunds, role: PerformanceRole, rates: readonly RateFinding[]): SumFinding[] {
  const total = funds.rows.find((row) => row.form?.total);
  const totalCell = total && cellOf(total, role);
  const rows = funds.rows.filter((row) => row !== total && !row.form?.part);
  const cells: BoundCell[] = [];
  const figures: Figure[] = [];
  for (const row of rows) {
    const cell = cellOf(row, role);
    if (cell) cells.push(cell);
    if (cell?.figure) figures.push(cell.figure);
  }
  if (!totalCell?.figure || figures.length === 0 || cells.some((cell) => cell.damaged) || rows.some((row) => !row.form || row.damaged))
    return [];
  if (figures.some((figure) => figure.unit !== totalCell.figure!.unit)) return [];
  const least = leastIn(funds);
  if (meetsInSteps(sumInSteps(figures, least), standsInSteps(totalCell.figure, least))) return [];
  const sum = figures.map((figure) => stands(figure, least)).reduce((a, b) => ({ low: a.low.plus(b.low), high: a.high.plus(b.high) }));
  const stated = stands(totalCell.figure, least);
  if (meets(sum, stated)) return [];
  const computed = figures.reduce((all, figure) => all.plus(figure.value), ZERO);
  const over = sum.low.greaterThan(stated.high);
  const root = rootOf(funds, role, rates, totalCell, cells, computed);
  const cell = root?.cell ?? totalCell;
  const message = over
    ? l10n.t('{0}: the parts add up to {1}, more than the total of {2}.', totalCell.column.title, plain(computed), typedText(totalCell))
    : l10n.t(
        '{0}: the parts add up to {1}, less than the total of {2}; a source is missing or a figure is wrong.',
        totalCell.column.title,
        plain(computed),
        typedText(totalCell),
      );
  const right = root?.right;
  return [
    {
      finding: {
        code: 'wrong-funds-total',
        severity: over || root ? 'error' : 'warning',
        message:
          right === undefined
            ? message
            : `${message} ${l10n.t('{0} in place of {1} settles the sum and the execution rate.', right, typedText(cell))}`,
        place: cell.place,
        related: [totalCell, ...cells]
          .filter((other) => other !== cell && other.figure)
          .map((other) => ({ message: `${labelOf(funds, other)}: ${typedText(other)}`, place: other.place })),
        data: {
          stated: typedText(totalCell),
          computed: plain(computed),
          difference: plain(totalCell.figure.value.minus(computed)),
          tolerance: plain(width(sum).plus(width(stated)).div(2)),
        },
        ...(right === undefined ? {} : { fixes: replaceFix(cell.place, right) }),
      },
      ...(root ? { explains: root.explains } : {}),
    },
  ];
}

/** NaN where the sum cannot be counted in steps. */
function sumInSteps(figures: readonly Figure[], least: number): StepSpan {
  let low = 0;
  let high = 0;
  let size = 0;
  for (const figure of figures) {
    const span = standsInSteps(figure, least);
    low += span.low;
    high += span.high;
    size += Math.abs(span.low) + Math.abs(span.high);
  }
  return size <= Number.MAX_SAFE_INTEGER ? { low, high } : { low: Number.NaN, high: Number.NaN };
}

const width = (span: Span): Exact => span.high.minus(span.low);
const labelOf = (funds: BoundFunds, cell: BoundCell): string => funds.rows.find((row) => row.cells.includes(cell))?.label.text ?? '';

/** The one amount whose mending settles the sum and a rate that is wrong as well. */
function rootOf(
  funds: BoundFunds,
  role: PerformanceRole,
  rates: readonly RateFinding[],
  total: BoundCell,
  parts: readonly BoundCell[],
  computed: Exact,
): { cell: BoundCell; right: string; explains: readonly RateFinding[] } | undefined {
  const roots = [total, ...parts].flatMap((cell) => {
    if (!cell.figure) return [];
    const right = cell === total ? computed : total.figure!.value.minus(computed).plus(cell.figure.value);
    const rate = rates.find(({ row }) => row.cells.includes(cell));
    return rate && !right.isNegative() && settles(funds, rate.row, role, { ...cell.figure, value: right, steps: Number.NaN })
      ? [{ cell, right: plain(right), explains: [rate] }]
      : [];
  });
  return roots.length === 1 ? roots[0] : undefined;
}

function settles(funds: BoundFunds, row: BoundFundsRow, role: PerformanceRole, right: Figure): boolean {
  const parts = rateParts(funds, row);
  const rate = figureOf(row, 'rate');
  if (!parts || !rate || (role !== 'actualAmount' && role !== baseRole(funds))) return false;
  const spent = role === 'actualAmount' ? right : parts.spent.figure!;
  const base = role === 'actualAmount' ? parts.base.figure! : right;
  return !isZero(base) && rateAgrees(rate, spent, base, leastIn(funds));
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
