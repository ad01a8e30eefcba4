/** What is usual among figures: a changed figure is one finding, right documents have none, however little money there is. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkCodes } from '../../server/src/checks/codes.ts';
import { relationProblems, relations } from '../../server/src/checks/relations.ts';
import { builtInDeferred, builtInForms } from '../../server/src/forms/builtin.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { createFormSets } from '../../server/src/forms/registry.ts';
import { analyse, HEAD, service, URI } from '../service/kit.ts';

test('every relation of the data can be read and bears a known code', () => {
  assert.deepEqual(relationProblems, []);
  assert.ok(relations.length > 20);
  for (const { code, kind, terms } of relations) {
    assert.ok(checkCodes.includes(code), code);
    assert.equal(terms.length, { together: terms.length, needs: 2, atMost: 2, equal: 2, none: 1 }[kind], `${code} ${kind}`);
  }
});

/** Codes with the figures that a finding speaks of, errors of sums included. */
const found = (text: string) =>
  analyse(text)
    .findings.filter(({ severity, code }) => severity === 'error' || relations.some((relation) => relation.code === code))
    .map(({ code, severity, data }) => [severity, code, ...Object.values(data ?? {}).slice(0, 2)].join(' '));

/** 公开09表 in which every line has its figures: revised budget and actual. */
const LINES = {
  总额: ['一、“三公”经费支出', '33.30', '32.00'],
  出国: ['1.因公出国（境）费', '5.00', '4.50'],
  车: ['2.公务用车购置及运行维护费', '25.00', '24.50'],
  购置: ['（1）公务用车购置费', '18.00', '18.00'],
  运行: ['（2）公务用车运行维护费', '7.00', '6.50'],
  接待: ['3.公务接待费', '3.30', '3.00'],
  国内: ['（1）国内接待费', '——', '2.60'],
  外事: ['其中：外事接待费', '——', '1.00'],
  国外: ['（2）国（境）外接待费', '——', '0.40'],
  团组: ['1.因公出国（境）团组数（个）', '——', '1'],
  出国人次: ['2.因公出国（境）人次数（人）', '——', '2'],
  购置数: ['3.公务用车购置数（辆）', '——', '1'],
  保有量: ['4.公务用车保有量（辆）', '——', '3'],
  批次: ['5.国内公务接待批次（个）', '——', '12'],
  外事批次: ['其中：外事接待批次（个）', '——', '4'],
  人次: ['6.国内公务接待人次（人）', '——', '80'],
  外事人次: ['其中：外事接待人次（人）', '——', '20'],
  国外批次: ['7.国（境）外公务接待批次（个）', '——', '1'],
  国外人次: ['8.国（境）外公务接待人次（人）', '——', '6'],
} as const;
type Line = keyof typeof LINES;
type Cells = Readonly<Partial<Record<Line, readonly [budget: string, actual: string] | null>>>;

/** The table with some of its cells changed, or lines left out. */
const tableOf = (changes: Cells): string =>
  `${HEAD}【财政拨款“三公”经费支出决算表】\n列：\t全年预算数\t决算数\n${(Object.keys(LINES) as Line[])
    .flatMap((line) => {
      const [label, budget, actual] = LINES[line];
      const change = changes[line];
      return change === null ? [] : [[label, ...(change ?? [budget, actual])].join('\t')];
    })
    .join('\n')}\n`;
const counted = (actual: string): readonly [string, string] => ['——', actual];

describe('money and counts of the “three public” table', () => {
  test('a table in which they agree has no finding', () => assert.deepEqual(found(tableOf({})), []));

  const wrong: readonly [string, Cells, string][] = [
    [
      'visits without persons',
      { 人次: counted(''), 外事人次: counted(''), 外事批次: counted(''), 外事: counted('') },
      'warning count-mismatch blank 2.60',
    ],
    ['money without visits', { 国外批次: counted('0') }, 'warning count-mismatch 0 0.40'],
    [
      'fewer persons than visits',
      {
        国外人次: counted('0'),
        国外批次: counted('0'),
        国外: counted(''),
        接待: ['3.30', '2.60'],
        总额: ['33.30', '31.60'],
        人次: counted('11'),
        外事人次: counted('9'),
      },
      'warning count-mismatch 12 11',
    ],
    ['persons abroad without money', { 出国: ['5.00', ''], 总额: ['33.30', '27.50'] }, 'warning count-mismatch 2 blank'],
    ['a group abroad of nobody', { 出国: ['', ''], 总额: ['28.30', '27.50'], 出国人次: counted('') }, 'warning count-mismatch 1 blank'],
    ['a vehicle bought without a number', { 购置数: counted('') }, 'warning count-mismatch 18.00 blank'],
    ['running costs without a vehicle', { 保有量: counted('0') }, 'warning count-mismatch 6.50 0'],
    [
      'more than the revised budget, once for all its lines',
      { 总额: ['33.30', '35.00'], 接待: ['3.30', '6.00'], 国内: counted('5.60') },
      'hint budget-exceeded 35.00 33.30',
    ],
  ];
  for (const [name, changes, expected] of wrong) test(`${name}: one finding`, () => assert.deepEqual(found(tableOf(changes)), [expected]));

  const right: readonly [string, Cells][] = [
    ['a vehicle that cost nothing', { 运行: ['', ''], 车: ['18.00', '18.00'], 总额: ['26.30', '25.50'] }],
    ['persons who joined another unit’s group', { 团组: counted('0') }],
    ['less than half of the last digit, printed as 0.00', { 国外: counted('0.00'), 接待: ['3.30', '2.60'], 总额: ['33.30', '31.60'] }],
    ['lines left out', { 批次: null, 人次: null, 外事批次: null, 外事人次: null }],
    [
      'no counts at all',
      {
        团组: null,
        出国人次: null,
        购置数: null,
        保有量: null,
        批次: null,
        人次: null,
        外事批次: null,
        外事人次: null,
        国外批次: null,
        国外人次: null,
      },
    ],
  ];
  for (const [name, changes] of right) test(`${name}: no finding`, () => assert.deepEqual(found(tableOf(changes)), []));

  test('more visits of foreigners than visits are a part beyond its whole', () => {
    assert.deepEqual(found(tableOf({ 外事批次: counted('13'), 外事人次: counted('20') })), ['error part-exceeds-whole 13 12']);
  });

  test('a wrong sum is said once: what it has to do with counts waits until it is mended', () => {
    assert.deepEqual(
      found(tableOf({ 国外: counted('') })).map((line) => line.split(' ')[1]),
      ['unbalanced-total'],
    );
  });

  test('a cell that cannot be read says nothing', () => {
    assert.deepEqual(
      found(tableOf({ 批次: counted('#REF!') })).map((line) => line.split(' ')[1]),
      ['unreadable-amount'],
    );
  });
});

/** True amounts in 分 and counts that go with them; each printed by itself. */
const spending = fc.record({
  visits: fc.record({
    money: fc.integer({ min: 1, max: 400_000 }),
    visits: fc.integer({ min: 1, max: 30 }),
    persons: fc.integer({ min: 0, max: 300 }),
  }),
  foreign: fc.option(
    fc.record({
      money: fc.integer({ min: 1, max: 90_000 }),
      visits: fc.integer({ min: 1, max: 5 }),
      persons: fc.integer({ min: 0, max: 30 }),
    }),
  ),
  journey: fc.option(
    fc.record({
      money: fc.integer({ min: 1, max: 900_000 }),
      groups: fc.integer({ min: 0, max: 3 }),
      persons: fc.integer({ min: 0, max: 9 }),
    }),
  ),
  bought: fc.option(fc.record({ money: fc.integer({ min: 1, max: 9_000_000 }), vehicles: fc.integer({ min: 1, max: 4 }) })),
  running: fc.record({ money: fc.integer({ min: 0, max: 900_000 }), vehicles: fc.integer({ min: 1, max: 9 }) }),
  domestic: fc.boolean(),
  unit: fc.constantFrom('万元', '元'),
  zero: fc.constantFrom('', '0.00', '-'),
  basic: fc.integer({ min: 0, max: 100 }),
});

test('right documents have no finding, whatever they spend', () => {
  let counts = 0;
  fc.assert(
    fc.property(spending, ({ visits, foreign, journey, bought, running, domestic, unit, zero, basic }) => {
      const print = (fen: number): string =>
        fen === 0 ? zero : unit === '元' ? (fen / 100).toFixed(2) : (Math.round(fen / 10_000) / 100).toFixed(2);
      const count = (n: number | null | undefined): string => (n ? String(n) : zero === '0.00' ? '0' : zero);
      const home = domestic ? visits : undefined;
      const reception = (home?.money ?? 0) + (foreign?.money ?? 0);
      const vehicles = (bought?.money ?? 0) + running.money;
      const money = (fen: number): readonly [string, string] => [print(fen), print(fen)];
      const text = tableOf({
        总额: money(reception + vehicles + (journey?.money ?? 0)),
        出国: money(journey?.money ?? 0),
        车: money(vehicles),
        购置: money(bought?.money ?? 0),
        运行: money(running.money),
        接待: money(reception),
        国内: counted(print(home?.money ?? 0)),
        外事: counted(''),
        国外: counted(print(foreign?.money ?? 0)),
        团组: counted(count(journey?.groups)),
        出国人次: counted(count(journey && journey.groups + journey.persons + 1)),
        购置数: counted(count(bought?.vehicles)),
        保有量: counted(count(running.vehicles)),
        批次: counted(count(home?.visits)),
        人次: counted(count(home && home.visits + home.persons)),
        外事批次: counted(''),
        外事人次: counted(''),
        国外批次: counted(count(foreign?.visits)),
        国外人次: counted(count(foreign && foreign.visits + foreign.persons)),
      });
      const part = Math.floor((reception * basic) / 100);
      const account = `【一般公共预算财政拨款基本支出决算表】\n30217\t公务接待费\t${print(part)}\n30231\t公务用车运行维护费\t${print(running.money)}\n`;
      counts += foreign || journey ? 1 : 0;
      assert.deepEqual(found(`${text.replace('\n\n', `\n金额单位：${unit}\n\n`)}\n${account}`), []);
    }),
    { numRuns: 150 },
  );
  assert.ok(counts > 50, 'documents without counts would prove nothing');
});

describe('an account of basic outlay and its “three public” line', () => {
  const account = (line: string): string => `${tableOf({})}\n【一般公共预算财政拨款基本支出决算表】\n${line}\n`;
  test('the account is no larger', () => {
    assert.deepEqual(found(account('30217\t公务接待费\t3.00')), []);
    assert.deepEqual(found(account('30217\t公务接待费\t3.01')), [], 'rounding can explain it');
    assert.deepEqual(found(account('30217\t公务接待费\t3.02')), ['warning exceeds-related-figure 3.02 3.00']);
    assert.deepEqual(found(account('31013\t公务用车购置\t19.00')), ['warning exceeds-related-figure 19.00 18.00']);
  });
  test('without the other table nothing is said', () => {
    assert.deepEqual(found(`${HEAD}【一般公共预算财政拨款基本支出决算表】\n30217\t公务接待费\t3.02\n`), []);
  });
});

describe('机关运行经费 where a form states it', () => {
  const { set } = loadFormSet(
    {
      name: '某省部门决算',
      extends: '部门决算',
      kind: '决算',
      tables: [
        {
          id: '机关运行',
          number: '公开10表',
          title: '机关运行经费支出表',
          rows: [['机关运行经费支出', '机关运行经费']],
          columns: [['决算数']],
        },
      ],
    },
    { findBase: (name) => builtInForms.get(name) },
  );
  const own = service.with({ formSets: createFormSets([...builtInDeferred, set!]) });
  const read = (head: string, cost: string) =>
    own
      .createSession()
      .analyse(
        own.createDocument(
          URI,
          1,
          `${head}\n年度：2023\n文种：决算\n版式：某省部门决算\n\n【一般公共预算财政拨款基本支出决算明细表】\n30201\t办公费\t12.00\n公用经费合计\t12.00\n\n【机关运行经费支出表】\n机关运行经费支出\t${cost}\n`,
        ),
      )
      .findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ code, data }) => `${code} ${data?.stated}`);

  test('an administrative unit’s is its 公用经费', () => {
    for (const nature of ['行政单位', '参照公务员法管理的事业单位']) {
      assert.deepEqual(read(`单位：某局\n单位性质：${nature}`, '12.00'), []);
      assert.deepEqual(read(`单位：某局\n单位性质：${nature}`, '11.00'), ['usual-figure-differs 11.00']);
    }
  });
  test('a 事业单位 has none', () => {
    assert.deepEqual(read('单位：某中心\n单位性质：事业单位', '11.00'), ['usual-figure-differs 11.00']);
    assert.deepEqual(read('单位：某中心\n单位性质：事业单位', ''), []);
  });
  test('a department, or a unit of unknown nature, has no more of it than 公用经费', () => {
    for (const head of ['部门：某局\n单位性质：行政单位', '单位：某局']) {
      assert.deepEqual(read(head, '11.00'), []);
      assert.deepEqual(read(head, '13.00'), ['exceeds-related-figure 13.00']);
    }
  });
});
