/**
 * The other disclosures of a workspace, by what their heads say: unit, year, kind.
 * Looking for them is bounded and done once: the folders nearest to a document first, of each file its beginning only, until files come or go.
 */
import { parseSection, splitSections } from 'budget-grammar';
import { once } from '../base/once.ts';
import { type Identity, identityOf } from '../disclosure/head.ts';
import { type HeadLink, headLinks } from '../disclosure/head-links.ts';
import type { Section } from '../disclosure/section.ts';
import type { FileSource } from './files.ts';
import { folderOf, isWithin, nameOf, uriKey } from './uris.ts';

export const DISCLOSURE_FILE = '.budget';

/** What a head says of a file without its figures. */
export interface Neighbour {
  readonly uri: string;
  readonly identity: Identity;
  readonly links: readonly HeadLink[];
}

/** Nobody keeps more disclosures, or more folders of them, in one workspace; a home folder opened by mistake has more. */
const MOST_FILES = 400;
const MOST_FOLDERS = 200;
const DEEPEST = 8;
/** A head is shorter by far. */
const LONGEST_HEAD = 16_384;

interface Folder {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

const readHead = once((head: Section): Omit<Neighbour, 'uri'> => ({ identity: identityOf(head), links: headLinks(head) }));

/** What a head says; read once for each head. */
export const neighbourOf = (uri: string, head: Section): Neighbour => ({ uri, ...readHead(head) });

const noTitle = (): boolean => false;

function headIn(bytes: Uint8Array): Section {
  const [first] = splitSections(new TextDecoder().decode(bytes), true, noTitle);
  return { id: -1, tree: parseSection(first?.text ?? '', 'head', noTitle) };
}

/** The folders from a document's own up to the outermost root that holds it; only its own if none does. */
function foldersUp(uri: string, roots: readonly string[]): string[] {
  const folders = [folderOf(uri)];
  const holding = roots.filter((root) => isWithin(uri, root));
  while (holding.length > 0) {
    const above = folderOf(folders[folders.length - 1]);
    if (!holding.some((root) => isWithin(above, root))) break;
    folders.push(above);
  }
  return folders;
}

export class Neighbours {
  readonly #files: FileSource;
  #folders = new Map<string, Promise<Folder>>();
  #heads = new Map<string, Promise<Neighbour | undefined>>();
  #around = new Map<string, Promise<readonly string[]>>();

  constructor(files: FileSource) {
    this.#files = files;
  }

  /** The addresses of the disclosures around a document, the nearest first, without its own. */
  async around(uri: string, roots: readonly string[]): Promise<readonly string[]> {
    const key = [folderOf(uri), ...roots].join('\n');
    let found = this.#around.get(key);
    if (!found) {
      found = this.#find(uri, roots);
      this.#around.set(key, found);
    }
    const own = uriKey(uri);
    return (await found).filter((one) => uriKey(one) !== own);
  }

  /** What the head of a file on disk says; undefined if it cannot be read. */
  head(uri: string): Promise<Neighbour | undefined> {
    const key = uriKey(uri);
    let head = this.#heads.get(key);
    if (!head) {
      head = this.#files.read(uri, LONGEST_HEAD).then((bytes) => bytes && neighbourOf(uri, headIn(bytes.subarray(0, LONGEST_HEAD))));
      this.#heads.set(key, head);
    }
    return head;
  }

  /** A file's text changed. */
  forget(uri: string): void {
    this.#heads.delete(uriKey(uri));
  }

  /** Files came or went. */
  clear(): void {
    this.#folders = new Map();
    this.#heads = new Map();
    this.#around = new Map();
  }

  async #find(uri: string, roots: readonly string[]): Promise<readonly string[]> {
    const seen = new Set<string>();
    const found: string[] = [];
    for (const start of foldersUp(uri, roots)) {
      let level = [start];
      for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
        const fresh = level.filter((folder) => !seen.has(folder)).slice(0, MOST_FOLDERS - seen.size);
        for (const folder of fresh) seen.add(folder);
        const inside = await Promise.all(fresh.map((folder) => this.#folder(folder)));
        found.push(...inside.flatMap(({ files }) => files));
        level = inside.flatMap(({ folders }) => folders);
      }
      if (found.length >= MOST_FILES || seen.size >= MOST_FOLDERS) break;
    }
    return found.slice(0, MOST_FILES);
  }

  #folder(uri: string): Promise<Folder> {
    let folder = this.#folders.get(uri);
    if (!folder) {
      folder = Promise.all([this.#files.list(uri), this.#files.folders(uri)]).then(([files, folders]) => ({
        files: files.filter((one) => one.endsWith(DISCLOSURE_FILE)).sort(),
        folders: folders.filter((one) => isOfInterest(nameOf(one))).sort(),
      }));
      this.#folders.set(uri, folder);
    }
    return folder;
  }
}

const isOfInterest = (name: string): boolean => !name.startsWith('.') && name !== 'node_modules';
