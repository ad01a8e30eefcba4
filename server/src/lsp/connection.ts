/**
 * The language server: the protocol on one side, the language service on the other.
 * Every request is guarded: a fault in one feature is logged and answers nothing, and the server lives on.
 */
import {
  type Connection,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Head } from '../disclosure/head.ts';
import { REWRITE } from '../service/reference/actions.ts';
import type { Refusal } from '../service/reference/rename.ts';
import { tokenTypes } from '../service/reference/tokens.ts';
import type { LanguageService } from '../service/service.ts';
import type { Document } from '../workspace/document.ts';
import type { FileSource } from '../workspace/files.ts';
import { FORM_FILE } from '../workspace/forms.ts';
import { DISCLOSURE_FILE } from '../workspace/neighbours.ts';
import { localeOf, useLocale } from './locale.ts';
import { OpenDocument } from './open-document.ts';
import { previewOf } from './preview.ts';
import { type Settings, settingsOf } from './settings.ts';
import { type Surroundings, Workspace } from './workspace.ts';

/** What the place where the server runs brings: files and the address of the documentation. */
export interface Rim {
  readonly files: FileSource;
  readonly docs: (code: string) => string;
}

export function startServer(connection: Connection, rim: Rim): void {
  new Server(connection, rim).listen();
}

interface Client {
  readonly pulls: boolean;
  readonly refreshes: boolean;
  readonly refreshesHints: boolean;
  readonly snippets: boolean;
  readonly preparesRename: boolean;
  readonly configures: boolean;
  readonly registersConfiguration: boolean;
  readonly registersFiles: boolean;
}

/** What was asked for, or an error that tells the user why it was refused. */
function granted<R>(answer: R | Refusal | null): R | null {
  if (answer !== null && typeof answer === 'object' && 'refused' in answer)
    throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refused);
  return answer;
}

class Server {
  readonly #connection: Connection;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #rim: Rim;
  #made?: Workspace;
  /** The form sets with mistakes that the client was told of. */
  #faulty = new Set<string>();
  #client: Client = {
    pulls: false,
    refreshes: false,
    refreshesHints: false,
    snippets: false,
    preparesRename: false,
    configures: false,
    registersConfiguration: false,
    registersFiles: false,
  };
  /** How each document fared when the client was last told. */
  readonly #told = new WeakMap<OpenDocument, string>();
  #roots: readonly string[] = [];
  #settings: Settings = settingsOf(undefined);
  #settingsRevision = 0;

  constructor(connection: Connection, rim: Rim) {
    this.#connection = connection;
    this.#rim = rim;
  }

  /** Made once the client has its first answer: accounts and forms take a good part of the start. */
  get #workspace(): Workspace {
    this.#made ??= new Workspace(this.#rim.docs, this.#rim.files, {
      edited: () => this.#documents.values(),
      roots: () => this.#roots,
    });
    return this.#made;
  }

  get #service(): LanguageService {
    return this.#workspace.service;
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#guard('initialized', () => this.#initialized(), undefined));
    connection.onDidOpenTextDocument(({ textDocument }) => this.#open(textDocument.uri, textDocument.version, textDocument.text));
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
      this.#guardSync('change', () => this.#documents.get(textDocument.uri)?.change(contentChanges, textDocument.version)),
    );
    connection.onDidCloseTextDocument(({ textDocument }) => this.#close(textDocument.uri));
    connection.onDidChangeConfiguration(({ settings }) => this.#guard('configuration', () => this.#reconfigure(settings), undefined));
    connection.onDidChangeWatchedFiles(({ changes }) => this.#guard('files', () => this.#filesChanged(changes), undefined));
    this.#features();
    connection.listen();
  }

  /** A feature answers from the document's analysis, or with `empty` if there is none or it fails. */
  #features(): void {
    const connection = this.#connection;
    const service = (document: OpenDocument) => document.service;
    connection.onHover((p) => this.#answer('hover', p, (d) => service(d).hover(d.analysis, p.position), null));
    connection.onCompletion((p) =>
      this.#answer('completion', p, (d) => service(d).completion(d.analysis, p.position, this.#client.snippets), {
        isIncomplete: false,
        items: [],
      }),
    );
    connection.onCompletionResolve((item) => this.#guardSync('resolve', () => this.#service.resolveCompletion(item), item)!);
    connection.onDefinition((p) => this.#answer('definition', p, (d) => service(d).definition(d.analysis, p.position), []));
    this.#references();
    connection.onDocumentLinks((p) => this.#answer('links', p, (d) => service(d).links(d.analysis), []));
    connection.onDocumentSymbol((p) => this.#answer('symbols', p, (d) => service(d).symbols(d.analysis), []));
    connection.onFoldingRanges((p) => this.#answer('folding', p, (d) => service(d).folding(d.analysis), []));
    connection.onDocumentFormatting((p) => this.#answer('formatting', p, (d) => service(d).format(d.analysis), []));
    connection.onDocumentRangeFormatting((p) => this.#answer('range formatting', p, (d) => service(d).format(d.analysis, p.range), []));
    connection.onCodeAction((p) =>
      this.#answer('actions', p, (d) => service(d).actions(d.analysis, p.range, this.#settings, p.context.only), []),
    );
    connection.onRequest('budget/preview', (p: { textDocument: { uri: string } }) =>
      this.#answer('preview', p, (d) => previewOf(d.analysis), null),
    );
    connection.languages.diagnostics.on((p) =>
      this.#answer(
        'diagnostics',
        p,
        (d): DocumentDiagnosticReport => {
          const resultId = this.#resultId(d);
          if (p.previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
          return { kind: DocumentDiagnosticReportKind.Full, resultId, items: service(d).diagnostics(d.analysis, this.#settings) };
        },
        { kind: DocumentDiagnosticReportKind.Full, items: [] } as DocumentDiagnosticReport,
      ),
    );
  }

  /** What is offered inside `{…}`, and from cells to it. */
  #references(): void {
    const connection = this.#connection;
    const { languages } = connection;
    connection.onReferences((p) =>
      this.#answer('references', p, (d) => d.service.references(d.analysis, p.position, p.context.includeDeclaration), []),
    );
    connection.onDocumentHighlight((p) => this.#answer('highlight', p, (d) => d.service.highlights(d.analysis, p.position), []));
    connection.onPrepareRename(async (p) =>
      granted(await this.#answer('rename', p, (d) => d.service.prepareRename(d.analysis, p.position), null)),
    );
    connection.onRenameRequest(async (p) =>
      granted(await this.#answer('rename', p, (d) => d.service.rename(d.analysis, p.position, p.newName), null)),
    );
    languages.inlayHint.on((p) =>
      this.#answer('inlay hints', p, (d) => (this.#settings.inlayValues ? d.service.inlayHints(d.analysis, p.range) : []), []),
    );
    languages.semanticTokens.on((p) =>
      this.#answer('semantic tokens', p, (d) => ({ data: d.service.semanticTokens(d.analysis) }), { data: [] }),
    );
    languages.semanticTokens.onRange((p) =>
      this.#answer('semantic tokens', p, (d) => ({ data: d.service.semanticTokens(d.analysis, p.range) }), { data: [] }),
    );
  }

  #resultId = (document: OpenDocument): string => `${document.revision}.${this.#settingsRevision}`;

  async #answer<R>(
    feature: string,
    params: { textDocument: { uri: string } },
    answer: (document: OpenDocument) => R,
    empty: R,
  ): Promise<R> {
    const document = this.#documents.get(params.textDocument.uri);
    if (!document) return empty;
    return this.#guard(
      feature,
      async () => {
        await document.ready();
        return answer(document);
      },
      empty,
    );
  }

  async #guard<R>(feature: string, run: () => Promise<R> | R, empty: R): Promise<R> {
    try {
      return await run();
    } catch (error) {
      this.#log(feature, error);
      return empty;
    }
  }

  #guardSync<R>(feature: string, run: () => R, empty?: R): R | undefined {
    try {
      return run();
    } catch (error) {
      this.#log(feature, error);
      return empty;
    }
  }

  #log(feature: string, error: unknown): void {
    this.#connection.console.error(`${feature}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  #initialize(params: InitializeParams): InitializeResult {
    useLocale(localeOf(params.locale ?? 'zh-cn'));
    const { textDocument, workspace } = params.capabilities;
    this.#client = {
      pulls: textDocument?.diagnostic !== undefined,
      refreshes: workspace?.diagnostics?.refreshSupport === true,
      refreshesHints: workspace?.inlayHint?.refreshSupport === true,
      snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
      preparesRename: textDocument?.rename?.prepareSupport === true,
      configures: workspace?.configuration === true,
      registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
      registersFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    };
    this.#roots = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
    return {
      serverInfo: { name: 'budget-language-server' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        // Editors do not ask by themselves while digits are typed, and account codes are digits.
        completionProvider: {
          triggerCharacters: [...'0123456789【[：:/{.．(（，,'],
          resolveProvider: true,
          completionItem: { labelDetailsSupport: true },
        },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: this.#client.preparesRename ? { prepareProvider: true } : true,
        inlayHintProvider: { resolveProvider: false },
        semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, full: true, range: true },
        documentLinkProvider: { resolveProvider: false },
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', REWRITE] },
        ...(this.#client.pulls
          ? { diagnosticProvider: { identifier: 'budget', interFileDependencies: true, workspaceDiagnostics: false } }
          : {}),
        workspace: { workspaceFolders: { supported: true } },
      },
    };
  }

  async #initialized(): Promise<void> {
    void this.#workspace;
    if (this.#client.registersConfiguration)
      await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'budget' });
    if (this.#client.registersFiles)
      await this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: ['**/accounts.{tsv,csv}', `**/*${FORM_FILE}`, `**/*${DISCLOSURE_FILE}`].map((globPattern) => ({ globPattern })),
      });
    await this.#reconfigure(undefined);
  }

  /** Settings come pushed, or are asked for; a client may answer null to either. */
  async #reconfigure(pushed: unknown): Promise<void> {
    const asked = this.#client.configures
      ? await this.#connection.workspace.getConfiguration('budget')
      : (pushed as { budget?: unknown } | undefined)?.budget;
    this.#settings = settingsOf(asked);
    this.#settingsRevision++;
    for (const document of this.#documents.values()) document.setDelay(this.#settings.delay);
    this.#refresh();
    if (this.#client.refreshesHints) void this.#connection.languages.inlayHint.refresh();
  }

  async #filesChanged(changes: readonly FileEvent[]): Promise<void> {
    const disclosures = changes.filter(({ uri }) => uri.endsWith(DISCLOSURE_FILE));
    for (const { uri } of disclosures.filter(({ type }) => type === FileChangeType.Changed)) this.#workspace.links.changed(uri);
    const moved = disclosures.filter(({ type }) => type !== FileChangeType.Changed);
    if (moved.length > 0) this.#workspace.links.moved(moved.map(({ uri }) => uri));
    if (disclosures.length < changes.length) await this.#reloadFiles();
    else this.#relink();
  }

  /** Documents that draw on something that has changed are read again, and clients that ask for diagnostics are told to ask. */
  #relink(): void {
    const stale = [...this.#documents.values()].filter((document) => document.relink());
    if (stale.length === 0) return;
    if (this.#client.pulls && this.#client.refreshes) this.#connection.languages.diagnostics.refresh();
    if (this.#client.refreshesHints) void this.#connection.languages.inlayHint.refresh();
  }

  async #reloadFiles(): Promise<void> {
    this.#workspace.clear();
    for (const uri of this.#faulty) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#faulty = new Set();
    for (const document of this.#documents.values()) await this.#useSurroundings(document);
    this.#relink();
    this.#refresh();
  }

  /** Lays the accounts table and the form sets of the workspace over the built-in ones, if there are any. */
  async #useSurroundings(document: OpenDocument): Promise<void> {
    const { service, accounts, forms } = await this.#workspace.of(document.uri, this.#roots);
    for (const { line, message } of accounts?.problems ?? []) this.#connection.console.warn(`${accounts!.uri}:${line}: ${message}`);
    this.#publishForms(forms);
    if (service !== document.service) document.useService(service);
  }

  /** Mistakes in form sets are shown in their own files, whether a document uses them or not. */
  #publishForms(forms: Surroundings['forms']): void {
    for (const { uri, problems } of forms) {
      if (problems.length === 0) continue;
      this.#faulty.add(uri);
      const diagnostics = problems.map(({ message, range }) => ({ message, range, severity: DiagnosticSeverity.Error, source: 'budget' }));
      void this.#connection.sendDiagnostics({ uri, diagnostics });
    }
  }

  #refresh(): void {
    if (this.#client.pulls && this.#client.refreshes) this.#connection.languages.diagnostics.refresh();
    for (const document of this.#documents.values()) document.schedule();
  }

  #open(uri: string, version: number, text: string): void {
    this.#documents.get(uri)?.dispose();
    const links = {
      now: (read: Document, head: Head) => this.#workspace.links.now(read, head),
      find: (read: Document, head: Head) => this.#workspace.links.find(read, head, this.#roots),
    };
    const document = new OpenDocument(
      uri,
      version,
      text,
      { service: this.#service, links, delay: this.#settings.delay },
      {
        changed: (changed) =>
          this.#guardSync('publish', () => {
            this.#publish(changed);
            this.#relink();
          }),
        failed: (error) => this.#log('analysis', error),
      },
    );
    this.#documents.set(uri, document);
    document.schedule();
    void this.#guard('workspace', () => this.#useSurroundings(document), undefined);
  }

  #close(uri: string): void {
    this.#documents.get(uri)?.dispose();
    this.#documents.delete(uri);
    this.#workspace.links.close(uri);
    this.#guardSync('links', () => this.#relink());
    if (!this.#client.pulls) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Sent whenever an analysis is new: diagnostics to clients that do not ask for them; and how the document fares, where that changed. */
  #publish(document: OpenDocument): void {
    const { uri, analysis } = document;
    const { version } = analysis.document;
    if (!this.#client.pulls)
      void this.#connection.sendDiagnostics({ uri, version, diagnostics: document.service.diagnostics(analysis, this.#settings) });
    const { error, warning } = document.service.tally(analysis, this.#settings);
    // As findings do, it rests on what was stated alone.
    const status = { errors: error, warnings: warning, balanced: analysis.disclosure.stated.broken.length === 0 };
    const told = JSON.stringify(status);
    if (this.#told.get(document) === told) return;
    this.#told.set(document, told);
    void this.#connection.sendNotification('budget/status', { uri, version, ...status });
  }
}
