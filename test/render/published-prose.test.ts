/** A final account whose tables were published as pictures prints its prose alone, in the parts and words of the publication. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { analyse } from './read.ts';

const file = path.resolve(import.meta.dirname, '../../samples/jingdezhen-medical-insurance-bureau-2021-final.budget');
const page = pageOf(analyse(readFileSync(file, 'utf8')).disclosure);

test('its parts bear the numbers and titles of the publication', () => {
  assert.deepEqual(
    page.chapters.filter(({ blocks }) => blocks.some(({ kind }) => kind !== 'tables')).map(({ number, title }) => `${number} ${title}`),
    ['第一部分 景德镇市医疗保障局市本级部门概况', '第三部分 2021年度市本级部门决算情况说明', '第四部分 名词解释'],
  );
});

test('no table is made of what the prose says', () => {
  assert.deepEqual(page.tables, []);
});

test('the nine headings of the explanation stand in order, the last two as they were published', () => {
  const explanation = page.chapters.find(({ number }) => number === '第三部分')!;
  const headings = explanation.blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? block.text : []));
  assert.equal(headings.length, 9);
  assert.deepEqual(headings.slice(-2), ['八、国有资产占用情况说明。', '九、预算绩效情况说明']);
});
