/** Disclosures for tests of their print: from text to a page, with the built-in form sets or one made for the test. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { createFormSets } from '../../server/src/forms/registry.ts';
import { defaultService } from '../../server/src/lsp/defaults.ts';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { pageJson, type TableJson } from '../../server/src/render/json.ts';
import type { Page, PageCell, PageTable } from '../../server/src/render/page.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { createLanguageService, type LanguageService } from '../../server/src/service/service.ts';

const root = path.resolve(import.meta.dirname, '../..');

export const builtIn: LanguageService = defaultService((code) => code);
export const fixture = (name: string): string => path.join(root, 'test/fixtures/render', name);
export const sample: string = readFileSync(path.join(root, 'samples/jingdezhen-medical-insurance-2023-final.budget'), 'utf8');

/** A service that knows one form set only. */
export function serviceWith(json: unknown): LanguageService {
  const { set, problems } = loadFormSet(json);
  assert.deepEqual(problems, []);
  return createLanguageService({ catalogue: builtInCatalogue(), formSets: createFormSets([set!]), terms: [], docs: (code) => code });
}

export const analyse = (text: string, service: LanguageService = builtIn): Analysis =>
  service.createSession().analyse(service.createDocument('file:///test.budget', 1, text));

export const pageFrom = (text: string, service?: LanguageService): Page => pageOf(analyse(text, service).disclosure);

const HEAD = '单位：某单位\n年度：2023\n版式：江西省单位决算\n';

/** The print of what is typed below a head. */
export const print = (body: string, head = HEAD): Page => pageFrom(head + body);

export const tableOf = (page: Page, role: string): PageTable => {
  const table = page.tables.find((one) => one.role === role);
  assert.ok(table, `no table ${role}`);
  return table;
};

export const jsonOf = (page: Page, role: string): TableJson => pageJson({ ...page, tables: [tableOf(page, role)], chapters: [] }).tables[0];

/** A table's rows as `甲|1|2.00`; those whose line contains `word` if one is given. */
export const rowsOf = (page: Page, role: string, word = ''): string[] =>
  jsonOf(page, role)
    .rows.map((row) => row.join('|'))
    .filter((row) => row.includes(word));

export const cellWith = (table: PageTable, text: string): PageCell => {
  const cell = table.rows.flat().find((one) => one.text === text);
  assert.ok(cell, `no cell ${text}`);
  return cell;
};
