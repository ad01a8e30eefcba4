/** What stands in one figure cell of an official table: typed, derived, blank or `——`. */
import type { Amount } from 'budget-grammar';
import { Decimal } from 'decimal.js';
import type { BoundCell, BoundTable } from '../disclosure/bind/types.ts';
import type { BlankStyle } from '../forms/types.ts';
import type { Evaluation } from '../model/types.ts';
import { figureCell } from './cell.ts';
import { NOT_APPLICABLE, printBlank, printSteps, printTyped } from './figure.ts';
import type { PageCell } from './page.ts';

/** Typed in another unit than is printed (录入单位): the steps of the cell are then not those of the typed digits. */
function isConverted({ model, scale }: BoundCell, amount: Amount): boolean {
  return model?.state === 'typed' && !new Decimal(amount.value).times(scale.steps).round().equals(model.value!);
}

function typedText(cell: BoundCell, amount: Amount): string {
  return isConverted(cell, amount)
    ? printSteps(cell.model!.value!, cell.scale.steps, cell.scale.decimals)
    : printTyped(amount, cell.scale.decimals);
}

/** Left out by the author: printed as it follows from the rest. */
export const isLeftOut = ({ model }: BoundCell): boolean => model?.state === 'untyped' || model?.state === 'omitted';

/** An empty table is printed without zeros, whatever the form prints where there is no figure: one stated to be empty, or with nothing typed in it and nothing to derive. */
export function blankStyle({ form, rows, emptyStatement }: BoundTable, evaluation: Evaluation): BlankStyle {
  const says = (cell: BoundCell) => isTyped(cell) || (isLeftOut(cell) && (evaluation.derived.get(cell.key)?.value ?? 0) !== 0);
  return emptyStatement === undefined && rows.some(({ cells }) => cells.some(says)) ? form.blank : 'blank';
}

const isTyped = ({ typed }: BoundCell): boolean => typed !== undefined && typed.kind !== 'empty';

/** A derived zero that is certain prints like a blank: the form shows no figure where there is nothing. */
function derivedCell(cell: BoundCell, blank: BlankStyle, evaluation: Evaluation): PageCell {
  const found = evaluation.derived.get(cell.key);
  if (!found) return figureCell('');
  const { value, interval, uncertain } = found;
  const nothing = value === 0 && interval.low === 0 && interval.high === 0;
  if (nothing) return figureCell(printBlank(blank, cell.scale.decimals));
  return figureCell(printSteps(value, cell.scale.steps, cell.scale.decimals), { derived: true, uncertain });
}

/**
 * The printed cell of a place of the form. `cell` is undefined where nothing can be typed or nothing was; `applies` is false where the form prints `——`.
 * What was typed and cannot be read as a figure prints as typed.
 */
export function printFigure(cell: BoundCell | undefined, applies: boolean, blank: BlankStyle, evaluation: Evaluation): PageCell {
  const typed = cell?.typed;
  if (cell && typed && typed.kind !== 'empty') {
    if (typed.kind === 'none') return figureCell(typed.text, { align: 'center' });
    if (typed.kind !== 'amount' || cell.model?.state === 'damaged') return figureCell(typed.text);
    return figureCell(typedText(cell, typed.amount!));
  }
  if (!applies) return figureCell(NOT_APPLICABLE, { align: 'center' });
  if (cell && isLeftOut(cell)) return derivedCell(cell, blank, evaluation);
  return figureCell(cell?.address ? printBlank(blank, cell.scale.decimals) : '');
}
