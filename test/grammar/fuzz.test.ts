/**
 * Arbitrary texts: whatever is typed or pasted, the language reads it, keeps its places, and prints what it read.
 *
 * The same texts come each time. FUZZ_SEED and FUZZ_RUNS (a factor) search elsewhere and longer; what they find goes to fixtures/grammar/failures.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Ground, parseSection, splitSections } from 'budget-grammar';
import fc from 'fast-check';
import {
  checkLinesAlone,
  checkNothingUnsaid,
  checkPlaces,
  checkPrint,
  checkPrintedText,
  checkSections,
  checkTokens,
  checkWholeLines,
  grounds,
} from './properties.ts';
import { realisticText } from './realistic.ts';
import { noTitles, showLine } from './show.ts';
import { anyLine, anyText } from './texts.ts';

const seed = Number(process.env.FUZZ_SEED ?? 1);
const factor = Number(process.env.FUZZ_RUNS ?? 1);
const holds = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void, numRuns: number): void =>
  fc.assert(fc.property(arbitrary, check), { numRuns: numRuns * factor, seed });

describe('any text', () => {
  test('is its sections joined', () => holds(anyText, checkSections, 500));
  test('is printed section by section', () => holds(anyText, checkPrintedText, 500));
  for (const ground of grounds) {
    const on = (check: (text: string, ground: Ground) => void) => (text: string) => check(text, ground);
    test(`has every place inside its line: ${ground}`, () => holds(anyText, on(checkPlaces), 300));
    test(`is covered by tokens, comments and blanks: ${ground}`, () => holds(anyText, on(checkTokens), 300));
    test(`is read by the rules as without them: ${ground}`, () => holds(anyText, on(checkWholeLines), 300));
    test(`reads each line as that line alone: ${ground}`, () => holds(anyText, on(checkLinesAlone), 300));
    test(`leaves nothing unread without a problem: ${ground}`, () => holds(anyText, on(checkNothingUnsaid), 300));
    test(`prints what it says, and the same twice: ${ground}`, () => holds(anyText, on(checkPrint), 300));
  }
});

describe('one damaged line', () => {
  const lines = realisticText(120, 30).trimEnd().split('\n');

  /** The reading of every line of a whole text, and whether it is a header. */
  const readings = (all: readonly string[]) =>
    splitSections(`${all.join('\n')}\n`, true, noTitles).flatMap((section, i) => {
      const tree = parseSection(section.text, section.ground, noTitles);
      const own = tree.lines.slice(0, section.lineEnds);
      return own.map((line) => ({ isHeader: line.kind === 'header', text: `${i === 0 ? 'head' : section.ground} ${showLine(line)}` }));
    });
  const sound = readings(lines);

  test('changes no other line, unless it was or becomes a header', () =>
    holds(
      fc.tuple(fc.nat(lines.length - 1), anyLine),
      ([at, damage]) => {
        const now = readings(lines.toSpliced(at, 1, damage.replace(/[\r\n]/g, '')));
        assert.equal(now.length, sound.length);
        const moves = sound[at].isHeader || now[at].isHeader;
        // A damaged header may change the ground of its own section's lines, up to the next header.
        const next = sound.findIndex((line, i) => i > at && line.isHeader);
        for (let i = 0; i < sound.length; i++)
          if (i < at || (i > at && (!moves || (next >= 0 && i >= next)))) assert.equal(now[i].text, sound[i].text, `line ${i}`);
      },
      200,
    ));
});
