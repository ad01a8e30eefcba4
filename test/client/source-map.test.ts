/** From lines to elements of the preview and back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SourceMap } from '../../client/src/preview/sourceMap.ts';

const map = new SourceMap([
  { element: 'table', line: 2, endLine: 9 },
  { element: 'cell-1', line: 4, endLine: 4 },
  { element: 'cell-2', line: 4, endLine: 4 },
  { element: 'long', line: 5, endLine: 7 },
  { element: 'paragraph', line: 12, endLine: 12 },
]);

test('the elements of a line are those that show least besides it', () => {
  assert.deepEqual(map.elementsAt(4), ['cell-1', 'cell-2']);
  assert.deepEqual(map.elementsAt(6), ['long']);
  assert.deepEqual(map.elementsAt(9), ['table']);
});

test('a line that is not shown leads to the nearest one above', () => {
  assert.deepEqual(map.elementsAt(11), ['long']);
  assert.deepEqual(map.elementsAt(99), ['paragraph']);
  assert.deepEqual(map.elementsAt(0), []);
  assert.deepEqual(new SourceMap([]).elementsAt(3), []);
});

test('the lines of an element', () => {
  assert.deepEqual(map.rangeOf('long'), { element: 'long', line: 5, endLine: 7 });
  assert.equal(map.rangeOf('nowhere'), undefined);
});
