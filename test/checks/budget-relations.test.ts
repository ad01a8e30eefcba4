/** What is usual in budgets: hints where the published one is changed, none as it is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { analyse } from '../service/kit.ts';

const sample = readFileSync(
  new URL('../../samples/zengdu-medical-insurance-information-center-2025-budget.budget', import.meta.url),
  'utf8',
);
const CODES = ['exceeds-related-figure', 'usual-figure-differs', 'wrong-product'];

const found = (text: string) =>
  analyse(text)
    .findings.filter(({ code, severity }) => CODES.includes(code) || severity === 'error')
    .map(({ severity, code, data = {} }) => [severity, code, data.stated, data.other ?? data.computed].join(' '));

/** The sample with figures of rows exchanged: `[row's beginning, from, to]`, every occurrence in the row. */
function changed(...changes: readonly (readonly [row: string, from: string, to: string])[]): string {
  const lines = sample.split('\n');
  for (const [row, from, to] of changes) {
    const at = lines.findIndex((line) => line.startsWith(row) && line.includes(from));
    assert.ok(at >= 0, row);
    lines[at] = lines[at].replaceAll(from, to);
  }
  return lines.join('\n');
}

describe('the published budget', () => {
  test('has no such hint', () => assert.deepEqual(found(sample), []));

  test('an insurance paid from another account is a hint at the account it is usually paid from', () => {
    const text = changed(['30108', '7.51', '7.41'], ['30112', '0.08', '0.18']);
    assert.deepEqual(found(text), ['hint usual-figure-differs 7.51 7.41']);
  });

  test('so is medical insurance, whose accounts are two', () => {
    assert.deepEqual(found(changed(['30110', '2.86', '2.80'], ['30112', '0.08', '0.14'])), ['hint usual-figure-differs 2.86 2.80']);
  });

  test('a difference that rounding explains is none', () => {
    assert.deepEqual(found(changed(['30108', '7.51', '7.52'], ['30112', '0.08', '0.07'])), []);
  });

  test('basic outlay on receptions beyond the “three public” line is a warning', () => {
    assert.deepEqual(found(changed(['30217', '0.14', '0.24'], ['30211', '1.00', '0.90'])), ['warning exceeds-related-figure 0.24 0.14']);
  });

  test('projects of people that come to more than 人员经费 are one hint, with what is lacking elsewhere', () => {
    const text = changed(['2101\t', '2101\t', '1199\t']);
    assert.deepEqual(found(text), ['hint usual-figure-differs 78.99 84.01']);
    const { related = [] } = analyse(text).findings.find(({ code }) => code === 'usual-figure-differs')!;
    assert.ok(related.some(({ message }) => message.includes('公用经费 5.05')));
  });

  test('projects of which nobody knows what they are say nothing', () => {
    assert.deepEqual(found(changed(['2101\t', '2101\t', '9101\t'])), []);
  });
});

describe('purchases', () => {
  const purchase = (cells: string): string[] =>
    found(
      `单位：某中心\n年度：2025\n文种：预算\n版式：湖北省部门预算\n\n【政府采购预算表】\n列：政府采购品目\t采购数量\t单价（元）\t采购金额合计（元）\n${cells}\n`,
    );

  test('the amount is quantity × price', () => {
    assert.deepEqual(purchase('台式计算机\t2\t4500\t9000.00'), []);
    assert.deepEqual(purchase('台式计算机\t2\t4500\t9500.00'), ['hint wrong-product 9500.00 9000']);
  });
  test('a price may be rounded', () => {
    assert.deepEqual(purchase('复印纸\t300\t33.33\t10000.00'), []);
    assert.deepEqual(purchase('复印纸\t300\t33.33\t10002.00'), ['hint wrong-product 10002.00 9999']);
  });
  test('a total, a row without price and one that cannot be read say nothing', () => {
    assert.deepEqual(purchase('合计\t\t\t9500.00\n台式计算机\t2\t\t9500.00'), []);
    assert.deepEqual(
      purchase('台式计算机\t2\t####\t9500.00').map((line) => line.split(' ')[1]),
      ['unreadable-amount'],
    );
  });
});
