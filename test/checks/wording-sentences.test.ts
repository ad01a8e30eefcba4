/**
 * What is said of sentences as units of many provinces write them, right ones and wrong ones: test/fixtures/checks/wording.tsv has each with what is expected.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { headerOf } from '../../server/src/disclosure/section.ts';
import { analyse } from '../service/kit.ts';

const CODES = new Set([
  'suspect-year',
  'kind-wording',
  'foreign-unit',
  'doubled-text',
  'unbalanced-brackets',
  'stated-none-but-figures',
  'count-total',
  'personal-data',
]);

const head = (year: number, kind: string, form: string): string =>
  `单位：临江市教育局\n年度：${year}\n文种：${kind}\n版式：${form}\n金额单位：万元\n\n`;

const HEADS: Readonly<Record<string, string>> = {
  决: head(2023, '决算', '江西省单位决算'),
  表: head(2023, '决算', '江西省单位决算'),
  部: head(2023, '决算', '湖北省部门决算'),
  预: head(2025, '预算', '湖北省部门预算'),
};

/** The tables that the fixture's head describes. */
const TABLES = `
【支出决算表】
列：  项目支出
2050202  30.00

【政府性基金预算财政拨款收入支出决算表】
列：  本年收入  本年支出／项目支出
2296003  5.00  5.00

【国有资本经营预算财政拨款支出决算表】
合计

【财政拨款“三公”经费支出决算表】
列：  决算数
因公出国（境）费  0.00
公务接待费  0.95
公务用车保有量  2

【国有资产占用情况表】
车辆数合计  2
应急保障用车  0
其他用车  2
`;

const rows = readFileSync(new URL('../fixtures/checks/wording.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

/** `code text` of each finding on the sentence, in the order of the text. */
function said(context: string, chapter: string, sentence: string): string[] {
  const { findings, document } = analyse(`${HEADS[context]}【${chapter}】\n${sentence}\n${context === '表' ? TABLES : ''}`);
  return findings.flatMap(({ code, place }) => {
    const { tree } = document.sectionOf(place.section)!;
    const own = headerOf(document.sectionOf(place.section)!)?.title.text === chapter;
    return own && CODES.has(code) ? [`${code} ${tree.text.slice(place.start, place.end)}`] : [];
  });
}

const results = rows.map(([context, chapter, sentence, expected]) => ({
  sentence,
  expected: expected === '-' ? [] : expected.split('；'),
  found: said(context, chapter, sentence),
}));

test('the sentences are many, and as many are right as wrong', () => {
  assert.ok(results.length >= 150, `${results.length}`);
  const right = results.filter(({ expected }) => expected.length === 0).length;
  assert.ok(right * 3 > results.length && right * 3 < results.length * 2, `${right} of ${results.length} are right`);
});

for (const { sentence, expected, found } of results)
  test(`${expected.length === 0 ? 'nothing is said of' : expected.join('；')}: ${sentence}`, () => assert.deepEqual(found, expected));

test('recall and false alarms over all sentences', (context) => {
  const wanted = results.flatMap(({ expected }) => expected).length;
  const met = results.flatMap(({ expected, found }) => expected.filter((one) => found.includes(one))).length;
  const alarms = results.flatMap(({ expected, found }) => found.filter((one) => !expected.includes(one))).length;
  context.diagnostic(`${results.length} sentences: ${met} of ${wanted} mistakes found, ${alarms} false alarms`);
  assert.equal(alarms, 0);
});
