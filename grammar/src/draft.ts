/** What the parser makes of its tokens: pieces, cells, and lines whose place is still to be filled in. */
import type { IToken, TokenType } from 'chevrotain';
import { splitPath, visible } from './chars.ts';
import { Key, Separator } from './tokens.ts';
import type { Cell, ColumnTitle, Expression, Inline, Line, Piece, Span } from './tree.ts';

/** A line whose place in the section, and what is known of it as a whole, is still to be filled in. */
export type Draft = Line extends infer L ? (L extends Line ? { -readonly [K in keyof L]: L[K] } : never) : never;

/** Takes up the pieces of a line in their order. */
export interface Pieces {
  /** `payload`: what the scan found out about the piece (a cell's reading, a number's level). */
  add(type: TokenType, start: number, end: number, payload?: unknown): void;
  /** The same where the caller has cut out what was typed. */
  addTyped(type: TokenType, start: number, image: string, payload: unknown): void;
}

export const endOf = (token: IToken): number => token.startOffset + token.image.length;
export const pieceOf = (token: IToken): Piece => ({ start: token.startOffset, end: endOf(token), text: visible(token.image) });
export const emptyAt = (offset: number): Piece => ({ start: offset, end: offset, text: '' });
const emptyCell = (offset: number): Cell => ({ start: offset, end: offset, text: '', kind: 'empty', quoted: false });
export const pieceAt = (text: string, start: number, end: number): Piece => ({ start, end, text: visible(text.slice(start, end)) });
export const runOf = (token: IToken): Inline => ({ kind: 'run', ...pieceOf(token) });

/** Cells and the tabs between them; two tabs hold an empty cell, and so does one at the start. */
export class Cells implements Pieces {
  readonly all: Cell[] = [];
  #isOpen = true;
  #at = -1;

  take(token: IToken): void {
    if (token.tokenType === Separator) this.add(Separator, token.startOffset, endOf(token));
    else this.addTyped(token.tokenType, token.startOffset, token.image, token.payload);
  }

  /** A tab. */
  add(_separator: TokenType, start: number, end: number): void {
    if (this.#isOpen) this.all.push(emptyCell(this.#at < 0 ? start : this.#at));
    this.#isOpen = true;
    this.#at = end;
  }

  addTyped(_type: TokenType, _start: number, _image: string, cell: unknown): void {
    this.all.push(cell as Cell);
    this.#isOpen = false;
  }
}

/** The names of a path; what parts them says nothing. */
export class PathNames implements Pieces {
  readonly all: Piece[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  add(type: TokenType, start: number, end: number): void {
    if (type === Key) this.all.push(pieceAt(this.#text, start, end));
  }

  addTyped(type: TokenType, start: number, image: string): void {
    this.add(type, start, start + image.length);
  }
}

export const rowOf = (cells: Cell[]): Draft => ({
  start: 0,
  end: 0,
  line: 0,
  kept: undefined,
  kind: 'row',
  tabbed: false,
  cells: withoutTrailingEmpties(cells, 1),
  damaged: false,
});

/** What every line has, before its place is known. */
export const nowhere = () => ({ start: 0, end: 0, line: 0, kept: undefined });

export const spanOf = (token: IToken): Span => ({ start: token.startOffset, end: endOf(token) });

export function binary(operator: '+' | '-' | '*' | '/', left?: Expression, right?: Expression): Expression | undefined {
  return left && right && { kind: 'binary', operator, left, right, start: left.start, end: right.end };
}

function withoutTrailingEmpties(cells: Cell[], least: number): Cell[] {
  let length = cells.length;
  while (length > least && cells[length - 1].kind === 'empty' && !cells[length - 1].quoted) length--;
  // A copy is as long as its cells; what has grown has room for more, which a document of many rows would keep.
  return cells.slice(0, length);
}

/** `键：值` is a property, `甲／乙：` an opener. `behind`: the offset behind the colon. */
export function keyedContent(path: Piece[], behind: number, cells: Cell[] | undefined): Draft {
  if (cells === undefined) return { start: 0, end: 0, line: 0, kept: undefined, kind: 'opener', path };
  const values = withoutTrailingEmpties(cells, 0);
  const start = values.length > 0 ? values[0].start : behind;
  const end = values.length > 0 ? values[values.length - 1].end : start;
  return { start: 0, end: 0, line: 0, kept: undefined, kind: 'property', key: path[0], value: { start, end, text: '' }, values };
}

const titleOf = (cell: Cell): ColumnTitle => ({ start: cell.start, end: cell.end, text: cell.text, path: splitPath(cell.text) });

export const columnsOf = (cells: Cell[]): Draft => ({
  start: 0,
  end: 0,
  line: 0,
  kept: undefined,
  kind: 'columns',
  tabbed: false,
  titles: withoutTrailingEmpties(cells, 0).map(titleOf),
});

export const paragraphOf = (inlines: Inline[]): Draft => ({ start: 0, end: 0, line: 0, kept: undefined, kind: 'paragraph', inlines });
