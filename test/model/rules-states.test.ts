/** What is not typed, not readable or negative, on the smallest tables that show it (docs/model.md §2–6). */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { addressOf, codeTable, money, spec, tableOf } from './fixture.ts';
import { isBroken, outlay, show, shown } from './shown.ts';

describe('absent, empty, blank', () => {
  const fund = '资金=政府性基金';
  const columns = ['结转 时点=年初', '收入', '支出', '支出 性质=基本', '支出 性质=项目', '结转 时点=年末'];
  const empty = codeTable('07', fund, columns, [['合计']]);
  const summary = (figure: string) =>
    tableOf({
      key: '04',
      axes: { 资金: '财政拨款', 功能: null },
      panels: [
        {
          at: '资金=财政拨款',
          columns: ['', '资金=政府性基金'],
          rows: [
            ['支出 功能=212', figure, figure],
            ['支出', figure, figure],
          ],
        },
      ],
    });

  test('a table present without one figure says that its fund is nothing', () => {
    assert.equal(isBroken(summary('5.00')), false);
    assert.ok(isBroken(summary('5.00'), empty));
    assert.equal(isBroken(summary(''), empty), false);
    assert.deepEqual(shown([summary('5.00'), empty], 'Z'), ['Z 07: 04!支出 功能=212!资金=政府性基金 = 0 broken']);
    assert.equal(evaluate([empty], spec).zeroAt(addressOf('支出 资金=政府性基金 功能=2120801')), '07');
    assert.equal(evaluate([empty], spec).zeroAt(addressOf('支出 资金=一般公共 功能=2120801')), undefined);
  });

  test('codes without a figure say the same', () => {
    const listed = codeTable('07', fund, columns, [['合计'], ['212'], ['21208']]);
    assert.ok(isBroken(summary('5.00'), listed));
  });

  test('one figure, and it is no longer empty', () => {
    const used = codeTable('07', fund, columns, [['合计', '', '5.00', '5.00', '', '5.00', '']]);
    assert.equal(isBroken(summary('5.00'), used), false);
  });

  test('a blank is exactly zero, a printed 0.00 at most half an ulp', () => {
    const sum = (...zeros: string[]) => outlay('03', [['合计', '1.02'], ['208', '1.00'], ...zeros.map((zero, i) => [`21${i}`, zero])]);
    assert.ok(isBroken(sum('', '', '')));
    assert.equal(isBroken(sum('0.00', '0.00', '0.00')), false);
    // One-sided: zeros cannot take from a sum.
    assert.ok(
      isBroken(
        outlay('03', [
          ['合计', '0.98'],
          ['208', '1.00'],
          ['210', '0.00'],
          ['211', '0.00'],
          ['212', '0.00'],
        ]),
      ),
    );
  });

  test('untyped cells say nothing, and what has one is suspended until it is derived', () => {
    const evaluation = evaluate(
      [
        outlay('03', [
          ['合计', '3.00'],
          ['208', '?'],
          ['210', '?'],
        ]),
      ],
      spec,
    );
    assert.equal(evaluation.suspended, 1);
    assert.equal(evaluation.value('03!功能=208!'), undefined);
    assert.equal(evaluation.derived.size, 0);
  });
});

describe('damage stays where it is', () => {
  test('an unreadable cell suspends its identities only', () => {
    const table = codeTable(
      '03',
      '支出',
      ['', '性质=基本'],
      [
        ['合计', '9.00', '2.00'],
        ['208', '!', '1.00'],
        ['210', '2.00', '1.00'],
      ],
    );
    const evaluation = evaluate([table], spec);
    assert.deepEqual(evaluation.broken.map(show), [
      'T 性质: 03!! = 03!!性质=基本 broken',
      'T 性质: 03!功能=210! = 03!功能=210!性质=基本 broken',
    ]);
    assert.equal(evaluation.suspended, 2);
  });

  const rows = [
    ['合计', '9.00'],
    ['208', '1.00'],
    ['2080101', '1.00'],
    ['210', '5.00'],
    ['2100101', '4.00'],
  ];
  const damaged = (member?: string) => ({ damagedRows: [{ dimension: '功能', member }] });

  test('a damaged row suspends the sums in which its code takes part', () => {
    assert.deepEqual(evaluate([outlay('03', rows)], spec).broken.length, 2);
    assert.deepEqual(evaluate([outlay('03', rows, damaged('2080109'))], spec).broken.map(show), [
      'T 功能: 03!! = 03!功能=208! + 03!功能=210! broken',
      'T 功能: 03!功能=210! = 03!功能=2100101! broken',
    ]);
    assert.deepEqual(evaluate([outlay('03', rows, damaged('2100109'))], spec).broken.map(show), [
      'T 功能: 03!! = 03!功能=208! + 03!功能=210! broken',
    ]);
    assert.equal(isBroken(outlay('03', rows, damaged('229')), outlay('01', [['229', '3.00']])), true, '210 is still wrong');
    assert.deepEqual(shown([outlay('03', rows, damaged('229')), outlay('01', [['229', '3.00']])], 'Z'), []);
  });

  test('and all of its dimension if the code is unreadable', () => {
    assert.equal(isBroken(outlay('03', rows, damaged())), false);
    assert.deepEqual(shown([outlay('03', rows, damaged()), outlay('01', [['229', '3.00']])], 'Z'), []);
  });
});

describe('negative figures', () => {
  const opening = (figure: string) =>
    tableOf({ key: '甲', axes: {}, panels: [{ at: '结转 时点=年初', columns: [''], rows: [['', figure]] }] });

  test('结转 may be negative, and its 0.00 is two-sided', () => {
    assert.deepEqual(evaluate([opening('0.00')], spec).interval('甲!!'), { low: -money('0.005'), high: money('0.005') });
  });

  test('one negative figure frees its measure in the whole document', () => {
    const tables = [
      outlay('03', [
        ['合计', '0.00'],
        ['208', '1.00'],
        ['210', '-1.00'],
      ]),
    ];
    assert.deepEqual(evaluate(tables, spec).interval('03!!'), { low: -money('0.005'), high: money('0.005') });
    const bounded = [...tables, codeTable('05', '支出 资金=一般公共', [''], [['208', '2.00']])];
    assert.deepEqual(shown(bounded, 'LE'), []);
  });
});
