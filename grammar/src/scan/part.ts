/** Parts of a row while it is being cut, and the words and gaps of a text. */
import { isAmountOrDash as isFigure } from '../amount.ts';
import { blankWidth, isVoid, visible } from '../chars.ts';
import type { Span } from '../tree.ts';

/** A cell, or what parts cells; two separators in a row hold an empty cell. */
export interface Part extends Span {
  readonly kind: 'tab' | 'gap' | 'space' | 'cell' | 'quoted';
  /** A cell's text where it is not what was typed: unquoted, or spaced Han joined. */
  readonly text: string | undefined;
}

/** What cutting finds out about the row as a whole. */
export interface State {
  /** The row could not be cut for certain. */
  damaged: boolean;
  unclosed: Span | undefined;
}

export { isFigure };

export function voidEnd(text: string, at: number, end: number): number {
  let stop = at;
  while (stop < end && isVoid(text.charCodeAt(stop))) stop++;
  return stop;
}

/** How many spaces the blanks count as; more than two are not counted. */
export function widthOf(text: string, start: number, end: number): number {
  let width = 0;
  for (let i = start; i < end && width < 2; i++) width += blankWidth(text.charCodeAt(i));
  return width;
}

/** Offset of the next run of blanks that counts as two or more and has something behind it; `end` if there is none. */
export function nextGap(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if ((code > 32 && code < 0xa0) || !isVoid(code)) continue;
    const stop = voidEnd(text, i, end);
    if (stop < end && widthOf(text, i, stop) >= 2) return i;
    i = stop - 1;
  }
  return end;
}

/** The blank-delimited words of a piece; characters without width do not part words. */
export function wordsIn(text: string, start: number, end: number): Part[] {
  const words: Part[] = [];
  let at = voidEnd(text, start, end);
  while (at < end) {
    const from = at;
    while (at < end && blankWidth(text.charCodeAt(at)) === 0) at++;
    words.push({ kind: 'cell', start: from, end: at, text: undefined });
    at = voidEnd(text, at, end);
  }
  return words;
}

export function wordAt(text: string, at: number, end: number): string {
  let stop = at;
  while (stop < end && blankWidth(text.charCodeAt(stop)) === 0) stop++;
  return visible(text.slice(at, stop));
}

export function hasBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (blankWidth(text.charCodeAt(i)) > 0) return true;
  return false;
}
