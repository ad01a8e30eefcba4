/** 机关运行经费 is what is paid out of 公用经费 of units that are run as administrations (R7): never more than it. */
import { t } from '@vscode/l10n';
import type { Finding } from '../../disclosure/finding.ts';
import { addressIn } from '../../forms/fragment.ts';
import type { Address } from '../../model/types.ts';
import type { Amount } from '../../prose/statements.ts';
import data from '../data/sentences.json' with { type: 'json' };
import type { ProseCheck, ProseContext } from './context.ts';
import { amountLike, asWritten, contributors } from './wording.ts';

const { part: OPERATING } = data.operating;
const WHOLE: Address = addressIn(data.operating.whole);

const isOperating = ({ subject: { basis, readings } }: Amount): boolean => basis === 'own' && readings[0]?.measure === OPERATING;

export const checkOperatingExpenses: ProseCheck = (context) => {
  const operating = context.judgements.those(isOperating, context.statements('amount'));
  return context.judgements.each(checkOperatingExpenses, operating, (amount) => judge(amount, context));
};

function judge(statement: Amount, { ledger, blamed }: ProseContext): Finding[] {
  if (blamed.has(statement.figure)) return [];
  const whole = ledger.stated(WHOLE, 'own');
  const { written, place } = statement.figure;
  if (!whole || written.steps - written.half <= whole.interval.high) return [];
  return [
    {
      code: 'operating-expenses-exceed',
      severity: 'warning',
      message: t(
        '{0} is {1}, more than 公用经费 of 基本支出 ({2}), out of which it is paid.',
        statement.subject.name,
        asWritten(written),
        `${amountLike(whole.value, written)}${written.unit}`,
      ),
      place,
      related: contributors(whole, written),
      data: { stated: written.text, computed: amountLike(whole.value, written) },
    },
  ];
}
