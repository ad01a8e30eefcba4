/** How the parts of a form say what is wrong with the text. */
import type { Span } from 'budget-grammar';
import type { Finding, Severity } from '../finding.ts';
import { replaceFixes } from '../head.ts';
import { placeOf, type Section } from '../section.ts';

/** `candidates` become one fix each. */
export type Say = (code: string, severity: Severity, message: string, span: Span, candidates?: readonly string[]) => void;

export const sayTo =
  (findings: Finding[], section: Section): Say =>
  (code, severity, message, span, candidates = []) => {
    const place = placeOf(section, span);
    findings.push({ code, severity, message, place, ...(candidates.length > 0 ? { fixes: replaceFixes(section, span, candidates) } : {}) });
  };
