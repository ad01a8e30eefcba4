/** Helps for tests in the extension host. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The sample that most tests use. */
const sampleName = 'jingdezhen-medical-insurance-2023-final.budget';

/** Asks again and again until the answer is truthy; fails after the time limit with what was waited for. */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  limit = 30_000,
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Exclude<T, false | null | undefined>;
    if (Date.now() > end) assert.fail(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Opens the sample and waits until the language server answers for it. */
export async function openSample(): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, sampleName));
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  await eventually('the outline of the sample', async () => {
    const symbols = await vscode.commands.executeCommand<unknown[]>('vscode.executeDocumentSymbolProvider', document.uri);
    return symbols && symbols.length > 0;
  });
  return editor;
}

/** Where a text first stands behind a header. */
export function find(document: vscode.TextDocument, header: string, text: string): vscode.Range {
  const source = document.getText();
  const from = source.indexOf(`\n${header}`);
  const offset = source.indexOf(text, from + 1);
  assert.ok(from >= 0 && offset >= 0, `the sample has ${header} and in it ${text}`);
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

/** Replaces text in an editor. */
export async function replace(editor: vscode.TextEditor, range: vscode.Range, text: string): Promise<void> {
  assert.ok(await editor.edit((edit) => edit.replace(range, text)));
}

/** Takes back every change. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** Errors that begin on a line. The published sample has one of its own, elsewhere. */
const errorsOn = (document: vscode.TextDocument, line: number): vscode.Diagnostic[] =>
  vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ severity, range }) => severity === vscode.DiagnosticSeverity.Error && range.start.line === line);

/** Waits until a line has an error, and answers the first one. */
export const errorOn = (document: vscode.TextDocument, line: number): Promise<vscode.Diagnostic> =>
  eventually(`an error on line ${line + 1}`, () => errorsOn(document, line)[0]);

/** Waits until a line has no error. */
export const noErrorOn = (document: vscode.TextDocument, line: number): Promise<true> =>
  eventually(`no error on line ${line + 1}`, () => errorsOn(document, line).length === 0);

/** A diagnostic's code, with or without a link to a page. */
export const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);
