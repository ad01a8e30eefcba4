/** The server on Node: `--stdio`, and files from disk. */
import { Console } from 'node:console';
import { type Connection, createConnection, ProposedFeatures, StreamMessageReader } from 'vscode-languageserver/node';
import { startServer } from './connection.ts';
import { diskFiles } from './disk.ts';
import { WholeMessageWriter } from './message-writer.ts';

const pages = new URL('../../docs/checks/', import.meta.url).href;
const docs = (code: string): string => `${pages}${code}.md`;

/** Standard output belongs to the protocol: what a library says on the console goes to standard error. Without a client there is nobody to serve. */
function overStandardStreams(): Connection {
  globalThis.console = new Console(process.stderr);
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(process.stdin), new WholeMessageWriter(process.stdout));
  let left = false;
  connection.onShutdown(() => {
    left = true;
  });
  process.stdin.once('close', () => process.exit(left ? 0 : 1));
  return connection;
}

const named = process.argv.some((argument) => /^--(node-ipc|socket=|pipe=)/.test(argument));
startServer(named ? createConnection(ProposedFeatures.all) : overStandardStreams(), { files: diskFiles, docs });
