/** Lines of text: inserts, headings, paragraphs, and what stands between braces. */
import { fold, trimSpan } from '../chars.ts';
import { paragraphOf, pieceAt } from '../draft.ts';
import * as T from '../tokens.ts';
import type { Found } from './found.ts';
import type { LineBounds, LineScan } from './line.ts';
import { addReference } from './reference.ts';
import { addCommon } from './sheet.ts';
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

export const textScan = (source: Source, isTitle: (title: string) => boolean): LineScan => {
  const { text } = source;
  return (line, found) => {
    if (addCommon(source, line, isTitle, found)) return;
    if (text.charCodeAt(line.start) === 0x5c) {
      const rest = trimSpan(text, line.start + 1, line.end);
      found.add(T.Backslash, line.start, line.start + 1);
      addInlines(source, rest.start, rest.end, found);
    } else if (!addInsert(text, line, found) && !addNumbered(source, line, found)) addParagraph(source, line, found);
  };
};

function addParagraph(source: Source, { start, end }: LineBounds, found: Found): void {
  const isPlain = found.wholeLines && source.nextOpen(start, end) === end;
  if (isPlain) found.addLine(start, paragraphOf([{ kind: 'run', ...pieceAt(source.text, start, end) }]));
  else addInlines(source, start, end, found);
}

/** Says whether the line is an insert. */
function addInsert(text: string, line: LineBounds, found: Found): boolean {
  const first = text.charCodeAt(line.start);
  if (first !== 0x7b && first !== 0xff5b) return false;
  const match = INSERT.exec(text.slice(line.start, line.end));
  if (!match) return false;
  const wordStart = text.indexOf(match[1], line.start);
  const wordEnd = wordStart + match[1].length;
  const colon = wordEnd + text.slice(wordEnd, line.end).search(/[:：]/);
  const value = trimSpan(text, colon + 1, line.end - 1);
  found.add(T.InsertOpen, line.start, line.start + 1);
  found.add(T.InsertWord, wordStart, wordEnd);
  found.add(T.Colon, colon, colon + 1);
  if (value.start < value.end) found.add(T.InsertText, value.start, value.end);
  found.add(T.InsertClose, line.end - 1, line.end);
  return true;
}

/** A heading or a numbered paragraph; says whether the line is one. */
function addNumbered(source: Source, line: LineBounds, found: Found): boolean {
  const { text } = source;
  const { start, end } = line;
  const mark = text[start] === '#' ? MARK.exec(text.slice(start, Math.min(end, start + 16))) : null;
  if (mark) {
    found.add(T.HeadingMark, start, start + mark[1].length);
    found.add(T.HeadingText, start + mark[0].length, end);
    return true;
  }
  const number = readNumber(text.slice(start, Math.min(end, start + 16)));
  if (!number) return false;
  const numberEnd = start + number.length;
  const rest = trimSpan(text, numberEnd, end);
  if (!isHeading(text.slice(start, end), number.level)) {
    found.add(T.ParagraphNumber, start, numberEnd, number.level);
    addInlines(source, rest.start, rest.end, found);
    return true;
  }
  found.add(T.HeadingNumber, start, numberEnd, number.level);
  if (rest.start < rest.end) found.add(T.HeadingText, rest.start, rest.end);
  return true;
}

/** Runs of prose and references. `{{` and `}}` are braces of the prose; a brace that is not closed on its line is prose too, with a problem. */
function addInlines(source: Source, start: number, end: number, found: Found): void {
  const { text } = source;
  let from = start;
  for (let open = source.nextOpen(start, end); open < end; open = source.nextOpen(open, end)) {
    if (text[open + 1] === '{' && open + 1 < end) {
      open += 2;
      continue;
    }
    const close = source.nextClose(open, end);
    if (close === end) {
      found.problem('unclosed-reference', open, end);
      break;
    }
    if (open > from) found.add(T.Run, from, open);
    addReference(text, open, close + 1, found);
    open = from = close + 1;
  }
  if (end > from) found.add(T.Run, from, end);
}
