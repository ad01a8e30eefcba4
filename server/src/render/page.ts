/**
 * The page model: a disclosure as it is printed, before any output format. Every renderer (html, json, …) starts from here.
 */
import type { Place } from '../disclosure/place.ts';

/** Where a cell stands: in the heading of a table it does not matter; in its rows `label` names the line, `figure` is an amount or a sign for none, `text` is anything else. */
export type PageCellKind = 'label' | 'figure' | 'text';

export interface PageCell {
  /** As printed: thousands separators, decimals, blank, `——`; lines parted by `\n`. */
  readonly text: string;
  readonly kind: PageCellKind;
  readonly colspan: number;
  readonly rowspan: number;
  readonly align: 'left' | 'center' | 'right';
  readonly indent: number;
  readonly source?: Place;
  /** The figure was not typed but follows from others. */
  readonly derived: boolean;
  /** More than one printable value is possible. */
  readonly uncertain: boolean;
}

export interface PageTable {
  readonly role: string;
  readonly number: string;
  readonly title: string;
  readonly unitOfMeasure: string;
  /** Lines over the table in three parts, placeholders filled in: number, unit, year, 金额单位. */
  readonly captions: readonly (readonly [left: string, centre: string, right: string])[];
  readonly header: readonly (readonly PageCell[])[];
  readonly rows: readonly (readonly PageCell[])[];
  readonly notes: readonly string[];
  readonly source?: Place;
}

/** A run of prose; `derived` marks figures that a reference (`{收入决算表.合计}`) put there. */
export interface PageRun {
  readonly text: string;
  readonly derived: boolean;
  readonly source?: Place;
  /** The first cell that a computed figure rests on. */
  readonly target?: Place;
}

/** An entry of a contents page; `anchor` is that of the chapter or heading it leads to. */
export interface PageEntry {
  readonly level: number;
  readonly text: string;
  readonly anchor?: string;
}

/** `generated`: written by the form set, not by the author. */
export type PageBlock =
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly text: string;
      readonly anchor?: string;
      readonly source?: Place;
      readonly generated?: boolean;
    }
  | { readonly kind: 'paragraph'; readonly runs: readonly PageRun[]; readonly source?: Place; readonly generated?: boolean }
  | { readonly kind: 'insert'; readonly word: string; readonly text: string; readonly source?: Place }
  | { readonly kind: 'contents'; readonly entries: readonly PageEntry[]; readonly source?: Place }
  /** One table at this place of the text. */
  | { readonly kind: 'table'; readonly table: PageTable }
  /** The page's official tables, all of them, at this place. */
  | { readonly kind: 'tables' };

export interface PageChapter {
  /** `第一部分`; empty for a chapter without a number. */
  readonly number: string;
  readonly title: string;
  readonly anchor?: string;
  readonly blocks: readonly PageBlock[];
  readonly source?: Place;
}

export interface Page {
  readonly unit: string;
  readonly year: string;
  readonly kind: string;
  readonly title: string;
  /** The official tables in printed order; the block `tables` prints them in its place. */
  readonly tables: readonly PageTable[];
  readonly chapters: readonly PageChapter[];
}

/** The words of a paragraph. */
export function paragraphText(block: { readonly runs: readonly PageRun[] }): string {
  return block.runs.map((run) => run.text).join('');
}
