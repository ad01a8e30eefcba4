/** While a row is being typed, nothing is said of the rows around it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyse } from '../service/kit.ts';

const sample = readFileSync(new URL('../../samples/jingdezhen-medical-insurance-2023-final.budget', import.meta.url), 'utf8');
const ROW = '2080109  社会保险经办机构';
const before = new Set(analyse(sample).findings.map(({ code, message }) => `${code} ${message}`));

/** What the sample says anew when a line is put before a row of its tables. */
const newFindings = (line: string): string[] =>
  analyse(sample.replace(ROW, `${line}\n${ROW}`))
    .findings.filter(({ code, message }) => !before.has(`${code} ${message}`))
    .map(({ code }) => code);

test('a code grows digit by digit', () => {
  for (const typed of ['2', '20', '2080', '208010']) {
    const found = newFindings(typed).filter((code) => code !== 'unknown-account' && code !== 'unknown-row' && code !== 'mistyped-account');
    assert.deepEqual(found, [], typed);
  }
});

test('a code of its full length, its name, a first figure of nothing', () => {
  for (const typed of ['2080103', '2080103  机关服务', '2080103  机关服务  -']) assert.deepEqual(newFindings(typed), [], typed);
});
