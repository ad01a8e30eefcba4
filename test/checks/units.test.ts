/** A department's figures are the sum of its units', less what is eliminated between them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { follows } from '../../server/src/disclosure/left-out-tables.ts';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { renderJson } from '../../server/src/render/json.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { analyseWith, applyEdits, service } from '../service/kit.ts';
import { Folder, fileOf } from '../workspace/folder.ts';

const unit = (name: string, rows: string): string => fileOf({ unit: name }, '', rows);
const OUTLAY = '【支出决算表】\n列：  基本支出  项目支出\n';
const A = unit('甲中心', `${OUTLAY}2080101  10.00  2.00\n2080505  3.00  0.00\n`);
const B = unit('乙中心', `${OUTLAY}2080101  5.00  1.00\n`);
const department = (rows: string): string => fileOf({ unit: '某局', form: '江西省部门决算' }, '', rows);
const RIGHT = `${OUTLAY}2080101  15.00  3.00\n2080505  3.00  0.00\n`;

const read = (rows: string, units: readonly string[] = [A, B]): Analysis => analyseWith(department(rows), { units });
const errors = ({ findings }: Analysis) => findings.filter(({ severity }) => severity === 'error');
const said = (analysis: Analysis): string[] => errors(analysis).map(({ code, message }) => `${code}: ${message}`);

/** `file:line message` of every related place of the first error. */
const related = (analysis: Analysis): string[] =>
  errors(analysis)[0].related!.map(({ message, place }) => {
    const at = analysis.locate(place)!;
    return `${at.uri.slice(8)}:${at.range.start.line + 1} ${message}`;
  });

describe('a department that types its figures', () => {
  test('is right where they are the sum of its units', () => {
    const analysis = read(RIGHT);
    assert.deepEqual(said(analysis), []);
    assert.equal(analysis.disclosure.stated.broken.length, 0);
  });

  test('has one error where a figure is not, on that figure, with what each unit has there', () => {
    const analysis = read(RIGHT.replace('15.00', '16.00'));
    assert.deepEqual(said(analysis), [
      'unit-sum-differs: 支出决算表“2080101”基本支出 is 16.00, but the units make 15.00 (difference 1.00).',
    ]);
    assert.deepEqual(related(analysis), [
      'unit1.budget:8 甲中心 支出决算表“2080101”基本支出 10.00',
      'unit2.budget:8 乙中心 支出决算表“2080101”基本支出 5.00',
    ]);
    assert.deepEqual(errors(analysis)[0].data, { stated: '16.00', computed: '15.00', difference: '1.00', tolerance: '0.015' });
    const at = analysis.document.rangeOf(errors(analysis)[0].place)!;
    const fix = service.actions(analysis, at).find(({ title }) => title === 'Change to 15.00')!;
    const text = applyEdits(analysis.document.text, fix.edit!.changes![analysis.document.uri]);
    assert.deepEqual(said(analyseWith(text, { units: [A, B] })), []);
  });

  test('has one error for a leaf with all the sums above it, in every table', () => {
    const rows = `【收入支出决算总表】\n支出：\n八、社会保障和就业支出  22.00\n本年支出合计  22.00\n${OUTLAY.replace('列：', '列：  本年支出合计')}合计  22.00  19.00  3.00\n208  22.00  19.00  3.00\n20801  19.00  16.00  3.00\n2080101  19.00  16.00  3.00\n20805  3.00  3.00  0.00\n2080505  3.00  3.00  0.00\n`;
    const analysis = read(rows);
    assert.equal(errors(analysis).length, 1, said(analysis).join('\n'));
    assert.match(said(analysis)[0], /^unit-sum-differs: 支出决算表“2080101”基本支出 is 16\.00/);
    assert.ok(related(analysis).some((one) => one.includes('收入支出决算总表“本年支出合计” is 22.00, but the units make 21.00.')));
  });

  test('has the error of its own sum where one is off, and no second one', () => {
    const rows = `${OUTLAY}合计  18.00  3.00\n2080101  16.00  3.00\n2080505  3.00  0.00\n`;
    const analysis = read(rows);
    assert.deepEqual(
      errors(analysis).map(({ code }) => code),
      ['unbalanced-total'],
    );
  });

  test('has an error for what no unit has, and for what it left blank', () => {
    assert.match(said(read(`${RIGHT}2080506  1.00  0.00\n`))[0], /“2080506”基本支出 is 1\.00, but the units make 0\.00/);
    assert.match(
      said(read(RIGHT.replace('2080505  3.00  0.00', '2080505  -  0.00')))[0],
      /“2080505”基本支出 is 0\.00, but the units make 3\.00/,
    );
  });

  test('agrees within the rounding of all files, whatever their units of money', () => {
    const yuan = fileOf({ unit: '乙中心' }, '金额单位：元', `${OUTLAY}2080101  50,049.00  10,000.00\n`);
    assert.deepEqual(said(read(RIGHT, [A, yuan])), []);
    assert.equal(said(read(RIGHT, [A, yuan.replace('50,049', '51,000')])).length, 1);
  });

  test('is not compared where a unit’s figure cannot be read or is not known', () => {
    assert.deepEqual(said(read(RIGHT.replace('15.00', '99.00'), [A, B.replace('5.00', '#REF!')])), []);
    assert.deepEqual(said(read(RIGHT.replace('15.00', '99.00'), [A, unit('乙中心', '【概况】\n一、职责\n')])), []);
  });
});

describe('a department that types nothing', () => {
  const figure = (analysis: Analysis, members: Record<string, string>): number | undefined => {
    const { evaluation } = analysis.disclosure;
    const [cell] = evaluation.cellsAt({ measure: '支出', members });
    return cell && evaluation.value(cell.key);
  };

  test('has its tables derived from those of its units', () => {
    const analysis = read('');
    const { leftOut, evaluation } = analysis.disclosure;
    assert.ok(leftOut.filter((table) => follows(table, evaluation)).some(({ form }) => form.title === '支出决算表'));
    assert.equal(figure(analysis, {}), 210_000_000);
    assert.equal(figure(analysis, { 功能: '2080101', 性质: '基本' }), 150_000_000);
    assert.deepEqual(said(analysis), []);
  });

  test('in a row of a table that it types, has that row derived', () => {
    const analysis = read('【收入支出决算总表】\n支出：\n本年支出合计  21.00\n');
    assert.equal(figure(analysis, { 功能: '208' }), 210_000_000);
    assert.deepEqual(said(analysis), []);
  });

  test('in a column of a table that it types says that there is nothing, as anywhere', () => {
    const analysis = read('【支出决算表】\n列：  项目支出\n2080101  3.00\n2080505  0.00\n');
    assert.deepEqual(
      errors(analysis).map(({ code }) => code),
      ['unit-sum-differs', 'unit-sum-differs'],
    );
  });

  test('says on hover which units a figure is the sum of', () => {
    const analysis = read('【支出决算表】\n');
    const hover = (service.hover(analysis, { line: 5, character: 2 })!.contents as { value: string }).value;
    assert.ok(hover.includes('“合计”基本支出 18.00 = 甲中心 支出决算表“合计”基本支出 13.00 + 乙中心 支出决算表“合计”基本支出 5.00'));
  });
});

describe('what is eliminated between units', () => {
  const WITH = '【支出决算表】\n列：  基本支出  项目支出  抵销／项目支出\n2080101  15.00  2.00  1.00\n2080505  3.00  0.00\n';

  test('is deducted from their sum', () => {
    assert.deepEqual(said(read(WITH)), []);
    assert.deepEqual(said(read(WITH.replace('2.00  1.00', '2.50  1.00'))), [
      'unit-sum-differs: 支出决算表“2080101”项目支出 is 2.50, but the units make 2.00 (difference 0.50).',
    ]);
    assert.ok(
      related(read(WITH.replace('2.00  1.00', '2.50  1.00'))).some((one) =>
        one.includes('eliminated: 支出决算表“2080101”抵销／项目支出 1.00'),
      ),
    );
  });

  test('is deducted from what is derived as well', () => {
    const analysis = read('【支出决算表】\n列：  抵销／项目支出\n2080101  1.00\n');
    const { evaluation } = analysis.disclosure;
    const [total] = evaluation.cellsAt({ measure: '支出', members: {} });
    assert.equal(evaluation.value(total.key), 200_000_000);
    assert.deepEqual(said(analysis), []);
  });
});

test('typing in a department makes no table of its units anew while only figures change', () => {
  const links = read(RIGHT).disclosure.links;
  const session = service.createSession();
  const document = service.createDocument('file:///d.budget', 1, department(RIGHT));
  const outside = (analysis: Analysis) => analysis.disclosure.stated.tables.find((table) => table.outside);
  const before = outside(session.analyse(document, links));
  const line = 7;
  const range = { start: { line, character: 9 }, end: { line, character: 14 } };
  const after = session.analyse(document.apply([{ range, text: '15.50' }], 2), links);
  assert.ok(before);
  assert.equal(outside(after), before);
  assert.equal(errors(after).length, 1);
});

test('the teaching department has no finding, prints what its units make up, and follows them', async () => {
  const dir = path.resolve(import.meta.dirname, '../../samples/teaching-department');
  const texts = Object.fromEntries(readdirSync(dir).map((name) => [name, readFileSync(path.join(dir, name), 'utf8')]));
  assert.equal(Object.keys(texts).length, 3);
  const folder = new Folder(texts);
  for (const name of Object.keys(texts)) assert.deepEqual((await folder.analyse(name)).findings, [], name);
  const printed = async () => {
    const page = renderJson(pageOf((await folder.analyse('2023-部门.budget')).disclosure));
    const { tables } = JSON.parse(page) as { tables: { title: string; rows: string[][] }[] };
    return tables.find(({ title }) => title === '支出决算表')!.rows.map((row) => row.join(' ').replace(/ +/g, ' ').trim());
  };
  assert.ok(
    (await printed()).some((row) => row.startsWith('合计 220.00 215.00 5.00')),
    (await printed()).join('\n'),
  );
  folder.edit(
    '2023-经办中心.budget',
    texts['2023-经办中心.budget'].replace('80.00      5.00', '80.00      6.00').replace('80.00      5.00', '80.00      6.00'),
  );
  assert.ok(
    (await printed()).some((row) => row.startsWith('合计 221.00 215.00 6.00')),
    (await printed()).join('\n'),
  );
  assert.deepEqual(
    (await folder.analyse('2023-部门.budget')).findings.map(({ code }) => code),
    ['unit-sum-differs', 'unit-sum-differs'],
    'the two totals that the department types',
  );
});
