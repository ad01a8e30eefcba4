/** A form set of the user's own in VS Code: in force at once, completed by its schema, its mistakes marked in its own file and gone when mended. */
import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { codeOf, eventually } from './help.ts';

const inWorkspace = (...path: string[]): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, ...path);

const messagesOf = (uri: vscode.Uri): string[] => vscode.languages.getDiagnostics(uri).map(({ message }) => message);

suite('form sets of one’s own', () => {
  const form = inWorkspace('forms', 'shanghai-department-final.form.json');
  suiteTeardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('the example is read by the form set beside it', async () => {
    const document = await vscode.workspace.openTextDocument(inWorkspace('teaching-shanghai-2023-final.budget'));
    const editor = await vscode.window.showTextDocument(document);
    const original = document.getText();
    const figure = original.indexOf('120.00\t120.00');
    const range = new vscode.Range(document.positionAt(figure), document.positionAt(figure + '120.00'.length));
    await editor.edit((edit) => edit.replace(range, '210.00'));
    const [error] = await eventually('the one error', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length === 1 && found;
    });
    assert.equal(codeOf(error), 'unbalanced-total');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually('no finding', () => vscode.languages.getDiagnostics(document.uri).length === 0);
  });

  test('a mistake is marked where it is and disappears with it', async () => {
    const document = await vscode.workspace.openTextDocument(inWorkspace('teaching-shanghai-2023-final.budget'));
    await vscode.window.showTextDocument(document);
    const bytes = await vscode.workspace.fs.readFile(form);
    const text = new TextDecoder().decode(bytes);
    try {
      await vscode.workspace.fs.writeFile(form, new TextEncoder().encode(text.replace('基准=全年预算', '基准=全年的预算')));
      await eventually('the mistake in the form set', () => messagesOf(form).some((message) => message.includes('全年的预算')));
      const line = text.split('\n').findIndex((one) => one.includes('基准=全年预算'));
      assert.ok(vscode.languages.getDiagnostics(form).some(({ range }) => range.start.line === line));
      await eventually('the disclosure says by what it is read', () =>
        vscode.languages
          .getDiagnostics(document.uri)
          .some((found) => codeOf(found) === 'unknown-form-set' && found.message.includes('部门决算')),
      );
    } finally {
      await vscode.workspace.fs.writeFile(form, bytes);
    }
    await eventually('no mistake any more', () => messagesOf(form).length === 0);
    await eventually('no finding any more', () => vscode.languages.getDiagnostics(document.uri).length === 0);
  });

  test('the schema knows the words of form sets', async () => {
    const document = await vscode.workspace.openTextDocument(form);
    const position = document.positionAt(document.getText().indexOf('"ordinals"') + 3);
    const hovers = await eventually('the schema’s word on ordinals', async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
      return found.length > 0 && found;
    });
    assert.ok(hovers.some(({ contents }) => contents.some((content) => (content as vscode.MarkdownString).value.includes('行次'))));
  });
});
