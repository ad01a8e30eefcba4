/** Performance forms as printed: the form's layout, and behind it what the form does not know. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grid } from '../../server/src/render/json.ts';
import type { PageTable } from '../../server/src/render/page.ts';
import { print } from './read.ts';

function formOf(body: string): PageTable {
  const found = print(body).chapters.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])));
  assert.equal(found.length, 1);
  return found[0];
}

const linesOf = (table: PageTable): string[] => grid(table.rows).map((row) => row.join('|'));

test('an empty form prints its frame', () => {
  const table = formOf('【项目支出绩效自评表：甲】\n');
  assert.deepEqual(table.captions, [['', '（2023年度）', '']]);
  const lines = linesOf(table);
  assert.deepEqual(lines.slice(0, 8), [
    '项目名称||甲||||||',
    '主管部门|||||实施单位|||',
    '项目资金（万元）|||年初预算数|全年预算数A|全年执行数B|分值|执行率|得分',
    '|年度资金总额|||||||',
    '|政府预算资金|||||||',
    '年度总体目标|预期目标||||实际完成情况|||',
    '||||||||',
    '绩效指标|一级指标|二级指标|三级指标|年度指标|实际完成值|分值|得分|偏差原因分析及改进措施',
  ]);
  assert.equal(lines[8], '|成本指标|经济成本指标||||||');
  assert.equal(lines[lines.length - 1], '总分||||||||');
});

test('every line is as wide as the form', () => {
  for (const body of [
    '',
    '资金：\n列：  分值  怪列\n年度资金总额  10  乙\n',
    '产出指标／数量指标：\n列：  年度指标  怪列  又一列\n个数  ≥3  丙  丁\n',
  ]) {
    const rows = grid(formOf(`【项目支出绩效自评表：甲】\n${body}`).rows);
    assert.equal(new Set(rows.map((row) => row.length)).size, 1);
  }
});

test('groups keep the form’s order, one of the author’s own follows its kin, one that comes again goes on', () => {
  const lines = linesOf(
    formOf(
      '【项目支出绩效自评表：甲】\n满意度指标／服务对象满意度：\n满意  ≥95%\n产出指标／数量指标：\n个数  3\n产出指标／怪指标：\n怪  1\n产出指标／数量指标：\n次数  4\n',
    ),
  );
  const from = lines.findIndex((line) => line.includes('|产出指标|'));
  assert.deepEqual(lines.slice(from, from + 5), [
    '|产出指标|数量指标|个数|3||||',
    '|||次数|4||||',
    '||质量指标||||||',
    '||时效指标||||||',
    '||怪指标|怪|1||||',
  ]);
  assert.ok(lines.includes('|满意度指标|服务对象满意度|满意|≥95%||||'));
});

test('long texts keep their lines, optional rows print where typed, the total stands under weight and score', () => {
  const lines = linesOf(
    formOf(
      '【项目支出绩效自评表：甲】\n预期目标：\n｜一\n｜二\n资金：\n年度资金总额  3  3  2\n单位资金  1  1  1\n怪资金  9\n产出指标／数量指标：\n个数  3  3  90  80\n总分  100  80\n',
    ),
  );
  assert.ok(lines.includes('|一\n二|||||||'));
  assert.deepEqual(
    lines.slice(3, 7).map((line) => line.split('|').slice(1, 5).filter(Boolean).join(' ')),
    ['年度资金总额 3 3', '政府预算资金', '单位资金 1 1', '怪资金 9'],
  );
  assert.equal(lines[lines.length - 1], '总分||||||100|80|');
});

test('fields and lists that the form does not know stand behind it', () => {
  const lines = linesOf(
    formOf('【项目支出绩效自评表：甲】\n主管部门：乙\n联系人：丙\n主管部门：丁\n其他情况：\n列：  数量  说明\n戊  1  己\n'),
  );
  const total = lines.findIndex((line) => line.startsWith('总分'));
  assert.deepEqual(
    lines.slice(total + 1).map((line) => line.replace(/\|+/g, '|')),
    ['联系人|丙|', '主管部门|丁|', '其他情况|', '|数量|说明|', '戊|1|己|'],
  );
});
