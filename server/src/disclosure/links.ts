/**
 * Other disclosures that a disclosure draws on: last year's, the budget of its year, those of the units that a department sums up.
 * They are read by themselves and without links of their own, so reading one never leads to a third.
 */
import type { CellIndex } from './cells.ts';
import type { Disclosure } from './disclosure.ts';
import type { Finding } from './finding.ts';
import type { Identity } from './head.ts';
import type { HeadLink } from './head-links.ts';
import type { Place, Range } from './place.ts';

/** Another file, as it was when it was last read. Its section ids are unique among all documents of the process, so a place in it is a `Place` like any other. */
export interface LinkedDisclosure {
  readonly uri: string;
  /** Read without links: its own `links` are `NO_LINKS`. */
  readonly disclosure: Disclosure;
  readonly cells: CellIndex;
  /** The range of a place in this file; undefined for a place in another one. */
  rangeOf(place: Place): Range | undefined;
}

/** What a disclosure draws on. The same object as long as none of it changes. */
export interface Links {
  /** The disclosure of the year before, of the same kind. */
  readonly prior?: LinkedDisclosure;
  /** The budget of the same year; for a budget none. */
  readonly budget?: LinkedDisclosure;
  /** The disclosures whose figures a department's are the sum of. */
  readonly units: readonly LinkedDisclosure[];
  /** What is to be said of the links themselves, in the head. */
  readonly findings?: readonly Finding[];
  /** Where the links of the head lead, whether their documents are used or not. */
  readonly targets?: readonly LinkTarget[];
  /** The other documents of the workspace, the nearest first, as far as they were looked for. */
  readonly nearby?: readonly NearbyFile[];
}

/** A link in the head and the file it names. */
export interface LinkTarget {
  readonly link: HeadLink;
  readonly uri: string;
  /** Undefined if there is no such file, or it cannot be read. */
  readonly linked?: LinkedDisclosure;
}

/** A document of the workspace as a link would name it. */
export interface NearbyFile {
  readonly path: string;
  readonly uri: string;
  readonly identity: Identity;
}

export const NO_LINKS: Links = { units: [] };

/** Every linked disclosure once. */
export const linkedDisclosures = ({ prior, budget, units }: Links): LinkedDisclosure[] => [
  ...new Set([...(prior ? [prior] : []), ...(budget ? [budget] : []), ...units]),
];
