/**
 * Opens the editor on `samples/` with the extension in it, after whatever set-up is missing.
 *
 * The desktop VS Code is used where `code` is on the PATH; else a VS Code in the browser, reachable from this machine only, until Ctrl+C.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { calmSettings, embeddedEditorIsPossible, ensureEmbeddedEditor, startEmbeddedEditor } from './editor.mjs';
import { makePackage } from './package.mjs';
import { cache, ensureBuild, ensureDependencies, main, onPath, root, run, Unusable } from './setup.mjs';

const samples = path.join(root, 'samples');

/** The port that is tried first, so that the browser remembers what was open. */
const preferredPort = 8737;

const openDesktop = () => run('code', ['--new-window', `--extensionDevelopmentPath=${root}`, samples]);

/** Starts the VS Code in the browser and answers when it ends. */
async function openInBrowser() {
  ensureEmbeddedEditor();
  const editor = await startEmbeddedEditor({
    profile: path.join(cache, 'editor'),
    extensions: [makePackage()],
    settings: calmSettings,
    port: preferredPort,
  });
  const [first] = readdirSync(samples).filter((name) => name.endsWith('.budget'));
  const address = editor.address(samples, first ? [['openFile', editor.remote(path.join(samples, first))]] : []);
  console.log(`VS Code runs at\n\n  ${address}\n\nOpen this address in a browser of this machine. Ctrl+C ends it.`);
  const asked = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  await Promise.race([asked, editor.exited]);
  await editor.stop();
}

await main(async () => {
  const desktop = onPath('code');
  if (!desktop && !embeddedEditorIsPossible())
    throw new Unusable('Install VS Code and its `code` command (code.visualstudio.com), then run npm start again.');
  ensureDependencies();
  await ensureBuild();
  if (desktop) return openDesktop();
  await openInBrowser();
  return 0;
});
