/** How well sentences are read: those of `test/fixtures/prose/`, right and wrong, in the words of many provinces. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../service/kit.ts';
import { corpus, type Outcome, read } from './corpus.ts';

const examples = corpus();
const outcomes = examples.map(read);

/** What is reached; a change that reads worse fails. */
const LEAST_RECALL = 0.98;
const LEAST_UNDERSTOOD = 0.9;

const sum = (list: readonly Outcome[], of: (one: Outcome) => number): number => list.reduce((all, one) => all + of(one), 0);
const nameOf = ({ file, line }: { readonly file: string; readonly line: number }): string => `${file}:${line}`;

describe('sentences of many provinces', () => {
  test('are many, a third of them wrong', () => {
    const wrong = examples.filter(({ expected }) => expected.length > 0).length;
    assert.ok(examples.length >= 250, `${examples.length} sentences`);
    assert.ok(wrong * 3 >= examples.length, `${wrong} wrong ones`);
    assert.ok(new Set(examples.map(({ variation }) => variation)).size >= 15);
  });

  test('stand behind disclosures that have no finding by themselves', () => {
    for (const disclosure of new Set(examples.map((example) => example.disclosure)))
      assert.deepEqual(
        analyse(disclosure).findings.map(({ code, message }) => `${code}: ${message}`),
        [],
      );
  });

  test('never alarm where they are right, and say nothing else than what is wrong', () => {
    const surplus = outcomes.flatMap(({ example, surplus: list }) => list.map(({ code, text }) => `${nameOf(example)} ${code} ${text}`));
    assert.deepEqual(surplus, []);
  });

  test(`are found out where they are wrong, ${LEAST_RECALL * 100} of a hundred`, () => {
    const wanted = sum(outcomes, ({ example }) => example.expected.length);
    const missed = outcomes.flatMap(({ example, missed: list }) => list.map(({ code, text }) => `${nameOf(example)} ${code} ${text}`));
    assert.ok(wanted - missed.length >= LEAST_RECALL * wanted, missed.join('\n'));
  });

  test(`are understood, ${LEAST_UNDERSTOOD * 100} amounts of a hundred`, () => {
    const own = outcomes.filter(({ example }) => example.variation !== '别的事情');
    const share = sum(own, ({ understood }) => understood) / sum(own, ({ amounts }) => amounts);
    assert.ok(share >= LEAST_UNDERSTOOD, `${share}`);
  });

  test('about other things state nothing', () => {
    const other = outcomes.filter(({ example }) => example.variation === '别的事情');
    assert.ok(other.length > 20);
    assert.ok(sum(other, ({ understood }) => understood) <= 2);
  });
});
