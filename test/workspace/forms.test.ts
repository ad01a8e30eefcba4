/** Form sets in the workspace: where they are found, which of two counts, and where their mistakes are said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInDeferred, builtInForms } from '../../server/src/forms/builtin.ts';
import type { FileSource } from '../../server/src/workspace/files.ts';
import { OwnForms, type RulingForms } from '../../server/src/workspace/forms.ts';

/** Files by address; lists what stands right in a folder. */
function folderOf(files: Readonly<Record<string, string>>): FileSource {
  return {
    read: async (uri) => (uri in files ? new TextEncoder().encode(files[uri]) : undefined),
    list: async (folder) => Object.keys(files).filter((uri) => uri.slice(0, uri.lastIndexOf('/')) === folder),
    folders: async () => [],
  };
}

const own = (files: Readonly<Record<string, string>>): OwnForms =>
  new OwnForms({ sets: builtInDeferred, json: builtInForms }, folderOf(files));
const read = (files: Readonly<Record<string, string>>, uri = 'file:///w/a/甲.budget'): Promise<RulingForms> =>
  own(files).of(uri, ['file:///w']);

/** `3:12–20 message` for each problem, one-based. */
const said = ({ files }: RulingForms): string[] =>
  files.flatMap(({ problems }) =>
    problems.map(({ range: { start, end }, message }) => `${start.line + 1}:${start.character + 1}–${end.character + 1} ${message}`),
  );

const small = (name: string, rest: object = {}): string => JSON.stringify({ name, extends: '部门决算', ...rest });

test('found beside the document, in forms/ there, and above it up to the root', async () => {
  const files = {
    'file:///w/a/一.form.json': small('一'),
    'file:///w/a/forms/二.form.json': small('二'),
    'file:///w/forms/三.form.json': small('三', { extends: '一' }),
    'file:///forms/四.form.json': small('四'),
    'file:///w/b/五.form.json': small('五'),
    'file:///w/a/package.json': '{}',
  };
  const { sets } = await read(files);
  assert.deepEqual(sets.names.slice(builtInForms.size), ['一', '二', '三']);
  assert.equal(sets.get('三')!.tables.length, 9);
  assert.equal(sets.names[0], '部门决算');
});

test('the same files give the same object, no file the built-in sets', async () => {
  const forms = own({ 'file:///w/forms/一.form.json': small('一') });
  const first = await forms.of('file:///w/a/甲.budget', ['file:///w']);
  assert.equal(await forms.of('file:///w/乙.budget', ['file:///w']), first);
  assert.equal(await forms.of('file:///v/乙.budget', ['file:///w']), forms.none);
  forms.clear();
  assert.notEqual(await forms.of('file:///w/a/甲.budget', ['file:///w']), first);
});

test('of two sets of one name the nearer one counts; two at one place, or one of a built-in name, is said', async () => {
  const near = await read({
    'file:///w/forms/一.form.json': small('一', { title: '远' }),
    'file:///w/a/一.form.json': small('一', { title: '近' }),
  });
  assert.equal(near.sets.get('一')!.title, '近');
  assert.deepEqual(said(near), []);
  const twice = await read({ 'file:///w/a/一.form.json': small('一'), 'file:///w/a/二.form.json': small('一') });
  assert.deepEqual(said(twice), ['1:9–12 The form set "一" stands in 一.form.json already.']);
  const builtIn = await read({ 'file:///w/a/一.form.json': small('江西省单位决算') });
  assert.match(said(builtIn)[0], /^1:9–18 .*built in/);
  assert.equal(builtIn.sets.get('江西省单位决算')!.title, '{unit}{year}年度单位决算');
});

test('a set with mistakes is not in force: what it extends stands in for it', async () => {
  const text = [
    '{',
    '  "name": "本单位决算",',
    '  "extends": "江西省单位决算",',
    '  "tables": [',
    '    { "id": "支出",',
    '      "columns": [["合计", "性质=基夲"]] }',
    '  ]',
    '}',
  ];
  const ruling = await read({ 'file:///w/a/一.form.json': text.join('\r\n') });
  assert.equal(said(ruling).length, 1);
  assert.match(said(ruling)[0], /^6:26–33 "基夲" is no member of 性质/);
  assert.equal(ruling.sets.get('本单位决算'), undefined);
  assert.equal(ruling.sets.instead('本单位决算')!.name, '江西省单位决算');
  assert.ok(!ruling.sets.names.includes('本单位决算'));
});

test('a circle, an unknown set, two cells of one address, a role missing, no JSON', async () => {
  const circle = await read({
    'file:///w/a/一.form.json': small('一', { extends: '二' }),
    'file:///w/a/二.form.json': small('二', { extends: '一' }),
  });
  assert.deepEqual(
    said(circle).filter((line) => line.includes('itself')),
    ['1:23–26 "一" is defined by itself.', '1:23–26 "二" is defined by itself.'],
  );
  assert.equal(circle.sets.instead('一')!.name, '部门决算');
  assert.match(said(await read({ 'file:///w/a/一.form.json': small('一', { extends: '五' }) }))[0], /^1:23–26 There is no form set "五"/);
  const doubled = small('一', {
    tables: [
      {
        id: '支出',
        columns: [
          ['甲', '性质=基本'],
          ['乙', '性质=基本'],
        ],
      },
    ],
  });
  assert.match(said(await read({ 'file:///w/a/一.form.json': doubled }))[0], /^1:\d+–\d+ Two cells have the address/);
  assert.match(said(await read({ 'file:///w/a/一.form.json': small('一', { tables: [{ title: '支出表' }] }) }))[0], /"id" is missing/);
  const broken = await read({ 'file:///w/a/一.form.json': '{\n  "name": "一",\n  "extends": "江西省单位决算"\n  "title": "甲" }' });
  assert.match(said(broken)[0], /^4:3–10 From here on this is no JSON/);
  assert.equal(broken.sets.instead('一')!.name, '江西省单位决算');
  assert.deepEqual(said(await read({ 'file:///w/a/空.form.json': '' })).length, 1);
});
