/** A disclosure to fill in, for every form set: nothing is wrong in it, and filling it in table by table contradicts nothing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import type { FormSet } from '../../server/src/forms/types.ts';
import { skeletonOf } from '../../server/src/service/skeleton.ts';
import { analyse } from './kit.ts';

const skeleton = (set: FormSet): string => skeletonOf(set, { unit: '某单位', year: '2024' }, (code) => builtInCatalogue().find(code)?.name);

/** Findings that tell of something wrong; that a table is still empty is worth a warning. */
const wrong = (text: string) =>
  analyse(text)
    .findings.filter(({ severity, code }) => severity !== 'hint' && code !== 'empty-table-unstated')
    .map(({ code, message }) => `${code} ${message}`);

for (const set of builtInFormSets())
  describe(set.name, () => {
    const text = skeleton(set);
    const { disclosure } = analyse(text);

    test('the head says what was asked for', () => {
      const { head } = disclosure;
      assert.deepEqual([head.unit, head.fiscalYear, head.kind, head.formSet.name], ['某单位', 2024, set.kind, set.name]);
    });

    test('nothing is wrong in it', () => {
      assert.deepEqual(wrong(text), []);
    });

    test('every official table is there, in order, and every performance form', () => {
      assert.deepEqual(
        disclosure.tables.map(({ form }) => form.number),
        set.tables.map(({ number }) => number),
      );
      assert.deepEqual(
        disclosure.performance.map(({ form }) => form.title),
        set.performance.map(({ title }) => title),
      );
    });

    test('every chapter is there, in order', () => {
      const titles = disclosure.sections.flatMap(({ role }) => (role.kind === 'chapter' ? [role.title] : []));
      assert.deepEqual(
        titles,
        set.chapters.filter((chapter) => !chapter.tables).map(({ section }) => section),
      );
    });

    test('every row and column that it names is one of the form’s', () => {
      assert.deepEqual(
        disclosure.sections.flatMap(({ findings }) => findings.map(({ code }) => code)),
        [],
      );
    });
  });

describe('filling in', () => {
  const set = builtInFormSets().find(({ name }) => name === '江西省单位决算')!;
  const fill = (text: string, title: string, rows: string) => text.replace(new RegExp(`(【${title}】\n列：[^\n]*\n)`), `$1${rows}`);

  test('one table contradicts none of those that are still to be filled in', () => {
    const one = fill(skeleton(set), '收入决算表', '2080101  5.00\n');
    assert.deepEqual(wrong(one), []);
    assert.deepEqual(wrong(fill(one, '一般公共预算财政拨款支出决算表', '2080101  5.00\n')), []);
    assert.deepEqual(wrong(fill(one, '支出决算表', '2080101  5.00\n')), []);
  });

  test('a figure in a fixed row of one table is held against the table that states it too', () => {
    const text = fill(skeleton(set), '收入决算表', '2080101  5.00\n').replace(
      '一、一般公共预算财政拨款收入\n',
      '一、一般公共预算财政拨款收入  6.00\n',
    );
    assert.notDeepEqual(wrong(text), []);
  });

  test('sums that other rows make up are remarks, and follow', () => {
    const text = skeleton(set);
    assert.ok(text.includes('\n// 2.公务用车购置及运行维护费\n'));
    const { disclosure } = analyse(text.replace('（1）公务用车购置费\n', '（1）公务用车购置费  1.00  2.00  3.00\n'));
    const table = disclosure.tables.find(({ form }) => form.number === '公开09表')!;
    const sum = [...table.cells.values()].filter(({ row }) => typeof row === 'object' && row.label.startsWith('2.公务用车'));
    assert.deepEqual(
      sum.map(({ key }) => disclosure.evaluation.value(key)),
      [1e7, 2e7, 3e7],
    );
  });
});
