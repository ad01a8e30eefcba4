/**
 * Runs an extension's tests in the embedded VS Code with a headless browser, and ends as the tests did.
 *
 * Exit codes: 0 the tests passed, 1 they failed, 70 the page crashed, 71 the extension host crashed, 124 no end within the time limit.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import util from 'node:util';
import { calmSettings, startEmbeddedEditor } from '../../../scripts/editor.mjs';
import { startBrowser } from '../lib/workbench.ts';

const timeLimit = 240_000;

/** What the workbench itself logs through the same door as the tests. */
const noise =
  /^(Resolv|Creating a socket|Ignoring|Updating additional|Failed to|Error: Unable|\[|Using production|Started local extension host|The web worker|INFO|WARN|ERR )/;

const valuesOf = (name: string): string[] =>
  process.argv.flatMap((argument) => (argument.startsWith(`--${name}=`) ? [argument.slice(name.length + 3)] : []));

const home = mkdtempSync(path.join(tmpdir(), 'budget-code-'));
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? home;
const editor = await startEmbeddedEditor({ profile: path.join(home, 'profile'), settings: calmSettings, trust: false, driver: true });
const { context, page } = await startBrowser(path.join(home, 'browser'));

const outcome = new Promise<number>((resolve) => {
  const timer = setTimeout(() => resolve(124), timeLimit);
  timer.unref();
  page.on('crash', () => resolve(70));
  void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
});
await page.exposeFunction('codeAutomationLog', (_type: string, values: unknown[]) => {
  const text = util.format(...values);
  if (process.env.BUDGET_TEST_DEBUG || !noise.test(text)) console.log(text);
});
await page.goto(
  editor.address(folder, [
    ...valuesOf('extensionDevelopmentPath').map((file): [string, string] => ['extensionDevelopmentPath', editor.remote(file)]),
    ['extensionTestsPath', editor.remote(valuesOf('extensionTestsPath')[0])],
    ['skipWelcome', 'true'],
  ]),
);

/** An extension host that was killed counts as success for the workbench; only the server's log tells. */
async function hostEndedWell(): Promise<boolean> {
  const ended = /Extension Host Process exited with code: (\w+), signal: (\w+)/;
  for (let i = 0; i < 100; i++) {
    const found = ended.exec(readFileSync(editor.log, 'utf8'));
    if (found) return found[1] === '0' && found[2] === 'null';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

let code = await outcome;
if (code === 0 && !(await hostEndedWell())) code = 71;
if (code > 1) console.error(readFileSync(editor.log, 'utf8').slice(-3000));
await context.close();
await editor.stop();
rmSync(home, { recursive: true, force: true, maxRetries: 5 });
process.exit(code);
