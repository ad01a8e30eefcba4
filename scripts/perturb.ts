/** Prints how well wrong figures are found and located in the first seed: `node scripts/perturb.ts`. Rows by tables and by kind of change. */
import { seed000, spec } from '../test/model/fixture.ts';
import { CHANGES, perturb, perturbZeros, ratesOf, type Trial } from '../test/model/perturb.ts';

const started = performance.now();
const trials = perturb(seed000, spec);
const elapsed = performance.now() - started;

/** Tables whose leaves stand in one sum only. */
const isSingle = (trial: Trial) => ['公开06表', '公开09表'].includes(trial.table);

const line = (title: string, chosen: readonly Trial[]) => {
  const { n, ...shares } = ratesOf(chosen);
  const cells = Object.values(shares).map((share) => `${share.toFixed(1)} %`.padStart(9));
  console.log(`${title.padEnd(24)}${String(n).padStart(6)}${cells.join('')}`);
};

console.log(
  `${''.padEnd(24)}${'n'.padStart(6)}${['detected', 'right', 'exact', 'several', 'wrong', 'listed'].map((h) => h.padStart(9)).join('')}`,
);
line('all tables', trials);
line(
  'without 06 and 09',
  trials.filter((trial) => !isSingle(trial)),
);
line('06 and 09 only', trials.filter(isSingle));
for (const change of CHANGES)
  line(
    change,
    trials.filter((trial) => trial.change === change),
  );
line('zero cells', perturbZeros(seed000, spec));
console.log(`\n${trials.length} changes, ${((1000 * elapsed) / trials.length).toFixed(0)} µs each`);
