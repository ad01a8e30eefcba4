/** VS Code as a person sees it: the workbench in a browser, with the packaged extension in it. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { browserFile } from '../../../scripts/browser.mjs';
import { calmSettings, startEmbeddedEditor } from '../../../scripts/editor.mjs';
import { root } from '../../../scripts/setup.mjs';

/** Pictures of every run, for people to look at. */
const pictures = path.join(root, 'test-results');

/** As root and on a closed network Chromium needs these, or it does not start, or waits for hosts that do not answer. */
const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a headless browser with a profile of its own. */
export async function startBrowser(profile: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserFile(),
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: browserFlags,
  });
  context.setDefaultTimeout(30_000);
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

export interface WorkbenchOptions {
  /** Files or folders, relative to the repository, that are copied into the workspace. */
  readonly files: readonly string[];
  /** The `.vsix` to install. */
  readonly extension: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether VS Code asks whether the folder is trusted, as it does for every user. */
  readonly trust?: boolean;
}

export class Workbench {
  readonly page: Page;
  readonly folder: string;
  readonly #stop: () => Promise<void>;

  private constructor(page: Page, home: string, stop: () => Promise<void>) {
    this.page = page;
    this.folder = path.join(home, 'disclosures');
    this.#stop = stop;
  }

  /** Starts VS Code on a folder of copies and waits until it can be used. */
  static async start({ files, extension, settings = {}, trust = false }: WorkbenchOptions): Promise<Workbench> {
    const home = mkdtempSync(path.join(tmpdir(), 'budget-editor-'));
    const folder = path.join(home, 'disclosures');
    mkdirSync(folder);
    mkdirSync(pictures, { recursive: true });
    for (const file of files) cpSync(path.join(root, file), path.join(folder, path.basename(file)), { recursive: true });
    const profile = path.join(home, 'profile');
    const editor = await startEmbeddedEditor({
      profile,
      extensions: [extension],
      settings: { ...calmSettings, 'files.autoSave': 'off', ...settings },
      trust,
    });
    const browser = await startBrowser(path.join(home, 'browser')).catch(async (error) => {
      await editor.stop();
      throw error;
    });
    const stop = async (): Promise<void> => {
      await browser.context.close();
      await editor.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    };
    const workbench = new Workbench(browser.page, home, stop);
    if (process.env.BUDGET_TEST_DEBUG) browser.page.on('console', (message) => console.log(`  [page] ${message.text().slice(0, 300)}`));
    await browser.page.goto(editor.address(folder));
    await browser.page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
    return workbench;
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  /** Takes a picture into `test-results/`. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }

  /** Opens a file of the folder from the explorer, as an editor that stays. */
  async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick({ timeout: 60_000 });
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.waitForSelector('.editor-instance .view-line');
  }

  /** Runs a command from the command palette. */
  async command(label: string): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill(`>${label}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  }

  /** Puts the cursor at a place of the active editor, one-based as the status bar shows it. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+g');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.page.locator('.part.statusbar', { hasText: new RegExp(`Ln ${line}\\b`) }).waitFor();
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** How many errors the extension's entry in the status bar tells, once it has checked. */
  async errors(): Promise<number> {
    await this.status()
      .filter({ hasText: /error|Balanced/ })
      .waitFor({ timeout: 60_000 });
    return Number(/(\d+) error/.exec((await this.status().textContent()) ?? '')?.[1] ?? 0);
  }

  /** Gives the keyboard to the text editor. */
  async focusEditor(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Control+1');
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** A line of the text editor by some text in it. */
  line(text: string | RegExp): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: text }).first();
  }

  /** The text of the file on disk is not looked at: what counts is what the editor shows. */
  async lineText(text: string | RegExp): Promise<string> {
    return ((await this.line(text).textContent()) ?? '').replaceAll('\u00a0', ' ');
  }

  /** The hover that is open. */
  hover(): Locator {
    return this.page.locator('.monaco-hover:not(.hidden)').first();
  }

  /** The list of suggestions that is open. */
  suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible');
  }

  /** The Problems panel, opened. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    return panel;
  }

  /** The inside of the preview. */
  preview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** The extension's entry in the status bar. */
  status(): Locator {
    return this.page.locator('[id="budget-disclosure.budget-disclosure.budget.status"]');
  }

  /** Chooses a colour theme, as a person would. */
  async theme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.page.locator('.quick-input-list .monaco-list-row').nth(1).waitFor();
    await this.page.locator('.quick-input-widget input').first().fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }
}
