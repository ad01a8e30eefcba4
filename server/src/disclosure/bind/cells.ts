/** From a typed cell to a cell of the model, with what can be wrong about one cell. */
import { t } from '@vscode/l10n';
import type { Cell } from 'budget-grammar';
import { addressOf } from '../../forms/address.ts';
import { measures } from '../../forms/field.ts';
import { join, settle } from '../../forms/fragment.ts';
import type { Panel, TableForm } from '../../forms/types.ts';
import type { Address, CellState, ModelCell } from '../../model/types.ts';
import type { Finding } from '../finding.ts';
import { countScale, halfOf, isMoneyUnit, moneyScale, quantityOf, type Scale } from '../quantity.ts';
import { placeOf, type Section } from '../section.ts';
import type { BoundCell, BoundColumn, RowKey } from './types.ts';

/** Units of the table's money: as printed, and as typed where 录入单位 says so. */
export interface Units {
  readonly printed: string;
  readonly typed: string;
}

/** The address of a bound cell; undefined where the form has no fact. */
export function cellAddress(panel: Panel, row: RowKey, column: BoundColumn): Address | undefined {
  if (column.form) return addressOf(panel, row, column.form);
  const rowAt = typeof row === 'string' ? { members: { [panel.codes!.dimension]: row } } : (row?.at ?? { members: {} });
  const { measure, members } = join(panel.at, rowAt, column.at!);
  return measure === undefined ? undefined : { measure, members: settle(members) };
}

/** How a cell's figures are typed and printed: counts by the row's or column's unit or the measure, money by the table's. */
export function scalesOf(
  form: TableForm,
  row: RowKey,
  column: BoundColumn,
  address: Address | undefined,
  units: Units,
): { printed: Scale; typed: Scale } {
  const unit = (typeof row === 'object' ? row.unit : undefined) ?? column.form?.unit;
  const counts =
    column.form?.kind === 'count' ||
    (unit !== undefined && !isMoneyUnit(unit)) ||
    (address && measures.get(address.measure)?.kind === 'count');
  if (counts) return { printed: countScale, typed: countScale };
  const own = unit ?? (form.unitOfMeasure && isMoneyUnit(form.unitOfMeasure) ? form.unitOfMeasure : undefined);
  const printed = moneyScale(own ?? units.printed, form.decimals);
  return { printed, typed: own || units.typed === units.printed ? printed : moneyScale(units.typed, 2) };
}

export interface CellPlace {
  readonly section: Section;
  readonly form: TableForm;
  readonly row: RowKey;
  readonly rowKey: string;
  readonly panel: Panel;
  readonly column: BoundColumn;
  readonly units: Units;
}

/** Binds what was typed (or left blank, or left out) at one place of the form. Findings about the cell alone are added to `findings`. */
export function bindCell(place: CellPlace, typed: Cell | undefined, state: CellState, findings: Finding[]): BoundCell {
  const { section, row, column, panel } = place;
  const address = cellAddress(panel, row, column);
  const { printed, typed: typedScale } = scalesOf(place.form, row, column, address, place.units);
  const key = `${section.id}/${place.rowKey}/${column.id}`;
  const base = { key, row, column, scale: printed, input: typedScale, address, ...(typed ? { typed } : {}) };
  const figure = typed ? readFigure(place, typed, typedScale, printed, !!address, findings) : { state };
  if (!address || figure === undefined) return base;
  // What is derived is printed to the form's decimals, and is as fine as them.
  const model: ModelCell = { key, address, half: halfOf(printed, printed.decimals), ...figure };
  return { ...base, model };
}

type Figure = { readonly state: CellState; readonly value?: number; readonly half?: number };

/** Undefined if the cell says that nothing applies: then there is no fact. */
function readFigure(place: CellPlace, cell: Cell, typed: Scale, printed: Scale, fact: boolean, findings: Finding[]): Figure | undefined {
  if (cell.kind === 'empty') return { state: 'blank' };
  if (cell.kind === 'none') return undefined;
  const wrong = (message: string): Figure => {
    findings.push({ code: 'unreadable-amount', severity: 'error', message, place: placeOf(place.section, cell) });
    return { state: 'damaged' };
  };
  const title = place.column.title;
  if (cell.kind !== 'amount')
    return wrong(
      t(
        '"{0}" is no amount that can be read in the column {1}; the sums that contain it are not checked until it is mended.',
        cell.text,
        title,
      ),
    );
  const amount = cell.amount!;
  if (amount.percent)
    return wrong(
      t(
        '{0} is a percentage; the column {1} holds amounts. The sums that contain it are not checked until it is mended.',
        cell.text,
        title,
      ),
    );
  const unit = amount.unit;
  if (unit !== undefined && typed.money !== undefined && unit !== typed.money)
    return wrong(t('{0} is in {1}, but this table is in {2}.', cell.text, unit, typed.money));
  const quantity = quantityOf(amount, typed, printed);
  if (!quantity)
    return wrong(
      t('{0} cannot be a figure of the column {1}: a count is a whole number, and no amount exceeds nine trillion 元.', cell.text, title),
    );
  if (quantity.finer && fact)
    findings.push({
      code: 'too-many-decimals',
      severity: 'warning',
      message: t('{0} has more decimals than the {1} that this table prints; the figure counts as typed.', cell.text, typed.decimals),
      place: placeOf(place.section, cell),
    });
  return { state: 'typed', value: quantity.value, half: quantity.half };
}
