/**
 * The notation in which the patterns of data/*.json are written, so that whoever knows the field can read them:
 * words as they stand in a text, `(甲|乙)` alternatives, `?` for what may be missing, `…` for a few words within a clause, `〈年〉` for a list or shape with that name.
 * Width, blanks and quotes say nothing; a bracket of the text is written full width.
 */
import { squeeze } from './reading.ts';

/** Shapes that lists of words cannot give. */
const SHAPES: Readonly<Record<string, string>> = {
  年: '(?<year>(?:19|20)\\d\\d|二[〇○零O][〇○零O一二三四五六七八九]{2})年度?',
  额: '-?\\d[\\d,]*(?:\\.\\d+)?(?:百万|千万|万|亿)?元',
  率: '\\d+(?:\\.\\d+)?%',
  数: '(?:\\d+|[一二两三四五六七八九十]+)',
  汉: '[\\u4e00-\\u9fff]',
  字: '[\\u4e00-\\u9fff()、]',
};

const FEW = '[^。;:,]{0,16}?';

/** The lists of words by name that patterns of one file may call. */
export type Lists = Readonly<Record<string, string>>;

/** A pattern as a regular expression over the folded text of a passage. A list may call lists that stand before it. */
export function compile(pattern: string, lists: Lists, flags = 'g'): RegExp {
  return new RegExp(sourceOf(pattern, lists), flags);
}

/** The source of a pattern's regular expression. */
export function sourceOf(pattern: string, lists: Lists): string {
  const escaped = squeeze(pattern.replaceAll('（', '〖').replaceAll('）', '〗'))
    .replaceAll('〖', '\\(')
    .replaceAll('〗', '\\)')
    .replaceAll('…', FEW);
  return escaped.replace(/〈([^〉]+)〉/g, (_, name: string) => {
    const source = SHAPES[name] ?? (lists[name] === undefined ? undefined : sourceOf(lists[name], withoutSelf(lists, name)));
    if (source === undefined) throw new Error(`no list or shape 〈${name}〉`);
    return `(?:${source})`;
  });
}

const withoutSelf = (lists: Lists, name: string): Lists => Object.fromEntries(Object.entries(lists).filter(([key]) => key !== name));

/** `(…)` captures nothing in a pattern; only names do. */
export const alternatives = (words: readonly string[], lists: Lists = {}): string =>
  `(?:${words.map((word) => sourceOf(word, lists)).join('|')})`;
