/** What the documentation shows can be used as it stands there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { builtInForms } from '../../server/src/forms/builtin.ts';
import { dimensions, measures } from '../../server/src/forms/field.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { root } from './support.ts';

const pages = ['docs/forms.md', 'docs/forms.zh-CN.md'].map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));

test('the examples of form sets and tables load without a problem', () => {
  let seen = 0;
  for (const { name, text } of pages) {
    for (const [, example] of text.matchAll(/^ *```json\n( *\{[\s\S]*?)```/gm)) {
      const json = JSON.parse(example) as Record<string, unknown>;
      const set = 'extends' in json ? json : { name: '例', kind: '决算', tables: [json] };
      assert.deepEqual(loadFormSet(set, { findBase: (base) => builtInForms.get(base) }).problems, [], name);
      seen++;
    }
  }
  assert.equal(seen, 8);
});

test('every measure and dimension that a page names exists', () => {
  for (const { text } of pages) {
    for (const [, dimension, member] of text.matchAll(/([\p{Script=Han}]+)=([\p{Script=Han}]+)/gu)) {
      const known = dimensions.get(dimension);
      // “维度=成员” explains the notation itself.
      if (dimension.endsWith('维度')) continue;
      assert.ok(known, dimension);
      assert.ok(!known.members || known.members.has(member), `${dimension}=${member}`);
    }
  }
  for (const measure of [
    '收入',
    '支出',
    '结转',
    '使用结余',
    '结余分配',
    '收入总计',
    '支出总计',
    '三公',
    '三公数',
    '资产',
    '机关运行经费',
    '采购',
  ])
    assert.ok(measures.has(measure), measure);
});
