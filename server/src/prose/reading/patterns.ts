/** Turns of phrase over kinds of words (`data/patterns.json`), compiled to regular expressions in which each kind is one character. */

import { Recent } from '../../base/recent.ts';
import data from '../data/patterns.json' with { type: 'json' };
import type { Token } from './token.ts';

export interface Pattern {
  readonly means: string;
  readonly same: boolean;
  readonly form: RegExp;
}

/** What a pattern found: the tokens it covers and those it names. */
export interface Found {
  readonly means: string;
  readonly same: boolean;
  readonly length: number;
  /** Tokens by the names that the pattern gives them; a part that is not there is missing. */
  readonly parts: Readonly<Record<string, readonly Token[]>>;
}

interface RawPattern {
  readonly means: string;
  readonly form: string;
  readonly same?: boolean;
}

/** Kinds are numbered as they are met; the characters are of the private use area, so that nothing typed can be one. */
const letters = new Map<string, string>();

function letterOf(kind: string): string {
  let letter = letters.get(kind);
  if (letter === undefined) {
    letter = String.fromCharCode(0xe000 + letters.size);
    letters.set(kind, letter);
  }
  return letter;
}

const PART = /^[A-Z]+$/;
const parts = data.parts as Readonly<Record<string, string>>;

/** A form as the source of a regular expression: words become letters, parts what they stand for, `name=` a named group. */
function compile(form: string): string {
  let out = '';
  const words = /([A-Za-z]+=)?\(|([A-Za-z]+)=([A-Za-z]+)|[A-Za-z]+|[|?*+)]|\s+/gy;
  for (const [text, opened, name, named] of form.matchAll(words)) {
    if (text.endsWith('(')) out += opened ? `(?<${opened.slice(0, -1)}>` : '(?:';
    else if (name) out += `(?<${name}>${wordSource(named)})`;
    else if (/^[A-Za-z]/.test(text)) out += wordSource(text);
    else if (text.trim() !== '') out += text;
  }
  return out;
}

const wordSource = (word: string): string => (PART.test(word) ? `(?:${compile(parts[word] ?? '')})` : letterOf(word));

/** What a form may begin with: letters, and whether it may be empty. */
interface Beginning {
  readonly letters: ReadonlySet<string>;
  readonly empty: boolean;
}

/** Reads the beginning of a compiled form from `at`, up to the bracket that closes it. */
function beginningOf(source: string, start = 0): Beginning & { readonly end: number } {
  const letters = new Set<string>();
  let at = start;
  let empty = false;
  // Of each alternative all parts count up to the first that cannot be left out.
  let open = true;
  while (at < source.length && source[at] !== ')') {
    if (source[at] === '|') {
      empty ||= open;
      open = true;
      at++;
      continue;
    }
    const part =
      source[at] === '(' ? beginningOf(source, at + groupMark(source, at)) : { letters: [source[at]], empty: false, end: at + 1 };
    at = part.end;
    if (open) for (const letter of part.letters) letters.add(letter);
    const mark = source[at];
    if (mark === '?' || mark === '*' || mark === '+') at++;
    open &&= part.empty || mark === '?' || mark === '*';
  }
  return { letters, empty: empty || open, end: at + 1 };
}

/** How long `(?:` or `(?<name>` is. */
const groupMark = (source: string, at: number): number => (source[at + 2] === ':' ? 3 : source.indexOf('>', at) + 1 - at);

/** By what they may begin with, in their order: most words begin no turn. */
const patternsByLetter = new Map<string, Pattern[]>();
for (const { means, form, same = false } of data.patterns as readonly RawPattern[]) {
  const source = compile(form);
  const pattern: Pattern = { means, same, form: new RegExp(source, 'dy') };
  for (const letter of beginningOf(source).letters) {
    const others = patternsByLetter.get(letter);
    if (others) others.push(pattern);
    else patternsByLetter.set(letter, [pattern]);
  }
}

/** Tokens as the string that patterns are matched against. */
export const encode = (tokens: readonly Token[]): string => tokens.map(({ kind }) => letterOf(kind)).join('');

/** Where a pattern fits, whatever the words are: from where to where its parts run. */
interface Fit {
  readonly pattern: Pattern;
  readonly length: number;
  readonly parts: readonly (readonly [name: string, from: number, to: number])[];
}

const MOST_FITS = 2000;
/** By the place at which they fit. Sentences of a disclosure are built alike, and that which is being typed stays mostly as it was built. */
const fits = new Recent<(Fit | null)[]>(MOST_FITS, () => []);

function fitAt(encoded: string, from: number): Fit | null {
  for (const pattern of patternsByLetter.get(encoded[from]) ?? []) {
    pattern.form.lastIndex = from;
    const match = pattern.form.exec(encoded);
    if (!match || match[0].length === 0) continue;
    const parts = Object.entries(match.indices?.groups ?? {}).flatMap(([name, range]) => (range ? [[name, ...range] as const] : []));
    return { pattern, length: match[0].length, parts };
  }
  return null;
}

/** The first pattern that fits at a place; undefined if none does. */
export function patternAt(tokens: readonly Token[], encoded: string, from: number): Found | undefined {
  const known = fits.of(encoded);
  const fit = known[from] === undefined ? fitAt(encoded, from) : known[from];
  known[from] = fit;
  if (!fit) return undefined;
  const { pattern, length, parts } = fit;
  return {
    means: pattern.means,
    same: pattern.same,
    length,
    parts: Object.fromEntries(parts.map(([name, start, end]) => [name, tokens.slice(start, end)])),
  };
}
