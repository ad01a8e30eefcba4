/** Documents as others draw on them, from an editor that has them open or from disk; each is read once a version. */
import type { LinkedDisclosure } from '../disclosure/links.ts';
import type { Document } from './document.ts';
import type { FileSource } from './files.ts';
import type { LinkReader } from './link-reader.ts';
import { uriKey } from './uris.ts';

/** What makes documents and reads them: the language service that rules at a place. */
export interface DocumentReader {
  createDocument(uri: string, version: number, text: string): Document;
  createLinkReader(): LinkReader;
}

/** A document in an editor. */
export interface EditedDocument {
  readonly document: Document;
  readonly reader: DocumentReader;
}

/** Where documents come from. */
export interface LinkHost {
  readonly files: FileSource;
  /** Documents in editors: they rule over what is on disk. */
  edited(): Iterable<EditedDocument>;
  /** The service that rules for a file on disk. */
  readerFor(uri: string): Promise<DocumentReader>;
  /** The kind of disclosure that a form set is for; undefined for an unknown one. */
  kindOf(formSet: string): string | undefined;
}

/** The version of a document that no editor has. */
const ON_DISK = Number.MIN_SAFE_INTEGER;

/** Why a file cannot be drawn on. */
export type Unlinked = 'missing' | 'too-long';

interface Read {
  readonly by: DocumentReader;
  readonly linkReader: LinkReader;
  readonly document: Document;
  readonly linked: LinkedDisclosure;
}

export class LinkedFiles {
  readonly #host: LinkHost;
  readonly #read = new Map<string, Read>();
  #onDisk = new Map<string, Promise<EditedDocument | undefined>>();

  constructor(host: LinkHost) {
    this.#host = host;
  }

  /** The document in an editor at an address, however it is spelt. */
  edited(uri: string): EditedDocument | undefined {
    const key = uriKey(uri);
    for (const one of this.#host.edited()) if (uriKey(one.document.uri) === key) return one;
    return undefined;
  }

  /** The same object as long as neither the editor's text nor the file changes. */
  async linked(uri: string): Promise<LinkedDisclosure | Unlinked> {
    const found = this.edited(uri) ?? (await this.#fromDisk(uri));
    if (!found) return 'missing';
    return found.document.tooLong ? 'too-long' : this.#readBy(uriKey(uri), found);
  }

  /** Whether a disclosure is still what `linked` would give. */
  isCurrent(linked: LinkedDisclosure): boolean {
    const key = uriKey(linked.uri);
    const read = this.#read.get(key);
    if (read?.linked !== linked) return false;
    const edited = this.edited(linked.uri);
    return edited ? edited.document === read.document : this.#onDisk.has(key) && read.document.version === ON_DISK;
  }

  /** A file changed, came or went. */
  forget(uri: string): void {
    this.#onDisk.delete(uriKey(uri));
  }

  clear(): void {
    this.#onDisk = new Map();
    this.#read.clear();
  }

  #readBy(key: string, { document, reader }: EditedDocument): LinkedDisclosure {
    const known = this.#read.get(key);
    const linkReader = known?.by === reader ? known.linkReader : reader.createLinkReader();
    const linked = linkReader.read(document);
    this.#read.set(key, { by: reader, linkReader, document, linked });
    return linked;
  }

  #fromDisk(uri: string): Promise<EditedDocument | undefined> {
    const key = uriKey(uri);
    let found = this.#onDisk.get(key);
    if (!found) {
      found = this.#open(uri);
      this.#onDisk.set(key, found);
    }
    return found;
  }

  async #open(uri: string): Promise<EditedDocument | undefined> {
    const bytes = await this.#host.files.read(uri);
    if (!bytes) return undefined;
    const reader = await this.#host.readerFor(uri);
    return { document: reader.createDocument(uri, ON_DISK, new TextDecoder().decode(bytes)), reader };
  }
}
