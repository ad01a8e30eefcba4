/** 机关运行经费 is what is paid out of 公用经费 of units that are run as administrations (R7): never more than it. */
import { t } from '@vscode/l10n';
import type { Finding } from '../../disclosure/finding.ts';
import type { Address } from '../../model/types.ts';
import type { Amount } from '../../prose/statements.ts';
import type { ProseCheck, ProseContext } from './context.ts';
import { amountLike, asWritten, contributors } from './wording.ts';

const OPERATING = '机关运行经费';
const WHOLE: Address = { measure: '支出', members: { 资金: '一般公共', 性质: '公用' } };

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
