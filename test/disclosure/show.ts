/** Shows what was read from a text as short lines, so that a test reads as source and result side by side. */
import type { BoundCell, BoundRow, BoundTable } from '../../server/src/disclosure/bind/types.ts';
import { rowTitle } from '../../server/src/disclosure/cells.ts';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import { toText } from '../../server/src/disclosure/quantity.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';

/**
 * `2080101 行政运行 | 本年支出合计 183.26 | 项目支出 =5.00`: `=` for a derived figure, `?` for one that cannot be read or is not known, the sign itself where nothing applies.
 * Blanks are left out, and so is what was left out and is zero or unknown.
 */
export function showTable(table: BoundTable, analysis: Analysis): string[] {
  return table.rows.flatMap((row) => {
    const cells = row.cells.flatMap((cell) => showCell(row, cell, analysis) ?? []);
    if (row.line < 0 && cells.length === 0) return [];
    const side = table.form.panels.length > 1 && typeof row.row === 'object' ? `${row.panel.title}·` : '';
    return [[`${side}${rowTitle(row) || '∅'}`, ...cells].join(' | ')];
  });
}

function showCell(row: BoundRow, cell: BoundCell, { disclosure }: Analysis): string | undefined {
  const title = cell.column.form?.path.join('／') ?? cell.column.title;
  if (cell.typed?.kind === 'none') return `${title} ${cell.typed.text}`;
  if (!cell.model || cell.model.state === 'blank') return undefined;
  const value = disclosure.evaluation.value(cell.model.key);
  if (value === undefined) return row.line < 0 ? undefined : `${title} ?`;
  const decimals = cell.scale.money === undefined ? 0 : Math.max(cell.scale.decimals, cell.typed?.amount?.decimals ?? 0);
  if (cell.model.state === 'omitted' && value === 0) return undefined;
  return `${title} ${cell.typed ? '' : '='}${toText(value, cell.scale, decimals)}`;
}

/** Blanks at the end of a text are written visibly. */
const visible = (blanks: string): string => '·'.repeat(blanks.length);

/** `! error unknown-row “行政运形” → 行政运行`: severity, code, the text it stands on, and what its fixes write. */
export function showFinding(finding: Finding, { document }: Analysis): string {
  const { section, start, end } = finding.place;
  const text = document.sectionOf(section)!.tree.text.slice(start, end);
  const fixes = (finding.fixes ?? []).map(({ edits }) => edits.map((edit) => edit.text.replace(/ +$/, visible) || '∅').join(' + '));
  return `! ${finding.severity} ${finding.code} “${text}”${fixes.length > 0 ? ` → ${fixes.join('、')}` : ''}`
    .replaceAll('\t', '⇥')
    .replaceAll('\n', '⏎');
}

const showRemarks = ({ notes, emptyStatement }: BoundTable): string[] => [
  ...notes.map((note) => `note ${note}`),
  ...(emptyStatement === undefined ? [] : [`stated to be empty: ${emptyStatement}`]),
];

/** Every official table and every finding of a document. */
export function showDisclosure(analysis: Analysis): string {
  const { tables } = analysis.disclosure;
  return [
    ...tables.flatMap((table) => [
      ...(tables.length > 1 ? [`【${table.form.title}】`] : []),
      ...showTable(table, analysis),
      ...showRemarks(table),
    ]),
    ...analysis.findings.map((finding) => showFinding(finding, analysis)),
  ].join('\n');
}
