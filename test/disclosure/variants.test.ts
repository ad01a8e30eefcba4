/** However a right disclosure is typed, it says the same and is called right: tabs or blanks, full or half width, rows in any order, zeros and sums left out. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { factsOf } from '../../server/src/service/facts.ts';
import { analyse, linesOf } from '../service/kit.ts';

const read = (name: string): string => readFileSync(new URL(`../../samples/${name}.budget`, import.meta.url), 'utf8');

/** The head and the official tables of a sample, line by line. */
function tablesOf(name: string): string[] {
  const lines = linesOf(read(name));
  const first = lines.findIndex((line) => /^【收入支出决算总表】/.test(line));
  const last = lines.findIndex((line) => /^【国有资产占用情况表】/.test(line));
  return [...lines.slice(0, 7).filter((line) => /^(?:单位|部门|年度|文种|版式|金额单位)：/.test(line)), '', ...lines.slice(first, last)];
}

const SAMPLES = ['jingdezhen-medical-insurance-2023-final', 'nanchang-honggutan-medical-insurance-bureau-2023-final'].map(
  (name) => [name, tablesOf(name)] as const,
);

/** Values by address, zeros left out: a zero may be typed, left blank or left out. */
function valuesOf(text: string): Record<string, string> {
  const entries = factsOf(analyse(text), { blanks: false }).flatMap(({ number, address, value }) =>
    value !== null && Number(value) !== 0 ? [[`${number} ${address}`, String(Number(value))] as const] : [],
  );
  return Object.fromEntries(entries);
}

/** The publications bear one wrong code, which is said in other words where its name is left out. */
const errorsOf = (text: string): string[] =>
  analyse(text)
    .findings.filter(({ severity, message }) => severity === 'error' && !message.includes('310111'))
    .map(({ code, message }) => `${code} ${message}`)
    .sort();

const isRow = (line: string): boolean => line !== '' && !/^(?:【|注：|列：|｜|\/\/|[^\s：]+：)/.test(line);
const rows = (lines: readonly string[], change: (line: string) => string): string =>
  lines.map((line) => (isRow(line) ? change(line) : line)).join('\n');
const gaps = (by: string) => (line: string) => line.replace(/ {2,}/g, by);
const wide = (text: string): string => text.replace(/[0-9.,()-]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const figures = (line: string): string => line.replace(/-?[\d,]+\.\d+/g, (figure) => wide(figure));

/** Ways of typing the same. */
const SAME: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  'as it is': (lines) => lines.join('\n'),
  'three blanks between cells': (lines) => rows(lines, gaps('   ')),
  'ideographic spaces between cells': (lines) => rows(lines, gaps('\u3000')),
  'rows indented': (lines) => rows(lines, (line) => `  ${line}`),
  'no-break spaces and zero-width characters': (lines) => rows(lines, (line) => `\ufeff${line.replace(/ {2,}/g, '\u00a0\u00a0')}\u200b`),
  'figures of full width': (lines) => rows(lines, figures),
  'figures with their unit': (lines) => rows(lines, (line) => line.replace(/(?<=\s)-?[\d,]+\.\d\d(?=\s|$)/g, '$&万元')),
  'figures with full-width thousands separators': (lines) => rows(lines, (line) => line.replace(/(?<=\d),?(?=\d{3}\.\d\d)/g, '，')),
  'figures without thousands separators': (lines) => rows(lines, (line) => line.replace(/(?<=\d),(?=\d{3})/g, '')),
  'line ends of Windows, and a byte order mark': (lines) => `\ufeff${lines.join('\r\n')}`,
  'names left out behind codes': (lines) => rows(lines, (line) => line.replace(/^(\d{3,7})(?:(\t)| +)[^\d\s-].*?(?=\t| {2,}|$)/, '$1$2')),
  'numbering left out of labels': (lines) => rows(lines, (line) => line.replace(/^(?:[一二三四五六七八九十]+、|\d\.|（\d）)/, '')),
  'blank lines and comments between rows': (lines) => rows(lines, (line) => `${line}\n\n// 已核`),
  'rows without any figure left out': (lines) =>
    lines.filter((line) => !isRow(line) || /\d\.\d|——/.test(line) || /^\d/.test(line) || /合计|总计/.test(line)).join('\n'),
};

for (const [name, lines] of SAMPLES)
  describe(name, () => {
    const values = valuesOf(lines.join('\n'));
    const errors = errorsOf(lines.join('\n'));

    test('has figures to speak of', () => {
      assert.ok(Object.keys(values).length > 150);
      assert.deepEqual(errors, []);
    });

    for (const [way, typed] of Object.entries(SAME))
      test(`says the same: ${way}`, () => {
        assert.deepEqual(valuesOf(typed(lines)), values);
        assert.deepEqual(errorsOf(typed(lines)), errors);
      });

    /** The lines of the tables whose rows bear codes, in another order within each table. */
    const coded = lines.flatMap((line, i) => (/^\d{7}[ \t]/.test(line) ? [i] : []));

    test('says the same in any order of its accounts', () => {
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.constantFrom(...coded), fc.constantFrom(...coded)), { maxLength: 12 }), (swaps) => {
          const shuffled = [...lines];
          for (const [a, b] of swaps) if (tableAt(lines, a) === tableAt(lines, b)) [shuffled[a], shuffled[b]] = [shuffled[b], shuffled[a]];
          const text = shuffled.join('\n');
          assert.deepEqual(valuesOf(text), values);
          assert.deepEqual(errorsOf(text), errors);
        }),
        { numRuns: 12 },
      );
    });

    test('is right with any of its sums left out', () => {
      const sums = lines.flatMap((line, i) =>
        /^(?:2\d\d|2\d{4}|3\d\d)[ \t]|^(?:合计|本年\S+合计|总计|人员经费合计|公用支出合计)/.test(line) ? [i] : [],
      );
      fc.assert(
        fc.property(fc.subarray(sums), (left) => {
          const out = new Set(left);
          assert.deepEqual(errorsOf(lines.filter((_, i) => !out.has(i)).join('\n')), errors);
        }),
        { numRuns: 25 },
      );
    });
  });

const tableAt = (lines: readonly string[], index: number): number => lines.findLastIndex((line, i) => i <= index && line.startsWith('【'));
