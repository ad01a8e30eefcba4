/** Cuts a row into cells: the algorithm of the language reference, without any knowledge of tables. */
import { isAmountOrDash, isMarkedAmount, type Reading, readCell } from '../amount.ts';
import { blankWidth, hanAt, isQuote, isTab, isVoid, trimSpan, visible } from '../chars.ts';
import * as T from '../tokens.ts';
import type { Cell, Span } from '../tree.ts';
import type { Scanned } from './cursor.ts';
import { readQuote } from './line.ts';

/** A cell before it becomes a token: its span and, where the text differs from what is typed, its text. */
interface Cut extends Span {
  readonly text?: string;
  readonly quoted?: boolean;
}

/** Cells and what parts them. A gap in the list (two separators in a row) is an empty cell. */
type Part = { readonly separator: 'tab' | 'gap' | 'space'; readonly start: number; readonly end: number } | Cut;

const isSeparator = (part: Part): part is Extract<Part, { separator: string }> => 'separator' in part;

export interface CutResult {
  readonly pieces: readonly Scanned[];
  readonly tabbed: boolean;
  readonly damaged: boolean;
  readonly unclosedQuote?: Span;
}

/** `firstPiece`: whether rules 3 (spaced Han), 5 and 6 apply, which speak of a row's label; false for property values and 列. */
export function cutCells(text: string, start: number, end: number, firstPiece: boolean): CutResult {
  const state = { damaged: false, unclosed: undefined as Span | undefined };
  const tabbed = hasTabInside(text, start, end);
  const parts = tabbed ? cutAtTabs(text, start, end, state) : cutAtGaps(text, start, end, state, firstPiece);
  if (firstPiece) cutLabel(text, parts, state);
  return { pieces: parts.map((part) => toPiece(text, part)), tabbed, damaged: state.damaged, unclosedQuote: state.unclosed };
}

/** A line is tabbed if a tab stands behind something and before something. */
function hasTabInside(text: string, start: number, end: number): boolean {
  const tab = text.indexOf('\t', trimSpan(text, start, end).start);
  return tab >= 0 && tab < end;
}

type State = { damaged: boolean; unclosed: Span | undefined };

function quotedCut(text: string, start: number, end: number, state: State): Cut {
  const quote = readQuote(text, start, end);
  if (!quote.closed) state.unclosed = { start, end };
  const inner = text.slice(start + 1, quote.closed ? quote.end - 1 : end).replace(/["＂]{2}/g, '"');
  return { start, end: quote.end, text: inner, quoted: true };
}

function cutAtTabs(text: string, start: number, end: number, state: State): Part[] {
  const parts: Part[] = [];
  let at = start;
  while (at <= end) {
    let first = at;
    while (first < end && !isTab(text.charCodeAt(first)) && isVoid(text.charCodeAt(first))) first++;
    if (first < end && isQuote(text.charCodeAt(first))) {
      const cut = quotedCut(text, first, end, state);
      parts.push(cut);
      at = cut.end;
    }
    let tab = at;
    while (tab < end && !isTab(text.charCodeAt(tab))) tab++;
    const piece = trimSpan(text, at, tab);
    if (piece.start < piece.end) cutTypedOn(text, piece, parts);
    if (tab >= end) break;
    parts.push({ separator: 'tab', start: tab, end: tab + 1 });
    at = tab + 1;
  }
  return parts;
}

/** Within a tabbed piece two blanks cut only where an amount or a dash follows: somebody typed on after the paste. */
function cutTypedOn(text: string, piece: Span, parts: Part[]): void {
  let from = piece.start;
  for (const gap of gapsIn(text, piece.start, piece.end)) {
    if (!isAmountOrDash(readCell(wordAt(text, gap.end, piece.end)))) continue;
    pushAmounts(text, { start: from, end: gap.start }, parts);
    parts.push({ separator: 'gap', ...gap });
    from = gap.end;
  }
  pushAmounts(text, { start: from, end: piece.end }, parts);
}

function cutAtGaps(text: string, start: number, end: number, state: State, firstPiece: boolean): Part[] {
  const parts: Part[] = [];
  let at = start;
  const word = firstPiece ? spacedWord(text, start, end) : undefined;
  if (word) {
    parts.push(word);
    at = word.end;
  }
  while (at < end) {
    const blank = voidEnd(text, at, end);
    if (blank > at) {
      // Behind 列： a single tab parts too: nothing heads the label column then.
      const separates = widthOf(text, at, blank) >= 2 || (!firstPiece && text.slice(at, blank).includes('\t'));
      if (separates || parts.length > 0) parts.push({ separator: separates ? 'gap' : 'space', start: at, end: blank });
      at = blank;
      continue;
    }
    if (isQuote(text.charCodeAt(at)) && (parts.length === 0 || isSeparator(parts[parts.length - 1]))) {
      const cut = quotedCut(text, at, end, state);
      parts.push(cut);
      at = cut.end;
      continue;
    }
    const stop = pieceEnd(text, at, end);
    pushAmounts(text, { start: at, end: stop }, parts);
    at = stop;
  }
  return parts;
}

/** End of the piece that begins at `at`: the next run of two or more blanks. */
function pieceEnd(text: string, at: number, end: number): number {
  for (const gap of gapsIn(text, at, end)) return gap.start;
  return end;
}

/** A piece of amounts only is cut at single blanks as well. */
function pushAmounts(text: string, piece: Span, parts: Part[]): void {
  const words = wordsIn(text, piece);
  const cuts = words.length > 1 && words.every((w) => isAmountOrDash(readCell(text.slice(w.start, w.end)))) ? words : [piece];
  cuts.forEach((cut, i) => {
    if (i > 0) parts.push({ separator: 'space', start: cuts[i - 1].end, end: cut.start });
    parts.push(cut);
  });
}

/** Steps 5 and 6: figures typed behind the label by single blanks, and a code before its name. */
function cutLabel(text: string, parts: Part[], state: State): void {
  const first = parts[0];
  if (!first || isSeparator(first) || first.quoted) return;
  const head = firstPieceWords(text, parts);
  if (head.words.length > 1) splitLabelFigures(text, parts, head, state);
  splitCode(text, parts);
}

interface Head {
  readonly words: readonly Cut[];
  /** How many parts the first piece takes up. */
  readonly parts: number;
}

/** The first piece as words; a word of spaced Han counts as one and belongs to the piece if a single blank follows it. */
function firstPieceWords(text: string, parts: readonly Part[]): Head {
  const first = parts[0] as Cut;
  const following = parts[2] as Cut | undefined;
  if (first.text !== undefined && following && isSeparator(parts[1]) && parts[1].separator === 'space' && !following.quoted) {
    let count = 3;
    const words: Cut[] = [first, ...wordsIn(text, following)];
    while (count + 1 < parts.length && isSeparator(parts[count]) && (parts[count] as { separator: string }).separator === 'space') {
      words.push(...wordsIn(text, parts[count + 1] as Cut));
      count += 2;
    }
    return { words, parts: count };
  }
  if (first.text !== undefined) return { words: [first], parts: 1 };
  if (parts[1] && isSeparator(parts[1]) && parts[1].separator === 'space') return { words: [first], parts: 1 };
  return { words: wordsIn(text, first), parts: 1 };
}

const OPERATOR_END = /[≥≤＞＜＝<>=]$/;

function splitLabelFigures(text: string, parts: Part[], head: Head, state: State): void {
  const { words } = head;
  const readings = words.map((w) => (w.text !== undefined ? undefined : readCell(text.slice(w.start, w.end))));
  let from = words.length;
  while (from > 1 && readings[from - 1] && isAmountOrDash(readings[from - 1]!)) from--;
  let run = from;
  while (run < words.length && !(isMarked(readings[run]!, text, words[run]) || readings[run]!.kind !== 'amount')) run++;
  const operator = OPERATOR_END.test(wordText(text, words[run - 1]));
  const label = words.slice(0, run);
  const cutting = run < words.length && !operator;
  if (cutting && (run > from || label.some((w, i) => readings[i] && isMarked(readings[i]!, text, w)))) {
    state.damaged = true;
    parts.splice(0, head.parts, joinLabel(text, words));
    return;
  }
  const replacement: Part[] = [joinLabel(text, cutting ? label : words)];
  if (cutting)
    for (let i = run; i < words.length; i++)
      replacement.push({ separator: 'space', start: words[i - 1].end, end: words[i].start }, words[i]);
  parts.splice(0, head.parts, ...replacement);
}

const wordText = (text: string, word: Cut): string => word.text ?? text.slice(word.start, word.end);
const isMarked = (reading: Reading, text: string, word: Span): boolean => isMarkedAmount(reading, text.slice(word.start, word.end));

function joinLabel(text: string, words: readonly Cut[]): Cut {
  const span = { start: words[0].start, end: words[words.length - 1].end };
  if (words.every((w) => w.text === undefined)) return span;
  return { ...span, text: words.map((w) => wordText(text, w)).join(' ') };
}

const CODE_AND_NAME = /^([0-9０-９]{3,7})[ \u00a0](?=[\p{Script=Han}“])(?![年月日号万元个])/u;

/** 3–7 digits, one blank and a Han character or “ are code and name. */
function splitCode(text: string, parts: Part[]): void {
  const first = parts[0] as Cut;
  if (first.text !== undefined) return;
  const match = CODE_AND_NAME.exec(text.slice(first.start, first.end));
  if (!match) return;
  const codeEnd = first.start + match[1].length;
  parts.splice(
    0,
    1,
    { start: first.start, end: codeEnd },
    { separator: 'space', start: codeEnd, end: codeEnd + 1 },
    { start: codeEnd + 1, end: first.end },
  );
}

const COLUMN_NAMES = ['类', '款', '项'];

/** Single Han characters spaced apart at the line's start, if an amount, a dash or the line's end follows: `合　计` is 合计. */
function spacedWord(text: string, start: number, end: number): Cut | undefined {
  let at = start;
  let word = '';
  let stop = start;
  let count = 0;
  while (at < end) {
    const char = hanAt(text, at, end);
    const next = at + char.length;
    if (!char || (next < end && !isVoid(text.charCodeAt(next)))) break;
    word += char;
    count++;
    stop = next;
    at = voidEnd(text, next, end);
  }
  if (count < 2 || [...word].every((c) => COLUMN_NAMES.includes(c))) return undefined;
  if (at < end && !isAmountOrDash(readCell(wordAt(text, at, end)))) return undefined;
  return { start, end: stop, text: word };
}

/** Runs of blanks that count as two or more between non-blanks. */
function* gapsIn(text: string, start: number, end: number): Generator<Span> {
  for (let i = start; i < end; i++) {
    if (!isVoid(text.charCodeAt(i))) continue;
    const stop = voidEnd(text, i, end);
    if (stop < end && widthOf(text, i, stop) >= 2) yield { start: i, end: stop };
    i = stop - 1;
  }
}

/** The blank-delimited words of a piece; characters without width do not part words. */
function wordsIn(text: string, piece: Span): Cut[] {
  const words: Cut[] = [];
  let at = piece.start;
  while (at < piece.end) {
    at = voidEnd(text, at, piece.end);
    const start = at;
    while (at < piece.end && blankWidth(text.charCodeAt(at)) === 0) at++;
    if (at > start) words.push({ start, end: at });
  }
  return words;
}

function wordAt(text: string, at: number, end: number): string {
  let stop = at;
  while (stop < end && blankWidth(text.charCodeAt(stop)) === 0) stop++;
  return visible(text.slice(at, stop));
}

const voidEnd = (text: string, at: number, end: number): number => {
  let stop = at;
  while (stop < end && isVoid(text.charCodeAt(stop))) stop++;
  return stop;
};

function widthOf(text: string, start: number, end: number): number {
  let width = 0;
  for (let i = start; i < end && width < 2; i++) width += blankWidth(text.charCodeAt(i));
  return width;
}

const SEPARATORS = { tab: T.Tab, gap: T.Gap, space: T.Space } as const;
const CELLS = { amount: T.AmountCell, empty: T.DashCell, none: T.DashCell, damaged: T.DamagedCell, text: T.TextCell } as const;

/** What a cell token carries. */
export type CellPayload = Omit<Cell, 'start' | 'end'>;

function toPiece(text: string, part: Part): Scanned {
  if (isSeparator(part)) return { type: SEPARATORS[part.separator], start: part.start, end: part.end };
  const typed = part.text ?? visible(text.slice(part.start, part.end));
  const { start, end } = part;
  if (part.quoted) return { type: T.QuotedCell, start, end, payload: { kind: 'text', text: typed, quoted: true } satisfies CellPayload };
  const reading = readCell(typed);
  return { type: CELLS[reading.kind], start, end, payload: { ...reading, text: typed, quoted: false } satisfies CellPayload };
}
