/** A change of which no reason is given (R10): the ministry's outline asks for one. A hint, once a paragraph. */
import { t } from '@vscode/l10n';
import type { Finding } from '../../disclosure/finding.ts';
import type { Change } from '../../prose/statements.ts';
import { each, type ProseCheck } from './context.ts';
import { asWritten } from './wording.ts';

export const checkReasons: ProseCheck = each('change', (change): Finding[] => {
  if (change.explained || !moved(change)) return [];
  const figure = change.amount ?? change.rate!;
  return [
    {
      code: 'unexplained-change',
      severity: 'hint',
      message: t('No reason is given for this change ({0}).', asWritten(figure.written)),
      place: figure.place,
    },
  ];
});

const moved = ({ amount, rate }: Change): boolean =>
  (amount !== undefined && amount.written.steps !== 0) || (amount === undefined && rate !== undefined && !rate.written.value.isZero());
