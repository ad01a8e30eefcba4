/**
 * Reads right disclosures by the thousand and prints what is said of them: `node scripts/simulate.ts [--documents 1500] [--seed 1]`.
 *
 * A third of the documents is given to the fact model as tables, two thirds are typed as text in each of the built-in form sets and go all the way: grammar, binding, sums, checks.
 * Anything of severity error is a false alarm; the process then ends with 1.
 */
import { parseArgs } from 'node:util';
import { builtInFormSets } from '../server/src/forms/builtin.ts';
import { judgeModel, judgeText, type Verdict } from '../test/bench/judge.ts';

const { values } = parseArgs({ options: { documents: { type: 'string', default: '1500' }, seed: { type: 'string', default: '1' } } });
const documents = Number(values.documents);
const first = Number(values.seed);
const sets = builtInFormSets();

const totals = new Map<string, Verdict[]>();
const alarms: string[] = [];
const note = (kind: string, verdict: Verdict): void => {
  totals.set(kind, [...(totals.get(kind) ?? []), verdict]);
  alarms.push(...verdict.alarms.map((alarm) => `${verdict.variant}: ${alarm}`));
};

const started = performance.now();
for (let n = 0; n < documents; n++) {
  const seed = first + n;
  if (n % 3 === 0) note('model', judgeModel(seed));
  else {
    const set = sets[Math.floor(n / 3) % sets.length];
    note(set.name, judgeText(set, seed));
  }
}
const elapsed = performance.now() - started;

const sum = (verdicts: readonly Verdict[], of: (verdict: Verdict) => number) => verdicts.reduce((total, one) => total + of(one), 0);
const line = (cells: readonly (string | number)[]) =>
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(12) : String(cell).padStart(12))).join(''));
line(['', 'documents', 'identities', 'by rounding', 'broken', 'suspended', 'alarms', 'hints']);
for (const [kind, verdicts] of totals)
  line([
    kind,
    verdicts.length,
    sum(verdicts, (one) => one.identities),
    sum(verdicts, (one) => one.rounded),
    sum(verdicts, (one) => one.broken),
    sum(verdicts, (one) => one.suspended),
    sum(verdicts, (one) => one.alarms.length),
    sum(verdicts, (one) => one.hints),
  ]);
console.log(`\n${(elapsed / documents).toFixed(1)} ms each`);
for (const alarm of alarms.slice(0, 20)) console.log(alarm);
if (alarms.length > 20) console.log(`… and ${alarms.length - 20} more`);
process.exitCode = alarms.length > 0 ? 1 : 0;
