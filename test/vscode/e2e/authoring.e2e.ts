/**
 * A person opens a published disclosure, changes a figure, and uses what the extension offers.
 *
 * The steps share one window, as they would on a person's screen; each leaves the file as it found it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { packageFile } from '../../../scripts/package.mjs';
import { root } from '../../../scripts/setup.mjs';
import { Workbench } from '../lib/workbench.ts';

const sample = 'jingdezhen-medical-insurance-2023-final.budget';
const lines = readFileSync(path.join(root, 'samples', sample), 'utf8').split('\n');

/** The one-based number of the first line, from a header on, that begins with a text. */
function lineNumber(header: string, start: string): number {
  const from = lines.findIndex((line) => line.startsWith(header));
  const found = lines.findIndex((line, index) => index > from && line.startsWith(start));
  assert.ok(from >= 0 && found > from, `the sample has ${header} and in it ${start}`);
  return found + 1;
}

const account = lineNumber('【收入决算表】', '2080101');
const pension = lineNumber('【收入决算表】', '2080505');

describe('authoring a disclosure', () => {
  let vscode: Workbench;
  /** Errors of the sample as it was published. */
  let published = 0;

  before(async () => {
    vscode = await Workbench.start({
      files: [`samples/${sample}`],
      extension: packageFile,
      settings: { 'budget.locale': 'zh-CN', 'workbench.colorTheme': 'Default Dark Modern' },
    });
  });
  after(() => vscode?.stop());
  afterEach(async (context) => {
    if (!('passed' in context) || context.passed === false) await vscode.picture(`failed-${context.name.replaceAll(/\W+/g, '-')}`);
  });

  /** Moves the cursor by keys: VS Code counts columns by width, a Chinese character as two. */
  async function moveTo(line: number, index: number): Promise<void> {
    await vscode.goTo(line);
    for (let i = 0; i < index; i++) await vscode.page.keyboard.press('ArrowRight');
  }

  /** Replaces text on a line of the editor, by hand. */
  async function replaceOnLine(line: number, from: string, to: string): Promise<void> {
    await moveTo(line, lines[line - 1].indexOf(from));
    for (let i = 0; i < from.length; i++) await vscode.page.keyboard.press('Shift+ArrowRight');
    await vscode.page.keyboard.type(to);
  }

  /** Takes back everything that was typed. */
  async function revert(): Promise<void> {
    await vscode.focusEditor();
    await vscode.command('File: Revert File');
    await vscode.page.locator('.tab.dirty').waitFor({ state: 'detached' });
  }

  it('opens the sample, coloured and checked', async () => {
    await vscode.openFile(sample);
    published = await vscode.errors();
    assert.equal(await vscode.page.locator('.squiggly-error').count(), 0);
    const colours = await vscode
      .line('收入支出决算总表')
      .locator('span span')
      .evaluateAll((spans) => spans.map((span) => span.className));
    assert.ok(new Set(colours).size >= 1 && colours.every((name) => name.includes('mtk')), 'the header has a colour of its own');
    await vscode.picture('01-opened-dark');
  });

  it('underlines a changed figure and says so in the status bar', async () => {
    await replaceOnLine(account, '183.26', '183.99');
    await vscode.page.locator('.squiggly-error').first().waitFor();
    await vscode
      .status()
      .filter({ hasText: `${published + 1} error` })
      .waitFor();
    await vscode.picture('02-squiggle-dark');
  });

  it('lists the finding in the Problems panel', async () => {
    const panel = await vscode.problems();
    await panel.locator('.monaco-list-row', { hasText: 'unbalanced-total' }).filter({ hasText: '183.99' }).first().waitFor();
    await vscode.picture('03-problems-dark');
  });

  it('leads from the code of a finding to the page that explains it', async () => {
    const panel = await vscode.problems();
    await panel.locator('.monaco-list-row a', { hasText: 'unbalanced-total' }).first().click();
    await vscode.page.locator('.tab', { hasText: 'unbalanced-total' }).waitFor();
    await vscode.page.locator('.tab', { hasText: 'unbalanced-total' }).locator('.tab-actions .action-label').first().click();
    await vscode.focusEditor();
    await vscode.command('View: Hide Panel');
  });

  it('mends the figure by a quick fix', async () => {
    await moveTo(account, lines[account - 1].indexOf('183.26') + 2);
    await vscode.page.keyboard.press('Control+.');
    const menu = vscode.page.locator('.action-widget');
    await menu.locator('.monaco-list-row.action', { hasText: '183.26' }).first().waitFor();
    await vscode.picture('04-quick-fix-dark');
    await menu.locator('.monaco-list-row.action', { hasText: '183.26' }).first().click();
    await vscode.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    assert.match(await vscode.lineText(/^2080101/), /183\.26 +183\.24/);
    await revert();
  });

  it('explains an account on hover', async () => {
    await vscode.goTo(pension, 3);
    await vscode.command('Show or Focus Hover');
    await vscode.hover().filter({ hasText: '机关事业单位基本养老保险缴费支出' }).waitFor();
    await vscode.picture('05-hover-dark');
    await vscode.page.keyboard.press('Escape');
  });

  for (const [typed, how] of [
    ['2080', 'digits of the code'],
    ['xzyx', 'initials of the pinyin'],
  ]) {
    it(`completes an account from ${how}`, async () => {
      await vscode.goTo(pension);
      await vscode.page.keyboard.press('End');
      await vscode.page.keyboard.press('Enter');
      await vscode.page.keyboard.type(typed, { delay: 60 });
      await vscode.suggestions().filter({ hasText: '行政运行' }).waitFor();
      await vscode.picture(`06-completion-${typed}-dark`);
      await vscode.suggestions().locator('.monaco-list-row', { hasText: '行政运行' }).first().click();
      await vscode.suggestions().waitFor({ state: 'hidden' });
      const wanted = vscode.page.locator('.editor-instance .view-line', { hasText: /2080101.行?/ });
      assert.ok((await wanted.count()) >= 2, 'the accepted account stands on the new line as well');
      await revert();
    });
  }

  it('completes the title of a section within the brackets that close themselves', async () => {
    await vscode.goTo(account);
    await vscode.page.keyboard.press('End');
    await vscode.page.keyboard.press('Enter');
    await vscode.page.keyboard.type('【');
    await vscode.page.keyboard.type('zcjs', { delay: 60 });
    await vscode.suggestions().locator('.monaco-list-row', { hasText: '支出决算表' }).first().click();
    const typed = vscode.page.locator('.editor-instance .view-line').filter({ hasText: /^【支出决算表】$/ });
    await typed.first().waitFor();
    await revert();
  });

  it('shows the disclosure as it is printed, and a click leads to its source', async () => {
    await vscode.focusEditor();
    await vscode.page.keyboard.press('Control+k');
    await vscode.page.keyboard.press('v');
    const preview = vscode.preview();
    await preview.locator('table').first().waitFor();
    assert.ok((await preview.locator('table').count()) >= 10, 'all official tables are shown');
    const policy = await preview.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    assert.match(policy ?? '', /^default-src 'none';.*script-src 'nonce-[0-9a-f]{32}'$/);
    await vscode.picture('07-preview-dark');
    const cell = preview.locator('td', { hasText: /^487\.24$/ }).first();
    await cell.click();
    await vscode.page.locator('.part.statusbar', { hasText: /Ln \d+/ }).waitFor();
    const target = lineNumber('【收入支出决算总表】', '一、一般公共预算财政拨款收入');
    await vscode.page.locator('.part.statusbar', { hasText: new RegExp(`Ln ${target}\\b`) }).waitFor();
  });

  it('changes only what changed in the preview while the user types', async () => {
    const preview = vscode.preview();
    // A property of the element object is lost if the element is replaced, and only then.
    const changed = preview.locator('table', { has: vscode.page.locator('td', { hasText: /^183\.26$/ }) }).first();
    await changed.evaluate((table) => Object.assign(table, { kept: true }));
    const kept = (): Promise<boolean> => preview.locator('table').evaluateAll((tables) => tables.some((table) => 'kept' in table));
    assert.ok(await kept());
    await replaceOnLine(account, '183.26', '183.99');
    await preview
      .locator('td', { hasText: /^183\.99$/ })
      .first()
      .waitFor();
    assert.ok(await kept(), 'the table that holds the changed figure is still the same element');
    await vscode.picture('08-preview-changed-dark');
    await revert();
    await preview
      .locator('td', { hasText: /^183\.99$/ })
      .first()
      .waitFor({ state: 'detached' });
  });

  it('keeps the preview at the place of the cursor', async () => {
    await vscode.goTo(account);
    const marked = vscode.preview().locator('td.at-cursor', { hasText: '183.26' });
    await marked.waitFor();
    await vscode.goTo(1);
    await vscode.goTo(account);
    const place = await marked.boundingBox();
    assert.ok(place && place.y > 0 && place.y < 900, 'the marked figure is on the screen');
  });

  it('takes the editor along when the preview is scrolled, and leaves the cursor', async () => {
    await vscode.goTo(account);
    const shown = vscode.page.locator('.editor-instance .line-numbers', { hasText: new RegExp(`^${account}$`) });
    await shown.waitFor();
    await vscode.preview().locator('td.at-cursor').first().hover();
    await vscode.page.mouse.wheel(0, 4000);
    await shown.waitFor({ state: 'detached' });
    await vscode.page.locator('.part.statusbar', { hasText: new RegExp(`Ln ${account}\\b`) }).waitFor();
  });

  it('offers suggestions by a key that no input method takes', async () => {
    await vscode.goTo(pension);
    await vscode.page.keyboard.press('End');
    await vscode.page.keyboard.press('Enter');
    await vscode.page.keyboard.type('xzyx', { delay: 60 });
    await vscode.suggestions().filter({ hasText: '行政运行' }).waitFor();
    await vscode.page.keyboard.press('Escape');
    await vscode.suggestions().waitFor({ state: 'hidden' });
    await vscode.page.keyboard.press('Alt+/');
    await vscode.suggestions().filter({ hasText: '行政运行' }).waitFor();
    await vscode.page.keyboard.press('Escape');
    await revert();
  });

  it('formats the file', async () => {
    await vscode.goTo(account);
    await vscode.page.keyboard.press('Home');
    await vscode.page.keyboard.type('   ');
    await vscode.command('Format Document');
    const indented = vscode.page.locator('.editor-instance .view-line').filter({ hasText: /^\u00a0{3}2080101/ });
    await indented.first().waitFor({ state: 'detached' });
    await vscode.picture('09-formatted-dark');
    await revert();
  });

  it('has the preview again after the window is loaded anew', async () => {
    await vscode.page.reload();
    await vscode.preview().locator('table').first().waitFor({ timeout: 60_000 });
    // VS Code brings back what was reverted right before, if it had not yet thrown its backup away.
    await revert();
  });

  it('looks right in a light theme too', async () => {
    await vscode.theme('Light Modern');
    await vscode.page.locator('.monaco-workbench.vs').waitFor();
    await replaceOnLine(account, '183.26', '183.99');
    await vscode.page.locator('.squiggly-error').first().waitFor();
    const figure = vscode.preview().locator('td.at-cursor', { hasText: /^183\.99$/ });
    await figure.first().waitFor();
    await vscode.picture('10-preview-light');
    await revert();
  });
});
