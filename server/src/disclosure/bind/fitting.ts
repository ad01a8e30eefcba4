/** By which of its variants a table is read: provinces print one table in several ways, with units in place of accounts or rows in place of columns. */
import { familyOf } from '../../forms/registry.ts';
import type { TableForm } from '../../forms/types.ts';
import type { Section } from '../section.ts';
import { bindTable } from './table.ts';
import type { BoundTable, TableSettings } from './types.ts';

/** Findings that tell that a table has other rows or columns than its form. */
const MISFITS: ReadonlySet<string> = new Set([
  'unknown-column',
  'unknown-row',
  'unknown-group',
  'surplus-cell',
  'repeated-row',
  'unreadable-amount',
]);

/** How much of what is typed has no place in the form; columns that only the model knows are none of its own. */
function misfitsOf({ findings, rows }: BoundTable): number {
  const columns = new Set(rows.flatMap(({ cells }) => cells.filter(({ column }) => !column.form).map(({ column }) => column.id)));
  return columns.size + findings.filter(({ code }) => MISFITS.has(code)).length;
}

/**
 * The table read by its form, or where the form does not fit by the variant of it that fits best.
 * `last`: each form’s table as it was last bound; all that are bound are kept there, so that the next keystroke reads in none of them more than it changes.
 */
export function bindFitting(section: Section, form: TableForm, settings: TableSettings, last: Map<TableForm, BoundTable>): BoundTable {
  const family = familyOf(settings.formSet, form);
  let best: BoundTable | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const one of family) {
    const table = bindTable(section, one, settings, last.get(one));
    last.set(one, table);
    if (family.length === 1) return table;
    const misfits = misfitsOf(table);
    if (misfits < fewest) [best, fewest] = [table, misfits];
    if (fewest === 0) break;
  }
  return best!;
}
