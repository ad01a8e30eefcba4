/** Codes and names compared as forms print them: width, blanks, kinds of brackets and quotes say nothing about which account is meant. */

const BRACKETS: Readonly<Record<string, string>> = { '〔': '(', '〕': ')', '【': '(', '】': ')', '[': '(', ']': ')', '{': '(', '}': ')' };
const DROPPED = /[\s\u00ad\u200b-\u200f\u2060\ufeff"'“”‘’「」『』]/;
const ALREADY_FOLDED = /^[\u4e00-\u9fff0-9a-z、]*$/;
const DIGITS = /^\d*$/;

const toHalfWidth = (char: string): string => {
  const code = char.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char;
};

/** Key for comparing names: half width, round brackets, lower case, without blanks and quotes. */
export function foldName(name: string): string {
  if (ALREADY_FOLDED.test(name)) return name;
  let out = '';
  for (const char of name) {
    const half = toHalfWidth(char);
    if (!DROPPED.test(half)) out += BRACKETS[half] ?? half.toLowerCase();
  }
  return out;
}

/** A name without the level that prose writes behind it: `行政运行（项）` is 行政运行. */
export const withoutLevel = (name: string): string => name.replace(/\s*[（(][类款项目][）)]\s*$/u, '');

/** A code in half width without blanks; also takes off what spreadsheets put round digits (`="2080101"`, `'2080101`, `2080101.0`). */
export function foldCode(code: string): string {
  if (DIGITS.test(code)) return code;
  let out = '';
  for (const char of code) {
    const half = toHalfWidth(char);
    if (!DROPPED.test(half)) out += half;
  }
  return out.replace(/^=/, '').replace(/\.0+$/, '');
}
