/**
 * Builds what is shipped: the language server, the command line, the extension and the preview's script.
 *
 * `--watch` rebuilds on every change. The bundles target Node 20, because VS Code and a plain `node` run them, not the pinned Node of this repository.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies, main, pinnedNode, plainNode, root, run, say, toolEnvironment, Unusable } from './setup.mjs';

/** Some libraries are CommonJS and ask for Node's built-ins at run time, which a module has to be helped with. */
const requireForModules =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** The one thing that a library (Chevrotain) wants and Node 20 does not have. */
const groupByForNode20 =
  'Object.groupBy ??= (items, keyOf) => { const groups = Object.create(null); let i = 0; for (const item of items) (groups[keyOf(item, i++)] ??= []).push(item); return groups; };';

const common = { bundle: true, minify: true, sourcemap: true, legalComments: 'none', logLevel: 'warning', absWorkingDir: root };
const onNode = { ...common, platform: 'node', target: 'node20' };
const nodeModule = {
  ...onNode,
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: { js: `${requireForModules}\n${groupByForNode20}` },
};

/** Every bundle, as esbuild's options. */
const bundles = [
  {
    ...nodeModule,
    splitting: true,
    entryPoints: { server: 'server/src/lsp/start.ts', cli: 'server/src/cli/start.ts' },
    outdir: 'server/dist',
  },
  { ...onNode, format: 'cjs', external: ['vscode'], entryPoints: ['client/src/extension.ts'], outfile: 'client/dist/extension.cjs' },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: ['client/src/preview/webview.ts'],
    outfile: 'client/dist/webview.js',
  },
];

/** Data that is computed from other data, such as the pinyin of the account catalogue. */
async function generate() {
  const script = path.join(root, 'scripts', 'generate.mjs');
  if ((await run(pinnedNode(), [script], { env: toolEnvironment() })) !== 0) throw new Unusable('Generating data failed.');
}

/** The style sheets of the preview: the renderer's, so that the preview looks like what is published, and the preview's own. */
async function writeStyles(esbuild) {
  const renderer = path.join(root, 'server', 'src', 'render', 'style.ts');
  const { outputFiles } = await esbuild.build({ ...nodeModule, banner: {}, sourcemap: false, entryPoints: [renderer], write: false });
  const { style } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  mkdirSync(path.join(root, 'client', 'dist'), { recursive: true });
  writeFileSync(path.join(root, 'client', 'dist', 'page.css'), style);
  copyFileSync(path.join(root, 'client', 'src', 'preview', 'preview.css'), path.join(root, 'client', 'dist', 'preview.css'));
}

/** Starts each program on the Node that users have, which may be older than the pinned one. */
async function smokeTest() {
  const programs = [
    ['server/dist/cli.js', ['--help'], () => {}],
    ['server/dist/server.js', ['--stdio'], greetAndLeave],
  ];
  for (const [file, args, converse] of programs) {
    const { code, output } = await start(plainNode(), [path.join(root, file), ...args], converse);
    if (code !== 0) throw new Unusable(`${file} does not start (exit code ${code}): ${lastLines(output)}`);
  }
}

/** Runs a program for half a minute at most; answers its exit code and all that it wrote. */
function start(command, args, converse) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { timeout: 30_000 });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    child.once('error', reject).once('close', (code) => resolve({ code, output }));
    converse(child);
  });
}

/** The shortest conversation with a language server: initialize, and once it has answered, shutdown and exit. */
function greetAndLeave(child) {
  const send = (message) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  child.stdout.once('data', () => {
    send({ method: 'initialized', params: {} });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
  });
}

/** The end of an output, without the endless lines of minified code. */
const lastLines = (output) =>
  output
    .trimEnd()
    .split('\n')
    .slice(-12)
    .map((line) => line.slice(0, 200))
    .join('\n');

await main(async () => {
  ensureDependencies();
  await generate();
  const esbuild = await import('esbuild');
  // The names of shared parts change with what is in them.
  rmSync(path.join(root, 'server', 'dist'), { recursive: true, force: true });
  await writeStyles(esbuild);
  if (process.argv.includes('--watch')) {
    for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
    say('Watching for changes.');
    return;
  }
  // esbuild has said by then what is wrong.
  const built = await Promise.allSettled(bundles.map((bundle) => esbuild.build(bundle)));
  if (built.some(({ status }) => status === 'rejected')) throw new Unusable('Bundling failed.');
  await smokeTest();
});
