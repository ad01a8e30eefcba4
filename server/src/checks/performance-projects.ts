/** One project has one name, one code and one budget in a file: performance forms against each other and against the table that lists projects. */
import * as l10n from '@vscode/l10n';
import { fold, matchKey, readCell } from 'budget-grammar';
import { once } from '../base/once.ts';
import { printedCode } from '../disclosure/bind/nested.ts';
import type { BoundTable, BoundCell as TableCell } from '../disclosure/bind/types.ts';
import type { Finding } from '../disclosure/finding.ts';
import { type BoundPerformance, type BoundText, cellOf } from '../disclosure/performance/types.ts';
import type { Place } from '../disclosure/place.ts';
import { moneyScale, type Quantity, quantityOf } from '../disclosure/quantity.ts';
import { placeOf } from '../disclosure/section.ts';
import type { PerformanceFieldRole } from '../forms/types.ts';
import { typedText } from './performance-figures.ts';

/** What the rest of a document says of its projects. */
export interface Projects {
  readonly tables: readonly BoundTable[];
  /** 金额单位 of the document. */
  readonly unitOfMeasure: string;
}

/** A row of a table of projects. */
interface ProjectRow {
  readonly code: string;
  readonly name: string;
  readonly table: BoundTable;
  readonly place: Place;
  /** The project's whole budget. */
  readonly budget?: TableCell;
}

/** Tables whose rows are projects, whatever a form calls them. */
const PROJECTS = '项目';

const rowsOf = once((table: BoundTable): readonly ProjectRow[] =>
  table.rows.flatMap(({ panel, row, name, line, span, cells }) => {
    if (panel.codes?.dimension !== PROJECTS || typeof row !== 'string' || line < 0 || !name) return [];
    const code = printedCode(panel, row);
    // Only the last level bears projects; those above are units and kinds.
    if (panel.codes.levels && !panel.codes.levels.at(-1)!.lengths.includes(code.length)) return [];
    const budget = cells.find(({ address }) => address && Object.keys(address.members).every((id) => id === PROJECTS));
    return [{ code, name: name.text, table, place: placeOf(table.section, span), ...(budget ? { budget } : {}) }];
  }),
);

const fieldOf = ({ properties }: BoundPerformance, role: PerformanceFieldRole): BoundText | undefined =>
  properties.find(({ form }) => form?.role === role)?.lines[0];

const codeKey = (text: string): string => fold(text).replace(/\s/g, '').toUpperCase();

/** Findings on the projects of all forms, in the order of the forms; `own` are what each form says by itself. */
export function projectFindings(
  forms: readonly BoundPerformance[],
  { tables, unitOfMeasure }: Projects,
  own: (form: BoundPerformance) => readonly Finding[],
): Finding[] {
  if (forms.length === 0) return [];
  const rows = tables.flatMap(rowsOf);
  const earlier = new Map<string, BoundPerformance>();
  return forms.flatMap((form) => {
    const code = fieldOf(form, 'code');
    const key = code && codeKey(code.text);
    const before = key ? earlier.get(key) : undefined;
    if (key && !before) earlier.set(key, form);
    const row = rowOf(form, key, rows);
    const inTable = row ? otherRow(form, code, row) : [];
    const named = before && inTable.length === 0 ? otherName(form, before) : [];
    const budget = row ? otherBudget(form, row, unitOfMeasure) : [];
    return [...named, ...inTable, ...(budget.length > 0 ? budget : fundsBudget(form, own(form)))];
  });
}

/** The row that bears the form's code, else the only one that bears its name. */
function rowOf({ name }: BoundPerformance, code: string | undefined, rows: readonly ProjectRow[]): ProjectRow | undefined {
  const coded = code ? rows.find((row) => codeKey(row.code) === code) : undefined;
  if (coded || !name) return coded;
  const named = rows.filter((row) => matchKey(row.name) === matchKey(name.text));
  return named.length === 1 ? named[0] : undefined;
}

/** Another form bears the same code under another name. */
function otherName({ name }: BoundPerformance, before: BoundPerformance): Finding[] {
  if (!name || !before.name || matchKey(name.text) === matchKey(before.name.text)) return [];
  const message = l10n.t('The project of this code is called “{0}” here and “{1}” in another form.', name.text, before.name.text);
  return [differs(message, name.place, name.text, before.name.text, before.name.place)];
}

/** The table of projects has another name for the form's code, or another code for its name. */
function otherRow({ name }: BoundPerformance, code: BoundText | undefined, row: ProjectRow): Finding[] {
  const title = row.table.form.title;
  if (code && codeKey(code.text) !== codeKey(row.code)) {
    const message = l10n.t('The project “{0}” bears the code {1} here and {2} in {3}.', row.name, code.text, row.code, title);
    return [differs(message, code.place, code.text, row.code, row.place)];
  }
  if (!name || matchKey(name.text) === matchKey(row.name)) return [];
  const message = l10n.t('The project {0} is called “{1}” here and “{2}” in {3}.', row.code, name.text, row.name, title);
  return [differs(message, name.place, name.text, row.name, row.place)];
}

/** The table of projects states another budget. */
function otherBudget(form: BoundPerformance, row: ProjectRow, unitOfMeasure: string): Finding[] {
  const field = fieldOf(form, 'budget');
  const here = field && moneyOf(field.text, unitOf(form) ?? unitOfMeasure);
  const there = row.budget?.model;
  if (!field || !here || there?.state !== 'typed' || Math.abs(here.value - there.value!) <= here.half + there.half) return [];
  const stated = row.budget!.typed!.text;
  const message = l10n.t('The budget of “{0}” is {1} here and {2} in {3}.', row.name, field.text, stated, row.table.form.title);
  return [differs(message, field.place, field.text, stated, placeOf(row.table.section, row.budget!.typed!))];
}

/** The form's funds add up to another amount than its budget of the year; said where nothing else is wrong with them. */
function fundsBudget(form: BoundPerformance, own: readonly Finding[]): Finding[] {
  const field = fieldOf(form, 'budget');
  const total = form.funds?.rows.find((row) => row.form?.total);
  const cell = total && cellOf(total, 'initialBudget');
  if (!field || !cell?.figure || own.some(({ code }) => code === 'wrong-funds-total')) return [];
  const unit = unitOf(form) ?? '万元';
  const here = moneyOf(field.text, unit);
  const there = moneyOf(typedText(cell), unit);
  if (!here || !there || Math.abs(here.value - there.value) <= here.half + there.half) return [];
  const name = form.properties.find(({ lines }) => lines[0] === field)!.key.text;
  const message = l10n.t(
    '{0} is {1}, but {2} is {3}.',
    `${form.funds!.opener?.text ?? ''}${total!.label.text}`,
    typedText(cell),
    name,
    field.text,
  );
  const related = [{ message: `${name}: ${field.text}`, place: field.place }];
  return [
    {
      code: 'wrong-funds-total',
      severity: 'warning',
      message,
      place: cell.place,
      related,
      data: { stated: typedText(cell), other: field.text },
    },
  ];
}

const differs = (message: string, place: Place, stated: string, other: string, at: Place): Finding => ({
  code: 'same-project-differs',
  severity: 'warning',
  message,
  place,
  related: [{ message: other, place: at }],
  data: { stated, other },
});

/** 金额单位 of the form itself. */
function unitOf({ section }: BoundPerformance): string | undefined {
  for (const line of section.tree.lines) if (line.kind === 'property' && matchKey(line.key.text) === '金额单位') return line.value.text;
  return undefined;
}

/** An amount in words such as `10.00` or `10万元`, in the unit of the form unless it bears one; undefined for anything else. */
function moneyOf(text: string, unit: string): Quantity | undefined {
  const { amount } = readCell(text);
  if (!amount || amount.percent) return undefined;
  const scale = moneyScale(amount.unit ?? unit, 0);
  return quantityOf(amount, scale, scale);
}
