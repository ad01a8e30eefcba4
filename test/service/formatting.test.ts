/** Laying out changes the look and nothing else: the facts, the words and the line ends stay. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { factsOf } from '../../server/src/service/facts.ts';
import { anyText } from '../grammar/texts.ts';
import { analyse, applyEdits, sample, service } from './kit.ts';

const formatted = (text: string): string => applyEdits(text, service.format(analyse(text)));

/** Everything that a text states, without the places where it does. */
const factsIn = (text: string) => factsOf(analyse(text), { blanks: true }).map(({ range: _, ...fact }) => fact);

const SLOPPY = `单位 : 甲
年度：２０２３
版式：江西省单位决算
[支出决算表]
列：  本年支出合计    基本支出
合　计   30.00  30.00
208 社会保障和就业支出  20.00   20.00
210  卫生健康支出   10.00 10.00
`;

const NEAT = `单位：甲
年度：2023
版式：江西省单位决算

【支出决算表】
列：                     本年支出合计  基本支出
合计                            30.00     30.00
208  社会保障和就业支出         20.00     20.00
210  卫生健康支出               10.00     10.00
`;

describe('formatting', () => {
  test('aligns columns and writes one form of everything', () => {
    assert.equal(formatted(SLOPPY), NEAT);
    assert.equal(formatted(NEAT), NEAT);
    assert.deepEqual(factsIn(NEAT), factsIn(SLOPPY));
  });

  test('leaves the sample, which is laid out, as it is', () => {
    assert.equal(formatted(sample), sample);
  });

  test('is settled by one pass and states the same, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const whole = `版式：江西省单位决算\n【支出决算表】\n${text}\n【情况说明】\n${text}`;
        const once = formatted(whole);
        assert.equal(formatted(once), once);
        assert.deepEqual(factsIn(once), factsIn(whole));
      }),
      { numRuns: 60 },
    );
  });

  test('of a range changes nothing outside it', () => {
    const two = `${SLOPPY}【收入决算表】\n合　计   30.00  30.00\n`;
    const range = { start: { line: 9, character: 0 }, end: { line: 9, character: 3 } };
    const edits = service.format(analyse(two), range);
    assert.ok(edits.length > 0);
    assert.ok(edits.every((edit) => edit.range.start.line >= 8));
    const text = applyEdits(two, edits);
    assert.ok(text.startsWith(SLOPPY));
  });
});
