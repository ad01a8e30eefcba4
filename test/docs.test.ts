/** The documentation is complete, its links lead somewhere, and what it tells a reader to type exists. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checkCodes } from '../server/src/checks/codes.ts';
import { readArguments } from '../server/src/cli/arguments.ts';
import { builtInForms } from '../server/src/forms/builtin.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

const documents = globSync(['*.md', 'docs/**/*.md', 'walkthrough/*.md'], { cwd: root }).sort();
const pages = new Map(
  documents.filter((file) => /^docs\/checks\/[a-z]/.test(file)).map((file) => [path.basename(file, '.md'), read(file)]),
);

/** Text without fenced blocks and inline code, in which nothing is a link. */
const proseOf = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

/** The anchors that GitHub gives a text's headings. */
const anchorsOf = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replace(/ /g, '-'),
    ),
  );

/** Words in kebab case that the rooms from which findings come use for something else. */
const noCodes = new Set(['in-force']);

/** Codes as the source writes them: every word in kebab case that is no import. */
function codesInSource(): Set<string> {
  const files = globSync('server/src/{checks,disclosure}/**/*.ts', { cwd: root });
  const words = files.flatMap((file) => [...read(file).matchAll(/(?<!from )'([a-z]+(?:-[a-z]+)+)'/g)].map((match) => match[1]));
  return new Set(words.filter((word) => !noCodes.has(word)));
}

test('every code that a finding can bear is known to settings and completion', () => {
  const known = new Set(checkCodes);
  assert.ok(codesInSource().size > 40, 'the scan found hardly any code, so it proves nothing');
  assert.deepEqual(
    [...codesInSource()].filter((code) => !known.has(code)),
    [],
  );
});

/** Codes that are given outside of the checks, such as those on files beside the disclosures. */
const codesElsewhere = (): string[] =>
  globSync('server/src/**/*.ts', { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/\bcode: '([a-z]+(?:-[a-z]+)+)'/g)].map((match) => match[1]),
  );

test('every code has a page, and every page a code', () => {
  assert.deepEqual([...pages.keys()].sort(), [...new Set([...checkCodes, ...codesInSource(), ...codesElsewhere()])].sort());
});

test('every page on a finding says in both languages what it means, how grave it is, and how to mend and silence it', () => {
  for (const [code, text] of pages) {
    const [english, chinese = ''] = text.split(/^## 中文$/m);
    assert.ok(english.split('\n')[0].startsWith('# ') && english.split('\n')[0].endsWith(` (\`${code}\`)`), `${code}: title`);
    assert.match(english, /^\*\*Severity:\*\* .*\b(?:error|warning|information|hint)\b/m, code);
    for (const part of ['How to mend it', 'How to silence it']) assert.ok(english.includes(`**${part}.**`), `${code}: ${part}`);
    assert.match(chinese, /^### \S/m, code);
    assert.match(chinese, /^\*\*级别：\*\*.*(?:错误|警告|信息|提示)/m, code);
    for (const part of ['如何改正', '如何忽略']) assert.ok(chinese.includes(`**${part}。**`), `${code}: ${part}`);
  }
});

test('the list of findings names every page once in each language, with its title and severity', () => {
  const [english, chinese] = read('docs/checks/README.md').split(/^## 中文$/m);
  for (const [text, title, severity] of [
    [english, /^# (.+) \(`/m, /^\*\*Severity:\*\* .*?(error|warning|information|hint)/m],
    [chinese, /^### (.+)$/m, /^\*\*级别：\*\*.*?(错误|警告|信息|提示)/m],
  ] as const)
    for (const [code, page] of pages) {
      const rows = text.split('\n').filter((line) => line.startsWith(`| [${code}](${code}.md) |`));
      assert.deepEqual(rows, [`| [${code}](${code}.md) | ${title.exec(page)![1]} | ${severity.exec(page)![1]} |`]);
    }
});

test('links lead to files and headings that exist', () => {
  let seen = 0;
  const broken: string[] = [];
  for (const file of documents)
    for (const [, target] of proseOf(read(file)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(?:https?|command|mailto):/.test(target)) continue;
      seen++;
      const [name, anchor] = decodeURI(target).split('#');
      const linked = name === '' ? file : path.join(path.dirname(file), name);
      if (!existsSync(path.join(root, linked))) broken.push(`${file}: ${target}`);
      else if (anchor !== undefined && !anchorsOf(read(linked)).has(anchor)) broken.push(`${file}: ${target} (no such heading)`);
    }
  assert.ok(seen > 50, 'the scan found hardly any link, so it proves nothing');
  assert.deepEqual(broken, []);
});

test('pages on findings link to each other only, for they are shipped without the rest', () => {
  for (const [code, text] of pages)
    for (const [, target] of proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)) assert.match(target, /^[a-z-]+\.md$/, code);
});

test('every page in English can be reached from the README', () => {
  const english = documents.filter((file) => /^docs\/[a-z]+\.md$/.test(file));
  assert.deepEqual(
    english.filter((file) => !read('README.md').includes(`(${file})`)),
    [],
  );
});

test('pictures are there and light', () => {
  for (const file of documents)
    for (const [, target] of proseOf(read(file)).matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)) {
      const picture = path.join(root, path.dirname(file), target);
      assert.ok(statSync(picture).size <= 400 * 1024, `${file}: ${target}`);
    }
});

test('scripts, commands and settings that the documentation names exist', () => {
  const settings = Object.keys(manifest.contributes.configuration[0].properties);
  const commands = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  const requests = ['budget/preview', 'budget/status'];
  for (const file of documents) {
    const text = read(file);
    for (const [, script] of text.matchAll(/\bnpm run ([a-z]+)/g)) assert.ok(script in manifest.scripts, `${file}: npm run ${script}`);
    for (const [, name] of text.matchAll(/\bnpm (start|test)\b/g)) assert.ok(name in manifest.scripts, `${file}: npm ${name}`);
    for (const [name] of text.matchAll(/\bbudget\.(?!budget\b)[a-z][A-Za-z.]*[A-Za-z]/g))
      assert.ok(
        [...settings, ...commands].some((known) => known === name || known.startsWith(`${name}.`)) ||
          /\.(?:js|mjs|json|png|vsix)$/.test(name),
        `${file}: ${name}`,
      );
    for (const [name] of text.matchAll(/\bbudget\/[a-z]+\b/g)) assert.ok(requests.includes(name), `${file}: ${name}`);
  }
});

test('calls of the command line that the documentation shows can be read', () => {
  let seen = 0;
  for (const file of documents)
    for (const [, call] of read(file).matchAll(
      /(?:^|\s|`)(?:npx --no-install )?budget ((?:check|format|render|facts|explain|new|help|version)\b[^`\n|]*)/gm,
    )) {
      // Notation such as PATH… [--check] and a command's bare name are for people; only calls as typed are read.
      if (/[[…\]]|[A-Z]{3,}/.test(call) || !call.trim().includes(' ')) continue;
      seen++;
      const words = call.split(/\s+#/)[0].trim().split(/\s+/);
      assert.doesNotThrow(() => readArguments(words, (message) => message), `${file}: budget ${call}`);
    }
  assert.ok(seen > 3, 'the scan found hardly any call, so it proves nothing');
});

test('no document names a path of the machine on which it was written', () => {
  for (const file of documents) {
    assert.doesNotMatch(read(file), /(?:^|[\s"'`(=])(?:file:\/\/)?\/(?:home|root|tmp|Users|work|mnt|var)\//m, file);
    assert.doesNotMatch(read(file), /\b[A-Z]:\\/, file);
  }
});

test('the READMEs name every built-in form set and no other', () => {
  const lines = [/^- Form sets built in: (.+?)\. /m.exec(read('README.md'))![1], /^- 内置版式：(.+?)。/m.exec(read('README.zh-CN.md'))![1]];
  for (const line of lines) assert.deepEqual(line.split(/, |、/), [...builtInForms.keys()]);
});

test('the two READMEs lead to each other', () => {
  assert.ok(read('README.md').includes('(README.zh-CN.md)'));
  assert.ok(read('README.zh-CN.md').includes('(README.md)'));
});
