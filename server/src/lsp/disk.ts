/** Files on disk, for the server on Node and the command line. */
import { open, readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FileSource } from '../workspace/files.ts';

/** No file that is read beside the documents is longer. */
const LONGEST = 32_000_000;

async function entries(folder: string, wanted: 'isFile' | 'isDirectory'): Promise<readonly string[]> {
  if (!folder.startsWith('file:')) return [];
  try {
    const found = await readdir(fileURLToPath(folder), { withFileTypes: true });
    return found.filter((entry) => entry[wanted]()).map(({ name }) => `${folder}/${encodeURIComponent(name)}`);
  } catch {
    // Few folders have one named forms.
    return [];
  }
}

async function start(path: string, atMost: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(atMost), 0, atMost, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export const diskFiles: FileSource = {
  async read(uri, atMost) {
    if (!uri.startsWith('file:')) return undefined;
    try {
      if (atMost !== undefined) return await start(fileURLToPath(uri), atMost);
      const bytes = await readFile(fileURLToPath(uri));
      return bytes.length > LONGEST ? undefined : bytes;
    } catch {
      // A file that is not there, or not ours to read, is the usual case.
      return undefined;
    }
  },
  list: (folder) => entries(folder, 'isFile'),
  folders: (folder) => entries(folder, 'isDirectory'),
};
