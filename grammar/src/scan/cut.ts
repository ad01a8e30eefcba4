/** Cuts a row into cells: the algorithm of the language reference, without any knowledge of tables. */
import { readCell } from '../amount.ts';
import { hanAt, isQuote, isTab, isVoid, trimSpan, visible } from '../chars.ts';
import type { Pieces } from '../draft.ts';
import * as T from '../tokens.ts';
import type { Cell, Span } from '../tree.ts';
import { cutLabel } from './label.ts';
import { readQuote } from './line.ts';
import { hasBlank, isFigure, nextGap, type Part, type State, voidEnd, widthOf, wordAt, wordsIn } from './part.ts';
import type { Source } from './source.ts';

/** What cutting finds out beside the cells. */
export interface CutResult {
  readonly tabbed: boolean;
  readonly damaged: boolean;
  readonly unclosedQuote?: Span;
}

const CERTAIN: CutResult = { tabbed: false, damaged: false };

/** Adds the cells between two offsets. `isRow`: whether the rules that speak of a row's label apply (spaced Han, figures behind the label, code and name); false for property values and 列. */
export function addCells(source: Source, start: number, end: number, isRow: boolean, into: Pieces): CutResult {
  const { text } = source;
  if (source.isPlain(start, end) && !(isRow && mayBeSpaced(text, start))) return addPlainCells(source, start, end, isRow, into);
  const state: State = { damaged: false, unclosed: undefined };
  const tabbed = hasTabInside(source, start, end);
  const parts = tabbed ? cutAtTabs(text, start, end, state) : cutAtGaps(text, start, end, state, isRow);
  if (isRow) cutLabel(text, parts, state);
  addParts(text, parts, into);
  return { tabbed, damaged: state.damaged, unclosedQuote: state.unclosed };
}

/** The same where nothing but spaces parts cells: what stands between two gaps is a cell, unless it holds a space. */
function addPlainCells(source: Source, start: number, end: number, isRow: boolean, into: Pieces): CutResult {
  const { text } = source;
  let at = start;
  if (text.charCodeAt(at) === SPACE) {
    while (at < end && text.charCodeAt(at) === SPACE) at++;
    if (at - start > 1 && at < end) into.add(T.Separator, start, at);
  }
  let damaged = false;
  for (let isFirst = true; at < end; isFirst = false) {
    const space = source.nextSpace(at, end);
    const isWhole = space === end || text.charCodeAt(space + 1) === SPACE;
    const gap = isWhole ? space : source.nextGap(space, end);
    if (isWhole) addTypedCell(text, at, gap, into);
    else damaged = addWords(text, at, gap, isFirst && isRow, into) || damaged;
    at = gap;
    while (at < end && text.charCodeAt(at) === SPACE) at++;
  }
  return damaged ? { tabbed: false, damaged } : CERTAIN;
}

const SPACE = 32;

/** Whether a single character with a space behind it stands at the start; it may take two units. */
const mayBeSpaced = (text: string, start: number): boolean =>
  text.charCodeAt(start + 1) === SPACE || (text.charCodeAt(start) >= 0xd800 && text.charCodeAt(start + 2) === SPACE);

/** A piece with spaces in it: a row's label with figures behind it, amounts, or words. Says whether it could not be cut for certain. */
function addWords(text: string, start: number, end: number, isLabel: boolean, into: Pieces): boolean {
  const parts: Part[] = [];
  const state: State = { damaged: false, unclosed: undefined };
  pushAmounts(text, start, end, parts);
  if (isLabel) cutLabel(text, parts, state);
  addParts(text, parts, into);
  return state.damaged;
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

/** Blanks hold an empty cell at the start only, tabs everywhere. */
function addParts(text: string, parts: readonly Part[], into: Pieces): void {
  for (let i = 0; i < parts.length; i++) {
    const { kind, start, end, text: own } = parts[i];
    if (kind === 'cell') addCell(start, end, own ?? visible(text.slice(start, end)), text.slice(start, end), into);
    else if (kind === 'quoted')
      into.addTyped(T.QuotedCell, start, text.slice(start, end), { start, end, text: own!, kind: 'text', quoted: true });
    else if (kind === 'tab' || i === 0) into.add(T.Separator, start, end);
  }
}

/** A cell that says what was typed, character for character. */
function addTypedCell(text: string, start: number, end: number, into: Pieces): void {
  const typed = text.slice(start, end);
  addCell(start, end, typed, typed, into);
}

function addCell(start: number, end: number, text: string, image: string, into: Pieces): void {
  const { kind, amount } = readCell(text);
  const cell: Cell = amount ? { start, end, text, kind, quoted: false, amount } : { start, end, text, kind, quoted: false };
  into.addTyped(CELLS[kind], start, image, cell);
}
