/** The common set of nine tables: the addresses of its cells, its names, and that it reads what names no form set. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { builtInFormSets, builtInForms } from '../../server/src/forms/builtin.ts';
import type { FormSet, TableForm } from '../../server/src/forms/types.ts';
import { defaultService } from '../../server/src/lsp/defaults.ts';
import { addresses, cellsOf, fixture } from './support.ts';

const sets = builtInFormSets();
const named = (name: string): FormSet => sets.find((set) => set.name === name)!;
const common = named('部门决算');
const table = (role: string): TableForm => common.tables.find((found) => found.role === role)!;

test('the addresses of every cell are those of the golden file', () => {
  const found = Object.fromEntries(common.tables.map((form) => [form.role, cellsOf(form, ['2080101'])]));
  const file = fixture('department-final.golden.json');
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, JSON.stringify(found, undefined, 1) + '\n');
  assert.deepEqual(found, JSON.parse(readFileSync(file, 'utf8')));
});

test('it has the nine tables in the order of their numbers', () => {
  assert.deepEqual(
    common.tables.map(({ number, role }) => `${number} ${role}`),
    [
      '公开01表 收入支出总表',
      '公开02表 收入',
      '公开03表 支出',
      '公开04表 财政拨款总表',
      '公开05表 一般公共支出',
      '公开06表 基本支出',
      '公开07表 政府性基金',
      '公开08表 国有资本',
      '公开09表 三公',
    ],
  );
});

test('“三公” is one row of six budgeted and six actual figures', () => {
  assert.deepEqual(addresses(table('三公')), [
    ...['', ' 三公=出国', ' 三公=车', ' 三公=购置', ' 三公=运行', ' 三公=接待'].map((member) => `三公${member} 基准=全年预算`),
    ...['', ' 三公=出国', ' 三公=车', ' 三公=购置', ' 三公=运行', ' 三公=接待'].map((member) => `三公${member} 基准=决算`),
  ]);
});

test('accounts bear their official names', () => {
  const catalogue = builtInCatalogue();
  for (const { codes } of table('基本支出').panels)
    for (const { code, name } of codes!.listed!) assert.equal(catalogue.find(code, '经济')?.name, name, code);
});

test('the tables that Jiangxi shares have the addresses of the common ones', () => {
  const jiangxi = named('江西省单位决算');
  assert.equal((builtInForms.get('江西省单位决算') as { extends: string }).extends, '部门决算');
  for (const form of jiangxi.tables) {
    if (form.role === '三公' || form.role === '国有资产') continue;
    assert.deepEqual(addresses(form, ['2080101']), addresses(table(form.role), ['2080101']), form.role);
  }
});

test('a document that names no form set, or an unknown one, is read with it', () => {
  const service = defaultService((code) => code);
  const read = (head: string) =>
    service.createSession().analyse(service.createDocument('file:///a.budget', 0, `${head}\n【支出决算表】\n`));
  assert.equal(read('单位：甲').disclosure.formSet.name, '部门决算');
  const unknown = read('单位：甲\n版式：江西省单位结算');
  assert.equal(unknown.disclosure.formSet.name, '部门决算');
  const finding = unknown.findings.find(({ code }) => code === 'unknown-form-set')!;
  assert.match(finding.message, /部门决算.*江西省单位决算/);
});
