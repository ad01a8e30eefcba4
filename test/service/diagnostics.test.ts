/** Findings as an editor gets them: on one line, with their figures and places, graded by settings, silenced by comments. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkCodes } from '../../server/src/checks/codes.ts';
import { withFixes } from '../../server/src/disclosure/finding.ts';
import { gradedFindings } from '../../server/src/service/diagnostics.ts';
import { anyText } from '../grammar/texts.ts';
import { analyse, linesOf, service, URI, withHead } from './kit.ts';

const diagnose = (source: string, checks = {}) => service.diagnostics(analyse(withHead(source)), { checks });
const codes = (source: string, checks = {}) => diagnose(source, checks).map(({ code }) => code);

/** One figure of a table that crosses in two sums. */
const WRONG = `【支出决算表】
列：  本年支出合计  基本支出
合计  30.00  30.00
208  社会保障和就业支出  20.00  20.00
210  卫生健康支出  10.00  10.50`;

describe('a diagnostic', () => {
  test('says the figures, and where they come from', () => {
    const [diagnostic, ...others] = diagnose(WRONG);
    const { code, codeDescription, source, severity, data, message, range, relatedInformation = [] } = diagnostic;
    assert.deepEqual(others, []);
    assert.deepEqual([code, codeDescription, source, severity], ['unbalanced-total', { href: 'docs:unbalanced-total' }, 'budget', 1]);
    assert.deepEqual(data, { stated: '10.50', computed: '10.00', difference: '0.50', tolerance: '0.015' });
    assert.match(String(message), /^10\.50 does not agree in 2 places; 10\.00 would make all of them agree\./);
    const lines = linesOf(withHead(WRONG));
    assert.equal(lines[range.start.line].slice(range.start.character, range.end.character), '10.50');
    assert.deepEqual(
      relatedInformation.map(
        ({
          location: {
            range: { start, end },
          },
        }) => lines[start.line].slice(start.character, end.character),
      ),
      ['30.00', '20.00', '10.50', '10.00'],
    );
    assert.ok(relatedInformation.every(({ location, message: text }) => location.uri === URI && text !== ''));
  });

  test('stays on one line whatever it speaks of', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const whole = withHead(`【支出决算表】\n${text}\n【情况说明】\n${text}`);
        const lines = linesOf(whole);
        for (const { range, relatedInformation = [], message } of service.diagnostics(analyse(whole))) {
          assert.ok(message !== '');
          for (const { start, end } of [range, ...relatedInformation.map(({ location }) => location.range)]) {
            assert.equal(start.line, end.line);
            assert.ok(start.character <= end.character && end.character <= lines[start.line].length);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('bears a code that is known', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { code } of service.diagnostics(analyse(withHead(`【收入支出决算总表】\n${text}`))))
          assert.ok(checkCodes.includes(String(code)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('settings', () => {
  test('grade a check otherwise, or turn it off', () => {
    const severities = (severity: string) => diagnose(WRONG, { 'unbalanced-total': severity }).map((diagnostic) => diagnostic.severity);
    assert.deepEqual(['error', 'warning', 'information', 'hint', 'off'].map(severities), [[1], [2], [3], [4], []]);
  });

  test('make no fix before somebody asks for it', () => {
    let made = 0;
    const place = { section: 1, start: 0, end: 1 };
    const fix = { title: '…', edits: [{ place, text: '1' }] };
    const finding = withFixes({ code: 'unknown-account', severity: 'error', message: '…', place }, () => {
      made++;
      return [fix];
    });
    const [graded] = gradedFindings([finding], { checks: { 'unknown-account': 'hint' } });
    assert.deepEqual([graded.severity, made], ['hint', 0]);
    assert.deepEqual([graded.fixes, made], [[fix], 1]);
  });

  test('of one check leave the others alone', () => {
    const text = '【支出决算表】\n列：  甲\n合计  #REF!\n乙：丙';
    assert.deepEqual(codes(text), ['unknown-column', 'unknown-property']);
    assert.deepEqual(codes(text, { 'unknown-column': 'off' }), ['unknown-property']);
  });
});

describe('a comment', () => {
  const row = '210  卫生健康支出  10.00  10.50';
  const silenced = (line: string) => codes(WRONG.replace(row, line));

  test('silences the code it names on its line', () => {
    assert.deepEqual(silenced(`${row}  // 忽略 unbalanced-total：已核`), []);
    assert.deepEqual(silenced(`${row} // 忽略 account-order、unbalanced-total`), []);
  });

  test('silences nothing else', () => {
    assert.deepEqual(silenced(`${row}  // 忽略 rounding-difference：已核`), ['unbalanced-total']);
    assert.deepEqual(silenced(`${row}  // 忽略`), ['unbalanced-total']);
    assert.deepEqual(silenced(`${row}\n// 忽略 unbalanced-total`), ['unbalanced-total']);
  });

  test('alone on a line silences the next line that says something', () => {
    assert.deepEqual(silenced(`// 忽略 unbalanced-total：已核\n${row}`), []);
    assert.deepEqual(silenced(`// 忽略 unbalanced-total：已核\n// 忽略 rounding-difference\n\n${row}`), []);
    assert.deepEqual(
      silenced(`// 忽略 unbalanced-total：已核\n209  某支出\n${row}`).filter((code) => code === 'unbalanced-total'),
      ['unbalanced-total'],
    );
  });

  test('silences a whole section', () => {
    assert.deepEqual(silenced(`${row}\n// 忽略本节 unbalanced-total：已核`), []);
    assert.deepEqual(codes(`// 忽略本节 unbalanced-total\n${WRONG}`), ['unbalanced-total']);
  });

  test('silences what stands on a header', () => {
    assert.deepEqual(codes('【支处决算表】\n合计'), ['unknown-table']);
    assert.deepEqual(codes('【支处决算表】 // 忽略 unknown-table\n合计'), []);
  });
});

describe('an analysis', () => {
  test('takes a mistake back as soon as it is mended, section by section', () => {
    const session = service.createSession();
    const wrong = withHead(`${WRONG}\n【名词解释】\n甲：乙`);
    let document = service.createDocument(URI, 1, wrong);
    const line = linesOf(wrong).findIndex((one) => one.endsWith('10.50'));
    const counts = ['10.00', '10.70', '#REF!', '10.00'].map((text, i) => {
      const { length } = linesOf(document.text)[line];
      const start = linesOf(document.text)[line].lastIndexOf(' ') + 1;
      document = document.apply([{ range: { start: { line, character: start }, end: { line, character: length } }, text }], i + 2);
      return service.diagnostics(session.analyse(document)).map(({ code }) => code);
    });
    assert.deepEqual(counts, [[], ['unbalanced-total'], ['unreadable-amount'], []]);
  });

  test('of the same document is the same', () => {
    const session = service.createSession();
    const document = service.createDocument(URI, 1, withHead(WRONG));
    assert.equal(session.analyse(document), session.analyse(document));
  });
});
