/** The built-in form sets: sound by the loader and by the schema, and looking at exactly the addresses that the forms mean. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { builtInFormSets, builtInForms } from '../../server/src/forms/builtin.ts';
import { filledWidths } from '../../server/src/forms/header.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import type { FormSet, TableForm } from '../../server/src/forms/types.ts';
import { addresses, cellsOf, fixture, readJson, root } from './support.ts';

const jiangxi = builtInFormSets().find((set) => set.name === '江西省单位决算') as FormSet;
const table = (role: string): TableForm => jiangxi.tables.find((found) => found.role === role) as TableForm;

/** The accounts of a real final account's 公开03表. */
const ACCOUNTS = (
  '208 20801 2080101 2080109 20805 2080505 2080506 210 21011 2101101 2101103 2101199 21015 2101504 2101506 2101599 ' + '221 22102 2210201'
).split(' ');

test('every built-in set loads without a problem', () => {
  assert.ok(builtInForms.size > 0);
  for (const json of builtInForms.values()) {
    const { set, problems } = loadFormSet(json, { findBase: (name) => builtInForms.get(name) });
    assert.deepEqual(problems, []);
    assert.ok(set);
  }
});

test('the schema accepts every form set in data, and rejects a misspelt property', () => {
  const schema = readJson(path.join(root, 'server/src/forms/schema/form-set.schema.json')) as object;
  const validate = new Ajv({ allErrors: true, strictRequired: false, strictTuples: false, allowUnionTypes: true }).compile(schema);
  const data = path.join(root, 'server/src/forms/data');
  const files = readdirSync(data).filter((name) => !['dimensions.json', 'defaults.json', 'table-numbers.json'].includes(name));
  assert.equal(files.length, builtInForms.size);
  for (const file of files) {
    const json = readJson(path.join(data, file));
    assert.ok(validate(json), `${file}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
    assert.ok(!validate({ ...(json as object), tabels: [] }));
  }
});

test('the addresses of every cell are those of the golden file', () => {
  const found = Object.fromEntries(jiangxi.tables.map((form) => [form.role, cellsOf(form, ['2080101'])]));
  const file = fixture('jiangxi-unit-final.golden.json');
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, JSON.stringify(found, undefined, 1) + '\n');
  assert.deepEqual(found, JSON.parse(readFileSync(file, 'utf8')));
});

test('the tables have as many cells as the printed forms', () => {
  const counts = Object.fromEntries(jiangxi.tables.map((form) => [form.role, addresses(form, ACCOUNTS).length]));
  assert.deepEqual(counts, {
    // 8 sources, 4 lines and totals of income; 26 classes, 4 lines and totals of outlay
    收入支出总表: 12 + 30,
    收入: 20 * 7,
    支出: 20 * 6,
    // 9 lines of income; 29 of outlay in four columns
    财政拨款总表: 9 + 29 * 4,
    一般公共支出: 20 * 3,
    // 27 accounts and their total, 62 and theirs
    基本支出: 28 + 63,
    政府性基金: 20 * 6,
    国有资本: 20 * 3,
    // 6 rows in three columns, 3 of reception and 10 of counts in one
    三公: 6 * 3 + 3 + 10,
    国有资产: 10,
  });
});

test('what one address means is the same in every table that prints it', () => {
  assert.ok(addresses(table('财政拨款总表')).includes('支出 功能=208 资金=一般公共'));
  assert.ok(addresses(table('一般公共支出'), ['208']).includes('支出 功能=208 资金=一般公共'));
  assert.ok(addresses(table('收入支出总表')).includes('支出 功能=208'));
  assert.ok(addresses(table('支出'), ['208']).includes('支出 功能=208'));
  assert.ok(addresses(table('基本支出')).includes('支出 资金=一般公共 性质=人员'));
  assert.ok(addresses(table('基本支出')).includes('支出 经济=30217 资金=一般公共 性质=公用'));
  assert.ok(addresses(table('政府性基金'), ['229']).includes('结转 功能=229 资金=政府性基金 时点=年末'));
});

test('axes have the roots of the fact model', () => {
  const axes = (role: string) => table(role).axes.map(({ dimension, root: member }) => (member ? `${dimension}<${member}` : dimension));
  assert.deepEqual(axes('收入支出总表'), ['功能', '资金']);
  assert.deepEqual(axes('财政拨款总表'), ['功能', '资金<财政拨款']);
  assert.deepEqual(axes('一般公共支出'), ['功能', '性质']);
  assert.deepEqual(axes('基本支出'), ['经济', '性质<基本']);
  assert.deepEqual(axes('三公'), ['三公']);
});

test('every heading fills its table line by line', () => {
  for (const set of builtInFormSets()) {
    for (const { header, width, role, panels } of set.tables) {
      const printed = panels.reduce((sum, panel) => sum + panel.across * panel.columns.reduce((all, column) => all + column.span, 0), 0);
      assert.equal(printed, width, role);
      assert.ok(header.length > 0, role);
      assert.deepEqual(filledWidths(header), { widths: header.map(() => width), beyond: false }, role);
    }
  }
});

test('行次 run on without a gap where the form prints them', () => {
  const last: Record<string, number> = { 收入支出总表: 62, 财政拨款总表: 64, 三公: 20, 国有资产: 10 };
  for (const [role, count] of Object.entries(last)) {
    const ordinals = table(role).panels.flatMap((panel) => panel.rows.map((row) => row.ordinal));
    assert.deepEqual(
      ordinals,
      Array.from({ length: count }, (_, i) => i + 1),
    );
  }
});

test('公开06表 lists 31011, not the misprint of the printed form', () => {
  const codes = table('基本支出').panels.flatMap((panel) => panel.codes?.listed?.map((entry) => entry.code) ?? []);
  assert.ok(codes.includes('31011') && !codes.includes('310111'));
  assert.equal(new Set(codes).size, codes.length);
});

test('labels carry the names in use: of accounts, of balances, of totals', () => {
  const rows = jiangxi.tables.flatMap((form) =>
    form.panels.flatMap((panel) => [...panel.rows, ...(panel.codes?.total ? [panel.codes.total] : [])]),
  );
  const aliasesOf = (label: string) => rows.find((row) => row.label === label)?.aliases ?? [];
  assert.ok(aliasesOf('公用支出合计').includes('公用经费合计'));
  assert.ok(aliasesOf('使用非财政拨款结余').includes('使用非财政拨款结余和专用结余'));
  assert.ok(aliasesOf('5.国内公务接待批次（个）').includes('国内公务接待批次'));
  const listed = table('基本支出').panels[0].codes?.listed;
  assert.deepEqual(listed?.find((entry) => entry.code === '30111')?.aliases, ['公务员医疗补助缴费']);
});

test('count rows of 公开09表 have a unit and no budget columns', () => {
  const rows = table('三公').panels[0].rows;
  assert.deepEqual(rows.find((row) => row.ordinal === 17)?.unit, '人');
  assert.deepEqual(rows.find((row) => row.ordinal === 17)?.inapplicable, ['年初预算数', '全年预算数']);
  assert.equal(rows.find((row) => row.ordinal === 10)?.at, undefined);
});

test('the performance form is printed nine columns wide', () => {
  const [form] = jiangxi.performance;
  const span = (columns: readonly { span: number; optional: boolean }[]) =>
    columns.filter(({ optional }) => !optional).reduce((sum, column) => sum + column.span, 0);
  // One column for the heading at the left; the funds' labels take what is left.
  assert.equal(1 + span(form.indicators?.columns ?? []), form.width);
  assert.ok(1 + span(form.funds?.columns ?? []) < form.width);
  assert.deepEqual(form.indicators?.levels, ['一级指标', '二级指标', '三级指标']);
  assert.deepEqual(
    form.grades.map(({ name, from }) => `${name}${from}`),
    ['优90', '良80', '中60', '差0'],
  );
});

test('a set that extends another keeps its tables and changes its words', () => {
  const department = builtInFormSets().find((set) => set.name === '江西省部门决算') as FormSet;
  assert.deepEqual(
    department.tables.map((form) => cellsOf(form)),
    jiangxi.tables.map((form) => cellsOf(form)),
  );
  assert.equal(department.chapters[1].title, '{year}年度部门决算表');
});
