/**
 * Splits a text at its header lines and says on what ground each section stands.
 * A section is the unit of reading: editing one re-reads that one only.
 */
import { isVoid, lineEndLength, matchKey } from './chars.ts';
import type { TitleTest } from './lexer.ts';
import { boundsOf, readHeader } from './scan/line.ts';
import { Source } from './scan/source.ts';
import type { Ground } from './tree.ts';

const TABLE_NUMBER = /^(?:附表|表)(?:[0-9]+(?:[-—–.][0-9]+)*|[一二三四五六七八九十]+)$/;
/** 收入决算表（分科目）: what a table is of stands behind its title. */
const BRACKETS = /\([^()]*\)$/;

/** The ground follows from the title alone: it ends in 表 or 表格, or is a table's number. */
export function groundOf(text: string): Ground {
  const key = matchKey(text);
  const title = key.replace(BRACKETS, '');
  return title.endsWith('表') || title.endsWith('表格') || TABLE_NUMBER.test(key) ? 'sheet' : 'text';
}

/** The title of the header line that begins at `offset`; undefined if the line is none. Most lines are told by their first and last character. */
function headerTitle(source: Source, offset: number, end: number, isTitle: TitleTest): string | undefined {
  const { text } = source;
  let first = offset;
  while (first < end && isVoid(text.charCodeAt(first))) first++;
  if (first === end) return undefined;
  const code = text.charCodeAt(first);
  const bracket = code === 0x3010 || code === 0x5b || code === 0xff3b;
  if (!bracket && source.nextHeaderClose(first, end) === end) return undefined;
  const parts = readHeader(source, boundsOf(source, offset, true), isTitle);
  return parts && text.slice(parts.title.start, parts.title.end);
}

export interface SectionText {
  readonly text: string;
  readonly ground: Ground;
  /** Count of line ends in the text. */
  readonly lineEnds: number;
}

/**
 * The sections of a text in order; their texts joined are the text. The first is the head if `startsWithHead`, even if it is empty;
 * otherwise the text must begin with a header line.
 */
export function splitSections(text: string, startsWithHead: boolean, isTitle: TitleTest): SectionText[] {
  const source = new Source(text);
  const out: SectionText[] = [];
  let from = 0;
  let lineEnds = 0;
  let ground: Ground | undefined = startsWithHead ? 'head' : undefined;
  let offset = 0;
  const close = (end: number) => {
    if (ground !== undefined) out.push({ text: text.slice(from, end), ground, lineEnds });
    from = end;
    lineEnds = 0;
  };
  while (offset < text.length) {
    const end = source.lineEnd(offset);
    const title = headerTitle(source, offset, end, isTitle);
    if (title !== undefined) {
      close(offset);
      ground = groundOf(title);
    } else ground ??= 'text';
    const length = lineEndLength(text, end);
    if (length > 0) lineEnds++;
    offset = end + length;
  }
  close(text.length);
  return out;
}
