/** Arbitrary texts for fuzzing: characters of all kinds, and the language's own pieces put together at random. */
import fc from 'fast-check';

/** Any UTF-16 code unit, lone surrogates, NUL and line ends included. */
const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes));

const marks = [
  ...'【】[]［］：:（）()｜|\\／/"＂{}｛｝#＃,，.．。；、+-－*×=－—–%％“”',
  '//',
  '// 忽略 编号：理由',
  '{{',
  '}}',
  '{图1：',
  '[合计]',
  '［甲］',
  '列：',
  '空表：',
  '<<<<<<<',
  '=======',
  '其中：',
  '一、',
  '（一）',
  '1.',
  '(1)',
  'http://',
];
const words = [
  '合计',
  '合 计',
  '收 入',
  '甲',
  '类',
  '款',
  '2080101',
  '０１',
  '行政运行',
  '年度',
  '万元',
  '个',
  '名称',
  'a',
  '𠀀',
  '①',
  '\u0301',
  'HEAD',
];
const figures = [
  '0',
  '0.02',
  '1，064.50',
  '1 064.50',
  '（3.00）',
  '(12)',
  '５批',
  '74.78%',
  '2台/套',
  '#REF!',
  '1.2E+05',
  '-',
  '——',
  '300',
  '064.50',
  '12.3.4',
];
const blanks = [' ', '  ', '   ', '\t', '\t\t', '\u3000', '\u00a0', '\u2003', '\u200b', '\ufeff', '\u000b', '\u000c', '\u0085', '\u2028'];
const lineEnds = ['\n', '\n', '\r\n', '\r', '\n\n', '\n\r'];

const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...marks) },
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 4, arbitrary: fc.constantFrom(...figures) },
  { weight: 4, arbitrary: fc.constantFrom(...blanks) },
  { weight: 1, arbitrary: units.map((text) => text.slice(0, 2)) },
);
const line = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''));

/** Lines that begin as real ones do, so that their later parts are reached. */
const begun = fc
  .tuple(
    fc.constantFrom(
      '【',
      '列：',
      '列：  ',
      '甲：',
      '甲／乙：',
      '｜',
      '\\',
      '合计  ',
      '2080101 行政运行  ',
      '208\t',
      '\t',
      '一、',
      '# ',
      '{',
      '甲{',
      '"',
    ),
    line,
  )
  .map(([start, rest]) => start + rest);

const lines = fc
  .array(fc.tuple(fc.oneof(line, begun), fc.constantFrom(...lineEnds)), { maxLength: 8 })
  .map((all) => all.map(([content, end]) => content + end).join(''));

export const anyLine: fc.Arbitrary<string> = fc.oneof({ weight: 1, arbitrary: line }, { weight: 2, arbitrary: begun });
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: units },
  { weight: 2, arbitrary: fc.tuple(lines, line).map(([before, last]) => before + last) },
  { weight: 6, arbitrary: lines },
);
