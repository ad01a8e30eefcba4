/** An official table in words. */
import { t } from '@vscode/l10n';
import type { BoundTable } from '../../disclosure/bind/types.ts';
import type { Analysis } from '../analysis.ts';
import { escapeMarkdown } from '../markdown.ts';
import { derivedText } from './derived.ts';

export function tableText(analysis: Analysis, table: BoundTable): string {
  const { form } = table;
  const typed = [...table.cells.values()].filter((cell) => cell.model?.state === 'typed').length;
  const derived = [...table.cells.keys()].filter((key) => analysis.disclosure.evaluation.derived.has(key)).length;
  const lines = [
    `**${escapeMarkdown(form.title)}** ${form.number}`,
    t('{0} figures typed, {1} derived; {2}.', typed, derived, t('unit: {0}', table.unitOfMeasure)),
  ];
  // A section that types only columns of the model stands for the table that follows from it.
  const printed = table.modelOnly ? analysis.disclosure.leftOut.find((one) => one.form.role === form.role) : table;
  const followed = printed && derivedText(analysis, printed);
  if (followed !== undefined) lines.push(followed);
  return lines.join('\n\n');
}
