/** Findings as diagnostics of the protocol. */
import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { type Finding, regraded, type Severity } from '../disclosure/finding.ts';
import type { Document, Range } from '../workspace/document.ts';
import type { Analysis } from './analysis.ts';

export type SeverityOverride = Severity | 'off';

/** What settings say about checks: code → severity, or off. */
export interface CheckSettings {
  readonly checks: Readonly<Record<string, SeverityOverride>>;
}

export const NO_SETTINGS: CheckSettings = { checks: {} };

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, information: 3, hint: 4 };

/** The findings that settings leave, with the severities they give. */
export function gradedFindings(findings: readonly Finding[], settings: CheckSettings): Finding[] {
  return findings.flatMap((finding) => {
    const severity = settings.checks[finding.code];
    if (severity === 'off') return [];
    return [severity ? regraded(finding, severity) : finding];
  });
}

export type Tally = Readonly<Record<Severity, number>>;

export function tallyOf(findings: readonly Finding[], settings: CheckSettings): Tally {
  const tally = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of gradedFindings(findings, settings)) tally[severity]++;
  return tally;
}

/** A finding marks one line at most, so that a damaged section does not become one red block. */
function clamp(document: Document, range: Range): Range {
  if (range.end.line === range.start.line) return range;
  const { index, offset } = document.locate({ line: range.start.line, character: Number.MAX_SAFE_INTEGER });
  return { start: range.start, end: document.positionAt(index, offset) };
}

export function diagnosticOf(finding: Finding, analysis: Analysis, docs: (code: string) => string): Diagnostic | undefined {
  const { document } = analysis;
  const range = document.rangeOf(finding.place);
  if (!range) return undefined;
  const related = (finding.related ?? []).flatMap(({ message, place }) => {
    const at = analysis.locate(place);
    return at ? [{ message, location: at.uri === document.uri ? { ...at, range: clamp(document, at.range) } : at }] : [];
  });
  return {
    range: clamp(document, range),
    severity: SEVERITY[finding.severity],
    code: finding.code,
    codeDescription: { href: docs(finding.code) },
    source: 'budget',
    message: finding.message,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(finding.data ? { data: finding.data } : {}),
  };
}

export function diagnosticsOf(analysis: Analysis, settings: CheckSettings, docs: (code: string) => string): Diagnostic[] {
  return gradedFindings(analysis.findings, settings).flatMap((finding) => diagnosticOf(finding, analysis, docs) ?? []);
}
