/** What a year takes over: last year's closing balances, and the budget as it was published. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { analyseWith, applyEdits, sample as published, service } from '../service/kit.ts';
import { fileOf } from '../workspace/folder.ts';

/** The tables of last year that close with these balances, in 万元. */
const closing = (all: string, fiscal: string): string =>
  fileOf(
    { year: 2022 },
    '',
    `【收入支出决算总表】\n年末结转和结余  ${all}\n【财政拨款收入支出决算总表】\n支出：\n年末财政拨款结转和结余  ${fiscal}  ${fiscal}\n`,
  );

/** Without the comment at its start. */
const sample = published.slice(published.indexOf('单位：'));

const PRIOR = closing('10.23', '10.22');

/** The published sample, whose opening balances are 10.23 and 10.22, beside a year before. */
const beside = (prior: string, text = sample): Analysis => analyseWith(text, { prior });

const found = ({ findings }: Analysis, code = 'opening-balance-differs') => findings.filter((finding) => finding.code === code);

/** `file:line message` of every related place. */
const related = (analysis: Analysis, code?: string): string[] =>
  found(analysis, code).flatMap((finding) =>
    (finding.related ?? []).map(({ message, place }) => {
      const at = analysis.locate(place)!;
      return `${at.uri.slice(8)}:${at.range.start.line + 1} ${message}`;
    }),
  );

describe('an opening balance', () => {
  test('that is last year’s closing balance says nothing, nor do funds that last year does not state', () => {
    assert.deepEqual(found(beside(PRIOR)), []);
    assert.deepEqual(found(beside(fileOf({ year: 2022 }, '', '【收入支出决算总表】\n年末结转和结余  10.23\n'))), []);
  });

  test('that differs is one warning, with every figure of both files and where it stands', () => {
    const analysis = beside(closing('2.69', '2.68'));
    const [finding, ...others] = found(analysis);
    assert.deepEqual(others, []);
    assert.equal(finding.severity, 'warning');
    assert.equal(
      finding.message,
      '财政拨款收入支出决算总表“一、一般公共预算财政拨款” is 10.22, but the file of the year before closes with 2.68 (difference 7.54). If the opening balance was adjusted, say so in the text.',
    );
    assert.deepEqual(finding.data, { stated: '10.22', computed: '2.68', difference: '7.54', tolerance: '0.01' });
    const [mine] = analysis.document.sections.flatMap((section, i) => (section.id === finding.place.section ? [i] : []));
    assert.equal(analysis.document.sections[mine].text.slice(finding.place.start, finding.place.end), '10.22');
    assert.deepEqual(related(analysis), [
      'prior.budget:10 决算 of 2022: 财政拨款收入支出决算总表“年末财政拨款结转和结余”一般公共预算财政拨款 2.68',
      'test.budget:103 财政拨款收入支出决算总表“年初财政拨款结转和结余” 10.22',
      'prior.budget:10 决算 of 2022: 财政拨款收入支出决算总表“年末财政拨款结转和结余”小计 2.68',
      'test.budget:44 收入支出决算总表“年初结转和结余” 10.23',
      'prior.budget:7 决算 of 2022: 收入支出决算总表“年末结转和结余” 2.69',
    ]);
  });

  test('of which only the whole differs stands on the whole', () => {
    const analysis = beside(closing('11.23', '10.22'));
    assert.deepEqual(
      found(analysis).map(({ message }) => message.split(' (')[0]),
      ['收入支出决算总表“年初结转和结余” is 10.23, but the file of the year before closes with 11.23'],
    );
  });

  test('agrees within the rounding of both files, whatever their units of money', () => {
    const inYuan = (all: string) => fileOf({ year: 2022 }, '金额单位：元', `【收入支出决算总表】\n年末结转和结余  ${all}\n`);
    assert.deepEqual(found(beside(inYuan('102,349.00'))), []);
    assert.equal(found(beside(inYuan('102,351.00'))).length, 1);
  });

  test('left blank is nothing, and differs from a closing balance', () => {
    const text = sample.replace('年初结转和结余\t29\t10.23', '年初结转和结余\t29\t');
    assert.notEqual(text, sample);
    assert.equal(found(beside(closing('10.23', '10.22'), text)).length, 1);
  });

  test('can be taken from last year by quick fixes, first the part and then its total', () => {
    let text = sample;
    for (const total of ['一、一般公共预算财政拨款', '年初财政拨款结转和结余']) {
      const analysis = beside(closing('10.23', '9.22'), text);
      const [finding] = found(analysis);
      assert.ok(finding.message.includes(total));
      const fix = service.actions(analysis, analysis.document.rangeOf(finding.place)!).find(({ title }) => title === 'Change to 9.22')!;
      text = applyEdits(text, fix.edit!.changes![analysis.document.uri]);
    }
    assert.deepEqual(found(beside(closing('10.23', '9.22'), text)), []);
  });

  test('is silenced where the author says why it was adjusted', () => {
    const silenced = sample.replace(/^(一、一般公共预算财政拨款 +10\.22)$/m, '$1  // 忽略 opening-balance-differs：按决算批复调整');
    assert.notEqual(silenced, sample);
    assert.deepEqual(found(beside(closing('10.23', '9.22'), silenced)), []);
  });

  test('by account is compared only where both years list the account', () => {
    const table = (year: number, row: string) => fileOf({ year }, '', `【政府性基金预算财政拨款收入支出决算表】\n${row}\n`);
    const at = (prior: string) => found(beside(table(2022, prior), table(2023, '列：  年初结转和结余  本年支出\n2120802  3.00  3.00')));
    assert.equal(at('列：  本年收入  年末结转和结余\n2120802  2.00  2.00').length, 1);
    assert.deepEqual(at('列：  本年收入  年末结转和结余\n2120899  3.00  3.00'), [], 'the account may have got another number');
  });

  test('is not compared with last year’s figures that cannot be read', () => {
    assert.deepEqual(found(beside(fileOf({ year: 2022 }, '', '【收入支出决算总表】\n年末结转和结余  #REF!\n'))), []);
  });
});

describe('the initial budget', () => {
  const budget = (reception: string): string =>
    fileOf({ kind: '预算' }, '', `【一般公共预算“三公”经费支出表】\n列：“三公”经费合计  公务接待费\n${reception}  ${reception}\n`);
  const against = (reception: string): Analysis => analyseWith(sample, { budget: budget(reception) });

  test('that is the published budget says nothing', () => {
    assert.deepEqual(found(against('3.00'), 'initial-budget-differs'), []);
  });

  test('that differs is one warning, on the part and not on its total', () => {
    const analysis = against('3.50');
    const [finding, ...others] = found(analysis, 'initial-budget-differs');
    assert.deepEqual(others, []);
    assert.equal(
      finding.message,
      '财政拨款“三公”经费支出决算表“3.公务接待费”年初预算数 is 3.00, but the budget of this year has 3.50 (difference 0.50).',
    );
    assert.deepEqual(
      related(analysis, 'initial-budget-differs').map((one) => one.split(' ')[0]),
      ['budget.budget:8', 'test.budget:271', 'budget.budget:8'],
    );
  });
});

test('typing elsewhere compares nothing again', () => {
  const links = beside(closing('2.69', '2.68')).disclosure.links;
  const session = service.createSession();
  const document = service.createDocument('file:///test.budget', 1, sample);
  const before = session.analyse(document, links).findings.find(({ code }) => code === 'opening-balance-differs');
  const end = { line: document.lineCount - 1, character: 0 };
  const after = session.analyse(document.apply([{ range: { start: end, end }, text: '又一段。' }], 2), links).findings;
  assert.ok(before);
  assert.equal(
    after.find(({ code }) => code === 'opening-balance-differs'),
    before,
  );
});
