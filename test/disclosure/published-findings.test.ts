/**
 * What is found in the published disclosures under samples/, finding by finding.
 *
 * The golden lists were written by reading the documents, with the reason for every line; a new finding has to be defended there before it is expected here.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import { headerOf } from '../../server/src/disclosure/section.ts';
import { defaultService } from '../../server/src/lsp/defaults.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';

const root = path.resolve(import.meta.dirname, '../..');
const service = defaultService((code) => code);

const SAMPLES = [
  ['000', 'jingdezhen-medical-insurance-2023-final'],
  ['001', 'ezhou-medical-insurance-2022-final'],
  ['002', 'nanchang-honggutan-medical-insurance-bureau-2023-final'],
  ['003', 'jingdezhen-medical-insurance-bureau-2021-final'],
  ['004', 'zengdu-medical-insurance-information-center-2025-budget'],
] as const;

/** `severity⇥code⇥section⇥marked text`, as the golden lists have it before the reason. */
function line({ severity, code, place }: Finding, { document }: Analysis): string {
  const section = document.sectionOf(place.section)!;
  const header = headerOf(section);
  const title = header ? [header.title.text, ...(header.parameter ? [header.parameter.text] : [])].join('：') : '';
  return [severity, code, title, section.tree.text.slice(place.start, place.end)].join('\t');
}

for (const [seed, name] of SAMPLES) {
  const golden = readFileSync(path.join(root, `test/fixtures/disclosure/${seed}-findings.tsv`), 'utf8')
    .trimEnd()
    .split('\n')
    .filter((text) => !text.startsWith('#'))
    .map((text) => text.split('\t'));

  test(`${name}: every finding is on the golden list, and every line of the list is found`, () => {
    const text = readFileSync(path.join(root, `samples/${name}.budget`), 'utf8');
    const analysis = service.createSession().analyse(service.createDocument(`file:///${name}.budget`, 1, text));
    const found = analysis.findings.map((finding) => line(finding, analysis));
    assert.deepEqual(found.sort(), golden.map((cells) => cells.slice(0, 4).join('\t')).sort());
  });

  test(`${name}: every line of the golden list gives a reason with figures or words of the document`, () => {
    for (const cells of golden) {
      assert.equal(cells.length, 5, cells.join('|'));
      assert.ok(cells[4].length >= 10, cells[1]);
    }
  });
}
