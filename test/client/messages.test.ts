/** Every message that the extension shows exists in Chinese, and so does every text of its manifest. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): Record<string, string> => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** The first argument of every call of `l10n.t` below a folder, as written in the source. */
function* messages(folder: string): Generator<string> {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const source = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
    for (const [, quoted] of source.matchAll(/\bl10n\.t\(\s*('(?:[^'\\\n]|\\.)*')/g)) yield quoted.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  }
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\d+\}/g)].map(([found]) => found).sort();

test('the client has a Chinese sentence for every message, with the same placeholders', () => {
  const bundle = read('l10n/bundle.l10n.zh-cn.json');
  const wanted = [...new Set(messages('client/src'))];
  assert.ok(wanted.length > 5);
  for (const message of wanted) {
    assert.match(bundle[message] ?? '', /\p{Script=Han}/u, message);
    assert.deepEqual(placeholders(bundle[message]), placeholders(message), message);
  }
});

test('the manifest names only texts that exist in both languages', () => {
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
  const used = [...new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key))].sort();
  assert.deepEqual(Object.keys(read('package.nls.json')).sort(), used);
  assert.deepEqual(Object.keys(read('package.nls.zh-cn.json')).sort(), used);
});
