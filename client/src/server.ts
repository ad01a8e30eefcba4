/** Starts the language server and speaks to it. */
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { linkCheckPages } from './checkPages.ts';

export const languageId = 'budget';

/** The places whose documents the server sees. Others are shadow copies, as of a version control system, and would show every finding twice. */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];

export const documentSelector = schemes.map((scheme) => ({ scheme, language: languageId }));

/** Whether the server looks after this document. */
export const isDisclosure = (document: vscode.TextDocument): boolean =>
  document.languageId === languageId && schemes.includes(document.uri.scheme);

/** The language of messages: the user's choice, else the editor's. */
export function locale(): string {
  const chosen = vscode.workspace.getConfiguration(languageId).get<string>('locale', 'auto');
  return chosen === 'auto' ? vscode.env.language : chosen;
}

/** The client of our server; the protocol's `locale` follows the user's choice. */
class BudgetClient extends LanguageClient {
  protected override getLocale(): string {
    return locale();
  }
}

/** Makes the client; nothing runs before its `start`. */
export function createClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('server/dist/server.js');
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.stdio },
    debug: { module, transport: TransportKind.stdio, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
  };
  const checkPages = linkCheckPages(context.extensionUri);
  const clientOptions: LanguageClientOptions = {
    documentSelector,
    outputChannel: output,
    middleware: checkPages,
  };
  return new BudgetClient(languageId, vscode.l10n.t('Budget Disclosure'), serverOptions, clientOptions);
}
