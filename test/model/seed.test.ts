/** The first seed holds, and its identities are those that were counted by hand of its forms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '../../server/src/model/evaluate.ts';
import { money, seed000, spec, withValue } from './fixture.ts';

/** Without the rows that state that two funds are not in use. */
const withoutEmpty = seed000.filter(({ key }) => key !== '公开07表' && key !== '公开08表');

test('nothing is broken, nothing is suspended', () => {
  const evaluation = evaluate(seed000, spec);
  assert.deepEqual(evaluation.broken, []);
  assert.deepEqual(evaluation.roots, []);
  assert.equal(evaluation.suspended, 0);
  assert.equal(evaluation.derived.size, 0);
});

test('identities by kind', () => {
  // T: 2 of 01, 83 of 02, 74 of 03, 35 of 04, 47 of 05, 9 of 06, 7 of 09, 1 of 10. LE: 192 between funds, 3 其中.
  assert.deepEqual(evaluate(withoutEmpty, spec).counts, { T: 258, X: 3, S: 18, Z: 46, F: 12, G: 0, LE: 192 + 3 });
  // The total rows of 07 and 08: a T each, 6 links, the fund columns of 04 zero, one F, 10 bounds.
  assert.deepEqual(evaluate(seed000, spec).counts, { T: 258 + 2, X: 3, S: 18 + 6, Z: 46 + 2 * 26, F: 12 + 1, G: 0, LE: 192 + 3 + 10 });
});

test('sums that miss by rounding are rounded, not wrong', () => {
  const { rounded } = evaluate(seed000, spec);
  assert.equal(rounded.length, 13);
  for (const { difference, tolerance } of rounded) assert.ok(Math.abs(difference) <= tolerance && difference !== 0);
  const sums = rounded.filter(({ identity }) => identity.terms[0].cell === '公开06表!1!经济=301!');
  assert.deepEqual(
    sums.map(({ difference, tolerance }) => ({ difference, tolerance })),
    // A total and twelve figures, each half an ulp; 30114 is blank and exact.
    [{ difference: money('0.02'), tolerance: 13 * money('0.005') }],
  );
});

test('a cell knows the identities in which it stands', () => {
  const own = evaluate(seed000, spec).identitiesOf('公开05表!!性质=基本');
  assert.deepEqual(
    own.map(({ identity }) => `${identity.kind} ${identity.terms.length}`),
    ['T 4', 'T 3', 'X 3', 'LE 2'],
  );
});

test('an evaluation does not depend on what was evaluated before', () => {
  const wrong = withValue(seed000, '公开03表!功能=2080109!', money('99.12'));
  const before = evaluate(wrong, spec).roots;
  evaluate(withoutEmpty, spec);
  evaluate(seed000, spec);
  assert.deepEqual(evaluate(wrong, spec).roots, before);
  assert.equal(evaluate(seed000, spec).broken.length, 0);
});
