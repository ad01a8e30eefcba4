/** A language server in a process of its own, spoken to over stdio as an editor does. All times are in milliseconds. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { Change, Position } from './edits.ts';

/** How the client learns of diagnostics: the server publishes them, or the client asks for them after each change, as VS Code does where a server lets it. */
export type Delivery = 'push' | 'pull';

export interface ServerCommand {
  /** A module that Node runs with `--stdio`. */
  readonly module: string;
  readonly languageId: string;
  readonly delivery: Delivery;
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Diagnostic {
  readonly code?: string | number;
  readonly severity?: number;
  readonly message: string;
}

/** Longer than this nothing takes; a server that does not answer must not stop the run. */
const PATIENCE = 60_000;

const capabilities = (delivery: Delivery) => ({
  general: { positionEncodings: ['utf-16'] },
  workspace: { workspaceFolders: true },
  textDocument: {
    synchronization: { dynamicRegistration: false },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        labelDetailsSupport: true,
        resolveSupport: { properties: ['documentation'] },
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    ...(delivery === 'pull' ? { diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false } } : {}),
  },
});

export class LanguageServer {
  readonly #command: ServerCommand;
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #uri: string;
  readonly #exited: Promise<void>;
  readonly #awaited = new Map<number, (published: Published) => void>();
  #version = 0;

  /** `spawned` is the moment at which the process was asked for. */
  readonly spawned = performance.now();

  constructor(command: ServerCommand) {
    this.#command = command;
    this.#uri = `file:///bench/document.${command.languageId}`;
    this.#child = spawn(process.execPath, [command.module, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#connection = createMessageConnection(new StreamMessageReader(this.#child.stdout!), new StreamMessageWriter(this.#child.stdin!));
    this.#connection.onNotification('textDocument/publishDiagnostics', (published: Published) => this.#published(published));
    this.#connection.onRequest(() => null);
    this.#connection.onError(() => {});
    this.#exited = new Promise((resolve) => this.#child.once('exit', () => resolve()));
    this.#connection.listen();
  }

  async initialize(): Promise<void> {
    const workspaceFolders = [{ uri: 'file:///bench', name: 'bench' }];
    await this.#request('initialize', {
      processId: process.pid,
      rootUri: 'file:///bench',
      workspaceFolders,
      locale: 'zh-cn',
      capabilities: capabilities(this.#command.delivery),
    });
    await this.#connection.sendNotification('initialized', {});
  }

  /** Opens the document and answers the first diagnostics of it. */
  open(text: string): Promise<readonly Diagnostic[]> {
    const version = ++this.#version;
    return this.#diagnosticsAfter(version, 'textDocument/didOpen', {
      textDocument: { uri: this.#uri, languageId: this.#command.languageId, version, text },
    });
  }

  /** Sends an edit and answers the diagnostics of the document after it. */
  change(change: Change): Promise<readonly Diagnostic[]> {
    const version = ++this.#version;
    return this.#diagnosticsAfter(version, 'textDocument/didChange', {
      textDocument: { uri: this.#uri, version },
      contentChanges: [change],
    });
  }

  /** Sends an edit without waiting for anything; what follows on the connection is answered after it. */
  type(change: Change): void {
    const version = ++this.#version;
    void this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.#uri, version },
      contentChanges: [change],
    });
  }

  ask<R>(method: string, position: Position): Promise<R> {
    return this.#request(method, { textDocument: { uri: this.#uri }, position });
  }

  /** Milliseconds that the server's threads have spent on a processor; NaN where the system does not tell. */
  processorTime(): number {
    return processorMilliseconds(this.#child.pid!);
  }

  /** Resident memory of the server in megabytes. */
  residentMegabytes(): number {
    return residentKilobytes(this.#child.pid!) / 1024;
  }

  async stop(): Promise<void> {
    await this.#request('shutdown', undefined);
    await this.#connection.sendNotification('exit');
    await this.#exited;
    this.#connection.dispose();
  }

  async #diagnosticsAfter(version: number, method: string, params: object): Promise<readonly Diagnostic[]> {
    if (this.#command.delivery === 'pull') {
      void this.#connection.sendNotification(method, params);
      const report = await this.#request<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri: this.#uri } });
      return report.items;
    }
    const published = new Promise<Published>((resolve) => this.#awaited.set(version, resolve));
    void this.#connection.sendNotification(method, params);
    return (await this.#patiently(published, method)).diagnostics;
  }

  #published(published: Published): void {
    if (published.version === undefined) return;
    this.#awaited.get(published.version)?.(published);
    this.#awaited.delete(published.version);
  }

  #request<R>(method: string, params: unknown): Promise<R> {
    const answer: Promise<R> = params === undefined ? this.#connection.sendRequest(method) : this.#connection.sendRequest(method, params);
    return this.#patiently(answer, method);
  }

  /** Waits for an answer, but neither for ever nor for one that cannot come any more. */
  async #patiently<T>(answer: Promise<T>, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No answer to ${what} within ${PATIENCE / 1000} s.`)), PATIENCE);
    });
    const gone = this.#exited.then(() => Promise.reject(new Error(`${this.#command.module} ended before it answered ${what}.`)));
    try {
      return await Promise.race([answer, late, gone]);
    } finally {
      clearTimeout(timer);
      gone.catch(() => {});
    }
  }
}

/** Ticks of /proc are hundredths of a second. */
const TICK = 10;

function processorMilliseconds(pid: number): number {
  try {
    // The name in brackets may hold blanks; user and system time are the 12th and 13th field behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return Number.NaN;
  }
}

/** From /proc where there is one, else from ps; 0 where there is neither. */
function residentKilobytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return process.platform === 'win32' ? 0 : Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  }
}
