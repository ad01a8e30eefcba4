/** What a reference comes to: a value or words, with what they rest on; or why there is none. */
import type { Span } from 'budget-grammar';
import type { LocatedCell } from '../../disclosure/cells.ts';
import type { Place } from '../../disclosure/place.ts';
import type { Value } from './value.ts';

export type ProblemCode = 'unknown-reference' | 'ambiguous-reference' | 'reference-without-figure';

export interface ReferenceProblem {
  readonly code: ProblemCode;
  readonly message: string;
  /** The part of the reference that is to blame. */
  readonly span: Span;
  /** What may have been meant, each in place of `span`. */
  readonly nearest: readonly string[];
}

/** Which disclosure a path is looked up in: this one, last year's, the initial budget. */
export type BasisName = 'current' | 'prior' | 'budget';

/** What was looked up, one line a figure or a step: `本年收入合计 ＝ 487.26万元`. */
export interface Basis {
  readonly cells: readonly LocatedCell[];
  /** Where figures stand that are no cells: in 情况说明要素表. */
  readonly places: readonly Place[];
  readonly lines: readonly string[];
}

export type Outcome =
  | ({ readonly kind: 'value'; readonly value: Value } & Basis)
  | ({ readonly kind: 'words'; readonly text: string } & Basis)
  | { readonly kind: 'problem'; readonly problem: ReferenceProblem };

export const NO_BASIS: Basis = { cells: [], places: [], lines: [] };

export const joined = (parts: readonly Basis[], lines: readonly string[] = []): Basis => ({
  cells: [...new Set(parts.flatMap(({ cells }) => cells))],
  places: parts.flatMap(({ places }) => places),
  lines: [...parts.flatMap((part) => part.lines), ...lines],
});

export const failed = (code: ProblemCode, message: string, span: Span, nearest: readonly string[] = []): Outcome => ({
  kind: 'problem',
  problem: { code, message, span: { start: span.start, end: span.end }, nearest },
});
