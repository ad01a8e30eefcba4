/** What a scan of a line finds: pieces that cover it without gaps. */
import type { TokenType } from 'chevrotain';

export interface Scanned {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** What the scan found out about the piece (a cell's reading, a number's level); travels with the token. */
  readonly payload: unknown;
}

/** Scans the line that begins at `offset`; its pieces cover it without gaps, line end included. None is empty. */
export type LineScan = (offset: number) => readonly Scanned[];

export const piece = (type: TokenType, start: number, end: number, payload?: unknown): Scanned => ({ type, start, end, payload });
