/** Lines that read as properties and are rows of a form: 年度资金总额：⇥90⇥80, 目标1：办好⇥⇥办好了. */
import type { Cell, OpenerLine, PropertyLine, RowLine, SectionTree } from 'budget-grammar';

import type { PerformanceForm } from '../../forms/types.ts';
import type { Part } from './columns.ts';
import { findRow, isNumberedIndicator } from './names.ts';

const tabsIn = (text: string): number => text.split('\t').length - 1;

/** Cells that are empty between tabs, at a place. */
const blanks = (count: number, at: number): Cell[] =>
  Array.from({ length: Math.max(0, count) }, () => ({ start: at, end: at, text: '', kind: 'empty', quoted: false }));

/**
 * The line as a row whose first cell ends at the colon: 总分：100. `joined`: text that goes on right behind the colon belongs to that cell, 目标1：办好.
 */
export function asRow(line: PropertyLine, { text }: SectionTree, joined: boolean): RowLine {
  const [first, ...others] = line.values;
  const gap = first ? text.slice(line.key.end, first.start) : '';
  const goesOn = joined && first?.kind === 'text' && !/\t|\s{2}/.test(gap);
  const end = goesOn ? first.end : line.key.end;
  const label: Cell = { start: line.key.start, end, text: text.slice(line.key.start, end), kind: 'text', quoted: false };
  return {
    ...line,
    kind: 'row',
    tabbed: text.slice(line.start, line.end).includes('\t'),
    damaged: false,
    cells: [
      ...blanks(tabsIn(text.slice(line.start, line.key.start)), line.start),
      label,
      ...(goesOn ? others : [...blanks(tabsIn(gap) - 1, end), ...line.values]),
    ],
  };
}

/** The row that a line is which stands in a part of a form: one of the funds by its key, an indicator by its figures. Undefined for a field. */
export function rowWithin(form: PerformanceForm, part: Part | undefined, line: PropertyLine, tree: SectionTree): RowLine | undefined {
  const { key, values } = line;
  const amounts = values.filter(({ kind }) => kind === 'amount').length;
  if (part === 'indicators') return amounts > 1 || isNumberedIndicator(key.text) ? asRow(line, tree, true) : undefined;
  if (part === 'grid' || amounts < (part === 'funds' ? 1 : 2) || values[0].kind === 'text') return undefined;
  return form.funds && findRow(form.funds.rows, key.text) ? asRow(line, tree, false) : undefined;
}

/** What stands behind the colon as a row of its own: 资金来源：（1）财政拨款⇥90. */
export const rowBehind = (line: PropertyLine, { text }: SectionTree): RowLine => ({
  ...line,
  kind: 'row',
  tabbed: text.slice(line.start, line.end).includes('\t'),
  damaged: false,
  cells: [...blanks(tabsIn(text.slice(line.start, line.key.start)), line.start), ...line.values],
});

/** A label with nothing behind its colon, as a row of nothing else: 指标2：. */
export const labelOnly = (line: OpenerLine): RowLine => ({
  ...line,
  kind: 'row',
  tabbed: false,
  damaged: false,
  cells: [{ ...line.path[0], kind: 'text', quoted: false }],
});
