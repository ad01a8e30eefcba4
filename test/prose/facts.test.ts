/** What the tables say at an address, whichever of them states it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { toText } from '../../server/src/disclosure/quantity.ts';
import { parseFragment } from '../../server/src/forms/fragment.ts';
import { defaultService } from '../../server/src/lsp/defaults.ts';
import type { Address } from '../../server/src/model/types.ts';
import { FactBook } from '../../server/src/prose/facts.ts';

const root = path.resolve(import.meta.dirname, '../..');
const service = defaultService((code) => code);

function bookOf(text: string): FactBook {
  const { disclosure, cells } = service.createSession().analyse(service.createDocument('file:///a.budget', 1, text));
  return new FactBook(disclosure, cells);
}

const sample = bookOf(readFileSync(path.join(root, 'samples/jingdezhen-medical-insurance-2023-final.budget'), 'utf8'));

const address = (source: string): Address => parseFragment(source, { value: source, pointer: '' } as never, []) as Address;

const expected: readonly (readonly [string, string, string])[] = [
  ['支出 功能=2080101', '183.26', 'typed'],
  ['支出 资金=财政拨款 功能=208', '314.56', 'typed'],
  // 公开06表 states 工资福利支出 under 人员经费, and there is no other of it in 基本支出.
  ['支出 资金=一般公共 性质=基本 经济=301', '342.84', 'typed'],
  ['支出 资金=一般公共 性质=基本 经济=310', '0.00', 'blank'],
  // “三公” has no fund in its tables: it is 财政拨款 by definition.
  ['三公 资金=财政拨款 三公=接待 基准=决算', '0.95', 'typed'],
  ['支出 资金=政府性基金 功能=208', '0.00', 'blank'],
];

for (const [source, value, state] of expected)
  test(`${source} is ${value}, ${state}`, () => {
    const figure = sample.at(address(source));
    assert.ok(figure);
    assert.equal(toText(figure.value, { money: '万元', steps: 1e7, decimals: 2 }), value);
    assert.equal(figure.state, state);
  });

test('an account that the tables list nowhere is nothing', () => {
  assert.equal(sample.at(address('支出 功能=2010101'))?.value, 0);
});

test('of what no table speaks, nothing is said', () => {
  assert.equal(sample.at(address('机关运行经费')), undefined);
  assert.equal(bookOf('单位：甲\n年度：2023\n').at(address('支出')), undefined);
});
