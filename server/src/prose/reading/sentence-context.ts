/** What a sentence is read with: what stands around it, and the document that it is of. */
import type { Place } from '../../disclosure/place.ts';
import type { Fragment } from '../../forms/types.ts';
import type { Address } from '../../model/types.ts';
import type { TextSpan } from './token.ts';

export interface SentenceContext {
  /** Where a stretch of the normalised text stands. */
  readonly place: (span: TextSpan) => Place;
  /** What the chapter is about. */
  readonly scope: Fragment;
  /** What the paragraph above ends with (…，其中：), of which this one tells the parts. */
  readonly partOf?: Address | undefined;
  readonly year: number | undefined;
  readonly isBudget: boolean;
  /** A reason is given in the paragraph or right behind it. */
  readonly explained: boolean;
  /** The paragraph is about other things; only what it says of shares in the tables' figures counts. */
  readonly aside?: boolean;
}
