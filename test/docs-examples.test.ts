/**
 * The pages on findings do what they say: the example of each gives the finding, and the way to silence it silences it.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { builtInForms } from '../server/src/forms/builtin.ts';
import { loadFormSet } from '../server/src/forms/loader.ts';
import { analyse, applyEdits, HEAD, service } from './service/kit.ts';
import { Folder } from './workspace/folder.ts';

const root = path.resolve(import.meta.dirname, '..');

interface Page {
  readonly code: string;
  readonly text: string;
  /** Fenced blocks of the English half and of the Chinese half. */
  readonly examples: readonly [readonly string[], readonly string[]];
  /** Texts of the files beside the example: blocks that begin with their path, `// ./2022.budget`. */
  readonly beside: Readonly<Record<string, string>>;
}

const FILE = /^\/\/ \.\/(\S+\.budget)\n/;

const fenced = (text: string): string[] => [...text.matchAll(/^```[a-z]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]);

const pages: Page[] = globSync('docs/checks/*.md', { cwd: root })
  .filter((file) => path.basename(file) !== 'README.md')
  .sort()
  .map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const [english, chinese] = text.split(/^## 中文$/m);
    const blocks = fenced(english);
    return {
      code: path.basename(file, '.md'),
      text,
      examples: [blocks.filter((block) => !FILE.test(block)), fenced(chinese ?? '').filter((block) => !FILE.test(block))],
      beside: Object.fromEntries(blocks.flatMap((block) => (FILE.test(block) ? [[FILE.exec(block)![1], block] as const] : []))),
    };
  });

/** A whole file starts with its unit. Rows alone belong in a table: their codes tell in which. */
function documentOf(example: string): string {
  if (/^(?:单位|部门)：/.test(example)) return example;
  const year = /^年度：(\d{4})\n…\n/.exec(example);
  const body = year ? example.slice(year[0].length) : example;
  const head = year ? HEAD.replace('年度：2023', `年度：${year[1]}`) : HEAD;
  if (!/^\d{3,7}\s/.test(body)) return head + body;
  return head + (/^3\d\d/m.test(body) ? '【一般公共预算财政拨款基本支出决算表】\n' : '【支出决算表】\n列：  基本支出\n') + body;
}

/** Pages on accounts show a few rows, whose figures need not add up; test/accounts/pages.test.ts holds them to account checks alone. */
const showsRowsOnly = (code: string): boolean => code.includes('account');

/** What is said of an example in a folder with the other files of its page. */
const findingsBeside = async (text: string, beside: Page['beside']) =>
  (await new Folder({ ...beside, '2023.budget': text }).analyse('2023.budget')).findings;

const codesIn = (text: string) => analyse(text).findings.map(({ code }) => code);

/** Limits that no example can show: the page states them in figures. */
const limits: Record<string, (length: number) => string> = {
  'line-too-long': (length) => `${HEAD}【概况】\n${'长'.repeat(length)}\n`,
  'file-too-long': (length) => '长'.repeat(length),
};

/** The page on form sets shows one of these instead of a disclosure. */
test('invalid-form-set: the example is a form set with one mistake, and sound without it', () => {
  const { examples } = pages.find(({ code }) => code === 'invalid-form-set')!;
  assert.deepEqual(examples[0], examples[1], 'both languages show the same example');
  const shown = JSON.parse(examples[0][0]);
  const { titel, ...sound } = shown;
  const problemsOf = (json: unknown) => loadFormSet(json, { findBase: (base) => builtInForms.get(base) }).problems.length;
  assert.equal(problemsOf(shown), 1);
  assert.equal(problemsOf({ ...sound, title: titel }), 0);
});

for (const { code, text, examples, beside } of pages.filter(({ code }) => code !== 'invalid-form-set')) {
  const limit = limits[code];
  if (limit) {
    test(`${code}: the limit is the one that the page states`, () => {
      const stated = Number(/([\d,]+) characters/.exec(text)![1].replaceAll(',', ''));
      assert.ok(!codesIn(limit(stated)).includes(code), 'a text of the length stated is read');
      assert.deepEqual(codesIn(limit(stated + 1)), [code]);
    });
    continue;
  }

  test(`${code}: the example gives the finding`, async () => {
    assert.deepEqual(examples[0], examples[1], 'both languages show the same examples');
    const findings = await findingsBeside(documentOf(examples[0][0]), beside);
    assert.ok(
      findings.some((finding) => finding.code === code),
      `found ${findings.map((finding) => finding.code).join(', ') || 'nothing'}`,
    );
    if (showsRowsOnly(code)) return;
    const otherErrors = findings.filter((finding) => finding.code !== code && finding.severity === 'error');
    assert.deepEqual(
      otherErrors.map((finding) => finding.code),
      [],
      'one mistake is one finding',
    );
  });

  test(`${code}: the comment silences it, and nothing else does`, async () => {
    const codesBeside = async (typed: string) => (await findingsBeside(documentOf(typed), beside)).map((finding) => finding.code);
    const shown = examples[0].find((example) => example.includes(`// 忽略`));
    assert.ok(shown, 'the page shows how to silence the finding');
    const silenced = showsRowsOnly(code) ? examples[0][0].replace(/^(\d.*)$/gm, `$1  // 忽略 ${code}：理由`) : shown;
    assert.ok(!(await codesBeside(silenced)).includes(code));
    const spoken = silenced.replace(/[ \t]*\/\/ 忽略.*$/gm, '');
    assert.ok((await codesBeside(spoken)).includes(code), 'without the comment the finding is there');
  });
}

test('a comment on the line above silences what is said of a line that is too long', () => {
  const length = Number(/([\d,]+) characters/.exec(pages.find(({ code }) => code === 'line-too-long')!.text)![1].replaceAll(',', '')) + 1;
  assert.deepEqual(codesIn(`${HEAD}【概况】\n// 忽略 line-too-long：附件原文\n${'长'.repeat(length)}\n`), []);
});

test('what the READMEs show to type is read without a finding', () => {
  const typed = ['README.md', 'README.zh-CN.md'].flatMap((file) =>
    fenced(readFileSync(path.join(root, file), 'utf8')).filter((block) => /^(?:单位：|【)/.test(block)),
  );
  assert.equal(typed.length, 6);
  for (const block of typed) assert.deepEqual(codesIn(documentOf(block)), [], block);
});

test('the sample fares as the READMEs tell in their first five minutes', () => {
  const sample = readFileSync(path.join(root, 'samples/jingdezhen-medical-insurance-2023-final.budget'), 'utf8');
  const errors = (text: string) => analyse(text).findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors(sample).map(({ code }) => code),
    ['mistyped-account', 'target-missed-full-score'],
  );
  assert.ok(codesIn(sample).includes('account-name-mismatch') && codesIn(sample).includes('rounding-difference'));

  const start = sample.indexOf('183.26', sample.indexOf('\n2080101', sample.indexOf('【支出决算表】')));
  const changed = `${sample.slice(0, start)}138.26${sample.slice(start + 6)}`;
  const analysis = analyse(changed);
  const finding = analysis.findings.find(({ code }) => code === 'unbalanced-total')!;
  assert.match(finding.message, /in 3 places; 183\.26 would make all of them agree\. Two digits were probably exchanged\./);
  const range = analysis.document.rangeOf(finding.place)!;
  const fix = service.actions(analysis, range).find(({ title }) => title === 'Change to 183.26')!;
  assert.equal(applyEdits(changed, fix.edit!.changes![analysis.document.uri]), sample);

  const said = '本年收入合计487.26万元，比上年增加284.20万元，增长139.96%';
  assert.ok(sample.includes(said) && codesIn(sample).includes('carry-over-differs') && codesIn(sample).includes('foreign-unit'));
  const [ratio] = errors(sample.replace(said, said.replace('139.96', '39.96'))).filter(({ code }) => code === 'wrong-ratio');
  assert.match(ratio.message, /The rate is 139\.96%, not 39\.96%/);
  assert.ok(codesIn(sample.replace(said, said.replace('487.26', '478.26'))).includes('same-figure-differs'));

  const whole = analyse(sample);
  const hover = (text: string, from = 0) => {
    const offset = sample.indexOf(text, from);
    const line = sample.slice(0, offset).split('\n').length - 1;
    const found = service.hover(whole, { line, character: offset - sample.lastIndexOf('\n', offset - 1) });
    return (found!.contents as { value: string }).value;
  };
  assert.match(hover('183.26', start), /282\.47 = /);
  assert.match(hover('2080505'), /20805 行政事业单位养老支出/);
  assert.match(hover('“三公”经费支出全年预算数'), /因公出国/);

  for (const [word, first] of [
    ['2080', '2080'],
    ['xzyx', '2080101  行政运行'],
  ]) {
    const end = sample.indexOf('\n', start);
    const typing = analyse(`${sample.slice(0, end)}\n${word}${sample.slice(end)}`);
    const line = sample.slice(0, end).split('\n').length;
    const [item] = service.completion(typing, { line, character: word.length }).items;
    assert.ok((item.textEdit as { newText: string }).newText.startsWith(first), word);
  }
});
