/**
 * Official tables that nobody typed, as tables of cells to be derived. They state nothing: what follows for them is printed, and no finding rests on them.
 *
 * A table of codes needs to know its codes. They are known where other tables must list every code that it could: a table of the same measure and a wider fund,
 * or one for each of the funds that together make up the whole (docs/model.md §7). Elsewhere the table stays unknown.
 */
import { parseSection, type SectionTree } from 'budget-grammar';
import { addressOf } from '../forms/address.ts';
import { measures } from '../forms/field.ts';
import { isOf } from '../forms/registry.ts';
import type { CodeRows, FormSet, Panel, TableForm } from '../forms/types.ts';
import type { Address, Evaluation } from '../model/types.ts';
import { bindCell, type Units } from './bind/cells.ts';
import { figureColumns } from './bind/columns.ts';
import { missingParents } from './bind/complete.ts';
import { rowKeyOf } from './bind/figures.ts';
import { NumberedRows } from './bind/places.ts';
import type { BoundCell, BoundRow, BoundTable, RowKey } from './bind/types.ts';
import type { Section } from './section.ts';
import type { LinkedDisclosure } from './types.ts';

/** What of the head the tables depend on. */
export interface LeftOutSettings {
  readonly formSet: FormSet;
  readonly unitOfMeasure: string;
  readonly inputUnit?: string;
}

let nothingTyped: SectionTree | undefined;

/** Sections of documents are counted from 0 up, those that are not there from −1 down. */
function sectionOf(place: number): Section {
  nothingTyped ??= parseSection('', 'sheet', () => false);
  return { id: -1 - place, tree: nothingTyped };
}

/** Keeps what it made for as long as the same tables are left out with the same codes. */
export class LeftOutTables {
  #made = new Map<string, BoundTable>();

  /** With `units` the codes are theirs where the own tables do not tell. The tables of the form set that `typed` lacks, in the form set's order; none for a document without any official table. */
  of(typed: readonly BoundTable[], settings: LeftOutSettings, units: readonly LinkedDisclosure[] = []): readonly BoundTable[] {
    if (units.length === 0 && typed.every(({ modelOnly, unfilled }) => modelOnly || unfilled)) return [];
    const have = typed.filter((table) => !table.modelOnly && !isBare(table));
    const kept = new Map<string, BoundTable>();
    const { formSet, unitOfMeasure, inputUnit } = settings;
    const found = formSet.tables.flatMap((form, place) => {
      if (have.some((table) => isOf(form, table.form))) return [];
      const codes = form.panels.map((panel) =>
        panel.codes ? (codesOf(panel, panel.codes, typed) ?? codesOfUnits(form, panel.codes, units)) : [],
      );
      if (codes.some((list) => list === undefined)) return [];
      const key = [formSet.name, unitOfMeasure, inputUnit, form.number, form.title, ...codes.map((list) => list!.join(' '))].join('|');
      const known = this.#made.get(key);
      const table = known?.form === form ? known : derivedTable(form, sectionOf(place), codes as readonly (readonly string[])[], settings);
      kept.set(key, table);
      return [table];
    });
    this.#made = kept;
    return found;
  }
}

/** A section without any row: the table follows from the others, or not at all. */
export const isBare = ({ unfilled, rows }: BoundTable): boolean => unfilled && rows.every(({ line }) => line < 0);

/** Whether every figure of a table that nobody typed follows from the others, and there is any: half a table would say that the rest of it is nothing. */
export function follows({ model }: BoundTable, evaluation: Evaluation): boolean {
  const values = model.cells.map(({ key }) => evaluation.value(key));
  return values.every((value) => value !== undefined) && values.some((value) => value !== 0);
}

function derivedTable(
  form: TableForm,
  section: Section,
  codes: readonly (readonly string[])[],
  { unitOfMeasure, inputUnit }: LeftOutSettings,
): BoundTable {
  const units: Units = { printed: unitOfMeasure, typed: inputUnit ?? unitOfMeasure };
  const rows: BoundRow[] = form.panels.flatMap((panel, i) => {
    const total = panel.codes?.total ? [panel.codes.total] : [];
    const all: RowKey[] = [...(panel.single ? [undefined] : []), ...panel.rows, ...total, ...codes[i]];
    return all.map((row) => {
      const place = { section, form, row, rowKey: rowKeyOf(panel, row), panel, units };
      const cells = figureColumns(panel).map((column) => bindCell({ ...place, column }, undefined, 'untyped', []));
      return { panel, row, line: -1, span: { start: 0, end: 0 }, cells };
    });
  });
  const cells = new Map<string, BoundCell>(rows.flatMap((row) => row.cells.map((cell) => [cell.key, cell] as const)));
  const model = [...cells.values()].flatMap((cell) => (cell.model ? [cell.model] : []));
  return {
    section,
    form,
    number: form.number,
    unitOfMeasure: form.unitOfMeasure ?? unitOfMeasure,
    rows,
    cells,
    places: new NumberedRows(rows),
    model: { key: `${section.id}`, axes: form.axes, cells: model, closed: false },
    modelOnly: false,
    unfilled: true,
    notes: [],
    headingLines: [],
    findings: [],
  };
}

/** The codes that a panel's table must list, with 类 and 款; undefined where the other tables do not tell. */
function codesOf(panel: Panel, codes: CodeRows, typed: readonly BoundTable[]): readonly string[] | undefined {
  if (codes.label !== 'code' || codes.levels) return undefined;
  const wholes = figureColumns(panel).map(({ form }) => form && codes.total && addressOf(panel, codes.total, form));
  const found = new Set<string>();
  for (const whole of wholes) {
    const own = whole && coveredBy(whole, codes.dimension, typed);
    if (!own) return undefined;
    for (const code of own) found.add(code);
  }
  const leaves = [...found];
  for (const parent of missingParents(leaves.filter((code) => !leaves.some((other) => other !== code && other.startsWith(code)))))
    found.add(parent);
  return [...found].sort();
}

/** The codes that units list in the same table, whatever it is called there; undefined if one of them has no such table. */
function codesOfUnits(form: TableForm, { dimension, levels }: CodeRows, units: readonly LinkedDisclosure[]): readonly string[] | undefined {
  if (units.length === 0 || levels) return undefined;
  const found = new Set<string>();
  for (const { disclosure } of units) {
    const { tables, leftOut, evaluation } = disclosure;
    const table =
      tables.find((one) => one.form.role === form.role && !one.modelOnly) ??
      leftOut.find((one) => one.form.role === form.role && follows(one, evaluation));
    if (!table || table.model.damagedRows?.length) return undefined;
    for (const code of codesIn(table, dimension)) found.add(code);
  }
  return [...found].sort();
}

/** The codes of the tables that between them must list every code at which there is anything at `whole`; undefined if there are no such tables. */
function coveredBy(whole: Address, dimension: string, typed: readonly BoundTable[]): readonly string[] | undefined {
  const bound = measures.get(whole.measure)?.bounded;
  if (!bound) return undefined;
  const fund = whole.members[bound.dimension];
  const listing = (member: string | undefined) =>
    typed.find((table) => lists(table, whole.measure, dimension, bound.dimension, member) && !table.model.damagedRows?.length);
  const wider = fund === undefined ? undefined : listing(undefined);
  if (wider) return codesIn(wider, dimension);
  if (fund !== undefined || !bound.complete) return undefined;
  const parts = bound.complete.map(listing);
  return parts.every((table) => table !== undefined) ? parts.flatMap((table) => codesIn(table!, dimension)) : undefined;
}

/** Whether a table has rows of codes of a dimension whose figures of a measure all belong to one fund; undefined is all funds together. */
function lists({ model, rows }: BoundTable, measure: string, dimension: string, fundDimension: string, fund: string | undefined): boolean {
  if (!model.axes.some((axis) => axis.dimension === dimension)) return false;
  const coded = rows.some(({ panel }) => panel.codes?.dimension === dimension);
  const own = model.cells.filter(({ address }) => address.measure === measure);
  return coded && own.length > 0 && own.some(({ address }) => address.members[fundDimension] === fund);
}

const codesIn = ({ rows }: BoundTable, dimension: string): string[] =>
  rows.flatMap(({ row, panel }) => (typeof row === 'string' && panel.codes?.dimension === dimension ? [row] : []));
