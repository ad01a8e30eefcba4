/** Lines of a sheet, and of the head, which is a sheet without rows. */
import { closesBracket, isBar, isSlash, matchKey, opensBracket, trimSpan } from '../chars.ts';
import * as T from '../tokens.ts';
import type { SyntaxErrorCode, SyntaxProblem } from '../tree.ts';
import { cutCells } from './cut.ts';
import { boundsOf, finish, headerPieces, isConflictMarker, type LineBounds, LONGEST_LINE, readHeader, readKey } from './line.ts';
import { type LineScan, piece, type Scanned } from './piece.ts';
import type { Source } from './source.ts';

/** What a scan tells besides pieces. */
export interface Report {
  problem(problem: SyntaxProblem): void;
  /** The row that begins here could not be cut for certain. */
  damagedRow(lineStart: number): void;
  /** The row or column line that begins here is cut at tabs. */
  tabbedLine(lineStart: number): void;
}

/** The only column key. */
const COLUMNS = '列';

function strayCode(text: string, line: LineBounds): SyntaxErrorCode | undefined {
  if (line.eol - line.from > LONGEST_LINE) return 'line-too-long';
  if (isConflictMarker(text, line.from, line.eol)) return 'conflict-marker';
  return line.end === line.start + 1 && text[line.start] === '\\' ? 'stray-line' : undefined;
}

/** Lines that no ground reads: conflict markers, lines beyond any length, and a `\` that stands for nothing. */
export function strayLine(text: string, line: LineBounds, report: Report): Scanned[] | undefined {
  const code = strayCode(text, line);
  if (!code) return undefined;
  const { start, end } = line;
  report.problem({ code, start, end, text: text.slice(start, Math.min(end, start + 40)) });
  return [piece(T.Stray, start, end)];
}

/** A header's pieces with its problems, if the line is one. */
export function headerLine(source: Source, line: LineBounds, isTitle: (title: string) => boolean, report: Report): Scanned[] | undefined {
  const parts = readHeader(source, line, isTitle);
  if (!parts) return undefined;
  const { text } = source;
  const whole = { start: line.start, end: line.end, text: text.slice(line.start, line.end) };
  if (!parts.open || !parts.close) report.problem({ code: 'unclosed-header', ...whole });
  if (parts.behind) report.problem({ code: 'text-behind-header', ...parts.behind, text: text.slice(parts.behind.start, parts.behind.end) });
  if (parts.title.start >= parts.title.end) report.problem({ code: 'empty-title', ...whole });
  return headerPieces(parts);
}

function cellsOf(source: Source, from: number, line: LineBounds, report: Report, label: boolean): Scanned[] {
  const { text } = source;
  const cut = cutCells(source, from, line.end, label);
  if (cut.tabbed) report.tabbedLine(line.from);
  if (cut.unclosedQuote)
    report.problem({ code: 'unclosed-quote', ...cut.unclosedQuote, text: text.slice(cut.unclosedQuote.start, cut.unclosedQuote.end) });
  if (cut.damaged) {
    report.damagedRow(line.from);
    report.problem({ code: 'ambiguous-cells', start: line.start, end: line.end, text: text.slice(line.start, line.end) });
  }
  return cut.pieces as Scanned[];
}

/** `甲／乙` as parts; `/` inside brackets does not part. */
export function pathParts(text: string, start: number, end: number): { start: number; end: number; slash: boolean }[] {
  const out: { start: number; end: number; slash: boolean }[] = [];
  let depth = 0;
  let from = start;
  const part = (stop: number) => {
    const span = trimSpan(text, from, stop);
    if (span.start < span.end) out.push({ ...span, slash: false });
  };
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (opensBracket(code)) depth++;
    else if (closesBracket(code)) depth = Math.max(0, depth - 1);
    else if (isSlash(code) && depth === 0) {
      part(i);
      out.push({ start: i, end: i + 1, slash: true });
      from = i + 1;
    }
  }
  part(end);
  return out;
}

function keyedLine(source: Source, line: LineBounds, key: NonNullable<ReturnType<typeof readKey>>, report: Report): Scanned[] {
  const { text } = source;
  const { start, end } = key.key;
  const colon = piece(T.Colon, key.colon, key.colon + 1);
  if (matchKey(text.slice(start, end)) === COLUMNS)
    return [piece(T.ColumnsKey, start, end), colon, ...cellsOf(source, key.colon + 1, line, report, false)];
  if (key.colon + 1 >= line.end)
    return [...pathParts(text, start, end).map((part) => piece(part.slash ? T.KeySlash : T.Key, part.start, part.end)), colon];
  const value = trimSpan(text, key.colon + 1, line.end);
  return [piece(T.Key, start, end), colon, ...cellsOf(source, value.start, line, report, false)];
}

export const sheetScan = (source: Source, isTitle: (title: string) => boolean, report: Report): LineScan => {
  const { text } = source;
  const content = (line: LineBounds): readonly Scanned[] => {
    if (line.start >= line.end) return [];
    const whole = strayLine(text, line, report) ?? headerLine(source, line, isTitle, report);
    if (whole) return whole;
    const first = text.charCodeAt(line.start);
    if (isBar(first)) return continuation(text, line);
    if (first === 0x5c)
      return [
        piece(T.Backslash, line.start, line.start + 1),
        ...cellsOf(source, trimSpan(text, line.start + 1, line.end).start, line, report, true),
      ];
    const key = readKey(source, line.start, line.end);
    // Leading tabs are a row's empty first cell, if something tabbed follows, but indentation of a property.
    return key ? keyedLine(source, line, key, report) : cellsOf(source, rowStart(source, line), line, report, true);
  };
  return (from) => {
    const line = boundsOf(source, from, true);
    return finish(text, line, content(line));
  };
};

/** A tabbed row begins at the line's start, since a leading tab is an empty cell; any other begins at its first non-blank. */
const rowStart = (source: Source, line: LineBounds): number => (source.hasTab(line.start, line.end) ? line.from : line.start);

function continuation(text: string, line: LineBounds): Scanned[] {
  const value = trimSpan(text, line.start + 1, line.end);
  const bar = piece(T.Bar, line.start, line.start + 1);
  return value.start < value.end ? [bar, piece(T.ContinuationText, value.start, value.end)] : [bar];
}

export const headScan = (source: Source, isTitle: (title: string) => boolean, report: Report): LineScan => {
  const { text } = source;
  const content = (line: LineBounds): readonly Scanned[] => {
    if (line.start >= line.end) return [];
    const whole = strayLine(text, line, report) ?? headerLine(source, line, isTitle, report);
    if (whole) return whole;
    const key = readKey(source, line.start, line.end);
    if (!key) {
      report.problem({ code: 'stray-line', start: line.start, end: line.end, text: text.slice(line.start, line.end) });
      return [piece(T.Stray, line.start, line.end)];
    }
    const value = trimSpan(text, key.colon + 1, line.end);
    const cells = value.start < value.end ? cellsOf(source, value.start, line, report, false) : [];
    return [piece(T.Key, key.key.start, key.key.end), piece(T.Colon, key.colon, key.colon + 1), ...cells];
  };
  return (from) => {
    const line = boundsOf(source, from, true);
    return finish(text, line, content(line));
  };
};
