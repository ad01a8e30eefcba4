/** A table of purchases: rows that bear a name, several of them the same one, with text on both sides of their figures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { pageJson } from '../../server/src/render/json.ts';
import { analyse } from '../service/kit.ts';

const HEAD = '单位：某中心\n年度：2025\n文种：预算\n版式：湖北省部门预算\n金额单位：万元\n\n【政府采购预算表】\n';
const TITLES =
  '列：单位代码\t单位名称\t项目\t政府采购品目\t功能科目\t部门支出经济分类\t资金来源\t资金性质\t采购数量\t单价（元）\t计量单位\t采购金额合计（元）\t其中面向中小企业（元）\t其中面向小微企业（元）\n';
const ROWS = `			合计								15000.00	15000.00	6000.00
032004	某中心	设备购置	台式计算机	2101504	31002	本年拨款	一般公共预算	2	4500.00	台	9000.00	9000.00	
032004	某中心	信息系统运维	台式计算机	2101504	31002	本年拨款	一般公共预算	1	6000.00	台	6000.00	6000.00	6000.00
`;
const errors = (rows: string) => analyse(HEAD + TITLES + rows).findings.filter(({ severity }) => severity === 'error');

test('one kind bought for two projects is two rows, and their sum is the total', () => {
  assert.deepEqual(analyse(HEAD + TITLES + ROWS).findings, []);
  assert.deepEqual(
    errors(ROWS.replace('	15000.00	15000.00', '	16000.00	15000.00')).map(({ code }) => code),
    ['unbalanced-total'],
  );
});

test('what is bought from small firms cannot exceed what is bought from small and middle ones', () => {
  assert.notEqual(
    errors(ROWS.replace('6000.00	6000.00	6000.00', '6000.00	6000.00	7000.00').replace('15000.00	6000.00', '15000.00	7000.00')).length,
    0,
  );
});

test('every text is printed in its column, amounts in 元', () => {
  const [table] = pageJson(pageOf(analyse(HEAD + TITLES + ROWS).disclosure)).tables.filter(({ number }) => number === '预算13表');
  assert.equal(table.unitOfMeasure, '元');
  assert.deepEqual(table.rows.slice(1), [
    '032004|某中心|设备购置|台式计算机|2101504|31002|本年拨款|一般公共预算|2|4,500.00|台|9,000.00|9,000.00|'.split('|'),
    '032004|某中心|信息系统运维|台式计算机|2101504|31002|本年拨款|一般公共预算|1|6,000.00|台|6,000.00|6,000.00|6,000.00'.split('|'),
  ]);
});

test('a pasted heading serves as 列', () => {
  assert.deepEqual(analyse(HEAD + TITLES.replace('列：', '') + ROWS).findings, []);
});
