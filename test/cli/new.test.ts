/** `budget new` and `budget render --format md`. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { folder } from './run.ts';

const WORDS = ['new', '--form', '江西省单位决算', '--unit', '某某市某某中心', '--year', '2024'];

describe('budget new', { concurrency: true }, () => {
  test('what it prints checks without errors and is laid out', async () => {
    const { budget, read } = folder({});
    assert.deepEqual(await budget([...WORDS, '--kind', '决算', '-o', 'a.budget']), { code: 0, out: '', err: '' });
    assert.deepEqual(await budget(['format', 'a.budget', '--check']), { code: 0, out: '', err: '' });
    assert.equal((await budget(['check', 'a.budget'])).code, 0);
    const text = read('a.budget');
    assert.ok(text.startsWith('单位：某某市某某中心\n年度：2024\n文种：决算\n版式：江西省单位决算\n金额单位：万元\n'));
    assert.equal((await budget(WORDS)).out, text);
  });

  test('never writes over a file', async () => {
    const { budget, read } = folder({ 'a.budget': '单位：甲\n' });
    assert.deepEqual(await budget([...WORDS, '-o', 'a.budget']), {
      code: 2,
      out: '',
      err: 'budget: a.budget is there already; it is left as it is.\n',
    });
    assert.equal(read('a.budget'), '单位：甲\n');
  });

  test('says what is missing or wrong', async () => {
    const { budget } = folder({});
    const err = async (...words: string[]) => {
      const outcome = await budget(['new', ...words]);
      assert.deepEqual([outcome.code, outcome.out], [2, '']);
      return outcome.err;
    };
    assert.equal(await err(), 'budget: new needs --form, --unit, --year.\n');
    assert.equal(await err('--form', '江西省单位决算', '--unit', ' ', '--year', '2024'), 'budget: new needs --unit.\n');
    assert.equal(await err(...WORDS.slice(1), 'a.budget'), 'budget: new takes no file; -o names the one to write.\n');
    assert.equal(await err(...WORDS.slice(1), '--kind', '草案'), 'budget: --kind takes one of 决算, 预算.\n');
    assert.equal(await err(...WORDS.slice(1), '--kind', '预算'), 'budget: 江西省单位决算 is a form set of 决算, not of 预算.\n');
    assert.match(
      await err('--form', '江西单位决算表', '--unit', '甲', '--year', '2024'),
      /^budget: There is no form set "江西单位决算表"\. Near or known: 江西省单位决算/,
    );
    assert.equal(
      await err('--form', '江西省单位决算', '--unit', '甲', '--year', '24'),
      'budget: "24" is no fiscal year; write four digits, such as 2023.\n',
    );
    assert.equal(
      await err('--form', '江西省单位决算', '--unit', '甲\n年度：1999', '--year', '2024'),
      'budget: "甲\n年度：1999" cannot be the name of a unit.\n',
    );
  });

  test('a form set of the folder’s own', async () => {
    const own = JSON.stringify({ name: '某区单位决算', extends: '江西省单位决算' });
    const { budget } = folder({ 'forms/own.form.json': own });
    const { code, out, err } = await budget(['new', '--form', '某区单位决算', '--unit', '甲', '--year', '2024']);
    assert.deepEqual([code, err], [0, '']);
    assert.ok(out.includes('\n版式：某区单位决算\n'));
  });
});

describe('budget render --format md', () => {
  test('prints Markdown', async () => {
    const { budget } = folder({
      'a.budget': '单位：甲\n年度：2023\n版式：江西省单位决算\n\n【支出决算表】\n合计  1,030.00  30.00  1,000.00\n',
    });
    const { code, out, err } = await budget(['render', 'a.budget', '--format', 'md']);
    assert.deepEqual([code, err], [0, '']);
    assert.ok(out.startsWith('# 甲2023年度单位决算\n\n'));
    assert.ok(out.includes('\n### 公开03表 支出决算表\n'));
    assert.match(out, /\n\| {2}\| {2}\| {2}\| 合计 \| 1,030\.00 \| 30\.00 \| 1,000\.00 \| {2}\| {2}\| {2}\|\n/);
  });
});
