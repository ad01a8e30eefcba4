/** What the reader of sentences knows of the field is said of measures, dimensions and members that the field has. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sentences from '../../server/src/checks/data/sentences.json' with { type: 'json' };
import { dimensions, measures } from '../../server/src/forms/field.ts';
import roles from '../../server/src/prose/data/roles.json' with { type: 'json' };
import { carriedOver, leftBefore, membersOf, personsOf } from '../../server/src/prose/roles.ts';

test('roles are played by measures and dimensions of the field', () => {
  const sides = roles.sides.flatMap(({ measure, total }) => [measure, total]);
  const named = [...sides, ...roles.flows, ...sentences.bounded, ...sentences.countedElsewhere, sentences.operating.part];
  for (const measure of named) assert.ok(measures.has(measure), measure);
  const { fund, basis, accounts } = roles.dimensions;
  for (const dimension of [fund, basis, ...accounts]) assert.ok(dimensions.has(dimension), dimension);
  const bases = (['own', 'initial', 'revised', 'adjusted', 'budget'] as const).flatMap((one) =>
    [true, false].map((kind) => membersOf(one, kind)),
  );
  for (const member of bases.flat()) assert.ok(dimensions.get(basis)!.members!.has(member), member);
});

test('what is left at the end of a year is there at the beginning of the next', () => {
  const left = { measure: '结转', members: { 时点: '年末', 资金: '财政拨款' } };
  const there = { measure: '结转', members: { 时点: '年初', 资金: '财政拨款' } };
  assert.deepEqual(carriedOver(left), there);
  assert.deepEqual(leftBefore(there), left);
  assert.equal(carriedOver(there), undefined);
});

test('persons follow groups that were counted, and no vehicles', () => {
  const groups = { measure: '三公数', members: { 三公: '国内', 计数: '批次' } };
  assert.deepEqual(personsOf([groups], '人次'), { measure: '三公数', members: { 三公: '国内', 计数: '人次' } });
  assert.equal(personsOf([groups], '辆'), undefined);
  assert.equal(personsOf([{ measure: '三公数', members: { 三公: '运行', 计数: '保有量' } }], '人'), undefined);
});
