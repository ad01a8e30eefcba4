/**
 * A page as Markdown (CommonMark with GitHub's tables): for a wiki, a mail or a comparison of versions.
 * Markdown knows no merged cells: a merged cell stands in its upper left corner, the lines of a heading stand one above the other in one cell.
 */
import { placedCells } from './cell.ts';
import { grid } from './json.ts';
import { type Page, type PageBlock, type PageCell, type PageTable, paragraphText } from './page.ts';

const IMAGE_WORD = '图片';
const DEEPEST_HEADING = 6;
const BREAK = '<br>';
const INDENT = '&emsp;';

/** Text that means nothing to Markdown, in the middle of a line. */
const inline = (text: string): string => text.replace(/[\\`*_[\]<>|~$&]/g, '\\$&').replace(/\r?\n/g, BREAK);

/** The same at the start of a line, where numbers and signs make lists and headings. */
const line = (text: string): string =>
  inline(text)
    .trimStart()
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[#+=-]/, '\\$&');

const heading = (level: number, text: string): string => `${'#'.repeat(Math.min(level, DEEPEST_HEADING))} ${line(text)}`;

const rowText = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** For each column of a heading the texts above each other, a merged one once. */
function headTexts({ header }: PageTable, width: number): string[] {
  const columns = Array.from({ length: width }, (): string[] => []);
  for (const { cell, column } of placedCells(header))
    for (let i = column; i < Math.min(column + cell.colspan, width); i++) if (cell.text !== '') columns[i].push(inline(cell.text));
  return columns.map((texts) => texts.join(BREAK));
}

/** Columns with figures are set to the right. */
function alignments(rows: PageTable['rows'], width: number): string[] {
  const figures = new Set(placedCells(rows).flatMap(({ cell, column }) => (cell.kind === 'figure' ? [column] : [])));
  return Array.from({ length: width }, (_, column) => (figures.has(column) ? '---:' : '---'));
}

const bodyText = ({ text, indent }: PageCell): string => INDENT.repeat(text === '' ? 0 : indent) + inline(text);

function gridLines(table: PageTable): string {
  const { header, rows } = table;
  const width = Math.max(grid(header)[0]?.length ?? 0, grid(rows)[0]?.length ?? 0);
  if (width === 0) return '';
  const body = rows.map(() => new Array<string>(width).fill(''));
  for (const { cell, row, column } of placedCells(rows)) body[row][column] = bodyText(cell);
  return [headTexts(table, width), alignments(rows, width), ...body].map(rowText).join('\n');
}

/** `level` is that of the heading; a table inside prose has a bold line instead. */
function tableText(table: PageTable, level: number | undefined): string[] {
  const name = [level === undefined ? '' : table.number, table.title].filter((part) => part !== '').join(' ');
  const title = name === '' ? '' : level === undefined ? `**${inline(name)}**` : heading(level, name);
  const captions = table.captions.map((parts) => line(parts.filter((part) => part !== '').join('　')));
  return [title, ...captions, gridLines(table), ...table.notes.map(line)];
}

/** A picture beside the document is shown; of anything else there is the name. */
function insertText({ word, text }: PageBlock & { readonly kind: 'insert' }): string {
  const isBeside = word === IMAGE_WORD && !/^[a-z][a-z0-9+.-]*:|^[\\/]|[<>\n]/i.test(text);
  return isBeside ? `![](<${text}>)` : `**${inline(`${word}：${text}`)}**`;
}

function blockText(block: PageBlock, page: Page): string[] {
  switch (block.kind) {
    case 'heading':
      // Chapters are the second level of headings, so the first level of a chapter is the third.
      return [heading(Math.max(block.level, 1) + 2, block.text)];
    case 'paragraph':
      return [line(paragraphText(block))];
    case 'insert':
      return [insertText(block)];
    case 'contents':
      return [block.entries.map(({ level, text }) => `${'  '.repeat(Math.max(level - 1, 0))}- ${line(text)}`).join('\n')];
    case 'table':
      return tableText(block.table, undefined);
    case 'tables':
      return page.tables.flatMap((table) => tableText(table, 3));
  }
}

/** The page as Markdown text with a line end behind. Nothing of the page is read as markup, and nothing in it is fetched. */
export function renderMarkdown(page: Page): string {
  const blocks = page.chapters.flatMap(({ number, title, blocks: own }) => {
    const name = [number, title].filter((part) => part !== '').join('　');
    return [name === '' ? '' : heading(2, name), ...own.flatMap((block) => blockText(block, page))];
  });
  return `${[heading(1, page.title), ...blocks].filter((text) => text !== '').join('\n\n')}\n`;
}
