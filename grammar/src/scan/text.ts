/** Lines of text: inserts, headings, paragraphs, and what stands between braces. */
import { fold, trimSpan } from '../chars.ts';
import * as T from '../tokens.ts';
import { boundsOf, finish, type LineBounds } from './line.ts';
import { type LineScan, piece, type Scanned } from './piece.ts';
import { scanReference } from './reference.ts';
import { headerLine, type Report, strayLine } from './sheet.ts';
import type { Source } from './source.ts';

const INSERT = /^[{｛]\s*(图\d*|图片|文件|表)\s*[:：]([^{}｛｝]*)[}｝]$/;
const MARK = /^(#+)[\s\u3000]+(?=\S)/;
const HAN_NUMERAL = '[一二三四五六七八九十百零〇]+';
const NUMBERS: readonly (readonly [RegExp, number])[] = [
  [new RegExp(`^${HAN_NUMERAL}、`), 1],
  [new RegExp(`^[（(]${HAN_NUMERAL}[）)]`), 2],
  [/^[0-9０-９]+(?:[.．](?![0-9０-９])|、)/, 3],
  [/^[（(][0-9０-９]+[）)]/, 4],
];
const FIRST_OF_NUMBER = '一二三四五六七八九十百零〇（(0123456789０１２３４５６７８９';
const LONGEST_HEADING = 40;

/** The number at a text's start with its level: 一、 1, (一) 2, 1. 3, (1) 4. `1.07` is no number. */
export function readNumber(text: string): { readonly length: number; readonly level: number } | undefined {
  if (!FIRST_OF_NUMBER.includes(text.charAt(0))) return undefined;
  const start = text.slice(0, 16);
  for (const [pattern, level] of NUMBERS) {
    const match = pattern.exec(start);
    if (match) return { length: match[0].length, level };
  }
  return undefined;
}

/** A numbered line is a heading if it looks like one: short, no clause inside, no full stop behind 1. and (1). */
export function isHeading(line: string, level: number): boolean {
  if (line.length > LONGEST_HEADING && [...line.slice(0, LONGEST_HEADING * 2 + 2)].length > LONGEST_HEADING) return false;
  const text = fold(line);
  if (/[:;]$/.test(text) || /[,;{]/.test(text) || /[:。](?=.)/.test(text)) return false;
  return level < 3 || !text.endsWith('。');
}

export const textScan = (source: Source, isTitle: (title: string) => boolean, report: Report): LineScan => {
  const { text } = source;
  const content = (line: LineBounds): readonly Scanned[] => {
    if (line.start >= line.end) return [];
    const whole = strayLine(text, line, report) ?? headerLine(source, line, isTitle, report);
    if (whole) return whole;
    if (text.charCodeAt(line.start) === 0x5c) {
      const rest = trimSpan(text, line.start + 1, line.end);
      return [piece(T.Backslash, line.start, line.start + 1), ...inlines(source, rest.start, rest.end, report)];
    }
    return insert(text, line) ?? numbered(source, line, report) ?? inlines(source, line.start, line.end, report);
  };
  return (from) => {
    const line = boundsOf(source, from, false);
    return finish(text, line, content(line));
  };
};

function insert(text: string, line: LineBounds): Scanned[] | undefined {
  const first = text.charCodeAt(line.start);
  if (first !== 0x7b && first !== 0xff5b) return undefined;
  const match = INSERT.exec(text.slice(line.start, line.end));
  if (!match) return undefined;
  const wordStart = text.indexOf(match[1], line.start);
  const wordEnd = wordStart + match[1].length;
  const colon = wordEnd + text.slice(wordEnd, line.end).search(/[:：]/);
  const value = trimSpan(text, colon + 1, line.end - 1);
  return [
    piece(T.InsertOpen, line.start, line.start + 1),
    piece(T.InsertWord, wordStart, wordEnd),
    piece(T.Colon, colon, colon + 1),
    ...(value.start < value.end ? [piece(T.InsertText, value.start, value.end)] : []),
    piece(T.InsertClose, line.end - 1, line.end),
  ];
}

function numbered(source: Source, line: LineBounds, report: Report): Scanned[] | undefined {
  const { text } = source;
  const { start, end } = line;
  const mark = text[start] === '#' ? MARK.exec(text.slice(start, Math.min(end, start + 16))) : null;
  if (mark) return [piece(T.HeadingMark, start, start + mark[1].length), piece(T.HeadingText, start + mark[0].length, end)];
  const number = readNumber(text.slice(start, Math.min(end, start + 16)));
  if (!number) return undefined;
  const numberEnd = start + number.length;
  const rest = trimSpan(text, numberEnd, end);
  if (!isHeading(text.slice(start, end), number.level))
    return [piece(T.ParagraphNumber, start, numberEnd, number.level), ...inlines(source, rest.start, rest.end, report)];
  const heading = piece(T.HeadingNumber, start, numberEnd, number.level);
  return rest.start < rest.end ? [heading, piece(T.HeadingText, rest.start, rest.end)] : [heading];
}

/** Runs of prose and references. `{{` and `}}` are braces of the prose; a brace that is not closed on its line is prose too, with a problem. */
function inlines(source: Source, start: number, end: number, report: Report): Scanned[] {
  const { text } = source;
  const out: Scanned[] = [];
  let from = start;
  for (let open = source.nextOpen(start, end); open < end; open = source.nextOpen(open, end)) {
    if (text[open + 1] === '{' && open + 1 < end) {
      open += 2;
      continue;
    }
    const close = source.nextClose(open, end);
    if (close === end) {
      report.problem({ code: 'unclosed-reference', start: open, end, text: text.slice(open, end) });
      break;
    }
    if (open > from) out.push(piece(T.Run, from, open));
    for (const part of scanReference(text, open, close + 1)) out.push(part);
    open = from = close + 1;
  }
  if (end > from) out.push(piece(T.Run, from, end));
  return out;
}
