/** Lines that read as properties and are rows of a form: 年度资金总额：⇥90⇥80, 目标1：办好⇥⇥办好了. */
import type { Cell, PropertyLine, RowLine, SectionTree } from 'budget-grammar';

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

/** What stands behind the colon as a row of its own: 资金来源：（1）财政拨款⇥90. */
export const rowBehind = (line: PropertyLine, { text }: SectionTree): RowLine => ({
  ...line,
  kind: 'row',
  tabbed: text.slice(line.start, line.end).includes('\t'),
  damaged: false,
  cells: [...blanks(tabsIn(text.slice(line.start, line.key.start)), line.start), ...line.values],
});
