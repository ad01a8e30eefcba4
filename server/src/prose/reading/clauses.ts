/** The clauses of a text that was edited. How one is read does not depend on the others, so those that stay need not be read again. */
import type { TextSpan, Token } from './token.ts';

/** A normalised text and its tokens. */
export interface ReadText {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** The marks that end a clause. */
export const CLAUSE_END = /[,;。]/;

/** What lies between the clauses that stay, in the new text; so many tokens of before stand in front of it, and so many behind. */
export interface Between extends TextSpan {
  readonly head: number;
  readonly tail: number;
}

/** What must be read of a text that was made out of another. */
export function betweenClauses({ text: old, tokens }: ReadText, text: string): Between {
  const most = Math.min(old.length, text.length);
  let same = 0;
  while (same < most && old.charCodeAt(same) === text.charCodeAt(same)) same++;
  let behind = 0;
  while (behind < most - same && old.charCodeAt(old.length - 1 - behind) === text.charCodeAt(text.length - 1 - behind)) behind++;
  let head = tokens.findIndex(({ end }) => end > same);
  if (head < 0) head = tokens.length;
  while (head > 0 && !endsClause(tokens[head - 1], old)) head--;
  // The mark, and what stands before it, must be the same.
  let first = tokens.findIndex(({ start }) => start > old.length - behind);
  while (first >= 0 && first < tokens.length && !endsClause(tokens[first], old)) first++;
  const tail = first < 0 ? 0 : Math.max(0, tokens.length - first - 1);
  const end = tail > 0 ? tokens[tokens.length - tail].start : old.length;
  return { start: head > 0 ? tokens[head - 1].end : 0, end: end + text.length - old.length, head, tail };
}

/** A comma between figures may be a part of one. */
const endsClause = ({ text: mark, start }: Token, text: string): boolean =>
  mark === '。' || mark === ';' || (mark === ',' && !/\d/.test(text[start - 1] ?? ''));

/** A token that stands so many characters further behind. */
export function moved(token: Token, by: number): Token {
  if (by === 0) return token;
  const { numeral, parts } = token;
  const now = { ...token, start: token.start + by, end: token.end + by };
  if (numeral) now.numeral = { start: numeral.start + by, end: numeral.end + by };
  if (parts) now.parts = parts.map((part) => moved(part, by));
  return now;
}
