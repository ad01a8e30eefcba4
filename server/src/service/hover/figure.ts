/** A figure in words: what it is, whether it was typed or follows from others, and the identities in which it stands. */
import { t } from '@vscode/l10n';
import { cellTitle, type LocatedCell, plainAmount, writtenValue } from '../../disclosure/cells.ts';
import { toText } from '../../disclosure/quantity.ts';
import type { Checked, Evaluation, Verdict } from '../../model/types.ts';
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
  const lines = [`**${escapeMarkdown(cellTitle(located))}**`, valueText(located, value, stateText(analysis, located))];
  if (cell.input.money && cell.input.money !== '元' && value !== undefined && value !== 0 && model.half > 0)
    lines.push(t('stands for {0} to {1} 元', range(analysis, model.key, 'low'), range(analysis, model.key, 'high')));
  const identities = evaluation.identitiesOf(model.key).filter((checked) => isTelling(checked, evaluation));
  const shown = identities.filter(({ identity }) => identity.kind !== 'Z').slice(0, MOST_IDENTITIES);
  if (shown.length > 0)
    lines.push(shown.map((checked) => `- ${MARKS[checked.verdict]} ${identityText(analysis, checked, table.section.id)}`).join('\n'));
  if (identities.length > shown.length) lines.push(t('and {0} more', identities.length - shown.length));
  return lines.join('\n\n');
}

/** Whether an identity says something: an upper bound does where it is exceeded, one that is not checked where a figure cannot be read. */
function isTelling({ identity, verdict }: Checked, evaluation: Evaluation): boolean {
  if (identity.kind === 'LE') return verdict === 'broken';
  return verdict !== 'suspended' || identity.terms.some(({ cell }) => evaluation.cell(cell)?.state === 'damaged');
}

/** `183.26 万元 · typed`, `#REF! · cannot be read`. */
function valueText({ cell, row }: LocatedCell, value: number | undefined, state: string): string {
  if (cell.model!.state === 'blank' || (cell.model!.state === 'omitted' && value === 0)) return t('blank, which counts as zero');
  const typed = cell.typed && cell.typed.kind !== 'empty' ? cell.typed : undefined;
  const ownUnit = typed && (typed.amount === undefined || typed.amount.unit !== undefined);
  const unit = ownUnit ? '' : (cell.input.money ?? (typeof row.row === 'object' ? row.row.unit : undefined) ?? '');
  const written = typed ? escapeMarkdown(typed.text) : writtenValue(cell, value);
  return [`${written} ${unit}`.trim(), state].filter((part) => part !== '').join(' · ');
}

function stateText(analysis: Analysis, { cell }: LocatedCell): string {
  const { state, key } = cell.model!;
  if (state === 'typed') return t('typed');
  if (state === 'damaged') return t('cannot be read');
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
    const value = analysis.disclosure.evaluation.value(cell);
    const written = value === undefined ? '?' : writtenValue(located.cell, value) || '0';
    const title = escapeMarkdown(cellTitle(located, located.table.section.id !== home));
    return [{ text: `${title} ${written}`, coefficient, zero: value === 0, located }];
  });
  const [first, ...rest] = names;
  if (!first) return '';
  const sign = identity.kind === 'LE' ? '≤' : '=';
  const parts = rest.filter((part) => !part.zero || rest.length === 1);
  const listed = parts
    .slice(0, MOST_PARTS)
    .map((part, i) => `${part.coefficient > 0 !== (part.located.eliminated === true) ? '− ' : i > 0 ? '+ ' : ''}${part.text}`);
  const more = parts.length > MOST_PARTS ? ` + … (${parts.length - MOST_PARTS})` : '';
  const difference =
    checked.verdict === 'broken' || checked.verdict === 'rounded'
      ? `（${t('difference {0}', plainAmount(first.located.cell, Math.abs(checked.difference)))}）`
      : '';
  return `${first.text} ${sign} ${listed.join(' ') || '0'}${more}${difference}`;
}
