/** Lines that nobody reads leave the sums of their table in doubt, and say so once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, HEAD } from '../service/kit.ts';

const codes = (text: string): string[] => analyse(HEAD + text).findings.map(({ code }) => code);

const TABLE = '【支出决算表】\n列：  本年支出合计  基本支出\n合计  3.00  3.00\n2080101  行政运行  1.00  1.00\n';

test('without the line the table does not add up', () => {
  assert.deepEqual(codes(TABLE), ['missing-row']);
});

test('a line too long to be read may be what is missing', () => {
  assert.deepEqual(codes(`${TABLE}${'2.00 '.repeat(20_000)}\n`), ['line-too-long']);
});

test('so may one side of a merge', () => {
  assert.deepEqual(codes(`${TABLE}<<<<<<< HEAD\n=======\n>>>>>>> other\n`), ['conflict-marker', 'conflict-marker', 'conflict-marker']);
});
