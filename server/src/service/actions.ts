/** Quick fixes: what the findings in a range offer; and figures of sentences as references. */
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import type { Finding, Fix } from '../disclosure/finding.ts';
import type { Range } from '../workspace/document.ts';
import type { Analysis } from './analysis.ts';
import { type CheckSettings, diagnosticOf, gradedFindings } from './diagnostics.ts';
import { REWRITE, referenceFixes, rewriteActions } from './reference/actions.ts';

const overlaps = (a: Range, b: Range): boolean =>
  (a.start.line < b.end.line || (a.start.line === b.end.line && a.start.character <= b.end.character)) &&
  (b.start.line < a.end.line || (b.start.line === a.end.line && b.start.character <= a.end.character));

/** Whether a client that asks for some kinds of actions, by prefix, asks for one; it asks for all if it names none. */
export const wants = (kinds: readonly string[] | undefined, kind: string): boolean =>
  !kinds || kinds.some((one) => kind === one || kind.startsWith(`${one}.`));

/** `kinds`: what the client asks for, by prefix; everything if left out. */
export function actionsAt(
  analysis: Analysis,
  range: Range,
  settings: CheckSettings,
  docs: (code: string) => string,
  kinds?: readonly string[],
): CodeAction[] {
  return [
    ...(wants(kinds, 'quickfix') ? quickFixes(analysis, range, settings, docs) : []),
    ...(wants(kinds, REWRITE) ? rewriteActions(analysis, range) : []),
  ];
}

function quickFixes(analysis: Analysis, range: Range, settings: CheckSettings, docs: (code: string) => string): CodeAction[] {
  return gradedFindings(analysis.findings, settings).flatMap((finding) => {
    const at = analysis.document.rangeOf(finding.place);
    if (!at || !overlaps(at, range)) return [];
    const fixes = [...(finding.fixes ?? []), ...referenceFixes(analysis, finding)];
    return fixes.flatMap((fix) => actionOf(analysis, finding, fix, docs) ?? []);
  });
}

function actionOf(analysis: Analysis, finding: Finding, fix: Fix, docs: (code: string) => string): CodeAction | undefined {
  const edits: TextEdit[] = [];
  for (const { place, text } of fix.edits) {
    const range = analysis.document.rangeOf(place);
    if (!range) return undefined;
    edits.push({ range, newText: text });
  }
  const diagnostic = diagnosticOf(finding, analysis, docs);
  return {
    title: fix.title,
    kind: 'quickfix',
    ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: { changes: { [analysis.document.uri]: edits } },
  };
}
