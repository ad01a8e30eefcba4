/** Lines of a sheet, and of the head, which is a sheet without rows. */
import { closesBracket, isBar, isSlash, matchKey, opensBracket, trimSpan } from '../chars.ts';
import { Cells, columnsOf, keyedContent, PathNames, type Pieces, pieceAt, rowOf } from '../draft.ts';
import * as T from '../tokens.ts';
import type { Cell, SyntaxErrorCode } from '../tree.ts';
import { addCells } from './cut.ts';
import type { Found } from './found.ts';
import { addHeader, isConflictMarker, type Key, type LineBounds, type LineScan, LONGEST_LINE, readHeader, readKey } from './line.ts';
import type { Source } from './source.ts';

/** The only column key. */
const COLUMNS = '列';
const BACKSLASH = 0x5c;

function strayCode(text: string, line: LineBounds): SyntaxErrorCode | undefined {
  if (line.eol - line.from > LONGEST_LINE) return 'line-too-long';
  if (isConflictMarker(text, line.from, line.eol)) return 'conflict-marker';
  return line.end === line.start + 1 && text.charCodeAt(line.start) === BACKSLASH ? 'stray-line' : undefined;
}

/** Lines that no ground reads: conflict markers, lines beyond any length, and a `\` that stands for nothing. Says whether the line is one. */
function addStray(text: string, line: LineBounds, found: Found): boolean {
  const code = strayCode(text, line);
  if (!code) return false;
  found.problem(code, line.start, line.end, 40);
  found.add(T.Stray, line.start, line.end);
  return true;
}

/** What every ground reads in the same way: stray lines and headers, with their problems. Says whether the line is one. */
export function addCommon(source: Source, line: LineBounds, isTitle: (title: string) => boolean, found: Found): boolean {
  if (addStray(source.text, line, found)) return true;
  const parts = readHeader(source, line, isTitle);
  if (!parts) return false;
  const { start, end } = line;
  if (!parts.open || !parts.close) found.problem('unclosed-header', start, end);
  if (parts.behind) found.problem('text-behind-header', parts.behind.start, parts.behind.end);
  if (parts.title.start >= parts.title.end) found.problem('empty-title', start, end);
  addHeader(parts, found);
  return true;
}

/** `isRow`: the rules that speak of a row's label apply. */
function addCellsOf(source: Source, from: number, line: LineBounds, found: Found, isRow: boolean, into: Pieces = found): void {
  const { damaged, tabbed, unclosedQuote } = addCells(source, from, line.end, isRow, into);
  if (tabbed) found.tabbed.add(line.from);
  if (unclosedQuote) found.problem('unclosed-quote', unclosedQuote.start, unclosedQuote.end);
  if (!damaged) return;
  found.damaged.add(line.from);
  found.problem('ambiguous-cells', line.start, line.end);
}

function cellsOf(source: Source, from: number, line: LineBounds, found: Found, isRow: boolean): Cell[] {
  const cells = new Cells();
  addCellsOf(source, from, line, found, isRow, cells);
  return cells.all;
}

function addRow(source: Source, from: number, line: LineBounds, found: Found): void {
  if (found.wholeLines) found.addLine(line.start, rowOf(cellsOf(source, from, line, found, true)));
  else addCellsOf(source, from, line, found, true);
}

/** `甲／乙` as parts; `/` inside brackets does not part. */
function addPath(text: string, start: number, end: number, into: Pieces): void {
  let depth = 0;
  let from = start;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (opensBracket(code)) depth++;
    else if (closesBracket(code)) depth = Math.max(0, depth - 1);
    else if (isSlash(code) && depth === 0) {
      addPart(text, from, i, into);
      into.add(T.KeySlash, i, i + 1);
      from = i + 1;
    }
  }
  addPart(text, from, end, into);
}

function addPart(text: string, from: number, to: number, into: Pieces): void {
  const { start, end } = trimSpan(text, from, to);
  if (start < end) into.add(T.Key, start, end);
}

const isColumnsKey = (typed: string): boolean => typed.includes(COLUMNS) && matchKey(typed) === COLUMNS;

function addKeyed(source: Source, line: LineBounds, key: Key, found: Found): void {
  if (isColumnsKey(source.text.slice(key.start, key.end))) addColumns(source, line, key, found);
  else if (key.colon + 1 >= line.end) addOpener(source, line, key, found);
  else addProperty(source, line, key, found);
}

function addColumns(source: Source, line: LineBounds, { start, end, colon }: Key, found: Found): void {
  if (found.wholeLines) {
    found.addLine(line.start, columnsOf(cellsOf(source, colon + 1, line, found, false)));
    return;
  }
  found.add(T.ColumnsKey, start, end);
  found.add(T.Colon, colon, colon + 1);
  addCellsOf(source, colon + 1, line, found, false);
}

function addOpener({ text }: Source, line: LineBounds, { start, end, colon }: Key, found: Found): void {
  const names = found.wholeLines ? new PathNames(text) : undefined;
  addPath(text, start, end, names ?? found);
  if (names) found.addLine(line.start, keyedContent(names.all, colon + 1, undefined));
  else found.add(T.Colon, colon, colon + 1);
}

function addProperty(source: Source, line: LineBounds, { start, end, colon }: Key, found: Found): void {
  const value = trimSpan(source.text, colon + 1, line.end);
  const isEmpty = value.start >= value.end;
  if (found.wholeLines) {
    const cells = isEmpty ? undefined : cellsOf(source, value.start, line, found, false);
    found.addLine(line.start, keyedContent([pieceAt(source.text, start, end)], colon + 1, cells));
    return;
  }
  found.add(T.Key, start, end);
  found.add(T.Colon, colon, colon + 1);
  if (!isEmpty) addCellsOf(source, value.start, line, found, false);
}

export const sheetScan = (source: Source, isTitle: (title: string) => boolean): LineScan => {
  const { text } = source;
  return (line, found) => {
    if (addCommon(source, line, isTitle, found)) return;
    const first = text.charCodeAt(line.start);
    if (isBar(first)) return addContinuation(text, line, found);
    if (first === BACKSLASH) {
      found.add(T.Backslash, line.start, line.start + 1);
      return addCellsOf(source, trimSpan(text, line.start + 1, line.end).start, line, found, true);
    }
    const key = readKey(source, line.start, line.end);
    if (key) addKeyed(source, line, key, found);
    // Leading tabs are a row's empty first cell, if something tabbed follows, but indentation of a property.
    else addRow(source, rowStart(source, line), line, found);
  };
};

/** A tabbed row begins at the line's start, since a leading tab is an empty cell; any other begins at its first non-blank. */
const rowStart = (source: Source, line: LineBounds): number => (source.hasTab(line.start, line.end) ? line.from : line.start);

function addContinuation(text: string, line: LineBounds, found: Found): void {
  const value = trimSpan(text, line.start + 1, line.end);
  found.add(T.Bar, line.start, line.start + 1);
  if (value.start < value.end) found.add(T.ContinuationText, value.start, value.end);
}

export const headScan = (source: Source, isTitle: (title: string) => boolean): LineScan => {
  return (line, found) => {
    if (addCommon(source, line, isTitle, found)) return;
    const key = readKey(source, line.start, line.end);
    if (key) return addProperty(source, line, key, found);
    found.problem('stray-line', line.start, line.end);
    found.add(T.Stray, line.start, line.end);
  };
};
