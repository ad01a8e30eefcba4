/** Reads the cells of columns that hold figures. */
import * as l10n from '@vscode/l10n';
import { type Amount, type Cell, fold, readCell } from 'budget-grammar';
import type { PerformanceRole } from '../../forms/types.ts';
import { isMoneyUnit } from '../quantity.ts';
import { type Figure, TypedFigure } from './types.ts';

export type FigureReading =
  /** No figure: the cell is blank, says that nothing applies, or holds text in a column of text. */
  { readonly kind: 'none' } | { readonly kind: 'figure'; readonly figure: Figure } | { readonly kind: 'damaged'; readonly message: string };

const AMOUNTS: ReadonlySet<PerformanceRole> = new Set(['initialBudget', 'revisedBudget', 'actualAmount']);
const SCORES: ReadonlySet<PerformanceRole> = new Set(['weight', 'score']);

export const isFigureRole = (role: PerformanceRole): boolean => AMOUNTS.has(role) || SCORES.has(role) || role === 'rate';

const NONE: FigureReading = { kind: 'none' };

/** The figure of a cell in a column of this role. `title` is the column's, for the message. */
export function readFigure(cell: Cell, role: PerformanceRole, title: string): FigureReading {
  if (!isFigureRole(role) || cell.kind === 'empty' || cell.kind === 'none') return NONE;
  const reading = cell.kind === 'amount' ? cell : readAgain(cell, role);
  if (role === 'rate' && reading.kind === 'text') return NONE; // `%` alone, 不可比
  const amount = reading.amount;
  if (cell.quoted || !amount || (AMOUNTS.has(role) && amount.percent))
    return {
      kind: 'damaged',
      message: l10n.t(
        '"{0}" is no figure that can be read in the column {1}; nothing is checked by it until it is mended.',
        cell.text,
        title,
      ),
    };
  if (amount.unit !== undefined && !(AMOUNTS.has(role) && isMoneyUnit(amount.unit)))
    return {
      kind: 'damaged',
      message: l10n.t('"{0}" has the unit {1}, which the column {2} does not hold.', cell.text, amount.unit, title),
    };
  return figureOf(amount);
}

/** Whole numbers below 1000, which nearly all weights and scores are: one serves for all. */
const small: FigureReading[] = [];

function figureOf({ value, decimals, percent, unit }: Amount): FigureReading {
  const isSmall = decimals === 0 && !percent && unit === undefined && value.length <= 3 && value.charCodeAt(0) !== MINUS;
  if (!isSmall) return { kind: 'figure', figure: new TypedFigure(value, decimals, percent, unit) };
  small[Number(value)] ??= { kind: 'figure', figure: new TypedFigure(value, 0, false) };
  return small[Number(value)];
}

const MINUS = 0x2d;

/** What is no amount as it stands: `5分` in a column of scores, `9.5 万元` typed with a blank before its unit. */
function readAgain(cell: Cell, role: PerformanceRole) {
  if (SCORES.has(role)) return readCell(cell.text.replace(/\s*分$/, ''));
  if (cell.kind !== 'text') return cell;
  const match = /^(\S+)\s+([^\d\s]+)$/.exec(fold(cell.text).trim());
  return match ? readCell(match[1] + match[2]) : cell;
}
