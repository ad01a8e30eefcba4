/**
 * A form set (版式) as the rest of the server sees it: the JSON of `data/` expanded, every column and row with its address.
 * What a province does differently is data; nothing here names one.
 */
import type { Axis, Formula } from '../model/types.ts';

/** An address fragment: a measure and/or members; a cell's address is fixed ∪ panel ∪ row ∪ column, the later part ruling. A member `*` takes the dimension back to its whole. */
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
  /** Other titles of the groups in `path`, from the outermost on. */
  readonly groupAliases: readonly (readonly string[])[];
  readonly aliases: readonly string[];
  readonly kind: ColumnKind;
  /** How many columns of the printed grid a cell takes: 3 for one code under the headings 类 款 项, else 1. */
  readonly span: number;
  /** For code columns that print a part of the code (类｜款｜项 apart): the half-open range of its characters. */
  readonly part?: { readonly from: number; readonly to: number };
  /** Unit of this column's counts; absent: the row's, else the table's. */
  readonly unit?: string;
  /** Ids of the columns of which this one is the product in each row: 采购金额 = 采购数量 × 单价. */
  readonly product?: readonly string[];
  /** Absent for columns that hold no fact. */
  readonly at?: Fragment;
}

export interface RowForm {
  /** Unique within its panel: the label without numbering, `#2` behind the second of the same label. */
  readonly id: string;
  /** The printed label with its numbering, as the form prints it: `（1）国内接待费`. Empty for a line that prints its 行次 only. */
  readonly label: string;
  readonly aliases: readonly string[];
  /** 行次 where the form prints it. */
  readonly ordinal?: number;
  /** Absent for rows that hold no fact (二、相关统计数, lines without a label). */
  readonly at?: Fragment;
  /** Unit of counts (`个`, `辆`, `人`): figures of this row are whole numbers. */
  readonly unit?: string;
  /** Column ids in which nothing applies: printed `——`, no cell. */
  readonly inapplicable: readonly string[];
  readonly total: boolean;
  readonly indent: number;
}

/** A code or a name that the form prints whether used or not. */
export interface ListedCode {
  readonly code: string;
  /** As this form prints it. */
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Rows that are members of a dimension: account codes, project codes, or names the author gives. */
export interface CodeRows {
  /** 功能, 经济, 项目, 单位 … */
  readonly dimension: string;
  /** `name`: rows bear a name and no code; the name is the member. */
  readonly label: 'code' | 'name';
  /** Several rows may bear one name (purchases of one kind): each is a row of its own. */
  readonly repeats: boolean;
  /** The row of the dimension's root (合计); absent if the table prints none. */
  readonly total?: RowForm;
  /** Where the total row stands. */
  readonly totalAt: 'first' | 'last';
  /** The codes a form prints whether used or not, with its names; absent: exactly those that have figures. */
  readonly listed?: readonly ListedCode[];
  /** A tree given by row order and the length of codes (部门 3, 单位 6, 类别 2 or 4, 项目 21), outermost first; absent: codes are prefixes of each other. */
  readonly levels?: readonly CodeLevel[];
}

/** One level of rows whose tree is given by their order and the length of their codes. */
export interface CodeLevel {
  readonly name: string;
  readonly lengths: readonly number[];
  /** What a row of this level is by the beginning of its code, in the words of other tables: 1… → 性质=人员. */
  readonly means?: readonly { readonly prefix: string; readonly at: Fragment }[];
}

/** A side (收入 ‖ 支出), a block (人员经费 | 公用经费), or the whole table if it has one panel only. */
export interface Panel {
  /** Unique within its table; empty for the only panel. */
  readonly id: string;
  /** `收入`, `支出`, `人员经费`; undefined for the only panel. */
  readonly title?: string;
  /** The table's fixed fragment and the panel's own, merged. */
  readonly at: Fragment;
  /** Every printed column from left to right, label and 行次 columns included. */
  readonly columns: readonly ColumnForm[];
  /** Rows with a fixed label, in printed order; empty for a table of code rows only. */
  readonly rows: readonly RowForm[];
  readonly codes?: CodeRows;
  /** In how many printed column groups the panel's rows run on beside each other (公开06表: 公用经费 in 2). */
  readonly across: number;
  /** The codes with which the second and later column groups begin; empty: divided evenly. */
  readonly breaks: readonly string[];
  /** `single`: one nameless row of amounts (horizontal “三公”). */
  readonly single: boolean;
}

/** One printed cell of a heading. */
export interface HeaderCell {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
}

/** A line printed over a table in three parts: left, centre, right. `{number}` `{unit}` `{year}` `{measure}` stand for the table's number, the head's unit and year, and 金额单位. */
export type CaptionLine = readonly [left: string, centre: string, right: string];

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
  /** Dimensions along which rows or columns vary and which have sums; flat ones (基准, 时点) are none. */
  readonly axes: readonly Axis[];
  /** Columns of the printed grid. */
  readonly width: number;
  readonly captions: readonly CaptionLine[];
  /** Heading lines as printed, 栏次 line included; spans fill `width` columns. */
  readonly header: readonly (readonly HeaderCell[])[];
  /** The notes the form prints under the table, a line each; `{year}` stands for the fiscal year. */
  readonly notes: readonly string[];
  /** `sides`: the panels' rows share printed lines one by one; `blocks`: panels of code rows beside each other, their totals on the last line; `list`: one panel. */
  readonly layout: 'list' | 'sides' | 'blocks';
  /** The same table as others print it, with other rows or columns; read and printed where the author's fits better. They have none of their own. */
  readonly variants: readonly TableForm[];
}

/** A field of a performance form: `主管部门：…`. */
export interface PerformanceProperty {
  readonly title: string;
  readonly aliases: readonly string[];
  /** Boxes to choose from, as printed (`1、持续性项目`); empty for a field of text. */
  readonly options: readonly string[];
  /** True if the section's parameter gives the value: 【项目支出绩效自评表：名称】. */
  readonly parameter: boolean;
  /** What the field says, whatever a province calls it: the project's code, its budget of the year, the grade of the evaluation. */
  readonly role?: PerformanceFieldRole;
  /** Known, but neither asked for nor printed where nobody typed it. */
  readonly optional: boolean;
}

export type PerformanceFieldRole = 'code' | 'budget' | 'grade';

/** A group with columns and rows that the form prints: 资金. */
export interface PerformanceFunds {
  /** `资金` */
  readonly opener: string;
  /** Other words for it: 预算执行情况. */
  readonly aliases: readonly string[];
  /** The title over the rows' labels: 来源项目; empty for most. */
  readonly label: string;
  readonly columns: readonly PerformanceColumn[];
  /** The rows it knows, in printed order. */
  readonly rows: readonly PerformanceRow[];
  /** The ways in which they divide the total, where there are several. */
  readonly divisions: readonly PerformanceDivision[];
}

/** A way of dividing the funds: 资金来源, 支出性质. Its name may stand over its rows: 按支出性质分. */
export interface PerformanceDivision {
  readonly title: string;
  readonly aliases: readonly string[];
}

export interface PerformanceRow {
  readonly title: string;
  readonly aliases: readonly string[];
  /** The row that contains the others and bears weight and score: 年度资金总额. */
  readonly total: boolean;
  /** Known, but printed only where the author types it. */
  readonly optional: boolean;
  /** 其中: part of a row above it and no summand of the total. */
  readonly part: boolean;
  /** The title of the row of which it is a part where that one is typed: 一般公共预算财政拨款 of 财政拨款. Where it is not, this one is a summand of the total. */
  readonly within?: string;
  /** Its division, where the form has several: the rows of each add up to the total. Else empty. */
  readonly division: string;
}

/** A list of the form's own under a title: 项目支出明细测算, 项目采购. */
export interface PerformanceList {
  readonly title: string;
  readonly aliases: readonly string[];
  /** The title over the rows' labels: 项目活动. */
  readonly label: string;
  /** None where authors name what they like. */
  readonly columns: readonly PerformanceColumn[];
  /** Rows that the form prints whether used or not. */
  readonly rows: readonly PerformanceRow[];
  /** Printed only where it is typed. */
  readonly optional: boolean;
}

/** Indicators of one kind in a form that has several kinds, each with columns of its own: 长期绩效目标表, 年度绩效目标表. */
export interface IndicatorList {
  readonly title: string;
  readonly aliases: readonly string[];
  /** The title of the column that names the target to which indicators belong: 目标名称; empty if the form has none. */
  readonly name: string;
  /** With what the names of the targets begin: 长期绩效目标 for 长期绩效目标 1; empty if there are none. */
  readonly each: string;
  /** Columns behind the levels. */
  readonly columns: readonly PerformanceColumn[];
}

export interface PerformanceIndicators {
  /** Columns in printed order, the three levels first. */
  readonly columns: readonly PerformanceColumn[];
  /** 一级指标, 二级指标, 三级指标. */
  readonly levels: readonly string[];
  /** Paths of the groups that the form prints: `['成本指标', '经济成本指标']`. */
  readonly groups: readonly (readonly string[])[];
  /** Other groups that are usual; printed only where they are typed. */
  readonly optionalGroups: readonly (readonly string[])[];
  /** Where there are several lists: each with its columns behind those of the levels. Empty for a form with one list. */
  readonly lists: readonly IndicatorList[];
}

/** What is printed below what in a performance form; each names properties or a part described elsewhere in the form. `heading` is the merged cell at its left. */
export type PerformanceBlock =
  | { readonly kind: 'properties'; readonly titles: readonly string[] } //               one printed line of field and value pairs
  | { readonly kind: 'texts'; readonly heading: string; readonly titles: readonly string[] } // headed columns of long text: 预期目标 | 实际完成情况
  | { readonly kind: 'funds'; readonly heading: string; readonly above: boolean } //       `above`: the heading is a line over the part, not a cell beside it
  | { readonly kind: 'indicators'; readonly heading: string; readonly above: boolean; readonly list?: string } // one list of several, by its title
  | { readonly kind: 'lists'; readonly heading: string; readonly label: string; readonly titles: readonly string[] } // one list under its title, or several with columns in common beside theirs
  | { readonly kind: 'total' };

/** A performance form (绩效自评表): funds, targets and indicators; it yields no facts of the common model. */
export interface PerformanceForm {
  readonly role: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** What it is about: a project, which counts among the projects and has one name everywhere, or the whole of a department. */
  readonly scope: 'project' | 'department';
  /** Printed under the title: `（{year}年度）`. */
  readonly subtitle: string;
  /** Lines printed over the form in three parts, as over a table. */
  readonly captions: readonly CaptionLine[];
  /** Properties that the form prints, in order: 项目名称, 主管部门, 实施单位 … */
  readonly properties: readonly PerformanceProperty[];
  /** The group that holds the funds (资金), its columns in printed order and the rows it knows. */
  readonly funds?: PerformanceFunds;
  readonly indicators?: PerformanceIndicators;
  /** Lists of the form's own, beside funds and indicators. */
  readonly lists: readonly PerformanceList[];
  /** Label of the row that totals weights and scores; absent if the form has no scores. */
  readonly total?: string;
  /** Other labels of that row, below the indicators: 合计. */
  readonly totalAliases: readonly string[];
  readonly fullScore: number;
  /** `proportional`: execution score = weight × rate; `free`: only bounded by the weight. */
  readonly executionScore: 'proportional' | 'free';
  /** From the best down; a score belongs to the first grade whose `from` it reaches. */
  readonly grades: readonly { readonly name: string; readonly aliases: readonly string[]; readonly from: number }[];
  /** Columns of the printed grid. */
  readonly width: number;
  readonly layout: readonly PerformanceBlock[];
}

/** What a performance column means, whatever a province calls it. `relation` (≥) and `unit` belong to the `target` beside them, where a province prints it in three columns. */
export type PerformanceRole =
  | 'initialBudget'
  | 'revisedBudget'
  | 'actualAmount'
  | 'weight'
  | 'rate'
  | 'score'
  | 'level'
  | 'relation'
  | 'target'
  | 'unit'
  | 'actual'
  | 'reason'
  | 'other';

export interface PerformanceColumn {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly role: PerformanceRole;
  /** Printed only where it is typed. */
  readonly optional: boolean;
  /** How many columns of the printed grid a cell takes. */
  readonly span: number;
  /** The title over several columns: 指标值 over 前年, 上年 and 预计当年实现. */
  readonly group?: string;
}

export interface ChapterForm {
  /** The section title an author types: `概况`, `情况说明`, `名词解释`; empty for the chapter of tables. */
  readonly section: string;
  /** Other titles of the same section. */
  readonly aliases: readonly string[];
  /** Further text sections that are printed in this chapter: 绩效情况 in 情况说明. */
  readonly includes: readonly string[];
  /** `第一部分`, with the printed chapter title; `{unit}` and `{year}` stand for the head's. */
  readonly number: string;
  readonly title: string;
  readonly required: boolean;
  /** True for the chapter in which the tables are printed. */
  readonly tables: boolean;
  /** First-level headings that are usual in this chapter, without numbers, in order: to be offered, not demanded. */
  readonly headings: readonly string[];
}

/** How a change is worded; `{差额}` is the amount with its unit, `{幅度}` the rate. `fromZero` is used where there is nothing to divide by. */
export interface Comparison {
  readonly increase: string;
  readonly decrease: string;
  readonly fromZero: string;
  readonly equal: string;
}

/** How a percentage is printed. */
export interface RateStyle {
  readonly decimals: number;
  readonly trailingZeros: boolean;
}

/** How a province words what it computes. */
export interface Wording {
  /** What a disclosure calls its author: 本单位, 本部门. */
  readonly self: string;
  /** 增减 against last year, against the initial budget, against another figure; `change` without naming what it is held against. */
  readonly prior: Comparison;
  readonly budget: Comparison;
  readonly other: Comparison;
  readonly change: Comparison;
  /** 比较: the one word for more, less and as much. */
  readonly relation: Comparison;
  readonly growth: RateStyle;
  readonly share: RateStyle;
  readonly completion: RateStyle;
  /** Whether amounts in prose keep zeros at their end: 1064.50 or 1064.5. */
  readonly trailingZeros: boolean;
  /** The share of nothing in nothing: `zero` prints 0.00%, `none` has no figure. */
  readonly shareOfNothing: 'zero' | 'none';
  /** Between the members of a list. */
  readonly separator: string;
}

/**
 * Standard text in the language of prose. 〔…〕 is written only where every figure in it is known; 〔甲｜乙〕 is the first of which that is true.
 * - `when`: one text or the other, by a comparison of two figures
 * - `each`: repeated for the rows of a table that have figures; 本行 in its references stands for the row
 */
export type StandardBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | {
      readonly kind: 'when';
      readonly condition: string;
      readonly blocks: readonly StandardBlock[];
      readonly otherwise: readonly StandardBlock[];
    }
  | { readonly kind: 'each'; readonly list: string; readonly numbering: string; readonly blocks: readonly StandardBlock[] };

export interface FormSet {
  /** The name that 版式 gives: `江西省单位决算`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: '决算' | '预算';
  readonly years: { readonly from?: number; readonly to?: number };
  /** The printed title of the whole; `{unit}` and `{year}` stand for the head's. */
  readonly title: string;
  readonly unitOfMeasure: string;
  readonly decimals: number;
  readonly tables: readonly TableForm[];
  readonly performance: readonly PerformanceForm[];
  /** Titles of further tables that are usual and have no form of their own: they are printed as free grids. */
  readonly grids: readonly string[];
  readonly chapters: readonly ChapterForm[];
  readonly formulas: readonly Formula[];
  /** Labels that match an account or row everywhere in this set: 公用支出合计 for 公用经费合计 (alias → the name on the form). */
  readonly accountNames: Readonly<Record<string, string>>;
  /** Words of prose by their label key and the addresses they stand for: 机关运行经费, 政府采购支出总额. They go before labels of tables. */
  readonly facts: ReadonlyMap<string, Fragment>;
  /** What a lone account code stands for in 情况说明要素表, by dimension. */
  readonly accounts: ReadonlyMap<string, Fragment>;
  readonly wording: Wording;
  /** Standard text by the key of a heading, or of a chapter's section for what stands before its headings. */
  readonly standard: ReadonlyMap<string, readonly StandardBlock[]>;
  /** The same set as it was in other years; each says its `years` and has no editions of its own. */
  readonly editions: readonly FormSet[];
}

/** What is wrong with the JSON of a form set, with a JSON pointer (RFC 6901) to the place. */
export interface FormProblem {
  readonly pointer: string;
  readonly message: string;
}
