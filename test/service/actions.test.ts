/** Every quick fix mends its finding, and is offered where the finding stands. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCases } from '../disclosure/cases.ts';
import { showFixes } from './fixes.ts';
import { analyse, applyEdits, linesOf, service, withHead } from './kit.ts';

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

describe('writing standard text out', () => {
  const table = '【支出决算表】\n列：  基本支出  项目支出\n2080505  3.00  1.00\n';
  const SENTENCE =
    '本年支出的具体构成：基本支出3.00万元，占75.00%；项目支出1.00万元，占25.00%；经营支出0.00万元，占0.00%；上缴上级支出0.00万元，占0.00%；对附属单位补助支出0.00万元，占0.00%。';

  /** The text behind each action offered on the line that begins so. */
  function written(source: string, start: string): string[] {
    const text = withHead(source);
    const line = linesOf(text).findIndex((one) => one.startsWith(start));
    const at = { start: { line, character: 0 }, end: { line, character: 0 } };
    const actions = service.actions(analyse(text), at).filter(({ kind }) => kind === 'refactor.rewrite');
    return actions.map(({ edit }) => applyEdits(text, Object.values(edit!.changes!)[0]));
  }

  test('below an empty heading, with references or in plain words, and then it is no more offered', () => {
    const [references, plain] = written(`${table}\n【情况说明】\n一、支出决算情况说明\n`, '一、');
    assert.ok(references.endsWith('\n一、支出决算情况说明\n' + references.slice(references.lastIndexOf('本年支出的具体构成'))));
    assert.ok(references.includes('基本支出{金额(基本支出)}，占{占比(基本支出，本年支出合计)}'));
    assert.ok(plain.endsWith(`\n一、支出决算情况说明\n${SENTENCE}\n`));
    assert.deepEqual(written(plain.slice(plain.indexOf('【')), '一、'), []);
  });

  test('a chapter left out is offered in the head, and comes before the chapters behind it', () => {
    const [, plain] = written(`${table}\n【名词解释】\n甲：乙\n`, '单位：');
    assert.ok(plain.endsWith(`1.00\n\n【情况说明】\n一、支出决算情况说明\n${SENTENCE}\n\n【名词解释】\n甲：乙\n`), plain);
  });

  test('nothing is offered elsewhere', () => {
    assert.deepEqual(written(`${table}\n【情况说明】\n一、支出决算情况说明\n共四万元。\n【名词解释】\n甲：乙\n`, '共'), []);
    assert.deepEqual(written(`${table}`, '2080505'), []);
  });
});
