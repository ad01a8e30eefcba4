/** The server on Node: `--stdio`, and files from disk. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './connection.ts';
import { diskFiles } from './disk.ts';

const pages = new URL('../../docs/checks/', import.meta.url).href;
const docs = (code: string): string => `${pages}${code}.md`;

if (!process.argv.some((argument) => /^--(stdio|node-ipc|socket=|pipe=)/.test(argument))) process.argv.push('--stdio');
startServer(createConnection(ProposedFeatures.all), { files: diskFiles, docs });
