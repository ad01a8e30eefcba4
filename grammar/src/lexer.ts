/**
 * One section as Chevrotain's tokens, in the way of its ground. What a line is and where it is cut is decided by the scans (scan/*.ts), which name the tokens as well:
 * there is no pattern to be tried.
 */
import type { IToken } from 'chevrotain';
import type { LineScan, Scanned } from './scan/piece.ts';
import { headScan, type Report, sheetScan } from './scan/sheet.ts';
import type { Source } from './scan/source.ts';
import { textScan } from './scan/text.ts';
import * as T from './tokens.ts';
import type { Ground, SyntaxProblem } from './tree.ts';

/** Whether a folded title without blanks is one that square brackets may hold. */
export type TitleTest = (title: string) => boolean;

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  readonly problems: SyntaxProblem[];
  /** Starts of rows that could not be cut for certain. */
  readonly damaged: ReadonlySet<number>;
  /** Starts of lines that are cut at tabs. */
  readonly tabbed: ReadonlySet<number>;
}

const SCANS = { head: headScan, sheet: sheetScan, text: textScan } as const;

export function lex(source: Source, ground: Ground, isTitle: TitleTest): Lexed {
  const problems: SyntaxProblem[] = [];
  const damaged = new Set<number>();
  const tabbed = new Set<number>();
  const report: Report = {
    problem: (problem) => problems.push(problem),
    damagedRow: (start) => damaged.add(start),
    tabbedLine: (start) => tabbed.add(start),
  };
  return { ...tokensOf(source.text, SCANS[ground](source, isTitle, report)), problems, damaged, tabbed };
}

/** Every line's pieces one after the other, blanks left out, comments apart. */
function tokensOf(text: string, scan: LineScan): { tokens: IToken[]; comments: IToken[] } {
  const tokens: IToken[] = [];
  const comments: IToken[] = [];
  for (let at = 0; at < text.length; ) {
    const pieces = scan(at);
    for (const one of pieces) if (one.type !== T.Blank) (one.type === T.Comment ? comments : tokens).push(tokenOf(text, one));
    at = pieces[pieces.length - 1].end;
  }
  return { tokens, comments };
}

const tokenOf = (text: string, { type, start, end, payload }: Scanned): IToken => ({
  image: text.slice(start, end),
  startOffset: start,
  endOffset: end - 1,
  tokenTypeIdx: type.tokenTypeIdx!,
  tokenType: type,
  payload,
});
