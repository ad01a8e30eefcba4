/** Quick fixes: what the findings in a range offer. */
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import type { Finding, Fix } from '../disclosure/finding.ts';
import type { Range } from '../workspace/document.ts';
import type { Analysis } from './analysis.ts';
import { type CheckSettings, diagnosticOf, gradedFindings } from './diagnostics.ts';

const overlaps = (a: Range, b: Range): boolean =>
  (a.start.line < b.end.line || (a.start.line === b.end.line && a.start.character <= b.end.character)) &&
  (b.start.line < a.end.line || (b.start.line === a.end.line && b.start.character <= a.end.character));

export function actionsAt(analysis: Analysis, range: Range, settings: CheckSettings, docs: (code: string) => string): CodeAction[] {
  return gradedFindings(analysis.findings, settings).flatMap((finding) => {
    if (!finding.fixes?.length) return [];
    const at = analysis.document.rangeOf(finding.place);
    if (!at || !overlaps(at, range)) return [];
    return finding.fixes.flatMap((fix) => actionOf(analysis, finding, fix, docs) ?? []);
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
