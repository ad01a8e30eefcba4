/** A table that is bound with what was kept of its last version is what it is when bound anew, whatever was edited in between. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseSection, splitSections } from 'budget-grammar';
import fc from 'fast-check';
import { bindFitting } from '../../server/src/disclosure/bind/fitting.ts';
import { bindTable } from '../../server/src/disclosure/bind/table.ts';
import type { BoundTable } from '../../server/src/disclosure/bind/types.ts';
import { readHead } from '../../server/src/disclosure/head.ts';
import { headerOf, type Section } from '../../server/src/disclosure/section.ts';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { createFormSets, tableByTitle } from '../../server/src/forms/registry.ts';
import type { TableForm } from '../../server/src/forms/types.ts';
import { generateDisclosure } from '../bench/generate.ts';

const SAMPLES = new URL('../../samples/', import.meta.url);
const sources = [
  ...readdirSync(SAMPLES)
    .filter((name) => name.endsWith('.budget'))
    .map((name) => readFileSync(new URL(name, SAMPLES), 'utf8')),
  generateDisclosure(600),
];

const formSets = createFormSets(builtInFormSets());

interface Sheet {
  readonly text: string;
  readonly form: TableForm;
  readonly settings: Parameters<typeof bindTable>[2];
}

const sheets: readonly Sheet[] = sources.flatMap((source) => {
  const [head, ...others] = splitSections(source, true, () => false);
  const settings = readHead({ id: 0, tree: parseSection(head.text, 'head', () => false) }, formSets);
  return others.flatMap(({ text, ground }) => {
    if (ground !== 'sheet') return [];
    const form = tableByTitle(settings.formSet, headerOf({ id: 1, tree: parseSection(text, ground, () => false) })?.title.text ?? '');
    return form ? [{ text, form, settings }] : [];
  });
});

const sectionOf = (text: string): Section => ({ id: 1, tree: parseSection(text, 'sheet', () => false) });

/** Everything that a table says, with its cells by key and where they stand. */
const contents = ({ section: _, places, ...table }: BoundTable) => ({
  ...table,
  at: [...table.cells.keys()].map((key) => places.find(key, table.rows)),
});

type Edit = (lines: readonly string[], line: number, other: number) => readonly string[];

const replaced = (lines: readonly string[], line: number, by: (text: string) => string) =>
  lines.map((text, i) => (i === line ? by(text) : text));

const EDITS: Readonly<Record<string, Edit>> = {
  digit: (lines, line) => replaced(lines, line, (text) => text.replace(/\d(?=\D*$)/, (digit) => `${(Number(digit) + 1) % 10}`)),
  longer: (lines, line) => replaced(lines, line, (text) => text.replace(/\d(?=\D*$)/, '12')),
  shorter: (lines, line) => replaced(lines, line, (text) => text.replace(/.$/, '')),
  blank: (lines, line) => replaced(lines, line, (text) => text.replace(/\S+$/, '-')),
  code: (lines, line) => replaced(lines, line, (text) => text.replace(/^\d/, '3')),
  label: (lines, line) => replaced(lines, line, (text) => text.replace(/\S*$/, '')),
  unreadable: (lines, line) => replaced(lines, line, (text) => text.replace(/\S+$/, '#REF!')),
  surplus: (lines, line) => replaced(lines, line, (text) => `${text}  1.00  2.00`),
  quote: (lines, line) => replaced(lines, line, (text) => `${text}  "1.00`),
  removed: (lines, line) => lines.filter((_, i) => i !== line),
  doubled: (lines, line) => lines.flatMap((text, i) => (i === line ? [text, text] : [text])),
  swapped: (lines, line, other) => lines.map((text, i) => (i === line ? lines[other] : i === other ? lines[line] : text)),
  pasted: (lines, line) => [...lines.slice(0, line), '2080199  其他人力资源和社会保障管理事务支出  1.25  1.25', ...lines.slice(line)],
  tabbed: (lines, line) => replaced(lines, line, (text) => text.replace(/ {2,}/g, '\t')),
  blankLine: (lines, line) => [...lines.slice(0, line), '', ...lines.slice(line)],
  heading: (lines, line) => [...lines.slice(0, line), '列：  小计  基本支出', ...lines.slice(line)],
  modelColumn: (lines, line) => [...lines.slice(0, line), '列：  合计  其他资金／基本支出', ...lines.slice(line)],
  unknownColumn: (lines, line) => [...lines.slice(0, line), '列：  合计  不知所云', ...lines.slice(line)],
  side: (lines, line) => [...lines.slice(0, line), '支出：', ...lines.slice(line)],
  unit: (lines, line) => [...lines.slice(0, line), '金额单位：元', ...lines.slice(line)],
  note: (lines, line) => [...lines.slice(0, line), '注：本表为空。', ...lines.slice(line)],
  mess: (lines, line) => [...lines.slice(0, line), '\\', ...lines.slice(line)],
};

test('a table bound with what was kept equals one bound anew', () => {
  let kept = 0;
  const step = fc.tuple(fc.constantFrom(...Object.keys(EDITS), 'digit', 'longer', 'pasted', 'removed'), fc.nat(), fc.nat(), fc.boolean());
  fc.assert(
    fc.property(fc.nat(), fc.array(step, { minLength: 1, maxLength: 8 }), (at, steps) => {
      const { text, form, settings } = sheets[at % sheets.length];
      let lines: readonly string[] = text.split('\n');
      let before = bindTable(sectionOf(text), form, settings);
      for (const [how, line, other, undo] of steps) {
        const edited = EDITS[how](lines, 1 + (line % Math.max(1, lines.length - 1)), 1 + (other % Math.max(1, lines.length - 1)));
        for (const now of undo ? [edited, lines] : [edited]) {
          const section = sectionOf(now.join('\n'));
          const table = bindTable(section, form, settings, before);
          kept += table.rows.filter((row) => row.line >= 0 && before.rows.includes(row)).length;
          assert.deepEqual(contents(table), contents(bindTable(section, form, settings)), how);
          before = table;
        }
        if (!undo) lines = edited;
      }
    }),
    { numRuns: 150 },
  );
  assert.ok(kept > 1000, 'rows in front of an edit stay the same objects');
});

test('the variant that was fitting before is the one that fits anew', () => {
  const varied = sheets.filter(({ form }) => form.variants.length > 0);
  let variants = 0;
  const step = fc.tuple(fc.constantFrom(...Object.keys(EDITS)), fc.nat(), fc.nat(), fc.boolean());
  fc.assert(
    fc.property(fc.nat(), fc.array(step, { minLength: 1, maxLength: 6 }), (at, steps) => {
      const { text, form, settings } = varied[at % varied.length];
      let lines: readonly string[] = text.split('\n');
      const last = new Map<TableForm, BoundTable>();
      bindFitting(sectionOf(text), form, settings, last);
      for (const [how, line, other, undo] of steps) {
        const edited = EDITS[how](lines, 1 + (line % Math.max(1, lines.length - 1)), 1 + (other % Math.max(1, lines.length - 1)));
        for (const now of undo ? [edited, lines] : [edited]) {
          const section = sectionOf(now.join('\n'));
          const table = bindFitting(section, form, settings, last);
          if (table.form !== form) variants++;
          const anew = bindFitting(section, form, settings, new Map());
          assert.equal(table.form, anew.form, how);
          assert.deepEqual(contents(table), contents(anew), how);
        }
        if (!undo) lines = edited;
      }
    }),
    { numRuns: 100 },
  );
  assert.ok(variants > 50, 'some tables are read by a variant');
});

test('nothing is kept for another form set, unit or section', () => {
  const [{ text, form, settings }] = sheets;
  const before = bindTable(sectionOf(text), form, settings);
  for (const [section, others] of [
    [{ ...sectionOf(text), id: 2 }, settings],
    [sectionOf(text), { ...settings, unitOfMeasure: '元' }],
    [sectionOf(text), { ...settings, inputUnit: '元' }],
  ] as const)
    assert.deepEqual(contents(bindTable(section, form, others, before)), contents(bindTable(section, form, others)));
});
