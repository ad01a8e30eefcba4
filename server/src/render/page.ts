/**
 * The page model: a disclosure as it is printed, before any output format. Every renderer (html, json, …) starts from here.
 */
import type { Place } from '../disclosure/place.ts';

export interface PageCell {
  /** As printed: thousands separators, decimals, blank, `——`. */
  readonly text: string;
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

export type PageBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly source?: Place }
  | { readonly kind: 'paragraph'; readonly text: string; readonly source?: Place }
  | { readonly kind: 'insert'; readonly word: string; readonly text: string; readonly source?: Place }
  | { readonly kind: 'table'; readonly table: PageTable };

export interface PageChapter {
  readonly number: string;
  readonly title: string;
  readonly blocks: readonly PageBlock[];
}

export interface Page {
  readonly unit: string;
  readonly year: string;
  readonly kind: string;
  readonly title: string;
  /** The official tables in printed order; the chapter of tables prints them in its place. */
  readonly tables: readonly PageTable[];
  readonly chapters: readonly PageChapter[];
}
