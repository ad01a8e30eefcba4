/** Takes every quick fix that a text is offered and shows what it leaves. */
import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver-types';
import { analyse, applyEdits, linesOf, service, URI, withHead } from './kit.ts';

const WHOLE = { start: { line: 0, character: 0 }, end: { line: Number.MAX_SAFE_INTEGER, character: 0 } };

const findingsOf = (text: string, code: string): number =>
  service.diagnostics(analyse(text)).filter((diagnostic) => diagnostic.code === code).length;

/** The lines of `after` that are not lines of `before` at the same distance from the start or the end. */
function changed(before: readonly string[], after: readonly string[]): string {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return after
    .slice(head, after.length - tail)
    .join(' ⏎ ')
    .replaceAll('\t', '⇥');
}

function showFix(text: string, { title, diagnostics, edit, isPreferred }: CodeAction): string {
  const code = String(diagnostics![0].code);
  const after = applyEdits(text, edit!.changes![URI]);
  assert.ok(findingsOf(after, code) < findingsOf(text, code), `"${title}" leaves ${code}`);
  return `${code}${isPreferred ? ' (preferred)' : ''}: ${title} ⇒ ${changed(linesOf(text), linesOf(after)) || '∅'}`;
}

/** One line a fix: its finding's code, whether it is preferred, its title, the lines that it changed. Each must mend its finding. */
export function showFixes(source: string): string {
  const text = withHead(source);
  return service
    .actions(analyse(text), WHOLE)
    .map((action) => showFix(text, action))
    .join('\n');
}
