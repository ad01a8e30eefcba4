/** A document kept through edits is the same as one read afresh, and sections that no edit touches stay the same objects. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Change, Document, LONGEST_FILE, type Position } from '../../server/src/workspace/document.ts';
import { anyText } from '../grammar/texts.ts';

const URI = 'file:///a.budget';
const isTitle = (title: string): boolean => title === '合计' || title === '收入决算表';
const read = (text: string): Document => Document.create(URI, 1, text, isTitle);

/** Where lines begin: behind LF, CRLF or a lone CR, as the protocol counts them. */
const lineStarts = (text: string): number[] => [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];

/** The offset of a position in a text, clamped to its line and to the text: written as plainly as possible, to be held against the real one. */
function offsetAt(text: string, { line, character }: Position): number {
  const starts = lineStarts(text);
  if (line >= starts.length) return text.length;
  const end = line + 1 < starts.length ? starts[line + 1] : text.length;
  const content = text.slice(starts[line], end).replace(/(?:\r\n|\n|\r)$/, '');
  return starts[line] + Math.min(character, content.length);
}

const applyPlainly = (text: string, { range, text: by }: Change): string =>
  range ? text.slice(0, offsetAt(text, range.start)) + by + text.slice(offsetAt(text, range.end)) : by;

const position = fc.record({ line: fc.nat(12), character: fc.oneof(fc.nat(6), fc.nat(40)) });
const before = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.character <= b.character);
const range = fc.tuple(position, position).map(([a, b]) => (before(a, b) ? { start: a, end: b } : { start: b, end: a }));
const inserted = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '',
      '【',
      '】',
      '\r',
      '\n',
      '\r\n',
      '[收入决算表]',
      '【支出决算表】\n',
      '\n【续】\n',
      '\ud840',
      '\udc00',
      ']',
    ),
  },
  { weight: 1, arbitrary: anyText },
);
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ range, text: inserted }) },
  { weight: 1, arbitrary: fc.record({ text: anyText }) },
);

const sectioned = fc
  .array(fc.tuple(fc.constantFrom('', '【甲】\n', '【支出决算表】\r\n', '[合计]\n', '乙】\r', '【丙】'), anyText), { maxLength: 5 })
  .map((parts) => parts.flat().join(''));

const shapeOf = (document: Document) => ({
  text: document.text,
  lines: document.lineCount,
  sections: document.sections.map(({ text, ground, lineEnds }, i) => ({ text, ground, lineEnds, line: document.firstLineOf(i) })),
});

describe('a document', () => {
  test('kept through edits is what it would be if read afresh', () => {
    fc.assert(
      fc.property(sectioned, fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }), (start, edits) => {
        let text = start;
        let document = read(start);
        for (const [version, changes] of edits.entries()) {
          document = document.apply(changes, version);
          text = changes.reduce(applyPlainly, text);
          assert.equal(document.text, text);
          assert.deepEqual(shapeOf(document), shapeOf(read(text)));
          assert.equal(new Set(document.sections.map(({ id }) => id)).size, document.sections.length);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('keeps the sections that an edit does not touch', () => {
    const text = [
      '单位：甲',
      '【概况】',
      '文字',
      '【支出决算表】',
      '合计  1.00',
      '【收入决算表】',
      '合计  2.00',
      '【名词解释】',
      '甲：乙',
      '',
    ].join('\n');
    const document = read(text);
    const edited = document.apply([{ range: { start: { line: 4, character: 4 }, end: { line: 4, character: 8 } }, text: '3.00' }], 2);
    assert.deepEqual(
      edited.sections.map((section, i) => section === document.sections[i]),
      [true, true, false, true, true],
    );
    assert.deepEqual(
      edited.sections.map(({ id }) => id),
      document.sections.map(({ id }) => id),
    );
    const split = edited.apply(
      [{ range: { start: { line: 5, character: 0 }, end: { line: 5, character: 0 } }, text: '【甲表】\n乙  1\n' }],
      3,
    );
    assert.deepEqual(
      split.sections.map((section) => edited.sections.indexOf(section)),
      [0, 1, 2, -1, 3, 4],
    );
    const joined = split.apply([{ range: { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } }, text: '' }], 4);
    assert.deepEqual(
      joined.sections.map((section) => split.sections.indexOf(section)),
      [0, 1, -1, 4, 5],
    );
    assert.equal(joined.sections[2].id, document.sections[2].id);
  });

  test('finds the place of every position, and the position of every place', () => {
    fc.assert(
      fc.property(sectioned, (text) => {
        const document = read(text);
        let from = 0;
        for (const [index, section] of document.sections.entries()) {
          for (let offset = 0; offset <= section.text.length; offset++) {
            const at = document.positionAt(index, offset);
            const starts = lineStarts(text);
            const line = starts.findLastIndex((start) => start <= from + offset);
            if (offset < section.text.length || index === document.sections.length - 1)
              assert.deepEqual(at, { line, character: from + offset - starts[line] });
            const back = document.locate(at);
            const absolute = document.sections.slice(0, back.index).reduce((sum, { text: own }) => sum + own.length, 0) + back.offset;
            // Between CR and LF there is no position: the line has ended before.
            assert.equal(absolute, offsetAt(text, at));
          }
          from += section.text.length;
        }
      }),
      { numRuns: 150 },
    );
  });

  test('clamps positions beyond a line or beyond the text', () => {
    const document = read('单位：甲\n【概况】\n文字\n');
    const end = { line: 3, character: 0 };
    for (const far of [
      { line: 3, character: 9 },
      { line: 99, character: 0 },
      { line: 99, character: 99 },
    ]) {
      const { index, offset } = document.locate(far);
      assert.deepEqual(document.positionAt(index, offset), end);
    }
    const { index, offset } = document.locate({ line: 0, character: 99 });
    assert.deepEqual(document.positionAt(index, offset), { line: 0, character: 4 });
  });

  test('has no range for a place whose section has gone', () => {
    const document = read('【甲】\n一\n【乙】\n二');
    const place = { section: document.sections[2].id, start: 0, end: 3 };
    assert.deepEqual(document.rangeOf(place), { start: { line: 2, character: 0 }, end: { line: 2, character: 3 } });
    const without = document.apply([{ range: { start: { line: 2, character: 0 }, end: { line: 3, character: 1 } }, text: '' }], 2);
    assert.equal(without.rangeOf(place), undefined);
  });
});

describe('a file beyond any length', () => {
  const long = `单位：甲\n${'x'.repeat(LONGEST_FILE)}`;

  test('is kept but not read', () => {
    const document = read(long);
    assert.deepEqual([document.tooLong, document.sections.length, document.text.length], [true, 1, long.length]);
  });

  test('is read as soon as it is short enough, and no longer when it grows too long', () => {
    const cut = read(long).apply(
      [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: LONGEST_FILE } }, text: '【概况】' }],
      2,
    );
    assert.deepEqual([cut.tooLong, cut.sections.length, cut.text], [false, 2, '单位：甲\n【概况】']);
    const grown = cut.apply([{ range: { start: { line: 1, character: 4 }, end: { line: 1, character: 4 } }, text: long }], 3);
    assert.deepEqual([grown.tooLong, grown.text.length], [true, long.length + 9]);
  });
});
