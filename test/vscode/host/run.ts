/**
 * Runs the suites of this folder inside VS Code's extension host, by VS Code's own test tool.
 *
 * On Linux x64 the tool drives the embedded VS Code through a stand-in for the `code` program; elsewhere it brings a VS Code of its own.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { embeddedEditorIsPossible } from '../../../scripts/editor.mjs';
import { root } from '../../../scripts/setup.mjs';

const here = import.meta.dirname;
const bundle = path.join(here, 'dist', 'index.cjs');

await build({
  entryPoints: [path.join(here, 'index.ts')],
  outfile: bundle,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
});

const workspace = mkdtempSync(path.join(tmpdir(), 'budget-host-'));
cpSync(path.join(root, 'samples'), workspace, { recursive: true });
try {
  await runTests({
    vscodeExecutablePath: embeddedEditorIsPossible() ? path.join(here, 'code') : undefined,
    extensionDevelopmentPath: root,
    extensionTestsPath: bundle,
    launchArgs: [workspace],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
