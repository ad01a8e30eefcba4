/** What is made of an object once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { once, onceForPair } from '../../server/src/base/once.ts';

test('it is made once for each owner', () => {
  const asked: object[] = [];
  const made = once((owner: { readonly name: string }) => {
    asked.push(owner);
    return { greeting: owner.name };
  });
  const [one, other] = [{ name: '甲' }, { name: '甲' }];
  const first = made(one);
  assert.equal(made(one), first);
  assert.notEqual(made(other), first);
  assert.equal(made(one), first);
  assert.deepEqual(asked, [one, other]);
});

test('that there is nothing is kept as well', () => {
  let asked = 0;
  const made = once((_: object): undefined => {
    asked++;
  });
  const owner = {};
  assert.equal(made(owner), undefined);
  assert.equal(made(owner), undefined);
  assert.equal(asked, 1);
});

test('where making fails nothing is kept', () => {
  let asked = 0;
  const made = once((_: object): number => {
    if (++asked === 1) throw new Error('not yet');
    return asked;
  });
  const owner = {};
  assert.throws(() => made(owner), /not yet/);
  assert.equal(made(owner), 2);
});

test('of two owners it is made once for the pair', () => {
  const asked: string[] = [];
  const made = onceForPair((a: { readonly name: string }, b: { readonly name: string }) => {
    asked.push(a.name + b.name);
    return a.name === '乙' ? undefined : { a, b };
  });
  const [one, other] = [{ name: '甲' }, { name: '乙' }];
  const first = made(one, other);
  assert.equal(made(one, other), first);
  assert.notEqual(made(one, one), first);
  assert.equal(made(other, one), undefined);
  assert.equal(made(other, one), undefined);
  assert.deepEqual(asked, ['甲乙', '甲甲', '乙甲']);
});
