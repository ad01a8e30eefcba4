/** Figures of other documents: others follow from them, what contradicts them is for the caller to say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { CellState, ModelCell, ModelSpec, ModelTable } from '../../server/src/model/types.ts';

const spec: ModelSpec = {
  dimensions: [
    { id: '功能', kind: 'prefix' },
    { id: '所属单位', kind: 'tree', parents: {} },
  ],
  formulas: [],
  signed: [],
  bounded: {},
};

const cell = (
  table: string,
  members: Record<string, string>,
  value?: number,
  state: CellState = value === undefined ? 'untyped' : 'typed',
): ModelCell => ({
  key: `${table}/${Object.values(members).join('/') || '*'}`,
  address: { measure: '支出', members },
  state,
  ...(value === undefined ? {} : { value }),
  half: 0,
});

const own = (whole: number | undefined, first: number | undefined, second: number | undefined, closed = true): ModelTable => ({
  key: 'own',
  axes: [{ dimension: '功能' }],
  cells: [cell('own', {}, whole), cell('own', { 功能: '208' }, first), cell('own', { 功能: '210' }, second)],
  closed,
});

/** Two units: 208 is 30 + 12, 210 is 20. */
const units: ModelTable = {
  key: 'units',
  axes: [{ dimension: '所属单位' }],
  cells: [
    cell('units', { 所属单位: '甲' }, 50),
    cell('units', { 所属单位: '乙' }, 12),
    cell('units', { 功能: '208', 所属单位: '甲' }, 30),
    cell('units', { 功能: '208', 所属单位: '乙' }, 12),
    cell('units', { 功能: '210', 所属单位: '甲' }, 20),
  ],
  closed: false,
  outside: true,
};

test('a cell that nobody typed is the sum of theirs, and says so', () => {
  const { derived } = evaluate([own(undefined, undefined, undefined, false), units], spec);
  const found = [...derived.values()].map(({ cell: key, value, identity }) => [key, value, identity.by, identity.terms.length]);
  assert.deepEqual(found.sort(), [
    ['own/*', 62, '所属单位', 3],
    ['own/208', 42, '所属单位', 3],
    ['own/210', 20, '所属单位', 2],
  ]);
});

test('a typed table’s own sums come first', () => {
  const { derived } = evaluate([own(undefined, 40, 20), units], spec);
  assert.equal(derived.get('own/*')!.value, 60);
  assert.equal(derived.get('own/*')!.identity.kind, 'T');
});

test('none of them is called wrong, nor is a figure that differs from them', () => {
  const agreeing = evaluate([own(62, 42, 20), units], spec);
  const differing = evaluate([own(162, 142, 20), units], spec);
  assert.deepEqual([agreeing.broken, agreeing.rounded, differing.broken, differing.rounded, differing.roots], [[], [], [], [], []]);
  assert.ok(differing.suspended > agreeing.suspended);
});

test('they tell which of a document’s own figures may be wrong', () => {
  const alone = evaluate([own(162, 42, 20)], spec).roots[0];
  const beside = evaluate([own(162, 42, 20), units], spec).roots[0];
  assert.equal(alone.candidates.length, 3);
  assert.deepEqual([beside.verdict, beside.cell, beside.value], ['probable', 'own/*', 62]);
});
