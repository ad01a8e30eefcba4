/** A figure of which the parts are being told: …，其中：…. */
import type { Basis } from '../basis.ts';
import type { Amount, Composition, Subject } from '../statements.ts';

export interface Whole {
  readonly subject: Subject;
  /** The figure in each of its bases; none where only its name was given. */
  readonly amounts: readonly Amount[];
  readonly parts: Amount[];
  readonly exhaustive: boolean;
}

/** Whether it is known what the parts are of, and they are several. */
export const isParted = ({ subject, parts }: Whole): boolean => parts.length > 1 && subject.readings.length > 0;

/** The basis of a whole that has that one alone: 预算数3200万元，其中：因公出国（境）费1800万元. */
export function onlyBasis({ amounts }: Whole): Basis | undefined {
  const [basis, ...others] = new Set(amounts.map((one) => one.subject.basis));
  return others.length === 0 && basis !== 'own' ? basis : undefined;
}

/** What the parts are of, in each basis in which there are several. */
export function compositionsOf({ subject, amounts, parts, exhaustive }: Whole): Composition[] {
  const bases = amounts.length > 0 ? amounts.map((one) => one.subject.basis) : [subject.basis];
  return bases.flatMap((basis): Composition[] => {
    const own = parts.filter((part) => part.subject.basis === basis);
    if (own.length < 2) return [];
    const stated = amounts.find((one) => one.subject.basis === basis);
    return [{ kind: 'composition', whole: stated?.subject ?? subject, ...(stated ? { stated } : {}), parts: own, exhaustive }];
  });
}
