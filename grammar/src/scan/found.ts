/** What the scans find in a section: tokens in order, comments apart, problems. Blanks are the text between the tokens. */
import type { IToken, TokenType } from 'chevrotain';
import type { SyntaxProblem } from '../tree.ts';

/** Collects what the scans of a section find. */
export class Found {
  readonly tokens: IToken[] = [];
  readonly comments: IToken[] = [];
  readonly problems: SyntaxProblem[] = [];
  /** Starts of rows that could not be cut for certain. */
  readonly damaged = new Set<number>();
  /** Starts of rows and column lines that are cut at tabs. */
  readonly tabbed = new Set<number>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** `payload`: what the scan found out about the piece (a cell's reading, a number's level); it travels with the token. */
  add(type: TokenType, start: number, end: number, payload?: unknown): void {
    this.addTyped(type, start, this.#text.slice(start, end), payload);
  }

  /** The same where the caller has cut out what was typed. */
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
