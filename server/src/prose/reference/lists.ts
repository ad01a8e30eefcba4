/** `{列举(基本支出.人员经费)}`: the lines of a part of a table that have figures, in the order of the form. */
import { t } from '@vscode/l10n';
import { type Expression, matchKey } from 'budget-grammar';
import { Decimal } from 'decimal.js';
import { figureColumns } from '../../disclosure/bind/columns.ts';
import type { BoundCell, BoundRow, BoundTable } from '../../disclosure/bind/types.ts';
import { type LocatedCell, TableCells } from '../../disclosure/cells.ts';
import { follows } from '../../disclosure/left-out-tables.ts';
import { labelKey } from '../../forms/names.ts';
import { isOf } from '../../forms/registry.ts';
import type { Panel, TableForm } from '../../forms/types.ts';
import type { ReferenceContext } from './context.ts';
import { namesIn, tableNamed } from './names.ts';
import { failed, type Outcome } from './outcome.ts';
import { moneyText } from './value.ts';

/** A line of a table with a figure. */
export interface ListedLine {
  readonly table: BoundTable;
  readonly row: BoundRow;
  readonly code: string;
  readonly name: string;
  readonly cell: BoundCell;
  readonly value: number;
}

/** The table of a form as typed, or as it follows from the others. */
export function boundTable(form: TableForm, { disclosure }: ReferenceContext): BoundTable | undefined {
  const typed = disclosure.tables.find((one) => isOf(form, one.form) && !one.modelOnly && !one.unfilled);
  return typed ?? disclosure.leftOut.find((one) => one.form === form && follows(one, disclosure.evaluation));
}

/** The rows of codes of a table in the form's order, each with the figure of its first column. */
export function linesOf(table: BoundTable, context: ReferenceContext, among: readonly Panel[] = table.form.panels): ListedLine[] {
  const { evaluation } = context.disclosure;
  return among.flatMap((panel) => {
    const rows = table.rows.filter((one) => one.panel === panel && typeof one.row === 'string');
    const [column] = figureColumns(panel);
    const lines = rows.flatMap((row) => {
      const cell = row.cells.find((one) => one.column.id === column?.id);
      const value = cell?.model && evaluation.value(cell.model.key);
      if (!cell || value === undefined) return [];
      const code = row.row as string;
      return [{ table, row, code, name: nameOf(row, panel, code, context), cell, value }];
    });
    return lines.sort(byForm(panel));
  });
}

function nameOf(row: BoundRow, panel: Panel, code: string, { names }: ReferenceContext): string {
  const listed = panel.codes?.listed?.find((entry) => entry.code === code)?.name;
  return listed ?? row.name?.text ?? names.catalogue.find(code)?.name ?? code;
}

/** Listed codes as the form lists them, others by code. */
function byForm({ codes }: Panel): (a: ListedLine, b: ListedLine) => number {
  const order = new Map((codes?.listed ?? []).map((entry, i) => [entry.code, i]));
  const place = ({ code }: ListedLine): number => order.get(code) ?? Number.MAX_SAFE_INTEGER;
  return (a, b) => place(a) - place(b) || (codes?.levels ? 0 : a.code < b.code ? -1 : 1);
}

const hasPart = ({ code }: ListedLine, lines: readonly ListedLine[]): boolean =>
  lines.some((other) => other.code !== code && other.code.startsWith(code));

export function listPhrase(call: Expression & { kind: 'call' }, context: ReferenceContext): Outcome {
  const [argument, second] = call.args;
  const lines =
    argument.kind === 'name'
      ? partOf(
          argument.path.map(({ text }) => text.trim()),
          context,
        )
      : undefined;
  if (!lines) return failed('unknown-reference', t('{0} is written {1}.', '列举', '列举(基本支出.人员经费)'), argument);
  const withAmounts = second?.kind === 'name' && matchKey(second.path[0].text) === '金额';
  if (second && !withAmounts) return failed('unknown-reference', t('{0} is written {1}.', '列举', '列举(基本支出.人员经费，金额)'), second);
  const leaves = lines.filter((line) => line.value !== 0 && !hasPart(line, lines));
  if (leaves.length === 0) return failed('reference-without-figure', t('No line of this part has a figure.'), argument);
  const { style, names } = context;
  const words = leaves.map(({ name, value }) =>
    withAmounts ? `${name}${moneyText({ kind: 'money', amount: new Decimal(value) }, style)}${style.unit}` : name,
  );
  const index = new TableCells(context.disclosure);
  const cells: LocatedCell[] = leaves.flatMap(({ cell }) => index.get(cell.key) ?? []);
  return { kind: 'words', text: words.join(names.formSet.wording.separator), cells, places: [], lines: [] };
}

/** The lines of a table, of one of its blocks, or below one of its accounts; undefined if the path says no such part. */
function partOf(path: readonly string[], context: ReferenceContext): ListedLine[] | undefined {
  const form = tableNamed(path[0], context.names.formSet);
  const table = form && boundTable(form, context);
  if (!form || path.length > 3) return undefined;
  const [first, second] = path.slice(1);
  if (first === undefined) return table ? linesOf(table, context) : [];
  const { panels } = table?.form ?? form;
  const panel = panels.find(({ title }) => title !== undefined && labelKey(title) === labelKey(first));
  const account = panel ? second : first;
  if (!panel && second !== undefined) return undefined;
  const lines = table ? linesOf(table, context, panel ? [panel] : panels) : [];
  if (account === undefined) return lines;
  const code = codeOf(account, form, context);
  return code === undefined ? undefined : lines.filter((line) => line.code.startsWith(code));
}

function codeOf(name: string, form: TableForm, { names }: ReferenceContext): string | undefined {
  const key = labelKey(name);
  if (/^\d{3,7}$/.test(key)) return key;
  for (const { codes } of form.panels) {
    const listed = codes?.listed?.find((entry) => [entry.name, ...entry.aliases].some((one) => labelKey(one) === key));
    const code = listed?.code ?? (codes && namesIn(names, codes.dimension).get(key));
    if (code !== undefined) return code;
  }
  return undefined;
}
