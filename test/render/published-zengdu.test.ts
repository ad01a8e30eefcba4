/** A department's budget of Hubei prints as it was published, cell by cell. The expectation was written down from the published text, not from our print. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { pageJson } from '../../server/src/render/json.ts';
import { readPublished } from './published.ts';
import { analyse, fixture } from './read.ts';

const file = path.resolve(import.meta.dirname, '../../samples/zengdu-medical-insurance-information-center-2025-budget.budget');
const page = pageOf(analyse(readFileSync(file, 'utf8')).disclosure);
const { tables } = pageJson(page);
const published = readPublished('004');

test('the expectation holds all tables whose figures were published', () => {
  assert.deepEqual(
    published.map(({ number, rows }) => `${number} ${rows.length}`),
    ['附表4-1 27', '附表4-3 16', '附表4-4 30', '附表4-5 16', '附表4-6 19', '附表4-7 1', '附表4-8 0', '附表4-9 31'],
  );
});

/** The one thing that we print and the publication does not: the word 合计, before the nameless first figures of the project table and alone in the empty one. */
function withTotal(number: string, rows: string[][]): string[][] {
  if (number === '附表4-8') return [['', '合计', '', '', ''], ...rows];
  if (number !== '附表4-9') return rows;
  const [[code, name, ...rest], ...others] = rows;
  assert.deepEqual([code, name], ['', '']);
  return [['', '合计', ...rest], ...others];
}

for (const expected of published) {
  test(`${expected.number} ${expected.title}`, () => {
    const found = tables.find(({ number }) => number === expected.number);
    assert.ok(found);
    const { role: _, ...rest } = found;
    assert.deepEqual(rest, { ...expected, rows: withTotal(expected.number, expected.rows) });
  });
}

const chapterTables = page.chapters.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])));
const formOf = (role: string) => chapterTables.find((table) => table.role === role)!;
/** Each character with how often it occurs, blanks left out. */
const characters = (text: string): string => [...text.replace(/\s/g, '')].sort().join('');

test('the application form prints every character that was published, and no other', () => {
  const { title, captions, rows } = formOf('项目申报');
  const texts = [title, ...captions.flat(), ...rows.flat().map(({ text }) => text)];
  assert.equal(characters(texts.join('')), characters(readFileSync(fixture('004/application.txt'), 'utf8')));
});

test('the application form is laid out as published: pairs of fields, lists under their titles, targets beside their indicators', () => {
  const { rows, captions } = formOf('项目申报');
  assert.deepEqual(captions, [['', '', '单位：万元']]);
  assert.ok(rows.every((row) => row.length > 0));
  const texts = rows.map((row) => row.map(({ text }) => text.slice(0, 12)).join('|'));
  for (const line of [
    '项目名称|医保信息建设和维护经费|项目编码|42130324032T',
    '起始年度||终止年度|',
    '来源项目|金额',
    '一般公共预算财政拨款|10.00',
    '项目活动|活动内容表述|支出经济分类|金额|测算依据及说明|备注',
    '品名|数量|金额',
    '目标名称|一级指标|二级指标|三级指标|指标值|指标值确定依据',
    '长期绩效目标 1|成本指标|经济成本指标|是否按预算额度下达资金|100%|计划标准',
    '生态环境成本指标|||',
    '目标名称|一级指标|二级指标|三级指标|指标值|指标值确定依据',
    '前年|上年|预计当年实现',
    '质量指标|职工医保码激活率|＞60%|＞80%|＞90%|上年数据',
  ])
    assert.ok(texts.includes(line), line);
});

test('the empty form of the whole unit prints its frame, with its indicators in their groups and the sentence that it is empty', () => {
  const { rows, captions, notes } = formOf('部门整体绩效目标');
  assert.deepEqual(captions, [['填报日期：年  月  日', '', '单位：万元']]);
  assert.deepEqual(notes, ['本单位属二级单位部门整体支出绩效目标申报表为空。']);
  const texts = rows.map((row) => row.map(({ text, rowspan }) => (rowspan > 1 ? `${text}↓${rowspan}` : text).slice(0, 12)).join('|'));
  for (const line of [
    '部门总体资金情况↓9|总体资金情况|当年金额|占比|近两年收支金额（  年）|近两年收支金额（  年）',
    '收入构成↓4|财政拨款||||',
    '支出构成↓4|人员类项目支出||||',
    '项目支出成本控制↓3|会议费控制率|||',
    '履职效能↓3|核心业务产出 1|……|||',
    '年度绩效指标↓42|一级指标↓2|二级指标↓2|三级指标↓2|近两年指标值|预期当年实现值↓2|指标值确定依据↓2|指标分类↓2',
  ])
    assert.ok(texts.includes(line), `${line}\n${texts.join('\n')}`);
});

test('no figure of the published tables is ours, but the total line of the table that the publication lost', () => {
  const derived = page.tables.flatMap(({ number, rows }) =>
    rows.flat().flatMap((cell) => (cell.derived ? [`${number} ${cell.text}`] : [])),
  );
  assert.deepEqual(new Set(derived), new Set(['附表4-2 94.04', '附表4-2 0.00']));
  const lost = tables.find(({ number }) => number === '附表4-2')!;
  assert.deepEqual(
    lost.rows.map((row) => row.slice(0, 5)),
    [['', '合计', '94.04', '94.04', '94.04']],
  );
});

test('the five parts stand in their order', () => {
  assert.deepEqual(
    page.chapters.map(({ number, title }) => `${number}${title}`),
    [
      '第一部分曾都区医疗保障信息中心概况',
      '第二部分曾都区医疗保障信息中心2025年部门预算情况说明',
      '第三部分曾都区医疗保障信息中心2025年部门预算表',
      '第四部分预算绩效情况',
      '第五部分名词解释',
    ],
  );
});
