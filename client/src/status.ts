/** The status bar: whether the disclosure in the active editor balances, and how many findings it has. */
import * as vscode from 'vscode';
import type { Status } from './protocol.ts';
import { isDisclosure } from './server.ts';

/** Shows the status of the active document; a click opens the Problems panel. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('budget.status', vscode.StatusBarAlignment.Left, 10);
  readonly #known = new Map<string, Status>();
  readonly #listeners: vscode.Disposable[];

  constructor() {
    this.#item.name = vscode.l10n.t('Budget Disclosure');
    this.#item.command = 'workbench.actions.view.problems';
    this.#listeners = [
      vscode.window.onDidChangeActiveTextEditor(() => this.#show()),
      vscode.workspace.onDidCloseTextDocument((document) => this.#known.delete(document.uri.toString())),
    ];
    this.#show();
  }

  /** Takes what the server says about a document. */
  update(status: Status): void {
    // The server writes addresses its own way (`c%3A`); the editor's way is the key.
    this.#known.set(vscode.Uri.parse(status.uri).toString(), status);
    this.#show();
  }

  /** Forgets everything, because the server that said it is gone. */
  reset(): void {
    this.#known.clear();
    this.#show();
  }

  dispose(): void {
    this.#item.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  #show(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isDisclosure(document)) {
      this.#item.hide();
      return;
    }
    const status = this.#known.get(document.uri.toString());
    const { text, tooltip, severity } = status ? describe(status) : waiting();
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: tooltip };
    this.#item.backgroundColor = severity && new vscode.ThemeColor(`statusBarItem.${severity}Background`);
    this.#item.show();
  }
}

interface Appearance {
  readonly text: string;
  readonly tooltip: string;
  readonly severity?: 'error' | 'warning';
}

const waiting = (): Appearance => ({
  text: `$(sync~spin) ${vscode.l10n.t('Checking')}`,
  tooltip: vscode.l10n.t('The disclosure is being checked.'),
});

/** Words for a status: the worst thing first, and nothing alarming where all is well. */
function describe({ errors, warnings, balanced }: Status): Appearance {
  const open = vscode.l10n.t('Click to open the Problems panel.');
  const counts = vscode.l10n.t('Errors: {0}, warnings: {1}.', errors, warnings);
  const errorsFound = errors === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', errors);
  const warningsFound = warnings === 1 ? vscode.l10n.t('Balanced, 1 warning') : vscode.l10n.t('Balanced, {0} warnings', warnings);
  if (!balanced) {
    const tooltip = `${vscode.l10n.t('Some figures do not balance.')} ${counts} ${open}`;
    return { text: `$(error) ${errorsFound}`, tooltip, severity: 'error' };
  }
  const tooltip = `${vscode.l10n.t('The figures balance.')} ${counts} ${open}`;
  // An error of another kind is no alarm: the figures are right.
  if (errors > 0) return { text: `$(error) ${errorsFound}`, tooltip };
  if (warnings > 0) return { text: `$(check) ${warningsFound}`, tooltip };
  return { text: `$(check) ${vscode.l10n.t('Balanced')}`, tooltip };
}
