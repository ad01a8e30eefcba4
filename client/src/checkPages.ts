/**
 * Opens the page that explains a finding, as shipped with the extension, when its code is clicked in the Problems panel.
 *
 * The server may name the page by an address that a browser would open or that shows its Markdown source; here it is replaced by a command that shows the page as it is meant to be read.
 */
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

export const openCheckPageCommand = 'budget.openCheckPage';

/** Codes are kebab case; nothing else may become part of a file name. */
const codePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const pagesFolder = (extensionUri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'docs', 'checks');

/** The codes for which a page is shipped. */
async function readCodes(extensionUri: vscode.Uri): Promise<Set<string>> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(pagesFolder(extensionUri));
    return new Set(entries.map(([name]) => name.replace(/\.md$/, '')));
  } catch {
    // Without the folder no code has a page, and codes stay as the server sent them.
    return new Set();
  }
}

/** Middleware that links the codes of diagnostics to the pages shipped. */
export function linkCheckPages(extensionUri: vscode.Uri): Middleware {
  const codes = readCodes(extensionUri);
  const link = async (diagnostics: readonly vscode.Diagnostic[]): Promise<void> => {
    const known = await codes;
    for (const diagnostic of diagnostics) {
      const code = typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
      if (typeof code !== 'string' || !known.has(code)) continue;
      const target = vscode.Uri.parse(`command:${openCheckPageCommand}?${encodeURIComponent(JSON.stringify([code]))}`);
      diagnostic.code = { value: code, target };
    }
  };
  return {
    handleDiagnostics: (uri, diagnostics, next) => {
      link(diagnostics).then(() => next(uri, diagnostics));
    },
    provideDiagnostics: async (document, previousResultId, token, next) => {
      const report = await next(document, previousResultId, token);
      if (report && 'items' in report) await link(report.items);
      return report;
    },
  };
}

/** The command behind the link: shows a code's page, in Chinese from the heading where that part begins. */
export async function openCheckPage(extensionUri: vscode.Uri, code: unknown, locale: string): Promise<void> {
  if (typeof code !== 'string' || !codePattern.test(code)) return;
  const page = vscode.Uri.joinPath(pagesFolder(extensionUri), `${code}.md`);
  const fragment = locale.toLowerCase().startsWith('zh') ? '中文' : '';
  await vscode.commands.executeCommand('markdown.showPreviewToSide', page.with({ fragment }));
}
