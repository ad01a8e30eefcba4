/** The benchmark's documents are what they pretend to be; and a long valid disclosure raises no alarm. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultService } from '../../server/src/lsp/defaults.ts';
import { EDIT_KINDS, pickEdit, placesOf } from './edits.ts';
import { generateDisclosure } from './generate.ts';
import { toJson } from './json.ts';
import { createRandom } from './random.ts';

const service = defaultService((code) => code);

const diagnosticsOf = (text: string) =>
  service.diagnostics(service.createSession().analyse(service.createDocument('file:///a.budget', 1, text)));

const countLines = (text: string): number => text.split('\n').length - 1;

for (const seed of [1, 2, 3])
  test(`1,000 lines of a valid disclosure have no error (seed ${seed})`, () => {
    const text = generateDisclosure(1000, seed);
    assert.equal(countLines(text), 1000);
    const errors = diagnosticsOf(text).filter((diagnostic) => diagnostic.severity === 1);
    assert.deepEqual(
      errors.map(({ range, message }) => `${range.start.line + 1}: ${message}`),
      [],
    );
  });

test('the sums of a generated disclosure are checked, not passed over', () => {
  const text = generateDisclosure(1000);
  const analysis = service.createSession().analyse(service.createDocument('file:///a.budget', 1, text));
  const { counts, suspended } = analysis.disclosure.evaluation;
  assert.equal(analysis.disclosure.tables.length, 10);
  assert.ok(analysis.disclosure.performance.length >= 5);
  assert.ok(counts.T > 500 && counts.S > 20 && counts.F > 10, JSON.stringify(counts));
  assert.equal(suspended, 0);
});

test('the same arguments give the same disclosure, other seeds another one', () => {
  assert.equal(generateDisclosure(1500, 4), generateDisclosure(1500, 4));
  assert.notEqual(generateDisclosure(1500, 4), generateDisclosure(1500, 5));
});

test('the JSON counterpart can be parsed and has as many lines', () => {
  const text = generateDisclosure(1000);
  const json = toJson(text);
  assert.equal(countLines(json), 1000);
  const sections = JSON.parse(json) as { title: string; lines: unknown[] }[];
  assert.equal(sections.filter(({ title }) => title === '支出决算表').length, 1);
});

test('every edit is undone by its undoing, and a changed figure is found', () => {
  const text = generateDisclosure(1000);
  const lines = text.split('\n');
  const json = toJson(text);
  const random = createRandom(3);
  for (const kind of EDIT_KINDS) {
    const edit = pickEdit(kind, placesOf(lines), lines, json.split('\n'), random);
    for (const [source, { make, undo }] of [
      [text, edit.disclosure],
      [json, edit.json],
    ] as const) {
      const changed = service.createDocument('file:///a.budget', 1, source).apply([make], 2);
      assert.notEqual(changed.text, source, kind);
      assert.equal(changed.apply([undo], 3).text, source, kind);
      if (source === json) JSON.parse(changed.text);
      else if (kind === 'figure') assert.ok(diagnosticsOf(changed.text).some(({ severity }) => severity === 1));
    }
  }
});
