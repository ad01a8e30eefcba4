/** A person writes a figure of the tables into a sentence: by completion, and looks at what it comes to. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { packageFile } from '../../../scripts/package.mjs';
import { root } from '../../../scripts/setup.mjs';
import { Workbench } from '../lib/workbench.ts';

const sample = 'jingdezhen-medical-insurance-2023-final.budget';
const lines = readFileSync(path.join(root, 'samples', sample), 'utf8').split('\n');
const chapter = lines.findIndex((line) => line.startsWith('【情况说明】')) + 1;
/** The line of the first heading; the sentence is typed below it. */
const heading = chapter + 1;
const cell =
  lines.findIndex((line, index) => index > lines.findIndex((one) => one.startsWith('【收入决算表】')) && /(^|\t)合计/.test(line)) + 1;

describe('a figure of the tables in a sentence', () => {
  let vscode: Workbench;

  before(async () => {
    vscode = await Workbench.start({
      files: [`samples/${sample}`],
      extension: packageFile,
      settings: { 'budget.locale': 'zh-CN', 'workbench.colorTheme': 'Default Dark Modern' },
    });
    await vscode.openFile(sample);
    await vscode.errors();
  });
  after(() => vscode?.stop());
  afterEach(async (context) => {
    if (!('passed' in context) || context.passed === false) await vscode.picture(`failed-${context.name.replaceAll(/\W+/g, '-')}`);
  });

  /** Takes a suggestion once it is shown with what stands beside it. */
  async function take(label: string, beside: string): Promise<void> {
    const row = vscode.suggestions().locator('.monaco-list-row', { hasText: label }).filter({ hasText: beside }).first();
    await row.waitFor();
    await row.click();
    await vscode.suggestions().waitFor({ state: 'hidden' });
  }

  const atLine = (line: number) => vscode.page.locator('.part.statusbar', { hasText: new RegExp(`Ln ${line}\\b`) }).waitFor();

  it('is found from the table to the row to the column, each with its value', async () => {
    await vscode.goTo(heading);
    await vscode.page.keyboard.press('End');
    await vscode.page.keyboard.press('Enter');
    await vscode.page.keyboard.type('本单位收入{', { delay: 30 });
    await vscode.page.keyboard.type('收入', { delay: 60 });
    await vscode.suggestions().locator('.monaco-list-row', { hasText: '收入决算表' }).first().waitFor();
    await vscode.picture('20-reference-tables-dark');
    await take('收入决算表', '公开02表');
    await vscode.page.keyboard.type('.');
    await take('合计', '487.26万元');
    await vscode.page.keyboard.type('.');
    await vscode.suggestions().locator('.monaco-list-row', { hasText: '本年收入合计' }).first().waitFor();
    await vscode.picture('21-reference-columns-dark');
    await take('本年收入合计', '487.26万元');
    await vscode.page.keyboard.press('End');
    await vscode.page.keyboard.type('万元。');
    // What it prints stands behind it as a hint.
    await vscode.page.locator('.editor-instance .view-line', { hasText: '{收入决算表.合计.本年收入合计}' }).first().waitFor();
    await vscode.line('本单位收入').filter({ hasText: '487.26' }).waitFor();
    await vscode.picture('22-reference-typed-dark');
  });

  it('is explained where the pointer rests', async () => {
    await vscode.goTo(heading + 1, 16);
    await vscode.command('Show or Focus Hover');
    await vscode.hover().filter({ hasText: '收入决算表' }).filter({ hasText: '487.26' }).waitFor();
    await vscode.picture('23-reference-hover-dark');
    await vscode.page.keyboard.press('Escape');
  });

  it('leads to its cell', async () => {
    await vscode.goTo(heading + 1, 16);
    await vscode.page.keyboard.press('F12');
    await atLine(cell);
  });

  it('is marked in the preview; a click leads to the reference, with Ctrl to the cell', async () => {
    await vscode.goTo(heading + 1);
    await vscode.page.keyboard.press('Control+k');
    await vscode.page.keyboard.press('v');
    const computed = vscode
      .preview()
      .locator('p .derived', { hasText: /^487\.26$/ })
      .first();
    await computed.waitFor();
    assert.match((await computed.getAttribute('title')) ?? '', /Ctrl/);
    await vscode.picture('24-reference-preview-dark');
    await vscode.goTo(1);
    await computed.click();
    await atLine(heading + 1);
    await computed.click({ modifiers: ['Control'] });
    await atLine(cell);
  });

  it('is marked in a light theme too', async () => {
    await vscode.theme('Light Modern');
    await vscode.page.locator('.monaco-workbench.vs').waitFor();
    await vscode.goTo(heading + 1);
    await vscode.picture('25-reference-preview-light');
  });
});
