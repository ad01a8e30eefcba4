/** `{绩效.项目数}` `{绩效.资金}` `{绩效.执行数}` `{绩效.优}`: what the performance forms of a disclosure come to. */
import { fold, matchKey } from 'budget-grammar';
import { Decimal } from 'decimal.js';
import { type BoundPerformance, figureOf } from '../../disclosure/performance/types.ts';
import { isMoneyUnit, moneyScale } from '../../disclosure/quantity.ts';
import type { ReferenceContext } from './context.ts';
import { NO_BASIS, type Outcome } from './outcome.ts';
import { numberValue, type Value } from './value.ts';

export const PERFORMANCE_WORD = '绩效';

/** Forms that name a project and have been filled in. */
const projectsOf = ({ disclosure }: ReferenceContext): readonly BoundPerformance[] =>
  disclosure.performance.filter(
    ({ form, name, funds, total }) => form.scope === 'project' && name !== undefined && (funds !== undefined || total !== undefined),
  );

/** Undefined for a word that is none of these, or where nothing is known of it. */
export function performanceValue(word: string, context: ReferenceContext): Outcome | undefined {
  const projects = projectsOf(context);
  const key = matchKey(word);
  if (projects.length === 0) return undefined;
  if (key === '项目数') return outcome(count(projects.length), projects);
  if (key === '资金') return funds(projects, context, 'revisedBudget');
  if (key === '执行数') return funds(projects, context, 'actualAmount');
  const grades = projects.map(gradeOf);
  const known = projects.some(({ form }) => form.grades.some(({ name }) => name === key));
  if (!known || grades.some((grade) => grade === undefined)) return undefined;
  return outcome(count(grades.filter((grade) => grade === key).length), projects);
}

const count = (n: number): Value => ({ ...numberValue(n), kind: 'count' });

const outcome = (value: Value, projects: readonly BoundPerformance[]): Outcome => ({
  kind: 'value',
  value,
  ...NO_BASIS,
  lines: projects.map(({ name }) => name!.text),
});

function gradeOf({ form, total }: BoundPerformance): string | undefined {
  const score = total && figureOf(total, 'score');
  return score && form.grades.find(({ from }) => new Decimal(score.value).gte(from))?.name;
}

/** The budget of the whole year, or what was spent; each in the unit that its form states. */
function funds(
  projects: readonly BoundPerformance[],
  context: ReferenceContext,
  role: 'revisedBudget' | 'actualAmount',
): Outcome | undefined {
  let sum = new Decimal(0);
  for (const project of projects) {
    const row = project.funds?.rows.find(({ form }) => form?.total) ?? project.funds?.rows[0];
    const figure = row && figureOf(row, role);
    if (!figure) return undefined;
    const unit = figure.unit ?? unitOf(project) ?? context.style.unit;
    sum = sum.plus(new Decimal(figure.value).times(moneyScale(unit, 2).steps));
  }
  return outcome({ kind: 'money', amount: sum }, projects);
}

function unitOf({ properties }: BoundPerformance): string | undefined {
  const typed = properties.find(({ key }) => matchKey(key.text) === '金额单位')?.lines[0]?.text;
  const unit = typed === undefined ? '' : fold(typed).trim();
  return isMoneyUnit(unit) ? unit : undefined;
}
