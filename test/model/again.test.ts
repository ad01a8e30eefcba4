/** An evaluation that draws on the last one says what a fresh one says, whatever was changed in between. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changesSince, evaluate, unchangedTables } from '../../server/src/model/evaluate.ts';
import { sameStructure } from '../../server/src/model/structure.ts';
import type { Address, Evaluation, ModelCell, ModelTable } from '../../server/src/model/types.ts';
import { random } from './faults.ts';
import { HALF, spec } from './fixture.ts';
import { Simulated } from './simulate.ts';

type Change = (cell: ModelCell) => ModelCell | undefined;

const without = ({ key, address, half }: ModelCell) => ({ key, address, half });

const CHANGES: Readonly<Record<string, Change>> = {
  figure: (cell) => (cell.state === 'typed' ? { ...cell, value: cell.value! + 6 * HALF } : cell),
  sign: (cell) => (cell.state === 'typed' ? { ...cell, value: -cell.value! } : cell),
  zero: (cell) => (cell.state === 'typed' ? { ...cell, value: 0 } : cell),
  typed: (cell) => ({ ...cell, state: 'typed', value: 8 * HALF }),
  blank: (cell) => ({ ...without(cell), state: 'blank' }),
  untyped: (cell) => ({ ...without(cell), state: 'untyped' }),
  omitted: (cell) => ({ ...without(cell), state: 'omitted' }),
  damaged: (cell) => ({ ...without(cell), state: 'damaged' }),
  removed: () => undefined,
  moved: (cell) => ({ ...cell, address: { ...cell.address, members: { ...cell.address.members, 功能: '2299999' } } }),
};

/** The tables with one cell of one of them changed; every other table is the same object. */
function change(tables: readonly ModelTable[], at: number, how: Change): ModelTable[] {
  const filled = tables.filter((table) => table.cells.length > 0);
  const target = filled[at % filled.length];
  const place = Math.floor(at / filled.length) % target.cells.length;
  const cells = target.cells.flatMap((cell, i) => (i === place ? (how(cell) ?? []) : [cell]));
  return tables.map((table) => (table === target ? { ...target, cells } : table));
}

const summary = (evaluation: Evaluation) => {
  const { counts, suspended, broken, rounded, roots, derived, tables } = evaluation;
  const some = tables.flatMap(({ cells }) => cells.filter((_, i) => i % 37 === 0));
  const asked = some.map(({ key }) => [evaluation.value(key), evaluation.interval(key), evaluation.identitiesOf(key)]);
  return { counts, suspended, broken, rounded, roots, derived: [...derived], asked };
};

test('an evaluation that draws on the last one equals a fresh one', () => {
  let kept = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Object.keys(CHANGES), 'figure', 'figure', 'zero', 'typed')), {
        minLength: 1,
        maxLength: 12,
      }),
      (seed, steps) => {
        let tables = new Simulated({ random: random(seed), tiny: 0.1, zero: 'blank' }).tables();
        let evaluation = evaluate(tables, spec);
        for (const [at, how] of steps) {
          const changed = change(tables, at, CHANGES[how]);
          if (changed.every((table, t) => sameStructure(table, tables[t]))) kept++;
          tables = changed;
          evaluation = evaluate(tables, spec, evaluation);
          assert.deepEqual(summary(evaluation), summary(evaluate(structuredClone(tables), structuredClone(spec))), how);
        }
      },
    ),
    { numRuns: 40 },
  );
  assert.ok(kept > 20, 'only changes of figures draw on the last evaluation');
});

/** Tables and what is known of them, before and after one change. */
const versions = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 31 }), fc.nat(), fc.constantFrom(...Object.keys(CHANGES)))
  .map(([seed, at, how]) => {
    const tables = new Simulated({ random: random(seed), tiny: 0.1, zero: 'blank' }).tables();
    const before = evaluate(tables, spec);
    const changed = change(tables, at, CHANGES[how]);
    return { tables, before, changed, now: evaluate(changed, spec, before), how };
  });

const known = (evaluation: Evaluation, { cells }: ModelTable) => cells.map(({ key }) => [evaluation.value(key), evaluation.interval(key)]);

test('unchanged tables are those of whose cells the same is known', () => {
  let left = 0;
  fc.assert(
    fc.property(versions, ({ tables, before, changed, now }) => {
      const unchanged = unchangedTables(now, before);
      const sameCells = changed.every((table, t) => sameStructure(table, tables[t]));
      if (!sameCells) assert.equal(unchanged, undefined);
      if (!unchanged) return;
      for (const [t, table] of changed.entries()) {
        const same = table === tables[t] && JSON.stringify(known(now, table)) === JSON.stringify(known(before, table));
        assert.equal(unchanged.has(table), same);
        if (same) left++;
      }
    }),
    { numRuns: 200 },
  );
  assert.ok(left > 20, 'most tables stay as they are');
});

test('a table is changed by what follows in it from the figures of another', () => {
  const mine = { key: 'mine', axes: [], closed: true };
  const address = { measure: '支出', members: { 功能: '2080101' } };
  const other = { ...mine, key: 'other', cells: [{ key: 'other/a', address, state: 'untyped' as const, half: HALF }] };
  const typed = (value: number) => ({ ...mine, cells: [{ key: 'mine/a', address, state: 'typed' as const, value, half: HALF }] });
  const [one, two] = [typed(10 * HALF), typed(12 * HALF)];
  const third = { ...mine, key: 'third', cells: [] };
  const before = evaluate([one, other, third], spec);
  assert.equal(before.value('other/a'), 10 * HALF);
  assert.deepEqual(unchangedTables(evaluate([two, other, third], spec, before), before), new Set([third]));
});

/** An address, and those beside it at which a table may say that there is nothing. */
const around = ({ measure, members }: Address): Address[] =>
  [members, ...['2080102', '20801', '208', '2299999'].map((code) => ({ ...members, 功能: code }))].map((own) => ({
    measure,
    members: own,
  }));

test('what is known otherwise at an address is told by the changes', () => {
  const told = { figures: 0, nothing: 0 };
  fc.assert(
    fc.property(versions, ({ tables, before, changed, now, how }) => {
      const changes = changesSince(now, before);
      if (!changes) return;
      for (const address of [...tables, ...changed].flatMap(({ cells }) => cells.flatMap((cell) => around(cell.address)))) {
        const stated = [now, before].map((evaluation) => evaluation.statedAt(address).map(({ value, interval }) => ({ value, interval })));
        const hasNumber = changes.numbers.has(now.numberOf(address));
        if (JSON.stringify(stated[0]) !== JSON.stringify(stated[1])) {
          told.figures++;
          assert.ok(hasNumber, how);
        }
        if (hasNumber || now.zeroAt(address) === before.zeroAt(address)) continue;
        told.nothing++;
        const { groups } = changes;
        assert.ok(!groups || now.groupsOf(address).some((group) => groups.has(group)), how);
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(told.figures > 20 && told.nothing > 20, JSON.stringify(told));
});

test('no table is unchanged where cells stand elsewhere', () => {
  const tables = new Simulated({ random: random(1), tiny: 0, zero: 'blank' }).tables();
  const before = evaluate(tables, spec);
  assert.deepEqual(unchangedTables(before, before), new Set(tables));
  assert.equal(unchangedTables(evaluate(tables.slice(1), spec, before), before), undefined);
  assert.equal(unchangedTables(evaluate(change(tables, 0, CHANGES.removed), spec, before), before), undefined);
  assert.equal(unchangedTables({ ...before }, before), undefined);
});

test('tables differ in structure when anything but a figure differs', () => {
  const [table] = new Simulated({ random: random(1), tiny: 0, zero: 'blank' }).tables();
  const typed = table.cells.findIndex(({ state }) => state === 'typed');
  const changed = (how: string) => ({
    ...table,
    cells: table.cells.flatMap((cell, i) => (i === typed ? (CHANGES[how](cell) ?? []) : [cell])),
  });
  for (const how of ['figure', 'sign', 'zero', 'typed']) assert.equal(sameStructure(table, changed(how)), true, how);
  for (const how of ['blank', 'untyped', 'omitted', 'damaged', 'removed', 'moved'])
    assert.equal(sameStructure(table, changed(how)), false, how);
  assert.equal(sameStructure(table, { ...table, closed: !table.closed }), false);
  assert.equal(sameStructure(table, { ...table, axes: table.axes.slice(1) }), false);
  assert.equal(sameStructure(table, { ...table, damagedRows: [{ dimension: '功能' }] }), false);
  assert.equal(sameStructure(structuredClone(table), table), true);
});
