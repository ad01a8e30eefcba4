/** Where the time of one edit goes, measured inside the process: reading the section, binding it, evaluating all tables, checking, turning findings into diagnostics. */
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { Checker } from '../../server/src/checks/check.ts';
import { DisclosureReader } from '../../server/src/disclosure/disclosure.ts';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { createFormSets } from '../../server/src/forms/registry.ts';
import { Analysis } from '../../server/src/service/analysis.ts';
import { diagnosticsOf, NO_SETTINGS } from '../../server/src/service/diagnostics.ts';
import { Document } from '../../server/src/workspace/document.ts';
import { pickEdit, placesOf } from './edits.ts';
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
  const places = placesOf(source);
  const random = createRandom(11);
  let edit = pickEdit('figure', places, source, source, random).disclosure;
  const sets = createFormSets(builtInFormSets());
  const reader = new DisclosureReader(sets);
  const checker = new Checker(builtInCatalogue());
  let document = Document.create('file:///bench/document.budget', 0, text, noTitle);
  void new Analysis(document, reader, checker).findings;
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const time = <R>(what: string, work: () => R): R => {
      const start = performance.now();
      const result = work();
      const line = measured.get(what) ?? { what, unit: 'ms', ours: [], peer: [] };
      measured.set(what, line);
      if (round >= WARM_UP) line.ours.push(performance.now() - start);
      return result;
    };
    // Each figure is changed in one round and put back in the next.
    if (round % 2 === 0) edit = pickEdit('figure', places, source, source, random).disclosure;
    const change = round % 2 === 0 ? edit.make : edit.undo;
    document = time('apply the change', () => document.apply([change], round + 1));
    time('lex and parse its section', () => document.sections.map((section) => section.tree));
    time('bind its table', () => [...reader.prepare(document.sections)]);
    const analysis = new Analysis(document, reader, checker);
    time('evaluate all tables', () => analysis.disclosure.stated);
    time('check', () => analysis.findings);
    time('write the diagnostics', () => JSON.stringify(diagnosticsOf(analysis, NO_SETTINGS, (code) => code)));
  }
  return [...measured.values()];
}
