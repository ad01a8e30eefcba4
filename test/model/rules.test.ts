/** Each rule of the model on the smallest tables that show it (docs/model.md §2–6). */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { Checked, IdentityKind, ModelTable } from '../../server/src/model/types.ts';
import { addressOf, codeTable, money, spec, tableOf } from './fixture.ts';

/** Identities of one kind in readable form: `T 功能 公开03表!! = 公开03表!功能=208! exact`. */
const show = ({ identity, verdict }: Checked): string => {
  const [whole, ...parts] = identity.terms.map(({ cell, coefficient }, i) => (i > 0 && coefficient > 0 ? `−${cell}` : cell));
  const by = [identity.kind, identity.by, identity.table].filter((word) => word).join(' ');
  return `${by}: ${whole} ${identity.kind === 'LE' ? '≤' : '='} ${parts.join(' + ') || '0'} ${verdict}`;
};

const shown = (tables: readonly ModelTable[], kind: IdentityKind): string[] => {
  const evaluation = evaluate(tables, spec);
  const all = new Map<string, Checked>();
  for (const table of tables)
    for (const { key } of table.cells) for (const checked of evaluation.identitiesOf(key)) all.set(show(checked), checked);
  const own = [...all].filter(([, checked]) => checked.identity.kind === kind).map(([text]) => text);
  assert.equal(own.length, evaluation.counts[kind]);
  return own.sort();
};

const isBroken = (...tables: ModelTable[]): boolean => evaluate(tables, spec).broken.length > 0;

const outlay = (key: string, rows: readonly (readonly string[])[], more = {}) => codeTable(key, '支出', [''], rows, more);

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
});

test('the same objects give the same evaluation, a new one is read again', () => {
  const tables = [outlay('01', [['合计', '3.00']]), outlay('03', [['合计', '3.00']])];
  const first = evaluate(tables, spec);
  assert.equal(evaluate([...tables], spec, first), first);
  const second = evaluate([tables[0], outlay('03', [['合计', '4.00']])], spec, first);
  assert.notEqual(second, first);
  assert.equal(second.broken.length, 1);
});

test('a fact is found by its address', () => {
  const evaluation = evaluate([outlay('01', [['208', '3.00']]), outlay('03', [['208', '3.00']])], spec);
  assert.deepEqual(
    evaluation.cellsAt(addressOf('支出 功能=208')).map(({ key }) => key),
    ['01!功能=208!', '03!功能=208!'],
  );
  assert.deepEqual(evaluation.cellsAt(addressOf('支出 功能=999')), []);
  assert.equal(evaluation.cell('01!功能=208!')?.value, money('3.00'));
  assert.equal(evaluation.cell('nowhere'), undefined);
});
