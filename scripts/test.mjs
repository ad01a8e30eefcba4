/**
 * Runs every test, from the linter to a person-like run in a real VS Code, after whatever set-up is missing.
 *
 * `npm test` runs all suites; `npm test -- unit end-to-end` runs those named. Each suite prints its own counts; the last line is the sum, `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { embeddedEditorIsPossible, ensureEmbeddedEditor } from './editor.mjs';
import { makePackage } from './package.mjs';
import { ensureBuild, ensureDependencies, main, pinnedNode, root, say, toolEnvironment, Unusable } from './setup.mjs';

const bin = (...names) => path.join(root, 'node_modules', ...names);

const nodeTest = ['--test', '--test-reporter=spec'];
const nodeTestCounts = lastOf(/^ℹ pass (\d+)/gm, /^ℹ fail (\d+)/gm);

/** A Chromium, the VS Code that it shows and the packaged extension; where VS Code brings its own, nothing. */
async function prepareEditor() {
  await ensureBuild();
  if (!embeddedEditorIsPossible()) return;
  ensureBrowser();
  ensureEmbeddedEditor();
  makePackage();
}

/**
 * Suites in the order in which they run: cheap ones first. `prepare` brings what a suite needs; `counts` reads [passed, failed] out of what it printed, and a suite without it counts as one test.
 * Where `possible` is false a suite is left out, and said to be.
 */
const suites = [
  { name: 'lint', args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'] },
  // The server's types include data that the build makes.
  { name: 'types', args: [bin('typescript', 'bin', 'tsc'), '--noEmit'], prepare: ensureBuild },
  { name: 'types-of-preview', args: [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'client'] },
  { name: 'unit', args: [...nodeTest, 'test/**/*.test.ts'], counts: nodeTestCounts, prepare: ensureBuild },
  {
    name: 'extension-host',
    args: ['test/vscode/host/run.ts'],
    counts: lastOf(/^\s*(\d+) passing/gm, /^\s*(\d+) failing/gm),
    prepare: prepareEditor,
  },
  {
    name: 'end-to-end',
    args: [...nodeTest, '--test-concurrency=1', '--test-timeout=300000', 'test/vscode/e2e/*.e2e.ts'],
    counts: nodeTestCounts,
    prepare: prepareEditor,
    possible: embeddedEditorIsPossible(),
  },
];

/** Reads the last match of each of two patterns as [passed, failed]. */
function lastOf(...patterns) {
  return (output) => patterns.map((pattern) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0));
}

/** Prepares and runs a suite; what cannot be prepared has failed, with one line that says why. */
async function run(suite) {
  try {
    await suite.prepare?.();
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    say(error.message);
    return [0, 1];
  }
  return runPrepared(suite);
}

/** Runs one suite, shows its output as it comes, and answers [passed, failed]. */
function runPrepared(suite) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode(), suite.args, { cwd: root, env: toolEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => process.stderr.write(text));
    child.once('error', reject);
    child.once('close', (code) => {
      const [passed, failed] = suite.counts ? suite.counts(output) : [code === 0 ? 1 : 0, 0];
      // A suite that ran no test proves nothing, and one that ended badly without naming a failed test still failed.
      const ranWell = code === 0 && passed > 0;
      resolve([passed, failed === 0 && !ranWell ? 1 : failed]);
    });
  });
}

/** The suites asked for on the command line; none asked for means all. */
function chosenSuites(names) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0)
    throw new Unusable(`No such suite: ${unknown.join(', ')}. There are: ${suites.map((suite) => suite.name).join(', ')}.`);
  return names.length === 0 ? suites : suites.filter((suite) => names.includes(suite.name));
}

await main(async () => {
  const chosen = chosenSuites(process.argv.slice(2));
  ensureDependencies();
  let passed = 0;
  let failed = 0;
  for (const suite of chosen) {
    say(`\n── ${suite.name}`);
    if (suite.possible === false) {
      say('Not run: it needs Linux x64.');
      continue;
    }
    const started = Date.now();
    const [good, bad] = await run(suite);
    console.log(`${suite.name}: ${good} passed, ${bad} failed (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    passed += good;
    failed += bad;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
