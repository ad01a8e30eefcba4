/** The form set of departments' budgets in Hubei: the addresses of its cells, and what its print has of its own. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import type { FormSet, TableForm } from '../../server/src/forms/types.ts';
import { addresses, cellsOf, fixture } from './support.ts';

const hubei = builtInFormSets().find((set) => set.name === '湖北省部门预算') as FormSet;
const table = (role: string): TableForm => hubei.tables.find((found) => found.role === role) as TableForm;
const lines = (role: string, side: number): string[] => table(role).panels[side].rows.flatMap(({ label }) => (label === '' ? [] : [label]));

test('the addresses of every cell are those of the golden file', () => {
  const found = Object.fromEntries(hubei.tables.map((form) => [form.role, cellsOf(form, ['2080101'])]));
  const file = fixture('hubei-department-budget.golden.json');
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(found, undefined, 1)}\n`);
  assert.deepEqual(found, JSON.parse(readFileSync(file, 'utf8')));
});

test('附表4-1 lists 24 classes and 附表4-4 27, numbered with 廿', () => {
  assert.deepEqual(lines('收入支出总表', 1).slice(19, 24), [
    '二十、灾害防治及应急管理支出',
    '廿一、其他支出',
    '廿二、债务还本支出',
    '廿三、债务付息支出',
    '廿四、债务发行费用支出',
  ]);
  const outlay = lines('财政拨款总表', 1);
  assert.equal(outlay.length, 1 + 27 + 2);
  assert.deepEqual(outlay.slice(21, 25), ['（廿一）灾害防治及应急管理支出', '（廿二）预备费', '（廿三）其他支出', '（廿四）转移性支出']);
});

test('the lines of both sides stand beside each other as printed', () => {
  for (const role of ['收入支出总表', '财政拨款总表']) {
    const [left, right] = table(role).panels;
    assert.equal(left.rows.length, right.rows.length, role);
    assert.deepEqual(
      [left, right].map(({ rows }) => rows[rows.length - 1].label),
      ['收入总计', '支出总计'],
    );
  }
});

test('the totals of 附表4-4 stand above their parts', () => {
  assert.deepEqual(lines('财政拨款总表', 0).slice(0, 5), [
    '一、本年收入',
    '（一）一般公共预算拨款',
    '（二）政府性基金预算拨款',
    '（三）国有资本经营预算拨款',
    '二、上年结转',
  ]);
});

test('the “三公” table is one nameless row of the initial budget', () => {
  assert.deepEqual(addresses(table('三公')), [
    '三公 基准=年初预算',
    '三公 三公=出国 基准=年初预算',
    '三公 三公=车 基准=年初预算',
    '三公 三公=购置 基准=年初预算',
    '三公 三公=运行 基准=年初预算',
    '三公 三公=接待 基准=年初预算',
  ]);
});

test('zeros are printed in some tables, and where there is nothing others stay blank', () => {
  const blank = hubei.tables.filter((form) => form.blank === 'blank').map(({ number }) => number);
  assert.deepEqual(blank, ['附表4-2', '附表4-3', '附表4-4', '预算13表']);
});
