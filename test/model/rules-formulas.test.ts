/** Bounds, and formulas over measures (docs/model.md §2–6). */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeTable, tableOf } from './fixture.ts';
import { isBroken, outlay, shown } from './shown.ts';

describe('≤ and its replacement', () => {
  const all = outlay('03', [
    ['合计', '5.00'],
    ['208', '5.00'],
  ]);
  const general = (figure: string) =>
    codeTable(
      '05',
      '支出 资金=一般公共',
      [''],
      [
        ['合计', figure],
        ['208', figure],
      ],
    );

  test('a fund is at most a wider fund of another table', () => {
    assert.deepEqual(shown([all, general('4.00')], 'LE'), ['LE 资金: 05!! ≤ 03!! exact', 'LE 资金: 05!功能=208! ≤ 03!功能=208! exact']);
    assert.equal(isBroken(all, general('5.01')), false);
    assert.ok(isBroken(all, general('5.02')));
  });

  test('when every fund is known their sum is the whole', () => {
    const none = (key: string, fund: string) => codeTable(key, `支出 资金=${fund}`, ['', '性质=基本'], [['合计']]);
    const other = codeTable(
      '其他',
      '支出 资金=其他资金',
      ['', '性质=基本'],
      [
        ['合计', '1.00', '1.00'],
        ['208', '1.00', '1.00'],
      ],
    );
    const tables = [all, general('4.00'), none('07', '政府性基金'), none('08', '国有资本'), other];
    assert.deepEqual(shown(tables, 'G'), [
      'G 资金: 03!! = 05!! + 07!! + 08!! + 其他!! exact',
      'G 资金: 03!功能=208! = 05!功能=208! + 其他!功能=208! exact',
    ]);
    assert.deepEqual(shown(tables, 'LE'), []);
    assert.ok(isBroken(all, general('3.00'), none('07', '政府性基金'), none('08', '国有资本'), other));
    assert.deepEqual(shown(tables.slice(0, 3).concat(other), 'G'), [], 'an absent 公开08表 is unknown');
  });

  test('其中 lines are at most their whole and no summand of it', () => {
    const reception = (foreign: string) =>
      tableOf({
        key: '09',
        axes: { 三公: null },
        panels: [
          {
            at: '三公 基准=决算',
            columns: [''],
            rows: [
              ['三公=接待', '3.00'],
              ['三公=国内', '2.00'],
              ['三公=外事', foreign],
              ['三公=国外', '1.00'],
            ],
          },
        ],
      });
    assert.deepEqual(shown([reception('1.00')], 'LE'), ['LE 三公: 09!三公=外事! ≤ 09!三公=国内! exact']);
    assert.deepEqual(shown([reception('1.00')], 'T'), ['T 三公: 09!三公=接待! = 09!三公=国内! + 09!三公=国外! exact']);
    assert.ok(isBroken(reception('2.50')));
  });
});

describe('F: formulas over measures', () => {
  const summary = (at: string, rows: readonly (readonly string[])[]) =>
    tableOf({ key: '总', axes: { 资金: null, 功能: null }, panels: [{ at, columns: [''], rows }] });

  test('a printed total is its terms, and both totals agree', () => {
    const table = summary('', [
      ['收入', '5.00'],
      ['使用结余', '1.00'],
      ['结转 时点=年初', '2.00'],
      ['收入总计', '8.00'],
      ['支出', '6.00'],
      ['结余分配', ''],
      ['结转 时点=年末', '2.00'],
      ['支出总计', '8.00'],
    ]);
    assert.deepEqual(shown([table], 'F'), [
      'F 支出总计: 总!支出总计! = 总!支出! + 总!结余分配! + 总!结转 时点=年末! exact',
      'F 收入总计: 总!收入总计! = 总!收入! + 总!使用结余! + 总!结转 时点=年初! exact',
      'F 收支平衡: 总!收入总计! = 总!支出总计! exact',
    ]);
  });

  test('an unprinted total is eliminated, in every row of 公开07表', () => {
    const table = codeTable(
      '07',
      '资金=政府性基金',
      ['结转 时点=年初', '收入', '支出', '结转 时点=年末'],
      [['212', '1.00', '5.00', '4.00', '2.00']],
    );
    assert.deepEqual(shown([table], 'F'), [
      'F 收支平衡: 07!功能=212!收入 = −07!功能=212!结转 时点=年初 + 07!功能=212!支出 + 07!功能=212!结转 时点=年末 exact',
    ]);
    const wrong = codeTable(
      '07',
      '资金=政府性基金',
      ['结转 时点=年初', '收入', '支出', '结转 时点=年末'],
      [['212', '1.00', '5.00', '4.00', '3.00']],
    );
    assert.ok(isBroken(wrong));
  });

  test('nothing is claimed where a table states one side only', () => {
    assert.deepEqual(shown([codeTable('02', '收入', [''], [['210', '153.00']]), outlay('03', [['210', '163.07']])], 'F'), []);
  });

  test('nothing is claimed where the table prints carry-over, but not here', () => {
    const table = summary('', [
      ['收入', '5.00'],
      ['结转 时点=年初', '2.00'],
      ['支出', '7.00'],
      ['结转 时点=年末', ''],
      ['收入 资金=一般公共', '3.00'],
      ['支出 资金=一般公共', '5.00'],
    ]);
    assert.deepEqual(shown([table], 'F'), ['F 收支平衡: 总!收入! = −总!结转 时点=年初! + 总!支出! + 总!结转 时点=年末! exact']);
  });

  test('a term that another table states counts', () => {
    const table = summary('', [
      ['收入', '5.00'],
      ['结转 时点=年初', '2.00'],
      ['收入总计', '8.00'],
    ]);
    const elsewhere = tableOf({ key: '另', axes: {}, panels: [{ at: '使用结余', columns: [''], rows: [['', '1.00']] }] });
    assert.ok(isBroken(table));
    assert.equal(isBroken(table, elsewhere), false);
  });

  test('a flow that the table does not print is the sum of its printed parts', () => {
    const incomes = (total: string) =>
      codeTable(
        '02',
        '',
        ['收入总计', '结转 时点=年初', '收入 资金=一般公共', '收入 资金=政府性基金'],
        [
          ['合计', total, '2.00', '5.00', '1.00'],
          ['212', total, '2.00', '5.00', '1.00'],
        ],
        { axes: { 功能: null, 资金: null } },
      );
    assert.deepEqual(shown([incomes('8.00')], 'F'), [
      'F 收入总计: 02!!收入总计 = 02!!收入 资金=一般公共 + 02!!收入 资金=政府性基金 + 02!!结转 时点=年初 exact',
      'F 收入总计: 02!功能=212!收入总计 = 02!功能=212!收入 资金=一般公共 + 02!功能=212!收入 资金=政府性基金 + 02!功能=212!结转 时点=年初 exact',
    ]);
    assert.ok(isBroken(incomes('9.00')));
  });

  test('of the parts of an unprinted flow those count that no other printed part contains', () => {
    const funds = ['收入总计', '结转 时点=年初', '收入 资金=财政拨款', '收入 资金=一般公共', '收入 资金=其他'];
    const table = codeTable('02', '', funds, [['合计', '9.00', '2.00', '5.00', '4.00', '2.00']], { axes: { 资金: null } });
    assert.deepEqual(shown([table], 'F'), [
      'F 收入总计: 02!!收入总计 = 02!!收入 资金=财政拨款 + 02!!收入 资金=其他 + 02!!结转 时点=年初 exact',
    ]);
  });
});
