/**
 * A form set (版式) as the rest of the server sees it: the JSON of `data/` expanded, every column and row with its address.
 * What a province does differently is data; nothing here names one.
 */
import type { Axis, Formula } from '../model/types.ts';

/** An address fragment: a measure and/or members; a cell's address is fixed ∪ panel ∪ row ∪ column. */
export interface Fragment {
  readonly measure?: string;
  readonly members: Readonly<Record<string, string>>;
}

/** How an amount cell that nobody typed prints. */
export type BlankStyle = 'blank' | 'zero';

/** `amount` and `count` hold figures; `ordinal` (行次) is read and not stored; `code`, `name` and `text` hold text. */
export type ColumnKind = 'amount' | 'count' | 'ordinal' | 'code' | 'name' | 'text';

export interface ColumnForm {
  /** Unique within its table: `支出/基本支出`. */
  readonly id: string;
  /** The printed title of the leaf column. */
  readonly title: string;
  /** Titles from the outermost group heading to the leaf; `[title]` where there is no group. */
  readonly path: readonly string[];
  readonly aliases: readonly string[];
  readonly kind: ColumnKind;
  /** Absent for columns that hold no fact. */
  readonly at?: Fragment;
}

export interface RowForm {
  readonly id: string;
  /** The printed label with its numbering, as the form prints it: `（1）国内接待费`. */
  readonly label: string;
  readonly aliases: readonly string[];
  /** 行次 where the form prints it. */
  readonly ordinal?: number;
  /** Absent for rows that hold no fact (二、相关统计数). */
  readonly at?: Fragment;
  /** Unit of counts (`个`, `辆`, `人`): figures of this row are whole numbers. */
  readonly unit?: string;
  /** Column ids in which nothing applies: printed `——`, no cell. */
  readonly inapplicable: readonly string[];
  readonly total: boolean;
  readonly indent: number;
}

/** Rows that are account codes. */
export interface CodeRows {
  /** 功能 or 经济. */
  readonly dimension: string;
  /** The row of the dimension's root (合计); absent if the table prints none. */
  readonly total?: RowForm;
  /** Where the total row stands. */
  readonly totalAt: 'first' | 'last';
  /** The codes a form prints whether used or not, with its names; absent: exactly those that have figures. */
  readonly listed?: readonly { readonly code: string; readonly name: string; readonly aliases: readonly string[] }[];
}

/** A side (收入 ‖ 支出), a block (人员经费 | 公用经费), or the whole table if it has one panel only. */
export interface Panel {
  readonly id: string;
  /** `收入`, `支出`, `人员经费`; undefined for the only panel. */
  readonly title?: string;
  readonly at: Fragment;
  /** Every printed column from left to right, label and 行次 columns included. */
  readonly columns: readonly ColumnForm[];
  /** Rows with a fixed label, in printed order; empty for a table of code rows only. */
  readonly rows: readonly RowForm[];
  readonly codes?: CodeRows;
  /** In how many printed column groups the panel's rows run on beside each other (公开06表: 公用经费 in 2). */
  readonly across: number;
  /** `single`: one nameless row of amounts (horizontal “三公”). */
  readonly single: boolean;
}

/** One printed cell of a heading. */
export interface HeaderCell {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
}

export interface TableForm {
  /** The role: which table it is by meaning (`收入支出总表`, `支出`, `三公`). */
  readonly role: string;
  /** `公开03表` */
  readonly number: string;
  readonly title: string;
  /** Other titles under which the section is found. */
  readonly aliases: readonly string[];
  readonly measure?: string;
  /** `万元`, `元`, `台、辆、套`; undefined: the document's 金额单位. */
  readonly unitOfMeasure?: string;
  readonly decimals: number;
  readonly blank: BlankStyle;
  readonly panels: readonly Panel[];
  readonly axes: readonly Axis[];
  /** Heading lines as printed, 栏次 line included. */
  readonly header: readonly (readonly HeaderCell[])[];
  /** The notes the form prints under the table, a line each; `{year}` stands for the fiscal year. */
  readonly notes: readonly string[];
  /** Whether rows are printed side by side (two sides share a printed line). */
  readonly layout: 'list' | 'sides';
}

/** A performance form (绩效自评表): funds, targets and indicators; it yields no facts of the common model. */
export interface PerformanceForm {
  readonly role: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** Properties that the form prints, in order: 项目名称, 主管部门, 实施单位 … */
  readonly properties: readonly string[];
  /** The group that holds the funds (资金), its columns in printed order and the rows it knows. */
  readonly funds: { readonly opener: string; readonly columns: readonly PerformanceColumn[]; readonly rows: readonly string[] };
  readonly indicators: {
    readonly columns: readonly PerformanceColumn[];
    readonly levels: readonly string[];
    readonly groups: readonly (readonly string[])[];
  };
  /** Label of the row that totals weights and scores. */
  readonly total: string;
  readonly fullScore: number;
  /** `proportional`: execution score = weight × rate; `free`: only bounded by the weight. */
  readonly executionScore: 'proportional' | 'free';
  readonly grades: readonly { readonly name: string; readonly from: number }[];
}

/** What a performance column means, whatever a province calls it. */
export type PerformanceRole =
  | 'initialBudget'
  | 'revisedBudget'
  | 'actualAmount'
  | 'weight'
  | 'rate'
  | 'score'
  | 'level'
  | 'target'
  | 'actual'
  | 'reason'
  | 'other';

export interface PerformanceColumn {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly role: PerformanceRole;
}

export interface ChapterForm {
  /** The section title an author types: `概况`, `情况说明`, `名词解释`. */
  readonly section: string;
  /** `第一部分`, with the printed chapter title; `{unit}` and `{year}` stand for the head's. */
  readonly number: string;
  readonly title: string;
  readonly required: boolean;
  /** True for the chapter in which the tables are printed. */
  readonly tables: boolean;
}

export interface FormSet {
  /** The name that 版式 gives: `江西省单位决算`. */
  readonly name: string;
  readonly kind: '决算' | '预算';
  readonly years: { readonly from?: number; readonly to?: number };
  readonly unitOfMeasure: string;
  readonly decimals: number;
  readonly tables: readonly TableForm[];
  readonly performance: readonly PerformanceForm[];
  readonly chapters: readonly ChapterForm[];
  readonly formulas: readonly Formula[];
  /** Labels that match an account or row everywhere in this set: 公用支出合计 for 公用经费合计. */
  readonly accountNames: Readonly<Record<string, string>>;
}
