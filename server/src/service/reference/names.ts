/** The names that can stand in `{…}`: of tables, their rows and columns, as the form and the document have them. */
import { referencePieces } from 'budget-grammar';
import { figureColumns } from '../../disclosure/bind/columns.ts';
import type { BoundTable } from '../../disclosure/bind/types.ts';
import { labelKey } from '../../forms/names.ts';
import type { Panel, TableForm } from '../../forms/types.ts';
import type { ReferenceContext } from '../../prose/reference/context.ts';
import { boundTable } from '../../prose/reference/lists.ts';
import { plain } from '../../prose/reference/names.ts';

/** A row as a reference names it: a label, or an account with its code. */
export interface RowName {
  readonly name: string;
  readonly code?: string;
}

const rowsOfTable = new WeakMap<BoundTable | TableForm, ReadonlyMap<Panel, readonly RowName[]>>();

/** The rows of a table's block: those with fixed labels as the form prints them, accounts as they were typed. */
export function rowNames(form: TableForm, panel: Panel, context: ReferenceContext): readonly RowName[] {
  const table = boundTable(form, context);
  const key = table ?? form;
  let known = rowsOfTable.get(key);
  if (!known) {
    known = new Map(form.panels.map((one) => [one, collectRows(one, table)]));
    rowsOfTable.set(key, known);
  }
  return known.get(panel) ?? [];
}

function collectRows(panel: Panel, table: BoundTable | undefined): RowName[] {
  const rows = new Map<string, RowName>();
  const add = (name: string, code?: string): void => {
    if (!canBeTyped(name) && code === undefined) return;
    const key = code ?? labelKey(name);
    if (!rows.has(key)) rows.set(key, code === undefined ? { name } : { name, code });
  };
  if (panel.codes?.total) add(plain(panel.codes.total.label));
  for (const { row, name } of table?.rows.filter((one) => one.panel === panel) ?? [])
    if (typeof row === 'string') {
      const listed = panel.codes?.listed?.find(({ code }) => code === row)?.name;
      add(name?.text ?? listed ?? row, row);
    }
  for (const { label } of panel.rows) if (label !== '') add(plain(label));
  return [...rows.values()];
}

/** The columns of figures of a block; none where there is but one, which needs no name. */
export function columnNames(panel: Panel): string[] {
  const columns = figureColumns(panel);
  const names = columns.flatMap(({ form }) => (form ? [form.path.map(plain).join('.')] : []));
  return columns.length > 1 ? [...new Set(names)].filter((name) => name.split('.').every(canBeTyped)) : [];
}

/** Whether a name is read as one name wherever it stands: it holds no mark of the language, and no brackets at its end. */
export function canBeTyped(name: string): boolean {
  const [first, ...more] = referencePieces(name, 0, name.length);
  return first?.kind === 'name' && more.length === 0;
}
