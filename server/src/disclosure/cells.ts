/** Finding cells by key, and what to call them in a message. */
import { t } from '@vscode/l10n';
import type { Span } from 'budget-grammar';
import { once } from '../base/once.ts';
import { isStated } from '../model/interval.ts';
import type { Evaluation } from '../model/types.ts';
import { figureColumns } from './bind/columns.ts';
import { printedCode } from './bind/nested.ts';
import type { BoundCell, BoundRow, BoundTable } from './bind/types.ts';
import type { Place } from './place.ts';
import { toText } from './quantity.ts';
import { headerOf, placeOf } from './section.ts';
import type { CellIndex, Disclosure, LocatedCell } from './types.ts';

export type { CellIndex, LocatedCell } from './types.ts';

const cellsOf = once<BoundTable, Map<string, LocatedCell>>(() => new Map());

/** The cell of a table by its key: the same object while the table is. */
function cellOf(table: BoundTable, key: string): LocatedCell | undefined {
  const known = cellsOf(table);
  const cell = known.get(key) ?? locate(table, key);
  if (cell) known.set(key, cell);
  return cell;
}

function locate(table: BoundTable, key: string): LocatedCell | undefined {
  const place = table.places.find(key, table.rows);
  return place && { table, ...place };
}

/** Cells of the tables of a disclosure, and of those left out. */
export class TableCells implements CellIndex {
  readonly #disclosure: Pick<Disclosure, 'tables' | 'leftOut' | 'units'>;
  readonly #tables: ReadonlyMap<string, BoundTable>;

  constructor(disclosure: Pick<Disclosure, 'tables' | 'leftOut' | 'units'>) {
    this.#disclosure = disclosure;
    this.#tables = new Map(disclosure.tables.map((table) => [`${table.section.id}`, table]));
  }

  get(key: string): LocatedCell | undefined {
    const section = key.slice(0, key.indexOf('/'));
    const table = this.#tables.get(section) ?? this.#disclosure.leftOut.find((one) => `${one.section.id}` === section);
    return table ? cellOf(table, key) : this.#disclosure.units?.located(key);
  }

  value(key: string, evaluation: Evaluation): number | undefined {
    const model = this.get(key)?.cell.model;
    return model && isStated(model) ? (model.value ?? 0) : evaluation.value(key);
  }

  at(section: number, offset: number): LocatedCell | undefined {
    const table = this.#tables.get(`${section}`);
    if (!table) return undefined;
    for (const row of table.rows) {
      if (row.line < 0 || offset < row.span.start || offset > row.span.end) continue;
      for (const cell of row.cells) if (cell.typed && covers(cell.typed, offset)) return { table, row, cell };
    }
    return undefined;
  }
}

const covers = (span: Span, offset: number): boolean => offset >= span.start && offset <= span.end;

/** Where a cell stands in the text: itself, else its row, else its table's title. */
export function placeOfCell({ table, row, cell }: LocatedCell): Place {
  if (cell.typed && cell.typed.end > cell.typed.start) return placeOf(table.section, cell.typed);
  if (row.line >= 0) return placeOf(table.section, row.span);
  return titlePlace(table);
}

/** The whole row as typed, else its table's title. */
export const placeOfRow = ({ table, row }: LocatedCell): Place => (row.line >= 0 ? placeOf(table.section, row.span) : titlePlace(table));

/** The printed title of a cell's column, with its groups. */
export const columnTitle = ({ cell }: LocatedCell): string => cell.column.form?.path.join('／') ?? cell.column.title;

export function titlePlace(table: BoundTable): Place {
  const header = headerOf(table.section);
  return placeOf(table.section, header?.title ?? { start: 0, end: 0 });
}

/** `2080101 行政运行`, `本年收入合计`; empty for the nameless row. */
export function rowTitle(row: BoundRow): string {
  if (typeof row.row === 'object') return row.row.label;
  if (row.row === undefined) return '';
  const listed = row.panel.codes?.listed?.find((entry) => entry.code === row.row)?.name;
  const name = row.name?.text ?? listed;
  if (name !== undefined && row.panel.codes?.label === 'name') return name;
  const code = printedCode(row.panel, row.row);
  return name ? `${code} ${name}` : code;
}

/** `支出决算表“2080101 行政运行”基本支出`: enough to find the cell on the printed form. */
export function cellTitle({ table, row, cell, owner, eliminated }: LocatedCell, withTable = true): string {
  const label = rowTitle(row);
  const column = figureColumns(row.panel).length > 1 || label === '' ? columnTitle({ table, row, cell }) : '';
  const whose = owner ? `${owner.unit} ` : eliminated ? t('eliminated: ') : '';
  return `${whose}${withTable ? table.form.title : ''}${label === '' ? '' : `“${label}”`}${column}`;
}

/** A value in the unit in which a cell is typed, as its author writes figures: with thousands commas if the cell has one. */
export function writeLike(cell: BoundCell, value: number): string {
  const { input, typed } = cell;
  const decimals = Math.max(input.decimals, input.money === undefined ? 0 : Math.min(typed?.amount?.decimals ?? 0, 2));
  const text = toText(value, input, decimals);
  return typed && /[,，]/.test(typed.text) ? group(text) : text;
}

/** A figure as the author wrote it, or as the form would print it. */
export function writtenValue(cell: BoundCell, value: number | undefined): string {
  if (cell.typed?.kind === 'amount') return cell.typed.text;
  return value === undefined ? '' : writeLike(cell, value);
}

/** A difference or tolerance in the unit in which a cell is typed, with as many decimals as it needs. */
export const plainAmount = ({ input }: BoundCell, steps: number): string => {
  let { decimals } = input;
  while (10 ** decimals < input.steps && Math.abs(steps) % (input.steps / 10 ** decimals) !== 0) decimals++;
  return toText(steps, input, decimals);
};

function group(text: string): string {
  const [whole, fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
