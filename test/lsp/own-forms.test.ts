/** The language server with form sets in the workspace: in force at once, their mistakes shown in their own files, changes followed. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import { startServer } from '../../server/src/lsp/connection.ts';

const FORM = 'file:///w/forms/甲.form.json';
const DOCUMENT = 'file:///w/甲.budget';
const TEXT = '单位：甲\n年度：2023\n版式：本单位决算\n\n【经费收支决算表】\n列：  本年支出合计\n2080101  行政运行  1.00\n';
const GOOD = JSON.stringify({ name: '本单位决算', extends: '部门决算', tables: [{ id: '支出', title: '经费收支决算表' }] });

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly code?: string; readonly message: string; readonly range: { readonly start: object } }[];
}

test('a form set of the workspace comes, breaks and is mended', async () => {
  const files: Record<string, string> = { [FORM]: GOOD };
  const [up, down] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
    docs: (code) => code,
    files: {
      read: async (uri) => (uri in files ? new TextEncoder().encode(files[uri]) : undefined),
      list: async (folder) => Object.keys(files).filter((uri) => uri.slice(0, uri.lastIndexOf('/')) === folder),
      folders: async () => [],
    },
  });
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  after(() => client.dispose());
  const published: Published[] = [];
  let told = () => {};
  client.onNotification('textDocument/publishDiagnostics', (found: Published) => {
    published.push(found);
    told();
  });
  client.listen();
  /** Waits until the latest diagnostics of a file satisfy. */
  const until = async (uri: string, satisfied: (diagnostics: Published['diagnostics']) => boolean) => {
    for (;;) {
      const last = published.findLast((found) => found.uri === uri);
      if (last && satisfied(last.diagnostics)) return last.diagnostics;
      await new Promise<void>((resolve) => {
        told = resolve;
      });
    }
  };
  const codes = (diagnostics: Published['diagnostics']) => diagnostics.map(({ code }) => code);

  await client.sendRequest('initialize', { capabilities: {}, rootUri: 'file:///w', locale: 'en' });
  await client.sendNotification('initialized', {});
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri: DOCUMENT, languageId: 'budget', version: 1, text: TEXT } });
  await until(DOCUMENT, (diagnostics) => codes(diagnostics).every((code) => code !== 'unknown-form-set' && code !== 'unknown-table'));

  files[FORM] = GOOD.replace('"title"', '"titel"');
  await client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: FORM, type: 2 }] });
  const [mistake] = await until(FORM, (diagnostics) => diagnostics.length > 0);
  assert.match(mistake.message, /"titel" is not known/);
  assert.deepEqual(mistake.range.start, { line: 0, character: GOOD.indexOf('"经费') });
  const broken = await until(DOCUMENT, (diagnostics) => codes(diagnostics).includes('unknown-table'));
  assert.match(
    broken.find(({ code }) => code === 'unknown-form-set')!.message,
    /has mistakes and is not in force; the document is read as 部门决算/,
  );

  files[FORM] = GOOD;
  await client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: FORM, type: 2 }] });
  await until(FORM, (diagnostics) => diagnostics.length === 0);
  await until(DOCUMENT, (diagnostics) => !codes(diagnostics).includes('unknown-table') && !codes(diagnostics).includes('unknown-form-set'));

  delete files[FORM];
  await client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: FORM, type: 3 }] });
  const gone = await until(DOCUMENT, (diagnostics) => codes(diagnostics).includes('unknown-form-set'));
  assert.match(gone.find(({ code }) => code === 'unknown-form-set')!.message, /There is no form set "本单位决算"/);
});
