/** How many columns of an editor a text takes up, so that cells stand under each other. */
import { eastAsianWidth } from 'get-east-asian-width';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Marks and format characters stand on or between others and take up no column of their own. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
/** Asks for the pictorial form of a character, which is two columns wide. */
const PICTURE = '\ufe0f';

/** Two columns for nearly everything in a Chinese text; anything that combines with its neighbour is left to `graphemeWidth`. */
function simpleWidth(code: number): 1 | 2 | undefined {
  if (code >= 0x20 && code < 0x7f) return 1;
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3000 && code <= 0x3029) || (code >= 0xff01 && code <= 0xff60)) return 2;
  return undefined;
}

function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  if (grapheme.includes(PICTURE)) return 2;
  return eastAsianWidth(grapheme.codePointAt(0)!, { ambiguousAsWide: true });
}

function measure(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const simple = simpleWidth(text.charCodeAt(i));
    if (simple === undefined) return measureGraphemes(text);
    width += simple;
  }
  return width;
}

function measureGraphemes(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

const MOST_REMEMBERED = 20_000;
const known = new Map<string, number>();

/**
 * Width of a text in columns of a font whose Chinese characters are two columns wide.
 * Characters whose width depends on the surroundings (“ — ≥ ①) count as two, as Unicode's annex 11 asks for among East Asian text.
 */
export function displayWidth(text: string): number {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const width = measure(text);
  known.set(text, width);
  return width;
}
