/** A page as JSON for other programs (`budget render --format json`): a contract, so change its shape only on purpose. */
import { placedCells } from './cell.ts';
import { type Page, type PageBlock, type PageCell, type PageTable, paragraphText } from './page.ts';

export interface TableJson {
  readonly role: string;
  readonly number: string;
  readonly title: string;
  readonly unitOfMeasure: string;
  /** Texts of the heading, a list a line. */
  readonly header: readonly (readonly string[])[];
  /** Texts of the cells as printed, a list a line. */
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

export type BlockJson =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'insert'; readonly word: string; readonly text: string }
  | { readonly kind: 'contents'; readonly entries: readonly { readonly level: number; readonly text: string }[] }
  | { readonly kind: 'table'; readonly table: TableJson }
  | { readonly kind: 'tables' };

export interface PageJson {
  readonly version: 1;
  readonly unit: string;
  readonly year: string;
  readonly kind: string;
  readonly tables: readonly TableJson[];
  readonly chapters: readonly { readonly number: string; readonly title: string; readonly blocks: readonly BlockJson[] }[];
}

/**
 * The texts of printed lines as a rectangle, as a spreadsheet reads merged cells: a merged cell's text stands in its upper left corner, the rest of it is empty.
 * So every line of a table has as many texts as the table has columns, and a figure stands below its heading.
 */
export function grid(lines: readonly (readonly PageCell[])[]): string[][] {
  const placed = placedCells(lines);
  const width = Math.max(0, ...placed.map(({ cell, column }) => column + cell.colspan));
  const texts = lines.map(() => new Array<string>(width).fill(''));
  for (const { cell, row, column } of placed) texts[row][column] = cell.text;
  return texts;
}

function tableJson({ role, number, title, unitOfMeasure, header, rows, notes }: PageTable): TableJson {
  return { role, number, title, unitOfMeasure, header: grid(header), rows: grid(rows), notes };
}

function blockJson(block: PageBlock): BlockJson {
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', level: block.level, text: block.text };
    case 'paragraph':
      return { kind: 'paragraph', text: paragraphText(block) };
    case 'insert':
      return { kind: 'insert', word: block.word, text: block.text };
    case 'contents':
      return { kind: 'contents', entries: block.entries.map(({ level, text }) => ({ level, text })) };
    case 'table':
      return { kind: 'table', table: tableJson(block.table) };
    case 'tables':
      return { kind: 'tables' };
  }
}

/** The page as a JSON value; sources and marks of derived figures are not part of it. */
export function pageJson({ unit, year, kind, tables, chapters }: Page): PageJson {
  return {
    version: 1,
    unit,
    year,
    kind,
    tables: tables.map(tableJson),
    chapters: chapters.map(({ number, title, blocks }) => ({ number, title, blocks: blocks.map(blockJson) })),
  };
}

/** The page as JSON text, indented, with a line end behind. */
export function renderJson(page: Page): string {
  return `${JSON.stringify(pageJson(page), undefined, 2)}\n`;
}
