/** From broken identities to the figure that is wrong (docs/model.md §8). */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { slipOf } from '../../server/src/model/slip.ts';
import type { ModelTable, Root } from '../../server/src/model/types.ts';
import { double, exchange, leafRows, leaveOut, miscode, namedCells, neighbours, random, tryErrors } from './faults.ts';
import { codeTable, HALF, money, seed000, spec, withValue } from './fixture.ts';

const rootsOf = (tables: readonly ModelTable[]): readonly Root[] => evaluate(tables, spec).roots;

const onlyRoot = (tables: readonly ModelTable[]): Root => {
  const roots = rootsOf(tables);
  assert.equal(roots.length, 1);
  return roots[0];
};

/** The first seed with one figure typed wrongly. */
const mistyped = (key: string, figure: string): Root => onlyRoot(withValue(seed000, key, money(figure)));

describe('one wrong figure', () => {
  test('is named where identities cross, with the figure that mends them all', () => {
    const { verdict, cell, value, slip, broken } = mistyped('公开03表!功能=2080109!', '99.12');
    assert.deepEqual(
      { verdict, cell, value, slip },
      { verdict: 'cell', cell: '公开03表!功能=2080109!', value: money('99.21'), slip: 'transposition' },
    );
    assert.deepEqual(
      broken.map(({ identity }) => identity.kind),
      ['T', 'T', 'LE'],
    );
  });

  test('a lost decimal point and a lost sign are told', () => {
    assert.equal(mistyped('公开02表!功能=2101101!资金=财政拨款', '59.60').slip, 'shift');
    assert.equal(mistyped('公开05表!功能=21015!', '-154.17').slip, 'sign');
  });

  test('a total that links several tables is one finding, not five', () => {
    const { verdict, cell, value, broken } = mistyped('公开01表!2!支出!', '497.93');
    assert.deepEqual({ verdict, cell, value }, { verdict: 'cell', cell: '公开01表!2!支出!', value: money('497.33') });
    assert.ok(broken.length >= 3);
  });

  test('a figure where there should be none', () => {
    const { verdict, cell, value } = mistyped('公开04表!2!支出 功能=212!资金=政府性基金', '5.00');
    assert.deepEqual({ verdict, cell, value }, { verdict: 'cell', cell: '公开04表!2!支出 功能=212!资金=政府性基金', value: 0 });
  });

  test('a leaf that stands in one sum is not named, but is among the candidates', () => {
    const { verdict, cell, candidates, broken } = mistyped('公开06表!2!经济=30201!', '19.36');
    assert.deepEqual({ verdict, cell }, { verdict: 'ambiguous', cell: undefined });
    assert.ok(candidates.some((candidate) => candidate.cell === '公开06表!2!经济=30201!' && candidate.value === money('19.26')));
    assert.equal(broken[0].identity.terms[0].cell, '公开06表!2!经济=302!');
  });

  test('the same slip in two tables is one finding each', () => {
    const tables = withValue(withValue(seed000, '公开03表!功能=2101504!', money('10.96')), '公开05表!功能=2101504!', money('10.96'));
    assert.deepEqual(
      rootsOf(tables).map(({ verdict, cell }) => [verdict, cell]),
      [
        ['cell', '公开03表!功能=2101504!'],
        ['cell', '公开05表!功能=2101504!'],
      ],
    );
  });

  test('one candidate in one identity is only probable', () => {
    const table = codeTable(
      '甲',
      '支出',
      [''],
      [
        ['208', '9.00'],
        ['20801', '-1.00'],
      ],
    );
    const other = codeTable('乙', '支出', [''], [['208', '9.00']]);
    const { verdict, cell, value } = onlyRoot([table, other]);
    assert.deepEqual({ verdict, cell, value }, { verdict: 'probable', cell: '甲!功能=20801!', value: money('9.00') });
  });

  test('a slip singles one of several candidates out, with doubt', () => {
    const table = codeTable(
      '甲',
      '支出',
      [''],
      [
        ['208', '30.00'],
        ['20801', '21.00'],
        ['20802', '18.00'],
      ],
    );
    const { verdict, cell, value, slip } = onlyRoot([table]);
    assert.deepEqual(
      { verdict, cell, value, slip },
      { verdict: 'probable', cell: '甲!功能=20801!', value: money('12.00'), slip: 'transposition' },
    );
  });

  test('behind derived sums the typed figure is named', () => {
    const leaves = (key: string, figure: string) =>
      codeTable(
        key,
        '支出',
        ['', '性质=基本', '性质=项目'],
        [
          ['合计', '?', '?', '?'],
          ['208', '?', '?', '?'],
          ['2080101', '?', '1.00', '2.00'],
          ['2080109', '?', figure, '4.00'],
        ],
      );
    const totals = codeTable(
      '01',
      '支出',
      ['', '性质=基本', '性质=项目'],
      [
        ['合计', '10.00', '4.00', '6.00'],
        ['208', '10.00', '4.00', '6.00'],
      ],
    );
    assert.deepEqual(rootsOf([leaves('03', '3.00'), totals]), []);
    const { verdict, candidates } = onlyRoot([leaves('03', '3.50'), totals]);
    assert.equal(verdict, 'ambiguous');
    assert.deepEqual(
      candidates.map(({ cell, value }) => [cell, value]),
      [
        ['03!功能=2080101!性质=基本', money('0.50')],
        ['03!功能=2080109!性质=基本', money('3.00')],
      ],
    );
  });
});

describe('a row at fault is one finding', () => {
  const rows = leafRows(seed000);
  const faultOf = (tables: readonly ModelTable[]) => {
    const { verdict, row } = onlyRoot(tables);
    assert.equal(verdict, 'row');
    return row!;
  };

  test('left out: under its parent, with its amounts, and named from another table', () => {
    let named = 0;
    for (const leaf of rows) {
      const { table, code, parent } = leaf;
      const fault = faultOf(leaveOut(seed000, leaf));
      assert.deepEqual([fault.kind, fault.table, fault.parent], ['missing', table.key, parent]);
      assert.ok(fault.member === undefined || fault.member === code);
      named += Number(fault.member === code);
    }
    // 2101504 of 公开02表 is 0.79 there only, its namesakes are 10.86; the other is 公开02表's 2080101 with three funds.
    assert.deepEqual([rows.length, named], [30, 28]);
  });

  test('counted twice under another code', () => {
    for (const leaf of rows) {
      const { code, parent } = leaf;
      const { kind, member, belongs } = faultOf(double(seed000, leaf));
      assert.deepEqual([kind, member, belongs], ['doubled', `${parent}98`, code]);
    }
  });

  test('under a wrong code', () => {
    for (const leaf of rows) {
      const { parent } = leaf;
      const wrongParent = parent === '20805' ? '21011' : '20805';
      const fault = faultOf(miscode(seed000, leaf, wrongParent));
      assert.deepEqual([fault.kind, fault.member, fault.parent, fault.belongs], ['miscoded', `${wrongParent}98`, wrongParent, parent]);
    }
  });

  test('under a code of a class that no other table lists: what those say of it is the same fault', () => {
    for (const leaf of rows) {
      const fault = faultOf(miscode(seed000, leaf, '21877'));
      assert.deepEqual([fault.kind, fault.member, fault.belongs], ['miscoded', '2187798', leaf.parent]);
    }
  });

  test('counted twice beside rows that are nearly as large: the twins are those that are alike', () => {
    const leaf = (code: string, figure: string) => [code, figure, figure];
    const fault = faultOf([
      codeTable(
        '甲',
        '支出',
        ['', '性质=基本'],
        [leaf('208', '6.10'), leaf('20801', '2.00'), leaf('20802', '2.01'), leaf('20803', '2.00'), leaf('20804', '2.08')],
      ),
    ]);
    assert.deepEqual([fault.kind, fault.member, fault.belongs], ['doubled', '20803', '20801']);
  });

  test('two figures of one row off by the same amount are not a row where they stand in other sums too', () => {
    const wrong = withValue(withValue(seed000, '公开03表!功能=20805!', money('37.49')), '公开03表!功能=20805!性质=基本', money('37.49'));
    assert.deepEqual(
      rootsOf(wrong).map(({ verdict, cell }) => [verdict, cell]),
      [
        ['cell', '公开03表!功能=20805!'],
        ['cell', '公开03表!功能=20805!性质=基本'],
      ],
    );
  });

  test('two unrelated errors under one parent are not a row', () => {
    const wrong = withValue(withValue(seed000, '公开03表!功能=2101103!', money('2.64')), '公开03表!功能=2101199!性质=基本', money('0.55'));
    assert.ok(rootsOf(wrong).every(({ verdict }) => verdict !== 'row'));
  });
});

describe('several wrong figures', () => {
  test('that changed places are told as an exchange', () => {
    const wrong = exchange(seed000, [
      seed000[2].cells.find(({ key }) => key === '公开03表!功能=2101101!性质=基本')!,
      seed000[2].cells.find(({ key }) => key === '公开03表!功能=2101103!性质=基本')!,
    ]);
    const { verdict, cell, value, slip, other } = onlyRoot(wrong);
    assert.deepEqual(
      { verdict, cell, value, slip, other },
      {
        verdict: 'cell',
        cell: '公开03表!功能=2101101!性质=基本',
        value: money('5.96'),
        slip: 'exchange',
        other: { cell: '公开03表!功能=2101103!性质=基本', value: money('2.75'), slip: 'exchange' },
      },
    );
  });

  test('neighbours exchanged: nothing else is ever named', () => {
    const counts = { exchanges: 0, right: 0 };
    for (const along of ['row', 'column'] as const)
      for (const pair of neighbours(seed000, along)) {
        if (/06|09/.test(pair[0].key)) continue;
        const named = namedCells(rootsOf(exchange(seed000, pair)));
        const keys = pair.map(({ key }) => key);
        assert.ok(named.every((key) => keys.includes(key)));
        counts.exchanges++;
        counts.right += Number(named.length === 2);
      }
    assert.ok(counts.right / counts.exchanges >= 0.9, JSON.stringify(counts));
  });

  test('at random: all are named where identities cross, and none wrongly', () => {
    const next = random(20);
    const tables = seed000.filter(({ key }) => !/06|09/.test(key));
    let right = 0;
    for (let n = 0; n < 120; n++) {
      const found = tryErrors(tables, spec, next, 2 + (n % 2));
      assert.deepEqual([found.wrong, found.rows], [0, 0], found.keys.join(' '));
      right += Number(found.right);
    }
    assert.ok(right >= 114, `${right} of 120`);
  });

  test('a document full of errors is explained without much ado', () => {
    const next = random(5);
    const noise = seed000.map((table) => ({
      ...table,
      cells: table.cells.map((cell) =>
        cell.state === 'typed' && cell.half > 0 ? { ...cell, value: Math.floor(next() * 1e4) * 2 * HALF } : cell,
      ),
    }));
    const { broken, roots } = evaluate(noise, spec);
    assert.ok(broken.length > 100);
    assert.equal(
      roots.reduce((sum, root) => sum + root.broken.length, 0),
      broken.length,
      'every broken identity belongs to one root',
    );
  });
});

test('shapes of slips', () => {
  const slip = (typed: string, meant: string) => slipOf(money(typed), money(meant), HALF);
  assert.equal(slip('-3.00', '3.00'), 'sign');
  assert.equal(slip('300.00', '3.00'), 'shift');
  assert.equal(slip('0.30', '3.00'), 'shift');
  assert.equal(slip('9.05', '0.95'), 'transposition');
  assert.equal(slip('12.43', '12.34'), 'transposition');
  assert.equal(slip('14.32', '12.34'), undefined);
  assert.equal(slip('12.35', '12.34'), undefined);
  assert.equal(slip('0.00', '12.34'), undefined);
  assert.equal(slipOf(53, 35, 0), 'transposition');
});
