/**
 * The syntax tree of one section.
 *
 * All offsets are UTF-16 code units relative to the section's first character, all line numbers are relative to its first line: a section can move in the document without its tree changing.
 * Blanks are not nodes; they are the text between the spans.
 */
import type { Kept, KeptOfLines } from './kept.ts';

/** Half-open range of UTF-16 offsets within a section. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The ground a section stands on; it follows from the section's title alone. The head is what precedes the first header. */
export type Ground = 'head' | 'sheet' | 'text';

/** A piece of source text with its value: trimmed and unquoted, otherwise as typed. */
export interface Piece extends Span {
  readonly text: string;
}

/** A readable amount. `value` is a plain decimal numeral (`-1064.50`); grouping commas, brackets and full width are gone, trailing zeros stay. */
export interface Amount {
  readonly value: string;
  /** Digits typed behind the decimal point. */
  readonly decimals: number;
  readonly percent: boolean;
  /** The unit typed behind the number (`5批`, `10万元`), half width. */
  readonly unit?: string;
}

/**
 * - `amount`: a readable amount
 * - `empty`: nothing, `-`, `－`, `–`
 * - `none`: nothing applies (`——`, `—`, `--`, `/`, `×`), printed as typed
 * - `damaged`: meant as an amount but unreadable (`#REF!`, `####`, `1.2E+05`, `064.50`)
 * - `text`: anything else
 */
export type CellKind = 'amount' | 'empty' | 'none' | 'damaged' | 'text';

export interface Cell extends Piece {
  readonly kind: CellKind;
  readonly quoted: boolean;
  readonly amount?: Amount;
}

export interface Comment extends Piece {
  /** Present if the comment silences findings: `// 忽略 编号、编号：理由`, `// 忽略本节 编号`. */
  readonly ignore?: { readonly codes: readonly string[]; readonly section: boolean; readonly reason: string };
}

interface LineBase extends Span {
  /** Line number within the section; `end` excludes the line end. */
  readonly line: number;
  readonly comment?: Comment;
  /** Made when something is first kept with the line: nothing is with most. */
  kept: Kept | undefined;
}

export interface BlankLine extends LineBase {
  readonly kind: 'blank';
}
export interface HeaderLine extends LineBase {
  readonly kind: 'header';
  readonly title: Piece;
  readonly parameter?: Piece;
}
/** `键：值`. `values` is the value cut into cells for the forms that ask for it; `value` is the whole. */
export interface PropertyLine extends LineBase {
  readonly kind: 'property';
  readonly key: Piece;
  readonly value: Piece;
  readonly values: readonly Cell[];
}
/** `甲／乙：` with nothing behind: a group, an empty property or a long value, which is decided by what follows. */
export interface OpenerLine extends LineBase {
  readonly kind: 'opener';
  readonly path: readonly Piece[];
}
/** `列：…`. The first title is what stands before the first separator: it heads the label column, may be empty, and may turn out to be a data column. */
export interface ColumnsLine extends LineBase {
  readonly kind: 'columns';
  readonly tabbed: boolean;
  readonly titles: readonly ColumnTitle[];
}
export interface ColumnTitle extends Piece {
  /** `预算数／公务用车／小计` as parts, half width, without blanks; `/` inside brackets does not part. */
  readonly path: readonly string[];
}
/** `｜…`: goes on with the last cell or value above. */
export interface ContinuationLine extends LineBase {
  readonly kind: 'continuation';
  readonly text: Piece;
}
export interface RowLine extends LineBase {
  readonly kind: 'row';
  readonly tabbed: boolean;
  /** Cells in order; a tabbed row that begins with an empty cell has one of zero width first. Has at least one, and never ends in an empty cell that is not its only one (a line of dashes). */
  readonly cells: readonly Cell[];
  /** The row could not be cut for certain (step 5 of the algorithm): no figure of it may be used. */
  readonly damaged: boolean;
}
/** `{图1：标题}` alone on its line. */
export interface InsertLine extends LineBase {
  readonly kind: 'insert';
  readonly word: Piece;
  readonly text: Piece;
}
export interface HeadingLine extends LineBase {
  readonly kind: 'heading';
  /** 1–4 by number (一、 (一) 1. (1)), or the count of `#`. */
  readonly level: number;
  /** The number as typed (`（一）`), absent for `#` headings. */
  readonly number?: Piece;
  readonly text: Piece;
}
export interface ParagraphLine extends LineBase {
  readonly kind: 'paragraph';
  /** Set for a numbered paragraph. */
  readonly number?: Piece;
  readonly level?: number;
  readonly inlines: readonly Inline[];
}
/** A line in the head that is no property, a `\` with nothing behind it, a conflict marker, a line beyond any length; kept as it is. */
export interface StrayLine extends LineBase {
  readonly kind: 'stray';
  readonly text: Piece;
}

export type Line =
  | BlankLine
  | HeaderLine
  | PropertyLine
  | OpenerLine
  | ColumnsLine
  | ContinuationLine
  | RowLine
  | InsertLine
  | HeadingLine
  | ParagraphLine
  | StrayLine;

/** Runs of prose and the `{…}` between them. `{{` and `}}` are part of a run and stand for the brace. */
export type Inline = (Piece & { readonly kind: 'run' }) | Reference;
export interface Reference extends Span {
  readonly kind: 'reference';
  /** Absent if what stands between the braces could not be read; it is then printed as typed. */
  readonly expression?: Expression;
}
export type Expression =
  | (Span & { readonly kind: 'number'; readonly value: string })
  | (Span & { readonly kind: 'name'; readonly path: readonly Piece[] })
  | (Span & { readonly kind: 'call'; readonly name: Piece; readonly args: readonly Expression[] })
  | (Span & { readonly kind: 'negate'; readonly operand: Expression })
  | (Span & { readonly kind: 'binary'; readonly operator: '+' | '-' | '*' | '/'; readonly left: Expression; readonly right: Expression });

export type SyntaxErrorCode =
  | 'unclosed-header' //       【 without 】 or 】 without 【
  | 'text-behind-header' //    something behind 】
  | 'empty-title'
  | 'unclosed-quote'
  | 'ambiguous-cells' //       the row is damaged: part its cells by two spaces or tabs
  | 'line-too-long' //         longer than any row or paragraph; kept, not read
  | 'stray-line' //            a line in the head that is no property, a \ with nothing behind it
  | 'unclosed-reference' //    { without }
  | 'unreadable-reference' //  what stands between { and } is no reference
  | 'conflict-marker'; //      <<<<<<< ======= >>>>>>> left by a merge

export interface SyntaxProblem extends Span {
  readonly code: SyntaxErrorCode;
  /** The text concerned, for the message. */
  readonly text: string;
}

export interface SectionTree {
  readonly ground: Ground;
  readonly text: string;
  readonly lines: readonly Line[];
  readonly problems: readonly SyntaxProblem[];
  readonly kept: KeptOfLines;
}
