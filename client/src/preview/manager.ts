/** All previews: opens them, restores them after a restart of the window, and leads back to their documents. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { languageId } from '../server.ts';
import { readState } from './messages.ts';
import { PreviewPanel } from './panel.ts';

const viewType = 'budget.preview';

export class PreviewManager implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #client: LanguageClient;
  readonly #previews = new Map<string, PreviewPanel>();
  readonly #registrations: vscode.Disposable[];

  constructor(extensionUri: vscode.Uri, client: LanguageClient) {
    this.#extensionUri = extensionUri;
    this.#client = client;
    this.#registrations = [
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      vscode.commands.registerCommand('budget.showPreview', (uri) => this.#show(uri, vscode.ViewColumn.Active)),
      vscode.commands.registerCommand('budget.showPreviewToSide', (uri) => this.#show(uri, vscode.ViewColumn.Beside)),
      vscode.commands.registerCommand('budget.showSource', () => this.#showSource()),
    ];
  }

  /** Called by VS Code for a panel that was open when the window closed. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = readState(state);
    if (kept) this.#adopt(panel, vscode.Uri.parse(kept.uri));
    else panel.dispose();
  }

  /** Asks the server anew for all previews. */
  refresh(): void {
    for (const preview of this.#previews.values()) preview.refresh();
  }

  dispose(): void {
    for (const preview of [...this.#previews.values()]) preview.dispose();
    for (const registration of this.#registrations) registration.dispose();
  }

  /** Shows the preview of a document: the one given (by the explorer or the title bar), else that of the active editor. */
  #show(given: unknown, column: vscode.ViewColumn): void {
    const uri = given instanceof vscode.Uri ? given : activeDisclosure();
    if (!uri) return;
    const existing = this.#previews.get(uri.toString());
    if (existing) {
      existing.show(column);
      return;
    }
    const preserveFocus = column === vscode.ViewColumn.Beside;
    this.#adopt(vscode.window.createWebviewPanel(viewType, '', { viewColumn: column, preserveFocus }), uri);
  }

  #adopt(panel: vscode.WebviewPanel, uri: vscode.Uri): void {
    const key = uri.toString();
    this.#previews.set(key, new PreviewPanel(panel, uri, this.#extensionUri, this.#client, () => this.#previews.delete(key)));
  }

  async #showSource(): Promise<void> {
    const preview = [...this.#previews.values()].find(({ active }) => active);
    if (preview) await vscode.window.showTextDocument(preview.uri, { viewColumn: vscode.ViewColumn.Active });
  }
}

const activeDisclosure = (): vscode.Uri | undefined => {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === languageId ? document.uri : undefined;
};
