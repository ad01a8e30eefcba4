/** Every message has its Chinese, with the same placeholders, and no translation is left over. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '..');
const bundle: Record<string, string> = JSON.parse(readFileSync(path.join(root, 'l10n/bundle.l10n.zh-cn.json'), 'utf8'));

/** Calls of t, l10n.t and vscode.l10n.t with a literal as the message; the command line is handed its `t` as `say`. */
const CALL = /(?<![\w$.])(?:(?:vscode\.)?l10n\.t|t|SAY)\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.)*)`)/g;
/** Messages may also stand in tables of data, marked where they are. */
const unescapeLiteral = (text: string): string =>
  text.replace(/\\(u\{?([0-9a-fA-F]{4})\}?|.)/g, (_, all: string, hex?: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : all === 'n' ? '\n' : all,
  );

const used = new Map<string, string>();
for (const file of globSync('{server,client}/src/**/*.ts', { cwd: root })) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const call = file.includes('/cli/') ? new RegExp(CALL.source.replace('SAY', 'say'), 'g') : CALL;
  for (const match of text.matchAll(call)) used.set(unescapeLiteral(match[1] ?? match[2] ?? match[3]), file);
}

/** Reasons stand with the relations that they explain. */
const RELATIONS = 'server/src/checks/data/relations.json';
const { relations }: { relations: { reason: string }[] } = JSON.parse(readFileSync(path.join(root, RELATIONS), 'utf8'));
for (const { reason } of relations) used.set(reason, RELATIONS);

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();

test('every message has a translation', () => {
  assert.ok(used.size > 100, 'the scan found hardly any message, so it proves nothing');
  const missing = [...used].filter(([message]) => bundle[message] === undefined).map(([message, file]) => `${file}: ${message}`);
  assert.deepEqual(missing, []);
});

test('translations have the placeholders of their message', () => {
  const differing = Object.entries(bundle).filter(([message, text]) => placeholders(message).join() !== placeholders(text).join());
  assert.deepEqual(differing, []);
});

test('no translation is left over', () => {
  const sources = globSync('{server,client}/src/**/*.ts', { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));
  const all = unescapeLiteral(sources.join('\n'));
  assert.deepEqual(
    Object.keys(bundle).filter((message) => !used.has(message) && !all.includes(message)),
    [],
  );
});
