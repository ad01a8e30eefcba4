/**
 * The facts of a published disclosure: each figure of its tables is one fact, in the right cell.
 * The golden table is what `budget facts --format csv` prints without places, so that laying the file out anew does not touch it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { factsOf } from '../../server/src/service/facts.ts';
import { analyse, linesOf, sample } from '../service/kit.ts';

const golden = readFileSync(new URL('../fixtures/disclosure/000-facts.csv', import.meta.url), 'utf8');
const facts = factsOf(analyse(sample), { blanks: false });
const stated = facts.filter(({ state }) => state === 'stated');

/** The numerals in the rows of one section, as they are typed; notes and headings are no rows. */
function numeralsOf(title: string): string[] {
  const lines = linesOf(sample);
  const first = lines.indexOf(`【${title}】`);
  const last = lines.findIndex((line, i) => i > first && line.startsWith('【'));
  return lines
    .slice(first + 1, last)
    .filter((line) => !/^(?:注|列|金额单位|｜)/.test(line))
    .flatMap((line) => line.split(/\t| {2,}/).filter((cell) => /^-?[\d,]+(?:\.\d+)?$/.test(cell)));
}

describe('the facts of the sample', () => {
  test('are as they were when they were read through', () => {
    const rows = facts.map(({ address, value, unit, state, number }) => [number, address, value ?? '', unit, state].join(','));
    assert.deepEqual(rows, golden.trimEnd().split('\n').slice(1));
  });

  test('are so many in each table', () => {
    const counts = new Map<string, number>();
    for (const { number } of stated) counts.set(number, (counts.get(number) ?? 0) + 1);
    assert.deepEqual(Object.fromEntries(counts), {
      公开01表: 11,
      公开02表: 44,
      公开03表: 40,
      公开04表: 17,
      公开05表: 40,
      公开06表: 36,
      公开09表: 9,
      公开10表: 10,
    });
  });

  test('are all the figures that stand in a table, and no others', () => {
    for (const title of [
      '收入决算表',
      '支出决算表',
      '财政拨款收入支出决算总表',
      '一般公共预算财政拨款支出决算表',
      '一般公共预算财政拨款基本支出决算表',
      '财政拨款“三公”经费支出决算表',
      '国有资产占用情况表',
    ]) {
      const values = stated.filter(({ table }) => table === title).map(({ value }) => value);
      // Codes stand before the figures; they are numerals of three digits or more without a decimal point.
      const typed = numeralsOf(title).filter((text) => !/^\d{3,7}$/.test(text));
      assert.deepEqual(values.sort(), typed.map((text) => text.replaceAll(',', '')).sort(), title);
    }
    // Beside the figures 公开01表 has its row numbers, 1 to 62.
    const ordinals = numeralsOf('收入支出决算总表').filter((text) => !text.includes('.'));
    assert.deepEqual(
      ordinals.map(Number).sort((a, b) => a - b),
      Array.from({ length: 62 }, (_, i) => i + 1),
    );
  });

  test('stand where their range says', () => {
    const lines = linesOf(sample);
    for (const { value, range } of stated) {
      const { start, end } = range!;
      assert.equal(lines[start.line].slice(start.character, end.character).replaceAll(',', ''), value);
    }
  });

  test('are none but what was typed: a published table leaves nothing to derive', () => {
    assert.deepEqual(
      facts.filter(({ state }) => state !== 'stated' && state !== 'derived').map(({ address }) => address),
      [],
    );
    assert.ok(facts.every(({ state, value }) => state === 'stated' || Number(value) === 0));
  });
});
