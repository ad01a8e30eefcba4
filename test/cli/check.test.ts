/** `budget check`: what is printed, in which form, and with which exit code. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { analyse, HEAD, service } from '../service/kit.ts';
import { folder } from './run.ts';

/** The value that a text holds, which must be of the promised shape. */
function parse(text: string): CheckResult {
  const schema = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../docs/schemas/check.schema.json'), 'utf8'));
  const validate = new Ajv({ strict: true }).compile<CheckResult>(schema);
  const value: unknown = JSON.parse(text);
  if (!validate(value)) throw new Error(JSON.stringify(validate.errors));
  return value;
}

interface CheckResult {
  readonly files: readonly { readonly path: string; readonly findings: readonly CheckFinding[] }[];
}
interface CheckFinding {
  readonly code: string;
  readonly message: string;
  readonly range: unknown;
  readonly related: readonly { readonly message: string; readonly range: unknown }[];
  readonly data: unknown;
}

const RIGHT = `${HEAD}【支出决算表】\n合计  30.00  30.00\n210  卫生健康支出  30.00  30.00\n`;
const WRONG = `${HEAD}【支出决算表】\n合计  30.00  30.50\n210  卫生健康支出  30.00  30.00\n`;
const WARNED = `${HEAD}【支处决算表】\n`;
const HINTED = `${HEAD}【情况说名】\n`;

describe('budget check', () => {
  test('exits with 0 for nothing, 1 for findings at or above --fail-on, 2 for what cannot be used', async () => {
    const { budget } = folder({ 'right.budget': RIGHT, 'wrong.budget': WRONG, 'warned.budget': WARNED, 'hinted.budget': HINTED });
    const code = async (...words: string[]) => (await budget(['check', ...words])).code;
    assert.deepEqual(
      await Promise.all([
        code('right.budget'),
        code('wrong.budget'),
        code('warned.budget'),
        code('warned.budget', '--fail-on', 'warning'),
        code('hinted.budget', '--fail-on', 'information'),
        code('right.budget', 'gone.budget'),
      ]),
      [0, 1, 0, 1, 0, 2],
    );
  });

  test('prints one line a finding, the places that have to do with it, and a sum', async () => {
    const { budget } = folder({ 'a/wrong.budget': WRONG });
    const { out, err } = await budget(['check', 'a/wrong.budget']);
    assert.deepEqual(out.split('\n'), [
      'a/wrong.budget:7:12: error unbalanced-total: 30.50 does not agree in 2 places; 30.00 would make all of them agree. 支出决算表“合计”基本支出 is 30.50, but its parts make 30.00 (difference 0.50).',
      '    7:12 支出决算表“合计”基本支出 is 30.50, but its parts make 30.00 (difference 0.50).',
      '    8:21 支出决算表“210 卫生健康支出”基本支出 30.00',
      '    7:5 支出决算表“合计”本年支出合计 is 30.00, but its parts make 30.50 (difference 0.50).',
      '1 errors, 0 warnings, 0 informations, 0 hints in 1 files',
      '',
    ]);
    assert.equal(err, '');
  });

  test('prints JSON of the promised shape, with what the editor shows', async () => {
    const { budget } = folder({ 'wrong.budget': WRONG, 'right.budget': RIGHT });
    const { out, code } = await budget(['check', 'wrong.budget', 'right.budget', '--format', 'json']);
    const value = parse(out);
    assert.equal(code, 1);
    assert.deepEqual(
      value.files.map((file) => [file.path, file.findings.length]),
      [
        ['wrong.budget', 1],
        ['right.budget', 0],
      ],
    );
    const [{ code: id, message, range, related, data }] = value.files[0].findings;
    const [diagnostic] = service.diagnostics(analyse(WRONG));
    assert.deepEqual([id, message, range, data], [diagnostic.code, diagnostic.message, diagnostic.range, diagnostic.data]);
    assert.deepEqual(
      related.map((one) => [one.message, one.range]),
      diagnostic.relatedInformation?.map((one) => [one.message, one.location.range]),
    );
  });

  test('prints annotations for GitHub, with what would break them escaped', async () => {
    const { budget } = folder({ 'a,b/wrong 100%.budget': WRONG.replace('【支出决算表】', '【支，处决算表】') });
    const { out, code } = await budget(['check', '.', '--format', 'github', '--fail-on', 'warning']);
    assert.equal(code, 1);
    assert.match(out, /^::warning file=a%2Cb\/wrong 100%25\.budget,line=6,col=2,endLine=6,endColumn=\d+,title=unknown-table::.+\n$/);
  });

  test('speaks the language that is asked for, else that of the environment, else Chinese', async () => {
    const { budget } = folder({ 'wrong.budget': WRONG });
    const cases: readonly (readonly [words: string[], environment: Record<string, string>, chinese: boolean])[] = [
      [[], {}, true],
      [[], { LANG: 'C.UTF-8' }, true],
      [[], { LANG: 'zh_CN.UTF-8' }, true],
      [[], { LANG: 'en_US.UTF-8' }, false],
      [[], { LC_ALL: 'en_GB', LANG: 'zh_CN.UTF-8' }, false],
      [['--locale', 'zh-CN'], { LANG: 'en_US.UTF-8' }, true],
      [['--locale=en'], { LANG: 'zh_CN.UTF-8' }, false],
    ];
    for (const [words, environment, chinese] of cases) {
      const { out } = await budget(['check', 'wrong.budget', ...words], environment);
      assert.equal(out.includes('错误 1'), chinese, JSON.stringify([words, environment]));
      assert.equal(out.includes('1 errors'), !chinese);
    }
  });

  test('searches folders, each file once, in the same order every time', async () => {
    const { budget } = folder({
      'b.budget': RIGHT,
      'a/z.budget': RIGHT,
      'a/b/c.budget': RIGHT,
      'a/notes.txt': 'x',
      '.git/d.budget': WRONG,
      'node_modules/e.budget': WRONG,
    });
    const paths = async (...words: string[]) =>
      parse((await budget(['check', '--format', 'json', ...words])).out).files.map((file) => file.path);
    const all = ['a/b/c.budget', 'a/z.budget', 'b.budget'];
    assert.deepEqual(await Promise.all([paths('.'), paths('.', 'b.budget', './a'), paths('a/z.budget', 'a')]), [
      all,
      all,
      ['a/z.budget', 'a/b/c.budget'],
    ]);
  });

  test('says in one line what cannot be used', async () => {
    const { budget, path: root } = folder({ 'right.budget': RIGHT, 'empty/notes.txt': '' });
    const said = async (...words: string[]) => {
      const { code, out, err } = await budget(words);
      return [code, out, err];
    };
    assert.deepEqual(
      await Promise.all([
        said('check', 'gone.budget'),
        said('check', 'empty'),
        said('check'),
        said('chekc', 'right.budget'),
        said('check', 'right.budget', '--format', 'xml'),
        said('check', 'right.budget', '--fail-on', 'hint'),
        said('render', 'right.budget', 'right.budget'),
      ]),
      [
        [2, '', 'budget: gone.budget is not there or cannot be read.\n'],
        [2, '', 'budget: empty holds no *.budget file.\n'],
        [2, '', 'budget: check needs a file.\n'],
        [2, '', 'budget: "chekc" is no command; the commands are check, format, render, facts, explain, new, help, version.\n'],
        [2, '', 'budget: "xml" is no format of check; choose one of text, json, github.\n'],
        [2, '', 'budget: --fail-on takes one of error, warning, information.\n'],
        [2, '', 'budget: render takes one file.\n'],
      ],
    );
    const { code, err } = await budget(['check', 'right.budget', '--frob']);
    assert.equal(code, 2);
    assert.match(err, /^budget: This call cannot be read: .*--frob.*\n$/);
    assert.ok(!err.includes(root));
  });

  test('is not troubled by a reader that stops early, nor by bytes that are no text', async () => {
    const { budget, spawn: apart } = folder({
      'many.budget': HEAD + '【支处决算表】\n'.repeat(3000),
      'bytes.budget': Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) & 255),
    });
    const [head, bytes] = await Promise.all([
      apart(['check', 'many.budget'], { head: true }),
      budget(['check', 'bytes.budget', '--format', 'json']),
    ]);
    assert.deepEqual([head.code, head.err], [0, '']);
    assert.equal(bytes.err, 'bytes.budget is not UTF-8; what cannot be read is shown as \ufffd.\n');
    assert.ok(parse(bytes.out).files[0].findings.length > 0);
  });

  test('reads the accounts table that lies beside the file or above it', async () => {
    const accounts = '编码\t名称\n2109999\t本地特设支出\n';
    const text = `${HEAD}【支出决算表】\n列：  基本支出\n2109999  本地特设支出  30.00\n`;
    const { budget } = folder({ 'with/accounts.tsv': accounts, 'with/deep/a.budget': text, 'without/a.budget': text });
    const codes = async (name: string) =>
      parse((await budget(['check', name, '--format', 'json'])).out).files[0].findings.map(({ code }) => code);
    assert.deepEqual(await Promise.all([codes('with/deep/a.budget'), codes('without/a.budget')]), [[], ['account-name-mismatch']]);
  });
});

describe('budget', () => {
  test('runs as a program of its own, with the same words, output and exit code', async () => {
    const { budget, spawn: apart } = folder({ 'wrong.budget': WRONG });
    for (const words of [
      ['check', 'wrong.budget'],
      ['check', 'gone.budget'],
    ])
      assert.deepEqual(await apart(words), await budget(words));
    const { out } = await apart(['check', 'wrong.budget'], { environment: { LANG: 'zh_CN.UTF-8' } });
    assert.ok(out.includes('错误 1'));
  });

  test('helps, and knows its version', async () => {
    const { budget } = folder({});
    const [none, help, version, chinese] = await Promise.all([
      budget([]),
      budget(['--help']),
      budget(['--version']),
      budget(['help', '--locale', 'zh-CN']),
    ]);
    assert.deepEqual([none.code, help.code, version.code], [0, 0, 0]);
    assert.equal(none.out, help.out);
    for (const command of ['check', 'format', 'render', 'facts', 'explain', 'new']) assert.ok(help.out.includes(`budget ${command} `));
    assert.match(version.out, /^\d+\.\d+\.\d+\n$/);
    assert.ok(/\p{Script=Han}/u.test(chinese.out));
  });
});
