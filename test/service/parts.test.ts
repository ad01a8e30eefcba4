/** A part larger than its whole, and figures of another unit: said without a guess. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, HEAD } from './kit.ts';

const THREE =
  '【财政拨款“三公”经费支出决算表】\n列：  决算数\n一、“三公”经费支出  0.95\n3.公务接待费  0.95\n（1）国内接待费  0.95\n其中：外事接待费  ';

test('a part larger than its whole proposes no figure', () => {
  const found = analyse(`${HEAD}${THREE}1.95\n`).findings.filter(({ code }) => code === 'part-exceeds-whole');
  assert.equal(found.length, 1);
  assert.match(found[0].message, /is 1\.95, more than the whole it is part of \(0\.95\)/);
  assert.deepEqual(found[0].fixes ?? [], []);
});

test('a count is no amount of money', () => {
  const found = analyse(`${HEAD}${THREE}5批\n`).findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    found.map(({ code }) => code),
    ['unreadable-amount'],
  );
});

test('a misspelt row is near its own, whatever its number', () => {
  const [found] = analyse(`${HEAD}【收入支出决算总表】\n收入：\n事业收人  5.00\n`).findings.filter(({ code }) => code === 'unknown-row');
  assert.deepEqual(found.fixes?.map(({ edits }) => edits[0].text).slice(0, 1), ['五、事业收入']);
});
