/** What is told quickly is what is told exactly: figures in steps, cells by their first character. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCell } from 'budget-grammar';
import fc from 'fast-check';
import { SumVerdict } from '../../server/src/checks/performance-figures.ts';
import { compareNumbers, exact, isNegative, isZero, Numeral } from '../../server/src/disclosure/performance/decimal.ts';
import { findNamed, isName } from '../../server/src/disclosure/performance/names.ts';
import { compare, isMetByBareNumber, readActual, readTarget } from '../../server/src/disclosure/performance/target.ts';
import { TypedFigure } from '../../server/src/disclosure/performance/types.ts';
import { jiangxi } from './support.ts';

/** Short and long ones, with few and many decimals, zeros with and without a sign. */
const numeral = fc
  .tuple(
    fc.constantFrom('', '', '', '-'),
    fc.oneof(fc.nat(20), fc.nat(1_000_000), fc.maxSafeNat(), fc.bigInt({ min: 0n, max: 10n ** 18n })),
    fc.oneof(fc.constant(''), fc.stringMatching(/^[0-9]{1,2}$/), fc.stringMatching(/^[0-9]{1,8}$/)),
  )
  .map(([sign, whole, decimals]) => ({ text: `${sign}${whole}${decimals && '.'}${decimals}`, decimals: decimals.length }));

const figure = numeral.map(({ text, decimals }) => new TypedFigure(text, decimals, false));

test('numbers are in the same order in steps', () => {
  fc.assert(
    fc.property(numeral, numeral, (a, b) => {
      const [one, other] = [new Numeral(a.text, a.decimals), new Numeral(b.text, b.decimals)];
      assert.equal(Math.sign(compareNumbers(one, other)), exact(a.text).comparedTo(exact(b.text)));
      assert.equal(isZero(one), exact(a.text).isZero());
      assert.equal(isNegative(one), exact(a.text).isNegative());
    }),
    { numRuns: 2000 },
  );
});

test('a sum agrees in steps if its exact difference is within its exact tolerance', () => {
  // A total near the sum, so that both answers come.
  const near = fc.tuple(fc.array(figure, { maxLength: 6 }), fc.integer({ min: -3, max: 3 }), fc.nat(3)).map(([parts, off, decimals]) => {
    const sum = parts.reduce((all, part) => all.plus(part.value), exact(0));
    const text = sum.plus(exact(off).times(exact(10).pow(-decimals))).toFixed(decimals);
    return { parts, total: new TypedFigure(text, decimals, false) };
  });
  fc.assert(
    fc.property(near, ({ parts, total }) => {
      const verdict = new SumVerdict(parts, total);
      assert.equal(verdict.agrees, total.value.minus(verdict.sum).abs().lessThanOrEqualTo(verdict.tolerance));
    }),
    { numRuns: 2000 },
  );
});

test('a bare number that meets its target at first sight meets it', () => {
  const bare = fc.oneof(
    fc.nat(200).map(String),
    numeral.map(({ text }) => text),
  );
  const target = fc
    .tuple(fc.constantFrom('≥', '≤', '＞', '＜', '＝', ''), bare, fc.constantFrom('', '%', '个', '万元', '元', '小时'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(target, bare, (wanted, actual) => {
      const read = readTarget(wanted);
      if (read.kind === 'number' && isMetByBareNumber(read, actual)) assert.equal(compare(read, readActual(actual)), 'met');
    }),
    { numRuns: 2000 },
  );
});

test('a cell that holds the name of a field or column is never told to be none', () => {
  const { performance } = jiangxi;
  const before = fc.constantFrom('', ' ', '　', '一、', '（一）', '1.', '1、', '(1)', '“', '\u200b', '二', '5', '-');
  const behind = fc.constantFrom('', ' ', '（A）', '(万元)', '”', '：');
  for (const form of performance) {
    const named = [...form.properties, ...(form.funds?.columns ?? []), ...(form.indicators?.columns ?? [])];
    const titles = named.flatMap(({ title, aliases }) => [title, ...aliases]);
    const text = fc.tuple(before, fc.oneof(fc.constantFrom(...titles), fc.string({ maxLength: 3 })), behind).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        if (findNamed(named, typed)) assert.ok(isName(form, { text: typed, kind: readCell(typed).kind }), typed);
      }),
    );
  }
});
