/** Official tables that nobody typed: what follows for them, and what does not. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CompletedEvaluation } from '../../server/src/disclosure/completed.ts';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { grid } from '../../server/src/render/json.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { analyse, HEAD, sample, service, URI } from '../service/kit.ts';

const PUBLIC = `【一般公共预算财政拨款支出决算表】
列：  基本支出  项目支出
2080101  100.00  5.00
2101101  10.00
2210201  20.00
`;
const OTHER = `【支出决算表】
列：  其他资金／基本支出
2080101  0.02
2089999  3.00
`;
const EMPTY = `【政府性基金预算财政拨款收入支出决算表】
空表：本单位没有政府性基金收支。
【国有资本经营预算财政拨款支出决算表】
空表：本单位没有国有资本经营预算支出。
`;

const tablesOf = (source: string) => pageOf(analyse(HEAD + source).disclosure).tables;
/** The texts of a printed table's lines; the code stands in three columns, two of them empty. */
const bodyOf = (source: string, number: string): string[] =>
  grid(tablesOf(source).find((table) => table.number === number)?.rows ?? []).map((row) => row.join('|').replace('|||', '|'));

suite('tables left out', () => {
  test('outlay follows where every fund is known, with the codes of all funds and the levels above them', () => {
    assert.deepEqual(bodyOf(PUBLIC + OTHER + EMPTY, '公开03表'), [
      '|合计|138.02|133.02|5.00|||',
      '208|社会保障和就业支出|108.02|103.02|5.00|||',
      '20801|人力资源和社会保障管理事务|105.02|100.02|5.00|||',
      '2080101|行政运行|105.02|100.02|5.00|||',
      '20899|其他社会保障和就业支出|3.00|3.00||||',
      '2089999|其他社会保障和就业支出|3.00|3.00||||',
      '210|卫生健康支出|10.00|10.00||||',
      '21011|行政事业单位医疗|10.00|10.00||||',
      '2101101|行政单位医疗|10.00|10.00||||',
      '221|住房保障支出|20.00|20.00||||',
      '22102|住房改革支出|20.00|20.00||||',
      '2210201|住房公积金|20.00|20.00||||',
    ]);
  });

  test('the other way round: a fund follows where the whole and every other fund are known, without the codes that are not its own', () => {
    const whole = `【支出决算表】
列：  基本支出  项目支出  其他资金／基本支出
2080101  105.02  5.00  0.02
2089999  3.00  -  3.00
2101101  10.00
合计  118.02  5.00
`;
    assert.deepEqual(bodyOf(whole + EMPTY, '公开05表'), [
      '|合计|120.00|115.00|5.00',
      '208|社会保障和就业支出|110.00|105.00|5.00',
      '20801|人力资源和社会保障管理事务|110.00|105.00|5.00',
      '2080101|行政运行|110.00|105.00|5.00',
      '210|卫生健康支出|10.00|10.00|',
      '21011|行政事业单位医疗|10.00|10.00|',
      '2101101|行政单位医疗|10.00|10.00|',
    ]);
    assert.deepEqual(
      analyse(HEAD + whole + EMPTY).findings.map(({ code }) => code),
      [],
    );
    const wrong = `${PUBLIC.replace('100.00', '103.00')}${whole}${EMPTY}`;
    assert.ok(analyse(HEAD + wrong).findings.some(({ severity }) => severity === 'error'));
  });

  test('all their figures are marked as derived', () => {
    const table = tablesOf(PUBLIC + OTHER + EMPTY).find(({ number }) => number === '公开03表')!;
    const figures = table.rows.flat().filter(({ kind, text }) => kind === 'figure' && text !== '');
    assert.ok(figures.length > 20);
    assert.ok(figures.every(({ derived }) => derived));
  });

  test('while a fund is not known nothing is printed', () => {
    for (const source of [PUBLIC + EMPTY, PUBLIC + OTHER]) assert.ok(!tablesOf(source).some(({ number }) => number === '公开03表'), source);
  });

  test('a table of which only a part follows is not printed: its rest would read as nothing', () => {
    const income = '【收入决算表】\n列：  财政拨款收入  其他收入\n2080101  10.00  1.00\n';
    const analysis = analyse(HEAD + income);
    const { leftOut, evaluation } = analysis.disclosure;
    const summary = leftOut.find(({ form }) => form.number === '公开01表')!;
    const known = summary.model.cells.filter(({ key }) => (evaluation.value(key) ?? 0) > 0).length;
    assert.ok(known > 0 && summary.model.cells.some(({ key }) => evaluation.value(key) === undefined));
    assert.deepEqual(
      pageOf(analysis.disclosure).tables.map(({ number }) => number),
      ['公开02表'],
    );
  });

  test('a row that cannot be read may be any: nothing follows from its table', () => {
    const source = `${PUBLIC.replace('2101101', '行政单位医疔')}${OTHER}${EMPTY}`;
    assert.ok(!tablesOf(source).some(({ number }) => number === '公开03表'));
  });

  test('they are no ground for a finding', () => {
    const summary = `【收入支出决算总表】
列：  决算数
本年收入合计  10.00
年初结转和结余  1.00
收入总计  11.00
本年支出合计  10.00
年末结转和结余  1.00
支出总计  11.00
`;
    const analysis = analyse(HEAD + PUBLIC + OTHER + EMPTY + summary);
    assert.ok(analysis.disclosure.evaluation.value('-3//合计//本年支出合计') !== undefined);
    const named = analysis.findings.flatMap(({ place, related = [] }) => [place, ...related.map((one) => one.place)]);
    assert.ok(named.every(({ section }) => section >= 0));
    const cells = analysis.disclosure.stated.roots.flatMap(({ broken }) =>
      broken.flatMap(({ identity }) => identity.terms.map(({ cell }) => cell)),
    );
    assert.ok(cells.length > 0 && cells.every((key) => !key.startsWith('-')));
  });

  test('a document without any official table has none', () => {
    assert.deepEqual(analyse(`${HEAD}【概况】\n正文。\n${OTHER}`).disclosure.leftOut, []);
  });

  test('they stay the same objects while nothing that they depend on changes, and are made only when asked for', () => {
    const session = service.createSession();
    let document = service.createDocument(URI, 1, HEAD + PUBLIC + OTHER + EMPTY);
    const before = session.analyse(document).disclosure;
    const tables = before.leftOut;
    const at = HEAD.split('\n').length - 1;
    document = document.apply([{ range: { start: { line: at + 2, character: 9 }, end: { line: at + 2, character: 12 } }, text: '101' }], 2);
    const after = session.analyse(document).disclosure;
    assert.notEqual(after.evaluation, before.evaluation);
    assert.ok(after.evaluation instanceof CompletedEvaluation);
    assert.deepEqual(
      after.leftOut.map((table, i) => table === tables[i]),
      tables.map(() => true),
    );
    assert.equal(
      pageOf(after)
        .tables.find(({ number }) => number === '公开03表')!
        .rows[0].find(({ kind }) => kind === 'figure')!.text,
      '139.02',
    );
  });

  test('whatever one or two tables of a published account are left out, no error comes that was not there, and no half table is printed', () => {
    const sections = sample.split(/^(?=【)/m);
    const errorsOf = ({ findings }: Analysis) => findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    const whole = analyse(sample);
    const before = new Set(errorsOf(whole));
    const official = whole.disclosure.sections.flatMap(({ role }, i) => (role.kind === 'table' ? [i] : []));
    assert.equal(official.length, 10);
    for (const [n, first] of official.entries())
      for (const second of official.slice(n)) {
        const analysis = analyse(sections.filter((_, i) => i !== first && i !== second).join(''));
        assert.deepEqual(
          errorsOf(analysis).filter((message) => !before.has(message)),
          [],
        );
        // Without the carry-over, which nothing else tells, neither summary follows; of the others the codes are not known.
        assert.equal(pageOf(analysis.disclosure).tables.length, first === second ? 9 : 8);
      }
  });
});
