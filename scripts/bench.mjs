/**
 * Measures the language server beside VS Code's JSON language server, and the command line beside programs for plain-text accounting, and prints tables:
 * `npm run bench [-- --lines 1000,10000 --edits 120 --json]`.
 *
 * The peer is the one in the embedded VS Code that the tests use. Where that cannot run, `--peer FILE` names another copy's `jsonServerMain.js`; without one only our own figures are printed.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { embeddedEditorIsPossible, ensureEmbeddedEditor } from './editor.mjs';
import { cache, ensureBuild, ensureDependencies, main, pinnedNode, root, run, say, toolEnvironment } from './setup.mjs';

const inEditor = 'package/lib/vscode/extensions/json-language-features/server/dist/node/jsonServerMain.js';

/** The JSON language server of the embedded VS Code; undefined where there is none. */
function findPeer() {
  if (!embeddedEditorIsPossible()) return undefined;
  ensureEmbeddedEditor();
  const copies = readdirSync(cache).filter((name) => name.startsWith('vscode-'));
  return copies.map((name) => path.join(cache, name, inEditor)).find((file) => existsSync(file));
}

await main(async () => {
  ensureDependencies();
  await ensureBuild();
  const args = process.argv.slice(2);
  const peer = args.includes('--peer') ? undefined : findPeer();
  if (!peer && !args.includes('--peer')) say('No JSON language server to compare with: give its module by --peer.');
  const ours = path.join(root, 'server', 'dist', 'server.js');
  const cli = path.join(root, 'server', 'dist', 'cli.js');
  const bench = path.join(root, 'test', 'bench', 'main.ts');
  return run(pinnedNode(), [bench, '--ours', ours, '--cli', cli, ...(peer ? ['--peer', peer] : []), ...args], { env: toolEnvironment() });
});
