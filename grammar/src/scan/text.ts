/** Lines of text: inserts, headings, paragraphs, and what stands between braces. */
import { fold, trimSpan } from '../chars.ts';
import * as T from '../tokens.ts';
import type { LineScan, Scanned } from './cursor.ts';
import { boundsOf, finish, type LineBounds } from './line.ts';
import { scanReference } from './reference.ts';
import { headerLine, type Report, strayLine } from './sheet.ts';

const INSERT = /^[{｛]\s*(图\d*|图片|文件|表)\s*[:：]([^{}｛｝]*)[}｝]$/;
const MARK = /^(#+)[\s\u3000]+(?=\S)/;
const HAN_NUMERAL = '[一二三四五六七八九十百零〇]+';
const NUMBERS: readonly (readonly [RegExp, number])[] = [
  [new RegExp(`^${HAN_NUMERAL}、`), 1],
  [new RegExp(`^[（(]${HAN_NUMERAL}[）)]`), 2],
  [/^[0-9０-９]+(?:[.．](?![0-9０-９])|、)/, 3],
  [/^[（(][0-9０-９]+[）)]/, 4],
];
const LONGEST_HEADING = 40;

/** The number at a text's start with its level: 一、 1, (一) 2, 1. 3, (1) 4. `1.07` is no number. */
export function readNumber(text: string): { readonly length: number; readonly level: number } | undefined {
  const start = text.slice(0, 16);
  for (const [pattern, level] of NUMBERS) {
    const match = pattern.exec(start);
    if (match) return { length: match[0].length, level };
  }
  return undefined;
}

/** A numbered line is a heading if it looks like one: short, no clause inside, no full stop behind 1. and (1). */
export function isHeading(line: string, level: number): boolean {
  if ([...line.slice(0, LONGEST_HEADING * 2 + 2)].length > LONGEST_HEADING) return false;
  const text = fold(line);
  if (/[:;]$/.test(text) || /[,;{]/.test(text) || /[:。](?=.)/.test(text)) return false;
  return level < 3 || !text.endsWith('。');
}

export const textScan =
  (isTitle: (title: string) => boolean, report: Report): LineScan =>
  (text, from) => {
    const line = boundsOf(text, from, false);
    const content = (): readonly Scanned[] => {
      if (line.start >= line.end) return [];
      const whole = strayLine(text, line, report) ?? headerLine(text, line, isTitle, report);
      if (whole) return whole;
      if (text.charCodeAt(line.start) === 0x5c) {
        const rest = trimSpan(text, line.start + 1, line.end);
        return [{ type: T.Backslash, start: line.start, end: line.start + 1 }, ...inlines(text, rest.start, rest.end, report)];
      }
      return insert(text, line) ?? numbered(text, line, report) ?? inlines(text, line.start, line.end, report);
    };
    return finish(text, line, content());
  };

function insert(text: string, line: LineBounds): Scanned[] | undefined {
  const first = text.charCodeAt(line.start);
  if (first !== 0x7b && first !== 0xff5b) return undefined;
  const match = INSERT.exec(text.slice(line.start, line.end));
  if (!match) return undefined;
  const wordStart = text.indexOf(match[1], line.start);
  const colon = wordStart + match[1].length + text.slice(wordStart + match[1].length).search(/[:：]/);
  const value = trimSpan(text, colon + 1, line.end - 1);
  return [
    { type: T.InsertOpen, start: line.start, end: line.start + 1 },
    { type: T.InsertWord, start: wordStart, end: wordStart + match[1].length },
    { type: T.Colon, start: colon, end: colon + 1 },
    ...(value.start < value.end ? [{ type: T.InsertText, ...value }] : []),
    { type: T.InsertClose, start: line.end - 1, end: line.end },
  ];
}

function numbered(text: string, line: LineBounds, report: Report): Scanned[] | undefined {
  const typed = text.slice(line.start, line.end);
  const mark = MARK.exec(typed.slice(0, 16));
  if (mark)
    return [
      { type: T.HeadingMark, start: line.start, end: line.start + mark[1].length },
      { type: T.HeadingText, start: line.start + mark[0].length, end: line.end },
    ];
  const number = readNumber(typed);
  if (!number) return undefined;
  const numberEnd = line.start + number.length;
  const rest = trimSpan(text, numberEnd, line.end);
  if (!isHeading(typed, number.level))
    return [
      { type: T.ParagraphNumber, start: line.start, end: numberEnd, payload: number.level },
      ...inlines(text, rest.start, rest.end, report),
    ];
  const heading = { type: T.HeadingNumber, start: line.start, end: numberEnd, payload: number.level };
  return rest.start < rest.end ? [heading, { type: T.HeadingText, ...rest }] : [heading];
}

/** Runs of prose and references. `{{` and `}}` are braces of the prose; a brace that is not closed on its line is prose too, with a problem. */
function inlines(text: string, start: number, end: number, report: Report): Scanned[] {
  const out: Scanned[] = [];
  let from = start;
  const runTo = (stop: number) => {
    if (stop > from) out.push({ type: T.Run, start: from, end: stop });
    from = stop;
  };
  for (let i = start; i < end; i++) {
    if (text[i] !== '{') continue;
    if (text[i + 1] === '{' && i + 1 < end) {
      i++;
      continue;
    }
    const close = text.indexOf('}', i);
    if (close < 0 || close >= end) {
      report.problem({ code: 'unclosed-reference', start: i, end, text: text.slice(i, end) });
      break;
    }
    runTo(i);
    out.push(...scanReference(text, i, close + 1));
    from = close + 1;
    i = close;
  }
  runTo(end);
  return out;
}
