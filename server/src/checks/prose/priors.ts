/**
 * Last year's figures as this year's changes imply them (R6): said twice they are the same; they make up last year's totals;
 * and what was left at the end of last year is what there was at the beginning of this one, unless an adjustment is explained.
 */
import { t } from '@vscode/l10n';
import type { Finding, Related } from '../../disclosure/finding.ts';
import { measures } from '../../forms/field.ts';
import { formatFragment } from '../../forms/fragment.ts';
import type { Address, Formula, Interval, Term } from '../../model/types.ts';
import type { Ledger } from '../../prose/ledger.ts';
import { carriedOver, FUND } from '../../prose/roles.ts';
import type { Amount, Change, StatedFigure } from '../../prose/statements.ts';
import type { ProseCheck, ProseContext } from './context.ts';
import { amountLike, contributor } from './wording.ts';

/** A figure of last year that a sentence implies. */
interface Prior {
  readonly address: Address;
  readonly interval: Interval;
  readonly value: number;
  readonly name: string;
  /** What the finding stands on: the change. */
  readonly figure: StatedFigure;
}

export const checkPriors: ProseCheck = (context) => {
  const { judgements, formulas } = context;
  const priors = judgements.each(priorOf, context.statements('change'), (change) => priorOf(change, context), { placeless: true });
  const judge = () => [
    ...saidTwice(priors),
    ...formulas.flatMap((formula) => againstFormula(formula, priors, formulas)),
    ...againstOpening(priors, context),
  ];
  return judgements.of(checkPriors, [formulas, ...priors], judge);
};

/** Only a change that can be of one figure alone implies anything. */
function priorOf(change: Change, { ledger, blamed }: ProseContext): Prior[] {
  const { base, direction, amount, rate, old } = change;
  if (base !== 'prior' || old || !amount || blamed.has(amount) || (rate && blamed.has(rate))) return [];
  if (!direction && amount.written.steps !== 0) return [];
  const sign = direction ?? 0;
  const own = changed(change, sign, ledger);
  if (!own || blamed.has(own.figure)) return [];
  const { address, value, interval } = ledger.reckoned(own);
  const { steps, half } = amount.written;
  const range = { low: interval.low - sign * steps - half, high: interval.high - sign * steps + half };
  return [{ address, value: value - sign * steps, interval: range, name: own.subject.name, figure: amount }];
}

/** The figure that has changed; of several that may be meant the one of which the percentage is right. */
function changed({ current, amount, rate }: Change, sign: number, ledger: Ledger): Amount | undefined {
  if (current.length === 1) return current[0];
  // By nothing anything may have changed: it is said of what stands right before.
  if (amount!.written.steps === 0) return current[0];
  if (!rate) return undefined;
  return current.find((one) => one && fits(ledger.reckoned(one).value, sign * amount!.written.steps, rate.written.value.toNumber()));
}

/** Whether a change is about the stated percentage of a base: near enough to tell two candidates apart. */
function fits(value: number, change: number, percent: number): boolean {
  const base = value - change;
  return base > 0 && Math.abs((Math.abs(change) / base) * 100 - Math.abs(percent)) < 1 + Math.abs(percent) / 20;
}

const apart = (a: Interval, b: Interval): boolean => a.low > b.high || b.low > a.high;

const related = (prior: Prior): Related => ({
  message: t('Last year’s {0}: {1}', prior.name, text(prior, prior.figure)),
  place: prior.figure.place,
});

const text = (prior: { readonly value: number }, { written }: StatedFigure): string => `${amountLike(prior.value, written)}${written.unit}`;

function saidTwice(priors: readonly Prior[]): Finding[] {
  const firsts = new Map<string, Prior>();
  return priors.flatMap((prior) => {
    const key = formatFragment(prior.address);
    const first = firsts.get(key);
    if (!first) firsts.set(key, prior);
    if (!first || !apart(first.interval, prior.interval)) return [];
    return [
      {
        code: 'priors-differ',
        severity: 'error' as const,
        message: t(
          'Last year’s {0} would be {1} by this change, but {2} by the one told before.',
          prior.name,
          text(prior, prior.figure),
          text(first, prior.figure),
        ),
        place: prior.figure.place,
        related: [related(first)],
        data: { stated: text(prior, prior.figure), computed: text(first, prior.figure) },
      },
    ];
  });
}

const isOf = (prior: Prior, { measure, members }: Term, fund: string | undefined): boolean => {
  const own = prior.address.members;
  const keys = Object.keys(own).filter((key) => key !== FUND);
  return (
    prior.address.measure === measure &&
    own[FUND] === fund &&
    keys.length === Object.keys(members).length &&
    keys.every((key) => own[key] === members[key])
  );
};

/** The terms of last year's total that are implied are no more than it, whatever the others were. */
function againstFormula({ left, right }: Formula, priors: readonly Prior[], formulas: readonly Formula[]): Finding[] {
  if (right.length < 2) return [];
  const funds = new Set(priors.map(({ address }) => address.members[FUND]));
  return [...funds].flatMap((fund) => {
    const total = totalOf(left, priors, formulas, fund);
    const terms = right.map((term) => ({ term, prior: priors.find((one) => isOf(one, term, fund)) }));
    const known = terms.flatMap(({ prior }) => prior ?? []);
    // An unknown term may be anything if it may be negative.
    if (!total || known.length < 2 || terms.some(({ term, prior }) => !prior && measures.get(term.measure)?.signed)) return [];
    const low = known.reduce((sum, { interval }) => sum + interval.low, 0);
    const sum = known.reduce((all, { value }) => all + value, 0);
    if (low <= total.interval.high) return [];
    return [
      {
        code: 'priors-differ',
        severity: 'warning' as const,
        message: t(
          'Last year’s {0} would be {1} by these changes, but {2} of last year make {3}.',
          total.name,
          text(total, total.figure),
          known.map(({ name }) => name).join('、'),
          text({ value: sum }, total.figure),
        ),
        place: total.figure.place,
        related: known.map(related),
        data: { stated: text(total, total.figure), computed: text({ value: sum }, total.figure) },
      },
    ];
  });
}

/** Last year's total itself, or that which equals it: 收入总计 for 支出总计. */
function totalOf(left: Term, priors: readonly Prior[], formulas: readonly Formula[], fund: string | undefined): Prior | undefined {
  const equal = formulas.filter(({ right }) => right.length === 1).flatMap((formula) => [formula.left, formula.right[0]]);
  const others = equal.some((term) => term.measure === left.measure) ? equal : [];
  return [left, ...others].map((term) => priors.find((one) => isOf(one, term, fund))).find((one) => one !== undefined);
}

/** 年初 of this year against 年末 of last year. */
function againstOpening(priors: readonly Prior[], { ledger, statements }: ProseContext): Finding[] {
  return priors.flatMap((prior) => {
    const opening = carriedOver(prior.address);
    const known = opening && ledger.known(opening, 'own');
    if (!known || !apart(known.interval, prior.interval) || ledger.stated(prior.address, 'prior')) return [];
    const stated = statements('amount').find(({ subject }) => formatFragment(subject.readings[0]) === formatFragment(opening));
    return [
      {
        code: 'carry-over-differs',
        severity: 'warning' as const,
        message: t(
          'By this change {0} was left at the end of last year, but {1} was there at the beginning of this one; an adjustment has to be explained.',
          text(prior, prior.figure),
          text(known, prior.figure),
        ),
        place: prior.figure.place,
        related: stated ? [contributor(stated.subject.name, stated.figure.written, stated.figure.place)] : [],
        data: { stated: text(known, prior.figure), computed: text(prior, prior.figure) },
      },
    ];
  });
}
