/** What V8 compiled is kept where only the user can write; where that cannot be, the program starts all the same. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const start = path.resolve(import.meta.dirname, '../../server/src/cli/start.ts');
const folder = mkdtempSync(path.join(os.tmpdir(), 'budget-cache-'));
after(() => rmSync(folder, { recursive: true }));

/** Starts the command line with a folder for caches; answers whether it worked. */
function help(cache: string, more: NodeJS.ProcessEnv = {}): boolean {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const options = { encoding: 'utf8', timeout: 30_000, env: { ...env, XDG_CACHE_HOME: cache, ...more } } as const;
  const { status, stdout } = spawnSync(process.execPath, [start, '--help'], options);
  return status === 0 && stdout.includes('budget check');
}

const kept = (cache: string): string[] => readdirSync(cache, { recursive: true, encoding: 'utf8' });
const shared = process.platform === 'win32' || process.platform === 'darwin';

test('the compiled program is kept in the cache of the user', { skip: shared }, () => {
  assert.ok(help(folder));
  assert.ok(kept(path.join(folder, 'budget-disclosure')).length > 1);
  assert.equal(statSync(path.join(folder, 'budget-disclosure')).mode & 0o077, 0);
});

test('a folder that the user names goes first', () => {
  const named = path.join(folder, 'named');
  assert.ok(help(path.join(folder, 'other'), { NODE_COMPILE_CACHE: named }));
  assert.ok(kept(named).length > 1);
});

test('the program starts where no folder can be made', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  for (const cache of [file, path.join(folder, 'missing', 'deeper'), '/proc/none']) assert.ok(help(cache), cache);
});
