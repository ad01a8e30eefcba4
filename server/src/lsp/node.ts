/** The server on Node: `--stdio`, and files from disk. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './connection.ts';

/** No file that the server reads beside the documents is longer. */
const LONGEST = 32_000_000;

const files = {
  async read(uri: string): Promise<Uint8Array | undefined> {
    if (!uri.startsWith('file:')) return undefined;
    try {
      const bytes = await readFile(fileURLToPath(uri));
      return bytes.length > LONGEST ? undefined : bytes;
    } catch {
      // A file that is not there, or not ours to read, is the usual case.
      return undefined;
    }
  },
  async list(folder: string): Promise<readonly string[]> {
    if (!folder.startsWith('file:')) return [];
    try {
      const entries = await readdir(fileURLToPath(folder), { withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => `${folder}/${encodeURIComponent(name)}`);
    } catch {
      // Few folders have one named forms.
      return [];
    }
  },
};

const pages = new URL('../../docs/checks/', import.meta.url).href;
const docs = (code: string): string => `${pages}${code}.md`;

if (!process.argv.some((argument) => /^--(stdio|node-ipc|socket=|pipe=)/.test(argument))) process.argv.push('--stdio');
startServer(createConnection(ProposedFeatures.all), { files, docs });
