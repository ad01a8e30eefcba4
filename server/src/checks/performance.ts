/** The checks on performance forms (绩效自评表): figures, weights, scores, targets. */
import type { Finding } from '../disclosure/finding.ts';
import type { BoundPerformance } from '../disclosure/performance/types.ts';
import type { PerformanceForm } from '../forms/types.ts';
import { fundsFindings } from './performance-funds.ts';
import { gradeFindings } from './performance-grades.ts';
import { type Projects, projectFindings } from './performance-projects.ts';
import { scoreFindings } from './performance-scores.ts';
import { sameProjectFindings, targetFindings } from './performance-targets.ts';

type ExecutionScore = PerformanceForm['executionScore'];

export interface PerformanceSettings {
  /** How the execution is scored, where that is known better than by the form: by weight × rate, or by a scale of the unit's own. */
  readonly executionScore?: ExecutionScore;
}

/** A form that did not change has the findings it had. */
const kept = new WeakMap<BoundPerformance, { readonly executionScore: ExecutionScore; readonly findings: readonly Finding[] }>();

function ownFindings(bound: BoundPerformance, executionScore: ExecutionScore): readonly Finding[] {
  const known = kept.get(bound);
  if (known?.executionScore === executionScore) return known.findings;
  const funds = fundsFindings(bound, executionScore);
  const { missed, others } = targetFindings(bound);
  const scores = scoreFindings(bound, funds, missed);
  const findings = [...funds, ...scores, ...others, ...gradeFindings(bound, scores)].sort((a, b) => a.place.start - b.place.start);
  kept.set(bound, { executionScore, findings });
  return findings;
}

/**
 * Findings on the performance forms of one document, form by form in the order given and there in the order of their places.
 * `projects` is what the official tables say of the same projects.
 * Nothing is said by a cell that could not be read: binding has said so.
 */
export function checkPerformance(
  forms: readonly BoundPerformance[],
  settings: PerformanceSettings = {},
  projects: Projects = { tables: [], unitOfMeasure: '万元' },
): Finding[] {
  const ownOf = (bound: BoundPerformance): readonly Finding[] => {
    const stated = bound.funds?.proportional ? 'proportional' : bound.form.executionScore;
    return ownFindings(bound, settings.executionScore ?? stated);
  };
  const between = new Map<number, Finding[]>();
  const ofProjects = forms.filter(({ form }) => form.scope === 'project');
  for (const finding of [...sameProjectFindings(ofProjects), ...projectFindings(ofProjects, projects, ownOf)])
    between.set(finding.place.section, [...(between.get(finding.place.section) ?? []), finding]);
  const all: Finding[] = [];
  for (const bound of forms) {
    const shared = between.get(bound.section.id);
    if (!shared) all.push(...ownOf(bound));
    else all.push(...[...ownOf(bound), ...shared].sort((a, b) => a.place.start - b.place.start));
  }
  return all;
}
