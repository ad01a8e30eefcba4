/** The sums of the model (docs/model.md §2–6): within a table, over several, and what a closed table leaves out. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { ModelTable } from '../../server/src/model/types.ts';
import { addressOf, codeTable, money, spec, tableOf } from './fixture.ts';
import { isBroken, outlay, shown } from './shown.ts';

describe('T: a listed member is the sum of its nearest listed descendants', () => {
  test('level by level', () => {
    const table = outlay('甲', [
      ['合计', '3.00'],
      ['208', '3.00'],
      ['20801', '3.00'],
      ['2080101', '1.00'],
      ['2080109', '2.00'],
    ]);
    assert.deepEqual(shown([table], 'T'), [
      'T 功能: 甲!! = 甲!功能=208! exact',
      'T 功能: 甲!功能=208! = 甲!功能=20801! exact',
      'T 功能: 甲!功能=20801! = 甲!功能=2080101! + 甲!功能=2080109! exact',
    ]);
  });

  test('whatever levels are left out', () => {
    const table = outlay('甲', [
      ['合计', '6.00'],
      ['208', '3.00'],
      ['2080101', '1.00'],
      ['2080109', '2.00'],
      ['2100101', '3.00'],
    ]);
    assert.deepEqual(shown([table], 'T'), [
      'T 功能: 甲!! = 甲!功能=208! + 甲!功能=2100101! exact',
      'T 功能: 甲!功能=208! = 甲!功能=2080101! + 甲!功能=2080109! exact',
    ]);
  });

  test('a misprinted code falls under the prefix that is listed', () => {
    const table = tableOf({
      key: '06',
      axes: { 经济: null },
      panels: [
        {
          at: '支出',
          columns: [''],
          rows: [
            ['经济=310', '5.00'],
            ['经济=310111', '2.00'],
            ['经济=31012', '3.00'],
          ],
        },
      ],
    });
    assert.deepEqual(shown([table], 'T'), ['T 经济: 06!经济=310! = 06!经济=310111! + 06!经济=31012! exact']);
  });

  test('along columns too, and each table by its own cells', () => {
    const table = codeTable('甲', '支出', ['', '性质=基本', '性质=项目'], [['合计', '3.00', '1.00', '2.00']]);
    const other = codeTable('乙', '支出', ['', '性质=基本'], [['合计', '3.00', '3.00']]);
    assert.deepEqual(shown([table, other], 'T'), [
      'T 性质: 乙!! = 乙!!性质=基本 exact',
      'T 性质: 甲!! = 甲!!性质=基本 + 甲!!性质=项目 exact',
    ]);
  });

  test('flat dimensions never sum', () => {
    const table = tableOf({
      key: '甲',
      axes: { 时点: null },
      panels: [
        {
          at: '结转',
          columns: [''],
          rows: [
            ['', '9.00'],
            ['时点=年初', '1.00'],
            ['时点=年末', '2.00'],
          ],
        },
      ],
    });
    assert.deepEqual(shown([table], 'T'), []);
  });

  test('a code that stands twice in a table is summed by nobody', () => {
    const rows = [
      ['合计', '3.00'],
      ['208', '3.00'],
      ['208', '3.00'],
    ];
    assert.deepEqual(shown([outlay('甲', rows)], 'T'), []);
    assert.deepEqual(shown([outlay('甲', rows), outlay('乙', [['208', '4.00']])], 'S'), []);
  });
});

describe('X: a whole that another table prints', () => {
  const basic = (root: string | null) =>
    tableOf({
      key: '06',
      axes: { 经济: null, 性质: root },
      panels: [
        {
          at: '支出 资金=一般公共 性质=人员',
          columns: [''],
          rows: [
            ['经济=301', '3.00'],
            ['', '3.00'],
          ],
        },
        {
          at: '支出 资金=一般公共 性质=公用',
          columns: [''],
          rows: [
            ['经济=302', '1.00'],
            ['', '1.00'],
          ],
        },
      ],
    });
  const byFunction = codeTable('05', '支出 资金=一般公共', ['', '性质=基本', '性质=项目'], [['合计', '6.00', '4.00', '2.00']]);

  test('人员 and 公用 make up 基本, and never the whole outlay', () => {
    assert.deepEqual(shown([byFunction, basic('基本')], 'X'), ['X 性质: 05!!性质=基本 = 06!1!! + 06!2!! exact']);
    assert.equal(isBroken(byFunction, basic('基本')), false);
  });

  test('a class line is the sum of the items of a table that prints no classes', () => {
    const items = outlay('03', [
      ['合计', '6.00'],
      ['2080101', '1.00'],
      ['2080109', '2.00'],
      ['2100101', '3.00'],
    ]);
    const classes = outlay('01', [
      ['合计', '6.00'],
      ['208', '3.00'],
      ['210', '3.00'],
    ]);
    assert.deepEqual(shown([classes, items], 'X'), [
      'X 功能: 01!功能=208! = 03!功能=2080101! + 03!功能=2080109! exact',
      'X 功能: 01!功能=210! = 03!功能=2100101! exact',
    ]);
  });
});

describe('S: the same fact in two tables', () => {
  test('is linked, not merged: each table adds up in itself', () => {
    const forced = outlay('01', [
      ['合计', '3.01'],
      ['208', '3.01'],
    ]);
    const detail = outlay('03', [
      ['合计', '3.00'],
      ['208', '3.00'],
    ]);
    const evaluation = evaluate([forced, detail], spec);
    assert.deepEqual(shown([forced, detail], 'S'), ['S: 01!! = 03!! rounded', 'S: 01!功能=208! = 03!功能=208! rounded']);
    assert.equal(evaluation.broken.length, 0);
    assert.equal(evaluation.rounded[0].difference, money('0.01'));
  });

  test('two ulps apart are two figures', () => {
    assert.ok(isBroken(outlay('01', [['合计', '3.02']]), outlay('03', [['合计', '3.00']])));
  });

  test('units need no rule of their own', () => {
    const yuan: ModelTable = {
      key: '采购',
      axes: [],
      closed: false,
      cells: [{ key: '元', address: addressOf('支出'), state: 'typed', value: 50_462_000, half: 5 }],
    };
    assert.equal(isBroken(outlay('03', [['合计', '5.05']]), yuan), false);
    assert.ok(isBroken(outlay('03', [['合计', '5.04']]), yuan));
  });

  test('收入 and 支出 of one account are two facts', () => {
    const income = codeTable('02', '收入', [''], [['210', '153.00']]);
    assert.deepEqual(shown([income, outlay('03', [['210', '163.07']])], 'S'), []);
  });
});

describe('Z: what a closed table does not list is nothing', () => {
  const summary = outlay('01', [
    ['合计', '3.00'],
    ['208', '3.00'],
    ['229', '1.00'],
  ]);

  test('where it lists the level', () => {
    const detail = outlay('03', [
      ['合计', '3.00'],
      ['208', '3.00'],
    ]);
    assert.deepEqual(shown([summary, detail], 'Z'), ['Z 功能 03: 01!功能=229! = 0 broken']);
  });

  test('a table that stops at the class says nothing of items', () => {
    const classes = outlay('01', [
      ['合计', '3.00'],
      ['208', '3.00'],
    ]);
    const items = outlay('03', [
      ['合计', '3.00'],
      ['208', '3.00'],
      ['20801', '3.00'],
      ['2080101', '3.00'],
    ]);
    assert.deepEqual(shown([classes, items], 'Z'), []);
  });

  test('an open table says nothing', () => {
    assert.deepEqual(
      shown(
        [
          summary,
          outlay(
            '03',
            [
              ['合计', '3.00'],
              ['208', '3.00'],
            ],
            { closed: false },
          ),
        ],
        'Z',
      ),
      [],
    );
  });

  test('a printed 0.00 of an account that no table lists is exactly zero', () => {
    const zero = outlay('01', [
      ['合计', '3.00'],
      ['208', '3.00'],
      ['229', '0.00'],
    ]);
    const detail = outlay('03', [
      ['合计', '3.00'],
      ['208', '3.00'],
    ]);
    assert.deepEqual(evaluate([zero, detail], spec).interval('01!功能=229!'), { low: 0, high: 0 });
    assert.deepEqual(evaluate([zero], spec).interval('01!功能=229!'), { low: 0, high: money('0.005') });
  });
});
