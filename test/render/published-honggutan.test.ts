/** A bureau's final account with two evaluation reports prints as it was published, cell by cell. The expectation was written down from the published text, not from our print. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { pageJson } from '../../server/src/render/json.ts';
import { readPublished } from './published.ts';
import { analyse } from './read.ts';

const file = path.resolve(import.meta.dirname, '../../samples/nanchang-honggutan-medical-insurance-bureau-2023-final.budget');
const page = pageOf(analyse(readFileSync(file, 'utf8')).disclosure);
const published = readPublished('002');

test('the expectation holds all ten tables, the listed codes without a figure among them', () => {
  assert.deepEqual(
    published.map(({ rows }) => rows.length),
    [31, 21, 21, 32, 21, 35, 4, 1, 20, 10],
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
  const derived = page.tables.flatMap((table) => table.rows.flat()).filter((cell) => cell.derived);
  assert.deepEqual(derived, []);
});

test('each report prints its form and its two scoring frames where they stand in the text', () => {
  const blocks = page.chapters[2].blocks;
  const order = blocks.flatMap((block) => {
    if (block.kind === 'table') return block.table.title || `${block.table.header[0].length} × ${block.table.rows.length}`;
    return block.kind === 'heading' && /报告|^（三）绩效评价工作方法|^四、绩效评价指标分析/.test(block.text) ? block.text : [];
  });
  const report = (number: string) => [
    `项目支出部门评价报告（${number}）`,
    '项目支出绩效自评表',
    '6 × 17',
    '（三）绩效评价工作方法及过程',
    '6 × 18',
    '四、绩效评价指标分析',
  ];
  assert.deepEqual(order, [...report('一'), ...report('二')]);
});

test('a score’s criteria print as the lines they were published in', () => {
  const frame = pageJson(page).chapters[2].blocks.find((block) => block.kind === 'table' && block.table.header[0]?.[5] === '评分标准');
  assert.ok(frame?.kind === 'table');
  const criteria = frame.table.rows.find((row) => row[3] === '立项程序规范性')![5];
  assert.deepEqual(
    criteria.split('\n').map((line) => line.slice(0, 7)),
    ['①项目是否按照', '②审批文件、材', '③事前是否已经'],
  );
});
