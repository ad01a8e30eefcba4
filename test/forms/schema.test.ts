/** The schema of form sets reaches the user: the extension contributes and ships it, and it accepts the example of a user's own. */
import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { builtInFormSets, builtInForms } from '../../server/src/forms/builtin.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { readJson, root } from './support.ts';

const manifest = readJson(path.join(root, 'package.json')) as {
  readonly files: readonly string[];
  readonly contributes: { readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[] };
};
const [validation] = manifest.contributes.jsonValidation;
const validate = new Ajv({ allErrors: true, strictRequired: false, strictTuples: false, allowUnionTypes: true }).compile(
  readJson(path.join(root, validation.url)) as object,
);

test('the extension ships the schema that it contributes', () => {
  assert.equal(validation.fileMatch, '*.form.json');
  assert.ok(existsSync(path.join(root, validation.url)));
  assert.ok(manifest.files.includes(path.posix.normalize(validation.url)));
});

test('the schema and the loader accept the form sets under samples/', () => {
  const files = globSync('samples/**/*.form.json', { cwd: root });
  assert.ok(files.length > 0);
  for (const file of files) {
    const json = readJson(path.join(root, file));
    assert.ok(validate(json), `${file}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
    assert.deepEqual(loadFormSet(json, { findBase: (name) => builtInForms.get(name) }).problems, [], file);
  }
});

test('what the schema offers to extend and to change is there', () => {
  type Offered = { readonly examples: readonly string[] };
  const schema = readJson(path.join(root, validation.url)) as {
    readonly properties: { readonly extends: Offered };
    readonly definitions: { readonly table: { readonly properties: { readonly id: Offered } } };
  };
  for (const name of schema.properties.extends.examples) assert.ok(builtInForms.has(name), name);
  const roles = new Set(builtInFormSets().flatMap((set) => set.tables.map(({ role }) => role)));
  for (const role of schema.definitions.table.properties.id.examples) assert.ok(roles.has(role), role);
});

test('the schema knows the words that only inheritance has, and refuses them where they mean nothing', () => {
  const own = { name: '甲', extends: '部门决算' };
  assert.ok(
    validate({
      ...own,
      ordinals: false,
      rename: { 决算数: '金额' },
      tables: [{ id: '三公', after: '支出', rename: { 合计: '总计' }, ordinals: true }],
    }),
  );
  for (const wrong of [
    { ordinals: 'no' },
    { rename: { 决算数: 1 } },
    { tables: [{ title: '甲表' }] },
    { tables: [{ id: '三公', after: 1 }] },
  ])
    assert.ok(!validate({ ...own, ...wrong }), JSON.stringify(wrong));
});
