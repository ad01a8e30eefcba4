/** Weights and scores of a performance form: each within bounds, all adding up. */
import * as l10n from '@vscode/l10n';
import type { Finding, Related } from '../disclosure/finding.ts';
import { type Exact, exact } from '../disclosure/performance/decimal.ts';
import { executionRow, executionWeight } from '../disclosure/performance/derive.ts';
import { type BoundCell, type BoundPerformance, cellOf, type Figure, indicatorsOf } from '../disclosure/performance/types.ts';
import { holdSum, plain, replaceFix, type SumVerdict, typedText } from './performance-figures.ts';

/** Weight and score of one row: an indicator, or the execution of the budget. */
interface Entry {
  readonly label: string;
  /** The weight may stand in a title instead of a cell. */
  readonly weight?: Figure;
  readonly weightCell?: BoundCell;
  readonly score?: Figure;
  readonly scoreCell?: BoundCell;
  readonly execution: boolean;
  readonly damaged: boolean;
}

interface Scores {
  readonly bound: BoundPerformance;
  readonly full: Figure;
  readonly entries: readonly Entry[];
  readonly indicators: readonly Entry[];
  readonly execution?: Entry;
  /** The form prints a weight or score of the execution. */
  readonly expectsExecution: boolean;
}

/** Findings on the weights and scores of one form. `others` are those on its funds: a wrong score of the execution explains a wrong total. */
export function scoreFindings(bound: BoundPerformance, others: readonly Finding[]): Finding[] {
  const scores = readScores(bound);
  const ranges = scores.entries.flatMap((entry) => rangeFinding(scores, entry) ?? []);
  const weights = weightFinding(scores, ranges);
  const total = totalFinding(scores, ranges, others);
  const explained = weights?.explains;
  return [
    ...(weights ? [weights.finding] : []),
    ...ranges.filter((range) => range.entry !== explained).map((range) => (range.entry === total?.root ? total.finding : range.finding)),
    ...(total && !total.root ? [total.finding] : []),
  ];
}

function readScores(bound: BoundPerformance): Scores {
  const indicators = indicatorsOf(bound).map(({ indicator }): Entry => {
    const weightCell = cellOf(indicator, 'weight');
    const scoreCell = cellOf(indicator, 'score');
    const damaged = indicator.damaged || weightCell?.damaged || scoreCell?.damaged || false;
    return {
      label: indicator.label.text,
      weight: weightCell?.figure,
      weightCell,
      score: scoreCell?.figure,
      scoreCell,
      execution: false,
      damaged,
    };
  });
  const execution = executionEntry(bound);
  const funds = bound.form.funds?.columns ?? [];
  return {
    bound,
    full: { value: exact(bound.form.fullScore), decimals: 0, percent: false },
    entries: execution ? [execution, ...indicators] : indicators,
    indicators,
    execution,
    expectsExecution: funds.some((column) => column.role === 'weight' || column.role === 'score'),
  };
}

function executionEntry(bound: BoundPerformance): Entry | undefined {
  const row = executionRow(bound);
  if (!row) return undefined;
  const weightCell = cellOf(row, 'weight');
  const scoreCell = cellOf(row, 'score');
  const damaged = row.damaged || weightCell?.damaged || scoreCell?.damaged || false;
  return {
    label: row.label.text,
    weight: executionWeight(bound),
    weightCell,
    score: scoreCell?.figure,
    scoreCell,
    execution: true,
    damaged,
  };
}

interface RangeFinding {
  readonly entry: Entry;
  readonly finding: Finding;
}

/** 0 ≤ score ≤ weight; without a weight no score exceeds the form's full score. */
function rangeFinding({ full }: Scores, entry: Entry): RangeFinding | undefined {
  const { score, scoreCell, weight, weightCell } = entry;
  if (!score || !scoreCell || (weight && weight.percent !== score.percent)) return undefined;
  const most = weight ?? full;
  if (!score.value.isNegative() && score.value.lessThanOrEqualTo(most.value)) return undefined;
  const message = score.value.isNegative()
    ? l10n.t('{0}: a score cannot be negative, but it is {1}.', entry.label, typedText(scoreCell))
    : weight
      ? l10n.t('{0}: the score of {1} is higher than the weight of {2}.', entry.label, typedText(scoreCell), plain(most.value))
      : l10n.t('{0}: the score of {1} is higher than the full score of {2}.', entry.label, typedText(scoreCell), plain(most.value));
  const related = weightCell?.figure ? [{ message: `${weightCell.column.title}: ${typedText(weightCell)}`, place: weightCell.place }] : [];
  const data = { stated: typedText(scoreCell), weight: plain(most.value) };
  return { entry, finding: { code: 'score-out-of-range', severity: 'error', message, place: scoreCell.place, related, data } };
}

const sumOf = (figures: readonly (Figure | undefined)[], total: Figure): SumVerdict =>
  holdSum(
    figures.flatMap((figure) => figure ?? []),
    total,
  );

const contributors = (entries: readonly Entry[], cell: (entry: Entry) => BoundCell | undefined, not: BoundCell | undefined): Related[] =>
  entries.flatMap((entry) => {
    const own = cell(entry);
    return own?.figure && own !== not ? [{ message: `${entry.label}: ${typedText(own)}`, place: own.place }] : [];
  });

/** The weights of the indicators may make up the full score with the weight of the execution or, where that stands apart, without it. */
function weightReading({ entries, indicators, full, execution, expectsExecution }: Scores): {
  readonly whole: SumVerdict;
  readonly agrees: boolean;
  readonly apart: boolean;
  readonly open: boolean;
} {
  const whole = sumOf(
    entries.map((entry) => entry.weight),
    full,
  );
  const alone = sumOf(
    indicators.map((entry) => entry.weight),
    full,
  );
  const missing = indicators.some((entry) => !entry.weight);
  const open = missing || (expectsExecution && !execution?.weight);
  const apart = !missing && !whole.agrees && alone.agrees;
  return { whole: apart ? alone : whole, agrees: whole.agrees || apart, apart, open };
}

/** The weights add up to the form's full score. Where some are left out, only a sum beyond it is impossible. */
function weightFinding(scores: Scores, ranges: readonly RangeFinding[]): { finding: Finding; explains?: Entry } | undefined {
  const { entries, indicators, full, bound } = scores;
  if (entries.some((entry) => entry.damaged) || !indicators.some((entry) => entry.weight)) return undefined;
  const { whole, agrees, open } = weightReading(scores);
  const stated = bound.total && cellOf(bound.total, 'weight');
  const code = 'weights-not-100';
  const data = {
    stated: plain(full.value),
    computed: plain(whole.sum),
    difference: plain(full.value.minus(whole.sum)),
    tolerance: plain(whole.tolerance),
  };
  if (agrees) {
    if (!stated?.figure || holdSum([{ ...full, value: whole.sum }], stated.figure).agrees) return undefined;
    const message = l10n.t('{0}: the weights add up to {1}, not {2}.', bound.total!.label.text, plain(whole.sum), typedText(stated));
    const fixes = replaceFix(stated.place, plain(whole.sum));
    return {
      finding: {
        code,
        severity: 'error',
        message,
        place: stated.place,
        related: contributors(entries, (entry) => entry.weightCell, undefined),
        data: { ...data, stated: typedText(stated) },
        fixes,
      },
    };
  }
  if (open && whole.sum.lessThanOrEqualTo(full.value.plus(whole.tolerance))) return undefined;
  const root = open ? undefined : wrongWeight(entries, full.value.minus(whole.sum), ranges);
  const place = root?.entry.weightCell?.place ?? stated?.place ?? entries.find((entry) => entry.weightCell?.figure)!.weightCell!.place;
  const message = root
    ? l10n.t(
        'The weights add up to {0}, not {1}; with {2} for “{3}” they do.',
        plain(whole.sum),
        plain(full.value),
        plain(root.right),
        root.entry.label,
      )
    : l10n.t('The weights add up to {0}, not {1}.', plain(whole.sum), plain(full.value));
  const related = contributors(entries, (entry) => entry.weightCell, root?.entry.weightCell);
  const fixes = root ? replaceFix(place, plain(root.right)) : [];
  return {
    finding: { code, severity: 'error', message, place, related, data, ...(fixes.length > 0 ? { fixes } : {}) },
    ...(root ? { explains: root.entry } : {}),
  };
}

/** The one weight that its own score gives away: the score exceeds it, or is exactly what the weight should be. */
function wrongWeight(
  entries: readonly Entry[],
  lacking: Exact,
  ranges: readonly RangeFinding[],
): { entry: Entry; right: Exact } | undefined {
  const roots = entries.flatMap((entry) => {
    const { weight, score, weightCell } = entry;
    if (!weight || !score || !weightCell?.figure) return [];
    const right = weight.value.plus(lacking);
    const exceeded = ranges.some((range) => range.entry === entry) && right.greaterThanOrEqualTo(score.value);
    return right.isPositive() && !right.isZero() && (exceeded || right.equals(score.value)) ? [{ entry, right, exceeded }] : [];
  });
  const certain = roots.filter((root) => root.exceeded);
  const list = certain.length > 0 ? certain : roots;
  return list.length === 1 ? list[0] : undefined;
}

/** The total is the sum of the scores. Where some are left out, only a total below their sum is impossible. */
function totalFinding(
  scores: Scores,
  ranges: readonly RangeFinding[],
  others: readonly Finding[],
): { finding: Finding; root?: Entry } | undefined {
  const { bound, entries, indicators, execution, expectsExecution, full } = scores;
  const cell = bound.total && cellOf(bound.total, 'score');
  if (!cell?.figure || entries.some((entry) => entry.damaged)) return undefined;
  const apart = weightReading(scores).apart && indicators.some((entry) => entry.weight);
  const counted = apart ? indicators : entries;
  const open = indicators.some((entry) => !entry.score) || (!apart && expectsExecution && !execution?.score);
  const { sum, tolerance, agrees } = sumOf(
    counted.map((entry) => entry.score),
    cell.figure,
  );
  const data = {
    stated: typedText(cell),
    computed: plain(sum),
    difference: plain(cell.figure.value.minus(sum)),
    tolerance: plain(tolerance),
  };
  const label = bound.total!.label.text;
  if (agrees || (open && sum.lessThanOrEqualTo(cell.figure.value.plus(tolerance)))) {
    if (cell.figure.value.lessThanOrEqualTo(full.value)) return undefined;
    const message = l10n.t('{0}: the score of {1} is higher than the full score of {2}.', label, typedText(cell), plain(full.value));
    return ranges.length > 0 ? undefined : { finding: { code: 'score-out-of-range', severity: 'error', message, place: cell.place, data } };
  }
  const lacking = cell.figure.value.minus(sum);
  const explained = others.some(
    (other) => other.code === 'wrong-execution-score' && exact(other.data!.computed).minus(execution!.score!.value).equals(lacking),
  );
  if (explained) return undefined;
  const root = open ? undefined : wrongScore(counted, lacking, ranges);
  if (root) return { root: root.entry, finding: mendedScore(root, cell, data, label) };
  const message = open
    ? l10n.t('{0}: the scores given add up to {1} already, more than {2}.', label, plain(sum), typedText(cell))
    : l10n.t('{0}: the scores add up to {1}, not {2}.', label, plain(sum), typedText(cell));
  const related = contributors(counted, (entry) => entry.scoreCell, undefined);
  return {
    finding: {
      code: 'wrong-total-score',
      severity: 'error',
      message,
      place: cell.place,
      related,
      data,
      ...(open ? {} : { fixes: replaceFix(cell.place, plain(sum)) }),
    },
  };
}

interface Root {
  readonly entry: Entry;
  readonly right: Exact;
  readonly finding: Finding;
}

/** The one score out of its range that comes into it when the total is right. */
function wrongScore(entries: readonly Entry[], lacking: Exact, ranges: readonly RangeFinding[]): Root | undefined {
  const roots = ranges.flatMap(({ entry, finding }) => {
    if (!entries.includes(entry) || !entry.weight) return [];
    const right = entry.score!.value.plus(lacking);
    return right.isNegative() || right.greaterThan(entry.weight.value) ? [] : [{ entry, right, finding }];
  });
  return roots.length === 1 && ranges.length === 1 ? roots[0] : undefined;
}

function mendedScore({ entry, right, finding }: Root, total: BoundCell, data: Finding['data'], label: string): Finding {
  const message = `${finding.message} ${l10n.t('With {0} the scores add up to the total of {1}.', plain(right), typedText(total))}`;
  const related = [...(finding.related ?? []), { message: `${label}: ${typedText(total)}`, place: total.place }];
  return {
    ...finding,
    message,
    related,
    data: { ...finding.data, total: data!.stated, computed: plain(right) },
    fixes: replaceFix(entry.scoreCell!.place, plain(right)),
  };
}
