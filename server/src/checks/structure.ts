/** What can be said of a disclosure's structure: its numbering, contents page, chapters and empty tables. What a single section shows is in residue.ts. */
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import { contentsFindings, missingChapterFindings } from './contents.ts';
import { emptyTableFindings } from './empty-tables.ts';
import { numberingFindings } from './numbering.ts';

/** Sections are read once each; what is done here at every change is a walk over what they hold. */
export const structureFindings = (disclosure: Disclosure): Finding[] => [
  ...numberingFindings(disclosure.sections),
  ...contentsFindings(disclosure),
  ...missingChapterFindings(disclosure),
  ...emptyTableFindings(disclosure),
];
