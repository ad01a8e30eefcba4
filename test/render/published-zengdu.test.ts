/** A department's budget of Hubei prints as it was published, cell by cell. The expectation was written down from the published text, not from our print. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { pageJson } from '../../server/src/render/json.ts';
import { readPublished } from './published.ts';
import { analyse } from './read.ts';

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
