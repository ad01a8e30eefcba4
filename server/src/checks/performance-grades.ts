/** The grade that a performance form names (评价等级：优) against its total. Which score earns which grade is said by the form. */
import * as l10n from '@vscode/l10n';
import { keptWithin } from '../base/by-name.ts';
import type { Finding } from '../disclosure/finding.ts';
import { sameTitle } from '../disclosure/performance/names.ts';
import { type BoundPerformance, type BoundText, cellOf } from '../disclosure/performance/types.ts';
import type { PerformanceForm } from '../forms/types.ts';
import { plain, replaceFix, typedText } from './performance-figures.ts';

type Grade = PerformanceForm['grades'][number];

/** The grade of this name; the same few words, or dashes, stand in every form. */
const gradeOf = keptWithin(({ grades }: PerformanceForm, text): Grade | undefined =>
  grades.find(({ name, aliases }) => [name, ...aliases].some((one) => sameTitle(one, text))),
);

/** Where a form names a grade: its field, or a cell of the row of totals. */
function namedGrades({ form, properties, total }: BoundPerformance): { readonly grade: Grade; readonly text: BoundText }[] {
  const fields = properties.flatMap(({ form: field, lines }) => (field?.role === 'grade' ? lines.slice(0, 1) : []));
  const cells = (total?.cells ?? []).filter(({ figure, damaged }) => !figure && !damaged);
  return [...fields, ...cells].flatMap((text) => {
    const grade = gradeOf(form, text.text);
    return grade ? [{ grade, text }] : [];
  });
}

/** A warning, since a province may grade otherwise; nothing where the total itself is in doubt (`others`), or does not count to 100. */
export function gradeFindings(bound: BoundPerformance, others: readonly Finding[]): Finding[] {
  const cell = bound.total && cellOf(bound.total, 'score');
  const { form } = bound;
  if (!cell?.figure || form.fullScore !== 100 || others.some(({ code }) => code === 'wrong-total-score')) return [];
  const named = namedGrades(bound);
  if (named.length === 0) return [];
  const right = form.grades.find(({ from }) => cell.figure!.value.greaterThanOrEqualTo(from));
  return named.flatMap(({ grade, text }) => {
    if (!right || grade === right) return [];
    const bounds = form.grades.map(({ name, from }) => `${name} ≥${from}`).join('、');
    return [
      {
        code: 'wrong-grade',
        severity: 'warning' as const,
        message: l10n.t('A total of {0} is graded {1}, not {2} ({3}).', typedText(cell), right.name, text.text, bounds),
        place: text.place,
        related: [{ message: `${bound.total!.label.text}: ${typedText(cell)}`, place: cell.place }],
        data: { stated: text.text, computed: right.name, total: plain(cell.figure!.value) },
        fixes: replaceFix(text.place, right.name),
      },
    ];
  });
}
