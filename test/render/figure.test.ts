/** Printed figures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { group, printBlank, printSteps, printTyped, printValue } from '../../server/src/render/figure.ts';

const typed = (value: string, percent = false) => ({ value, percent, decimals: value.split('.')[1]?.length ?? 0 });

test('thousands are parted, decimals filled', () => {
  assert.equal(printValue('1064.5', 2), '1,064.50');
  assert.equal(printValue('-1234567.891', 2), '-1,234,567.89');
  assert.equal(printValue('999', 0), '999');
  assert.equal(printValue('1000', 0), '1,000');
  assert.equal(printValue('0', 2), '0.00');
  assert.equal(group('-123456.7891'), '-123,456.7891');
});

test('halves are rounded away from zero, and a negative zero is none', () => {
  assert.equal(printValue('2.675', 2), '2.68');
  assert.equal(printValue('-2.675', 2), '-2.68');
  assert.equal(printValue('1.005', 2), '1.01');
  assert.equal(printValue('-0.004', 2), '0.00');
  assert.equal(printValue('-0', 0), '0');
});

test('what was typed keeps its digits', () => {
  assert.equal(printTyped(typed('183.26'), 2), '183.26');
  assert.equal(printTyped(typed('62'), 2), '62.00');
  assert.equal(printTyped(typed('134.604665'), 2), '134.604665');
  assert.equal(printTyped(typed('74.78', true), 2), '74.78%');
});

test('steps of 0.001 元 print in 元 and in 万元, counts as they are', () => {
  assert.equal(printSteps(1_832_604_665, 10_000_000, 2), '183.26');
  assert.equal(printSteps(1_832_604_665, 1000, 2), '1,832,604.67');
  assert.equal(printSteps(-50_000, 10_000_000, 2), '-0.01');
  assert.equal(printSteps(35, 1, 0), '35');
});

test('blanks print in the form’s style', () => {
  assert.equal(printBlank('blank', 2), '');
  assert.equal(printBlank('zero', 2), '0.00');
  assert.equal(printBlank('zero', 0), '0');
});

test('taking the commas out gives the figure back, for any integer of steps', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (steps) => {
      assert.equal(BigInt(printSteps(steps, 1000, 3).replaceAll(',', '').replace('.', '')), BigInt(steps));
    }),
  );
});
