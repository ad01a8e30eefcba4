/** Whatever the tables are, the engine answers, and what it remembers of tables changes nothing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bookOf, NONE } from '../../server/src/model/address.ts';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { printableIn, statedInterval, stepOf, toGrid } from '../../server/src/model/interval.ts';
import { PairMap } from '../../server/src/model/pairs.ts';
import type { CellState, ModelSpec, ModelTable } from '../../server/src/model/types.ts';
import { addressOf, HALF, seed000, spec } from './fixture.ts';

const member = fc.oneof(
  fc.constantFrom('*', '2', '208', '20801', '2080101', '一般公共', '财政拨款', '基本', '人员', '外事', '年初'),
  fc.string({ maxLength: 4 }),
);
const dimension = fc.constantFrom('功能', '经济', '资金', '性质', '三公', '时点', '没有');
const measure = fc.constantFrom('支出', '收入', '结转', '收入总计', '支出总计', '三公');

/** A few tables of arbitrary cells; keys are made unique afterwards. */
const documents = fc
  .array(
    fc.record({
      axes: fc.array(fc.record({ dimension, root: fc.option(member, { nil: undefined }) }), { maxLength: 3 }),
      closed: fc.boolean(),
      damagedRows: fc.option(fc.array(fc.record({ dimension, member: fc.option(member, { nil: undefined }) }), { maxLength: 2 }), {
        nil: undefined,
      }),
      cells: fc.array(
        fc.record({
          address: fc.record({ measure, members: fc.dictionary(dimension, member, { maxKeys: 4 }) }),
          state: fc.constantFrom<CellState>('typed', 'typed', 'blank', 'untyped', 'damaged'),
          value: fc.integer({ min: -20, max: 100 }),
          half: fc.constantFrom(0, HALF),
        }),
        { maxLength: 25 },
      ),
    }),
    { maxLength: 4 },
  )
  .map((tables): ModelTable[] =>
    tables.map((table, t) => ({
      ...table,
      key: `${t}`,
      cells: table.cells.map(({ address, state, value, half }, c) => ({
        key: `${t}.${c}`,
        address,
        state,
        half,
        ...(state === 'typed' && { value: value * stepOf(half) }),
      })),
    })),
  );

const summary = (tables: readonly ModelTable[]) => {
  const { counts, suspended, broken, rounded, roots, derived } = evaluate(tables, spec);
  return { counts, suspended, broken, rounded, roots, derived: [...derived] };
};

test('arbitrary tables are evaluated, and remembered tables like new ones', () => {
  fc.assert(
    fc.property(documents, (tables) => {
      const first = summary(tables);
      assert.deepEqual(summary(tables), first);
      assert.deepEqual(summary(tables.map((table) => ({ ...table }))), first);
      const { roots, broken } = first;
      assert.equal(broken.length === 0, roots.length === 0);
      for (const root of roots) assert.ok(root.broken.length > 0);
      for (const { difference, tolerance, verdict } of broken) {
        assert.equal(verdict, 'broken');
        assert.ok(Math.abs(difference) > tolerance);
      }
    }),
    { numRuns: 300 },
  );
});

test('a spec whose trees and definitions run in circles is survived', () => {
  const circular: ModelSpec = {
    dimensions: [{ id: '甲', kind: 'tree', parents: { a: 'b', b: 'c', c: 'a' } }],
    formulas: [
      { id: '1', left: { measure: 'x', members: {} }, right: [{ measure: 'y', members: {} }] },
      { id: '2', left: { measure: 'y', members: {} }, right: [{ measure: 'x', members: {} }] },
      { id: '3', left: { measure: 'x', members: {} }, right: [{ measure: 'z', members: {} }] },
    ],
    signed: [],
    bounded: {},
  };
  const cells = ['x 甲=a', 'x 甲=b', 'z 甲=a', 'w'].map((text) => ({
    key: text,
    address: addressOf(text),
    state: 'typed' as const,
    value: 1,
    half: 0,
  }));
  const table: ModelTable = { key: '表', axes: [{ dimension: '甲' }], cells, closed: true };
  assert.equal(evaluate([table], circular).suspended, 0);
});

test('the work grows with the document, not with its square', () => {
  // Counted, not timed: identities and their terms are what every pass runs over.
  const large = (items: number): ModelTable => ({
    key: '03',
    axes: [{ dimension: '功能' }, { dimension: '性质' }],
    closed: true,
    cells: ['', ...Array.from({ length: items }, (_, i) => `功能=${2010101 + i * 37}`)].flatMap((row) =>
      ['', '性质=基本', '性质=项目'].map((column) => ({
        key: `${row}!${column}`,
        address: addressOf(`支出 ${row} ${column}`),
        state: 'typed' as const,
        value: (row === '' ? items : 1) * (column === '' ? 2 : 1),
        half: 0,
      })),
    ),
  });
  const terms = (items: number) => {
    const table = large(items);
    const evaluation = evaluate([table], spec);
    assert.equal(evaluation.broken.length, 0);
    return table.cells.reduce((sum, { key }) => sum + evaluation.identitiesOf(key).length, 0);
  };
  assert.ok(terms(2000) < 10.5 * terms(200));
});

describe('addresses', () => {
  test('are the same number in whatever order their members are given', () => {
    const book = bookOf(spec);
    assert.equal(book.address(addressOf('支出 功能=208 资金=一般公共')), book.address(addressOf('支出 资金=一般公共 功能=208')));
    assert.equal(book.address(addressOf('支出 功能=*')), book.address(addressOf('支出')));
    assert.notEqual(book.address(addressOf('支出 功能=208')), book.address(addressOf('收入 功能=208')));
  });

  test('change one member at a time', () => {
    const book = bookOf(spec);
    const full = book.address(addressOf('支出 功能=208 资金=一般公共 性质=基本'));
    const fund = book.dimension('资金');
    assert.equal(book.at(full, book.whole[fund]), book.address(addressOf('支出 功能=208 性质=基本')));
    assert.equal(book.at(full, book.member(fund, '财政拨款')), book.address(addressOf('支出 资金=财政拨款 功能=208 性质=基本')));
    assert.equal(book.nameOf[book.memberOf(full, fund)], '一般公共');
    assert.equal(book.find(full, book.member(fund, '从未用过')), NONE);
  });

  test('know their members’ ancestors', () => {
    const book = bookOf(spec);
    const [code, fund] = ['功能', '资金'].map((id) => book.dimension(id));
    assert.ok(book.within(book.member(code, '2080101'), book.member(code, '208')));
    assert.ok(book.within(book.member(fund, '一般公共'), book.member(fund, '财政拨款')));
    assert.ok(!book.within(book.member(fund, '事业'), book.member(fund, '财政拨款')));
    assert.ok(!book.within(book.member(book.dimension('三公'), '外事'), book.member(book.dimension('三公'), '国内')), '其中 is no summand');
  });
});

describe('pair maps', () => {
  test('behave like maps', () => {
    const small = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small, fc.integer({ min: 0, max: 1000 })), { maxLength: 400 }), (entries) => {
        const pairs = new PairMap(1);
        const map = new Map<string, number>();
        for (const [a, b, value] of entries) {
          pairs.set(a, b, value);
          map.set(`${a},${b}`, value);
        }
        assert.equal(pairs.size, map.size);
        for (let a = 0; a <= 40; a++)
          for (let b = 0; b <= 40; b++) {
            assert.equal(pairs.get(a, b), map.get(`${a},${b}`) ?? NONE);
            assert.equal(pairs.has(a, b), map.has(`${a},${b}`));
          }
      }),
      { numRuns: 30 },
    );
  });
});

describe('intervals', () => {
  const cell = (state: CellState, value?: number) => ({ key: '', address: addressOf('支出'), state, value, half: 5 });

  test('of what is printed', () => {
    assert.deepEqual(statedInterval(cell('typed', 20), false), { low: 15, high: 25 });
    assert.deepEqual(statedInterval(cell('typed', 0), false), { low: 0, high: 5 });
    assert.deepEqual(statedInterval(cell('typed', 0), true), { low: -5, high: 5 });
    assert.deepEqual(statedInterval(cell('blank'), true), { low: 0, high: 0 });
    assert.equal(statedInterval(cell('untyped'), false), undefined);
    assert.equal(statedInterval(cell('damaged'), false), undefined);
  });

  test('and what may be printed for them', () => {
    assert.equal(toGrid(14, 5), 10);
    assert.equal(toGrid(15, 5), 20);
    assert.equal(toGrid(-15, 5), -20);
    assert.equal(toGrid(7, 0), 7);
    assert.equal(printableIn(15, 25, 5), 1);
    assert.equal(printableIn(5, 35, 5), 3);
    assert.equal(printableIn(3, 3, 0), 1);
  });
});

test('the seed’s objects are not changed by evaluating them', () => {
  const before = JSON.stringify(seed000);
  evaluate(seed000, spec);
  assert.equal(JSON.stringify(seed000), before);
});
