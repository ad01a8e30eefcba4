/** What a disclosure is when it has been read: what others make of it knows nothing of how. */
import type { FormSet } from '../forms/types.ts';
import type { GlossaryEntry } from '../glossary/types.ts';
import type { Address, Evaluation, ModelTable } from '../model/types.ts';
import type { BoundCell, BoundRow, BoundTable } from './bind/types.ts';
import type { Finding } from './finding.ts';
import type { Head, Identity } from './head.ts';
import type { HeadLink } from './head-links.ts';
import type { BoundPerformance } from './performance/types.ts';
import type { Place, Range } from './place.ts';
import type { Section } from './section.ts';

/** What a section is, by its title in the form set. */
export type SectionRole =
  | { readonly kind: 'head' }
  | { readonly kind: 'table'; readonly table: BoundTable }
  | { readonly kind: 'performance'; readonly performance: BoundPerformance }
  /** A table in the prose, or a sheet whose title nobody knows: printed as a free grid, no facts. */
  | { readonly kind: 'grid' }
  /** The facts behind the standard text. */
  | { readonly kind: 'elements' }
  /** `title` is the one that the form set knows, whatever was typed around it (第一部分　某局概况); `key` is it as titles are compared. */
  | { readonly kind: 'chapter'; readonly title: string; readonly key: string; readonly entries?: readonly GlossaryEntry[] }
  /** The title of the chapter of tables, which stand in sections of their own. */
  | { readonly kind: 'tables' }
  /** 【续】: goes on with the text above. */
  | { readonly kind: 'continued' };

export interface ReadSection {
  readonly section: Section;
  readonly role: SectionRole;
  readonly findings: readonly Finding[];
}

export interface Disclosure {
  readonly head: Head;
  readonly formSet: FormSet;
  readonly sections: readonly ReadSection[];
  /** The first section of each official table, in the order of the file. */
  readonly tables: readonly BoundTable[];
  /** Official tables that nobody typed, with cells to be derived; most of them follow from nothing. */
  readonly leftOut: readonly BoundTable[];
  readonly performance: readonly BoundPerformance[];
  /** What follows from the tables that were typed alone: findings rest on it. */
  readonly stated: Evaluation;
  /** The same with what is derived for tables left out. */
  readonly evaluation: Evaluation;
  /** Other disclosures that this one draws on; `NO_LINKS` if it was read without any. */
  readonly links: Links;
  /** What its units make up, for a department whose head names them (所属单位). */
  readonly units?: UnitSums;
}

export interface LocatedCell {
  readonly table: BoundTable;
  readonly row: BoundRow;
  readonly cell: BoundCell;
  /** Set for a cell of another file, of which unit it is. */
  readonly owner?: { readonly uri: string; readonly unit: string };
  /** What a department eliminates between its units: it is deducted. */
  readonly eliminated?: boolean;
}

/** Looks cells up by the keys that the model speaks of. */
export interface CellIndex {
  get(key: string): LocatedCell | undefined;
  /** The printed value of a cell: what was typed is known by the cell, only what follows from others is looked up. */
  value(key: string, evaluation: Evaluation): number | undefined;
  /** The typed cell that covers an offset of a section. */
  at(section: number, offset: number): LocatedCell | undefined;
}

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

/** What one unit, or what is eliminated, adds to a sum. Values in the measure's steps. */
export interface UnitPart {
  /** Which of the units, from 0, and its name; undefined for what is eliminated. Two units may bear one name. */
  readonly unit?: { readonly index: number; readonly name: string };
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The cell that states it; undefined where a table says by not listing it that there is nothing. */
  readonly located?: LocatedCell;
}

export interface UnitSum {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly parts: readonly UnitPart[];
}

/** What units make up at each address. */
export interface UnitSums {
  readonly units: readonly LinkedDisclosure[];
  /** The cell of a unit's file behind a key of `tableFor`. */
  located(key: string): LocatedCell | undefined;
  /** The sum at an address of the department; undefined if some unit's figure is not known there. */
  at(address: Address): UnitSum | undefined;
  /** The units' figures at these addresses as a table of the fact model. What is nothing is left out, unless all of it is. */
  tableFor(addresses: Iterable<Address>): ModelTable;
}
