import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { findingsOn } from './table.ts';

const root = path.resolve(import.meta.dirname, '../..');

test('every code that the checks on accounts can give has a page in both languages whose example gives it', () => {
  const sources = globSync('server/src/checks/account*.ts', { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));
  const codes = new Set(sources.flatMap((source) => [...source.matchAll(/'((?:[a-z]+-)?account(?:-[a-z]+)*)'/g)].map((found) => found[1])));
  assert.equal(codes.size, 10);
  for (const code of codes) {
    const file = path.join(root, `docs/checks/${code}.md`);
    assert.ok(existsSync(file), code);
    const page = readFileSync(file, 'utf8');
    assert.match(page, /^## 中文$/m, code);
    assert.ok(page.includes(`// 忽略 ${code}：`), `${code} says how to silence it`);
    const example = /```\n([\s\S]*?)```/.exec(page)![1];
    const year = Number(/年度：(\d{4})/.exec(example)?.[1] ?? 2023);
    const dimension = code === 'mistyped-account' ? '经济' : '功能';
    const found = findingsOn(example, { year, dimension }).map((finding) => finding.code);
    assert.deepEqual(found, [code], `the example of ${code} gives it and nothing else`);
  }
});
