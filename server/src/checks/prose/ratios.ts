/** Completion of a budget (R3) and shares of a whole (R4, R5), by intervals (N5), with no percentage of nothing (N7). */
import { t } from '@vscode/l10n';
import { Decimal } from 'decimal.js';
import type { Finding } from '../../disclosure/finding.ts';
import type { Known, Ledger } from '../../prose/ledger.ts';
import type { Amount, Completion, Share, StatedFigure, Subject } from '../../prose/statements.ts';
import { changeTo, distinctRelated, type ProseCheck } from './context.ts';
import { isTruncated, meets, quotient, rangeOf } from './ratio.ts';
import { contributors, rateLike } from './wording.ts';

export const checkRatios: ProseCheck = ({ statements, ledger, blamed }) =>
  statements.flatMap((statement) => {
    if (statement.kind !== 'completion' && statement.kind !== 'share') return [];
    const amount = statement.kind === 'completion' ? statement.actual : statement.amount;
    // A figure that is wrong by itself would make its ratio wrong too.
    if (amount && blamed.has(amount.figure) && ledger.resolve(amount).verdict !== 'differs') return [];
    const pairs = statement.kind === 'completion' ? completionPairs(statement, ledger) : sharePairs(statement, ledger);
    const found = pairs.map((pair) => graded(statement, judgeAgain(statement.rate, pair, statement.kind === 'share')));
    if (found.length === 0 || found.some((finding) => finding === undefined)) return [];
    const worst = found[0]!;
    if (worst.severity === 'error') blamed.add(statement.rate);
    return [worst];
  });

/** Of what is no figure of the tables at most a warning. */
const graded = (statement: Share | Completion, finding: Finding | undefined): Finding | undefined =>
  finding?.severity === 'error' && statement.kind === 'share' && statement.unsure ? { ...finding, severity: 'warning' } : finding;

interface Pair {
  readonly part: Known;
  readonly whole: Known;
}

function knownsOf(amount: Amount | undefined, subject: Subject, ledger: Ledger): Known[] {
  return amount ? [ledger.reckoned(amount)] : ledger.allKnown(subject, 'own');
}

function completionPairs({ subject, actual, stated, base }: Completion, ledger: Ledger): Pair[] {
  const parts = knownsOf(actual, subject, ledger);
  const bases = stated.length > 0 ? stated.map((amount) => ledger.reckoned(amount)) : ledger.allKnown(subject, base);
  return parts.flatMap((part) => bases.map((whole) => ({ part, whole })));
}

/** The whole that is named; else that of which the sentence speaks, or what the chapter is about: one of them is meant. */
function sharePairs({ part, amount, whole, scope, stated }: Share, ledger: Ledger): Pair[] {
  const parts = knownsOf(amount, part, ledger);
  const wholes = [
    ...(stated ? [ledger.reckoned(stated)] : []),
    ...(whole ? ledger.possible(whole) : []),
    ...(!whole && scope ? [ledger.known(scope, 'own') ?? []].flat() : []),
  ];
  return parts.flatMap((one) => wholes.filter((other) => other.address !== one.address).map((other) => ({ part: one, whole: other })));
}

/** The figures with which each percentage was last right. */
const lastRight = new WeakMap<StatedFigure, readonly number[]>();

const numbersOf = ({ part, whole }: Pair): number[] => [
  part.value,
  part.interval.low,
  part.interval.high,
  whole.value,
  whole.interval.low,
  whole.interval.high,
];

/** The same figures have the same ratio: most percentages are right, and stay so at a keystroke elsewhere. */
function judgeAgain(rate: StatedFigure, pair: Pair, isShare: boolean): Finding | undefined {
  const numbers = numbersOf(pair);
  const known = lastRight.get(rate);
  if (known && numbers.every((one, i) => one === known[i])) return undefined;
  const finding = judge(rate, pair, isShare);
  if (!finding) lastRight.set(rate, numbers);
  return finding;
}

function judge(rate: StatedFigure, { part, whole }: Pair, isShare: boolean): Finding | undefined {
  const { written, place } = rate;
  const like = part.amount?.figure.written ?? whole.amount?.figure.written ?? written;
  const related = () => distinctRelated([...contributors(part, like), ...contributors(whole, like)]);
  if (whole.value === 0) {
    // 0.00 may be a little more than nothing, of which something is a large percentage.
    const fine = part.value === 0 || rangeOf(written).high.gte(quotient(part.interval, whole.interval).low);
    if (fine) return undefined;
    return {
      code: 'zero-base-ratio',
      severity: 'error',
      message: t('Of nothing there is no percentage: the base is 0.'),
      place,
      related: related(),
      data: { stated: written.text },
    };
  }
  if (part.value < 0 || whole.value <= 0) return undefined;
  const range = quotient(part.interval, whole.interval);
  if (meets(rangeOf(written), range)) return undefined;
  const ratio = new Decimal(part.value).div(whole.value);
  const right = rateLike(ratio, written);
  if (isTruncated(written, ratio)) {
    return {
      code: 'wrong-ratio',
      severity: 'hint',
      message: t(
        '{0} is {1} with the further digits cut off; rounded it is {2}.',
        `${written.text}%`,
        `${ratio.times(100).toFixed(written.decimals + 2)}%`,
        `${right}%`,
      ),
      place,
      related: related(),
      data: { stated: written.text, computed: right },
      fixes: [changeTo(place, right)],
    };
  }
  return {
    code: 'wrong-ratio',
    severity: 'error',
    message: isShare
      ? t('The share is {0}, not {1}.', `${right}%`, `${written.text}%`)
      : t('The rate is {0}, not {1}.', `${right}%`, `${written.text}%`),
    place,
    related: related(),
    data: { stated: written.text, computed: right },
    fixes: [changeTo(place, right)],
  };
}
