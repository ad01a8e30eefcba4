/** One damaged line of a right disclosure costs one finding: whatever else it could break says nothing until it is mended. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import { analyse, linesOf, sample } from '../service/kit.ts';

const lines = linesOf(sample);
const keyOf = ({ code, message }: Finding): string => `${code} ${message}`;
const known = new Set(analyse(sample).findings.map(keyOf));

/** The lines of the official tables that say something: headings, openers and rows. */
const first = lines.findIndex((line) => line.startsWith('【收入支出决算总表】'));
const last = lines.findIndex((line) => line.startsWith('【情况说明】'));
const targets = lines.flatMap((line, i) => (i > first && i < last && line !== '' && !/^(?:【|注：|｜)/.test(line) ? [i] : []));

/** New errors when one line is written otherwise. */
const errorsWith = (index: number, line: string): Finding[] =>
  analyse(lines.with(index, line).join('\n')).findings.filter((finding) => finding.severity === 'error' && !known.has(keyOf(finding)));

/** `at` is a share of the line's length. */
type Damage = (line: string, at: number) => string;
const insert =
  (text: string): Damage =>
  (line, at) => {
    const offset = Math.round(at * line.length);
    return line.slice(0, offset) + text + line.slice(offset);
  };
const DAMAGES: Readonly<Record<string, Damage>> = {
  'a character lost': (line, at) => line.slice(0, Math.floor(at * line.length)) + line.slice(Math.floor(at * line.length) + 1),
  'a quote': insert('"'),
  'a word': insert('某'),
  'a colon': insert('：'),
  'a tab': insert('\t'),
  'two blanks': insert('  '),
  'one blank for a gap': (line, at) => {
    const gaps = [...line.matchAll(/\t| {2,}/g)];
    const gap = gaps[Math.floor(at * gaps.length)];
    return gap ? `${line.slice(0, gap.index)} ${line.slice(gap.index + gap[0].length)}` : line;
  },
  'a spreadsheet’s error': (line) => line.replace(/\d+\.\d\d/, '#REF!'),
  'the line twice': (line) => `${line}\n${line}`,
  'the line left out': () => '',
  'the rest of the line lost': (line, at) => line.slice(0, Math.floor(at * line.length)),
};

/** Of so many damaged lines a few may be two mistakes at once: a code and a figure, a figure and its row. */
const RUNS = 24;
const MOST_DOUBLE = 2;
const MOST_FINDINGS = 6;

describe('one damaged line', () => {
  for (const [name, damage] of Object.entries(DAMAGES))
    test(`costs one finding: ${name}`, () => {
      const draws = fc.sample(
        fc.tuple(
          fc.constantFrom(...targets),
          fc.nat(9999).map((n) => n / 10_000),
        ),
        {
          numRuns: RUNS,
          seed: 7,
        },
      );
      const found = draws.map(([index, at]) => ({ line: damage(lines[index], at), errors: errorsWith(index, damage(lines[index], at)) }));
      const several = found.filter(({ errors }) => errors.length > 1);
      const shown = several.map(({ line, errors }) => [line, ...errors.map(keyOf)].join('\n  ')).join('\n');
      assert.ok(several.length <= MOST_DOUBLE, shown);
      assert.ok(
        found.every(({ errors }) => errors.length <= MOST_FINDINGS),
        shown,
      );
    });

  test('of a heading costs one finding, whichever of its titles is wrong', () => {
    const headings = targets.filter((i) => lines[i].startsWith('列：'));
    assert.ok(headings.length >= 5);
    for (const index of headings)
      for (const title of lines[index]
        .slice(2)
        .split(/\t| {2,}/)
        .filter((text) => text.length > 3)) {
        const errors = errorsWith(index, lines[index].replace(title, `${title[0]}某某${title.slice(3)}`));
        assert.ok(errors.length <= 1, [lines[index], title, ...errors.map(keyOf)].join('\n  '));
      }
  });
});
