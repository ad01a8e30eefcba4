/** Turns of phrase over kinds of words (`data/patterns.json`), compiled to regular expressions in which each kind is one character. */
import data from '../data/patterns.json' with { type: 'json' };
import type { Token } from './tokens.ts';

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

const patterns: readonly Pattern[] = (data.patterns as readonly RawPattern[]).map(({ means, form, same = false }) => ({
  means,
  same,
  form: new RegExp(compile(form), 'dy'),
}));

/** Tokens as the string that patterns are matched against. */
export const encode = (tokens: readonly Token[]): string => tokens.map(({ kind }) => letterOf(kind)).join('');

/** The first pattern that fits at a place; undefined if none does. */
export function patternAt(tokens: readonly Token[], encoded: string, from: number): Found | undefined {
  for (const { means, same, form } of patterns) {
    form.lastIndex = from;
    const match = form.exec(encoded);
    if (!match || match[0].length === 0) continue;
    const named = Object.entries(match.indices?.groups ?? {}).flatMap(([name, range]) =>
      range ? [[name, tokens.slice(range[0], range[1])] as const] : [],
    );
    return { means, same, length: match[0].length, parts: Object.fromEntries(named) };
  }
  return undefined;
}
