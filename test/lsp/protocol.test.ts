/** The server over stdio: what it promises, how diagnostics travel, and every feature once over the wire. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
  Position,
  TextEdit,
} from 'vscode-languageserver-protocol';
import { applyEdits, HEAD, linesOf } from '../service/kit.ts';
import { type Client, PULLS, start } from './client.ts';

const uri = (name: string): string => `file:///w/${name}.budget`;

const WRONG = `${HEAD}【支出决算表】\n列：  本年支出合计  基本支出\n合计  30.00  30.00\n2080101  行政运行  20.00  20.00\n2101501  行政运行  10.00  10.50\n`;
const lines = linesOf(WRONG);
const at = (needle: string): Position => {
  const line = lines.findIndex((one) => one.includes(needle));
  return { line, character: lines[line].indexOf(needle) };
};
/** The change that mends the wrong figure. */
const mend = { range: { start: at('10.50'), end: { line: at('10.50').line, character: at('10.50').character + 5 } }, text: '10.00' };

const codes = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

describe('a client that is told', () => {
  let client: Client;
  before(async () => {
    client = await start();
  });
  after(async () => assert.equal(await client.stop(), 0));

  test('learns what the server can do, and that it pushes', () => {
    const { capabilities, serverInfo } = client.initialized;
    assert.equal(serverInfo?.name, 'budget-language-server');
    assert.equal(capabilities.diagnosticProvider, undefined);
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.deepEqual(capabilities.completionProvider?.triggerCharacters?.slice(0, 10), [...'0123456789']);
    for (const provider of [
      'hover',
      'references',
      'documentHighlight',
      'rename',
      'inlayHint',
      'semanticTokens',
      'documentSymbol',
      'foldingRange',
      'documentFormatting',
      'documentRangeFormatting',
      'codeAction',
    ])
      assert.ok(capabilities[`${provider}Provider` as keyof typeof capabilities], provider);
  });

  test('gets diagnostics with the version they are about, and none when it closes', async () => {
    const [diagnostic] = await client.diagnose(uri('push'), WRONG);
    assert.deepEqual([diagnostic.code, diagnostic.range.start], ['unbalanced-total', at('10.50')]);
    assert.match(String(diagnostic.codeDescription?.href), /^file:.*\/docs\/checks\/unbalanced-total\.md$/);
    assert.deepEqual(diagnostic.data, { stated: '10.50', computed: '10.00', difference: '0.50', tolerance: '0.015' });
    await client.change(uri('push'), 2, mend);
    assert.deepEqual(await client.diagnostics(uri('push'), 2), []);
    await client.change(uri('push'), 3, { text: WRONG });
    assert.deepEqual(codes(await client.diagnostics(uri('push'), 3)), ['unbalanced-total']);
    await client.close(uri('push'));
    const last = await client.until(
      () => client.published.findLast((one) => one.uri === uri('push') && one.version === undefined),
      'the empty list',
    );
    assert.deepEqual(last.diagnostics, []);
  });

  test('is never told of an older version after a newer one', async () => {
    const name = uri('fast');
    await client.open(name, WRONG);
    for (let version = 2; version <= 60; version++) await client.change(name, version, version % 2 === 0 ? mend : { text: WRONG });
    assert.deepEqual(await client.diagnostics(name, 60), []);
    await client.settle();
    const versions = client.published.filter((one) => one.uri === name).map(({ version }) => version!);
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => a - b),
    );
    assert.equal(versions.at(-1), 60);
  });

  test('is not told of a document that it closed while it was read', async () => {
    const name = uri('closed');
    await client.open(name, HEAD + '【支出决算表】\n合计  1.00  2.00\n'.repeat(2000));
    await client.close(name);
    await client.diagnose(uri('other'), WRONG);
    await client.settle();
    assert.deepEqual(
      client.published.filter((one) => one.uri === name && one.diagnostics.length > 0),
      [],
    );
  });

  test('has several documents at once', async () => {
    await client.open(uri('one'), WRONG);
    await client.open(uri('two'), '【支处决算表】\n');
    assert.deepEqual(codes(await client.diagnostics(uri('one'), 1)), ['unbalanced-total']);
    assert.deepEqual(codes(await client.diagnostics(uri('two'), 1)), ['unknown-table']);
    await client.change(uri('one'), 2, mend);
    assert.deepEqual(await client.diagnostics(uri('one'), 2), []);
    assert.deepEqual(codes(client.published.findLast((one) => one.uri === uri('two'))!.diagnostics), ['unknown-table']);
  });

  test('learns how a document fares, once for each change of it', async () => {
    const name = uri('status');
    await client.diagnose(name, WRONG);
    await client.change(name, 2, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '// 甲\n' });
    await client.diagnostics(name, 2);
    await client.change(name, 3, { text: HEAD });
    await client.diagnostics(name, 3);
    await client.settle();
    assert.deepEqual(
      client.statuses.filter((status) => status.uri === name).map(({ uri: _, ...status }) => status),
      [
        { version: 1, errors: 1, warnings: 0, balanced: false },
        { version: 3, errors: 0, warnings: 0, balanced: true },
      ],
    );
  });

  test('is answered by every feature', async () => {
    const name = uri('features');
    await client.open(name, WRONG);
    const hover = await client.at<Hover>('textDocument/hover', name, at('行政运行'));
    assert.match((hover.contents as MarkupContent).value, /^\*\*2080101 行政运行\*\*/);

    const list = await client.at<CompletionList>('textDocument/completion', name, { line: at('2080101').line, character: 4 });
    assert.equal(list.isIncomplete, true);
    const account = list.items.find(({ label }) => label === '2080101')!;
    assert.equal((account.textEdit as TextEdit).newText, '2080101  行政运行');
    const { documentation } = await client.request<CompletionItem>('completionItem/resolve', account);
    assert.match((documentation as MarkupContent).value, /行政运行/);

    const [symbol] = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: name } });
    assert.equal(symbol.name, '支出决算表');
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri: name } });
    assert.equal(folds.length, 1);

    const options = { tabSize: 2, insertSpaces: true };
    const edits = await client.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri: name }, options });
    assert.match(applyEdits(WRONG, edits), /^合计 +30\.00 +30\.00$/m);
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    assert.deepEqual(await client.request('textDocument/rangeFormatting', { textDocument: { uri: name }, range, options }), []);

    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: name },
      range: mend.range,
      context: { diagnostics: [] },
    });
    assert.equal(actions[0].title, 'Change to 10.00');
    assert.equal(applyEdits(WRONG, actions[0].edit!.changes![name]), WRONG.replace('10.50', '10.00'));

    const preview = await client.request<{ html: string; version: number }>('budget/preview', { textDocument: { uri: name } });
    assert.ok(preview.html.includes('支出决算表') && preview.version === 1);
  });

  test('is offered what stands behind a reference, and told why a name stays', async () => {
    const name = uri('reference');
    const text = `${WRONG}\n【情况说明】\n支出{支出决算表.2080101.本年支出合计}万元。\n`;
    await client.diagnose(name, text);
    const line = text.split('\n').findIndex((one) => one.startsWith('支出{'));
    const [cell] = await client.at<Location[]>('textDocument/definition', name, { line, character: 5 });
    assert.equal(cell.range.start.line, at('2080101').line);
    const textDocument = { uri: name };
    const range = { start: { line, character: 0 }, end: { line, character: 9 } };
    const [hint] = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    assert.match(`${hint.label}`, /^\d+\.\d\d$/);
    const { data } = await client.request<{ data: number[] }>('textDocument/semanticTokens/full', { textDocument });
    assert.equal(data.length, 15);
    const context = { includeDeclaration: false };
    const uses = await client.request<Location[]>('textDocument/references', { textDocument, position: cell.range.start, context });
    assert.ok(uses.some((one) => one.range.start.line === line));
    await assert.rejects(client.at('textDocument/prepareRename', name, { line, character: 4 }), /科目编码|codes of accounts/);
  });

  test('is answered nothing about a document that nobody opened', async () => {
    const name = uri('unknown');
    const textDocument = { uri: name };
    const position = { line: 0, character: 0 };
    assert.equal(await client.at('textDocument/hover', name, position), null);
    assert.deepEqual(await client.at('textDocument/completion', name, position), { isIncomplete: false, items: [] });
    assert.equal(await client.request('budget/preview', { textDocument }), null);
    for (const method of ['documentSymbol', 'foldingRange'])
      assert.deepEqual(await client.request(`textDocument/${method}`, { textDocument }), []);
    await client.change(name, 2, { text: WRONG });
    await client.close(name);
    assert.deepEqual(client.logged, []);
  });

  test('may send settings with the notification, or nothing at all', async () => {
    const name = uri('settings');
    await client.diagnose(name, WRONG);
    const severityAfter = async (settings: unknown, severity: number | undefined) => {
      await client.notify('workspace/didChangeConfiguration', { settings });
      return client.until(() => {
        const last = client.published.findLast((one) => one.uri === name)!;
        return last.diagnostics[0]?.severity === severity ? true : undefined;
      }, `severity ${severity}`);
    };
    assert.ok(await severityAfter({ budget: { checks: { 'unbalanced-total': 'hint' } } }, 4));
    assert.ok(await severityAfter({ budget: { checks: { 'unbalanced-total': 'off' } } }, undefined));
    for (const settings of [{}, null, { budget: null }, { budget: { checks: { 'unbalanced-total': 'loud' }, diagnostics: 'soon' } }, 7])
      assert.ok(await severityAfter(settings, 1), JSON.stringify(settings));
  });
});

describe('a client that asks', () => {
  let client: Client;
  let configuration: unknown = null;
  const pull = (name: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    client.request('textDocument/diagnostic', { textDocument: { uri: name }, ...(previousResultId ? { previousResultId } : {}) });
  before(async () => {
    const capabilities = {
      ...PULLS,
      workspace: { ...PULLS.workspace, configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
    };
    client = await start({ capabilities, configuration: () => configuration, locale: 'zh-CN' });
    // Settings come after the greeting, and make every answer another one.
    await client.until(() => (client.asked.includes('workspace/diagnostic/refresh') ? true : undefined), 'settings');
  });
  after(async () => assert.equal(await client.stop(), 0));

  test('learns that it may ask', () => {
    assert.deepEqual(client.initialized.capabilities.diagnosticProvider, {
      identifier: 'budget',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
  });

  test('is answered in full, then that nothing changed, then in full again, and never pushed to', async () => {
    const name = uri('pull');
    await client.open(name, WRONG);
    const full = await pull(name);
    assert.ok(full.kind === 'full');
    assert.deepEqual(codes(full.items), ['unbalanced-total']);
    assert.deepEqual(await pull(name, full.resultId), { kind: 'unchanged', resultId: full.resultId });
    await client.change(name, 2, mend);
    const next = await pull(name, full.resultId);
    assert.ok(next.kind === 'full');
    assert.deepEqual(next.items, []);
    assert.notEqual(next.resultId, full.resultId);
    await client.close(name);
    assert.deepEqual(await pull(name), { kind: 'full', items: [] });
    await client.settle();
    assert.deepEqual(client.published, []);
  });

  test('is told to ask again when settings change, and may have none', async () => {
    const name = uri('graded');
    await client.open(name, WRONG);
    const severities = async () => {
      const report = await pull(name);
      return report.kind === 'full' ? report.items.map(({ severity }) => severity) : undefined;
    };
    assert.deepEqual(await severities(), [1]);
    configuration = { checks: { 'unbalanced-total': 'warning' } };
    const refreshes = () => client.asked.filter((method) => method === 'workspace/diagnostic/refresh').length;
    const before = refreshes();
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => (refreshes() > before ? true : undefined), 'a refresh');
    assert.deepEqual(await severities(), [2]);
    assert.ok(client.asked.includes('client/registerCapability'));
  });

  test('is spoken to in its language', async () => {
    const name = uri('zh');
    await client.open(name, WRONG);
    const report = await pull(name);
    assert.ok(report.kind === 'full');
    assert.match(String(report.items[0].message), /^10\.50 与 \d 处不合；改为 10\.00 则全部相合。/);
  });
});
