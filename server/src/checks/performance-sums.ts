/** Amounts of a performance form's funds: the total against the rows that divide it, a row against its own parts. */
import * as l10n from '@vscode/l10n';
import type { Finding } from '../disclosure/finding.ts';
import { type Exact, isZero, ZERO } from '../disclosure/performance/decimal.ts';
import { baseRole } from '../disclosure/performance/derive.ts';
import { type BoundCell, type BoundFunds, type BoundFundsRow, cellOf, type Figure, figureOf } from '../disclosure/performance/types.ts';
import type { PerformanceRole } from '../forms/types.ts';
import {
  meets,
  meetsInSteps,
  plain,
  replaceFix,
  type Span,
  type StepSpan,
  stands,
  standsInSteps,
  typedText,
} from './performance-figures.ts';
import { leastIn, type RateFinding, rateAgrees, rateParts } from './performance-rates.ts';

export interface SumFinding {
  readonly finding: Finding;
  /** The rates that are wrong only because the same amount is. */
  readonly explains?: readonly RateFinding[];
}

/** A row and those into which it is divided. */
interface Division {
  readonly whole: BoundFundsRow;
  readonly parts: readonly BoundFundsRow[];
  /** The parts make up the whole; parts of a part (其中) are no more than it. */
  readonly complete: boolean;
}

/** A division in one column. */
interface Sum {
  readonly complete: boolean;
  readonly total: BoundCell;
  readonly cells: readonly BoundCell[];
  readonly figures: readonly Figure[];
  readonly computed: Exact;
}

/** Where the error is: in the total, as every division says; among the parts, as another division says; in either. */
type Blame = 'total' | 'parts' | 'either';

/** 年度资金总额 against the rows below it, each row against its parts. Less than the total is a warning, since a source may not be listed; more is impossible. */
export function sumFindings(funds: BoundFunds, role: PerformanceRole, rates: readonly RateFinding[]): SumFinding[] {
  const sums = divisionsOf(funds).flatMap((division) => sumOf(division, role) ?? []);
  const broken = sums.filter((sum) => !holds(funds, sum));
  const ofTotal = sums.filter(({ complete }) => complete);
  const [first] = ofTotal;
  const isTotal = ofTotal.length > 1 && ofTotal.every((sum) => broken.includes(sum) && sum.computed.equals(first.computed));
  const isSettled = ofTotal.some((sum) => !broken.includes(sum));
  return broken
    .filter((sum) => !isTotal || sum === first || !sum.complete)
    .map((sum) => findingOn(funds, role, rates, sum, !sum.complete ? 'either' : isTotal ? 'total' : isSettled ? 'parts' : 'either'));
}

/** The total by each way in which it is divided, then the rows that have parts of their own. */
function divisionsOf({ rows }: BoundFunds): Division[] {
  const whole = rows.find((row) => row.form?.total);
  const others = rows.filter((row) => row !== whole);
  const partsOf = ({ form }: BoundFundsRow): BoundFundsRow[] => (form ? others.filter((row) => row.form?.within === form.title) : []);
  const inner = others
    .map((row): Division => ({ whole: row, parts: partsOf(row), complete: false }))
    .filter(({ parts }) => parts.length > 0);
  // A row that the form does not know may belong to any division.
  if (!whole || others.some((row) => !row.form || row.damaged)) return inner;
  const isPart = (row: BoundFundsRow): boolean => row.form!.part || inner.some(({ parts }) => parts.includes(row));
  const summands = others.filter((row) => !isPart(row));
  const ways = [...new Set(summands.map((row) => row.form!.division))];
  return [
    ...ways.map((way): Division => ({ whole, parts: summands.filter((row) => row.form!.division === way), complete: true })),
    ...inner,
  ];
}

/** Undefined where a figure is missing that could take part, or is in another unit. */
function sumOf({ whole, parts, complete }: Division, role: PerformanceRole): Sum | undefined {
  const total = cellOf(whole, role);
  const cells = parts.flatMap((row) => cellOf(row, role) ?? []);
  const figures = cells.flatMap(({ figure }) => figure ?? []);
  if (!total?.figure || figures.length === 0 || cells.some((cell) => cell.damaged)) return undefined;
  if (figures.some(({ unit }) => unit !== total.figure!.unit)) return undefined;
  return { complete, total, cells, figures, computed: figures.reduce((all, figure) => all.plus(figure.value), ZERO) };
}

const spanOf = ({ figures }: Sum, least: number): Span =>
  figures.map((figure) => stands(figure, least)).reduce((a, b) => ({ low: a.low.plus(b.low), high: a.high.plus(b.high) }));

/** Whether the parts are more than the whole, whatever was rounded. */
const isOver = (funds: BoundFunds, sum: Sum): boolean =>
  spanOf(sum, leastIn(funds)).low.greaterThan(stands(sum.total.figure!, leastIn(funds)).high);

function holds(funds: BoundFunds, sum: Sum): boolean {
  const least = leastIn(funds);
  const total = sum.total.figure!;
  if (meetsInSteps(sumInSteps(sum.figures, least), standsInSteps(total, least))) return true;
  return sum.complete ? meets(spanOf(sum, least), stands(total, least)) : !isOver(funds, sum);
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

function findingOn(funds: BoundFunds, role: PerformanceRole, rates: readonly RateFinding[], sum: Sum, blame: Blame): SumFinding {
  const { total, cells, computed } = sum;
  const least = leastIn(funds);
  const root = rootOf(funds, role, rates, sum, blame);
  const over = isOver(funds, sum);
  const cell = root?.cell ?? (blame === 'parts' ? cells.find(({ figure }) => figure)! : total);
  const right = root?.right ?? (blame === 'total' ? plain(computed) : undefined);
  const settled = root ? ` ${l10n.t('{0} in place of {1} settles the sum and the execution rate.', root.right, typedText(cell))}` : '';
  return {
    finding: {
      code: 'wrong-funds-total',
      severity: over || right !== undefined ? 'error' : 'warning',
      message: messageOf(sum, blame, over) + settled,
      place: cell.place,
      related: [total, ...cells]
        .filter((other) => other !== cell && other.figure)
        .map((other) => ({ message: `${labelOf(funds, other)}: ${typedText(other)}`, place: other.place })),
      data: {
        stated: typedText(total),
        computed: plain(computed),
        difference: plain(total.figure!.value.minus(computed)),
        tolerance: plain(
          width(spanOf(sum, least))
            .plus(width(stands(total.figure!, least)))
            .div(2),
        ),
      },
      ...(right === undefined ? {} : { fixes: replaceFix(cell.place, right) }),
    },
    ...(root ? { explains: root.explains } : {}),
  };
}

function messageOf({ total, computed }: Sum, blame: Blame, over: boolean): string {
  const figures = [total.column.title, plain(computed), typedText(total)] as const;
  if (blame === 'total') return l10n.t('{0}: in every way it is divided the parts add up to {1}, not to the total of {2}.', ...figures);
  return over
    ? l10n.t('{0}: the parts add up to {1}, more than the total of {2}.', ...figures)
    : l10n.t('{0}: the parts add up to {1}, less than the total of {2}; a source is missing or a figure is wrong.', ...figures);
}

interface Root {
  readonly cell: BoundCell;
  readonly right: string;
  readonly explains: readonly RateFinding[];
}

/** The one amount whose mending settles the sum and a rate that is wrong as well. */
function rootOf(funds: BoundFunds, role: PerformanceRole, rates: readonly RateFinding[], sum: Sum, blame: Blame): Root | undefined {
  const { total, cells, computed } = sum;
  const suspects = [...(blame === 'parts' ? [] : [total]), ...(blame === 'total' ? [] : cells)];
  const roots = suspects.flatMap((cell): Root[] => {
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
