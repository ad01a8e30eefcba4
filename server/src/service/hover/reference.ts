/** A `{…}` in words: what it prints, what it rests on, or why it comes to nothing. */
import { t } from '@vscode/l10n';
import { type Expression, matchKey } from 'budget-grammar';
import type { LocatedCell } from '../../disclosure/cells.ts';
import type { Place } from '../../disclosure/place.ts';
import { placeOf } from '../../disclosure/section.ts';
import { formatFragment } from '../../forms/fragment.ts';
import type { ReferenceContext } from '../../prose/reference/context.ts';
import type { Outcome } from '../../prose/reference/outcome.ts';
import { phrases } from '../../prose/reference/phrases.ts';
import { evaluate } from '../../prose/reference/resolve.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { escapeMarkdown } from '../markdown.ts';
import { type NameExpression, type ReferenceAt, referenceAt } from '../reference/at.ts';
import { cellsNamed } from '../reference/cells.ts';
import { shownText } from '../reference/value.ts';
import { figureText } from './figure.ts';

/** More steps than these nobody reads. */
const MOST_STEPS = 12;

export function referenceTextAt(analysis: Analysis, caret: Caret): { readonly text: string; readonly place: Place } | undefined {
  const found = referenceAt(caret);
  if (!found) return undefined;
  const context = analysis.references;
  const part = partOf(found, context);
  const span = part ?? found.reference;
  const outcome = part ? part.outcome : evaluate(found.expression, context);
  const lines = [...(found.call ? [usageText(found.call.name.text)] : []), ...outcomeText(outcome, found.name, analysis)];
  return { text: lines.filter((line) => line !== '').join('\n\n'), place: placeOf(caret.read.section, span) };
}

/** The name or the function at the caret, if it means something by itself; else the whole is meant. */
function partOf({ name, call, expression }: ReferenceAt, context: ReferenceContext) {
  const part: Expression | undefined = call ?? name;
  if (!part || part === expression) return undefined;
  const outcome = evaluate(part, context);
  return outcome.kind === 'problem' ? undefined : { outcome, start: part.start, end: part.end };
}

function outcomeText(outcome: Outcome, name: NameExpression | undefined, analysis: Analysis): string[] {
  const context = analysis.references;
  if (outcome.kind === 'problem') return [t('**Comes to nothing.** {0}', escapeMarkdown(outcome.problem.message))];
  const { cells, lines } = outcome;
  const [only, ...others] = statedCells(name ? cellsNamed(name, cells, context) : cells);
  const text = `**${escapeMarkdown(shownText(outcome, context) ?? '')}**`;
  const steps = lines.slice(0, MOST_STEPS).map((line) => `- ${escapeMarkdown(line)}`);
  if (lines.length > steps.length) steps.push(`- ${t('and {0} more', lines.length - steps.length)}`);
  if (only && others.length === 0 && lines.length === 1) return [text, figureText(analysis, only)];
  return [text, steps.join('\n')];
}

/** Cells that state the figure in this document; where several do, the first one speaks. */
function statedCells(cells: readonly LocatedCell[]): LocatedCell[] {
  const [first] = cells;
  if (!first?.cell.model) return [];
  const key = addressKey(first);
  return cells.every((one) => addressKey(one) === key) ? [first] : [...cells];
}

const addressKey = ({ cell }: LocatedCell): string => (cell.model ? formatFragment(cell.model.address) : cell.key);

const usageText = (name: string): string => {
  const usage = phrases.get(matchKey(name))?.usage;
  return usage === undefined ? '' : t('Written {0}', escapeMarkdown(usage));
};
