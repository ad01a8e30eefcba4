/** An official table as it is printed. */
import type { BoundTable } from '../disclosure/bind/types.ts';
import type { Head } from '../disclosure/head.ts';
import { headerOf, placeOf, titleOfTable } from '../disclosure/section.ts';
import { numberingOf } from '../forms/names.ts';
import { bareTitle } from '../forms/table-number.ts';
import type { Evaluation } from '../model/types.ts';
import type { Naming } from './account-name.ts';
import { headCell } from './cell.ts';
import { fill, placeholdersOf } from './fill.ts';
import { notesOf } from './notes.ts';
import type { PageTable } from './page.ts';
import { blankStyle, isLeftOut } from './table-figure.ts';
import { bodyOf } from './table-layout.ts';

interface Printed {
  readonly state: string;
  readonly page: PageTable;
}

const printed = new WeakMap<BoundTable, Printed>();

/** What of the document a table's print depends on beside the table itself. */
function stateOf(table: BoundTable, evaluation: Evaluation, { unit, year, formSet }: Head): string {
  const derived: string[] = [unit, year, formSet.name];
  for (const [key, cell] of table.cells) {
    const found = isLeftOut(cell) ? evaluation.derived.get(key) : undefined;
    if (found) derived.push(`${key}=${found.value}${found.uncertain ? '?' : ''}${found.interval.low === found.interval.high}`);
  }
  return derived.join('|');
}

/** The printed table; the same object as before as long as nothing that it shows has changed. */
export function tablePage(table: BoundTable, evaluation: Evaluation, head: Head, naming: Naming): PageTable {
  const state = stateOf(table, evaluation, head);
  const known = printed.get(table);
  if (known?.state === state) return known.page;
  const page = makePage(table, evaluation, head, naming);
  printed.set(table, { state, page });
  return page;
}

/** The form's title; the author's where the table was pasted with another number than the form's, so that it is another province's. */
function titleOf({ form, section, number }: BoundTable): string {
  const typed = number === form.number ? undefined : titleOfTable(section);
  return typed === undefined ? form.title : bareTitle(typed.slice(numberingOf(typed).length).trim());
}

function makePage(table: BoundTable, evaluation: Evaluation, head: Head, naming: Naming): PageTable {
  const { form, section } = table;
  const values = { ...placeholdersOf(head), number: table.number, measure: table.unitOfMeasure };
  const title = headerOf(section)?.title;
  return {
    role: form.role,
    number: table.number,
    title: titleOf(table),
    unitOfMeasure: table.unitOfMeasure,
    captions: form.captions.map(([left, centre, right]) => [fill(left, values), fill(centre, values), fill(right, values)]),
    header: form.header.map((line) => line.map(({ text, colspan, rowspan }) => headCell(text, colspan, rowspan))),
    rows: bodyOf({ table, evaluation, naming, blank: blankStyle(table, evaluation) }),
    notes: notesOf(
      section,
      form.notes.map((note) => fill(note, values)),
    ),
    ...(title ? { source: placeOf(section, title) } : {}),
  };
}
