/** Right disclosures of every built-in form set are never called wrong, whatever is left out of them: `node scripts/simulate.ts` reads them by the thousand, these tests a few of each. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { analyse } from '../service/kit.ts';
import { judgeText } from './judge.ts';
import { simulateDisclosure } from './simulated-disclosure.ts';

const SEEDS = 6;

describe('right disclosures raise no alarm', () => {
  for (const set of builtInFormSets())
    test(set.name, () => {
      let identities = 0;
      let hints = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const verdict = judgeText(set, seed);
        assert.deepEqual(verdict.alarms, [], verdict.variant);
        identities += verdict.identities;
        hints += verdict.hints;
      }
      assert.ok(identities > SEEDS * 200 && hints > SEEDS, 'documents without identities and rounding would prove nothing');
    });
});

test('the same arguments give the same disclosure, other seeds another one', () => {
  const [set] = builtInFormSets();
  assert.equal(simulateDisclosure(set, 4).text, simulateDisclosure(set, 4).text);
  assert.notEqual(simulateDisclosure(set, 4).text, simulateDisclosure(set, 5).text);
});

test('a figure changed in a simulated disclosure is found', () => {
  const set = builtInFormSets().find(({ kind }) => kind === '预算')!;
  const { text } = simulateDisclosure(set, 1);
  const wrong = text.replace(/^(本年收入合计\t)(\d+)/m, (_, label: string, figure: string) => `${label}${Number(figure) + 1}`);
  assert.notEqual(wrong, text);
  assert.ok(analyse(wrong).findings.some(({ severity }) => severity === 'error'));
});

test('a summary table that was forced to balance is one information for each table beside it', () => {
  let pairs = 0;
  for (const set of builtInFormSets())
    for (let seed = 1; seed <= 12; seed++) {
      const { text, forced, variant } = simulateDisclosure(set, seed);
      if (!forced) continue;
      const told = analyse(text)
        .findings.filter(
          ({ code, message }) => code === 'rounding-difference' && message.includes('figures of') && message.includes(forced),
        )
        .map(({ severity, message }) => ({
          severity,
          tables: message
            .replace(/^\d+ figures of /, '')
            .split(/、| differ/)
            .slice(0, -1),
        }));
      const keys = told.map(({ tables }) => [...tables].sort().join('、'));
      assert.deepEqual([...new Set(keys)], keys, variant);
      assert.ok(told.every(({ severity }) => severity === 'information'));
      pairs += told.length;
    }
  assert.ok(pairs > 3, `${pairs}`);
});
