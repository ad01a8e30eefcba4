/** The preview panel as VS Code sees it; what is in it is looked at by the person-like tests. */
import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { eventually, openSample } from './help.ts';

const previews = (): vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('budget.preview'));

suite('preview', () => {
  suiteTeardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('opens beside the editor, which keeps the keyboard, and only once a document', async () => {
    const editor = await openSample();
    await vscode.commands.executeCommand('budget.showPreviewToSide');
    const [tab] = await eventually('the panel', () => previews().length > 0 && previews());
    assert.match(tab.label, /jingdezhen/);
    assert.equal(tab.group.viewColumn, vscode.ViewColumn.Two);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    await vscode.commands.executeCommand('budget.showPreviewToSide', editor.document.uri);
    assert.equal(previews().length, 1);
  });

  test('leads back to the source', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await openSample();
    await vscode.commands.executeCommand('budget.showPreview');
    await eventually('the panel', () => previews().some(({ isActive }) => isActive));
    await vscode.commands.executeCommand('budget.showSource');
    await eventually('the source', () => vscode.window.activeTextEditor?.document.languageId === 'budget');
  });

  test('every command of the manifest is there', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const manifest = vscode.extensions.getExtension('budget-disclosure.budget-disclosure')?.packageJSON;
    const commands: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    assert.ok(commands.length >= 4);
    for (const command of commands) assert.ok(registered.has(command), command);
  });
});
