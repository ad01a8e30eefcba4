/** What is said of openers and columns that a form does not know. */
import * as l10n from '@vscode/l10n';
import { nearestOf } from '../../forms/registry.ts';
import type { PerformanceColumn, PerformanceForm } from '../../forms/types.ts';
import type { Title } from './columns.ts';
import { firstLevels } from './groups.ts';
import type { Piece } from './properties.ts';
import type { Say } from './say.ts';

export function unknownOpener(say: Say, form: PerformanceForm, opener: Piece): void {
  const nearest = nearestOf(opener.text, [...(form.funds ? [form.funds.opener] : []), ...firstLevels(form)]);
  const message =
    nearest.length > 0
      ? l10n.t('{0} has no group "{1}"; it is printed as typed. Near: {2}.', form.title, opener.text, nearest.join('、'))
      : l10n.t('{0} has no group "{1}"; it is printed as typed.', form.title, opener.text);
  say('unknown-group', 'warning', message, opener, nearest);
}

/** `columns` are those that the title might have been. */
export function unknownColumn(say: Say, form: PerformanceForm, columns: readonly PerformanceColumn[], title: Title): void {
  const known = columns.map((column) => column.title);
  const nearest = nearestOf(title.text, known);
  const names = (nearest.length > 0 ? nearest : known).join('、');
  const message = l10n.t(
    '{0} has no column "{1}"; it is printed behind the others and not checked. Near or known: {2}.',
    form.title,
    title.text,
    names,
  );
  say('unknown-column', 'warning', message, title, nearest);
}
