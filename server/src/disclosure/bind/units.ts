/** The unit in which a sheet's money is printed, where the sheet itself says so. */
import { t } from '@vscode/l10n';
import { type Cell, fold, matchKey, type Span } from 'budget-grammar';
import { foldName } from '../../forms/names.ts';
import { nearestOf } from '../../forms/registry.ts';
import type { TableForm } from '../../forms/types.ts';
import type { Finding } from '../finding.ts';
import { replaceFixes } from '../head.ts';
import { isMoneyUnit, moneyUnits } from '../quantity.ts';
import { placeOf, type Section } from '../section.ts';

/** The sheet's own 金额单位, as far as it is a unit of money; undefined also if it is the one that the form prints. One that is neither becomes a finding. */
export function ownUnit(section: Section, form: TableForm, findings: Finding[]): string | undefined {
  for (const line of section.tree.lines) {
    if (line.kind !== 'property') continue;
    const found = matchKey(line.key.text) === '金额单位' ? { text: line.value.text, span: line.value } : pastedUnit(line.values);
    if (!found) continue;
    const typed = fold(found.text).trim();
    if (isMoneyUnit(typed)) return typed;
    if (form.unitOfMeasure && foldName(typed) === foldName(form.unitOfMeasure)) return undefined;
    const units = [...moneyUnits, ...(form.unitOfMeasure ? [form.unitOfMeasure] : [])];
    findings.push({
      code: 'unknown-unit-of-measure',
      severity: 'error',
      message: t('"{0}" is no unit of money; write one of {1}.', found.text, units.join('、')),
      place: placeOf(section, found.span),
      fixes: replaceFixes(section, found.span, nearestOf(typed, units)),
    });
    return undefined;
  }
  return undefined;
}

/** `部门：X⇥⇥金额单位：万元` holds two properties. */
function pastedUnit(values: readonly Cell[]): { text: string; span: Span } | undefined {
  for (const cell of values) {
    const match = /(?:^|[\s\u3000])(?:金额)?单位[：:]\s*(.+)$/.exec(cell.text);
    if (match) return { text: match[1], span: { start: cell.end - match[1].length, end: cell.end } };
  }
  return undefined;
}
