/** Helpers for tests of performance forms: sections out of fixture texts, and what was bound as short text. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSection, splitSections } from 'budget-grammar';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import { bindPerformance } from '../../server/src/disclosure/performance/bind.ts';
import type { BoundCell, BoundPerformance, BoundRow } from '../../server/src/disclosure/performance/types.ts';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { performanceByTitle } from '../../server/src/forms/registry.ts';
import type { FormSet } from '../../server/src/forms/types.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/performance');
export const fixture = (name: string): string => readFileSync(path.join(fixtures, name), 'utf8');

export const jiangxi = builtInFormSets().find((set) => set.name === '江西省单位决算')!;

/** Another province's forms: boxes, weights in titles, targets under headings, no weights of indicators. */
export const otherForms = (): FormSet => {
  const { set, problems } = loadFormSet(JSON.parse(fixture('other-forms.json')));
  assert.deepEqual(problems, []);
  return set!;
};

const isTitle = (): boolean => false;

/** Every section of a text that is a performance form of the set. */
export function bindAll(text: string, set: FormSet = jiangxi): BoundPerformance[] {
  return splitSections(text, true, isTitle).flatMap(({ text: own, ground }, id) => {
    const tree = parseSection(own, ground, isTitle);
    const header = tree.lines[0]?.kind === 'header' ? tree.lines[0] : undefined;
    const form = header && performanceByTitle(set, header.title.text);
    return form ? [bindPerformance({ id, tree }, form)] : [];
  });
}

/** One section of the form that its title names, bound. */
export function bindOne(text: string, set: FormSet = jiangxi): BoundPerformance {
  const [bound, ...more] = bindAll(text, set);
  assert.ok(bound && more.length === 0, 'the text must be one performance form');
  return bound;
}

const cellText = (cell: BoundCell): string => {
  if (cell.damaged) return `!${cell.text}`;
  const { figure } = cell;
  return figure ? `${figure.value.toFixed()}${figure.percent ? '%' : ''}${figure.unit ?? ''}` : `“${cell.text.replaceAll('\n', '⏎')}”`;
};

const rowText = (row: BoundRow): string =>
  `${row.label.text.replaceAll('\n', '⏎') || '∅'}: ${row.cells.map((cell) => `${cell.column.role}${cell.column.form ? '' : `(${cell.column.title})`}=${cellText(cell)}`).join(' ')}`;

/** Everything that was bound, a line each: figures as read, texts in quotes. */
export function show(bound: BoundPerformance): string[] {
  const known = (form: unknown) => (form ? '' : ' ?');
  return [
    `name ${bound.name?.text ?? '∅'}`,
    ...bound.properties.map((property) => {
      const boxes = property.choices.map((choice) => `${choice.chosen ? '☑' : '□'}${choice.option}`).join(' ');
      return `field ${property.key.text}${known(property.form)} = ${boxes || property.lines.map((line) => line.text).join('⏎')}`;
    }),
    ...(bound.funds
      ? [`funds ${bound.funds.opener?.text ?? '∅'}${bound.funds.weight ? ` weight ${bound.funds.weight.figure.value.toFixed()}` : ''}`]
      : []),
    ...(bound.funds?.rows ?? []).map((row) => `  ${rowText(row)}${known(row.form)}`),
    ...bound.blocks.flatMap((block) => [
      ...(block.headings.length > 0 ? [`block ${block.headings.map((heading) => heading.text).join(' / ')}`] : []),
      ...block.groups.flatMap((group) => [
        `group ${group.path.join(' > ') || '∅'}${known(group.form ?? group.path.length === 0)}`,
        ...group.indicators.map((indicator) => `  ${rowText(indicator)}`),
      ]),
    ]),
    ...(bound.total ? [`total ${rowText(bound.total)}`] : []),
    ...bound.grids.flatMap((grid) => [
      `grid ${grid.opener.text}: ${grid.labelTitle?.text ?? '∅'} | ${grid.columns.map((column) => column.title).join(' | ')}`,
      ...grid.rows.map((row) => `  ${rowText(row)}`),
    ]),
    ...bound.notes.map((note) => `note ${note}`),
    ...(bound.emptyStatement === undefined ? [] : [`empty ${bound.emptyStatement}`]),
  ];
}

/** Findings as `line severity code`, lines counted from the header as 1. */
export function summary(text: string, findings: readonly Finding[]): string[] {
  return findings.map(({ place, severity, code }) => `${text.slice(0, place.start).split('\n').length} ${severity} ${code}`);
}

/** The text after the preferred fix of a finding. */
export function mended(text: string, finding: Finding): string {
  const fix = finding.fixes?.find((one) => one.preferred);
  assert.ok(fix, `${finding.code} has no preferred fix`);
  return fix.edits
    .toSorted((a, b) => b.place.start - a.place.start)
    .reduce((mending, { place, text: typed }) => mending.slice(0, place.start) + typed + mending.slice(place.end), text);
}
