/**
 * Prints how well faults are found and located in the published disclosures that print tables: `node scripts/perturb.ts`.
 *
 * First every amount changed alone, then rows left out, doubled and miscoded, figures exchanged, and several figures wrong at once. docs/model.md §8 says what the columns mean.
 */
import {
  type FaultOutcome,
  leafRows,
  neighbours,
  type RowFaultKind,
  random,
  tryErrors,
  tryExchange,
  tryLeaf,
} from '../test/model/faults.ts';
import { CHANGES, perturb, perturbZeros, ratesOf, type Trial } from '../test/model/perturb.ts';
import { isSingle, published } from '../test/model/published.ts';

const WIDTH = 9;
const documents = published();
const row = (title: string, cells: readonly (string | number)[]) =>
  console.log(`${title.padEnd(40)}${cells.map((cell) => String(cell).padStart(WIDTH)).join('')}`);
const percent = (share: number) => `${share.toFixed(1)} %`;

const rates = (title: string, chosen: readonly Trial[]) => {
  const { n, ...shares } = ratesOf(chosen);
  row(title, [n, ...Object.values(shares).map(percent)]);
};

function amounts(): void {
  const started = performance.now();
  const trials = documents.flatMap(({ tables, spec }) => perturb(tables, spec));
  const elapsed = performance.now() - started;
  row('one amount changed', ['n', 'detected', 'right', 'exact', 'several', 'wrong', 'listed']);
  rates('all tables', trials);
  rates(
    'without 公开06, 公开09, 4-7',
    trials.filter(({ table }) => !isSingle(table)),
  );
  rates(
    '公开06, 公开09, 4-7 only',
    trials.filter(({ table }) => isSingle(table)),
  );
  for (const change of CHANGES)
    rates(
      change,
      trials.filter((trial) => trial.change === change),
    );
  rates(
    'zero cells',
    documents.flatMap(({ tables, spec }) => perturbZeros(tables, spec)),
  );
  console.log(`\n${trials.length} changes, ${((1000 * elapsed) / trials.length).toFixed(0)} µs each\n`);
}

const OUTCOMES: readonly FaultOutcome[] = ['right', 'partly', 'several', 'wrong', 'silent'];

const outcomes = (title: string, found: readonly FaultOutcome[]) =>
  row(title, [found.length, ...OUTCOMES.map((outcome) => found.filter((one) => one === outcome).length)]);

function rows(): void {
  row('rows and pairs', ['n', ...OUTCOMES]);
  const kinds: readonly (readonly [RowFaultKind, string])[] = [
    ['missing', 'left out'],
    ['doubled', 'doubled under another code'],
    ['miscoded', 'under a wrong code'],
  ];
  const groups: readonly (readonly [string, string, (table: string) => boolean])[] = [
    ['功能', 'functional leaf', () => true],
    ['经济', '公开06 leaf', (table) => table === '公开06表'],
    ['经济', '4-6 leaf', (table) => table === '附表4-6'],
  ];
  for (const [by, name, chosen] of groups)
    for (const [kind, what] of kinds)
      outcomes(
        `${name} ${what}`,
        documents.flatMap(({ tables, spec }) =>
          leafRows(tables, by)
            .filter(({ table }) => chosen(table.key))
            .flatMap((leaf) => tryLeaf(kind, tables, spec, leaf) ?? []),
        ),
      );
  for (const along of ['row', 'column'] as const)
    for (const single of [false, true])
      outcomes(
        `exchanged in a ${along}, ${single ? '06, 09 and 4-7' : 'other tables'}`,
        documents.flatMap(({ tables, spec }) => {
          const own = tables.filter(({ key }) => isSingle(key) === single);
          return neighbours(own, along).map((pair) => tryExchange(tables, spec, pair));
        }),
      );
  console.log();
}

const ROUNDS = 1000;

function severalErrors(): void {
  const next = random(20);
  row('errors at once', ['n', 'all named', 'claims', 'wrong', 'surely', 'rows']);
  for (const all of [true, false])
    for (const errors of [2, 3]) {
      const sums = { right: 0, claims: 0, wrong: 0, surelyWrong: 0, rows: 0 };
      for (let n = 0; n < ROUNDS; n++) {
        const { tables, spec } = documents[n % documents.length];
        const found = tryErrors(all ? tables : tables.filter(({ key }) => !isSingle(key)), spec, next, errors);
        for (const key of ['claims', 'wrong', 'surelyWrong', 'rows'] as const) sums[key] += found[key];
        sums.right += Number(found.right);
      }
      const { right, claims, wrong, surelyWrong, rows: claimed } = sums;
      const tables = all ? 'all tables' : 'without 06, 09 and 4-7';
      row(`${errors} errors, ${tables}`, [ROUNDS, percent((100 * right) / ROUNDS), claims, wrong, surelyWrong, claimed]);
    }
}

amounts();
rows();
severalErrors();
