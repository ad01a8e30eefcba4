/** A section that was edited is read as if it were read for the first time, whatever was there before. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Kept, parseAgain, parseSection } from 'budget-grammar';
import fc from 'fast-check';
import { grounds } from './properties.ts';
import { realisticText } from './realistic.ts';
import { noTitles } from './show.ts';
import { anyText } from './texts.ts';

const seed = Number(process.env.FUZZ_SEED ?? 1);
const factor = Number(process.env.FUZZ_RUNS ?? 1);

const texts = fc.oneof(anyText, fc.constant(realisticText(40, 3)));
/** Drawn as floating-point numbers nearly all would be next to nothing. */
const part = fc.nat(10_000).map((n) => n / 10_000);
/** What is typed, pasted or deleted, and where: parts of one, so that they fit every text. */
const edits = fc.array(
  fc.record({
    from: part,
    length: fc.oneof(
      fc.constant(0),
      part.map((n) => n / 5),
    ),
    by: fc.oneof(anyText, fc.constantFrom('', '1', '\n', '\r', '\r\n', '{', '"', '//', '：', '\t')),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('a section that is edited', () => {
  for (const ground of grounds)
    test(`is read as if for the first time: ${ground}`, () =>
      fc.assert(
        fc.property(texts, edits, (text, list) => {
          let tree = parseSection(text, ground, noTitles);
          for (const { from, length, by } of list) {
            const at = Math.floor(from * tree.text.length);
            const edited = tree.text.slice(0, at) + by + tree.text.slice(at + Math.floor(length * tree.text.length));
            tree = parseAgain(tree, edited, ground, noTitles);
            assert.deepEqual(tree, parseSection(edited, ground, noTitles));
          }
        }),
        { numRuns: 300 * factor, seed },
      ));

  test('keeps the lines that stand where they stood', () => {
    const before = parseSection('一、收入\n甲10万元。\n乙20万元。\n', 'text', noTitles);
    const now = parseAgain(before, '一、收入\n甲15万元。\n乙20万元。\n', 'text', noTitles);
    assert.deepEqual(
      now.lines.map((line, i) => line === before.lines[i]),
      [true, false, true, true],
    );
  });

  test('keeps with the lines that moved what was made of them', () => {
    const before = parseSection('一、收入\n甲10万元。\n乙20万元。\n', 'text', noTitles);
    for (const line of before.lines) line.kept = new Kept();
    const after = parseAgain(before, '一、收入\n甲和丙10万元。\n乙20万元。\n', 'text', noTitles);
    const later = parseAgain(after, '一、收入\n\n甲和丙10万元。\n乙20万元。\n', 'text', noTitles);
    assert.equal(later.lines[3].kept, before.lines[2].kept);
    assert.notEqual(later.lines[2].kept, before.lines[1].kept);
  });
});
