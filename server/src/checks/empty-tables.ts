/** Official tables without a figure: that they are empty is stated, and a statement of none has no figures beside it. The words are in data/structure.json. */
import { t } from '@vscode/l10n';
import { type Cell, matchKey } from 'budget-grammar';
import { once } from '../base/once.ts';
import { Recent } from '../base/recent.ts';
import { sentenceOf } from '../disclosure/bind/captions.ts';
import { printedCode } from '../disclosure/bind/nested.ts';
import type { BoundRow, BoundTable } from '../disclosure/bind/types.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import { headerOf, placeOf, type Section } from '../disclosure/section.ts';
import words from './data/structure.json' with { type: 'json' };

/** Whether anything but zero was typed. */
const isFigure = ({ typed }: BoundRow['cells'][number]): boolean => typed?.amount !== undefined && /[1-9]/.test(typed.amount.value);

/** 为0, 0万元, 0.00万元, but not 10万元. */
const NOTHING = /(?<![\d.,])0(?:\.0+)?(?![\d.])/;
const noneIn = (text: string): boolean => NOTHING.test(text) || words.noneWords.some((word) => text.includes(word));

const MOST_LINES = 5000;
const noneInLines = new Recent<readonly string[]>(MOST_LINES, (line) =>
  line
    .split(/[。；]/)
    .filter(noneIn)
    .map(matchKey),
);

/** The sentences of a text section that say of something that there is none, folded. */
const noneSentences = once((section: Section): readonly string[] => section.tree.text.split('\n').flatMap((line) => noneInLines.of(line)));

/** What a table is about, in the words a sentence would use: 政府性基金 for 政府性基金预算财政拨款收入支出决算表. */
function subjectOf(table: BoundTable): string {
  let subject = table.form.title;
  for (const filler of words.titleFillers) subject = subject.replaceAll(filler, '');
  return matchKey(subject);
}

/** The form's own note says when the table states that there is nothing; the author's may say so at once. */
function isStated(table: BoundTable, disclosure: Disclosure): boolean {
  if (table.emptyStatement !== undefined) return true;
  const notes = [...table.notes, ...table.form.notes];
  if (notes.some((note) => words.noneNotes.some((word) => note.includes(word)))) return true;
  // Without any prose the document is still being written.
  if (!disclosure.sections.some(({ role }) => role.kind === 'chapter')) return true;
  const subject = subjectOf(table);
  if (subject.length < 2) return false;
  return disclosure.sections.some(
    ({ section }) => section.tree.ground === 'text' && noneSentences(section).some((sentence) => sentence.includes(subject)),
  );
}

interface Own {
  /** No figure but zero, in rows that somebody typed. */
  readonly empty: boolean;
  readonly findings: readonly Finding[];
}

/** What a table shows by itself; one that did not change is not looked through again. */
const ownOf = once((table: BoundTable): Own => {
  // What could not be bound may be the figures.
  if (table.modelOnly || table.findings.length > 0) return { empty: false, findings: [] };
  const first = firstFigure(table);
  if (first) return { empty: false, findings: contradicted(table, first.typed!) };
  return { empty: table.rows.some(({ line }) => line >= 0), findings: withoutFigures(table) };
});

function firstFigure({ rows }: BoundTable): BoundRow['cells'][number] | undefined {
  for (const { cells } of rows) for (const cell of cells) if (isFigure(cell)) return cell;
  return undefined;
}

/** Findings on tables in which no figure but zero was typed, and on statements of none that figures contradict. A table without rows is derived. */
export function emptyTableFindings(disclosure: Disclosure): Finding[] {
  return disclosure.tables.flatMap((table) => {
    const { empty, findings } = ownOf(table);
    return [...findings, ...(empty && !isStated(table, disclosure) ? unstated(table) : [])];
  });
}

function unstated(table: BoundTable): Finding[] {
  return [
    {
      code: 'empty-table-unstated',
      severity: 'warning',
      message: t('{0} is empty, and nowhere is it stated that there is nothing to show.', table.form.title),
      place: placeOf(table.section, headerOf(table.section)!.title),
    },
  ];
}

/** Where the section says at once that its table is empty: 空表, or a note that makes no condition. */
function statementOf({ section }: BoundTable) {
  return section.tree.lines.find((line) => {
    const sentence = sentenceOf(line, section.tree.text);
    if (line.kind !== 'property' && sentence === undefined) return line.kind === 'opener' && matchKey(line.path[0].text) === '空表';
    if (line.kind === 'property' && matchKey(line.key.text) === '空表') return true;
    const text = line.kind === 'property' ? line.value.text : sentence!;
    return words.emptyNotes.some((word) => text.includes(word)) && !words.conditions.some((word) => text.includes(word));
  });
}

function contradicted(table: BoundTable, first: Cell): Finding[] {
  const statement = statementOf(table);
  if (!statement) return [];
  return [
    {
      code: 'stated-empty-but-filled',
      severity: 'error',
      message: t('{0} is stated to be empty, but it has figures, such as {1}.', table.form.title, first.text),
      place: placeOf(table.section, statement),
      related: [{ message: first.text, place: placeOf(table.section, first) }],
    },
  ];
}

const codeOf = ({ panel, row }: BoundRow): string => printedCode(panel, String(row));

/** Accounts listed in a table without any figure; a form that lists its accounts by itself prints them so. */
function withoutFigures(table: BoundTable): Finding[] {
  const rows = table.rows.filter(
    ({ row, line, panel, cells, code }) =>
      typeof row === 'string' &&
      line >= 0 &&
      code !== undefined &&
      panel.codes?.label === 'code' &&
      !panel.codes.listed &&
      cells.every(({ typed }) => !typed?.amount),
  );
  const [first, ...others] = rows;
  if (!first || table.rows.some(({ cells }) => cells.some(({ typed }) => typed?.amount))) return [];
  const place = (row: BoundRow) => placeOf(table.section, table.section.tree.lines[row.line]);
  return [
    {
      code: 'codes-without-figures',
      severity: 'warning',
      message: t('{0} has no figure, yet it lists accounts: {1}.', table.form.title, rows.map(codeOf).join('、')),
      place: place(first),
      ...(others.length > 0 ? { related: others.map((row) => ({ message: codeOf(row), place: place(row) })) } : {}),
    },
  ];
}
