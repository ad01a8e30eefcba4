/** Hands the pieces of the current line to the lexer's patterns. A line is scanned once, at its start, so a long line costs its length only. */
import type { TokenType } from 'chevrotain';

export interface Scanned {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** What the scan found out about the piece (a cell's reading, a number's level); travels with the token. */
  readonly payload: unknown;
}

/** Scans the line that begins at `offset`; its pieces cover it without gaps, line end included. */
export type LineScan = (offset: number) => readonly Scanned[];

export const piece = (type: TokenType, start: number, end: number, payload?: unknown): Scanned => ({ type, start, end, payload });

let scanLine: LineScan = () => [];
let pieces: readonly Scanned[] = [];
let next = 0;
let lineStart = -1;

/** Must be called before each run of the lexer. The lexer is synchronous, so one cursor serves all runs. */
export function startScan(scan: LineScan): void {
  scanLine = scan;
  pieces = [];
  next = 0;
  lineStart = -1;
}

/** The lexer takes what it needs from a match at once, so one object serves all matches. */
const match: [string] & { payload?: unknown } = [''];

/** The pattern of every token type: a match if the piece at `offset` is of that type. */
export function pieceAt(text: string, offset: number, type: TokenType): RegExpExecArray | null {
  let current = pieces[next];
  if (current === undefined || current.start !== offset) {
    if (current !== undefined && pieces[next + 1]?.start === offset) next++;
    else if (lineStart !== offset) {
      pieces = scanLine(offset);
      next = 0;
      lineStart = offset;
    }
    current = pieces[next];
  }
  if (current === undefined || current.type !== type) return null;
  match[0] = text.slice(offset, current.end);
  match.payload = current.payload;
  return match as unknown as RegExpExecArray;
}
