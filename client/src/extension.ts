/** Where VS Code enters: starts the language server and offers the preview, the status bar and the commands. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { openCheckPage, openCheckPageCommand } from './checkPages.ts';
import { PreviewManager } from './preview/manager.ts';
import { statusNotification } from './protocol.ts';
import { createClient, locale } from './server.ts';
import { StatusBar } from './status.ts';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel(vscode.l10n.t('Budget Disclosure'), { log: true });
  const status = new StatusBar();
  const running = createClient(context, output);
  client = running;
  running.onNotification(statusNotification, (said) => status.update(said));
  const previews = new PreviewManager(context.extensionUri, running);
  const restart = async (): Promise<void> => {
    status.reset();
    await running.restart();
    previews.refresh();
  };
  context.subscriptions.push(
    output,
    status,
    previews,
    vscode.commands.registerCommand('budget.restartServer', restart),
    vscode.commands.registerCommand('budget.showLog', () => output.show()),
    vscode.commands.registerCommand(openCheckPageCommand, (code) => openCheckPage(context.extensionUri, code, locale())),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('budget.locale')) void restart();
    }),
  );
  await running.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
