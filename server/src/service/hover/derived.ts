/** Figures that nobody typed, each with what it follows from. They have no place in the text, so their row or their table speaks for them. */
import { t } from '@vscode/l10n';
import type { BoundRow, BoundTable } from '../../disclosure/bind/types.ts';
import { cellTitle, type LocatedCell, plainAmount, writtenValue } from '../../disclosure/cells.ts';
import type { Derived } from '../../model/types.ts';
import type { Analysis } from '../analysis.ts';
import { escapeMarkdown } from '../markdown.ts';
import { identityText } from './figure.ts';

/** More lines than these are summed up. */
const MOST_FIGURES = 12;

/** Markdown about the derived figures of some rows of a table; undefined if there are none but zeros. */
export function derivedText(analysis: Analysis, table: BoundTable, rows: readonly BoundRow[] = table.rows): string | undefined {
  const { derived } = analysis.disclosure.evaluation;
  const found = rows.flatMap((row) =>
    row.cells.flatMap((cell) => {
      const figure = derived.get(cell.key);
      return figure && figure.value !== 0 ? [{ located: { table, row, cell }, figure }] : [];
    }),
  );
  if (found.length === 0) return undefined;
  const lines = found.slice(0, MOST_FIGURES).map(({ located, figure }) => `- ${derivedLine(analysis, located, figure)}`);
  if (found.length > lines.length) lines.push(`- ${t('and {0} more', found.length - lines.length)}`);
  return `${t('Not typed, but follows:')}\n\n${lines.join('\n')}`;
}

/** `合计 8.89 = 5.96 + 2.75 + 0.18`, with the figures between which it lies where rounding leaves more than one; the figure itself first if it is not the sum. */
function derivedLine(analysis: Analysis, located: LocatedCell, { cell, value, interval, identity, uncertain }: Derived): string {
  const reason = identityText(analysis, { identity, verdict: 'exact', difference: 0, tolerance: 0 }, located.table.section.id);
  const between = uncertain
    ? t(' (between {0} and {1})', plainAmount(located.cell, interval.low), plainAmount(located.cell, interval.high))
    : '';
  const isWhole = identity.terms[0].cell === cell;
  const own = isWhole ? '' : `${escapeMarkdown(cellTitle(located, false))} ${writtenValue(located.cell, value)} ← `;
  return `${own}${reason}${between}`;
}
