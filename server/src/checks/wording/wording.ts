/** What can be said of a disclosure's words: years, kinds, names, terms, statements of none, counts. */
import type { AccountCatalogue } from '../../accounts/types.ts';
import type { Disclosure } from '../../disclosure/disclosure.ts';
import type { Finding } from '../../disclosure/finding.ts';
import type { Head } from '../../disclosure/head.ts';
import type { Section } from '../../disclosure/section.ts';
import { bracketFindings } from './brackets.ts';
import { countFindings } from './counts.ts';
import { kindFindings, mixedNameFindings } from './kinds.ts';
import { noneFindings } from './none.ts';
import { foreignNameFindings } from './organisations.ts';
import { personalFindings } from './personal.ts';
import { termFindings } from './terms.ts';
import { yearFindings } from './years.ts';

/** What a section's words say by themselves; they depend on the head's year and kind only. */
export const sectionWordingFindings = (section: Section, { fiscalYear, kind }: Pick<Head, 'fiscalYear' | 'kind'>): Finding[] => [
  ...(fiscalYear === undefined ? [] : yearFindings(section, { year: fiscalYear, kind })),
  ...kindFindings(section, kind, fiscalYear),
  ...bracketFindings(section),
  ...personalFindings(section),
];

/** What the words of several sections say together, or beside the tables. What each section says is kept with it. */
export const wordingFindings = (disclosure: Disclosure, catalogue: AccountCatalogue): Finding[] => [
  ...mixedNameFindings(disclosure),
  ...foreignNameFindings(disclosure),
  ...termFindings(disclosure, catalogue),
  ...noneFindings(disclosure),
  ...countFindings(disclosure),
];
