/**
 * One open document and its latest analysis. Reading yields often, and stops as soon as a newer version makes it pointless.
 */
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Head } from '../disclosure/head.ts';
import { type Links, NO_LINKS } from '../disclosure/links.ts';
import type { Analysis } from '../service/analysis.ts';
import type { LanguageService, Session } from '../service/service.ts';
import type { Document } from '../workspace/document.ts';

/** Finds what a document draws on. */
export interface LinkProvider {
  /** What is known to be true of a version; undefined if it has to be looked for. */
  now(document: Document, head: Head): Links | undefined;
  find(document: Document, head: Head): Promise<Links>;
}

export interface Listener {
  /** A new analysis stands. */
  changed(document: OpenDocument): void;
  failed(error: unknown): void;
}

/** The event loop is given back at least so often, in milliseconds. */
const SLICE = 8;

/** So many milliseconds a document waits for the files it draws on, before it is read without what they say. */
const PATIENCE = 500;

/** Turns of the event loop in which a request is read from the pipe, taken off the queue, answered, and the answer written. */
const TURNS = 4;

let revisions = 0;

/** After everything that is waiting in the event loop. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface Surroundings {
  readonly service: LanguageService;
  readonly links: LinkProvider;
  /** Milliseconds to wait after an edit. */
  readonly delay: number | undefined;
}

export class OpenDocument {
  readonly uri: string;
  readonly #listener: Listener;
  #document: Document;
  #session: Session;
  #service: LanguageService;
  readonly #links: LinkProvider;
  /** What the document was last known to draw on. */
  #lastLinks: Links = NO_LINKS;
  /** The version for which looking for links failed. */
  #unlinked?: Document;
  #analysis: Analysis | undefined;
  #revision = ++revisions;
  #delay: number | undefined;
  #timer: ReturnType<typeof setTimeout> | ReturnType<typeof setImmediate> | undefined;
  #reading: Promise<void> | undefined;
  #disposed = false;

  constructor(uri: string, version: number, text: string, surroundings: Surroundings, listener: Listener) {
    const { service, links, delay } = surroundings;
    this.uri = uri;
    this.#links = links;
    this.#service = service;
    this.#session = service.createSession();
    this.#document = service.createDocument(uri, version, text);
    this.#delay = delay;
    this.#listener = listener;
  }

  get service(): LanguageService {
    return this.#service;
  }

  /** The latest version. */
  get document(): Document {
    return this.#document;
  }

  /** What reads it for others. */
  get reader(): LanguageService {
    return this.#service;
  }

  /** Changes whenever the analysis may. */
  get revision(): number {
    return this.#revision;
  }

  /** The analysis of the latest version. Long documents should be `ready` first. */
  get analysis(): Analysis {
    this.#analysis ??= this.#session.analyse(this.#document, this.#lastLinks);
    return this.#analysis;
  }

  /** Reads the document again if what it draws on has changed; answers whether it has. */
  relink(): boolean {
    // What has not been read yet will look for its links by itself; where that failed it would fail again.
    if (
      !this.#analysis ||
      this.#unlinked === this.#document ||
      this.#links.now(this.#document, this.#session.head(this.#document)) === this.#analysis.disclosure.links
    )
      return false;
    this.#stale();
    this.schedule();
    return true;
  }

  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.#document = this.#document.apply(changes, version);
    this.#stale();
    this.schedule();
  }

  /** Reads everything anew: another catalogue or other form sets rule. */
  useService(service: LanguageService): void {
    const { uri, version, text } = this.#document;
    this.#service = service;
    this.#session = service.createSession();
    this.#document = service.createDocument(uri, version, text);
    this.#stale();
    this.schedule();
  }

  setDelay(delay: number | undefined): void {
    this.#delay = delay;
  }

  #stale(): void {
    this.#analysis = undefined;
    this.#revision = ++revisions;
  }

  /** Reads and tells the listener once the event loop is free, or after the delay. */
  schedule(): void {
    this.#cancel();
    if (this.#disposed) return;
    const run = () => {
      this.#timer = undefined;
      this.#tell().catch((error) => this.#listener.failed(error));
    };
    this.#timer = this.#delay ? setTimeout(run, this.#delay) : setImmediate(run);
  }

  /** What an editor asks together with a keystroke (completion) needs no sums: it goes before they are worked out for the diagnostics. */
  async #tell(): Promise<void> {
    const document = this.#document;
    await this.ready();
    for (let turn = 0; turn < TURNS; turn++) await nextTurn();
    if (!this.#disposed && this.#document === document && this.#timer === undefined) this.#listener.changed(this);
  }

  #cancel(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer as ReturnType<typeof setTimeout>);
    clearImmediate(this.#timer as ReturnType<typeof setImmediate>);
    this.#timer = undefined;
  }

  /** Resolves when the latest version has been read; reading is sliced, so that other requests get their turn. */
  async ready(): Promise<void> {
    while (!this.#analysis && !this.#disposed) {
      this.#reading ??= this.#readSections().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
  }

  async #readSections(): Promise<void> {
    const document = this.#document;
    const session = this.#session;
    let until = performance.now() + SLICE;
    for (const _ of session.prepare(document)) {
      if (performance.now() < until) continue;
      await nextTurn();
      if (this.#document !== document || this.#session !== session) return;
      until = performance.now() + SLICE;
    }
    const links = await this.#linksOf(document, session.head(document));
    if (this.#document !== document || this.#session !== session) return;
    this.#lastLinks = links;
    this.#analysis = session.analyse(document, links);
  }

  /** Usually known. Files that are slow to come, on a drive far away, are taken up when they are there. */
  async #linksOf(document: Document, head: Head): Promise<Links> {
    const known = this.#links.now(document, head);
    if (known) return known;
    let late = false;
    const found = this.#links.find(document, head).catch((error) => {
      this.#listener.failed(error);
      this.#unlinked = document;
      return NO_LINKS;
    });
    void found.then(() => late && !this.#disposed && this.relink());
    return Promise.race([
      found,
      new Promise<Links>((resolve) => {
        setTimeout(() => {
          late = true;
          resolve(this.#lastLinks);
        }, PATIENCE).unref();
      }),
    ]);
  }

  dispose(): void {
    this.#disposed = true;
    this.#cancel();
  }
}
