/** What every ground shares: where a line's content and comment lie, and its header. */
import type { TokenType } from 'chevrotain';
import {
  blankWidth,
  closesBracket,
  fold,
  isColon,
  isQuote,
  isSlash,
  isTab,
  isVoid,
  isZeroWidth,
  matchKey,
  opensBracket,
  trimSpan,
} from '../chars.ts';
import * as T from '../tokens.ts';
import type { Span } from '../tree.ts';
import type { Found } from './found.ts';
import type { Source } from './source.ts';

/** Scans the content of one line, which is not empty. */
export type LineScan = (line: LineBounds, found: Found) => void;

/** A longer line is nobody's row or paragraph; it is kept as one stray piece, so that its cells never number millions. */
export const LONGEST_LINE = 65_536;

export interface LineBounds {
  /** Start of the line. */
  readonly from: number;
  /** Content without blanks at its ends and without the comment; empty if start = end. */
  readonly start: number;
  readonly end: number;
  /** Start of the comment, or `eol`. */
  readonly comment: number;
  /** End of the line, before its line end. */
  readonly eol: number;
}

/** Whether the colon at an offset is one: not followed by `//`. */
const isOwnColon = (text: string, at: number): boolean => !text.startsWith('//', at + 1);

/** The first colon at or behind `from`; -1 if there is none. */
function colonIn(text: string, from: number, end: number): number {
  for (let i = from; i < end; i++) if (isColon(text.charCodeAt(i)) && isOwnColon(text, i)) return i;
  return -1;
}

/** The same for whoever asks line after line: the source remembers where the next one is. */
function nextColon(source: Source, from: number, end: number): number {
  for (let at = source.nextColon(from, end); at < end; at = source.nextColon(at + 1, end)) if (isOwnColon(source.text, at)) return at;
  return -1;
}

/**
 * Where the comment of a line begins, or `eol`. `//` counts at the line's start or behind a blank, but not in a quoted cell.
 * A quote opens a cell only where a cell can start: at the line's start, behind a tab, two blanks or the key's colon.
 */
function findComment(text: string, from: number, eol: number, quotes: boolean): number {
  let width = 2;
  let cellStart = true;
  let seenText = false;
  let keyPossible = true;
  for (let i = from; i < eol; i++) {
    const code = text.charCodeAt(i);
    const blank = blankWidth(code);
    if (blank > 0) {
      width += isTab(code) ? 2 : blank;
      if (width < 2) continue;
      cellStart = true;
      if (seenText) keyPossible = false;
      continue;
    }
    if (isZeroWidth(code)) continue;
    if (code === 0x2f && text[i + 1] === '/' && width > 0) return i;
    if (quotes && cellStart && isQuote(code)) i = readQuote(text, i, eol).end - 1;
    cellStart = keyPossible && isColon(code);
    if (cellStart) keyPossible = false;
    seenText = true;
    width = 0;
  }
  return eol;
}

/** End of the quoted piece that opens at `open`: behind the closing quote, or `end` if it is not closed. `""` inside is one quote. */
export function readQuote(text: string, open: number, end: number): { readonly end: number; readonly closed: boolean } {
  for (let i = open + 1; i < end; i++) {
    if (!isQuote(text.charCodeAt(i))) continue;
    if (i + 1 < end && isQuote(text.charCodeAt(i + 1))) i++;
    else return { end: i + 1, closed: true };
  }
  return { end, closed: false };
}

export function boundsOf(source: Source, from: number, quotes: boolean): LineBounds {
  const eol = source.lineEnd(from);
  const mayComment = source.hasSlashes(from, eol) && eol - from <= LONGEST_LINE;
  const comment = mayComment ? findComment(source.text, from, eol, quotes) : eol;
  const { text } = source;
  let start = from;
  let end = comment;
  while (start < end && isVoid(text.charCodeAt(start))) start++;
  while (end > start && isVoid(text.charCodeAt(end - 1))) end--;
  return { from, start, end, comment, eol };
}

export interface HeaderParts {
  readonly open?: Span;
  readonly title: Span;
  readonly colon?: Span;
  readonly parameter?: Span;
  readonly close?: Span;
  /** Text behind the closing bracket. */
  readonly behind?: Span;
}

const OPEN = 0x3010;
const CLOSE = 0x3011;
const isSquareOpen = (code: number) => code === 0x5b || code === 0xff3b;
const isSquareClose = (code: number) => code === 0x5d || code === 0xff3d;

function titleAndParameter(text: string, start: number, end: number): Pick<HeaderParts, 'title' | 'colon' | 'parameter'> {
  const colon = colonIn(text, start, end);
  if (colon < 0) return { title: trimSpan(text, start, end) };
  return { title: trimSpan(text, start, colon), colon: { start: colon, end: colon + 1 }, parameter: trimSpan(text, colon + 1, end) };
}

/** Whether a line begins or ends as a header may; most lines do not, and need no closer look. */
const mayBeHeader = (first: number, last: number): boolean => first === OPEN || last === CLOSE || isSquareOpen(first);

/**
 * Reads a line as a header. 【 at its start or 】 at its end without any 【 is enough, so that half a header never hands a section to the one above;
 * square brackets must enclose the line and a title that `isTitle` knows.
 */
export function readHeader(source: Source, line: LineBounds, isTitle: (title: string) => boolean): HeaderParts | undefined {
  const { start, end } = line;
  if (start >= end) return undefined;
  const { text } = source;
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  if (!mayBeHeader(first, last)) return undefined;
  if (first === OPEN) {
    const close = source.nextHeaderClose(start, end);
    const inside = titleAndParameter(text, start + 1, close);
    const open = { start, end: start + 1 };
    if (close === end) return { open, ...inside };
    const behind = trimSpan(text, close + 1, end);
    return { open, ...inside, close: { start: close, end: close + 1 }, ...(behind.start < behind.end ? { behind } : {}) };
  }
  if (isSquareOpen(first) && isSquareClose(last)) {
    const inside = titleAndParameter(text, start + 1, end - 1);
    if (!isTitle(matchKey(text.slice(inside.title.start, inside.title.end)))) return undefined;
    return { open: { start, end: start + 1 }, ...inside, close: { start: end - 1, end } };
  }
  if (last === CLOSE && !text.slice(start, end).includes('【')) {
    const inside = titleAndParameter(text, start, end - 1);
    // Without an opening bracket something must stand before the colon; else the whole is the title.
    const parts = inside.title.start < inside.title.end ? inside : { title: trimSpan(text, start, end - 1) };
    return { ...parts, close: { start: end - 1, end } };
  }
  return undefined;
}

/** Adds a header's tokens, in order. */
export function addHeader(parts: HeaderParts, found: Found): void {
  const add = (type: TokenType, span?: Span) => {
    if (span && span.end > span.start) found.add(type, span.start, span.end);
  };
  add(T.HeaderOpen, parts.open);
  add(T.Title, parts.title);
  add(T.HeaderColon, parts.colon);
  add(T.Parameter, parts.parameter);
  add(T.HeaderClose, parts.close);
  add(T.Stray, parts.behind);
}

const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?:[ \t]|$)/;
const beginsConflict = (code: number): boolean => (code >= 0x3c && code <= 0x3e) || code === 0x7c;
export const isConflictMarker = (text: string, start: number, end: number): boolean =>
  end - start >= 7 && beginsConflict(text.charCodeAt(start)) && CONFLICT.test(text.slice(start, Math.min(end, start + 8)));

const NEVER_KEYS = /^(?:[（(]?[一二三四五六七八九十\d]+[)）.．、]+)?(?:其中|减|加)$/;
/** The last characters of the words above. */
const endsLikeNoKey = (code: number): boolean => code === 0x4e2d || code === 0x51cf || code === 0x52a0;
/** A path without a name in it. */
const SLASHES = /^[/／\s]+$/;
const LONGEST_KEY = 40;

/** What no key holds: a quote, the marks of a sentence, a blank that parts cells. */
const endsKey = (code: number): boolean =>
  isQuote(code) || code === 0x3002 || code === 0xff0c || code === 0xff1b || code === 0x3000 || isTab(code);
const isPlainBlank = (code: number): boolean => code === 0x20 || code === 0xa0;
/** Whether a character may be one of those of which a path without a name consists. */
const isNameless = (code: number): boolean =>
  isSlash(code) || code <= 0x20 || code === 0xa0 || (code >= 0x1680 && code <= 0x3000) || code === 0xfeff;

export interface Key extends Span {
  readonly colon: number;
}

/** The key's span if the line is `键：…`, with the colon's offset. */
export function readKey(source: Source, start: number, end: number): Key | undefined {
  const { text } = source;
  const colon = nextColon(source, start, Math.min(end, start + LONGEST_KEY * 2 + 8));
  if (colon < 0) return undefined;
  const key = trimSpan(text, start, colon);
  return mayBeKey(text, key.start, key.end) ? { start: key.start, end: key.end, colon } : undefined;
}

/** One look at each character; patterns are asked only where they can match. */
function mayBeKey(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length === 0 || length > LONGEST_KEY * 2) return false;
  if (length > LONGEST_KEY && [...text.slice(start, end)].length > LONGEST_KEY) return false;
  let nameless = true;
  let depth = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (endsKey(code) || (isPlainBlank(code) && i + 1 < end && isPlainBlank(text.charCodeAt(i + 1)))) return false;
    nameless &&= isNameless(code);
    if (opensBracket(code)) depth++;
    else if (closesBracket(code) && depth > 0) depth--;
  }
  // A colon within brackets belongs to a label: 结余率（计算方法为：结余数/预算数）.
  if (depth > 0) return false;
  if (nameless && SLASHES.test(text.slice(start, end))) return false;
  const last = text.charCodeAt(end - 1);
  return !((endsLikeNoKey(last) || isNameless(last)) && NEVER_KEYS.test(fold(text.slice(start, end)).trim()));
}
