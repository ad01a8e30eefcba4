/** The row-cutting algorithm on lines as people type and paste them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sheet, showProblems, showTree, visibleToTyped } from './show.ts';

const fixture = readFileSync(new URL('../fixtures/grammar/sloppy-rows.txt', import.meta.url), 'utf8');

for (const entry of fixture.split('\n')) {
  const [source, expected] = entry.split(' ⟹ ');
  if (expected === undefined || entry.startsWith('//')) continue;
  test(`cuts ${source}`, () => {
    const tree = sheet(visibleToTyped(source));
    assert.equal(showTree(tree).join('\n') + showProblems(tree), expected);
  });
}
