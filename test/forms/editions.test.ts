/** A form set as it was in other years. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInFormSets, builtInForms } from '../../server/src/forms/builtin.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { createFormSets, editionOf } from '../../server/src/forms/registry.ts';
import type { FormSet } from '../../server/src/forms/types.ts';
import { service } from '../service/kit.ts';

const findBase = (name: string) => builtInForms.get(name);
const jiangxi = builtInFormSets().find((set) => set.name === '江西省部门决算')!;
const headingsOf = (set: FormSet): readonly string[] => set.chapters.find(({ section }) => section === '情况说明')!.headings;

test('the year chooses the edition; without a year, or in a year of none, the set itself holds', () => {
  const edition = editionOf(jiangxi, 2021);
  assert.equal(edition.name, '江西省部门决算');
  assert.deepEqual(edition.years, { from: undefined, to: 2021 });
  for (const year of [2022, 2023, undefined]) assert.equal(editionOf(jiangxi, year), jiangxi);
  const [only] = jiangxi.editions;
  assert.equal(editionOf({ ...jiangxi, editions: [{ ...only, years: { from: 2019, to: 2020 } }] }, 2018).chapters, jiangxi.chapters);
});

test('until 2021 Jiangxi’s departments wrote on the “三公” of the general public budget', () => {
  const before = headingsOf(editionOf(jiangxi, 2021));
  const after = headingsOf(jiangxi);
  assert.deepEqual(
    before.filter((heading) => !after.includes(heading)),
    ['一般公共预算财政拨款“三公”经费支出决算情况说明'],
  );
  assert.equal(before.length, after.length);
  assert.deepEqual(editionOf(jiangxi, 2021).tables, jiangxi.tables);
});

test('a document is read by the edition of its year, and anew when the year changes', () => {
  const { set, problems } = loadFormSet(
    { name: '甲', extends: '部门决算', editions: [{ years: { from: 2020, to: 2021 }, tables: [{ id: '支出', title: '支出旧表' }] }] },
    { findBase },
  );
  assert.deepEqual(problems, []);
  const own = service.with({ formSets: createFormSets([set!]) });
  const session = own.createSession();
  const text = '单位：乙\n年度：2021\n版式：甲\n【支出旧表】\n2080101  行政运行  1.00  1.00\n';
  const document = own.createDocument('file:///a.budget', 1, text);
  const tablesOf = (one: typeof document) => session.analyse(one).disclosure.tables.map(({ form }) => form.title);
  assert.deepEqual(tablesOf(document), ['支出旧表']);
  const later = document.apply([{ range: { start: { line: 1, character: 6 }, end: { line: 1, character: 7 } }, text: '3' }], 2);
  assert.deepEqual(tablesOf(later), []);
});

test('mistakes in an edition are said there', () => {
  const pointers = (editions: unknown) =>
    loadFormSet({ name: '甲', extends: '部门决算', editions }, { findBase }).problems.map(({ pointer }) => pointer);
  assert.deepEqual(pointers([{ tables: [] }]), ['/editions/0']);
  assert.deepEqual(pointers([{ years: { to: 2021 }, formulas: [] }]), ['/editions/0/formulas']);
  assert.deepEqual(pointers([{ years: { to: 2021 }, tables: [{ id: '支出', columns: [['合计', '性质=基夲']] }] }]), [
    '/editions/0/tables/0/columns/0/1',
  ]);
  assert.deepEqual(pointers('2021'), ['/editions']);
});
