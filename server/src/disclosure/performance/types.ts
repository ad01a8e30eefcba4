/** A performance form as typed: what is which field, column, row and group of the form. Enough to check it and to print it as published. */
import type { Cell } from 'budget-grammar';
import type {
  IndicatorList,
  PerformanceColumn,
  PerformanceForm,
  PerformanceList,
  PerformanceProperty,
  PerformanceRole,
  PerformanceRow,
} from '../../forms/types.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../place.ts';
import type { Section } from '../section.ts';
import { type Exact, Numeral } from './decimal.ts';

/** A readable figure. */
export interface Figure {
  /** In the unit as typed; 74.78 for `74.78%`. */
  readonly value: Exact;
  /** The same as a whole number of steps, for quick comparisons; NaN if it is none. */
  readonly steps: number;
  /** Digits typed behind the decimal point. */
  readonly decimals: number;
  readonly percent: boolean;
  /** The unit of money typed behind an amount. */
  readonly unit?: string;
}

/** A figure as typed. */
export class TypedFigure extends Numeral implements Figure {
  readonly percent: boolean;
  readonly unit: string | undefined;

  constructor(numeral: string, decimals: number, percent: boolean, unit?: string) {
    super(numeral, decimals);
    this.percent = percent;
    this.unit = unit;
  }
}

/** A text and where it stands. */
export interface BoundText {
  readonly text: string;
  readonly place: Place;
}

/** A column in force: one of the form's, or one that the author added (`form` is absent, the role `other`). */
export interface BoundColumn {
  readonly title: string;
  readonly role: PerformanceRole;
  readonly form?: PerformanceColumn;
  /** Where it was named; absent where the form's own columns are in force without being named. */
  readonly place?: Place;
}

export interface BoundCell {
  readonly column: BoundColumn;
  readonly typed: Cell;
  readonly place: Place;
  /** As typed, the lines of its continuations joined by line feeds. */
  readonly text: string;
  /** Only in columns of figures: amounts, rate, weight, score. */
  readonly figure?: Figure;
  /** A figure was meant and cannot be read, or its row could not be cut: nothing may be concluded from this cell. */
  readonly damaged: boolean;
}

export interface BoundRow {
  /** Line within the section. */
  readonly line: number;
  readonly place: Place;
  /** Without a label the text is empty and the place is the row's first cell. */
  readonly label: BoundText;
  /** Filled and blank cells in the order of the columns; columns behind the last cell have none. */
  readonly cells: readonly BoundCell[];
  readonly damaged: boolean;
}

export interface BoundFundsRow extends BoundRow {
  /** Absent for a row that the form does not know. */
  readonly form?: PerformanceRow;
}

export interface BoundFunds {
  /** The opener, if there is one. */
  readonly opener?: BoundText;
  /** The weight that the opener states: `预算执行情况（20分）：`. */
  readonly weight?: { readonly figure: Figure; readonly place: Place };
  /** A title states that the score is weight × rate: `得分(20分*执行率)`. */
  readonly proportional: boolean;
  readonly columns: readonly BoundColumn[];
  readonly rows: readonly BoundFundsRow[];
}

/** A group of indicators; one without indicators is printed all the same. */
export interface BoundGroup {
  /** As typed or repeated from above: `['产出指标', '数量指标']`; empty where the author gave no group. */
  readonly path: readonly string[];
  readonly place: Place;
  /** The form's own group of that name. */
  readonly form?: readonly string[];
  readonly indicators: readonly BoundRow[];
}

/** Indicators under the same headings; most forms have one block without any. */
export interface BoundBlock {
  /** The form's own list of indicators to which it belongs, where the form has several. */
  readonly list?: IndicatorList;
  /** From the outermost: `年度绩效目标表`, `年度绩效目标 1`. */
  readonly headings: readonly BoundText[];
  readonly columns: readonly BoundColumn[];
  /** In the order of the text; a path that comes again is a group again. */
  readonly groups: readonly BoundGroup[];
}

/** Rows of a list of the form's, or under an opener that the form does not know. */
export interface BoundGrid {
  readonly form?: PerformanceList;
  readonly opener: BoundText;
  /** The title over the labels: 品名. */
  readonly labelTitle?: BoundText;
  readonly columns: readonly BoundColumn[];
  readonly rows: readonly BoundRow[];
}

/** A box of a field with options. */
export interface BoundChoice {
  /** As the form prints it, or as typed where the form lists no options. */
  readonly option: string;
  readonly chosen: boolean;
}

export interface BoundProperty {
  readonly key: BoundText;
  /** Absent for a field that the form does not know. */
  readonly form?: PerformanceProperty;
  /** The value's lines: the one behind the key, then the continuations. None for an empty field. */
  readonly lines: readonly BoundText[];
  /** The boxes of a field with options, or of a value with boxes in it. */
  readonly choices: readonly BoundChoice[];
}

export interface BoundPerformance {
  readonly section: Section;
  readonly form: PerformanceForm;
  /** The project: the section's parameter, else the property that the parameter stands for. */
  readonly name?: BoundText;
  /** Every field typed, in the order of the text. */
  readonly properties: readonly BoundProperty[];
  readonly funds?: BoundFunds;
  readonly blocks: readonly BoundBlock[];
  /** The row of totals: 总分. */
  readonly total?: BoundRow;
  readonly grids: readonly BoundGrid[];
  /** Notes under the form, a line each. */
  readonly notes: readonly string[];
  /** 空表：the sentence that states the form to be empty. */
  readonly emptyStatement?: string;
  /** Lines of pasted headings; dimmed in the editor. */
  readonly headingLines: readonly number[];
  readonly findings: readonly Finding[];
}

/** The row's first cell of a role. */
export function cellOf(row: BoundRow, role: PerformanceRole): BoundCell | undefined {
  for (const cell of row.cells) if (cell.column.role === role) return cell;
  return undefined;
}

/** What an indicator aims at, and the cell with its value. */
export interface StatedTarget {
  readonly cell: BoundCell;
  /** As one text: `≥12场次`. */
  readonly text: string;
}

/** The target of a row, put together where its form parts it into 指标性质, 指标值 and 度量单位. */
export function targetOf(row: BoundRow): StatedTarget | undefined {
  const cell = cellOf(row, 'target');
  if (!cell) return undefined;
  const before = /^\d/.test(cell.text) ? (cellOf(row, 'relation')?.text ?? '') : '';
  const behind = /\d$/.test(cell.text) ? (cellOf(row, 'unit')?.text ?? '') : '';
  return { cell, text: before + cell.text + behind };
}

/** The figure in the row's first cell of a role, if it can be read. */
export const figureOf = (row: BoundRow, role: PerformanceRole): Figure | undefined => cellOf(row, role)?.figure;

/** Every indicator of a form with its group. */
export function indicatorsOf(bound: BoundPerformance): { readonly group: BoundGroup; readonly indicator: BoundRow }[] {
  const all: { group: BoundGroup; indicator: BoundRow }[] = [];
  for (const block of bound.blocks)
    for (const group of block.groups) for (const indicator of group.indicators) all.push({ group, indicator });
  return all;
}
