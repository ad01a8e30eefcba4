/** The accounts table of a workspace rules over the built-in one, and a change of it is noticed. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { HEAD } from '../service/kit.ts';
import { start } from './client.ts';

test('an accounts table comes, changes and goes', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'budget-lsp-'));
  const table = path.join(folder, 'accounts.tsv');
  const uri = pathToFileURL(path.join(folder, '2023', 'a.budget')).href;
  const client = await start({
    root: pathToFileURL(folder).href,
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
  });
  t.after(async () => {
    rmSync(folder, { recursive: true, force: true });
    assert.equal(await client.stop(), 0);
  });
  const row = '2109999  本地特设支出  30.00';
  await client.open(uri, `${HEAD}【支出决算表】\n列：  基本支出\n${row}\n`);

  const tellAndWait = async (type: number, found: readonly string[]) => {
    const before = client.published.length;
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(table).href, type }] });
    await client.until(() => {
      const last = client.published.slice(before).findLast((one) => one.uri === uri);
      return JSON.stringify(last?.diagnostics.map(({ code }) => code)) === JSON.stringify(found) ? true : undefined;
    }, JSON.stringify(found));
  };
  const hovered = async () =>
    ((await client.at<Hover>('textDocument/hover', uri, { line: 7, character: 2 })).contents as MarkupContent).value.split('Not typed')[0];

  await tellAndWait(2, ['account-name-mismatch']);
  assert.ok(!(await hovered()).includes('本地特设支出'));
  writeFileSync(table, '编码\t名称\n2109999\t本地特设支出\n');
  await tellAndWait(1, []);
  assert.match(await hovered(), /2109999 本地特设支出[\s\S]*From the accounts table of this workspace/);
  writeFileSync(table, '编码\t名称\n2109999\t另一名称\n');
  await tellAndWait(2, ['account-name-mismatch']);
  assert.match(await hovered(), /另一名称/);
  rmSync(table);
  await tellAndWait(3, ['account-name-mismatch']);
  assert.ok(!(await hovered()).includes('另一名称'));
  assert.ok(client.asked.includes('client/registerCapability'));
});
