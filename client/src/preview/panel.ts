/** One preview: a panel that shows one document and follows it. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { previewRequest } from '../protocol.ts';
import { assetsFolder, pageHtml } from './html.ts';
import { type FromPreview, readFromPreview, type ToPreview } from './messages.ts';
import { SourceMap } from './sourceMap.ts';

/** How long after following the other side this side's scrolling is not passed on, in milliseconds. */
const quietAfterScroll = 200;
/** The longest pause between two requests while the user types, in milliseconds; where the server is quick the pause is shorter. */
const longestPause = 500;

export class PreviewPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #client: LanguageClient;
  readonly #uri: vscode.Uri;
  readonly #listeners: vscode.Disposable[] = [];
  readonly #onDispose: () => void;
  /** The script in the panel can take messages. */
  #ready = false;
  /** Something changed since the last request. */
  #stale = true;
  #asking = false;
  /** How long the last request took, in milliseconds. */
  #lastTook = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #quietUntil = 0;
  /** What the elements show, by the last answer of the server: what comes from the panel names elements only. */
  #map = new SourceMap([]);

  constructor(panel: vscode.WebviewPanel, uri: vscode.Uri, extensionUri: vscode.Uri, client: LanguageClient, onDispose: () => void) {
    this.#panel = panel;
    this.#uri = uri;
    this.#client = client;
    this.#onDispose = onDispose;
    panel.title = vscode.l10n.t('Preview {0}', uri.path.slice(uri.path.lastIndexOf('/') + 1));
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'images', 'preview-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'images', 'preview-dark.svg'),
    };
    this.#listen();
    panel.webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [assetsFolder(extensionUri), vscode.Uri.joinPath(uri, '..')],
    };
    panel.webview.html = pageHtml(panel.webview, extensionUri, uri);
  }

  get uri(): vscode.Uri {
    return this.#uri;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  show(column: vscode.ViewColumn): void {
    this.#panel.reveal(column);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Asks the server anew, at once or after the pause that typing deserves. */
  refresh(pause = 0): void {
    this.#stale = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), pause);
  }

  #listen(): void {
    const mine = (document: vscode.TextDocument): boolean => document.uri.toString() === this.#uri.toString();
    this.#listeners.push(
      this.#panel.onDidDispose(() => this.#end()),
      this.#panel.onDidChangeViewState(() => this.#panel.visible && this.#stale && this.refresh()),
      this.#panel.webview.onDidReceiveMessage((message) => this.#receive(readFromPreview(message))),
      vscode.workspace.onDidChangeTextDocument((change) => mine(change.document) && this.refresh(Math.min(this.#lastTook, longestPause))),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (mine(textEditor.document)) this.#follow(textEditor);
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        if (mine(textEditor.document)) this.#reveal(placeOf(textEditor));
      }),
    );
  }

  #end(): void {
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.dispose();
    this.#onDispose();
  }

  #setting(name: string): boolean {
    return vscode.workspace.getConfiguration('budget', this.#uri).get<boolean>(name, true);
  }

  #post(message: ToPreview): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
  }

  /** Marks the line of the cursor, and takes the preview there. */
  #follow(editor: vscode.TextEditor): void {
    const { line } = editor.selection.active;
    this.#post({ type: 'mark', line });
    this.#reveal(line);
  }

  /** Takes the preview to a line, unless the editor moved only because it followed the preview. */
  #reveal(line: number): void {
    if (Date.now() > this.#quietUntil && this.#setting('preview.scrollPreviewWithEditor')) this.#post({ type: 'reveal', line });
  }

  #receive(message: FromPreview | undefined): void {
    if (message?.type === 'ready') {
      // A panel that was hidden and is shown again starts from nothing.
      this.#ready = true;
      this.refresh();
    } else if (message?.type === 'open') void this.#open(message.line, message.endLine);
    else if (message?.type === 'computed') void this.#openComputed(message.element, message.cell);
    else if (message?.type === 'scrolled') this.#scrollEditor(message.line);
  }

  /** Takes the user to the reference that an element shows, or to the cell on which it rests. */
  async #openComputed(element: string, cell: boolean): Promise<void> {
    const found = this.#map.rangeOf(element);
    if (!found) return;
    const { line, endLine, character = 0, endCharacter = 0, target } = found;
    if (!cell || !target) return this.#select(this.#uri, new vscode.Range(line, character, endLine, endCharacter));
    const { start, end } = target.range;
    const uri = this.#client.protocol2CodeConverter.asUri(target.uri);
    return this.#select(uri, new vscode.Range(start.line, start.character, end.line, end.character));
  }

  /** Selects a range in the editor that shows a document, else in a new one beside the preview. */
  async #select(uri: vscode.Uri, selection: vscode.Range): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    this.#quietUntil = Date.now() + quietAfterScroll;
    const editor = await vscode.window.showTextDocument(document, { viewColumn: this.#columnOf(uri), selection });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Where a document is shown, else the column beside the preview. */
  #columnOf(uri: vscode.Uri): vscode.ViewColumn {
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString())?.viewColumn;
    return shown ?? (this.#panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One);
  }

  /** Takes the user to what was typed: the editor that shows it, else a new one beside the preview. */
  async #open(line: number, endLine: number): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#uri);
    this.#quietUntil = Date.now() + quietAfterScroll;
    const first = document.lineAt(Math.min(line, document.lineCount - 1));
    const last = document.lineAt(Math.min(Math.max(line, endLine), document.lineCount - 1));
    const selection = new vscode.Range(first.range.start, first.lineNumber === last.lineNumber ? first.range.end : first.range.start);
    const editor = await vscode.window.showTextDocument(document, { viewColumn: this.#columnOf(this.#uri), selection });
    editor.revealRange(new vscode.Range(first.range.start, last.range.end), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  #scrollEditor(line: number): void {
    if (!this.#setting('preview.scrollEditorWithPreview')) return;
    for (const editor of this.#editors()) {
      if (editor.visibleRanges.some((range) => range.start.line <= line && line <= range.end.line)) continue;
      this.#quietUntil = Date.now() + quietAfterScroll;
      editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenter);
    }
  }

  #editors(): vscode.TextEditor[] {
    return vscode.window.visibleTextEditors.filter((editor) => editor.document.uri.toString() === this.#uri.toString());
  }

  /** Asks for the preview and shows it. One request at a time; what changed meanwhile is asked for afterwards. */
  async #update(): Promise<void> {
    if (this.#asking || !this.#ready || !this.#panel.visible) return;
    this.#asking = true;
    this.#stale = false;
    const started = Date.now();
    try {
      // The server knows a document only while an editor has it open.
      await vscode.workspace.openTextDocument(this.#uri);
      const preview = await this.#client.sendRequest(previewRequest, {
        textDocument: { uri: this.#client.code2ProtocolConverter.asUri(this.#uri) },
      });
      if (preview) {
        this.#map = new SourceMap(preview.map);
        this.#post({ type: 'update', html: preview.html, tables: preview.tables, map: preview.map });
      } else this.#post({ type: 'stale' });
    } catch (error) {
      this.#client.warn('The preview could not be updated.', error, false);
      this.#post({ type: 'stale' });
    } finally {
      this.#asking = false;
      this.#lastTook = Date.now() - started;
    }
    if (this.#stale) this.refresh(Math.min(this.#lastTook, longestPause));
    else for (const editor of this.#editors()) this.#follow(editor);
  }
}

/** The line that an editor is about: the cursor's if it is to be seen, else the one in the middle. */
function placeOf({ selection, visibleRanges }: vscode.TextEditor): number {
  const { line } = selection.active;
  const first = visibleRanges[0]?.start.line ?? line;
  const last = visibleRanges.at(-1)?.end.line ?? line;
  return first <= line && line <= last ? line : Math.floor((first + last) / 2);
}
