/** What the form sets write is read back: amounts are understood, and agree with the facts from which they were written. Only what performance forms report is no figure of the tables. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { ProseChecker } from '../../server/src/checks/prose/prose.ts';
import { referenceContext } from '../../server/src/prose/reference/context.ts';
import { standardTexts } from '../../server/src/prose/standard/chapters.ts';
import { plainLines } from '../../server/src/prose/standard/plain.ts';
import type { Statement } from '../../server/src/prose/statements.ts';
import { analyse, linesOf } from '../service/kit.ts';
import { fixtureText, sampleText, withoutNarrative } from './published.ts';

const documents: readonly (readonly [name: string, text: string, least: number])[] = [
  [
    'Jingdezhen 2023',
    withoutNarrative(sampleText('jingdezhen-medical-insurance-2023-final'), fixtureText('jingdezhen-2023-elements.budget')),
    0.98,
  ],
  ['Ezhou 2022', withoutNarrative(sampleText('ezhou-medical-insurance-2022-final'), fixtureText('ezhou-2022-elements.budget')), 0.98],
  [
    'Zengdu 2025',
    withoutNarrative(sampleText('zengdu-medical-insurance-information-center-2025-budget'), fixtureText('zengdu-2025-elements.budget')),
    1,
  ],
  ['facts alone', sampleText('teaching-facts-only'), 1],
];

/** 单价100万元（含）以上设备 is a name. */
const MONEY = /\d[\d,]*(?:\.\d+)?\s*(?:万元|元)(?!（含）|以上)/g;

const moneyOf = (statement: Statement) =>
  (statement.kind === 'amount' ? [statement.figure] : statement.kind === 'change' ? [statement.old, statement.amount] : []).filter(
    (figure) => figure !== undefined && /元$/.test(figure.written.unit),
  );

for (const [name, text, least] of documents)
  describe(`standard text of ${name}`, () => {
    const { disclosure, cells } = analyse(text);
    const context = referenceContext(disclosure, cells);
    const written = standardTexts(disclosure, context).flatMap((standard) => plainLines(standard, context));
    const again = analyse(`${text}\n【情况说明】\n${written.join('\n')}\n`);
    const first = linesOf(text).length;

    test('has nothing that is found wrong when it is read', () => {
      const grave = again.findings.filter(
        ({ severity, place }) =>
          (severity === 'error' || severity === 'warning') && (again.document.rangeOf(place)?.start.line ?? 0) > first,
      );
      assert.deepEqual(
        grave.map(({ code, message }) => `${code}: ${message}`),
        [],
      );
    });

    test(`is understood, ${least * 100} amounts of a hundred`, () => {
      const amounts = written.flatMap((line) => [...line.matchAll(MONEY)]).length;
      const checker = new ProseChecker(builtInCatalogue());
      const understood = checker.understood(again.disclosure, again.cells)!;
      const own = again.disclosure.sections.at(-1)!.section.id;
      const figures = new Set(
        understood.statements.flatMap(moneyOf).flatMap((figure) => (figure!.place.section === own ? [figure!.place.start] : [])),
      );
      const places = [...again.disclosure.sections.at(-1)!.section.tree.text.matchAll(MONEY)].map((m) => [m.index, m[0]] as const);
      const missed = places
        .filter(([at]) => !figures.has(at))
        .map(([at]) =>
          again.disclosure.sections
            .at(-1)!
            .section.tree.text.slice(Math.max(0, at - 30), at + 12)
            .replaceAll('\n', '⏎'),
        );
      assert.ok(amounts > 20);
      assert.ok(amounts - missed.length >= least * amounts, `${missed.length} of ${amounts} are not understood:\n${missed.join('\n')}`);
    });
  });
