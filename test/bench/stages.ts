/** Where the time of one edit goes, measured inside the process: reading the section, binding it, evaluating all tables, checking, turning findings into diagnostics. */
import { parseSection } from 'budget-grammar';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { Checker } from '../../server/src/checks/check.ts';
import { bindTable } from '../../server/src/disclosure/bind/table.ts';
import { DisclosureReader } from '../../server/src/disclosure/disclosure.ts';
import type { Section } from '../../server/src/disclosure/section.ts';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { modelSpec } from '../../server/src/forms/field.ts';
import { createFormSets } from '../../server/src/forms/registry.ts';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { Analysis } from '../../server/src/service/analysis.ts';
import { diagnosticsOf, NO_SETTINGS } from '../../server/src/service/diagnostics.ts';
import { Document } from '../../server/src/workspace/document.ts';
import { placesOf } from './edits.ts';
import { generateDisclosure } from './generate.ts';
import { createRandom } from './random.ts';
import type { Measured } from './session.ts';

const ROUNDS = 60;
const WARM_UP = 20;
const noTitle = () => false;

/** Times the stages of an edit that changes a figure of a big table, one after the other on the same document. */
export function measureStages(lines: number): readonly Measured[] {
  const measured = new Map<string, Measured>();
  const text = generateDisclosure(lines);
  const source = text.split('\n');
  const { rows } = placesOf(source);
  const random = createRandom(11);
  const sets = createFormSets(builtInFormSets());
  const set = sets.get(sets.names[0])!;
  const spec = modelSpec(set);
  const reader = new DisclosureReader(sets, () => set);
  const checker = new Checker(builtInCatalogue());
  let document = Document.create('file:///bench/document.budget', 0, text, noTitle);
  let before = new Analysis(document, reader, checker);
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const time = <R>(what: string, work: () => R): R => {
      const start = performance.now();
      const result = work();
      const line = measured.get(what) ?? { what, unit: 'ms', ours: [], peer: [] };
      measured.set(what, line);
      if (round >= WARM_UP) line.ours.push(performance.now() - start);
      return result;
    };
    const line = random.pick(rows);
    const character = source[line].search(/\d\D*$/);
    const range = { start: { line, character }, end: { line, character: character + 1 } };
    document = time('apply the change', () => document.apply([{ range, text: String(random.whole(0, 9)) }], round + 1));
    const { index } = document.locate(range.start);
    const section = document.sections[index];
    const tree = time('lex and parse its section', () => parseSection(section.text, section.ground, noTitle));
    const copy: Section = { id: section.id, tree };
    const { role } = before.disclosure.sections[index];
    if (role.kind !== 'table') throw new Error('The edit was meant for an official table.');
    const bound = time('bind its table', () => bindTable(copy, role.table.form, before.disclosure.head));
    const models = before.disclosure.tables.map((table) => (table === role.table ? bound.model : table.model));
    const { evaluation } = before.disclosure;
    time('evaluate all tables', () => evaluate(models, spec, evaluation));
    const analysis = time('all of reading', () => new Analysis(document, reader, checker));
    time('check', () => analysis.findings);
    time('write the diagnostics', () => JSON.stringify(diagnosticsOf(analysis, NO_SETTINGS, (code) => code)));
    before = analysis;
  }
  return [...measured.values()];
}
