/** Canonical text of single lines and cells; what stands under what is the block's affair (printer-block.ts). */
import { fold, trimSpan, visible } from './chars.ts';
import type { Cell, ColumnsLine, Ground, HeadingLine, Line, Piece, PropertyLine } from './tree.ts';

const COLUMNS = '列：';
const QUOTE = /"/g;

/** A cell as it is written: figures half width, quotes straight, anything else as the author typed it. An empty cell that was not typed is ''. */
export function cellText(cell: Cell): string {
  if (cell.quoted) return `"${cell.text.replace(QUOTE, '""')}"`;
  if (cell.kind === 'amount') return fold(cell.text);
  if (cell.kind === 'empty') return cell.text === '' ? '' : '-';
  return cell.text;
}

/** `列：` and its titles, the first together with the key since both stand in the label column. Quotes stay as typed. */
export function columnTexts(text: string, line: ColumnsLine): string[] {
  const titles = line.titles.map((title) => visible(text.slice(title.start, title.end)));
  return [COLUMNS + (titles[0] ?? ''), ...titles.slice(1)];
}

/** Where a line's content lies: without the blanks at its ends and without its comment. */
export const contentSpan = (text: string, line: Line): { start: number; end: number } =>
  trimSpan(text, line.start, line.comment?.start ?? line.end);

export const typedContent = (text: string, line: Line): string => {
  const { start, end } = contentSpan(text, line);
  return text.slice(start, end);
};

/** A line that begins with `\`: the author says that it is an ordinary row or paragraph, and it keeps that mark. */
export const isEscaped = (text: string, line: Line): boolean => text[contentSpan(text, line).start] === '\\';

const joined = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('／');

function propertyText(line: PropertyLine): string {
  const [value] = line.values;
  const figure = line.values.length === 1 && value.kind === 'amount';
  return `${line.key.text}：${figure ? cellText(value) : line.value.text}`;
}

function headingText(text: string, line: HeadingLine): string {
  return line.number ? typedContent(text, line) : `${'#'.repeat(line.level)} ${line.text.text}`;
}

/** The content of a line that stands by itself. Rows and `列：` are laid out by their block. */
export function plainText(text: string, ground: Ground, line: Line): string {
  if (ground === 'text' && isEscaped(text, line)) return typedContent(text, line);
  switch (line.kind) {
    case 'blank':
      return '';
    case 'header':
      return `【${line.title.text}${line.parameter ? `：${line.parameter.text}` : ''}】`;
    case 'property':
      return propertyText(line);
    case 'opener':
      return `${joined(line.path)}：`;
    case 'continuation':
      return `｜${line.text.text}`;
    case 'insert':
      return `{${line.word.text}：${line.text.text}}`;
    case 'heading':
      return headingText(text, line);
    default:
      return typedContent(text, line);
  }
}

/** A content with the line's comment two spaces behind it. */
export function withComment(content: string, line: Line): string {
  if (!line.comment) return content;
  const comment = line.comment.text.trimEnd();
  return content === '' ? comment : `${content}  ${comment}`;
}
