/** What a form set says on top of another: wording, 行次, order, units, columns; and where its mistakes are said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInForms } from '../../server/src/forms/builtin.ts';
import { filledWidths } from '../../server/src/forms/header.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import type { FormProblem, FormSet, TableForm } from '../../server/src/forms/types.ts';
import { addresses } from './support.ts';

const findBase = (name: string) => builtInForms.get(name);

function own(json: object): FormSet {
  const { set, problems } = loadFormSet({ name: '本单位决算', extends: '部门决算', ...json }, { findBase });
  assert.deepEqual(problems, []);
  return set!;
}

const problemsOf = (json: object): readonly FormProblem[] =>
  loadFormSet({ name: '本单位决算', extends: '部门决算', ...json }, { findBase }).problems;

const tableOf = (set: FormSet, role: string): TableForm => set.tables.find((table) => table.role === role)!;
const common = own({});
const labelsOf = (table: TableForm): string[] => table.panels.flatMap((panel) => panel.rows.map((row) => row.label));

test('a label is worded anew in rows, columns and headings, keeps its number, and its former wording is still read', () => {
  const set = own({ rename: { 其他收入: '其他各项收入', 决算数: '金额', 人员经费合计: '人员支出合计', 基本工资: '基本工资（岗位）' } });
  const summary = tableOf(set, '收入支出总表');
  const row = summary.panels[0].rows[7];
  assert.equal(row.label, '八、其他各项收入');
  assert.ok(row.aliases.includes('八、其他收入'));
  assert.equal(summary.header[1][2].text, '金额');
  const column = tableOf(set, '收入').panels[0].columns.at(-1)!;
  assert.deepEqual([column.title, column.aliases], ['其他各项收入', ['其他收入']]);
  const staff = tableOf(set, '基本支出').panels[0].codes!;
  assert.equal(staff.total!.label, '人员支出合计');
  const pay = staff.listed!.find(({ code }) => code === '30101')!;
  assert.equal(pay.name, '基本工资（岗位）');
  assert.ok(pay.aliases.includes('基本工资'));
  for (const table of set.tables) assert.deepEqual(addresses(table, ['208']), addresses(tableOf(common, table.role), ['208']), table.role);
});

test('a table’s wording goes before the set’s, and a set words anew what the one before it worded', () => {
  const sets: Record<string, unknown> = {
    甲: { name: '甲', extends: '部门决算', rename: { 总计: '合计数' } },
    乙: { name: '乙', extends: '甲', rename: { 合计数: '总数' }, tables: [{ id: '财政拨款总表', rename: { 总计: '财政拨款总计' } }] },
  };
  const { set, problems } = loadFormSet(sets.乙, { findBase: (name) => sets[name] ?? builtInForms.get(name) });
  assert.deepEqual(problems, []);
  assert.equal(labelsOf(tableOf(set!, '收入支出总表')).filter((label) => label === '总数').length, 2);
  assert.equal(labelsOf(tableOf(set!, '财政拨款总表')).filter((label) => label === '财政拨款总计').length, 2);
});

test('without 行次 no column and no row bears one, and headings are built from the columns', () => {
  const set = own({ ordinals: false });
  for (const { panels, header, width, role } of set.tables) {
    for (const panel of panels) {
      assert.ok(!panel.columns.some(({ kind }) => kind === 'ordinal'), role);
      assert.ok(!panel.rows.some(({ ordinal }) => ordinal !== undefined), role);
    }
    assert.deepEqual(filledWidths(header), { widths: header.map(() => width), beyond: false }, role);
    assert.ok(!header.flat().some(({ text }) => text === '行次' || text === '栏次'), role);
  }
  assert.equal(tableOf(set, '收入支出总表').width, 4);
  assert.equal(tableOf(set, '收入支出总表').panels[0].rows.length, tableOf(common, '收入支出总表').panels[0].rows.length);
});

test('one table without 行次 leaves the others as they were', () => {
  const set = own({ tables: [{ id: '财政拨款总表', ordinals: false }] });
  assert.equal(tableOf(set, '财政拨款总表').width, 7);
  assert.deepEqual(tableOf(set, '收入支出总表'), tableOf(common, '收入支出总表'));
});

test('tables change places, are taken out, put in, numbered and titled anew', () => {
  const set = own({
    tables: [
      { id: '三公', number: '公开07表', after: '基本支出' },
      { id: '政府性基金', number: '公开08表' },
      { id: '国有资本', remove: true },
      { id: '机关运行', title: '机关运行经费情况表', measure: '机关运行经费', rows: ['机关运行经费'], columns: [['决算数']] },
    ],
  });
  assert.deepEqual(
    set.tables.slice(5).map(({ role, number }) => `${number} ${role}`),
    ['公开06表 基本支出', '公开07表 三公', '公开08表 政府性基金', ' 机关运行'],
  );
});

test('a table may be in 元 with its own decimals', () => {
  const set = own({ tables: [{ id: '三公', unitOfMeasure: '元', decimals: 0 }] });
  assert.deepEqual([tableOf(set, '三公').unitOfMeasure, tableOf(set, '三公').decimals], ['元', 0]);
  assert.deepEqual([tableOf(set, '收入').unitOfMeasure, tableOf(set, '收入').decimals], [undefined, 2]);
});

test('a column more: the heading that no longer fits is built anew', () => {
  const columns = [
    ['本年支出合计'],
    ['基本支出', '性质=基本'],
    ['人员经费', '性质=人员'],
    ['公用经费', '性质=公用'],
    ['项目支出', '性质=项目'],
  ];
  const table = tableOf(own({ tables: [{ id: '一般公共支出', columns }] }), '一般公共支出');
  assert.equal(table.width, 3 + 1 + 5);
  assert.deepEqual(
    filledWidths(table.header).widths,
    table.header.map(() => 9),
  );
  assert.ok(table.header[0].some(({ text }) => text === '公用经费'));
});

test('rows in place of two sides', () => {
  const table = tableOf(
    own({
      tables: [
        {
          id: '收入支出总表',
          columns: [['决算数']],
          rows: [
            ['本年收入合计', '收入'],
            ['本年支出合计', '支出'],
          ],
        },
      ],
    }),
    '收入支出总表',
  );
  assert.equal(table.layout, 'list');
  assert.deepEqual(addresses(table), ['收入', '支出']);
});

test('a code in three columns for every table, or in one', () => {
  const parts = ['类', '款', '项'].map((title, i) => ({
    title,
    kind: 'code',
    part: [
      [0, 3],
      [3, 5],
      [5, 7],
    ][i],
  }));
  const three = own({
    define: {
      功能科目: [
        { title: '科目编码', kind: 'code', columns: parts },
        { title: '科目名称', kind: 'name' },
      ],
    },
    ordinals: false,
  });
  assert.deepEqual(
    tableOf(three, '支出').header.map((line) => line.slice(0, 4).map(({ text }) => text)),
    [
      ['科目编码', '科目名称', '本年支出合计', '基本支出'],
      ['类', '款', '项'],
    ],
  );
  const one = own({
    define: {
      功能科目: [
        { title: '科目编码', kind: 'code' },
        { title: '科目名称', kind: 'name' },
      ],
    },
  });
  assert.equal(tableOf(one, '支出').width, 8);
  assert.deepEqual(filledWidths(tableOf(one, '支出').header).widths, [8]);
});

test('mistakes are said at their place, those in what was taken over at the table that changed it', () => {
  const pointers = (json: object) => problemsOf(json).map(({ pointer }) => pointer);
  assert.deepEqual(pointers({ tables: [{ id: '支出', columns: [['合计', '性质=基夲']] }] }), ['/tables/0/columns/0/1']);
  // The inherited columns have two cells of one address with these rows.
  assert.deepEqual(pointers({ tables: [{ id: '支出', fixed: '性质=基本' }] }), ['/tables/0']);
  assert.deepEqual(pointers({ tables: [{ id: '支出', after: '收人' }] }), ['/tables/0/after']);
  assert.deepEqual(pointers({ tables: [{ title: '支出表' }] }), ['/tables/0']);
  const [misspelt, ...others] = problemsOf({ tables: [{ id: '支处', decimals: 0 }] });
  assert.deepEqual([misspelt.pointer, others], ['/tables/0/id', []]);
  assert.match(misspelt.message, /"支处".*支出/);
  assert.deepEqual(pointers({ tables: [{ decimals: 0 }] }), ['/tables/0']);
  assert.deepEqual(pointers({ rename: { 合计: 1 } }), ['/rename/合计']);
  assert.deepEqual(
    pointers({ classes: { 人员款: [['301']] } }).every((pointer) => pointer.startsWith('/')),
    true,
  );
});
