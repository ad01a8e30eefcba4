/** What the checks of prose share: the statements of a document and what is known of their figures. */

import { t } from '@vscode/l10n';
import type { Finding, Fix, Related } from '../../disclosure/finding.ts';
import type { Place } from '../../disclosure/place.ts';
import type { Formula } from '../../model/types.ts';
import type { Ledger } from '../../prose/ledger.ts';
import type { Amount, Statement } from '../../prose/statements.ts';
import type { Blame } from './blame.ts';
import type { Judgements } from './judgements.ts';

export interface ProseContext {
  /** Those of one kind, in the order of the text. */
  readonly statements: <K extends Statement['kind']>(kind: K) => readonly Extract<Statement, { readonly kind: K }>[];
  readonly ledger: Ledger;
  readonly formulas: readonly Formula[];
  readonly blamed: Blame;
  readonly judgements: Judgements;
  /** The amounts that are held against the tables: all but those that are no parts of what these divide. */
  readonly parts: readonly Amount[];
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

export type ProseCheck = (context: ProseContext) => readonly Finding[];

/** A check of one statement at a time: what it said is kept as long as what it looked at. */
export const each =
  <K extends Statement['kind']>(
    kind: K,
    judge: (statement: Extract<Statement, { readonly kind: K }>, context: ProseContext) => readonly Finding[],
  ): ProseCheck =>
  (context) =>
    context.judgements.each(judge, context.statements(kind), (statement) => judge(statement, context));
