/** Characters as the language sees them: what is a blank and how wide, what full width folds to. */

const TAB = 9;
const IDEOGRAPHIC_SPACE = 0x3000;

/** True for characters that are dropped wherever they stand: BOM, zero-width space and joiners, word joiner. */
export const isZeroWidth = (code: number): boolean => code >= 0x200b && (code <= 0x200d || code === 0x2060 || code === 0xfeff);

/** How many spaces a character counts as: 0 if it is no blank, 2 for U+3000, else 1. A tab counts as 1 here; cutting treats it before. */
export function blankWidth(code: number): 0 | 1 | 2 {
  if (code === 32 || code === TAB) return 1;
  if (code < 0xa0) return code === 11 || code === 12 ? 1 : 0;
  if (code >= IDEOGRAPHIC_SPACE) return code === IDEOGRAPHIC_SPACE ? 2 : 0;
  if (code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f) return 1;
  return 0;
}

/** A blank or a zero-width character: nothing to see. */
export const isVoid = (code: number): boolean => {
  if (code < 0xa0) return code === 32 || code === TAB || code === 11 || code === 12;
  // Nearly every character of a Chinese text lies between the two.
  if (code > IDEOGRAPHIC_SPACE && code < 0xfeff) return false;
  return blankWidth(code) > 0 || isZeroWidth(code);
};

export const isTab = (code: number): boolean => code === TAB;

const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/g;

function hasFoldable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x200b && ((code >= 0xff01 && code <= 0xff5e) || code === IDEOGRAPHIC_SPACE || code === 0x2212 || isZeroWidth(code)))
      return true;
  }
  return false;
}

function hasZeroWidth(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isZeroWidth(text.charCodeAt(i))) return true;
  return false;
}

/** Full width becomes half width, U+2212 the hyphen, U+3000 two spaces; zero-width characters go. Not for prose. */
export function fold(text: string): string {
  if (!hasFoldable(text)) return text;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0);
    else if (code === 0x2212) out += '-';
    else if (code === IDEOGRAPHIC_SPACE) out += '  ';
    else if (!isZeroWidth(code)) out += text[i];
  }
  return out;
}

/** The text without zero-width characters, otherwise as typed. */
export const visible = (text: string): string => (hasZeroWidth(text) ? text.replace(ZERO_WIDTH, '') : text);

/** Whether a character stays what it is in a key: neither blank nor full width. */
const staysInKey = (code: number): boolean =>
  (code > 0x20 && code < 0x7f) || (code > IDEOGRAPHIC_SPACE && code < 0xfeff) || (code > 0xff5e && code <= 0xffff);

/** Key for comparing names: folded and without any blank. Most names are their own key. */
export function matchKey(text: string): string {
  for (let i = 0; i < text.length; i++) if (!staysInKey(text.charCodeAt(i))) return fold(text).replace(/[\s\u00a0]+/g, '');
  return text;
}

const HAN = /^\p{Script=Han}$/u;

/** The Han character that begins at `index`, or an empty string. */
export function hanAt(text: string, index: number, end: number): string {
  if (index >= end) return '';
  const code = text.charCodeAt(index);
  if (code < 0x2e80) return '';
  const char = code >= 0xd800 && code < 0xdc00 && index + 1 < end ? text.slice(index, index + 2) : text[index];
  if (code >= 0x4e00 && code <= 0x9fff) return char;
  return HAN.test(char) ? char : '';
}

export const isColon = (code: number): boolean => code === 0x3a || code === 0xff1a;
export const isSlash = (code: number): boolean => code === 0x2f || code === 0xff0f;
export const isQuote = (code: number): boolean => code === 0x22 || code === 0xff02;
export const isBar = (code: number): boolean => code === 0x7c || code === 0xff5c;
export const opensBracket = (code: number): boolean => code === 0x28 || code === 0xff08;
export const closesBracket = (code: number): boolean => code === 0x29 || code === 0xff09;

/** Length of the line end at `offset`: 0 at the text's end, 2 for CRLF. */
export function lineEndLength(text: string, offset: number): number {
  if (offset >= text.length) return 0;
  return text.charCodeAt(offset) === 13 && text.charCodeAt(offset + 1) === 10 ? 2 : 1;
}

/** Narrows [start, end) to what is neither blank nor zero-width at its ends. */
export function trimSpan(text: string, start: number, end: number): { start: number; end: number } {
  while (start < end && isVoid(text.charCodeAt(start))) start++;
  while (end > start && isVoid(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

const SLASH = /[/／]/;

/** Parts of a column title: cut at `/` outside brackets, half width, without blanks. `预算数／小计` has two, `执行率(B/A)` one. */
export function splitPath(title: string): string[] {
  if (!SLASH.test(title)) return [matchKey(title)];
  const parts: string[] = [''];
  let depth = 0;
  for (let i = 0; i < title.length; i++) {
    const code = title.charCodeAt(i);
    if (opensBracket(code)) depth++;
    else if (closesBracket(code)) depth = Math.max(0, depth - 1);
    if (depth === 0 && isSlash(code)) parts.push('');
    else parts[parts.length - 1] += title[i];
  }
  return parts.map(matchKey);
}
