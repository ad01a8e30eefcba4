/**
 * A VS Code that runs in the browser, for machines on which none is installed and for tests that act as a person would.
 *
 * The npm package `code-server` carries the MIT-licensed build of VS Code (server, workbench and Node extension host). Only that build is used and started by itself; the front around it is not.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { cache, onPath, pinnedNode, root, runQuietly, say, toolEnvironment, Unusable } from './setup.mjs';

const version = '4.139.1';
const home = path.join(cache, `vscode-${version}`);
const server = path.join(home, 'package', 'lib', 'vscode');
const program = path.join(server, 'out', 'server-main.js');

/** Whether the embedded VS Code can be had on this machine. */
export const embeddedEditorIsPossible = () => process.platform === 'linux' && process.arch === 'x64';

/** Installs the embedded VS Code into `.cache/` where it is not there yet. Takes half a minute and 600 MB, once. */
export function ensureEmbeddedEditor() {
  if (!embeddedEditorIsPossible())
    throw new Unusable('The VS Code that comes with this repository runs on Linux x64 only; install VS Code from code.visualstudio.com.');
  if (existsSync(program)) return;
  say('Setting up VS Code (once, about half a minute) …');
  const partial = `${home}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const env = toolEnvironment();
  const [archive] = runQuietly('npm', ['pack', `code-server@${version}`, '--loglevel=error', '--silent'], { cwd: partial, env })
    .trim()
    .split('\n')
    .slice(-1);
  runQuietly('tar', ['xzf', archive], { cwd: partial });
  rmSync(path.join(partial, archive));
  const folder = path.join(partial, 'package', 'lib', 'vscode');
  // No install scripts: they would build ten native modules, and VS Code starts without any of them.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  runQuietly('npm', ['install', ...quiet, '--ignore-scripts', '--omit=dev', '--engine-strict=false'], { cwd: folder, env });
  buildNativeModules(folder, quiet);
  rmSync(home, { recursive: true, force: true });
  renameSync(partial, home);
}

/** Two native modules are worth building where a compiler is at hand: without spdlog output channels stay empty, without the watchdog an extension host may outlive its server. */
function buildNativeModules(folder, quiet) {
  if (!['python3', 'make', 'g++'].every(onPath)) return;
  const headers = path.resolve(path.dirname(pinnedNode()), '..');
  try {
    const env = toolEnvironment({ npm_config_nodedir: headers });
    runQuietly('npm', ['rebuild', ...quiet, '@vscode/spdlog', '@vscode/native-watchdog'], { cwd: folder, env });
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    say('The native modules of VS Code could not be built; it works without them, but its output channels stay empty.');
  }
}

/** A port of the loopback interface: the preferred one if it is free, else any. */
const freePort = (preferred = 0) =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(freePort()));
    probe.listen(preferred, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** User settings that keep VS Code to the matter at hand: no welcome, no advice, no AI, no telemetry. */
export const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
};

/**
 * Starts VS Code's server on the loopback interface.
 *
 * @param {object} options
 * @param {string} options.profile folder for everything that VS Code writes: settings, extensions, logs
 * @param {string[]} [options.extensions] `.vsix` files to install first
 * @param {object} [options.settings] user settings, written where the profile has none yet
 * @param {boolean} [options.trust] whether workspace trust is asked for; VS Code's default is yes
 * @param {boolean} [options.driver] obey `extensionDevelopmentPath` and `extensionTestsPath` in the address; hides notifications
 * @param {number} [options.port] the port that is taken if it is free
 * @returns {Promise<{ address: (folder: string, payload?: [string, string][]) => string, remote: (file: string) => string, log: string, exited: Promise<void>, stop: () => Promise<void> }>}
 */
export async function startEmbeddedEditor({ profile, extensions = [], settings = {}, trust = true, driver = false, port }) {
  const user = path.join(profile, 'data', 'User');
  mkdirSync(user, { recursive: true });
  if (!existsSync(path.join(user, 'settings.json'))) writeFileSync(path.join(user, 'settings.json'), JSON.stringify(settings, null, 2));
  // A HOME of its own keeps the user's configuration out of the tests, and an empty gallery keeps VS Code from asking the network.
  const env = toolEnvironment({ HOME: profile, EXTENSIONS_GALLERY: '{}' });
  const folders = ['--server-data-dir', path.join(profile, 'server'), '--user-data-dir', path.join(profile, 'data')];
  const args = [program, '--accept-server-license-terms', ...folders, '--extensions-dir', path.join(profile, 'extensions')];
  for (const file of extensions) runQuietly(pinnedNode(), [...args, '--install-extension', path.resolve(root, file), '--force'], { env });
  const listenOn = await freePort(port);
  const log = path.join(profile, 'server.log');
  const output = openSync(log, 'w');
  const flags = [
    '--without-connection-token',
    '--disable-telemetry',
    ...(trust ? [] : ['--disable-workspace-trust']),
    ...(driver ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(pinnedNode(), [...args, '--host', '127.0.0.1', '--port', String(listenOn), ...flags], {
    env,
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  const exited = new Promise((resolve) => child.once('exit', () => resolve()));
  const base = `http://127.0.0.1:${listenOn}`;
  await waitUntilUp(base, child, log);
  return {
    address: (folder, payload = []) =>
      `${base}/?folder=${encodeURIComponent(path.resolve(folder))}${payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : ''}`,
    remote: (file) => `vscode-remote://127.0.0.1:${listenOn}${path.resolve(file)}`,
    log,
    exited,
    stop: () => stopGroup(child, exited),
  };
}

async function waitUntilUp(base, child, log) {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const up = await fetch(`${base}/version`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  signalGroup(child, 'SIGKILL');
  throw new Unusable(`VS Code's server did not start: ${readFileSync(log, 'utf8').slice(-1000)}`);
}

/** Signals the server with everything it started, such as extension hosts and language servers; false if none of them lives. */
function signalGroup(child, signal) {
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

async function stopGroup(child, exited) {
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), 3000);
  await exited;
  clearTimeout(force);
  for (let i = 0; i < 20 && signalGroup(child, 0); i++) await new Promise((resolve) => setTimeout(resolve, 100));
  signalGroup(child, 'SIGKILL');
}
