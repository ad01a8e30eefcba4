/** What the scans find in a section: tokens in order, comments apart, problems. Blanks are the text between the tokens. */
import type { IToken, TokenType } from 'chevrotain';
import type { Draft, Pieces } from '../draft.ts';
import { WholeLine } from '../tokens.ts';
import type { SyntaxProblem } from '../tree.ts';

/** Collects what the scans of a section find. */
export class Found implements Pieces {
  readonly tokens: IToken[] = [];
  readonly comments: IToken[] = [];
  readonly problems: SyntaxProblem[] = [];
  /** Starts of rows that could not be cut for certain. */
  readonly damaged = new Set<number>();
  /** Starts of rows and column lines that are cut at tabs. */
  readonly tabbed = new Set<number>();
  /** Lines in which nothing can be wrong are read while they are scanned; false: all lines are handed on as the tokens of which the grammar's rules speak. */
  readonly wholeLines: boolean;
  readonly #text: string;

  constructor(text: string, wholeLines: boolean) {
    this.#text = text;
    this.wholeLines = wholeLines;
  }

  addLine(start: number, line: Draft): void {
    this.tokens.push(tokenOf(WholeLine, start, '', line));
  }

  add(type: TokenType, start: number, end: number, payload?: unknown): void {
    this.addTyped(type, start, this.#text.slice(start, end), payload);
  }

  addTyped(type: TokenType, start: number, image: string, payload: unknown): void {
    this.tokens.push(tokenOf(type, start, image, payload));
  }

  addComment(type: TokenType, start: number, end: number): void {
    this.comments.push(tokenOf(type, start, this.#text.slice(start, end), undefined));
  }

  /** `longest`: how much of the text the message may quote. */
  problem(code: SyntaxProblem['code'], start: number, end: number, longest = end - start): void {
    this.problems.push({ code, start, end, text: this.#text.slice(start, Math.min(end, start + longest)) });
  }
}

const tokenOf = (tokenType: TokenType, start: number, image: string, payload: unknown): IToken => ({
  image,
  startOffset: start,
  tokenTypeIdx: tokenType.tokenTypeIdx!,
  tokenType,
  payload,
});
