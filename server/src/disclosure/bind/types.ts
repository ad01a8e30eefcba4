/** An official table as typed: which cell of the text is which cell of the form. */
import type { Cell, Piece, Span } from 'budget-grammar';
import type { ColumnForm, FormSet, Fragment, Panel, RowForm, TableForm } from '../../forms/types.ts';
import type { Address, ModelCell, ModelTable } from '../../model/types.ts';
import type { Finding } from '../finding.ts';
import type { Scale } from '../quantity.ts';
import type { Section } from '../section.ts';

/** A column of the form, or of the model only: paths such as 其他资金／基本支出, which the form does not print. */
export interface BoundColumn {
  readonly panel: Panel;
  /** Unique within the table. */
  readonly id: string;
  readonly title: string;
  readonly at?: Fragment;
  /** Absent for a column of the model. */
  readonly form?: ColumnForm;
}

/** What a position of a heading stands for. */
export type Slot =
  | { readonly kind: 'column'; readonly column: BoundColumn }
  | { readonly kind: 'label' | 'code' | 'name' | 'ordinal' | 'codePart'; readonly panel: Panel | undefined }
  /** A column of text beside the label: 项目单位. */
  | { readonly kind: 'text'; readonly panel: Panel; readonly column: ColumnForm }
  /** A title that no column bears, or no title at all: what stands below it cannot be read. */
  | { readonly kind: 'unknown'; readonly title?: Piece };

/** The row of the form: one with a fixed label, the member of a code row, or undefined for the nameless row of a single one. */
export type RowKey = RowForm | string | undefined;

export interface TypedText {
  readonly column: ColumnForm;
  readonly cell: Cell;
}

export interface BoundRow {
  readonly panel: Panel;
  readonly row: RowKey;
  /** Line within the section; -1 for a row that was not typed. */
  readonly line: number;
  readonly span: Span;
  readonly code?: Cell;
  readonly name?: Cell;
  /** What stands in columns of text beside the label. */
  readonly texts?: readonly TypedText[];
  readonly cells: readonly BoundCell[];
  /** Nobody knows in which columns its figures belong: none of them is used, and none that is left out is zero. */
  readonly unsure?: boolean;
}

/** One cell of the form with what was typed there. */
export interface BoundCell {
  /** Section id, row and column: stable while the table's text does not change. */
  readonly key: string;
  readonly row: RowKey;
  readonly column: BoundColumn;
  /** How its figures are printed. */
  readonly scale: Scale;
  /** How its figures are typed: another unit where 录入单位 says so. What is said to the author is said in this one. */
  readonly input: Scale;
  readonly address?: Address;
  /** Undefined if nothing was typed at this place. */
  readonly typed?: Cell;
  /** The section that typed it may be another than the row's: a table may be typed in several sections. */
  readonly model?: ModelCell;
}

/** Where each cell stands among a table's rows: the same object for tables that have the same cells in the same rows. */
export interface CellPlaces {
  /** A cell and its row, by the cell's key, among the rows of one of these tables; of a row that is given twice the first one counts. */
  find(key: string, rows: readonly BoundRow[]): { readonly row: BoundRow; readonly cell: BoundCell } | undefined;
}

export interface BoundTable {
  readonly section: Section;
  readonly form: TableForm;
  /** The number over the table where it was pasted with one, else the form's. */
  readonly number: string;
  readonly unitOfMeasure: string;
  readonly rows: readonly BoundRow[];
  readonly cells: ReadonlyMap<string, BoundCell>;
  readonly places: CellPlaces;
  readonly model: ModelTable;
  /** The section types only columns of the model: it says nothing of the table that the form prints. */
  readonly modelOnly: boolean;
  /** Nobody has filled in anything: the section states nothing. */
  readonly unfilled: boolean;
  /** Notes typed under the table; the form's own if there are none. */
  readonly notes: readonly string[];
  /** 空表：the sentence that states the table to be empty. */
  readonly emptyStatement?: string;
  /** Lines of pasted headings that say nothing new; dimmed in the editor. */
  readonly headingLines: readonly number[];
  /** The columns that every line's cells stand in, for hover and completion: line → slots by cell. */
  readonly findings: readonly Finding[];
}

/** What of the head a table needs. */
export interface TableSettings {
  readonly formSet: FormSet;
  readonly unitOfMeasure: string;
  readonly inputUnit?: string;
  /** By which 2023年预算数 is told to be last year's. */
  readonly fiscalYear?: number;
}
