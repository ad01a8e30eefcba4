/** What the checks of prose share: the statements of a document and what is known of their figures. */

import { t } from '@vscode/l10n';
import type { Finding, Fix, Related } from '../../disclosure/finding.ts';
import type { Place } from '../../disclosure/place.ts';
import type { Formula } from '../../model/types.ts';
import type { FactBook } from '../../prose/facts.ts';
import type { Ledger } from '../../prose/ledger.ts';
import type { Amount, StatedFigure, Statement } from '../../prose/statements.ts';

export interface ProseContext {
  readonly statements: readonly Statement[];
  readonly ledger: Ledger;
  /** What this document's tables say. */
  readonly own: FactBook;
  readonly formulas: readonly Formula[];
  /** Figures on which a finding stands already: what is reckoned from them is not said again. */
  readonly blamed: Set<StatedFigure>;
  /** Figures that are no parts of what the tables divide in this way: not held against them. */
  readonly aside: ReadonlySet<Amount>;
}

/** One fix: another figure in place of the numeral. */
export const changeTo = (place: Place, text: string): Fix => ({
  title: t('Change to {0}', text),
  edits: [{ place, text }],
  preferred: true,
});

/** Related places, each once. */
export const distinctRelated = (related: readonly Related[]): Related[] =>
  related.filter(({ place: a }, i) => related.findIndex(({ place: b }) => a.section === b.section && a.start === b.start) === i);

export type ProseCheck = (context: ProseContext) => Finding[];
