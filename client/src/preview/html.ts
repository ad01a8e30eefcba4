/** The page around the preview's content. It never changes while a panel lives; the content comes by message. */
import * as vscode from 'vscode';
import type { Labels } from './messages.ts';

/** Folder of the extension from which a preview may load files. */
export const assetsFolder = (extensionUri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'client', 'dist');

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeAttribute = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]);

/** A value that nobody can guess, so that only the script named with it runs. */
const makeNonce = (): string => globalThis.crypto.randomUUID().replaceAll('-', '');

/**
 * The page's HTML.
 *
 * Nothing is allowed but the extension's own script (by nonce), its own style sheets, and pictures of the extension and of the document's folder: the content comes from a document that may be anybody's.
 */
export function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri, document: vscode.Uri): string {
  const asset = (name: string): string =>
    escapeAttribute(webview.asWebviewUri(vscode.Uri.joinPath(assetsFolder(extensionUri), name)).toString());
  const nonce = makeNonce();
  const policy = [
    `default-src 'none'`,
    `img-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  const base = `${webview.asWebviewUri(vscode.Uri.joinPath(document, '..'))}/`;
  const labels: Labels = {
    goTo: vscode.l10n.t('Go to table …'),
    stale: vscode.l10n.t('The language server does not answer; what is shown may be out of date.'),
    computed: vscode.l10n.t('Computed. Click: the reference. Click again, or Ctrl+click: the cell behind it.'),
  };
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${asset('page.css')}">
<link rel="stylesheet" href="${asset('preview.css')}">
</head>
<body data-base="${escapeAttribute(base)}" data-uri="${escapeAttribute(document.toString())}" data-labels="${escapeAttribute(JSON.stringify(labels))}">
<nav hidden><select aria-label="${escapeAttribute(labels.goTo)}"></select></nav>
<p class="stale-note" role="status">${escapeAttribute(labels.stale)}</p>
<main></main>
<script nonce="${nonce}" src="${asset('webview.js')}"></script>
</body>
</html>`;
}
