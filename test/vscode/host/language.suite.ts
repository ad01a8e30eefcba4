/** The language in VS Code: what the client registers and the language server answers. */
import assert from 'node:assert/strict';
import { setup, suite, suiteTeardown, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { codeOf, errorOn, find, noErrorOn, openSample, replace, revert } from './help.ts';

const income = '【收入决算表】';

suite('language', () => {
  let editor: vscode.TextEditor;

  setup(async () => {
    editor = await openSample();
  });
  teardown(revert);
  suiteTeardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  let line: number;

  const breakFigure = async (): Promise<void> => {
    const figure = find(editor.document, income, '183.26');
    line = figure.start.line;
    await noErrorOn(editor.document, line);
    await replace(editor, figure, '183.99');
  };

  test('a .budget file is a disclosure, with settings that suit Chinese text', () => {
    assert.equal(editor.document.languageId, 'budget');
    const settings = vscode.workspace.getConfiguration('editor', editor.document);
    assert.equal(settings.get('unicodeHighlight.ambiguousCharacters'), false);
    assert.deepEqual(settings.get('wordSegmenterLocales'), ['zh-CN']);
  });

  test('a changed figure is an error with a code, and the error goes with the change', async () => {
    await breakFigure();
    const error = await errorOn(editor.document, line);
    assert.equal(error.source, 'budget');
    assert.equal(codeOf(error), 'unbalanced-total');
    await revert();
    await noErrorOn(editor.document, line);
  });

  test('a check can be turned off in the settings', async () => {
    await breakFigure();
    const error = await errorOn(editor.document, line);
    const code = codeOf(error);
    const settings = vscode.workspace.getConfiguration('budget');
    try {
      await settings.update('checks', { [code]: 'off' }, vscode.ConfigurationTarget.Global);
      await noErrorOn(editor.document, line);
    } finally {
      await settings.update('checks', undefined, vscode.ConfigurationTarget.Global);
    }
    await errorOn(editor.document, line);
  });

  test('a quick fix mends the figure', async () => {
    await breakFigure();
    const error = await errorOn(editor.document, line);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      error.range,
    );
    const mends = ({ edit }: vscode.CodeAction): boolean =>
      edit?.get(editor.document.uri).some(({ newText }) => newText.includes('183.26')) === true;
    const fix = actions.find(mends);
    assert.ok(fix?.edit, `a fix among: ${actions.map(({ title }) => title).join(' · ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await noErrorOn(editor.document, line);
  });

  test('hover names the account', async () => {
    const { start } = find(editor.document, income, '2080505');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      start.translate(0, 2),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
      .join('\n');
    assert.match(text, /机关事业单位基本养老保险缴费支出/);
  });

  for (const typed of ['2080', 'xzyx', '行政'])
    test(`completion offers the account for ${typed}`, async () => {
      const { start } = find(editor.document, income, '2080505');
      await replace(editor, new vscode.Range(start, start), `${typed}\n`);
      const at = start.translate(0, typed.length);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor.document.uri,
        at,
      );
      const labels = list.items.map(({ label }) =>
        typeof label === 'string' ? label : `${label.label} ${label.description ?? ''}${label.detail ?? ''}`,
      );
      assert.ok(
        labels.some((label) => label.includes('行政运行')),
        labels.slice(0, 20).join(' · '),
      );
    });

  test('the outline and the folding follow the sections', async () => {
    const { uri } = editor.document;
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
    assert.ok(symbols.some(({ name }) => name.includes('收入决算表')));
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
    const headers = editor.document
      .getText()
      .split('\n')
      .filter((line) => line.startsWith('【')).length;
    assert.ok(folds.length >= headers, `${folds.length} folds for ${headers} sections`);
  });

  test('formatting keeps every figure and settles at once', async () => {
    const figures = (): string[] => editor.document.getText().match(/\d+\.\d+/g) ?? [];
    const before = figures();
    const { start } = find(editor.document, income, '2080101');
    await replace(editor, new vscode.Range(start, start), '   ');
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.doesNotMatch(editor.document.lineAt(start.line).text, /^\s/);
    assert.deepEqual(figures(), before);
    const once = editor.document.getText();
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.equal(editor.document.getText(), once);
  });

  test('an unsaved document is checked too', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'budget',
      content: '单位：甲\n年度：2023\n文种：决算\n\n【收入决算表】\n合计  #REF!\n',
    });
    await vscode.window.showTextDocument(document);
    await errorOn(document, 5);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('the server can be restarted, and finds the same', async () => {
    await breakFigure();
    await errorOn(editor.document, line);
    await vscode.commands.executeCommand('budget.restartServer');
    await errorOn(editor.document, line);
  });
});
