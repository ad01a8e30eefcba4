/** Cuts a row into cells: the algorithm of the language reference, without any knowledge of tables. */
import { readCell } from '../amount.ts';
import { hanAt, isQuote, isTab, isVoid, trimSpan, visible } from '../chars.ts';
import * as T from '../tokens.ts';
import type { Cell, Span } from '../tree.ts';
import { cutLabel } from './label.ts';
import { readQuote } from './line.ts';
import { hasBlank, isFigure, nextGap, type Part, type State, voidEnd, widthOf, wordAt, wordsIn } from './part.ts';
import { piece, type Scanned } from './piece.ts';
import type { Source } from './source.ts';

export interface CutResult {
  readonly pieces: readonly Scanned[];
  readonly tabbed: boolean;
  readonly damaged: boolean;
  readonly unclosedQuote?: Span;
}

/** `isRow`: whether the rules that speak of a row's label apply (spaced Han, figures behind the label, code and name); false for property values and 列. */
export function cutCells(source: Source, start: number, end: number, isRow: boolean): CutResult {
  const { text } = source;
  const state: State = { damaged: false, unclosed: undefined };
  const tabbed = hasTabInside(source, start, end);
  const parts = tabbed ? cutAtTabs(text, start, end, state) : cutAtGaps(text, start, end, state, isRow);
  if (isRow) cutLabel(text, parts, state);
  return { pieces: parts.map((part, i) => toPiece(text, part, i === 0)), tabbed, damaged: state.damaged, unclosedQuote: state.unclosed };
}

/** A line is tabbed if a tab stands behind something and before something. */
const hasTabInside = (source: Source, start: number, end: number): boolean =>
  source.hasTab(start, end) && source.hasTab(trimSpan(source.text, start, end).start, end);

function quotedPart(text: string, start: number, end: number, state: State): Part {
  const quote = readQuote(text, start, end);
  if (!quote.closed) state.unclosed = { start, end };
  const inner = text.slice(start + 1, quote.closed ? quote.end - 1 : end).replace(/["＂]{2}/g, '"');
  return { kind: 'quoted', start, end: quote.end, text: inner };
}

function cutAtTabs(text: string, start: number, end: number, state: State): Part[] {
  const parts: Part[] = [];
  let at = start;
  while (at <= end) {
    let first = at;
    while (first < end && !isTab(text.charCodeAt(first)) && isVoid(text.charCodeAt(first))) first++;
    if (first < end && isQuote(text.charCodeAt(first))) {
      const quoted = quotedPart(text, first, end, state);
      parts.push(quoted);
      at = quoted.end;
    }
    let tab = at;
    while (tab < end && !isTab(text.charCodeAt(tab))) tab++;
    const cell = trimSpan(text, at, tab);
    if (cell.start < cell.end) cutTypedOn(text, cell.start, cell.end, parts);
    if (tab >= end) break;
    parts.push({ kind: 'tab', start: tab, end: tab + 1, text: undefined });
    at = tab + 1;
  }
  return parts;
}

/** Within a tabbed piece two blanks cut only where an amount or a dash follows: somebody typed on after the paste. */
function cutTypedOn(text: string, start: number, end: number, parts: Part[]): void {
  let from = start;
  for (let gap = nextGap(text, start, end); gap < end; ) {
    const behind = voidEnd(text, gap, end);
    if (isFigure(readCell(wordAt(text, behind, end)))) {
      pushAmounts(text, from, gap, parts);
      parts.push({ kind: 'gap', start: gap, end: behind, text: undefined });
      from = behind;
    }
    gap = nextGap(text, behind, end);
  }
  pushAmounts(text, from, end, parts);
}

function cutAtGaps(text: string, start: number, end: number, state: State, isRow: boolean): Part[] {
  const parts: Part[] = [];
  let at = start;
  const word = isRow ? spacedWord(text, start, end) : undefined;
  if (word) {
    parts.push(word);
    at = word.end;
  }
  let open = !word;
  while (at < end) {
    const blank = voidEnd(text, at, end);
    if (blank > at) {
      // Behind 列： a single tab parts too: nothing heads the label column then.
      const separates = widthOf(text, at, blank) >= 2 || (!isRow && text.slice(at, blank).includes('\t'));
      if (separates || parts.length > 0) parts.push({ kind: separates ? 'gap' : 'space', start: at, end: blank, text: undefined });
      at = blank;
      open = true;
    } else if (open && isQuote(text.charCodeAt(at))) {
      const quoted = quotedPart(text, at, end, state);
      parts.push(quoted);
      at = quoted.end;
      open = false;
    } else {
      const stop = nextGap(text, at, end);
      pushAmounts(text, at, stop, parts);
      at = stop;
      open = false;
    }
  }
  return parts;
}

/** A piece of amounts only is cut at single blanks as well. */
function pushAmounts(text: string, start: number, end: number, parts: Part[]): void {
  const words = hasBlank(text, start, end) ? wordsIn(text, start, end) : [];
  if (words.length < 2 || !words.every((word) => isFigure(readCell(text.slice(word.start, word.end))))) {
    parts.push({ kind: 'cell', start, end, text: undefined });
    return;
  }
  for (const [i, word] of words.entries()) {
    if (i > 0) parts.push({ kind: 'space', start: words[i - 1].end, end: word.start, text: undefined });
    parts.push(word);
  }
}

const COLUMN_NAMES = '类款项';

/** Single Han characters spaced apart at the line's start, if an amount, a dash or the line's end follows: `合　计` is 合计. */
function spacedWord(text: string, start: number, end: number): Part | undefined {
  let at = start;
  let word = '';
  let stop = start;
  let count = 0;
  let isColumns = true;
  while (at < end) {
    const char = hanAt(text, at, end);
    const next = at + char.length;
    if (!char || (next < end && !isVoid(text.charCodeAt(next)))) break;
    word += char;
    isColumns &&= COLUMN_NAMES.includes(char);
    count++;
    stop = next;
    at = voidEnd(text, next, end);
  }
  if (count < 2 || isColumns) return undefined;
  if (at < end && !isFigure(readCell(wordAt(text, at, end)))) return undefined;
  return { kind: 'cell', start, end: stop, text: word };
}

const CELLS = { amount: T.AmountCell, empty: T.DashCell, none: T.DashCell, damaged: T.DamagedCell, text: T.TextCell } as const;

function toPiece(text: string, part: Part, isFirst: boolean): Scanned {
  const { start, end } = part;
  switch (part.kind) {
    case 'tab':
      return piece(T.Separator, start, end);
    case 'gap':
    case 'space':
      return piece(isFirst ? T.Separator : T.Blank, start, end);
    case 'quoted': {
      const cell: Cell = { start, end, text: part.text!, kind: 'text', quoted: true };
      return piece(T.QuotedCell, start, end, cell);
    }
    default: {
      const typed = part.text ?? visible(text.slice(start, end));
      const { kind, amount } = readCell(typed);
      const cell: Cell = amount
        ? { start, end, text: typed, kind, quoted: false, amount }
        : { start, end, text: typed, kind, quoted: false };
      return piece(CELLS[kind], start, end, cell);
    }
  }
}
