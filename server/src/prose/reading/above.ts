/** What stands above a passage of a text, as far as it says what the passage is about: headings, and lists that were opened (…，其中：). */
import type { Fragment } from '../../forms/types.ts';
import type { Address } from '../../model/types.ts';
import lexicon from '../data/lexicon.json' with { type: 'json' };
import type { Amount } from '../statements.ts';
import { NOTHING } from './scope.ts';
import type { ReadParagraph } from './sentence.ts';

export interface Above {
  /** From the outermost in. */
  readonly headings: readonly Heading[];
  /** Those of which more items may follow. */
  readonly lists: readonly OpenList[];
  /** The level of the heading about other things below which it stands; `NONE` if it stands below none. */
  readonly silent: number;
}

interface Heading {
  readonly level: number;
  /** What the text below it is about. */
  readonly scope: Fragment;
}

/** Figures whose parts are the numbered paragraphs below them. */
interface OpenList {
  /** The level of the paragraph that opens it; a list ends with a heading of that level or above. */
  readonly level: number;
  readonly itemLevel?: number;
  readonly wholes: readonly Amount[];
  /** The paragraph ends with it (…，其中：): what follows is of these figures, numbered or not. */
  readonly atEnd: boolean;
}

const NONE = Number.POSITIVE_INFINITY;

export const NOTHING_ABOVE: Above = { headings: [], lists: [], silent: NONE };

export const scopeBelow = ({ headings }: Above): Fragment => headings.at(-1)?.scope ?? NOTHING;

export const isSilent = ({ silent }: Above): boolean => silent < NONE;

/** Whether a heading of this text and level, or the one above it, is about other things. */
export function silencedBy(above: Above, level: number, text: string): Above {
  if (level > above.silent) return above;
  const silent = lexicon.silent.headings.some((word) => text.includes(word)) ? level : NONE;
  return silent === above.silent ? above : { ...above, silent };
}

/** Below a heading; `scopeIn` says what it is about within what the heading above it is about. */
export function belowHeading(above: Above, level: number, scopeIn: (outer: Fragment) => Fragment): Above {
  const outer = { ...above, headings: above.headings.filter((heading) => heading.level < level) };
  const headings = [...outer.headings, { level, scope: scopeIn(scopeBelow(outer)) }];
  return { ...above, headings, lists: above.lists.filter((list) => list.level < level) };
}

/** What a paragraph of this level tells the parts of: the figure with which the one above it ends, with no list in between. */
export function partOf({ lists }: Above, level: number | undefined): Address | undefined {
  const list = (level === undefined ? lists : withItem(lists, level)).at(-1);
  if (!list?.atEnd || list.itemLevel !== level) return undefined;
  return list.wholes[0].subject.readings[0];
}

/** Below a paragraph, and the wholes of the list of which it is an item; `opensList`: it ends with …，其中：. */
export function belowParagraph(
  above: Above,
  level: number | undefined,
  { open }: ReadParagraph,
  opensList: boolean,
): { readonly below: Above; readonly itemOf: readonly Amount[] | undefined } {
  const lists = level === undefined ? above.lists : withItem(above.lists, level);
  const last = lists.at(-1);
  const itemOf = level !== undefined && last?.itemLevel === level ? last.wholes : undefined;
  if (open.length === 0) return { below: lists === above.lists ? above : { ...above, lists }, itemOf };
  const opened: OpenList = { level: level ?? above.headings.at(-1)?.level ?? 0, wholes: open, atEnd: opensList };
  return { below: { ...above, lists: [...lists, opened] }, itemOf };
}

/** The lists that a numbered paragraph leaves open: one of a list's level or above ends the list. The first item says of which level the others are. */
function withItem(lists: readonly OpenList[], level: number): readonly OpenList[] {
  const open = lists.filter((list) => level > list.level && level >= (list.itemLevel ?? level));
  const last = open.at(-1);
  if (last && last.itemLevel === undefined) return [...open.slice(0, -1), { ...last, itemLevel: level }];
  return open.length === lists.length ? lists : open;
}

export const isSameAbove = (a: Above, b: Above): boolean =>
  a === b || (a.silent === b.silent && areSame(a.headings, b.headings, isSameHeading) && areSame(a.lists, b.lists, isSameList));

const isSameHeading = (a: Heading, b: Heading): boolean => a.level === b.level && a.scope === b.scope;

const isSameList = (a: OpenList, b: OpenList): boolean =>
  a.level === b.level && a.itemLevel === b.itemLevel && a.wholes === b.wholes && a.atEnd === b.atEnd;

const areSame = <T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean): boolean =>
  a === b || (a.length === b.length && a.every((one, i) => isSame(one, b[i])));
