/** What is said of right disclosures: every finding of severity error is a false alarm, and so is rounding told twice of the same tables. */
import type { Finding } from '../../server/src/disclosure/finding.ts';
import type { FormSet } from '../../server/src/forms/types.ts';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { Evaluation } from '../../server/src/model/types.ts';
import { random } from '../model/faults.ts';
import { spec } from '../model/fixture.ts';
import { Simulated } from '../model/simulate.ts';
import { analyse } from '../service/kit.ts';
import { simulateDisclosure } from './simulated-disclosure.ts';

export interface Verdict {
  readonly variant: string;
  readonly identities: number;
  readonly rounded: number;
  readonly broken: number;
  readonly suspended: number;
  /** What should not have been said. */
  readonly alarms: readonly string[];
  /** Informations on rounding. */
  readonly hints: number;
}

const countsOf = ({ counts, rounded, broken, suspended }: Evaluation) => ({
  identities: Object.values(counts).reduce((sum, count) => sum + count, 0),
  rounded: rounded.length,
  broken: broken.length,
  suspended,
});

/** A document of tables 01–08 given to the fact model alone. */
export function judgeModel(seed: number): Verdict {
  const tiny = [0, 0.1, 0.5][seed % 3];
  const zero = seed % 2 === 0 ? 'blank' : '0.00';
  const evaluation = evaluate(new Simulated({ random: random(seed), tiny, zero }).tables(), spec);
  const alarms = evaluation.broken.map(({ identity }) => `${identity.kind} ${identity.terms.map(({ cell }) => cell).join(', ')}`);
  return { variant: `model ${seed}`, ...countsOf(evaluation), alarms, hints: 0 };
}

/** A document of a form set typed as text, and all that the checker says of it. */
export function judgeText(set: FormSet, seed: number): Verdict {
  const { text, variant } = simulateDisclosure(set, seed);
  const { findings, disclosure } = analyse(text);
  const rounding = findings.filter(({ code }) => code === 'rounding-difference');
  return {
    variant,
    ...countsOf(disclosure.stated),
    alarms: [...findings.filter(({ severity }) => severity === 'error').map(textOf), ...toldTwice(rounding)],
    hints: rounding.length,
  };
}

const textOf = ({ code, message }: Finding): string => `${code}: ${message}`;

/** Rounding is told once a table, and once for each pair of tables. */
const toldTwice = (rounding: readonly Finding[]): string[] => {
  const subjects = rounding.map(({ message }) => titlesIn(message).sort().join('、'));
  return subjects.filter((subject, i) => subjects.indexOf(subject) !== i).map((subject) => `told twice: ${subject}`);
};

/** `3 figures of 收入决算表、支出决算表 differ by rounding only.` */
const titlesIn = (message: string): string[] => message.replace(/^\d+ \w+ of | differ by rounding only\.$/g, '').split('、');
