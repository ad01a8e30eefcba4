/** How exact a figure in a sentence is: as the tables print it, or, where there are none, as the text writes most of its amounts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, service, URI, withHead } from '../service/kit.ts';

const text = (...sentences: string[]): string => withHead(`【情况说明】\n一、支出情况\n${sentences.join('\n')}\n`);
const errors = (source: string): string[] =>
  analyse(source)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

/** 332 of 4255 is 7.80%, but of figures that were rounded to whole 万元 it may be 7.81%. */
const SHARES = '本年支出合计4255万元，其中：基本支出332万元，占7.81%；项目支出3923万元，占92.19%。';
const SUM = '本年支出合计995万元，其中：基本支出38万元，项目支出958万元。';

describe('whole amounts', () => {
  test('are rounded ones where a text without tables writes most of them so', () => {
    assert.deepEqual(errors(text(SHARES)), []);
    assert.deepEqual(errors(text(SUM)), []);
  });

  test('are still held against each other', () => {
    assert.deepEqual(errors(text(SHARES.replace('7.81', '8.71'))), ['wrong-ratio']);
    assert.deepEqual(errors(text(SUM.replace('958', '985'))).length, 1);
  });

  test('have lost their zeros where most amounts have decimals', () => {
    const others = '本年收入合计4260.55万元，其中：财政拨款收入4250.25万元，其他收入10.30万元。\n财政拨款支出4250.15万元。';
    assert.deepEqual(errors(text(SHARES, others)), ['wrong-ratio']);
  });

  test('have lost their zeros beside tables', () => {
    const table = '【支出决算表】\n列：  本年支出合计  基本支出  项目支出\n合计  4255.00  332.00  3923.00\n\n';
    assert.ok(errors(text(SHARES).replace('【情况说明】', `${table}【情况说明】`)).includes('wrong-ratio'));
  });

  test('become what they are while the text is typed', () => {
    const session = service.createSession();
    const others = '本年收入合计4260.55万元，其中：财政拨款收入4250.25万元，其他收入10.30万元。\n财政拨款支出4250.15万元。';
    const codes = [text(SHARES), text(SHARES, others), text(SHARES)].map((source, version) =>
      session
        .analyse(service.createDocument(URI, version, source))
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ code }) => code),
    );
    assert.deepEqual(codes, [[], ['wrong-ratio'], []]);
  });
});
