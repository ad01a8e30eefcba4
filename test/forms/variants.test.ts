/** Tables as others print them: variants of a form. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { familyOf, isGridTitle, tableByTitle } from '../../server/src/forms/registry.ts';

const TABLE = {
  id: '支出',
  title: '支出表',
  number: '公开03表',
  measure: '支出',
  rows: { by: '功能', total: '合计' },
  columns: ['本年支出'],
};
const VARIANTS = [{ title: '支出及结转表', columns: ['本年支出', ['年末结转', '结转 时点=年末']] }, { rows: [['合计', '支出']] }];
const SET = { name: '甲', kind: '决算', tables: [{ ...TABLE, variants: VARIANTS }], grids: ['资产负债表'] };

test('a variant gives what differs and takes over the rest', () => {
  const { set, problems } = loadFormSet(SET);
  assert.deepEqual(problems, []);
  const [table] = set!.tables;
  assert.deepEqual(
    table.variants.map(({ role, number, title, panels: [panel] }) => [role, number, title, panel.columns.length, panel.rows.length]),
    [
      ['支出', '公开03表', '支出及结转表', 4, 0],
      ['支出', '公开03表', '支出表', 2, 1],
    ],
  );
  assert.equal(tableByTitle(set!, '某局2023年度支出及结转表'), table.variants[0]);
  assert.equal(tableByTitle(set!, '表三：支出表'), table);
  assert.deepEqual(familyOf(set!, table.variants[0]), [table.variants[0], table, table.variants[1]]);
  assert.ok(isGridTitle(set!, '2023年度资产负债表'));
});

test('a set that extends another has no variants of it, and mistakes in a variant are said at their place', () => {
  const find = (name: string): unknown => (name === '甲' ? SET : undefined);
  assert.deepEqual(loadFormSet({ name: '乙', extends: '甲' }, { findBase: find }).set!.tables[0].variants, []);
  const wrong = { ...SET, tables: [{ ...TABLE, variants: [{ colums: [] }, 3] }] };
  assert.deepEqual(
    loadFormSet(wrong).problems.map(({ pointer }) => pointer),
    ['/tables/0/variants/0/colums', '/tables/0/variants/1'],
  );
});
