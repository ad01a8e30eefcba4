/** The form set of departments' final accounts in Hubei: the addresses of its cells, and what its print has of its own. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { performanceByTitle, tableByTitle } from '../../server/src/forms/registry.ts';
import type { FormSet, TableForm } from '../../server/src/forms/types.ts';
import { addresses, cellsOf, fixture } from './support.ts';

const setOf = (name: string): FormSet => builtInFormSets().find((set) => set.name === name) as FormSet;
const hubei = setOf('湖北省部门决算');
const table = (role: string): TableForm => hubei.tables.find((found) => found.role === role) as TableForm;

test('the addresses of every cell are those of the golden file', () => {
  const found = Object.fromEntries(hubei.tables.map((form) => [form.role, cellsOf(form, ['2080101'])]));
  const file = fixture('hubei-department-final.golden.json');
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(found, undefined, 1)}\n`);
  assert.deepEqual(found, JSON.parse(readFileSync(file, 'utf8')));
});

test('the tables have as many cells as the printed forms', () => {
  const counts = Object.fromEntries(hubei.tables.map((form) => [form.role, addresses(form, ['208', '20801', '2080101']).length]));
  assert.deepEqual(counts, {
    // 8 sources, 4 lines and totals of income; 26 classes, 4 lines and totals of outlay
    收入支出总表: 12 + 30,
    收入: 4 * 7,
    支出: 4 * 6,
    // 9 lines of income; 29 of outlay in four columns
    财政拨款总表: 9 + 29 * 4,
    一般公共支出: 4 * 3,
    // 27 accounts and their total; 28 of 302, 3 of 307, 17 of 310, 6 of 399 and their total
    基本支出: 28 + 28 + 3 + 17 + 6 + 1,
    政府性基金: 4 * 6,
    国有资本: 4 * 3,
    // one nameless row: budget and actual of six lines each
    三公: 12,
  });
});

test('公开01 to 08 look at the same facts as the forms of other provinces that number them alike', () => {
  const other = setOf('江西省单位决算');
  for (const role of ['收入支出总表', '收入', '支出', '财政拨款总表', '一般公共支出', '政府性基金', '国有资本']) {
    const theirs = other.tables.find((form) => form.role === role) as TableForm;
    assert.deepEqual(addresses(table(role), ['208']), addresses(theirs, ['208']), role);
    assert.deepEqual(table(role).axes, theirs.axes, role);
  }
});

test('the horizontal “三公” table compares the revised budget with the actual figures', () => {
  assert.deepEqual(addresses(table('三公')), [
    '三公 基准=全年预算',
    '三公 三公=出国 基准=全年预算',
    '三公 三公=车 基准=全年预算',
    '三公 三公=购置 基准=全年预算',
    '三公 三公=运行 基准=全年预算',
    '三公 三公=接待 基准=全年预算',
    '三公 基准=决算',
    '三公 三公=出国 基准=决算',
    '三公 三公=车 基准=决算',
    '三公 三公=购置 基准=决算',
    '三公 三公=运行 基准=决算',
    '三公 三公=接待 基准=决算',
  ]);
});

test('行次 run on without a gap', () => {
  for (const [role, count] of [
    ['收入支出总表', 62],
    ['财政拨款总表', 64],
  ] as const)
    assert.deepEqual(
      table(role).panels.flatMap((panel) => panel.rows.map(({ ordinal }) => ordinal)),
      Array.from({ length: count }, (_, i) => i + 1),
    );
});

test('zeros are printed, and 公开06 bears the title 明细表', () => {
  assert.ok(hubei.tables.every(({ blank, decimals }) => blank === 'zero' && decimals === 2));
  assert.equal(tableByTitle(hubei, '一般公共预算财政拨款基本支出决算表')?.title, '一般公共预算财政拨款基本支出决算明细表');
  assert.equal(tableByTitle(hubei, '公开9表')?.role, '三公');
  assert.equal(performanceByTitle(hubei, '项目支出绩效自评表')?.title, '项目绩效自评表');
});

test('the chapters are the six parts of the printed document', () => {
  assert.deepEqual(
    hubei.chapters.map(({ number, section }) => `${number} ${section}`),
    ['第一部分 概况', '第二部分 ', '第三部分 情况说明', '第四部分 其他说明', '第五部分 名词解释', '第六部分 附件'],
  );
});
