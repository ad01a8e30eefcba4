/** Files that draw on each other, in an editor: a change of one is seen in the findings of the other. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { fileOf } from '../workspace/folder.ts';
import { type Client, type Options, PULLS, start } from './client.ts';

const WATCHES = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
const LAST_YEAR = fileOf({ year: 2022 });
const THIS_YEAR = fileOf({}, '上年：./2022/决算.budget');

interface Place {
  readonly client: Client;
  readonly folder: string;
  uri(name: string): string;
}

async function place(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  capabilities: Options['capabilities'] = WATCHES,
): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'budget-lsp-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const client = await start({ root: pathToFileURL(folder).href, capabilities });
  t.after(async () => {
    rmSync(folder, { recursive: true, force: true });
    assert.equal(await client.stop(), 0);
    assert.deepEqual(client.logged, []);
  });
  return { client, folder, uri: (name) => pathToFileURL(path.join(folder, name)).href };
}

const codesOf = (diagnostics: readonly Diagnostic[] | undefined): string => JSON.stringify(diagnostics?.map(({ code }) => code));

/** Waits until what was last published for a file is this. */
const untilPublished = (client: Client, uri: string, codes: readonly string[]) =>
  client.until(
    () => (codesOf(client.published.findLast((one) => one.uri === uri)?.diagnostics) === JSON.stringify(codes) ? true : undefined),
    `${codes} of ${uri}`,
  );

test('a change of last year’s file in its editor changes this year’s findings, and closing it takes the file again', async (t) => {
  const { client, uri } = await place(t, { '2022/决算.budget': LAST_YEAR, '2023.budget': THIS_YEAR });
  assert.deepEqual(await client.diagnose(uri('2023.budget'), THIS_YEAR), []);
  await client.open(uri('2022/决算.budget'), LAST_YEAR);
  await client.diagnostics(uri('2022/决算.budget'), 1);
  const year = { start: { line: 1, character: 3 }, end: { line: 1, character: 7 } };
  await client.change(uri('2022/决算.budget'), 2, { range: year, text: '2020' });
  await untilPublished(client, uri('2023.budget'), ['link-mismatch']);
  await client.close(uri('2022/决算.budget'));
  await untilPublished(client, uri('2023.budget'), []);
});

test('a linked file that changes on disk, is renamed and comes back is followed', async (t) => {
  const { client, folder, uri } = await place(t, { '2022/决算.budget': LAST_YEAR, '2023.budget': THIS_YEAR });
  assert.deepEqual(await client.diagnose(uri('2023.budget'), THIS_YEAR), []);
  const file = path.join(folder, '2022/决算.budget');
  const tell = (...changes: [string, number][]) =>
    client.notify('workspace/didChangeWatchedFiles', { changes: changes.map(([name, type]) => ({ uri: uri(name), type })) });
  writeFileSync(file, fileOf({ year: 2022, unit: '另一中心' }));
  await tell(['2022/决算.budget', 2]);
  await untilPublished(client, uri('2023.budget'), ['link-mismatch']);
  renameSync(file, path.join(folder, '2022/旧.budget'));
  await tell(['2022/决算.budget', 3], ['2022/旧.budget', 1]);
  await untilPublished(client, uri('2023.budget'), ['missing-link']);
  writeFileSync(file, LAST_YEAR);
  await tell(['2022/决算.budget', 1]);
  await untilPublished(client, uri('2023.budget'), []);
});

test('typing in a file does not read the others again', async (t) => {
  const { client, folder, uri } = await place(t, { '2022/决算.budget': LAST_YEAR, '2023.budget': THIS_YEAR });
  assert.deepEqual(await client.diagnose(uri('2023.budget'), THIS_YEAR), []);
  rmSync(path.join(folder, '2022'), { recursive: true });
  const end = { line: 6, character: 0 };
  await client.change(uri('2023.budget'), 2, { range: { start: end, end }, text: '【概况】\n一、职责\n' });
  assert.deepEqual(codesOf(await client.diagnostics(uri('2023.budget'), 2)), '[]', 'nobody said that the file had gone');
});

test('a client that asks for diagnostics is told to ask again, and only then', async (t) => {
  const { client, uri } = await place(t, { '2022/决算.budget': LAST_YEAR, '2023.budget': THIS_YEAR }, PULLS);
  const pull = async (name: string) => {
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: uri(name) } });
    return report.kind === 'full' ? codesOf(report.items) : 'unchanged';
  };
  assert.equal((client.initialized.capabilities.diagnosticProvider as { interFileDependencies: boolean }).interFileDependencies, true);
  await client.open(uri('2023.budget'), THIS_YEAR);
  await client.open(uri('2022/决算.budget'), LAST_YEAR);
  assert.equal(await pull('2023.budget'), '[]');
  assert.equal(await pull('2022/决算.budget'), '[]');
  await client.until(() => (client.statuses.length >= 2 ? true : undefined), 'both read');
  const refreshes = () => client.asked.filter((method) => method === 'workspace/diagnostic/refresh').length;
  await client.settle();
  const before = refreshes();
  const [line, character] = [1, 3];
  await client.change(uri('2022/决算.budget'), 2, { range: { start: { line, character }, end: { line, character: 7 } }, text: '2020' });
  await client.until(() => (refreshes() > before ? true : undefined), 'a refresh');
  assert.equal(await pull('2023.budget'), '["link-mismatch"]');
  const after = refreshes();
  const end = { line: 6, character: 0 };
  await client.change(uri('2023.budget'), 2, { range: { start: end, end }, text: '【概况】\n' });
  assert.equal(await pull('2023.budget'), '["link-mismatch"]');
  assert.equal(refreshes(), after, 'nothing draws on this file');
});

test('a file that nobody saved yet is found by its head, and forgotten when it is closed', async (t) => {
  const { client, uri } = await place(t, {});
  assert.deepEqual(await client.diagnose(uri('2023.budget'), fileOf()), []);
  await client.open(uri('2022.budget'), LAST_YEAR);
  await untilPublished(client, uri('2023.budget'), ['linked-by-name']);
  await client.close(uri('2022.budget'));
  await untilPublished(client, uri('2023.budget'), []);
});
