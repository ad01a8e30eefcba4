/** Official tables: what prints where if not all of it was typed, or otherwise than the form has it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import type { PageCell } from '../../server/src/render/page.ts';
import { analyse, builtIn, cellWith, jsonOf, pageFrom, print, rowsOf, sample, serviceWith, tableOf } from './read.ts';

const OUTLAY = '【支出决算表】\n';
const BASIC = '【一般公共预算财政拨款基本支出决算表】\n';

test('typed figures get commas and the form’s decimals, never fewer than were typed', () => {
  const page = print(`${OUTLAY}列：  本年支出合计  基本支出  项目支出\n2080101  行政运行  12345.6  1234  0.605\n`);
  assert.deepEqual(rowsOf(page, '支出', '2080101'), ['2080101|||行政运行|12,345.60|1,234.00|0.605|||']);
});

test('figures typed in 元 print in 万元', () => {
  const page = print(
    `${OUTLAY}列：  基本支出\n2080101  1832604.67\n2080109  0\n`,
    '单位：甲\n年度：2023\n版式：江西省单位决算\n录入单位：元\n',
  );
  assert.deepEqual(
    rowsOf(page, '支出', '20801')
      .slice(1)
      .map((row) => row.split('|')[5]),
    ['183.26', '0.00'],
  );
});

test('a table in another unit says so and keeps its figures', () => {
  const page = print(`${OUTLAY}金额单位：元\n列：  基本支出\n2080101  1832604.67\n`);
  const table = tableOf(page, '支出');
  assert.equal(table.unitOfMeasure, '元');
  assert.deepEqual(table.captions, [
    ['', '', '公开03表'],
    ['单位：某单位', '2023年度', '金额单位：元'],
  ]);
  assert.deepEqual(rowsOf(page, '支出', '2080101')[0].split('|').slice(3, 6), ['行政运行', '1,832,604.67', '1,832,604.67']);
});

test('signs for nothing print as typed, dashes for an empty cell as blanks, what is no figure as typed', () => {
  const page = print(`${OUTLAY}列：  本年支出合计  基本支出  项目支出  经营支出\n2080101  行政运行  /  -  #REF!  见附表\n`);
  assert.deepEqual(rowsOf(page, '支出', '2080101'), ['2080101|||行政运行|/||#REF!||见附表|']);
});

test('what was left out and follows is printed and marked', () => {
  const page = print(`${OUTLAY}列：  基本支出\n2080101  183.24\n2080109  99.21\n`);
  const section = tableOf(page, '支出').rows.find((row) => row[0].text === '20801');
  assert.deepEqual(
    section?.map(({ text, derived }) => [text, derived]),
    [['20801', false], ['人力资源和社会保障管理事务', false], ['282.45', true], ['282.45', true], ...new Array(4).fill(['', false])],
  );
  assert.equal(tableOf(page, '支出').rows.find((row) => row[0].text === '2080101')?.[3].derived, false);
});

test('a row left out takes its figure from another table that has it, marked; others are blank', () => {
  const page = print(
    '【财政拨款收入支出决算总表】\n收入：\n本年收入合计  3.00\n【一般公共预算财政拨款支出决算表】\n列：  基本支出\n2080101  3.00\n【政府性基金预算财政拨款收入支出决算表】\n合计\n【国有资本经营预算财政拨款支出决算表】\n合计\n',
  );
  const lines = tableOf(page, '财政拨款总表').rows;
  const line = lines.find((row) => row.some(({ text }) => text === '八、社会保障和就业支出'));
  assert.deepEqual(
    line?.slice(3).map(({ text, derived }) => [text, derived]),
    [
      ['八、社会保障和就业支出', false],
      ['40', false],
      ['3.00', true],
      ['3.00', true],
      ['', false],
      ['', false],
    ],
  );
  assert.deepEqual(rowsOf(page, '财政拨款总表', '外交支出'), ['二、政府性基金预算财政拨款|2||二、外交支出|34||||']);
});

test('accounts bear their official names where only the code was typed, typed names stay', () => {
  const page = print(`${OUTLAY}列：  基本支出\n2080101  1.00\n2080109  我的名称  2.00\n2089999999  3.00\n`);
  assert.deepEqual(
    rowsOf(page, '支出', '20801').map((row) => row.split('|')[3]),
    ['人力资源和社会保障管理事务', '行政运行', '我的名称'],
  );
});

test('codes stand in their order, whatever the file’s; the first of a code counts, the second is printed as typed', () => {
  const page = print(`${OUTLAY}列：  本年支出合计  基本支出\n221  丙  3.00  3.00\n208  甲  1.00  1.00\n221  丁  9.99  8.88\n`);
  assert.deepEqual(rowsOf(page, '支出').slice(1), ['208|||甲|1.00|1.00||||', '221|||丙|3.00|3.00||||', '221|||丁|9.99|8.88||||']);
});

test('a listed form prints all its codes, a misprinted one in place of its namesake, an unlisted one behind its kin', () => {
  const page = print(`${BASIC}30101  基本工资  1.00\n30117  新科目  2.00\n310111  地上附着物和青苗补偿  0.50\n`);
  const rows = rowsOf(page, '基本支出');
  assert.equal(rows.length, 35);
  assert.ok(rows.some((row) => row.startsWith('30117|新科目|2.00|')));
  assert.equal(
    rows.findIndex((row) => row.startsWith('30117|')),
    rows.findIndex((row) => row.startsWith('30114|')) + 1,
  );
  assert.ok(rows.some((row) => row.endsWith('|310111|地上附着物和青苗补偿|0.50')));
  assert.ok(!rows.some((row) => row.includes('|31011|')));
});

test('the blocks of a listed form begin where the form cuts them, totals stand on the last line, 款 is indented', () => {
  const page = print(`${BASIC}30201  办公费  1.00\n人员经费合计\n公用支出合计  1.00\n`);
  const rows = rowsOf(page, '基本支出');
  assert.ok(rows[0].startsWith('301|工资福利支出|') && rows[0].includes('|302|商品和服务支出|') && rows[0].includes('|307|'));
  assert.equal(rows[rows.length - 1], '人员经费合计|||公用支出合计|||||1.00');
  const table = tableOf(page, '基本支出');
  assert.equal(cellWith(table, '办公费').indent, 1);
  assert.deepEqual([cellWith(table, '商品和服务支出').indent, cellWith(table, '公用支出合计').colspan], [0, 5]);
});

test('rows that are none of the form’s are printed as typed behind the others', () => {
  const page = print(
    `${OUTLAY}列：  本年支出合计  基本支出\n合计  1.00  1.00\n208  甲  1.00  1.00\n怪行  2.22  3.33\n行政运行 0 0 5.00\n合 计: 7.77 8.88\n`,
  );
  const rows = rowsOf(page, '支出');
  assert.equal(rows.length, 5);
  assert.equal(rows[2], '|||怪行|2.22|3.33||||');
  assert.equal(rows[3], '行政运行 0 0 5.00|||||||||');
  for (const figure of ['7.77', '8.88']) assert.ok(rows[4].includes(figure), rows[4]);
});

test('an unknown row of one side is printed on that side', () => {
  const heading = '列：项目\t行次\t决算数\t项目（按功能分类）\t行次\t决算数\n';
  const page = print(
    `【收入支出决算总表】\n${heading}八、其他收入\t8\t0.02\t怪支出\t39\t314.58\n怪收入\t9\t7.00\t九、卫生健康支出\t40\t163.07\n`,
  );
  const rows = rowsOf(page, '收入支出总表');
  assert.ok(rows.includes('八、其他收入|8|0.02|八、社会保障和就业支出|39|'));
  assert.ok(rows.includes('|9||九、卫生健康支出|40|163.07'));
  assert.equal(rows[rows.length - 1], '怪收入|9|7.00|怪支出|39|314.58');
});

test('the author’s notes win over the form’s; a table stated to be empty says so first', () => {
  const title = '【国有资本经营预算财政拨款支出决算表】\n';
  assert.deepEqual(jsonOf(print(`${title}合计\n`), '国有资本').notes, [
    '注：1.本表反映部门(单位)本年度国有资本经营预算财政拨款支出情况。',
    '2.当此表数据为空时，即本部门(单位)无国有资本经营预算财政拨款支出。',
  ]);
  assert.deepEqual(jsonOf(print(`${title}空表：本单位无此项支出。\n注：甲\n｜乙\n备注：\n｜丙\n`), '国有资本').notes, [
    '本单位无此项支出。',
    '注：甲',
    '乙',
    '备注：丙',
  ]);
  assert.equal(
    jsonOf(print('【国有资产占用情况表】\n1.副部（省）级及以上领导用车  0\n'), '国有资产').notes[0].slice(0, 22),
    '注：1.本表反映截止2023年12月31日，',
  );
});

test('tables that were left out, and columns of the model alone, print no table', () => {
  assert.deepEqual(print('【概况】\n一、甲\n').tables, []);
  assert.deepEqual(print(`${OUTLAY}列：  其他资金／基本支出\n2080101  0.02\n`).tables, []);
});

const SMALL = {
  name: '小表',
  kind: '决算',
  title: '{unit}',
  blank: 'zero',
  chapters: [{ number: '', title: '表', tables: true }],
  tables: [
    {
      id: '横',
      number: '表1',
      title: '横表',
      measure: '三公',
      rows: 'single',
      columns: [{ title: '预算数', at: '基准=年初预算', columns: [['合计'], ['接待', '三公=接待']] }],
    },
    {
      id: '分',
      number: '表2',
      title: '分栏表',
      measure: '支出',
      labels: [
        { title: '类', kind: 'code', part: [0, 3] },
        { title: '款', kind: 'code', part: [3, 5] },
        { title: '名称', kind: 'name' },
      ],
      blocks: [{ title: '甲', across: 2, rows: { by: '功能', total: '合计', totalAt: 'first' } }],
      columns: [['金额']],
    },
  ],
};

test('forms of other shapes: one nameless row, zeros for blanks, codes in parts, blocks divided evenly with their total first', () => {
  const page = pageFrom(
    '单位：甲\n年度：2023\n版式：小表\n【横表】\n3.00\n【分栏表】\n合计  6.00\n208  1.00\n20805  2.00\n210  3.00\n',
    serviceWith(SMALL),
  );
  assert.deepEqual(jsonOf(page, '横').rows, [['3.00', '0.00']]);
  assert.deepEqual(jsonOf(page, '分').rows, [
    ['合计', '', '', '', '', '', '', '6.00'],
    ['208', '', '社会保障和就业支出', '1.00', '210', '', '卫生健康支出', '3.00'],
    ['208', '05', '行政事业单位养老支出', '2.00', '', '', '', ''],
  ]);
});

const analysis = analyse(sample);
const figuresOf = (page: ReturnType<typeof pageOf>): PageCell[] =>
  page.tables.flatMap((table) => table.rows.flat()).filter((cell) => cell.kind === 'figure' && cell.text !== '');

test('every printed figure leads to the text where it was typed', () => {
  const figures = figuresOf(pageOf(analysis.disclosure));
  assert.ok(figures.length > 200);
  for (const { text, source } of figures) {
    if (!source) {
      assert.equal(text, '——');
      continue;
    }
    const typed = analysis.document.sectionOf(source.section)!.text.slice(source.start, source.end);
    assert.equal(typed.replaceAll(',', ''), text.replaceAll(',', ''));
  }
});

test('labels lead to where they were typed', () => {
  for (const table of pageOf(analysis.disclosure).tables)
    for (const { kind, text, source } of table.rows.flat()) {
      if (kind !== 'label' || !source || text === '') continue;
      const typed = analysis.document.sectionOf(source.section)!.text.slice(source.start, source.end);
      assert.equal(typed, text);
    }
});

test('what does not change is the same table as before; one in which something follows otherwise is made anew', () => {
  const service = builtIn;
  const session = service.createSession();
  const text = `单位：甲\n年度：2023\n版式：江西省单位决算\n${OUTLAY}列：  基本支出\n2080101  1.00\n【国有资本经营预算财政拨款支出决算表】\n合计\n【收入支出决算总表】\n支出：\n本年支出合计  1.00\n`;
  const first = service.createDocument('file:///a.budget', 1, text);
  const before = pageOf(session.analyse(first).disclosure);
  const changed = first.apply([{ range: { start: { line: 5, character: 9 }, end: { line: 5, character: 13 } }, text: '2.00' }], 2);
  const after = pageOf(session.analyse(changed).disclosure);
  assert.equal(tableOf(after, '国有资本'), tableOf(before, '国有资本'));
  assert.notEqual(tableOf(after, '支出'), tableOf(before, '支出'));
  const renamed = changed.apply([{ range: { start: { line: 0, character: 3 }, end: { line: 0, character: 4 } }, text: '乙' }], 3);
  assert.equal(tableOf(pageOf(session.analyse(renamed).disclosure), '国有资本').captions[1][0], '单位：乙');
});

const ROWS = /^(?!列：|注：|｜|【)(.+?)((?:\s{2,}|\t)-?[\d.,]+.*)$/;

test('no figure is lost, however labels are mistyped or rows doubled', () => {
  const sections = sample.split(/^(?=【)/m).filter((section) => /^【[^：】]*表】/.test(section));
  fc.assert(
    fc.property(
      fc.constantFrom(...sections),
      fc.array(fc.tuple(fc.nat(60), fc.constantFrom('relabel', 'double', 'spaces')), { maxLength: 5 }),
      (section, changes) => {
        const lines = section.trimEnd().split('\n');
        for (const [at, change] of changes) {
          const i = at % lines.length;
          if (!ROWS.test(lines[i])) continue;
          if (change === 'double') lines[i] = `${lines[i]}\n${lines[i]}`;
          else if (change === 'relabel') lines[i] = lines[i].replace(ROWS, '怪行$2');
          else lines[i] = lines[i].replace(/\s{2,}/g, ' ');
        }
        const text = `单位：甲\n年度：2023\n版式：江西省单位决算\n${lines.join('\n')}\n`;
        const printed = pageFrom(text)
          .tables.flatMap((table) => table.rows.flat())
          .map((cell) => cell.text)
          .join(' ');
        for (const figure of new Set(text.match(/\d+\.\d\d/g))) {
          const count = (words: string) => words.split(new RegExp(`(?<![\\d.])${figure.replace('.', '\\.')}(?!\\d)`)).length - 1;
          assert.ok(count(printed) >= count(text), `${figure} is printed less often than typed: ${JSON.stringify(changes)} in ${lines[0]}`);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a table pasted with the number that another province gives it prints that number, and the sentences below it', () => {
  const page = print(
    `${OUTLAY}附表3\n编制单位：某单位\n列：  本年支出合计\n合计  3.00\n1.本表反映本年度各项支出情况。\n2.金额为整数的省略小数。\n`,
  );
  const table = tableOf(page, '支出');
  assert.deepEqual([table.number, table.captions[0]], ['附表3', ['', '', '附表3']]);
  assert.deepEqual(table.notes, ['1.本表反映本年度各项支出情况。', '2.金额为整数的省略小数。']);
});
