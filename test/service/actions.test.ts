/** Every quick fix mends its finding, and is offered where the finding stands. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCases } from '../disclosure/cases.ts';
import { showFixes } from './fixes.ts';
import { analyse, linesOf, service, withHead } from './kit.ts';

describe('quick fixes', () => {
  for (const { name, source, expected } of readCases('service/fixes.txt'))
    test(name, () => {
      assert.equal(showFixes(source), expected);
    });

  const text = withHead('【支出决算表】\n列：  本年支出合计  基本支初\n合计  1.00  #REF!');
  const line = linesOf(text).findIndex((one) => one.startsWith('列'));
  const at = (row: number) => ({ start: { line: row, character: 0 }, end: { line: row, character: 99 } });

  test('are offered on the line of their finding only', () => {
    const titles = (row: number) => service.actions(analyse(text), at(row)).map(({ title }) => title);
    assert.deepEqual([titles(line - 1), titles(line), titles(line + 1)], [[], ['Replace with 基本支出'], []]);
  });

  test('know their diagnostic as it is shown, with the severity that settings give', () => {
    const [action] = service.actions(analyse(text), at(line), { checks: { 'unknown-column': 'hint' } });
    const diagnostics = service.diagnostics(analyse(text), { checks: { 'unknown-column': 'hint' } });
    assert.deepEqual(
      action.diagnostics,
      diagnostics.filter(({ code }) => code === 'unknown-column'),
    );
    assert.deepEqual([action.kind, action.diagnostics?.[0].severity], ['quickfix', 4]);
  });

  test('are not offered for what settings turn off', () => {
    assert.deepEqual(service.actions(analyse(text), at(line), { checks: { 'unknown-column': 'off' } }), []);
  });

  test('keep the document’s line ends', () => {
    const crlf = '【支出决算表】合计\r\n';
    const [fix] = service.actions(analyse(crlf), at(0));
    assert.deepEqual(
      Object.values(fix.edit!.changes!)[0].map(({ newText }) => newText),
      ['\r\n'],
    );
  });
});
