/** The print of a form set of the user's own: nine tables without 行次, codes in columns of their own, “三公” interleaved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { analyseOwn, ownSample } from '../disclosure/own-form.ts';
import { jsonOf, rowsOf } from './read.ts';

const page = pageOf(analyseOwn(ownSample).disclosure);

test('the tables come in the form’s order, none with 行次', () => {
  assert.deepEqual(
    page.tables.map(({ role }) => role),
    ['收入支出总表', '收入', '支出', '财政拨款总表', '一般公共支出', '基本支出', '三公', '政府性基金', '国有资本'],
  );
  assert.ok(!JSON.stringify(page.tables.map(({ header }) => header)).includes('行次'));
  assert.deepEqual(page.tables[0].captions, [['编制部门：某区某事业服务中心', '2023年度', '单位：万元']]);
});

test('a code stands in three columns: 208, 01, 50', () => {
  assert.deepEqual(rowsOf(page, '支出').slice(0, 4), [
    '|||合计|193.50|158.00|35.50|||',
    '208|||社会保障和就业支出|174.70|139.20|35.50|||',
    '208|01||人力资源和社会保障管理事务|155.50|120.00|35.50|||',
    '208|01|50|事业运行|120.00|120.00||||',
  ]);
  assert.deepEqual(rowsOf(page, '收入').at(3), '208|01|50|事业运行|120.10|119.50|||||0.60');
});

test('the total of public budget outlay stands last, its label over the codes', () => {
  const rows = page.tables[4].rows;
  assert.deepEqual(
    rows.at(-1)!.map(({ text, colspan }) => [text, colspan]),
    [
      ['合计', 4],
      ['193.00', 1],
      ['157.50', 1],
      ['35.50', 1],
    ],
  );
});

test('basic outlay: two blocks without 307, 312 and 399, codes in 类 and 款', () => {
  const rows = rowsOf(page, '基本支出');
  assert.equal(rows[0], '301||工资福利支出|137.50|302||商品和服务支出|18.00');
  assert.equal(rows[1], '301|01|基本工资|40.00|302|01|办公费|5.00');
  assert.equal(rows.at(-1), '人员经费合计|||138.50|公用经费合计|||19.00');
  for (const absent of ['307', '312', '399']) assert.ok(!rows.some((row) => row.split('|')[4] === absent), absent);
});

test('“三公”: twelve columns, budget and actual in turn', () => {
  assert.deepEqual(rowsOf(page, '三公'), ['2.80|2.15|||2.50|2.00|||2.50|2.00|0.30|0.15']);
  const header = jsonOf(page, '三公').header.flat();
  for (const title of ['预算数', '决算数']) assert.equal(header.filter((text) => text === title).length, 6, title);
});

test('lines bear the form’s names, and line up at their totals', () => {
  const rows = rowsOf(page, '收入支出总表');
  assert.deepEqual(rows.slice(-5, -3), ['本年收入合计|193.60|本年支出合计|193.50', '使用非财政拨款结余（含专用结余）||结余分配|']);
  assert.equal(rows.at(-1), '总计|194.60|总计|194.60');
});
