/** One wrong figure in a published disclosure is one finding; where sums cross, it stands on that figure and says the right one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import { type Fact, factsOf } from '../../server/src/service/facts.ts';
import { analyse, linesOf, sample } from '../service/kit.ts';

const lines = linesOf(sample);
const base = analyse(sample);
const keyOf = ({ code, message }: Finding): string => `${code} ${message}`;
const known = new Set(base.findings.map(keyOf));

/** The sample's figures of money as they stand in the text. */
const figures = factsOf(base, { blanks: false }).filter(({ state, decimals }) => state === 'stated' && decimals === 2);

/** What is found when 0.10 万元 are added to one figure: the new errors, and whether the first stands on it. */
function mistype({ value, range }: Fact): { readonly errors: readonly Finding[]; readonly onIt: boolean } {
  const { start, end } = range!;
  const wrong = (Number(value) + 0.1).toFixed(2);
  const line = lines[start.line].slice(0, start.character) + wrong + lines[start.line].slice(end.character);
  const analysis = analyse(lines.with(start.line, line).join('\n'));
  const errors = analysis.findings.filter((finding) => finding.severity === 'error' && !known.has(keyOf(finding)));
  const at = errors[0] && analysis.document.rangeOf(errors[0].place);
  return { errors, onIt: at?.start.line === start.line && at.start.character === start.character };
}

describe('one wrong figure', () => {
  for (const number of ['公开01表', '公开02表', '公开03表', '公开04表', '公开05表'])
    test(`in ${number} is one finding on it, which says the right figure and offers it`, () => {
      const own = figures.filter((figure) => figure.number === number);
      assert.ok(own.length > 5);
      for (const figure of own) {
        const { errors, onIt } = mistype(figure);
        const [{ message, fixes = [], related = [] }] = errors;
        assert.deepEqual([errors.length, onIt], [1, true], `${figure.address}: ${message}`);
        assert.ok(fixes[0].edits[0].text.replaceAll(',', '') === figure.value, `${figure.address}: ${message}`);
        assert.ok(message.includes(fixes[0].edits[0].text) && related.length > 0);
      }
    });

  for (const number of ['公开06表', '公开09表'])
    test(`in ${number}, where most figures stand in one sum, is one finding`, () => {
      const own = figures.filter((figure) => figure.number === number);
      assert.ok(own.length > 5);
      for (const figure of own) assert.equal(mistype(figure).errors.length, 1, figure.address);
    });
});
