/** A department's final account of Hubei prints as it was published, cell by cell. The expectation was written down from the published text, not from our print. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { pageJson } from '../../server/src/render/json.ts';
import { readPublished } from './published.ts';
import { analyse, jsonOf, print } from './read.ts';

const file = path.resolve(import.meta.dirname, '../../samples/ezhou-medical-insurance-2022-final.budget');
const page = pageOf(analyse(readFileSync(file, 'utf8')).disclosure);
const published = readPublished('001');

test('the expectation holds all nine tables', () => {
  assert.deepEqual(
    published.map(({ rows }) => rows.length),
    [31, 22, 22, 32, 19, 29, 1, 1, 1],
  );
});

for (const expected of published) {
  test(`${expected.number} ${expected.title}`, () => {
    const found = pageJson(page).tables.find(({ number }) => number === expected.number);
    assert.ok(found);
    const { role: _, ...rest } = found;
    assert.deepEqual(rest, expected);
  });
}

test('no figure of the published tables is ours', () => {
  const cells = page.tables.flatMap((table) => table.rows.flat());
  assert.deepEqual(
    cells.filter((cell) => cell.derived).map(({ text }) => text),
    [],
  );
});

test('the six parts stand in their order behind the contents', () => {
  assert.deepEqual(
    page.chapters.map(({ number, title }) => `${number}${title}`),
    [
      '目录',
      '第一部分鄂州市医疗保障服务中心概况',
      '第二部分2022年度部门决算表',
      '第三部分2022年度部门决算情况说明',
      '第四部分其他需要说明的情况',
      '第五部分名词解释',
      '第六部分附件',
    ],
  );
});

test('the charts stand where they were published', () => {
  const inserts = page.chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'insert' ? [`${block.word}：${block.text}`] : [])),
  );
  assert.deepEqual(inserts, [
    '图1：收、支决算总计变动情况',
    '图2：收入决算结构',
    '图3：支出决算结构',
    '图4：财政拨款收、支决算总计变动情况',
  ]);
});

const forms = page.chapters[6].blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));

test('the four self-evaluation forms stand in the annex, with what they evaluate and the score', () => {
  const about = forms.map(({ rows }) => {
    const line = (label: string) => rows.find((cells) => cells.some(({ text }) => text === label))!.filter(({ text }) => text !== '');
    return [line('项目名称').at(-1)!.text, line('总分').at(-1)!.text];
  });
  assert.deepEqual(about, [
    ['基本医疗（含生育）业务经办管理', '100'],
    ['医疗保险业务信息化', '92'],
    ['基金监管专项', '94'],
    ['医疗保障与服务能力提升', '98'],
  ]);
});

test('a form prints its own headings, groups and reasons', () => {
  const lines = forms[2].rows.map((cells) => cells.map(({ text }) => text).join('|'));
  assert.deepEqual(lines, [
    '单位名称|鄂州市医疗保障服务中心',
    '项目名称|基金监管专项',
    '主管部门|鄂州市医疗保障局|项目实施单位|鄂州市医疗保障服务中心',
    '项目类别|1、部门预算项目☑  2、省直专项☐  3、省对下转移支付项目☐',
    '项目属性|1、持续性项目☐  2、新增性项目☑',
    '项目类型|1、常年性项目☑  2、延续性项目☐  3、一次性项目☐',
    '预算执行情况（万元）（20分）||预算数(A)|执行数(B)|执行率(B/A)|得分(20分*执行率)',
    '年度财政资金总额|60|14.77|24.62%|14',
    '年度绩效目标 1 (XX分)|一级指标|二级指标|三级指标|年初目标值(A)|实际完成值(B)|得分',
    '产出指标|数量指标|基本医疗参保人数|≥90 万人|≥90 万人|10',
    '线上稽查医药服务机构 (医院)|≥60 家|63 家|5',
    '质量指标|基金监管有效性|监督检查制度全覆盖|监督检查制度全覆盖|10',
    '基金监管覆盖率|≥99%|≥99%|10',
    '时效指标|监管及时完成率|≥90%|≥90%|5',
    '业务办理时限|按时办结|按时办结|10',
    '效益指标|社会效益指标|医保基金使用效率|不断提高|不断提高|10',
    '可持续影响指标|医保基金欺诈骗保行为|逐步减少|逐步减少|10',
    '满意度指标|服务对象满意度指标|参保群众对医保基金规范使用满意度|≥90%|≥90%|10',
    '总分|94',
    '偏差大或目标未完成原因分析|基金监管（非税）项目年初预算为 60 万元，此项目为首年首次编制，无历史参考数据，预算执行率较低。',
    '改进措施及结果应用方案|结合实际情况，科学测算信息化项目预算，进一步提高预算编制的准确性。',
  ]);
});

const HEAD = '单位：某局\n年度：2022\n版式：湖北省部门决算\n';
const printed = (body: string) => jsonOf(print(`【国有资本经营预算财政拨款支出决算表】\n${body}`, HEAD), '国有资本');

test('a table in which there is no figure shows no zeros, one with a figure does', () => {
  assert.deepEqual(printed('合计\n').rows, [['合计', '', '', '', '']]);
  assert.deepEqual(printed('空表：本单位无此项支出。\n').rows, [['合计', '', '', '', '']]);
  assert.deepEqual(printed('列：  项目支出\n2230105  3.00\n').rows.slice(-1), [
    ['2230105', '国有企业退休人员社会化管理补助支出', '3.00', '0.00', '3.00'],
  ]);
  assert.deepEqual(printed('合计  0.00  0.00\n').rows, [['合计', '', '0.00', '0.00', '0.00']]);
});

test('what is said of an empty table stands where it was typed among the notes', () => {
  assert.deepEqual(printed('注：甲\n空表：备注：本单位\n｜无此项支出。\n备注：乙\n').notes, [
    '注：甲',
    '备注：本单位无此项支出。',
    '备注：乙',
  ]);
  assert.deepEqual(printed('空表：本单位无此项支出。\n').notes, [
    '本单位无此项支出。',
    '注：本表反映部门本年度国有资本经营预算财政拨款支出情况。',
  ]);
});
