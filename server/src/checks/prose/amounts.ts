/** Every amount that names a figure of the tables is that figure (R1); what two sentences state is the same in both (N3). */
import { t } from '@vscode/l10n';
import { cellTitle } from '../../disclosure/cells.ts';
import type { Finding } from '../../disclosure/finding.ts';
import type { Known } from '../../prose/known.ts';
import type { Amount } from '../../prose/statements.ts';
import type { Blame } from './blame.ts';
import { changeTo, type ProseCheck, type ProseContext } from './context.ts';
import { amountLike, asWritten, contributor, contributors } from './wording.ts';

export const checkAmounts: ProseCheck = (context) =>
  context.judgements.each(checkAmounts, context.parts, (amount) => judge(amount, context));

function judge(amount: Amount, { ledger, blamed }: ProseContext): Finding[] {
  const { verdict, known } = ledger.resolve(amount);
  if (known && verdict === 'differs') {
    blamed.add(amount.figure);
    return [differs(amount, known, ledger.elsewhere(amount, known))];
  }
  if (known && (verdict === 'near' || verdict === 'rounded')) return [near(amount, known, verdict === 'near' ? 'warning' : 'hint')];
  return verdict === 'unknown' ? contradiction(amount, ledger.contradicted(amount), blamed) : [];
}

const titleOf = (known: Known): string => {
  const [first] = known.figure?.cells ?? [];
  return first ? cellTitle(first) : '';
};

/** `elsewhere`: the figure of another column of the same row, which the sentence may mean. */
function differs(amount: Amount, known: Known, elsewhere: Known | undefined): Finding {
  const { written, place } = amount.figure;
  const right = amountLike(known.value, written);
  const values = [amount.subject.name, asWritten(written), `${right}${written.unit}`, titleOf(known)];
  return {
    code: 'same-figure-differs',
    severity: elsewhere ? 'warning' : 'error',
    message: elsewhere
      ? t('{0} is {1} here, but {2} in {3}; {1} is {4}.', ...values, titleOf(elsewhere))
      : t('{0} is {1} here, but {2} in {3}.', ...values),
    place,
    related: [...contributors(known, written), ...(elsewhere ? contributors(elsewhere, written) : [])],
    data: { stated: written.text, computed: right, difference: amountLike(Math.abs(written.steps - known.value), written) },
    fixes: [changeTo(place, right)],
  };
}

/** The last digit alone differs: a warning. Fewer digits, and right to them, may be meant so. */
function near(amount: Amount, known: Known, severity: 'warning' | 'hint'): Finding {
  const { written, place } = amount.figure;
  const right = amountLike(known.value, written);
  return {
    code: 'same-figure-differs',
    severity,
    message: t(
      '{0} is {1} here, but {2} in {3}; rounding explains it, but the same figure should be written alike.',
      amount.subject.name,
      asWritten(written),
      `${right}${written.unit}`,
      titleOf(known),
    ),
    place,
    related: contributors(known, written),
    data: { stated: written.text, computed: right, difference: amountLike(Math.abs(written.steps - known.value), written) },
    fixes: [changeTo(place, right)],
  };
}

/** No table speaks of it, and two sentences do not agree: nothing tells which is right. */
function contradiction(amount: Amount, first: Amount | undefined, blamed: Blame): Finding[] {
  if (!first) return [];
  const [a, b] = [amount.figure.written, first.figure.written];
  const apart = Math.abs(a.steps - b.steps) > a.half + b.half;
  if (apart) blamed.add(amount.figure);
  return [
    {
      code: 'same-figure-differs',
      severity: apart ? 'error' : 'warning',
      message: t('{0} is {1} here, but {2} where it was said before.', amount.subject.name, asWritten(a), asWritten(b)),
      place: amount.figure.place,
      related: [contributor(first.subject.name, b, first.figure.place)],
      data: { stated: a.text, computed: b.text, difference: amountLike(Math.abs(a.steps - b.steps), a) },
    },
  ];
}
