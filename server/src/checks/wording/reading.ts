/**
 * Prose as patterns are matched in it: half width, without blanks and quotes, so that a pattern knows one spelling only; and the way back to the places as typed.
 * Read once for each section and kept with it.
 */
import type { Line, PropertyLine, Span } from 'budget-grammar';
import { isVoid, matchKey } from 'budget-grammar';
import { once } from '../../base/once.ts';
import { Recent } from '../../base/recent.ts';
import { chapterKeyOf } from '../../disclosure/chapter-title.ts';
import { alongLines, perLine } from '../../disclosure/per-line.ts';
import type { Section } from '../../disclosure/section.ts';
import words from '../data/passages.json' with { type: 'json' };

/** A text in its folded form. The same text is read once, wherever it stands: what was found in it is kept with it. */
export interface Reading {
  /** As typed. */
  readonly raw: string;
  /** Folded; `offsets[i]` is the place of its i-th unit in `raw`. */
  readonly text: string;
  readonly offsets: readonly number[];
  /** What was found in it, by the number of who looked. */
  readonly found: Found[];
}

interface Found {
  readonly by: readonly unknown[];
  readonly what: unknown;
}

/** `title` is a header's parameter, `note` what stands below a table (注, 备注, 空表), `caption` a year that was pasted from above it. */
export type PassageKind = 'title' | 'heading' | 'paragraph' | 'note' | 'caption';

/** A reading with its place in a section. */
export interface Passage {
  readonly kind: PassageKind;
  readonly line: Line;
  readonly start: number;
  readonly reading: Reading;
}

const IRREGULAR = /[\s"＂“”‘’\u2212\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\ufeff\uff01-\uff5e]/;
const QUOTES = '"＂“”‘’';

const foldUnit = (code: number): number => (code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code === 0x2212 ? 0x2d : code);

/** Folds a text in the same way as passages: for words that are looked for in them. */
export const squeeze = (text: string): string => (IRREGULAR.test(text) ? read(text).text : text);

function read(raw: string): Reading {
  const offsets: number[] = [];
  let text = '';
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    if (isVoid(code) || code === 10 || code === 13 || QUOTES.includes(raw[i])) continue;
    const folded = foldUnit(code);
    text += folded === code ? raw[i] : String.fromCharCode(folded);
    offsets.push(i);
  }
  return { raw, text, offsets, found: [] };
}

const MOST_READINGS = 5000;
const readings = new Recent(MOST_READINGS, read);

export const readingOf = (raw: string): Reading => readings.of(raw);

let lookers = 0;

/** Keeps with each reading what `find` found in it, while it is asked with the same arguments. */
export function perReading<T, A extends readonly (string | number | boolean | undefined)[]>(
  find: (reading: Reading, ...rest: A) => T,
): (reading: Reading, ...rest: A) => T {
  const number = lookers++;
  return (reading, ...rest) => {
    const known = reading.found[number];
    if (known !== undefined && isSame(rest, known.by)) return known.what as T;
    const what = find(reading, ...rest);
    reading.found[number] = { by: rest, what };
    return what;
  };
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A passage by itself, wherever it stands. */
export type Words = Pick<Passage, 'kind' | 'reading'>;

/** What was found in a passage. */
interface Placed<F> {
  readonly found: F;
  readonly passage: Passage;
}

/**
 * What `find` finds in the passages of a section, which must depend on nothing but their words and the other arguments. In nearly all of them it finds nothing;
 * when a text section is edited the passages that stay are not looked at.
 */
export function inPassages<F, A extends readonly (string | number | boolean | undefined)[]>(
  find: (words: Words, ...by: A) => readonly F[],
): (section: Section, ...by: A) => readonly Placed<F>[] {
  const along = alongLines((line, text, ...by: A) => {
    const words = wordsOf(line, text);
    const found = words && find(words, ...by);
    return found && found.length > 0 ? found : null;
  });
  return (section, ...by) => {
    const { tree } = section;
    const places: Placed<F>[] = [];
    const add = (passage: Passage, found: readonly F[]) => {
      for (const one of found) places.push({ found: one, passage });
    };
    if (tree.ground !== 'text') for (const passage of passagesOf(section)) add(passage, find(passage, ...by));
    else
      along(tree, ...by).forEach((found, i) => {
        if (found) add(placed(tree.lines[i], tree.text)!, found);
      });
    return places;
  };
}

/** Where a stretch of a reading's folded text stands in the text as typed. */
export const rawSpan = ({ offsets, raw }: Reading, from: number, to: number): Span => {
  const start = offsets[from] ?? raw.length;
  return { start, end: Math.max(start, (offsets[to - 1] ?? start - 1) + 1) };
};

/** The place in its section of a stretch of a passage's folded text. */
export function spanIn({ reading, start }: Passage, from: number, to: number): Span {
  const span = rawSpan(reading, from, to);
  return { start: start + span.start, end: start + span.end };
}

const passage = (kind: PassageKind, line: Line, raw: string, start: number): Passage => ({ kind, line, start, reading: readingOf(raw) });

/** The passages of a section in the order of the text: of a text section all that is printed, of a sheet its notes. */
export const passagesOf = once((section: Section): readonly Passage[] => {
  const { ground } = section.tree;
  if (ground === 'text') return textPassages(section);
  return ground === 'sheet' ? [...captions(section), ...notes(section)] : [];
});

const textPassages = ({ tree }: Section): Passage[] => tree.lines.flatMap((line) => placed(line, tree.text) ?? NO_PASSAGE);

const NO_PASSAGE: readonly Passage[] = [];

/** What a line of a text section prints: of the header its parameter. */
const printed = (line: Line): { readonly kind: PassageKind; readonly start: number; readonly end: number } | undefined => {
  switch (line.kind) {
    case 'header':
      return line.parameter && { kind: 'title', start: line.parameter.start, end: line.parameter.end };
    case 'heading':
      return { kind: 'heading', start: line.text.start, end: line.text.end };
    case 'paragraph':
      return line.inlines.length > 0 ? { kind: 'paragraph', start: line.inlines[0].start, end: line.inlines.at(-1)!.end } : undefined;
    default:
      return undefined;
  }
};

const wordsOf = perLine((line, text): Words | undefined => {
  const found = printed(line);
  const typed = line.kind === 'header' ? line.parameter?.text : undefined;
  return found && { kind: found.kind, reading: readingOf(typed ?? text.slice(found.start, found.end)) };
});

function placed(line: Line, text: string): Passage | undefined {
  const words = wordsOf(line, text);
  return words && { ...words, line, start: printed(line)!.start };
}

/** Official forms print their year within their first lines. */
const CAPTION_LINES = 6;
const CAPTION = /^[(（]?\s*[12１２][0-9０-９]{3}\s*年度?\s*[)）]?$/;
/** Most tables have no year in their first lines, which one look tells. */
const SOME_CAPTION = /[0-9０-９]\s*年/;

/** 2022年度 alone on a line above a table, or beside 部门：… and 金额单位：…; a free grid may have years for columns. */
function captions(section: Section): Passage[] {
  const { lines, text } = section.tree;
  const first = lines.slice(1, CAPTION_LINES);
  if (first.length === 0 || !SOME_CAPTION.test(text.slice(first[0].start, first[first.length - 1].end))) return [];
  if (words.freeTitles.includes(chapterKeyOf(section))) return [];
  return first.flatMap((line) => {
    const found = captionIn(line, text);
    return found ? [passage('caption', line, found.typed, line.start + found.from)] : [];
  });
}

function captionIn(line: Line, text: string): { readonly typed: string; readonly from: number } | undefined {
  if (line.kind !== 'row' && line.kind !== 'property') return undefined;
  const typed = text.slice(line.start, line.comment?.start ?? line.end);
  if (!CAPTION.test(typed.trim()) && !words.captionWords.some((word) => typed.includes(word))) return undefined;
  const pieces = [...typed.matchAll(/[^\t]+?(?=\t|\s{2,}|$)/g)].filter(([piece]) => CAPTION.test(piece.trim()));
  return pieces.length === 1 ? { typed: pieces[0][0], from: pieces[0].index } : undefined;
}

const isNote = (line: PropertyLine): boolean => words.noteKeys.includes(matchKey(line.key.text));

function notes({ tree }: Section): Passage[] {
  const found: Passage[] = [];
  let within = false;
  for (const line of tree.lines) {
    within = line.kind === 'property' ? isNote(line) : within && (line.kind === 'continuation' || line.kind === 'blank');
    if (!within) continue;
    const piece = line.kind === 'property' ? line.value : line.kind === 'continuation' ? line.text : undefined;
    if (piece) found.push(passage('note', line, tree.text.slice(piece.start, piece.end), piece.start));
  }
  return found;
}

/** A sentence of a passage as a stretch of its folded text, without the mark that ends it. */
export interface Sentence {
  readonly from: number;
  readonly text: string;
}

export const sentencesOf = perReading(({ text }): readonly Sentence[] =>
  [...text.matchAll(/[^。;!?]+/g)].map((match) => ({ from: match.index, text: match[0] })),
);

const LONGEST_QUOTATION = 200;

/** Whether a place of the folded text lies within 《…》, “…” or 〔…〕: what is quoted is not the author's. */
export function isQuoted({ raw, offsets }: Reading, at: number): boolean {
  const offset = offsets[at] ?? raw.length;
  const before = raw.slice(Math.max(0, offset - LONGEST_QUOTATION), offset);
  return ['《》', '“”', '〔〕', '[]', '【】', '「」'].some(([open, close]) => before.lastIndexOf(open) > before.lastIndexOf(close));
}
