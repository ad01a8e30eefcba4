/** Figures that follow from others (docs/model.md §7 is quoted as “taken away … regained”). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { Evaluation, ModelCell, ModelTable } from '../../server/src/model/types.ts';
import { HALF, money, seed000, spec, tableOf } from './fixture.ts';

/** The tables with some cells left to be derived; a table of which none is left states nothing. */
const without = (tables: readonly ModelTable[], takenAway: (cell: ModelCell, table: ModelTable) => boolean): ModelTable[] =>
  tables.map((table) => {
    const cells = table.cells.map((cell) =>
      takenAway(cell, table) ? { key: cell.key, address: cell.address, half: cell.half, state: 'untyped' as const } : cell,
    );
    return { ...table, cells, closed: table.closed && cells.some((cell) => cell.state !== 'untyped') };
  });

/** How the non-zero figures that were taken away came back. */
const regained = (original: readonly ModelTable[], now: readonly ModelTable[], evaluation: Evaluation) => {
  const result = { exact: 0, rounded: 0, outside: 0, unknown: 0, farthest: 0 };
  for (const [t, table] of original.entries())
    for (const [i, cell] of table.cells.entries()) {
      if (cell.state !== 'typed' || cell.value === 0 || now[t].cells[i].state !== 'untyped') continue;
      const derived = evaluation.derived.get(cell.key);
      if (!derived) result.unknown++;
      else if (derived.value === cell.value) result.exact++;
      else if (derived.interval.low <= cell.value! + cell.half && derived.interval.high >= cell.value! - cell.half) {
        result.rounded++;
        result.farthest = Math.max(result.farthest, Math.abs(derived.value - cell.value!));
      } else result.outside++;
    }
  return result;
};

const measure = (cell: ModelCell): string => cell.address.measure;
const point = (cell: ModelCell): string | undefined => cell.address.members.时点;

/** 年初结转, 使用结余 and 结余分配 are known to nobody else. */
const onlyIn01 = (cell: ModelCell) => point(cell) === '年初' || measure(cell) === '使用结余' || measure(cell) === '结余分配';
const openingByFund = (cell: ModelCell) => point(cell) === '年初' && cell.address.members.资金 !== '财政拨款';

/** Outlay from other funds, which no official table prints: one leaf in a table of its own. */
const otherFunds = tableOf({
  key: '其他资金',
  axes: { 功能: null, 性质: null },
  panels: [
    {
      at: '支出 资金=其他资金',
      columns: ['', '性质=基本', '性质=项目', '性质=上缴上级', '性质=经营支出', '性质=补助附属'],
      rows: [
        ['', '?', '?', '', '', '', ''],
        ['功能=208', '?', '?', '', '', '', ''],
        ['功能=20801', '?', '?', '', '', '', ''],
        ['功能=2080101', '?', '0.02', '', '', '', ''],
      ],
    },
  ],
});

test('公开01表 follows from the other tables and three totals', () => {
  const tables = without(seed000, (cell, table) => table.key === '公开01表' && !onlyIn01(cell));
  const evaluation = evaluate(tables, spec);
  assert.deepEqual(regained(seed000, tables, evaluation), { exact: 10, rounded: 0, outside: 0, unknown: 0, farthest: 0 });
  assert.equal(evaluation.broken.length, 0);
});

test('without those totals, only what depends on carry-over stays unknown', () => {
  const tables = without(seed000, (_, table) => table.key === '公开01表');
  const { exact, unknown } = regained(seed000, tables, evaluate(tables, spec));
  assert.deepEqual({ exact, unknown }, { exact: 7, unknown: 4 });
});

test('公开04表 follows from one figure, because empty 公开07表 and 公开08表 say that their funds are nothing', () => {
  const takenAway = (tables: readonly ModelTable[]) => without(tables, (cell, table) => table.key === '公开04表' && !openingByFund(cell));
  const tables = takenAway(seed000);
  assert.deepEqual(regained(seed000, tables, evaluate(tables, spec)), { exact: 16, rounded: 0, outside: 0, unknown: 0, farthest: 0 });
  const alone = takenAway(seed000.filter(({ key }) => key !== '公开07表' && key !== '公开08表'));
  const original = seed000.filter(({ key }) => key !== '公开07表' && key !== '公开08表');
  assert.ok(regained(original, alone, evaluate(alone, spec)).unknown > 0, 'absent tables would have to be known for this');
});

test('公开01表, 公开04表 and 公开05表 follow from the rest, the outlay from other funds and the opening balances', () => {
  const original = [...seed000, otherFunds];
  const tables = without(
    original,
    (cell, { key }) => (key === '公开01表' && !onlyIn01(cell)) || (key === '公开04表' && !openingByFund(cell)) || key === '公开05表',
  );
  const evaluation = evaluate(tables, spec);
  assert.deepEqual(regained(original, tables, evaluation), { exact: 66, rounded: 0, outside: 0, unknown: 0, farthest: 0 });
  assert.equal(evaluation.broken.length, 0);
  assert.ok(evaluation.counts.G > 0);
});

test('sums of all levels follow as well, within rounding', () => {
  const isParent = (code: string | undefined, leaf: number) => code === undefined || code.length < leaf;
  const takenAway = (cell: ModelCell, { key }: ModelTable): boolean => {
    const { 功能, 经济, 性质, 资金, 三公 } = cell.address.members;
    if (key === '公开01表') return !onlyIn01(cell);
    if (key === '公开04表') return !openingByFund(cell);
    if (key === '公开05表') return true;
    if (key === '公开02表') return isParent(功能, 7) || 资金 === undefined;
    if (key === '公开03表') return isParent(功能, 7) || 性质 === undefined;
    if (key === '公开06表') return isParent(经济, 5);
    return key === '公开09表' && measure(cell) === '三公' && (三公 === undefined || 三公 === '车');
  };
  const original = [...seed000, otherFunds];
  const tables = without(original, takenAway);
  const evaluation = evaluate(tables, spec);
  const { exact, rounded, outside, unknown, farthest } = regained(original, tables, evaluation);
  assert.deepEqual({ outside, unknown }, { outside: 0, unknown: 0 });
  assert.deepEqual({ exact, rounded }, { exact: 121, rounded: 14 });
  assert.ok(farthest <= money('0.02'));
  assert.equal(evaluation.broken.length, 0);
});

test('a derived figure prints in its own decimals, its interval stays what it is, and contradictions behind it are found', () => {
  const cell = (key: string, measure: string, half: number, value?: number): ModelCell =>
    value === undefined
      ? { key, address: { measure, members: {} }, state: 'untyped', half }
      : { key, address: { measure, members: {} }, state: 'typed', half, value };
  const table = (key: string, ...cells: ModelCell[]): ModelTable => ({ key, axes: [], closed: false, cells });
  const exact = table('元', cell('元!收入', '收入', 0, 20_000));
  const derived = evaluate([table('万元', cell('万元!收入', '收入', HALF)), exact], spec).derived.get('万元!收入');
  assert.deepEqual([derived?.value, derived?.interval], [0, { low: 20_000, high: 20_000 }]);
  const { broken, roots } = evaluate([table('万元', cell('万元!收入', '收入', HALF), cell('万元!支出', '支出', 0, 10_000)), exact], spec);
  assert.deepEqual(
    broken.map(({ difference, tolerance }) => [difference, tolerance]),
    [[10_000, 0]],
  );
  assert.deepEqual(
    roots[0].candidates.map(({ cell: key, value }) => [key, value]),
    [
      ['万元!支出', 20_000],
      ['元!收入', 10_000],
    ],
  );
});

test('a leaf left out is what another table says, else zero', () => {
  const income = (rows: readonly (readonly string[])[]) =>
    tableOf({ key: '甲', axes: { 资金: null }, panels: [{ at: '收入', columns: [''], rows }] });
  const detail = tableOf({
    key: '乙',
    axes: { 功能: null, 资金: null },
    panels: [
      {
        at: '收入',
        columns: ['', '资金=事业', '资金=其他'],
        rows: [
          ['', '7.00', '5.00', '2.00'],
          ['功能=205', '7.00', '5.00', '2.00'],
        ],
      },
    ],
  });
  const stated = income([
    ['', '?'],
    ['资金=事业', '?'],
    ['资金=其他', '?'],
    ['资金=经营', '?'],
  ]);
  const omitted = { ...stated, cells: stated.cells.map((cell, i) => (i === 0 ? cell : { ...cell, state: 'omitted' as const })) };
  const evaluation = evaluate([omitted, detail], spec);
  assert.deepEqual(
    omitted.cells.map((cell) => evaluation.value(cell.key)),
    [money('7.00'), money('5.00'), money('2.00'), 0],
  );
  assert.deepEqual(evaluation.broken, []);
});

test('a leaf left out never makes up for what its sum lacks', () => {
  const stated = tableOf({
    key: '甲',
    axes: { 资金: null },
    panels: [
      {
        at: '收入',
        columns: [''],
        rows: [
          ['', '7.00'],
          ['资金=事业', '5.00'],
          ['资金=其他', '?'],
        ],
      },
    ],
  });
  const omitted = { ...stated, cells: stated.cells.map((cell, i) => (i < 2 ? cell : { ...cell, state: 'omitted' as const })) };
  const evaluation = evaluate([omitted], spec);
  assert.equal(evaluation.value(omitted.cells[2].key), 0);
  assert.deepEqual(
    evaluation.broken.map(({ difference }) => difference),
    [money('2.00')],
  );
});

test('the sum of a row left out follows from what its parts turn out to be', () => {
  const stated = tableOf({
    key: '甲',
    axes: { 功能: null, 资金: null },
    panels: [
      {
        at: '支出',
        columns: ['', '资金=事业', '资金=其他'],
        rows: [
          ['', '7.00', '7.00', '0.00'],
          ['功能=205', '?', '?', '?'],
        ],
      },
    ],
  });
  const detail = tableOf({
    key: '乙',
    axes: { 功能: null },
    panels: [{ at: '支出 资金=事业', columns: [''], rows: [['功能=205', '7.00']] }],
  });
  const omitted = { ...stated, cells: stated.cells.map((cell, i) => (i < 3 ? cell : { ...cell, state: 'omitted' as const })) };
  const evaluation = evaluate([omitted, detail], spec);
  assert.deepEqual(
    omitted.cells.slice(3).map((cell) => evaluation.value(cell.key)),
    [money('7.00'), money('7.00'), 0],
  );
  assert.deepEqual(evaluation.broken, []);
});
