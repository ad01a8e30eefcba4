/** Messages between the extension and the preview: what has the wrong shape is dropped, whoever sent it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFromPreview, readState, readToPreview } from '../../client/src/preview/messages.ts';

test('messages of the preview', () => {
  assert.deepEqual(readFromPreview({ type: 'ready', more: 1 }), { type: 'ready' });
  assert.deepEqual(readFromPreview({ type: 'open', line: 3, endLine: 4 }), { type: 'open', line: 3, endLine: 4 });
  const computed = { type: 'computed', element: 'chapter-4-2-1', cell: true };
  assert.deepEqual(readFromPreview({ ...computed, uri: 'file:///etc/passwd' }), computed);
  for (const wrong of [
    null,
    undefined,
    'ready',
    [],
    { type: 'open', line: '3', endLine: 4 },
    { type: 'open', line: -1, endLine: 4 },
    { type: 'run' },
    { type: 'computed', element: 1, cell: true },
    { type: 'computed', element: 'a' },
  ])
    assert.equal(readFromPreview(wrong), undefined);
});

test('messages to the preview keep only what can be used', () => {
  const update = {
    type: 'update',
    html: '<p>',
    tables: [{ id: 't', title: '表' }, { id: 1 }],
    map: [{ element: 'a', line: 0, endLine: 1 }, { line: 0 }],
  };
  assert.deepEqual(readToPreview(update), { ...update, tables: [{ id: 't', title: '表' }], map: [{ element: 'a', line: 0, endLine: 1 }] });
  assert.equal(readToPreview({ type: 'update', html: 1, tables: [], map: [] }), undefined);
  assert.deepEqual(readToPreview({ type: 'reveal', line: 2, more: 1 }), { type: 'reveal', line: 2 });
  assert.deepEqual(readToPreview({ type: 'mark', line: 2 }), { type: 'mark', line: 2 });
  assert.equal(readToPreview({ type: 'mark', line: -1 }), undefined);
});

test('the state of a restored panel', () => {
  assert.deepEqual(readState({ uri: 'file:///a.budget', scroll: 1 }), { uri: 'file:///a.budget' });
  assert.equal(readState({ uri: 1 }), undefined);
  assert.equal(readState(undefined), undefined);
});

test('nothing makes the readers throw', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      readFromPreview(value);
      readToPreview(value);
      readState(value);
    }),
  );
});
