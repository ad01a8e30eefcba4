/** A client that speaks with the language server over stdio, as an editor does. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { Diagnostic, InitializeResult, Position, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';

const server = path.resolve(import.meta.dirname, '../../server/src/lsp/node.ts');

/** Longer than anything a test waits for. */
const PATIENCE = 30_000;

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

export interface Options {
  readonly capabilities?: object;
  readonly locale?: string;
  /** The workspace's folder. */
  readonly root?: string;
  /** What the client answers when it is asked for the section `budget`. */
  readonly configuration?: () => unknown;
}

/** Capabilities of a client that asks for diagnostics by itself. */
export const PULLS = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };

export class Client {
  readonly published: Published[] = [];
  readonly statuses: { uri: string; version: number; errors: number; warnings: number; balanced: boolean }[] = [];
  readonly logged: string[] = [];
  /** Methods of requests that the server sent. */
  readonly asked: string[] = [];
  initialized!: InitializeResult;
  readonly #connection: MessageConnection;
  readonly #process: ChildProcess;
  #changed: (() => void)[] = [];

  constructor(process: ChildProcess, options: Options) {
    this.#process = process;
    const connection = createMessageConnection(new StreamMessageReader(process.stdout!), new StreamMessageWriter(process.stdin!));
    this.#connection = connection;
    connection.onNotification('textDocument/publishDiagnostics', (found: Published) => this.#note(this.published, found));
    connection.onNotification('budget/status', (status) => this.#note(this.statuses, status));
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => this.#note(this.logged, message));
    connection.onRequest('workspace/configuration', () => this.#answer('workspace/configuration', [options.configuration?.()]));
    connection.onRequest('client/registerCapability', () => this.#answer('client/registerCapability', null));
    connection.onRequest('workspace/diagnostic/refresh', () => this.#answer('workspace/diagnostic/refresh', null));
    connection.listen();
  }

  #note<T>(list: T[], item: T): void {
    list.push(item);
    for (const wake of this.#changed.splice(0)) wake();
  }

  #answer<T>(method: string, answer: T): T {
    this.#note(this.asked, method);
    return answer;
  }

  /** Waits until the server has sent what makes `found` answer something. */
  async until<T>(found: () => T | undefined, what: string): Promise<T> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const value = found();
      if (value !== undefined) return value;
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}; the server logged: ${this.logged.join('\n')}`);
      await new Promise<void>((resolve) => {
        this.#changed.push(resolve);
        setTimeout(resolve, 1000).unref();
      });
    }
  }

  request<R>(method: string, params: object): Promise<R> {
    return this.#connection.sendRequest(method, params);
  }

  notify(method: string, params: object): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  /** Asks for something at a position of a document. */
  at<R>(method: string, uri: string, position: Position): Promise<R> {
    return this.request(method, { textDocument: { uri }, position });
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    return this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'budget', version, text } });
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** The diagnostics that the server pushes for a version of a document. */
  async diagnostics(uri: string, version: number): Promise<Diagnostic[]> {
    const found = () => this.published.findLast((one) => one.uri === uri && one.version === version);
    return (await this.until(found, `diagnostics of ${uri}, version ${version}`)).diagnostics;
  }

  /** Opens a text and waits for its diagnostics. */
  async diagnose(uri: string, text: string): Promise<Diagnostic[]> {
    await this.open(uri, text);
    return this.diagnostics(uri, 1);
  }

  /** Resolves when the server has answered everything before. */
  async settle(): Promise<void> {
    await this.at('textDocument/hover', 'file:///none.budget', { line: 0, character: 0 });
  }

  /** Takes leave; answers the exit code, or null if the server had to be killed. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#process.once('exit', resolve));
    const giveUp = setTimeout(() => this.#process.kill('SIGKILL'), PATIENCE);
    if (this.#process.exitCode === null) void this.#leave();
    const code = this.#process.exitCode ?? (await ended);
    clearTimeout(giveUp);
    this.#connection.dispose();
    return code;
  }

  async #leave(): Promise<void> {
    await this.request('shutdown', {}).catch(() => this.#process.kill('SIGKILL'));
    await this.notify('exit', {}).catch(() => {});
  }
}

/** A server that has been greeted. Stop it, or the tests wait for it. */
export async function start(options: Options = {}): Promise<Client> {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = new Client(child, options);
  const { capabilities = {}, locale = 'en', root } = options;
  client.initialized = await client.request('initialize', {
    processId: process.pid,
    capabilities,
    locale,
    rootUri: root ?? null,
    workspaceFolders: root ? [{ uri: root, name: 'w' }] : null,
  });
  await client.notify('initialized', {});
  return client;
}
