/** The checks on performance forms (绩效自评表): figures, weights, scores, targets. */
import type { Finding } from '../disclosure/finding.ts';
import type { BoundPerformance } from '../disclosure/performance/types.ts';
import { fundsFindings } from './performance-funds.ts';
import { scoreFindings } from './performance-scores.ts';
import { sameProjectFindings, targetFindings } from './performance-targets.ts';

export interface PerformanceSettings {
  /** How the execution is scored, where that is known better than by the form: by weight × rate, or by a scale of the unit's own. */
  readonly executionScore?: 'proportional' | 'free';
}

/**
 * Findings on the performance forms of one document, in order of their places.
 * Nothing is said by a cell that could not be read: binding has said so.
 */
export function checkPerformance(forms: readonly BoundPerformance[], settings: PerformanceSettings = {}): Finding[] {
  const all = forms.flatMap((bound) => {
    const funds = fundsFindings(bound, settings.executionScore ?? bound.form.executionScore);
    const { missed, others } = targetFindings(bound);
    return [...funds, ...scoreFindings(bound, funds, missed), ...others];
  });
  return [...all, ...sameProjectFindings(forms)].sort((a, b) => a.place.section - b.place.section || a.place.start - b.place.start);
}
