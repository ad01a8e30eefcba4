/**
 * Changes against last year or a budget (N6, N7, N9): the base that figure and change imply, the base where it is known, the rate, the words.
 * A sentence may leave open whose change it tells; it is wrong only if it is wrong of every figure that it can mean.
 */
import { t } from '@vscode/l10n';
import { Decimal } from 'decimal.js';
import type { Finding, Related } from '../../disclosure/finding.ts';
import { measures } from '../../forms/field.ts';
import type { Interval } from '../../model/types.ts';
import { type Known, knownOf } from '../../prose/known.ts';
import type { Ledger } from '../../prose/ledger.ts';
import type { Written } from '../../prose/reading/token.ts';
import type { Change, Subject } from '../../prose/statements.ts';
import { changeTo, distinctRelated, each, type ProseCheck, type ProseContext } from './context.ts';
import { growth, growthFrom, isTruncated, meets, quotient, rangeOf } from './ratio.ts';
import { amountLike, asWritten, contributor, contributors, rateLike, textOf } from './wording.ts';

export const checkChanges: ProseCheck = each('change', (statement, context) => {
  const found = statement.subjects.flatMap((subject, i) => {
    const current = statement.current[i];
    if (current && context.blamed.has(current.figure) && context.ledger.resolve(current).known === undefined) return [];
    const known = current ? [context.ledger.reckoned(current)] : context.ledger.allKnown(subject, 'own').slice(0, 1);
    const cases = known.length > 0 ? known : [undefined];
    return cases.map((figure) => judge(statement, subject, figure, context));
  });
  if (found.length === 0 || found.some((findings) => findings.length === 0)) return [];
  const worst = found[0];
  for (const finding of worst) if (finding.severity === 'error') blame(statement, finding, context);
  return worst;
});

function blame({ rate, amount }: Change, { place }: Finding, { blamed }: ProseContext): void {
  for (const figure of [rate, amount]) if (figure && figure.place === place) blamed.add(figure);
}

const intervalOf = ({ steps, half }: Written): Interval => ({ low: steps - half, high: steps + half });

/** What is wrong with a change of one figure that it may mean; nothing if all agrees. At most one finding: the first cause. */
function judge(change: Change, subject: Subject, current: Known | undefined, { ledger }: ProseContext): Finding[] {
  const base = baseOf(change, subject, current, ledger);
  const finding =
    words(change, current, base) ??
    impossible(change, current) ??
    againstBase(change, subject, current, base) ??
    rate(change, subject, current, base) ??
    unchanged(change, current, base);
  return finding ? [finding] : [];
}

/** The base itself: stated in the sentence, by tables, last year's file, 要素表, or another sentence. */
function baseOf({ old, base }: Change, subject: Subject, current: Known | undefined, ledger: Ledger): Known | undefined {
  if (old) return knownOf({ kind: 'amount', subject: { ...subject, name: '' }, figure: old }, subject.readings[0]);
  if (!current) return ledger.allKnown(subject, base)[0];
  return ledger.known(current.address, base) ?? ofTheSame(subject, current, base, ledger);
}

/** Where a name means two figures that are the same this year (what came in and what went out), the base of the one of which it is known. */
function ofTheSame({ readings, strong }: Subject, current: Known, base: Change['base'], ledger: Ledger): Known | undefined {
  const same = readings.slice(0, strong).filter((address) => ledger.stated(address, 'own')?.value === current.value);
  const [known, ...others] = same.flatMap((address) => ledger.known(address, base) ?? []);
  return others.every(({ value }) => value === known.value) ? known : undefined;
}

const related = (subject: Subject, change: Change, current: Known | undefined, base: Known | undefined, like: Written): Related[] =>
  distinctRelated([
    ...(current ? contributors(current, like) : []),
    ...(change.amount ? [contributor(subject.name, change.amount.written, change.amount.place)] : []),
    ...(base ? contributors(base, like) : []),
  ]);

/** 增加…，下降…: the words contradict each other. */
function words(
  { direction, rateDirection, amount, rate: rated, place }: Change,
  current: Known | undefined,
  base: Known | undefined,
): Finding | undefined {
  const moved = (amount && amount.written.steps !== 0) || (rated && !rated.written.value.isZero());
  if (!moved || !direction) return undefined;
  if (rateDirection !== undefined && rateDirection !== direction)
    return {
      code: 'wrong-direction',
      severity: 'error',
      message: t('The words contradict each other: one says up, the other down.'),
      place,
    };
  if (!current || !base) return undefined;
  const apart = direction > 0 ? current.interval.high < base.interval.low : current.interval.low > base.interval.high;
  if (!apart) return undefined;
  const like = amount?.written ?? current.amount?.figure.written;
  return {
    code: 'wrong-direction',
    severity: 'error',
    message:
      direction > 0
        ? t('The figure did not go up: it was {0} and is {1}.', textOf(base, like), textOf(current, like))
        : t('The figure did not go down: it was {0} and is {1}.', textOf(base, like), textOf(current, like)),
    place,
    related: like ? distinctRelated([...contributors(current, like), ...contributors(base, like)]) : [],
  };
}

/** A figure cannot have grown by more than itself. */
function impossible({ direction, amount }: Change, current: Known | undefined): Finding | undefined {
  if (!amount || direction !== 1 || !current || measures.get(current.address.measure)?.signed) return undefined;
  const change = intervalOf(amount.written);
  if (change.low <= current.interval.high) return undefined;
  return {
    code: 'wrong-change',
    severity: 'error',
    message: t('It cannot have grown by {0}: it is {1} itself.', asWritten(amount.written), textOf(current, amount.written)),
    place: amount.place,
    related: contributors(current, amount.written),
    data: { stated: amount.written.text, computed: textOf(current, amount.written) },
  };
}

/** Figure less base is the change. */
function againstBase(change: Change, subject: Subject, current: Known | undefined, base: Known | undefined): Finding | undefined {
  const { amount, direction } = change;
  if (!amount || !current || !base) return undefined;
  const difference = { low: current.interval.low - base.interval.high, high: current.interval.high - base.interval.low };
  const stated = intervalOf(amount.written);
  const signs: readonly number[] = direction ? [direction] : [1, -1];
  const signed = (sign: number): Interval => (sign > 0 ? stated : { low: -stated.high, high: -stated.low });
  if (signs.map(signed).some(({ low, high }) => low <= difference.high && high >= difference.low)) return undefined;
  const right = amountLike(Math.abs(current.value - base.value), amount.written);
  return {
    code: 'wrong-change',
    severity: 'error',
    message: t(
      'From {0} to {1} the change is {2}, not {3}.',
      textOf(base, amount.written),
      textOf(current, amount.written),
      `${right}${amount.written.unit}`,
      asWritten(amount.written),
    ),
    place: amount.place,
    related: related(subject, { ...change, amount: undefined }, current, base, amount.written),
    data: { stated: amount.written.text, computed: right },
    fixes: [changeTo(amount.place, right)],
  };
}

function rate(change: Change, subject: Subject, current: Known | undefined, base: Known | undefined): Finding | undefined {
  const { rate: stated, amount, direction } = change;
  if (!stated) return undefined;
  const zero = zeroBase(change, subject, current, base);
  if (zero !== undefined) return zero === 'fine' ? undefined : zero;
  const sign = direction || 1;
  const ranges = ratesOf(change, current, base, sign);
  if (!ranges || meets(rangeOf(stated.written), ranges.range)) return undefined;
  const right = rateLike(ranges.nominal, stated.written);
  if (right === stated.written.value.toFixed(stated.written.decimals)) return undefined;
  const truncated = isTruncated(stated.written, ranges.nominal);
  return {
    code: 'wrong-ratio',
    severity: truncated ? 'hint' : 'error',
    message: truncated
      ? t(
          '{0} is {1} with the further digits cut off; rounded it is {2}.',
          asWritten(stated.written),
          `${rateLike(ranges.nominal, { ...stated.written, decimals: stated.written.decimals + 2 })}%`,
          `${right}%`,
        )
      : t('The rate is {0}, not {1}.', `${right}%`, asWritten(stated.written)),
    place: stated.place,
    related: related(subject, change, current, base, amount?.written ?? current?.amount?.figure.written ?? stated.written),
    data: { stated: stated.written.text, computed: right },
    fixes: [changeTo(stated.place, right)],
  };
}

interface Rates {
  readonly range: ReturnType<typeof rangeOf>;
  readonly nominal: Decimal;
}

/** The rates that figure, change and base allow: by whichever two are known. */
function ratesOf({ amount }: Change, current: Known | undefined, base: Known | undefined, sign: 1 | -1): Rates | undefined {
  if (amount && base && base.interval.low > 0)
    return { range: quotient(intervalOf(amount.written), base.interval), nominal: new Decimal(amount.written.steps).div(base.value) };
  if (amount && current) {
    const prior = current.value - sign * amount.written.steps;
    if (prior <= 0) return undefined;
    return { range: growth(current.interval, intervalOf(amount.written), sign), nominal: new Decimal(amount.written.steps).div(prior) };
  }
  if (!amount && current && base && base.interval.low > 0) {
    const { low, high } = growthFrom(current.interval, base.interval);
    const range = sign > 0 ? { low, high } : { low: high.neg(), high: low.neg() };
    return { range, nominal: new Decimal(current.value).div(base.value).minus(1).times(sign) };
  }
  return undefined;
}

/** Nothing grows by a percentage (N7). `fine`: the base is nothing, and there is nothing to say of the rate. */
function zeroBase(change: Change, subject: Subject, current: Known | undefined, base: Known | undefined): Finding | 'fine' | undefined {
  const { rate: stated, amount, direction } = change;
  if (!stated) return undefined;
  const nothing = base ? base.value === 0 : amount && current && direction === 1 && amount.written.steps === current.value;
  if (!nothing) return undefined;
  const grew = (current?.value ?? amount?.written.steps ?? 0) !== 0;
  if (!grew) return 'fine';
  // 0.00 may be a little more than nothing, of which something grows by a large rate.
  const lowest = base?.interval.high ? new Decimal(current?.interval.low ?? 0).div(base.interval.high) : undefined;
  const implied = !base && amount && current ? growth(current.interval, intervalOf(amount.written), 1) : undefined;
  const least = lowest ?? implied?.low;
  if (least?.isFinite() && rangeOf(stated.written).high.gte(least)) return 'fine';
  return {
    code: 'zero-base-ratio',
    severity: 'error',
    message: t('It was nothing before, and of nothing there is no percentage.'),
    place: stated.place,
    related: related(subject, change, current, base, amount?.written ?? stated.written),
    data: { stated: stated.written.text },
  };
}

/** 与上年持平: the base is the same. */
function unchanged(
  { direction, amount, rate: rated, place }: Change,
  current: Known | undefined,
  base: Known | undefined,
): Finding | undefined {
  if (direction !== 0 || amount || rated || !current || !base) return undefined;
  if (current.interval.low <= base.interval.high && base.interval.low <= current.interval.high) return undefined;
  const like = current.amount?.figure.written ?? base.amount?.figure.written;
  return {
    code: 'wrong-direction',
    severity: 'error',
    message: t('It is not the same: it was {0} and is {1}.', textOf(base, like), textOf(current, like)),
    place,
    related: like ? distinctRelated([...contributors(current, like), ...contributors(base, like)]) : [],
  };
}
