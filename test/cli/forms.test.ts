/** The command line with form sets of the user's beside the disclosures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folder } from './run.ts';

const FORM = { name: '本单位决算', extends: '部门决算', tables: [{ id: '支出', title: '经费支出表' }] };
const TEXT = '单位：甲\n年度：2023\n文种：决算\n版式：本单位决算\n\n【经费支出表】\n列：  基本支出\n2080101  行政运行  1.00\n';

test('a form set in forms/ above the file is in force', async () => {
  const { budget } = folder({ 'forms/甲.form.json': JSON.stringify(FORM), 'deep/a.budget': TEXT });
  const checked = await budget(['check', 'deep/a.budget', '--format', 'json']);
  assert.deepEqual(
    [checked.code, checked.err, JSON.parse(checked.out).files.map(({ findings }: { findings: [] }) => findings)],
    [0, '', [[]]],
  );
  const printed = await budget(['render', 'deep/a.budget']);
  assert.ok(printed.out.includes('经费支出表'));
});

test('a form set with mistakes: check lists them in its file, other commands say them beside their work', async () => {
  const bad = JSON.stringify({ ...FORM, tables: [{ id: '支出', titel: '经费支出表' }] }, undefined, 2);
  const { budget } = folder({ 'forms/甲.form.json': bad, 'a.budget': '单位：甲\n年度：2023\n' });
  const checked = await budget(['check', 'a.budget']);
  assert.equal(checked.code, 1);
  assert.match(checked.out, /^forms\/甲\.form\.json:7:16: error invalid-form-set: The property "titel" is not known here\.$/m);
  const json = JSON.parse((await budget(['check', '.', '--format', 'json'])).out);
  assert.deepEqual(
    json.files.map(({ path, findings }: { path: string; findings: [] }) => [path, findings.length]),
    [
      ['a.budget', 0],
      ['forms/甲.form.json', 1],
    ],
  );
  const printed = await budget(['render', 'a.budget']);
  assert.equal(printed.code, 0);
  assert.equal(printed.err, 'forms/甲.form.json:7:16: The property "titel" is not known here.\n');
});
