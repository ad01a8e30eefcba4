/** Files on disk, as the commands see them. */
import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './arguments.ts';

const EXTENSION = '.budget';

/** The disclosures among files and folders, each once; a folder is searched to its depth, without hidden folders and node_modules. */
export async function findDisclosures(
  paths: readonly string[],
  cwd: string,
  say: (message: string, ...args: string[]) => string,
): Promise<string[]> {
  const found: string[] = [];
  for (const given of paths) {
    const info = await stat(path.resolve(cwd, given)).catch(() => undefined);
    if (!info) throw new UsageError(say('{0} is not there or cannot be read.', given));
    if (!info.isDirectory()) found.push(given);
    else {
      const inside = await below(given, cwd);
      if (inside.length === 0) throw new UsageError(say('{0} holds no {1} file.', given, `*${EXTENSION}`));
      found.push(...inside);
    }
  }
  return [...new Map(found.map((file) => [path.resolve(cwd, file), file])).values()];
}

/** Those of the paths that are folders. */
export async function foldersAmong(paths: readonly string[], cwd: string): Promise<string[]> {
  const infos = await Promise.all(paths.map((given) => stat(path.resolve(cwd, given)).catch(() => undefined)));
  return paths.filter((_, i) => infos[i]?.isDirectory());
}

async function below(folder: string, cwd: string): Promise<string[]> {
  const entries = (await readdir(path.resolve(cwd, folder), { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : below(full, cwd);
      return entry.isFile() && entry.name.endsWith(EXTENSION) ? [full] : [];
    }),
  );
  return nested.flat();
}

export interface FileText {
  readonly text: string;
  /** The bytes were UTF-8, so that the text can be written back without loss. */
  readonly faithful: boolean;
}

/** A file's text; UTF-8 with or without BOM, or what is left of any other bytes. */
export async function readText(file: string, cwd: string, say: (message: string, ...args: string[]) => string): Promise<FileText> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path.resolve(cwd, file));
  } catch {
    throw new UsageError(say('{0} is not there or cannot be read.', file));
  }
  return { text: bytes.toString('utf8'), faithful: isUtf8(bytes) };
}

/** As messages name it: relative to the working folder, with slashes. */
export const displayPath = (file: string, cwd: string): string =>
  path.relative(cwd, path.resolve(cwd, file)).split(path.sep).join('/') || '.';

export const uriOf = (file: string, cwd: string): string => pathToFileURL(path.resolve(cwd, file)).href;
