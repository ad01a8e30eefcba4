/** Terms and their meaning (名词解释). */
import type { Span } from 'budget-grammar';

/** A term with one meaning. The same term may have several entries. */
export interface TermEntry {
  readonly term: string;
  readonly explanation: string;
  /** The published document it was taken from, or undefined for an entry of the document itself. */
  readonly source?: string;
}

/** A term found in a text: `start` and `end` are UTF-16 offsets in that text. */
export interface TermMatch extends Span {
  readonly term: string;
  /** In the order in which they were given. */
  readonly entries: readonly TermEntry[];
}

export interface Glossary {
  /** Entries of exactly this term; width, blanks and quotes are folded. */
  find(term: string): readonly TermEntry[];
  /** The longest term that spans the character at `offset`; the leftmost of equally long ones. */
  match(text: string, offset: number): TermMatch | undefined;
}

/** `医疗保障管理事务（款）`: the name and its place without the level. */
export interface PathSegment extends Span {
  readonly level: '类' | '款' | '项';
  readonly name: string;
}

/** One entry of the chapter 名词解释. Spans are relative to the section. */
export interface GlossaryEntry {
  /** The word as typed, without its number. */
  readonly term: string;
  readonly termSpan: Span;
  readonly explanation: string;
  readonly explanationSpan: Span;
  /** Account path from 类 down if the word is one; segments that headings above supply come with the headings' spans. */
  readonly path?: readonly PathSegment[];
  /** A code written beside the word: `行政运行（2130501）`. */
  readonly code?: string;
  /** Line number within the section. */
  readonly line: number;
}
