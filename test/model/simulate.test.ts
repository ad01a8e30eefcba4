/** The engine must not cry wolf: documents that are right to the 分 are never broken by rounding, whatever is left out of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { ModelTable } from '../../server/src/model/types.ts';
import { random } from './faults.ts';
import { spec } from './fixture.ts';
import { Simulated } from './simulate.ts';

const documents = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  tiny: fc.constantFrom(0, 0.1, 0.5),
  zero: fc.constantFrom('blank' as const, '0.00' as const),
});

const tablesOf = ({ seed, tiny, zero }: { seed: number; tiny: number; zero: 'blank' | '0.00' }): ModelTable[] =>
  new Simulated({ random: random(seed), tiny, zero }).tables();

/** A table without its code rows of one length; 0 is its total row. */
const withoutLevel = (table: ModelTable, length: number): ModelTable => ({
  ...table,
  cells: table.cells.filter(({ address: { members } }) => (members.功能 ?? '').length !== length),
});

test('documents that hold are never broken', () => {
  let identities = 0;
  fc.assert(
    fc.property(documents, (document) => {
      const evaluation = evaluate(tablesOf(document), spec);
      identities += Object.values(evaluation.counts).reduce((sum, count) => sum + count, 0);
      assert.deepEqual(evaluation.broken, []);
      assert.equal(evaluation.suspended, 0);
    }),
    { numRuns: 150 },
  );
  assert.ok(identities > 150 * 200, 'documents without identities would prove nothing');
});

test('nor when tables or levels are left out', () => {
  const codeTables = ['公开02表', '公开03表', '公开05表', '公开07表'];
  const omissions = fc.record({
    tables: fc.subarray(['公开01表', '公开02表', '公开03表', '公开04表', '公开05表', '公开06表', '公开07表', '公开08表'], { maxLength: 3 }),
    levels: fc.array(fc.tuple(fc.constantFrom(...codeTables), fc.constantFrom(0, 3, 5, 7)), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(documents, omissions, (document, { tables, levels }) => {
      let left = tablesOf(document).filter(({ key }) => !tables.includes(key));
      for (const [key, length] of levels) left = left.map((table) => (table.key === key ? withoutLevel(table, length) : table));
      assert.deepEqual(evaluate(left, spec).broken, []);
    }),
    { numRuns: 150 },
  );
});

test('nor when figures are left to be derived, and what is derived is true within its interval', () => {
  let derived = 0;
  fc.assert(
    fc.property(documents, fc.integer({ min: 0, max: 2 ** 31 }), (document, seed) => {
      const original = tablesOf(document);
      const next = random(seed);
      const share = next() * 0.4;
      const tables = original.map((table) => ({
        ...table,
        cells: table.cells.map((cell) =>
          next() < share ? { key: cell.key, address: cell.address, half: cell.half, state: 'untyped' as const } : cell,
        ),
      }));
      const evaluation = evaluate(tables, spec);
      assert.deepEqual(evaluation.broken, []);
      for (const table of original)
        for (const { key, value = 0, half } of table.cells) {
          const found = evaluation.derived.get(key);
          if (!found) continue;
          derived++;
          assert.ok(found.interval.low <= value + half && value - half <= found.interval.high, key);
        }
    }),
    { numRuns: 60 },
  );
  assert.ok(derived > 1000, 'too little was derived to prove anything');
});
