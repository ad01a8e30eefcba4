/** A figure in words: what it is, whether it was typed or follows from others, and the identities in which it stands. */
import { t } from '@vscode/l10n';
import { cellTitle, type LocatedCell, plainAmount, writtenValue } from '../../disclosure/cells.ts';
import { toText } from '../../disclosure/quantity.ts';
import type { Checked, Verdict } from '../../model/types.ts';
import type { Analysis } from '../analysis.ts';
import { escapeMarkdown } from '../markdown.ts';

/** More lines than these are summed up. */
const MOST_IDENTITIES = 12;
const MOST_PARTS = 16;

const MARKS: Readonly<Record<Verdict, string>> = { exact: '✓', rounded: '≈', broken: '✗', suspended: '…' };

export function figureText(analysis: Analysis, located: LocatedCell): string {
  const { evaluation } = analysis.disclosure;
  const { cell, table } = located;
  const model = cell.model!;
  const value = evaluation.value(model.key);
  const unit = cell.scale.money ?? (typeof located.row.row === 'object' ? located.row.row.unit : undefined) ?? '';
  const written = writtenValue(cell, value);
  const lines = [
    `**${escapeMarkdown(cellTitle(located))}**`,
    `${written === '' ? t('blank, which counts as zero') : `${written} ${unit}`} · ${stateText(analysis, located)}`,
  ];
  if (cell.scale.money && cell.scale.money !== '元' && value !== undefined && value !== 0 && model.half > 0)
    lines.push(t('stands for {0} to {1} 元', range(analysis, model.key, 'low'), range(analysis, model.key, 'high')));
  const identities = evaluation.identitiesOf(model.key).filter(({ identity, verdict }) => identity.kind !== 'LE' || verdict === 'broken');
  const shown = identities.filter(({ identity }) => identity.kind !== 'Z').slice(0, MOST_IDENTITIES);
  if (shown.length > 0)
    lines.push(shown.map((checked) => `- ${MARKS[checked.verdict]} ${identityText(analysis, checked, table.section.id)}`).join('\n'));
  if (identities.length > shown.length) lines.push(t('and {0} more', identities.length - shown.length));
  return lines.join('\n\n');
}

function stateText(analysis: Analysis, { cell }: LocatedCell): string {
  const { state, key } = cell.model!;
  if (state === 'typed') return t('typed');
  if (state === 'damaged') return t('cannot be read');
  if (state === 'blank') return t('left blank');
  const derived = analysis.disclosure.evaluation.derived.get(key);
  if (!derived) return t('not known');
  return derived.uncertain ? t('derived; rounding leaves more than one possible figure') : t('derived');
}

const YUAN = { money: '元', steps: 1000, decimals: 2 };
function range(analysis: Analysis, key: string, end: 'low' | 'high'): string {
  return toText(analysis.disclosure.evaluation.interval(key)?.[end] ?? 0, YUAN);
}

/** `497.33 = 314.58 + 163.07 + 19.68`, each with its name. */
export function identityText(analysis: Analysis, checked: Checked, home: number): string {
  const { identity } = checked;
  const names = identity.terms.flatMap(({ cell, coefficient }) => {
    const located = analysis.cells.get(cell);
    if (!located) return [];
    const written = writtenValue(located.cell, analysis.disclosure.evaluation.value(cell)) || '0';
    const title = escapeMarkdown(cellTitle(located, located.table.section.id !== home));
    return [{ text: `${title} ${written}`, coefficient, zero: (analysis.disclosure.evaluation.value(cell) ?? 0) === 0, located }];
  });
  const [first, ...rest] = names;
  if (!first) return '';
  const sign = identity.kind === 'LE' ? '≤' : '=';
  const parts = rest.filter((part) => !part.zero || rest.length === 1);
  const listed = parts.slice(0, MOST_PARTS).map((part, i) => `${part.coefficient > 0 ? '− ' : i > 0 ? '+ ' : ''}${part.text}`);
  const more = parts.length > MOST_PARTS ? ` + … (${parts.length - MOST_PARTS})` : '';
  const difference =
    checked.verdict === 'broken' || checked.verdict === 'rounded'
      ? `（${t('difference {0}', plainAmount(first.located.cell, Math.abs(checked.difference)))}）`
      : '';
  return `${first.text} ${sign} ${listed.join(' ') || '0'}${more}${difference}`;
}
