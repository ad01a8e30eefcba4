/** Free grids: everything as typed, leading empty cells merged with what is above. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grid } from '../../server/src/render/json.ts';
import type { PageTable } from '../../server/src/render/page.ts';
import { print } from './read.ts';

function gridOf(body: string): PageTable {
  const found = print(body).chapters.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])));
  assert.equal(found.length, 1);
  return found[0];
}

test('leading empty cells are merged with the cells above, empty ones behind a filled cell are blank', () => {
  const table = gridOf('【表格：得分】\n列：一级  二级  分值  得分\n决策\t立项\t6\t3\n\t\t5\t2\n\t绩效\t\t4\n过程\t资金\t3\n');
  assert.deepEqual(grid(table.header), [['一级', '二级', '分值', '得分']]);
  assert.deepEqual(grid(table.rows), [
    ['决策', '立项', '6', '3'],
    ['', '', '5', '2'],
    ['', '绩效', '', '4'],
    ['过程', '资金', '3', ''],
  ]);
  assert.deepEqual(
    table.rows[0].map(({ rowspan }) => rowspan),
    [3, 2, 1, 1],
  );
  assert.deepEqual(
    table.rows.map((row) => row.length),
    [4, 2, 3, 4],
  );
});

test('lines that go on belong to the last cell, titles of one group stand together, notes below', () => {
  const table = gridOf(
    '【表格】\n金额单位：元\n列：品名  金额／预算  金额／决算  执行率(B/A)\n纸  1,000.00  900.00  90%\n｜其中甲\n注：一\n｜二\n',
  );
  assert.equal(table.title, '');
  assert.deepEqual(table.captions, [['', '', '金额单位：元']]);
  assert.deepEqual(grid(table.header), [
    ['品名', '金额', '', '执行率(B/A)'],
    ['', '预算', '决算', ''],
  ]);
  assert.deepEqual(grid(table.rows), [['纸', '1,000.00', '900.00', '90%\n其中甲']]);
  assert.deepEqual(table.rows[0].map(({ align }) => align).slice(0, 3), ['left', 'right', 'right']);
  assert.deepEqual(table.notes, ['注：一', '二']);
});

test('a sheet that nobody knows bears its own title, its parameter below; openers, fields and further headings are lines', () => {
  const table = gridOf('【某某申报表：甲项目】\n列：指标  值\n产出／数量：\n个数  3\n填报人：某\n列：甲  乙\n  1  2\n');
  assert.equal(table.title, '某某申报表');
  assert.deepEqual(table.captions, [['', '甲项目', '']]);
  assert.deepEqual(grid(table.rows), [
    ['产出／数量：', ''],
    ['个数', '3'],
    ['填报人：某', ''],
    ['甲', '乙'],
    ['1', '2'],
  ]);
});

test('an empty grid is a table without rows', () => {
  const table = gridOf('【表格：空】\n空表：本年无。\n');
  assert.deepEqual([table.rows, table.header, table.notes], [[], [], ['本年无。']]);
});
