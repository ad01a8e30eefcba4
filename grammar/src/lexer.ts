/**
 * One section as Chevrotain's tokens, in the way of its ground. What a line is and where it is cut is decided by the scans (scan/*.ts), which name the tokens as well:
 * there is no pattern to be tried.
 */
import { lineEndLength } from './chars.ts';
import { Found } from './scan/found.ts';
import { boundsOf } from './scan/line.ts';
import { headScan, sheetScan } from './scan/sheet.ts';
import type { Source } from './scan/source.ts';
import { textScan } from './scan/text.ts';
import * as T from './tokens.ts';
import type { Ground } from './tree.ts';

/** Whether a folded title without blanks is one that square brackets may hold. */
export type TitleTest = (title: string) => boolean;

export type Lexed = Pick<Found, 'tokens' | 'comments' | 'problems' | 'damaged' | 'tabbed'>;

const SCANS = { head: headScan, sheet: sheetScan, text: textScan } as const;

/** `wholeLines`: false for every line as tokens, so that tests can hold the two ways of reading it against each other. */
export function lex(source: Source, ground: Ground, isTitle: TitleTest, wholeLines = true): Lexed {
  const { text } = source;
  const found = new Found(text, wholeLines);
  const scan = SCANS[ground](source, isTitle);
  for (let at = 0; at < text.length; ) {
    // A quote means nothing in a text.
    const line = boundsOf(source, at, ground !== 'text');
    if (line.start < line.end) scan(line, found);
    if (line.comment < line.eol) found.addComment(T.Comment, line.comment, line.eol);
    at = line.eol + lineEndLength(text, line.eol);
    if (at > line.eol) found.add(T.LineEnd, line.eol, at);
  }
  return found;
}
