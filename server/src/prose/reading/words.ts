/** Kinds of words (`data/lexicon.json`) by what they do between a name and its figure. */
import type { Basis } from '../basis.ts';

/** The bases that words name; 决算数 is the figure itself. */
export const BASES: Readonly<Record<string, Basis>> = {
  initial: 'initial',
  revised: 'revised',
  adjusted: 'adjusted',
  budget: 'budget',
  actual: 'own',
};

/** Words that may stand between a name and its figure. */
export const BRIDGES: ReadonlySet<string> = new Set([
  'link',
  'of',
  'about',
  'open',
  'close',
  'year',
  'prior',
  'initial',
  'revised',
  'adjusted',
  'budget',
  'actual',
  'whole',
]);

/** What a figure of last year is told by. */
export const LAST_YEAR: ReadonlySet<string> = new Set(['prior', 'year']);

/** Words before the first that tells something. */
export const BEGINNING: ReadonlySet<string> = new Set(['year', 'about', 'comma', 'prior']);
