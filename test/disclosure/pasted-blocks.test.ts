/**
 * Six tables pasted whole out of a spreadsheet, with the heading lines of another province's forms, row numbers, merged cells and trailing tabs:
 * nothing has to be deleted or retyped, and what is right is called right.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { factsOf } from '../../server/src/service/facts.ts';
import { analyse } from '../service/kit.ts';
import { showFinding } from './show.ts';

const pasted = readFileSync(new URL('../fixtures/disclosure/pasted-blocks.budget', import.meta.url), 'utf8');
const analysis = analyse(pasted);
const valueAt = new Map(factsOf(analysis, { blanks: true }).map(({ number, address, value }) => [`${number} ${address}`, value]));

describe('whole blocks pasted', () => {
  test('give no finding but rounding', () => {
    assert.deepEqual(
      analysis.findings.map((finding) => showFinding(finding, analysis)),
      [
        '! information rounding-difference “收入决算表”',
        '! information rounding-difference “支出决算表”',
        '! information rounding-difference “一般公共预算财政拨款支出决算表”',
        '! information rounding-difference “一般公共预算财政拨款基本支出决算明细表”',
      ],
    );
    const [, , general] = analysis.findings;
    assert.equal(general.related?.length, 7);
  });

  test('have every figure in its cell', () => {
    const expected: Readonly<Record<string, string>> = {
      '公开01表 收入 资金=其他': '2.51',
      '公开01表 支出 功能=210': '972.73',
      '公开01表 支出 功能=229': '2.51',
      '公开01表 支出总计': '1067.01',
      '公开02表 收入 资金=财政拨款': '1064.50',
      '公开02表 收入 功能=2299999 资金=其他': '2.51',
      '公开03表 支出 性质=项目': '250.59',
      '公开03表 支出 功能=2101504 性质=项目': '138.02',
      '公开04表 收入 资金=一般公共': '1064.50',
      '公开04表 支出 功能=221 资金=一般公共': '40.23',
      '公开05表 支出 功能=2101501 资金=一般公共 性质=基本': '690.14',
      '公开05表 支出 资金=一般公共': '1064.50',
      '公开06表 支出 经济=30102 资金=一般公共 性质=人员': '123.86',
      '公开06表 支出 经济=30226 资金=一般公共 性质=公用': '104.32',
      '公开06表 支出 经济=399 资金=一般公共 性质=公用': '0.00',
      '公开06表 支出 资金=一般公共 性质=人员': '619.94',
      '公开06表 支出 资金=一般公共 性质=公用': '193.97',
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, valueAt.get(key)])), expected);
  });

  test('pass over their heading lines', () => {
    const headings = analysis.disclosure.tables.slice(0, 6).map(({ form, headingLines }) => [form.number, headingLines.length]);
    assert.deepEqual(headings, [
      ['公开01表', 3],
      ['公开02表', 3],
      ['公开03表', 3],
      ['公开04表', 3],
      ['公开05表', 3],
      ['公开06表', 2],
    ]);
  });
});
