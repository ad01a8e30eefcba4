/** An evaluation as a whole. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { addressOf, money, spec } from './fixture.ts';
import { outlay } from './shown.ts';

test('the same objects give the same evaluation, a new one is read again', () => {
  const tables = [outlay('01', [['合计', '3.00']]), outlay('03', [['合计', '3.00']])];
  const first = evaluate(tables, spec);
  assert.equal(evaluate([...tables], spec, first), first);
  const second = evaluate([tables[0], outlay('03', [['合计', '4.00']])], spec, first);
  assert.notEqual(second, first);
  assert.equal(second.broken.length, 1);
});

test('a fact is found by its address', () => {
  const evaluation = evaluate([outlay('01', [['208', '3.00']]), outlay('03', [['208', '3.00']])], spec);
  assert.deepEqual(
    evaluation.cellsAt(addressOf('支出 功能=208')).map(({ key }) => key),
    ['01!功能=208!', '03!功能=208!'],
  );
  assert.deepEqual(evaluation.cellsAt(addressOf('支出 功能=999')), []);
  assert.equal(evaluation.cell('01!功能=208!')?.value, money('3.00'));
  assert.equal(evaluation.cell('nowhere'), undefined);
});
