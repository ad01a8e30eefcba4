/** Columns that are the product of others in each row (采购金额 = 采购数量 × 单价). Which these are is said by the form (`product` of a column). */
import { t } from '@vscode/l10n';
import type { BoundCell, BoundRow, BoundTable } from '../disclosure/bind/types.ts';
import type { Finding } from '../disclosure/finding.ts';
import { Exact, exact } from '../disclosure/performance/decimal.ts';
import { placeOf } from '../disclosure/section.ts';
import { around, meets, plain, type Span } from './performance-figures.ts';

/** Rows of one table whose product is off. */
export function productFindings(table: BoundTable): Finding[] {
  const hasProduct = table.form.panels.some(({ columns }) => columns.some(({ product }) => product !== undefined));
  return hasProduct ? table.rows.flatMap((row) => rowFindings(table, row)) : [];
}

function rowFindings(table: BoundTable, row: BoundRow): Finding[] {
  if (row.line < 0 || row.unsure || (typeof row.row === 'object' && row.row.total)) return [];
  return row.cells.flatMap((cell) => {
    const factors = cell.column.form?.product?.map((id) => row.cells.find(({ column }) => column.form?.id === id));
    const parts = factors && [cell, ...factors].map((part) => part && spanOf(part));
    if (!parts || parts.some((part) => part === undefined)) return [];
    const [stated, ...others] = parts as Figure[];
    const product = others.map(({ span }) => span).reduce((a, b) => ({ low: a.low.times(b.low), high: a.high.times(b.high) }));
    if (meets(stated.span, product)) return [];
    const computed = others.reduce((all, { value }) => all.times(value), exact(1));
    const place = (typed: NonNullable<BoundCell['typed']>) => placeOf(table.section, typed);
    return [
      {
        code: 'wrong-product',
        severity: 'hint' as const,
        message: t(
          '{0} is {1}, but {2} is {3}.',
          cell.column.title,
          cell.typed!.text,
          others.map(({ text }) => text).join(' × '),
          plain(computed),
        ),
        place: place(cell.typed!),
        related: factors!.map((factor) => ({ message: `${factor!.column.title} ${factor!.typed!.text}`, place: place(factor!.typed!) })),
        data: { stated: cell.typed!.text, computed: plain(computed), difference: plain(stated.value.minus(computed).abs()) },
      },
    ];
  });
}

interface Figure {
  readonly text: string;
  readonly value: Exact;
  readonly span: Span;
}

/** A typed figure that is not negative, in the unit of its column; undefined if nothing or something else was typed. A count is exact. */
function spanOf({ typed, input, model }: BoundCell): Figure | undefined {
  const amount = typed?.kind === 'amount' ? typed.amount : undefined;
  if (!amount || amount.percent || model?.state === 'damaged') return undefined;
  if (amount.unit !== undefined && input.money !== undefined && amount.unit !== input.money) return undefined;
  const value = exact(amount.value);
  if (value.isNegative()) return undefined;
  const half = input.money === undefined ? exact(0) : Exact.pow(10, -Math.max(amount.decimals, input.decimals)).div(2);
  const span = around(value, half);
  return { text: typed!.text, value, span: { low: Exact.max(span.low, 0), high: span.high } };
}
