/** A form set of the user's own: its tables are read however they are pasted, and its figures are checked as those of a built-in one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtInForms } from '../../server/src/forms/builtin.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { createFormSets } from '../../server/src/forms/registry.ts';
import { service as builtIn } from '../service/kit.ts';
import { readCases } from './cases.ts';
import { analyseOwn, ownSample } from './own-form.ts';
import { showDisclosure, showFinding } from './show.ts';

describe('tables', () => {
  for (const { name, source, expected } of readCases('disclosure/shanghai.txt'))
    test(name, () => {
      assert.equal(showDisclosure(analyseOwn(source)), expected);
    });
});

test('a table in 元 is held against those in 万元, by rounding', () => {
  const json = { name: '以元计', extends: '部门决算', tables: [{ id: '一般公共支出', unitOfMeasure: '元', decimals: 0 }] };
  const { set, problems } = loadFormSet(json, { findBase: (name) => builtInForms.get(name) });
  assert.deepEqual(problems, []);
  const service = builtIn.with({ formSets: createFormSets([set!]) });
  const findings = (yuan: string) => {
    const text = `单位：甲\n年度：2023\n文种：决算\n版式：以元计\n
【一般公共预算财政拨款支出决算表】\n2080101  行政运行  ${yuan}  ${yuan}\n
【财政拨款收入支出决算总表】\n支出：\n列：  小计  一般公共预算财政拨款\n社会保障和就业支出  120.50  120.50\n本年支出合计  120.50  120.50\n`;
    return service.createSession().analyse(service.createDocument('file:///a.budget', 1, text)).findings;
  };
  assert.deepEqual(
    findings('1204961').filter(({ severity }) => severity !== 'information'),
    [],
  );
  assert.ok(findings('1204940').some(({ severity }) => severity === 'error'));
});

describe('the example', () => {
  test('is read whole, without a finding', () => {
    const analysis = analyseOwn(ownSample);
    assert.equal(analysis.disclosure.formSet.name, '上海市部门决算');
    assert.equal(analysis.disclosure.tables.length, 9);
    assert.deepEqual(analysis.findings, []);
  });

  for (const { what, from, to, found } of [
    {
      what: 'an account in three columns',
      from: '208\t01\t50\t事业运行\t120.00\t120.00',
      to: '208\t01\t50\t事业运行\t210.00\t120.00',
      found: '210.00” → 120.00',
    },
    { what: 'a budget among interleaved figures', from: '2.80  2.15', to: '8.20  2.15', found: '8.20” → 2.80' },
    { what: 'a total that stands last', from: '合计\t\t\t\t193.00\t157.50', to: '合计\t\t\t\t193.00\t175.50', found: '175.50” → 157.50' },
    {
      what: 'the sum of public outlay',
      from: '公用经费合计                          19.00',
      to: '公用经费合计                          91.00',
      found: '91.00” → 19.00',
    },
  ])
    test(`one wrong figure is one error: ${what}`, () => {
      assert.equal(ownSample.split(from).length, 2, 'the figure stands once in the example');
      const analysis = analyseOwn(ownSample.replace(from, to));
      const errors = analysis.findings.filter(({ severity }) => severity === 'error');
      assert.deepEqual(
        errors.map((finding) => showFinding(finding, analysis)),
        [`! error unbalanced-total “${found}`],
      );
    });

  test('a row of a code in parts that is left out is missed', () => {
    const analysis = analyseOwn(ownSample.replace('208\t05\t06\t机关事业单位职业年金缴费支出\t6.40\t6.40\n', ''));
    assert.ok(analysis.findings.some(({ code, message }) => code === 'missing-row' && message.includes('2080506')));
  });
});
