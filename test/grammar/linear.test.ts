/** Reading and printing cost in proportion to the length of the text, whatever it is. Only ratios are compared: machines differ. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Ground, parseSection, printSection, splitSections } from 'budget-grammar';
import { realisticSection } from './realistic.ts';
import { noTitles } from './show.ts';

/** Processor time, which other programs on the machine do not lengthen. */
const milliseconds = (work: () => void): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

/** Fourfold length costs about four times as much; sixteen times if the cost grew with the square. */
const LENGTHENED = 4;
const MOST = 7;

/** Memory is tidied up now and then, so the best of some runs counts; what is quadratic stays so in every run. */
function assertLinear(work: (size: number) => () => void, size: number): void {
  const short = work(size);
  const long = work(size * LENGTHENED);
  let shortest = Number.POSITIVE_INFINITY;
  let longest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 8; run++) {
    shortest = Math.min(shortest, Math.max(0.1, milliseconds(short)));
    longest = Math.min(longest, milliseconds(long));
    if (run > 0 && longest / shortest < MOST) return;
  }
  assert.fail(`${longest.toFixed(1)} ms against ${shortest.toFixed(1)} ms for a quarter of it`);
}

const reading = (text: string, ground: Ground) => () => {
  splitSections(text, true, noTitles);
  parseSection(text, ground, noTitles);
};

describe('many lines', () => {
  // A search that runs on to the text's end for want of a mark costs little for each character, so there must be many of them in few lines.
  const rest = '某'.repeat(400);
  // Lines of one entry have no mark in common with what other lines are searched for.
  const lines: readonly [string, readonly string[], Ground][] = [
    ['rows and keys', [`合计${rest}  1.00`, `甲：${rest}`, `"${rest}`, '/', '', '|', `列：${rest}`], 'sheet'],
    ['properties and stray lines', [`甲：${rest}`, rest, '======='], 'head'],
    ['tabs', [`合计${rest}\t1.00`], 'sheet'],
    ['headers that do not close', [`【${rest}`], 'sheet'],
    ['headers that do not open', [`${rest}】`], 'text'],
    ['braces that do not close', [`${rest}（乙`, `{${rest}`, '', `一、${rest}`, `#${rest}`], 'text'],
    ['unreadable references', [`${rest}{甲 乙}{1+}`], 'text'],
    ['comments', [`${rest} // 乙`], 'text'],
  ];
  const repeated = (all: readonly string[], end: string, size: number) => `${all.join(end)}${end}`.repeat(size / all.length);
  for (const [name, all, ground] of lines) test(name, () => assertLinear((size) => reading(repeated(all, '\n', size), ground), 1_000));
  for (const end of ['\r', '\r\n'])
    test(`with ${JSON.stringify(end)}`, () => assertLinear((size) => reading(repeated([rest], end, size), 'text'), 1_000));
  test('200,000 of them', () => assert.equal(parseSection('甲  1\n'.repeat(200_000), 'sheet', noTitles).lines.length, 200_001));
  test('printed', () =>
    assertLinear((size) => {
      const tree = parseSection(realisticSection(size, 0), 'sheet', noTitles);
      return () => printSection(tree);
    }, 1_000));
});

describe('long lines', () => {
  const pieces: readonly [string, Ground][] = [
    ['甲', 'text'],
    ['甲  ', 'sheet'],
    ['1 ', 'sheet'],
    ['合 ', 'sheet'],
    ['\t', 'sheet'],
    ['\t1', 'sheet'],
    ['"', 'sheet'],
    ['"甲"  ', 'sheet'],
    ['/ ', 'sheet'],
    ['(', 'text'],
    ['{', 'text'],
    ['{甲}', 'text'],
    ['{}', 'text'],
    ['、', 'text'],
    ['\u3000', 'sheet'],
    ['\u200b', 'sheet'],
  ];
  // No line that is read is longer than 65,536 characters, so the longest here is just below that.
  for (const [piece, ground] of pieces)
    test(`${JSON.stringify(piece)} on ${ground}`, () =>
      assertLinear((size) => reading(`甲${piece.repeat(size / piece.length)}1.00`, ground), 16_000));
  test('of 5 million characters', () => assertLinear((size) => reading('甲 1.00\t'.repeat(size / 8), 'sheet'), 1_250_000));
});

describe('what stands between braces', () => {
  const insides: readonly [string, (size: number) => string][] = [
    ['brackets', (size) => `${'('.repeat(size)}1${')'.repeat(size)}`],
    ['open brackets', (size) => '('.repeat(size)],
    ['names with brackets', (size) => '甲('.repeat(size)],
    ['signs', (size) => `${'-'.repeat(size)}1`],
    ['sums', (size) => `1${'+1'.repeat(size)}`],
    ['paths', (size) => `甲${'.乙'.repeat(size)}`],
    ['commas', (size) => `甲(${'，'.repeat(size)})`],
    ['nothing that fits', (size) => '1 '.repeat(size)],
  ];
  for (const [name, inside] of insides)
    test(`${name}: any depth is read or refused`, () => {
      for (const size of [1, 10, 50, 99, 100, 199, 200, 201, 1_000, 20_000]) {
        const text = `甲{${inside(size)}}乙{年度}丙`;
        const [line] = parseSection(text, 'text', noTitles).lines;
        assert.ok(line.kind === 'paragraph');
        assert.deepEqual(
          line.inlines.map((inline) => text.slice(inline.start, inline.end)),
          ['甲', `{${inside(size)}}`, '乙', '{年度}', '丙'],
        );
      }
    });
  test('100,000 braces on one line', () => {
    const tree = parseSection('{'.repeat(100_000), 'text', noTitles);
    assert.deepEqual(
      tree.problems.map((problem) => problem.code),
      ['line-too-long'],
    );
  });
});
