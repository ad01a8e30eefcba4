/** What stands between `{` and `}`: names, numbers, operators, calls. Full width is half width here. */
import type { TokenType } from 'chevrotain';
import { closesBracket, isVoid, opensBracket } from '../chars.ts';
import * as T from '../tokens.ts';
import type { Span } from '../tree.ts';
import type { Found } from './found.ts';

const isDigit = (code: number) => (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
const isDot = (code: number) => code === 0x2e || code === 0xff0e;

/** No reference is longer; what is longer is not read, so that no depth of brackets exhausts the parser or those who walk its tree. */
const MOST_PIECES = 200;
const LONGEST = 2000;

interface Scanned extends Span {
  readonly type: TokenType;
}

/** Adds `{…}` from the opening brace to behind the closing one. */
export function addReference(text: string, open: number, end: number, found: Found): void {
  const close = end - 1;
  const inside = close - open <= LONGEST ? scanInside(text, open + 1, close) : undefined;
  found.add(T.BraceOpen, open, open + 1);
  if (inside && inside.length <= MOST_PIECES) for (const one of inside) found.add(one.type, one.start, one.end);
  else found.add(T.Stray, open + 1, close);
  found.add(T.BraceClose, close, end);
}

/** Names, numbers and marks; stops as soon as there are more than any reference has. */
function scanInside(text: string, start: number, close: number): Scanned[] {
  const out: Scanned[] = [];
  let i = start;
  while (i < close && out.length <= MOST_PIECES) {
    const code = text.charCodeAt(i);
    if (isVoid(code)) {
      i++;
      continue;
    }
    const mark = markOf(code);
    const from = i;
    i = mark ? i + 1 : isDigit(code) ? numberEnd(text, i, close) : nameEnd(text, i, close);
    const type = mark ?? (isDigit(code) && isNumberTerm(text, from, i, close) ? T.NumberTerm : T.Name);
    // A name that begins with digits (2080505, 2023年) goes on to its own end.
    if (type === T.Name) i = nameEnd(text, from, close);
    out.push({ type, start: from, end: i });
  }
  return out;
}

/** What a piece of a reference is; a name that has a bracket behind it is a function's. */
export type ReferencePieceKind = 'name' | 'number' | 'dot' | 'comma' | 'open' | 'close' | 'operator';

export interface ReferencePiece extends Span {
  readonly kind: ReferencePieceKind;
}

const KINDS = new Map<TokenType, ReferencePieceKind>([
  [T.Name, 'name'],
  [T.NumberTerm, 'number'],
  [T.Dot, 'dot'],
  [T.Comma, 'comma'],
  [T.ParenOpen, 'open'],
  [T.ParenClose, 'close'],
  [T.Sign, 'operator'],
  [T.Operator, 'operator'],
]);

/** The pieces of what stands between two offsets, braces left aside: for those who ask while a reference is still being typed. */
export function referencePieces(text: string, start: number, end: number): ReferencePiece[] {
  if (end - start > LONGEST) return [];
  return scanInside(text, start, end).map((one) => ({ kind: KINDS.get(one.type)!, start: one.start, end: one.end }));
}

function markOf(code: number): TokenType | undefined {
  if (opensBracket(code)) return T.ParenOpen;
  if (closesBracket(code)) return T.ParenClose;
  if (isDot(code)) return T.Dot;
  if (isComma(code)) return T.Comma;
  if (code === 0x2b || code === 0xff0b || code === 0x2d || code === 0xff0d || code === 0x2212) return T.Sign;
  if (code === 0x2a || code === 0xff0a || code === 0x2f || code === 0xff0f || code === 0xd7) return T.Operator;
  return undefined;
}

function numberEnd(text: string, start: number, close: number): number {
  let i = start;
  while (i < close && isDigit(text.charCodeAt(i))) i++;
  if (i + 1 < close && isDot(text.charCodeAt(i)) && isDigit(text.charCodeAt(i + 1))) {
    i++;
    while (i < close && isDigit(text.charCodeAt(i))) i++;
  }
  return i;
}

/** Digits are a number unless a path goes on behind them (2080505.基本支出), letters do (2023年), or they stand alone, or as a whole argument, with the length of an account code. */
function isNumberTerm(text: string, start: number, end: number, close: number): boolean {
  let i = end;
  while (i < close && isVoid(text.charCodeAt(i))) i++;
  const hasCodeLength = end - start === 3 || end - start === 5 || end - start === 7;
  if (i >= close) return !hasCodeLength;
  const code = text.charCodeAt(i);
  if (hasCodeLength && (isComma(code) || closesBracket(code)) && beginsArgument(text, start)) return false;
  return !isDot(code) && markOf(code) !== undefined && !opensBracket(code);
}

const isComma = (code: number): boolean => code === 0x2c || code === 0xff0c;

/** Whether nothing but a bracket or a comma stands before a place. */
function beginsArgument(text: string, start: number): boolean {
  let i = start - 1;
  while (i >= 0 && isVoid(text.charCodeAt(i))) i--;
  const code = text.charCodeAt(i);
  return isComma(code) || opensBracket(code);
}

/** A name runs to the next mark; brackets belong to it if the name goes on behind them: 因公出国（境）费. */
function nameEnd(text: string, start: number, close: number): number {
  let i = start;
  while (i < close) {
    const code = text.charCodeAt(i);
    if (opensBracket(code)) {
      const behind = bracketEnd(text, i, close);
      if (behind < 0 || behind >= close || i === start) return i === start ? i + 1 : i;
      const next = text.charCodeAt(behind);
      if (!isDot(next) && (markOf(next) !== undefined || isVoid(next))) return i;
      i = behind;
      continue;
    }
    if (i > start && (markOf(code) !== undefined || isVoid(code))) return i;
    i++;
  }
  return i;
}

/** Offset behind the bracket that closes the one at `open`, -1 if none or if a comma stands inside (then it is a call's list). */
function bracketEnd(text: string, open: number, close: number): number {
  let depth = 0;
  for (let i = open; i < close; i++) {
    const code = text.charCodeAt(i);
    if (opensBracket(code)) depth++;
    else if (closesBracket(code) && --depth === 0) return i + 1;
    else if (isComma(code)) return -1;
  }
  return -1;
}
