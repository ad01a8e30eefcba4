/** Weights and scores of a performance form: each within bounds, all adding up. */
import * as l10n from '@vscode/l10n';
import type { Finding, Related } from '../disclosure/finding.ts';
import { compareNumbers, type Exact, exact, isNegative } from '../disclosure/performance/decimal.ts';
import { executionRow, executionWeight } from '../disclosure/performance/derive.ts';
import { type BoundCell, type BoundPerformance, cellOf, type Figure, indicatorsOf, TypedFigure } from '../disclosure/performance/types.ts';
import { plain, replaceFix, SumVerdict, typedText } from './performance-figures.ts';

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

/**
 * Findings on the weights and scores of one form.
 *
 * `funds` are those on its funds: a wrong score of the execution explains a wrong total.
 * `full` are the full scores for missed targets; they are among the result, since the score that a total gives away may be one of them.
 */
export function scoreFindings(bound: BoundPerformance, funds: readonly Finding[], full: readonly Finding[]): Finding[] {
  const scores = readScores(bound);
  const ranges: Suspect[] = [];
  for (const entry of scores.entries) {
    const range = rangeFinding(scores, entry);
    if (range) ranges.push(range);
  }
  const missed = full.flatMap((finding) => {
    const entry = scores.indicators.find(({ scoreCell }) => scoreCell?.place.start === finding.place.start);
    return entry ? [{ entry, finding }] : [];
  });
  const weights = weightFinding(scores, ranges);
  const total = totalFinding(scores, ranges, missed, funds);
  const suspects = [...ranges.filter((range) => range.entry !== weights?.explains), ...missed];
  return [
    ...(weights ? [weights.finding] : []),
    ...suspects.map((suspect) => (suspect.entry === total?.root ? total.finding : suspect.finding)),
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
    full: new TypedFigure(`${bound.form.fullScore}`, 0, false),
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

/** A finding on one row's score. */
interface Suspect {
  readonly entry: Entry;
  readonly finding: Finding;
}

/** 0 ≤ score ≤ weight; without a weight no score exceeds the form's full score. */
function rangeFinding({ full }: Scores, entry: Entry): Suspect | undefined {
  const { score, scoreCell, weight, weightCell } = entry;
  if (!score || !scoreCell || (weight && weight.percent !== score.percent)) return undefined;
  const most = weight ?? full;
  const negative = isNegative(score);
  if (!negative && compareNumbers(score, most) <= 0) return undefined;
  const message = negative
    ? l10n.t('{0}: a score cannot be negative, but it is {1}.', entry.label, typedText(scoreCell))
    : weight
      ? l10n.t('{0}: the score of {1} is higher than the weight of {2}.', entry.label, typedText(scoreCell), plain(most.value))
      : l10n.t('{0}: the score of {1} is higher than the full score of {2}.', entry.label, typedText(scoreCell), plain(most.value));
  const related = weightCell?.figure ? [{ message: `${weightCell.column.title}: ${typedText(weightCell)}`, place: weightCell.place }] : [];
  const data = { stated: typedText(scoreCell), weight: plain(most.value) };
  return { entry, finding: { code: 'score-out-of-range', severity: 'error', message, place: scoreCell.place, related, data } };
}

function sumOf(entries: readonly Entry[], kind: 'weight' | 'score', total: Figure): SumVerdict {
  const figures: Figure[] = [];
  for (const entry of entries) if (entry[kind]) figures.push(entry[kind]);
  return new SumVerdict(figures, total);
}

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
  const whole = sumOf(entries, 'weight', full);
  const missing = indicators.some((entry) => !entry.weight);
  const open = missing || (expectsExecution && !execution?.weight);
  const alone = missing || whole.agrees ? undefined : sumOf(indicators, 'weight', full);
  const apart = alone?.agrees === true;
  return { whole: apart ? alone : whole, agrees: whole.agrees || apart, apart, open };
}

/** The weights add up to the form's full score. Where some are left out, only a sum beyond it is impossible. */
function weightFinding(scores: Scores, ranges: readonly Suspect[]): { finding: Finding; explains?: Entry } | undefined {
  const { entries, indicators, full, bound } = scores;
  if (entries.some((entry) => entry.damaged) || !indicators.some((entry) => entry.weight)) return undefined;
  const { whole, agrees, open } = weightReading(scores);
  const stated = bound.total && cellOf(bound.total, 'weight');
  const settled = !stated?.figure || compareNumbers(stated.figure, full) === 0;
  if (agrees && settled) return undefined;
  if (!agrees && open && whole.sum.lessThanOrEqualTo(full.value.plus(whole.tolerance))) return undefined;
  const code = 'weights-not-100';
  const data = {
    stated: plain(full.value),
    computed: plain(whole.sum),
    difference: plain(full.value.minus(whole.sum)),
    tolerance: plain(whole.tolerance),
  };
  if (agrees && stated) {
    const message = l10n.t('{0}: the weights add up to {1}, not {2}.', bound.total!.label.text, plain(full.value), typedText(stated));
    const fixes = replaceFix(stated.place, plain(full.value));
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
  const root = open || !settled ? undefined : wrongWeight(entries, full.value.minus(whole.sum), ranges);
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
function wrongWeight(entries: readonly Entry[], lacking: Exact, ranges: readonly Suspect[]): { entry: Entry; right: Exact } | undefined {
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

/** The total row's score against the scores above it. */
interface Total {
  readonly label: string;
  readonly cell: BoundCell;
  readonly stated: Figure;
  readonly counted: readonly Entry[];
  readonly held: SumVerdict;
  /** Scores were left out, so that only a total below their sum is impossible. */
  readonly open: boolean;
  readonly broken: boolean;
}

function readTotal(scores: Scores): Total | undefined {
  const { bound, entries, indicators, execution, expectsExecution } = scores;
  const cell = bound.total && cellOf(bound.total, 'score');
  if (!cell?.figure || entries.some((entry) => entry.damaged)) return undefined;
  const apart = weightReading(scores).apart && indicators.some((entry) => entry.weight);
  const counted = apart ? indicators : entries;
  const open = indicators.some((entry) => !entry.score) || (!apart && expectsExecution && !execution?.score);
  const stated = cell.figure;
  const held = sumOf(counted, 'score', stated);
  const broken = open ? stated.value.minus(held.sum).plus(held.tolerance).isNegative() : !held.agrees;
  return { label: bound.total!.label.text, cell, stated, counted, held, open, broken };
}

const totalData = ({ cell, stated, held: { sum, tolerance } }: Total) => ({
  stated: typedText(cell),
  computed: plain(sum),
  difference: plain(stated.value.minus(sum)),
  tolerance: plain(tolerance),
});

/** The total is the sum of the scores; a suspect score that the total gives away is one finding with it. */
function totalFinding(
  scores: Scores,
  ranges: readonly Suspect[],
  missed: readonly Suspect[],
  funds: readonly Finding[],
): { finding: Finding; root?: Entry } | undefined {
  const total = readTotal(scores);
  if (!total) return undefined;
  if (!total.broken) return ranges.length === 0 ? excessiveTotal(total, scores.full) : undefined;
  const { sum } = total.held;
  const lacking = total.stated.value.minus(sum);
  if (funds.some((other) => explainsTotal(other, scores.execution, lacking))) return undefined;
  const root = total.open ? undefined : wrongScore(total, lacking, ranges, missed);
  if (root) return { root: root.entry, finding: root.finding };
  const { label, cell, open } = total;
  const message = open
    ? l10n.t('{0}: the scores given add up to {1} already, more than {2}.', label, plain(sum), typedText(cell))
    : l10n.t('{0}: the scores add up to {1}, not {2}.', label, plain(sum), typedText(cell));
  const related = contributors(total.counted, (entry) => entry.scoreCell, undefined);
  const fixes = open ? [] : replaceFix(cell.place, plain(sum));
  return {
    finding: {
      code: 'wrong-total-score',
      severity: 'error',
      message,
      place: cell.place,
      related,
      data: totalData(total),
      ...(open ? {} : { fixes }),
    },
  };
}

function excessiveTotal(total: Total, full: Figure): { finding: Finding } | undefined {
  const { label, cell, stated } = total;
  if (compareNumbers(stated, full) <= 0) return undefined;
  const message = l10n.t('{0}: the score of {1} is higher than the full score of {2}.', label, typedText(cell), plain(full.value));
  return { finding: { code: 'score-out-of-range', severity: 'error', message, place: cell.place, data: totalData(total) } };
}

/** A wrong score of the execution whose right one makes the total right. */
const explainsTotal = (other: Finding, execution: Entry | undefined, lacking: Exact): boolean =>
  other.code === 'wrong-execution-score' && !!execution?.score && exact(other.data!.computed).minus(execution.score.value).equals(lacking);

/**
 * The one score out of its range, or full in spite of a missed target, that is in order when the total is right.
 * Out of its range it is certainly wrong; otherwise the total may be, and both can be mended.
 */
function wrongScore(total: Total, lacking: Exact, ranges: readonly Suspect[], missed: readonly Suspect[]): Suspect | undefined {
  const suspects = ranges.length > 0 ? ranges : missed;
  const roots = suspects.flatMap(({ entry, finding }) => {
    if (!total.counted.includes(entry) || !entry.weight) return [];
    const right = entry.score!.value.plus(lacking);
    return right.isNegative() || right.greaterThan(entry.weight.value) ? [] : [{ entry, finding, right }];
  });
  if (roots.length !== 1 || ranges.length > 1) return undefined;
  const [{ entry, finding, right }] = roots;
  const message = `${finding.message} ${l10n.t('With {0} the scores add up to the total of {1}.', plain(right), typedText(total.cell))}`;
  const related = [...(finding.related ?? []), { message: `${total.label}: ${typedText(total.cell)}`, place: total.cell.place }];
  const own = replaceFix(entry.scoreCell!.place, plain(right));
  const either = [...own, ...replaceFix(total.cell.place, plain(total.held.sum))].map((fix) => ({ ...fix, preferred: false }));
  const data = { ...finding.data, total: typedText(total.cell), computed: plain(right) };
  return { entry, finding: { ...finding, message, related, data, fixes: ranges.length > 0 ? own : either } };
}
