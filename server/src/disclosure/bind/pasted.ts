/**
 * Heading lines that come with a paste. Before the first amount of a section they serve as 列, or say nothing and are passed over.
 * A form may print several of them with merged cells: group titles, then titles, then 栏次 with numbers.
 */
import { type Cell, fold, matchKey, type RowLine } from 'budget-grammar';
import { foldName, labelKey } from '../../forms/names.ts';
import { bareTitle, isTableNumber } from '../../forms/table-number.ts';
import type { TableForm } from '../../forms/types.ts';
import { HEADING_WORDS, isYear, NUMBER_WORDS } from './captions.ts';
import { figureColumns, isFigure, titlesOfColumn } from './columns.ts';
import type { HeadingTitle } from './heading.ts';
import { rowByLabel } from './labels.ts';
import type { TableSettings } from './types.ts';
import { readingsOf } from './year-titles.ts';

/** 类, 款 and 项 side by side head the parts of a code. */
const CODE_PARTS: readonly string[] = ['类', '款'];
/** `1`, `1=2+3`: the number of a column. */
const COLUMN_NUMBER = /^\d[\d=+\-*/()]*$/;

const isFilled = (cell: Cell): boolean => cell.kind !== 'empty';

/** The titles of a line that serves as a heading, `groups` for one that has titles of columns and groups only, `passed` for one that says nothing new, undefined for a row. */
export function pastedHeading(
  line: RowLine,
  form: TableForm,
  settings: TableSettings,
): readonly HeadingTitle[] | 'groups' | 'passed' | undefined {
  const filled = line.cells.filter(isFilled);
  const texts = filled.filter((cell) => cell.kind === 'text');
  if (texts.length === 0) return isNumbersLine(filled, form) ? 'passed' : undefined;
  const first = matchKey(texts[0].text);
  if (NUMBER_WORDS.has(first)) return 'passed';
  if (CODE_PARTS.every((part) => texts.some((cell) => matchKey(cell.text) === part))) return titlesOf(line.cells);
  if (texts.length < filled.length) return undefined;
  if (HEADING_WORDS.has(first) || isLabelTitle(texts[0].text, form)) return titlesOf(line.cells);
  if (isCaption(texts, form)) return 'passed';
  return isGroupLine(line.cells, texts, form, settings) ? 'groups' : undefined;
}

/** 1, 2, 3 … under every column of a table whose only row is nameless, so that no 栏次 can stand before them. */
function isNumbersLine(filled: readonly Cell[], { panels }: TableForm): boolean {
  const [panel] = panels;
  return panel.single && filled.length === figureColumns(panel).length && filled.every((cell, i) => matchKey(cell.text) === `${i + 1}`);
}

/** The table's own title, number and year, as they stand over it; another province counts its tables otherwise. */
function isCaption(texts: readonly Cell[], form: TableForm): boolean {
  const titles = new Set([form.title, ...form.aliases].map(foldName));
  return texts.every(({ text }) => titles.has(foldName(bareTitle(text))) || isTableNumber(text) || isYear(text));
}

/** Numbers of columns, and the word before them, leave what the line above said. */
export const titlesOf = (cells: readonly Cell[]): HeadingTitle[] =>
  cells.map(({ start, end, text }) => (isColumnNumber(text) ? { start, end, text: '', path: [''] } : { start, end, text, path: [text] }));

function isColumnNumber(text: string): boolean {
  const key = matchKey(text);
  return COLUMN_NUMBER.test(key) || key === '栏次';
}

/** The form's own title of its labels or codes: 支出功能分类科目编码. */
function isLabelTitle(text: string, form: TableForm): boolean {
  const key = labelKey(fold(text));
  return form.panels.some((panel) =>
    panel.columns.some((column) => !isFigure(column) && [...column.path, ...column.aliases].some((title) => labelKey(title) === key)),
  );
}

/** Titles of sides or column groups only: 收入 ⇥ 支出; 本年支出. */
function isGroupLine(cells: readonly Cell[], texts: readonly Cell[], form: TableForm, { formSet, fiscalYear }: TableSettings): boolean {
  const titles = new Set(
    form.panels.flatMap((panel) => [...(panel.title ? [panel.title] : []), ...panel.columns.flatMap(titlesOfColumn)]).map(labelKey),
  );
  if (!texts.every((cell) => readingsOf(cell.text, fiscalYear).some((title) => titles.has(labelKey(title))))) return false;
  // 合计 behind empty cells is the title of a column, at the line's start or alone it is a row.
  if (texts.length > 1 && !isFilled(cells[0])) return true;
  return !texts.some((cell) => form.panels.some((panel) => rowByLabel(panel, cell.text, formSet, undefined)));
}
