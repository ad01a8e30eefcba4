/** `npm start`: prints an address at which VS Code shows the samples with the extension in it, and ends at Ctrl+C. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { plainNode, root } from '../../../scripts/setup.mjs';
import { startBrowser } from '../lib/workbench.ts';

describe('npm start', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'budget-start-'));
  let start: ChildProcess;
  let address = '';

  before(async () => {
    start = spawn(plainNode(), ['scripts/start.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const text of start.stdout!.setEncoding('utf8')) {
      address = /http:\S+/.exec(text)?.[0] ?? '';
      if (address) break;
    }
    assert.ok(address, 'npm start ended without printing an address');
  });
  after(() => {
    start.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  it('prints an address of this machine only', () => {
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\//);
  });

  it('opens a sample and checks it', async () => {
    const { context, page } = await startBrowser(home);
    try {
      await page.goto(address);
      await page.locator('.tab.active', { hasText: '.budget' }).waitFor({ timeout: 60_000 });
      await page
        .locator('[id="budget-disclosure.budget-disclosure.budget.status"]', { hasText: /Balanced|error/ })
        .waitFor({ timeout: 60_000 });
    } finally {
      await context.close();
    }
  });

  it('ends at Ctrl+C and takes everything with it', async () => {
    assert.equal(start.exitCode, null);
    const ended = new Promise((resolve) => start.once('exit', resolve));
    start.kill('SIGINT');
    assert.equal(await ended, 0);
    await assert.rejects(fetch(address));
  });
});
