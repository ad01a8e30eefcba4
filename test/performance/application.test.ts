/** Application forms of a budget: lists of several kinds, targets of years, and one name, code and budget for a project wherever it stands. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { splitSections } from 'budget-grammar';
import fc from 'fast-check';
import { checkPerformance } from '../../server/src/checks/performance.ts';
import { indicatorsOf } from '../../server/src/disclosure/performance/types.ts';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { performanceByTitle } from '../../server/src/forms/registry.ts';
import { performancePage } from '../../server/src/render/performance-page.ts';
import { analyse } from '../service/kit.ts';
import { bindAll, bindOne, fixture, mended, show } from './support.ts';

const setOf = (name: string) => builtInFormSets().find((set) => set.name === name)!;
const hubei = setOf('湖北省部门预算');
const sample = readFileSync(
  path.resolve(import.meta.dirname, '../../samples/zengdu-medical-insurance-information-center-2025-budget.budget'),
  'utf8',
);

describe('项目申报表', () => {
  const bound = bindOne(fixture('suizhou-2025.txt'), hubei);

  test('every field, list, column and group of the published form is known', () => {
    assert.deepEqual(bound.findings, []);
    assert.ok(bound.properties.every(({ form }) => form !== undefined));
    assert.ok(bound.grids.every(({ form, columns }) => form && columns.every((column) => column.form)));
    assert.deepEqual(
      bound.grids.map(({ opener, rows }) => `${opener.text} ${rows.length}`),
      ['项目支出明细测算 1', '项目采购 0', '项目绩效总目标 4'],
    );
    assert.deepEqual(
      bound.blocks
        .filter(({ groups }) => groups.length > 0)
        .map(({ list, headings, groups }) => [list!.title, headings.at(-1)!.text, groups.length]),
      [
        ['长期绩效目标表', '长期绩效目标 1', 10],
        ['长期绩效目标表', '长期绩效目标 2', 1],
        ['年度绩效目标表', '年度绩效目标 1', 10],
        ['年度绩效目标表', '年度绩效目标 2', 1],
      ],
    );
  });

  test('a target of the year stands beside those of the years before it', () => {
    assert.ok(show(bound).includes('  职工医保码激活率: other=“＞60%” other=“＞80%” target=“＞90%” other=“上年数据”'));
  });

  test('lists and targets need neither 列 nor the title of their list', () => {
    const typed = bindOne(
      '【项目申报表：信息系统运维】\n项目支出明细测算：\n服务器租赁  租用两台  30214  6.00  合同  -\n年度绩效目标 1／产出指标／数量指标：\n租用服务器  1台  2台  ≥2台  上年数据\n',
      hubei,
    );
    assert.deepEqual(typed.findings, []);
    assert.deepEqual(typed.grids[0].rows[0].cells.map(({ column, text }) => `${column.title}=${text}`).slice(0, 3), [
      '活动内容表述=租用两台',
      '支出经济分类=30214',
      '金额=6.00',
    ]);
    assert.ok(show(typed).includes('  租用服务器: other=“1台” other=“2台” target=“≥2台” other=“上年数据”'));
  });

  test('a column that its list does not have is said', () => {
    const typed = bindOne('【项目申报表：甲】\n项目采购：\n列：品名  数量  单价\n电脑  2  0.50\n', hubei);
    assert.deepEqual(
      typed.findings.map(({ code }) => code),
      ['unknown-column'],
    );
  });

  test('其中 is no summand of the funds, a source is', () => {
    const funds = (rows: string) => {
      const forms = bindAll(`【项目申报表：甲】\n项目资金来源：\n合计  10.00\n一般公共预算财政拨款  8.00\n${rows}\n`, hubei);
      return [...forms.flatMap(({ findings }) => findings), ...checkPerformance(forms)].map(({ code }) => code);
    };
    assert.deepEqual(funds('其中：申请当年预算拨款  8.00\n单位资金  2.00'), []);
    assert.deepEqual(funds('其中：申请当年预算拨款  8.00\n单位资金  3.00'), ['wrong-funds-total']);
  });
});

test('the form of the whole unit bears the unit’s name in its title, and its indicators in groups of two levels', () => {
  const typed = bindOne(
    '【部门整体绩效目标申报表：某局】\n填报人：甲\n收入构成：\n财政拨款  80.00  80%\n单位资金  20.00  20%\n合计  100.00  100%\n年度绩效指标：\n列：  前年指标值  上年指标值  预期当年实现值\n管理效率／预算执行：\n预算执行率  95%  96%  ≥97%\n年度绩效指标／满意度／服务对象满意度：\n群众满意度  -  90%  ≥92%\n',
    hubei,
  );
  assert.deepEqual(typed.findings, []);
  assert.equal(typed.name?.text, '某局');
  assert.deepEqual(
    typed.blocks.flatMap(({ list, groups }) => groups.map(({ path: names, form }) => [list?.title, names.join('／'), form !== undefined])),
    [
      ['年度绩效指标', '管理效率／预算执行', true],
      ['年度绩效指标', '满意度／服务对象满意度', true],
    ],
  );
});

test('lines lost, doubled or exchanged do no harm: everything that is left is bound and printed', () => {
  const parts = [
    ...splitSections(sample, true, () => false)
      .map(({ text }) => text)
      .filter((text) => /^【(?:部门整体绩效目标|项目)申报表/.test(text)),
    fixture('suizhou-2025.txt'),
  ];
  assert.equal(parts.length, 3);
  fc.assert(
    fc.property(
      fc.constantFrom(...parts),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('drop', 'double', 'swap')), { maxLength: 25 }),
      (text, changes) => {
        const lines = text.split('\n');
        for (const [a, b, change] of changes) {
          const [i, j] = [1 + (a % (lines.length - 1)), 1 + (b % (lines.length - 1))];
          if (change === 'drop' && lines.length > 3) lines.splice(i, 1);
          else if (change === 'double') lines.splice(j, 0, lines[i]);
          else [lines[i], lines[j]] = [lines[j], lines[i]];
        }
        const analysis = analyse(`单位：某\n年度：2025\n文种：预算\n版式：湖北省部门预算\n\n${lines.join('\n')}`);
        const printed = analysis.disclosure.performance.flatMap((bound) =>
          performancePage(bound, analysis.disclosure.head)
            .rows.flat()
            .map((cell) => cell.text),
        );
        const all = printed.join('\n');
        for (const bound of analysis.disclosure.performance)
          for (const { indicator } of indicatorsOf(bound)) assert.ok(all.includes(indicator.label.text), indicator.label.text);
      },
    ),
    { numRuns: 25 },
  );
});

describe('one project in a file', () => {
  /** Findings that the sample does not have. */
  const known = new Set(analyse(sample).findings.map(({ message }) => message));
  const found = (from: string, to: string) => {
    assert.ok(sample.includes(from));
    return analyse(sample.replace(from, to))
      .findings.filter(({ message }) => !known.has(message))
      .map(({ severity, code, data }) => [severity, code, data?.stated, data?.other].join(' '));
  };

  test('another code than in the table of projects is a warning', () => {
    assert.deepEqual(found('项目编码：42130324032T000000110', '项目编码：42130324032T000000101'), [
      'warning same-project-differs 42130324032T000000101 42130324032T000000110',
    ]);
  });
  test('another name is', () => {
    assert.deepEqual(found('项目名称：医保信息建设和维护经费', '项目名称：医保信息化建设经费'), [
      'warning same-project-differs 医保信息化建设经费 医保信息建设和维护经费',
    ]);
  });
  test('another budget is, once', () => {
    assert.deepEqual(found('项目当年预算：10.00', '项目当年预算：12.00'), ['warning same-project-differs 12.00 10.00']);
    assert.deepEqual(found('项目当年预算：10.00', '项目当年预算：100000元'), []);
  });
  test('funds that add up to another budget are', () => {
    assert.deepEqual(
      found(
        '合计                          10.00\n一般公共预算财政拨款          10.00',
        '合计                          12.00\n一般公共预算财政拨款          12.00',
      ),
      ['warning wrong-funds-total 12.00 10.00'],
    );
  });
  test('a wrong total of the funds is one finding', () => {
    assert.deepEqual(found('合计                          10.00', '合计                          12.00'), [
      'warning wrong-funds-total 12.00 ',
    ]);
  });
  test('two forms of one code and two names are', () => {
    const second = '【项目申报表】\n项目名称：另一项目\n项目编码：42130324032T000000110\n\n【名词解释】';
    assert.deepEqual(found('【名词解释】', second), ['warning same-project-differs 另一项目 医保信息建设和维护经费']);
    const listed = sample.slice(sample.indexOf('【项目支出表】'), sample.indexOf('【政府采购预算表】'));
    const codes = analyse(sample.replace(listed, '').replace('【名词解释】', second)).findings.filter(
      ({ code }) => code === 'same-project-differs',
    );
    assert.equal(codes.length, 1, 'without the table of projects as well');
  });
  test('a project that the table does not list, and a form without a name, say nothing', () => {
    assert.deepEqual(found('【名词解释】', '【项目申报表】\n项目名称：不在表中的项目\n\n【项目申报表】\n\n【名词解释】'), []);
  });
});

describe('the grade that a form names', () => {
  const graded = (score: string, grade: string) => {
    const text = `【项目支出绩效自评表：甲】\n列：  年度指标  实际完成值  分值  得分\n产出指标／数量指标：\n次数  ≥2次  3  100  ${score}\n总分  -  -  100  ${score}\n${grade}\n`;
    const forms = bindAll(text);
    const findings = [...forms.flatMap((bound) => bound.findings), ...checkPerformance(forms)];
    return { text, findings, codes: findings.map(({ code }) => code) };
  };
  test('is that of its total, by whatever name', () => {
    for (const [score, grade] of [
      ['100', '优'],
      ['90', '优秀'],
      ['89.99', '良好'],
      ['60', '中'],
      ['59', '差'],
    ])
      for (const field of ['评价等级', '自评结果', '评价结论（优、良、中、差）'])
        assert.deepEqual(graded(score, `${field}：${grade}`).codes, [], `${score} ${grade}`);
  });
  test('another grade is a warning with the right one', () => {
    const { text, findings, codes } = graded('85', '评价等级：优');
    assert.deepEqual(codes, ['wrong-grade']);
    assert.ok(mended(text, findings[0]).endsWith('评价等级：良\n'));
  });
  test('words that name no grade say nothing', () => {
    for (const grade of ['已按期完成', '优、良', '']) assert.deepEqual(graded('85', `评价等级：${grade}`).codes, [], grade);
  });
});

test('titles of other provinces find the form that the set has for them', () => {
  for (const [name, title, role] of [
    ['部门决算', '项目绩效自评表', '项目支出绩效自评'],
    ['江西省单位决算', '部门预算项目支出绩效自评表', '项目支出绩效自评'],
    ['湖北省部门决算', '项目支出绩效目标自评表', '项目绩效自评'],
    ['湖北省部门预算', '项目支出绩效目标申报表', '项目申报'],
    ['湖北省部门预算', '部门整体支出绩效目标申报表', '部门整体绩效目标'],
  ])
    assert.equal(performanceByTitle(setOf(name), title)?.role, role, title);
});
