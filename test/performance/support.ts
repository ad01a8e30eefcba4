/** Helpers for tests of performance forms: sections out of fixture texts, and what was bound as short text. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSection, splitSections } from 'budget-grammar';
import { bindPerformance } from '../../server/src/disclosure/performance/bind.ts';
import type { BoundPerformance } from '../../server/src/disclosure/performance/types.ts';
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
