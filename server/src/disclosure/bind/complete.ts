/**
 * Completes a table with the cells that were not typed: a leaf left out is zero, a parent left out is derived,
 * and where only leaves of a tree of accounts were typed, their parents are derived too.
 */
import type { FormSet, Panel, RowForm, TableForm } from '../../forms/types.ts';
import type { CellState, ModelCell, ModelTable } from '../../model/types.ts';
import type { Section } from '../section.ts';
import { bindCell, type Units } from './cells.ts';
import { figureColumns } from './columns.ts';
import { rowKeyOf } from './figures.ts';
import { leftOutColumns, leftOutRows, partsOf } from './left-out.ts';
import { completeModelOnly, isModelOnly, withModelColumns } from './model-only.ts';
import type { BoundCell, BoundColumn, BoundRow, RowKey } from './types.ts';
import { isUnfilled, unknownRows } from './unfilled.ts';

interface Incomplete {
  readonly section: Section;
  readonly form: TableForm;
  readonly formSet: FormSet;
  readonly units: Units;
  readonly rows: readonly BoundRow[];
  /** The columns that headings named; undefined if there was no heading, so that all columns were given. */
  readonly named?: ReadonlySet<BoundColumn>;
  /** A row, or a column of the heading, could not be bound: it may be any that was left out, so none of those is zero for certain. */
  readonly rowsDoubtful: boolean;
  readonly columnsDoubtful: boolean;
  readonly damaged: readonly { dimension: string; member?: string }[];
  /** A sentence or a note in the section: a table without figures is then stated to be empty. */
  readonly stated: boolean;
  /** A row was given twice, so that some cells are. */
  readonly repeated: boolean;
  /** For each row what the model has of it, where the row is complete already. */
  readonly facts: readonly (RowFacts | undefined)[];
  /** The rows of the table's last version, if its headings named the same columns. */
  readonly before?: CompletedRows;
}

/** What the model has of a row. */
export type RowFacts = readonly ModelCell[];

/** Rows that were typed, and behind them those that were left out. */
export interface CompletedRows {
  readonly rows: readonly BoundRow[];
  readonly facts: readonly RowFacts[];
  readonly typed: number;
  readonly rowsDoubtful: boolean;
}

interface Completed {
  readonly rows: readonly BoundRow[];
  readonly facts: readonly RowFacts[];
  readonly model: ModelTable;
  /** Only columns of the model were typed. */
  readonly modelOnly: boolean;
  readonly unfilled: boolean;
}

export function completeTable(input: Incomplete): Completed {
  const { form, section } = input;
  const modelOnly = isModelOnly(input.named);
  const unfilled = !modelOnly && !input.rowsDoubtful && isUnfilled(input.rows, input.stated);
  const complete = modelOnly ? completeModelOnly(input, input.rows, input.named, missingParents) : completeRows(input);
  const rows = unfilled ? unknownRows(complete) : complete;
  const facts = rows.map((row, i) => (unfilled ? undefined : input.facts[i]) ?? factsOf(row.cells));
  const all = input.repeated || !areOfForm(input.named) ? [factsOf(cellsByKey(rows).values())] : facts;
  const cells: ModelCell[] = [];
  for (const own of all) for (const cell of own) cells.push(cell);
  return {
    rows,
    facts,
    model: { key: `${section.id}`, axes: form.axes, cells, damagedRows: input.damaged, closed: !unfilled },
    modelOnly,
    unfilled,
  };
}

function factsOf(cells: Iterable<BoundCell>): RowFacts {
  const facts: ModelCell[] = [];
  for (const { model } of cells) if (model) facts.push(model);
  return facts;
}

/** The cells of a table, each once: of a row or a column that is given twice the first one counts. */
export function cellsByKey(rows: readonly BoundRow[]): Map<string, BoundCell> {
  const cells = new Map<string, BoundCell>();
  for (const row of rows) for (const cell of row.cells) if (!cells.has(cell.key)) cells.set(cell.key, cell);
  return cells;
}

/** Whether headings named no column that the form does not print. */
export const areOfForm = (named: ReadonlySet<BoundColumn> | undefined): boolean => {
  for (const column of named ?? []) if (!column.form) return false;
  return true;
};

/** The rows as typed and those left out, each with a cell for every column of the form. */
function completeRows(input: Incomplete): BoundRow[] {
  const columns = columnStates(input);
  const isOpen = openSums(input.rows);
  const rows = input.rows.map((row, i) => {
    if (input.facts[i]) return row;
    const complete = isOpen(row)
      ? completeRow(input, { ...row, cells: [] }, row.panel, row.row, () => 'untyped')
      : completeRow(input, row, row.panel, row.row, columns);
    return withoutFacts(complete);
  });
  if (listTheSame(input)) rows.push(...input.before.rows.slice(rows.length));
  else
    for (const { panel, row, state } of missingRows(input))
      rows.push(
        completeRow(input, undefined, panel, row, (column) =>
          state === 'blank' || columns(column) === 'untyped' ? columns(column) : state,
        ),
      );
  return input.named ? withModelColumns(input, rows, input.named) : rows;
}

/** Whether the rows are those of the last version, so that the same are left out. */
const listTheSame = (input: Incomplete): input is Incomplete & { readonly before: CompletedRows } => {
  const { before, rows } = input;
  return (
    before !== undefined &&
    before.rowsDoubtful === input.rowsDoubtful &&
    before.typed === rows.length &&
    rows.every((row, i) => row === before.rows[i] || (row.panel === before.rows[i].panel && row.row === before.rows[i].row))
  );
};

/** Nothing was typed in the row but its label: no figure, and no dash to say that there is none. */
export const isLabelOnly = ({ cells, unsure }: BoundRow): boolean =>
  !unsure && cells.every(({ typed }) => typed === undefined || (typed.kind === 'empty' && typed.end === typed.start));

const hasFigure = ({ cells, unsure }: BoundRow): boolean => unsure === true || cells.some(({ typed }) => typed?.kind === 'amount');

/**
 * Whether only the label of a sum was typed while its parts have figures: then it is to be derived like a sum that was left out.
 * So a list of labels can be filled in from the top, and a blank sum in a table without figures stays the statement that there are none.
 */
function openSums(rows: readonly BoundRow[]): (row: BoundRow) => boolean {
  let filled: ReadonlyMap<Panel, ReadonlySet<RowKey>> | undefined;
  return (row) => {
    if (row.row === undefined || !isLabelOnly(row)) return false;
    filled ??= filledRows(rows);
    const own = filled.get(row.panel);
    if (!own) return false;
    return typeof row.row === 'string'
      ? own.has(`${row.row}…`)
      : row.row.total || partsOf(row.panel, row.row).some((part) => own.has(part));
  };
}

/** The rows of each panel that have a figure, and what stands above those of codes. */
function filledRows(rows: readonly BoundRow[]): Map<Panel, Set<RowKey>> {
  const filled = new Map<Panel, Set<RowKey>>();
  for (const row of rows) {
    if (!hasFigure(row)) continue;
    const own = filled.get(row.panel) ?? new Set();
    own.add(row.row);
    // The accounts above a code, whatever their length.
    if (typeof row.row === 'string') for (let end = row.row.length - 1; end > 2; end--) own.add(`${row.row.slice(0, end)}…`);
    filled.set(row.panel, own);
  }
  return filled;
}

/** Digits of 类, 款 and 项. */
const CODE_LENGTHS = [3, 5, 7];

/**
 * A code of no level's length that has no figure yet is being typed. As a row of zeros it would stand above the accounts whose codes it begins, and every sum there would break for a moment.
 * With a figure it counts, wherever it falls: a misprinted code takes nothing out of a sum.
 */
function withoutFacts(row: BoundRow): BoundRow {
  const begun =
    typeof row.row === 'string' &&
    row.panel.codes?.label === 'code' &&
    !row.panel.codes.levels &&
    !CODE_LENGTHS.includes(row.row.length) &&
    row.cells.every(({ typed }) => typed === undefined || typed.kind === 'empty');
  return begun ? { ...row, cells: row.cells.map(({ model: _, ...cell }) => cell) } : row;
}

const NOWHERE = { start: 0, end: 0 };

/** What a cell means in a column that its row does not reach or the heading does not name. */
function columnStates({ named, columnsDoubtful }: Incomplete): (column: BoundColumn) => CellState {
  if (!named) return () => 'blank';
  const states = new Map<Panel, (column: BoundColumn) => CellState>();
  return (column) => {
    if (named.has(column)) return 'blank';
    if (columnsDoubtful) return 'untyped';
    let own = states.get(column.panel);
    if (!own) {
      own = leftOutColumns(column.panel, named);
      states.set(column.panel, own);
    }
    return own(column);
  };
}

/** The row with a cell for every column. */
function completeRow(
  input: Incomplete,
  typed: BoundRow | undefined,
  panel: Panel,
  row: RowKey,
  stateOf: (column: BoundColumn) => CellState,
): BoundRow {
  const have = typed?.cells ?? [];
  const columns = figureColumns(panel);
  if (typed && have.length === columns.length && have.every(({ column }) => column.form)) return typed;
  const missing = columns.filter(({ id }) => !have.some(({ column }) => column.id === id));
  const place = { section: input.section, form: input.form, row, rowKey: rowKeyOf(panel, row), panel, units: input.units };
  const cells = [
    ...have,
    ...missing.map((column) => bindCell({ ...place, column }, undefined, typed?.unsure ? 'damaged' : stateOf(column), [])),
  ];
  return typed ? { ...typed, cells } : { panel, row, line: -1, span: NOWHERE, cells };
}

interface MissingRow {
  readonly panel: Panel;
  readonly row: RowKey;
  readonly state: CellState;
}

/** Fixed rows nobody typed, the total row, and the parents of accounts where only leaves were typed. A table without any row states that there is nothing. */
function missingRows(input: Incomplete): MissingRow[] {
  if (input.rows.length === 0)
    return input.form.panels.flatMap((panel) =>
      fixedRowsOf(panel).map((row) => ({ panel, row, state: input.rowsDoubtful ? 'untyped' : 'blank' }) as const),
    );
  const out: MissingRow[] = [];
  for (const panel of input.form.panels) {
    const typed = new Set<RowKey>();
    for (const row of input.rows) if (row.panel === panel) typed.add(row.row);
    let known: ReturnType<typeof leftOutRows> | undefined;
    const stateOf = (row: RowForm): CellState => {
      known ??= leftOutRows(panel, typed, input.formSet.formulas);
      return known(row);
    };
    for (const row of fixedRowsOf(panel)) {
      if (typed.has(row)) continue;
      const state = input.rowsDoubtful ? 'untyped' : typeof row === 'object' ? stateOf(row) : 'blank';
      // A leaf that stands in another table need not be typed again; one that stands nowhere is nothing.
      const own = state === 'blank' ? 'omitted' : state;
      out.push({ panel, row, state: own });
    }
    if (panel.codes && !panel.codes.levels && panel.codes.label === 'code')
      for (const row of missingParents([...typed].filter((key) => typeof key === 'string'))) out.push({ panel, row, state: 'untyped' });
  }
  return out;
}

const fixedRowsOf = (panel: Panel): RowKey[] => [
  ...(panel.single ? [undefined] : []),
  ...panel.rows,
  ...(panel.codes?.total ? [panel.codes.total] : []),
];

/** 类 and 款 above the typed codes, if no typed code is above another: somebody who types only leaves means their sums to follow. */
export function missingParents(codes: readonly string[]): string[] {
  const have = new Set(codes);
  const parents = new Set<string>();
  for (const code of codes)
    for (const length of [3, 5]) {
      if (code.length <= length) continue;
      const parent = code.slice(0, length);
      if (have.has(parent)) return [];
      parents.add(parent);
    }
  return [...parents];
}
