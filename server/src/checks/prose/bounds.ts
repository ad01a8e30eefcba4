/** A part is no larger than its whole (R8, N8): 小微 within 中小 within the total, whatever else the sentences say. */
import { t } from '@vscode/l10n';
import type { Finding } from '../../disclosure/finding.ts';
import { dimensions } from '../../forms/field.ts';
import type { Address } from '../../model/types.ts';
import { isWithin } from '../../prose/facts.ts';
import type { Amount } from '../../prose/statements.ts';
import data from '../data/sentences.json' with { type: 'json' };
import type { ProseCheck, ProseContext } from './context.ts';
import { asWritten, contributor } from './wording.ts';

/** Measures whose parts cannot be more than the whole: nothing in them is negative. */
const BOUNDED: ReadonlySet<string> = new Set(data.bounded);

const isBounded = ({ subject: { readings } }: Amount): boolean => readings.length > 0 && BOUNDED.has(readings[0].measure);

export const checkBounds: ProseCheck = (context) => {
  const bounded = context.judgements.those(isBounded, context.statements('amount'));
  return context.judgements.of(checkBounds, bounded, () => judge(bounded, context));
};

function judge(bounded: readonly Amount[], { ledger, blamed }: ProseContext): Finding[] {
  const amounts = bounded.filter((one) => ledger.resolve(one).verdict === 'unknown');
  return amounts.flatMap((part) => {
    const [address] = part.subject.readings;
    if (blamed.has(part.figure)) return [];
    const wholes = amounts.filter(
      (one) =>
        one.subject.basis === part.subject.basis &&
        contains(one.subject.readings[0], address) &&
        part.figure.written.steps - part.figure.written.half > one.figure.written.steps + one.figure.written.half,
    );
    // The nearest whole tells most: 中小 before the total.
    const whole = wholes.sort(
      (a, b) => Object.keys(b.subject.readings[0].members).length - Object.keys(a.subject.readings[0].members).length,
    )[0];
    if (!whole) return [];
    blamed.add(part.figure);
    return [exceeds(part, whole)];
  });
}

function exceeds(part: Amount, whole: Amount): Finding {
  const [a, b] = [part.figure.written, whole.figure.written];
  return {
    code: 'part-exceeds-whole',
    severity: 'error',
    message: t(
      '{0} is {1}, more than {2} ({3}), of which it is a part.',
      part.subject.name,
      asWritten(a),
      whole.subject.name,
      asWritten(b),
    ),
    place: part.figure.place,
    related: [contributor(whole.subject.name, b, whole.figure.place)],
    data: { stated: a.text, computed: b.text },
  };
}

/** Whether a whole holds a part: it differs in one dimension, in which the part lies below it. */
function contains(whole: Address, part: Address): boolean {
  if (whole.measure !== part.measure) return false;
  const keys = new Set([...Object.keys(whole.members), ...Object.keys(part.members)]);
  const differing = [...keys].filter((key) => whole.members[key] !== part.members[key]);
  return differing.length === 1 && holds(differing[0], whole.members[differing[0]], part.members[differing[0]]);
}

function holds(dimension: string, whole: string | undefined, part: string | undefined): boolean {
  if (part === undefined || dimensions.get(dimension)?.kind === 'flat') return false;
  const of = dimensions.get(dimension)?.parts?.[part];
  if (of !== undefined) return whole === undefined || of === whole;
  return isWithin(dimension, part, whole);
}
