/** The server on Node: `--stdio`, and files from disk. */
import { readFile } from 'node:fs/promises';
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
};

const pages = new URL('../../docs/checks/', import.meta.url).href;
const docs = (code: string): string => `${pages}${code}.md`;

if (!process.argv.some((argument) => /^--(stdio|node-ipc|socket=|pipe=)/.test(argument))) process.argv.push('--stdio');
startServer(createConnection(ProposedFeatures.all), { files, docs });
