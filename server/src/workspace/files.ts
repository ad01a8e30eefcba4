/** The one small interface through which anything outside the open documents is read; each rim brings its own. */
export interface FileSource {
  /** The file's bytes, or with `atMost` no more than so many from its start; undefined if there is none or it cannot be read. */
  read(uri: string, atMost?: number): Promise<Uint8Array | undefined>;
  /** The addresses of the files in a folder, not of those in folders below it; empty if there is no such folder or it cannot be read. */
  list(folder: string): Promise<readonly string[]>;
  /** The addresses of the folders in a folder; empty likewise. */
  folders(folder: string): Promise<readonly string[]>;
}

/** The folders from a document's own up to (and with) the innermost root that holds it; only its own if none does. */
export function foldersAbove(uri: string, roots: readonly string[]): string[] {
  const root = roots.filter((r) => uri.startsWith(withSlash(r))).sort((a, b) => b.length - a.length)[0];
  const folders: string[] = [];
  let folder = uri.slice(0, uri.lastIndexOf('/'));
  while (folder.length > 'file://'.length) {
    folders.push(folder);
    if (root === undefined || folder === withoutSlash(root)) break;
    folder = folder.slice(0, folder.lastIndexOf('/'));
  }
  return folders;
}

const withoutSlash = (uri: string): string => uri.replace(/\/+$/, '');
const withSlash = (uri: string): string => `${withoutSlash(uri)}/`;
