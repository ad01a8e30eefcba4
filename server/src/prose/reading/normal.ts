/** A text as sentences are compared: half width, without blanks and quotation marks; every character knows where it stood. */

const DROPPED = /[\s\u00a0\u200b-\u200d\u2000-\u200a\u202f\u205f\u3000\ufeff"'“”‘’„「」『』＂＇]/;
/** What is dropped or becomes another character. Most of a Chinese text is neither. */
const IRREGULAR = /[\s\u00a0\u2000-\u200d\u202f\u205f\u2212\u3000\ufeff\uff01-\uff5e"'“”‘’„「」『』]/;
const OFFSET = 0xfee0;

export interface NormalText {
  readonly text: string;
  /** The offset in the source of each character of `text`, and behind the last one the offset behind the source. */
  readonly at: readonly number[];
}

function half(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - OFFSET);
  return code === 0x2212 ? '-' : char;
}

/** Normalises a piece of source that begins at `start` of it. */
export function normalOf(source: string, start = 0): NormalText {
  const at: number[] = [];
  let text = '';
  let from = 0;
  for (let i = 0; i < source.length; i++) {
    if (!staysAsItIs(source.charCodeAt(i))) {
      text += source.slice(from, i);
      from = i + 1;
      if (DROPPED.test(source[i])) continue;
      text += half(source[i]);
    }
    at.push(start + i);
  }
  at.push(start + source.length);
  return { text: text + source.slice(from), at };
}

/** Han characters and digits do. */
const staysAsItIs = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30 && code <= 0x39);

/** Joins pieces that are read as one: a sentence that a line end breaks. */
export function joinNormal(parts: readonly NormalText[]): NormalText {
  if (parts.length === 1) return parts[0];
  const at = parts.flatMap((part, i) => (i < parts.length - 1 ? part.at.slice(0, -1) : part.at));
  return { text: parts.map((part) => part.text).join(''), at };
}

/** The key of a name, compared as sentences are. */
export const nameKeyOf = (name: string): string => (IRREGULAR.test(name) ? normalOf(name).text : name).toLowerCase();
