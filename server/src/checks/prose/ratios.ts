/** Completion of a budget (R3) and shares of a whole (R4, R5), by intervals (N5), with no percentage of nothing (N7). */
import { t } from '@vscode/l10n';
import { Decimal } from 'decimal.js';
import type { Finding } from '../../disclosure/finding.ts';
import type { Known } from '../../prose/known.ts';
import type { Ledger } from '../../prose/ledger.ts';
import type { Amount, Completion, Share, StatedFigure, Subject } from '../../prose/statements.ts';
import { changeTo, distinctRelated, each, type ProseCheck, type ProseContext } from './context.ts';
import { isTruncated, meets, quotient, rangeOf } from './ratio.ts';
import { contributors, rateLike } from './wording.ts';

const checkCompletions = each('completion', (statement, context) =>
  judgeAll(statement, statement.actual, completionPairs(statement, context.ledger), context),
);
const checkShares = each('share', (statement, context) =>
  judgeAll(statement, statement.amount, sharePairs(statement, context.ledger), context),
);

export const checkRatios: ProseCheck = (context) => [...checkCompletions(context), ...checkShares(context)];

/** A ratio is wrong if it is wrong of every pair of figures that it may be of. */
function judgeAll(
  statement: Completion | Share,
  amount: Amount | undefined,
  pairs: readonly Pair[],
  { ledger, blamed }: ProseContext,
): readonly Finding[] {
  // A figure that is wrong by itself would make its ratio wrong too.
  if (amount && blamed.has(amount.figure) && ledger.resolve(amount).verdict !== 'differs') return [];
  const found = pairs.map((pair) => graded(statement, judge(statement.rate, pair, statement.kind === 'share')));
  if (found.length === 0 || found.some((finding) => finding === undefined)) return [];
  const worst = found[0]!;
  if (worst.severity === 'error') blamed.add(statement.rate);
  return [worst];
}

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
