/** 部门整体支出绩效自评表 of 部门决算: what provinces print is understood, and what cannot be is said. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkPerformance } from '../../server/src/checks/performance.ts';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { performanceByTitle } from '../../server/src/forms/registry.ts';
import { grid } from '../../server/src/render/json.ts';
import { paragraphText } from '../../server/src/render/page.ts';
import { pageFrom } from '../render/read.ts';
import { bindOne, mended, show, summary } from './support.ts';

const common = builtInFormSets().find((set) => set.name === '部门决算')!;
const jiangxi = builtInFormSets().find((set) => set.name === '江西省部门决算')!;
const typed = (text: string): string => text.replaceAll('⇥', '\t');

const findingsOn = (text: string): Finding[] => {
  const bound = bindOne(text, common);
  return [...bound.findings, ...checkPerformance([bound])];
};
const saidOf = (text: string): string[] => summary(text, findingsOn(text));

/** Without a contradiction: line 1 is the header, the total stands in 4, funds in 5 to 9, divided by nature in 10 to 12. */
const clean = `【部门整体支出绩效自评表：云溪县司法局】
资金：
列：  年初预算数  全年预算数  全年执行数  分值  执行率  得分
年度资金总额  900.00  1000.00  970.00  10  97.00%  9.70
财政拨款  880.00  980.00  950.00  -  96.94%
其中：一般公共预算  880.00  960.00  930.00
政府性基金  -  20.00  20.00
单位资金  15.00  15.00  15.00
其他资金  5.00  5.00  5.00
基本支出  600.00  650.00  650.00  -  100.00%
其中：人员经费  500.00  540.00  540.00
项目支出  300.00  350.00  320.00  -  91.43%
预期目标：办好法律服务。
实际完成情况：已办好。
列：  年度指标值  实际完成值  分值  得分  偏差原因分析及改进措施
产出指标／数量指标：
宣传场次  ≥40场  43  30  30
产出指标／成本指标：
日常公用经费  ≤110万元  110万元  20  20
效益指标／社会效益指标：
纠纷减少  明显  较明显  30  28  仍有反复
满意度指标／社会公众或服务对象满意度指标：
群众满意度  ≥90%  95%  10  10
总分  -  -  100  97.70
自评等级：优`;
const withLine = (number: number, line: string): string =>
  clean
    .split('\n')
    .with(number - 1, line)
    .join('\n');

test('a right form has no finding', () => {
  assert.deepEqual(findingsOn(clean), []);
});

/** A change of the right form, what is said of it, and the line that the fix makes of it, if there is one right figure. */
const cases: readonly (readonly [line: number, typed: string, findings: readonly string[], mendedLine?: string])[] = [
  // Both divisions say the same, so the total is wrong.
  [
    4,
    '年度资金总额  900.00  1010.00  970.00  10  97.00%  9.70',
    ['4 error wrong-funds-total'],
    '年度资金总额  900.00  1000  970.00  10  97.00%  9.70',
  ],
  [
    4,
    '年度资金总额  890.00  1000.00  970.00  10  97.00%  9.70',
    ['4 error wrong-funds-total'],
    '年度资金总额  900  1000.00  970.00  10  97.00%  9.70',
  ],
  [
    4,
    '年度资金总额  910.00  1000.00  970.00  10  97.00%  9.70',
    ['4 error wrong-funds-total'],
    '年度资金总额  900  1000.00  970.00  10  97.00%  9.70',
  ],
  // One division holds, so the other one's parts are wrong.
  [12, '项目支出  310.00  350.00  320.00  -  91.43%', ['10 error wrong-funds-total']],
  [12, '项目支出  290.00  350.00  320.00  -  91.43%', ['10 warning wrong-funds-total']],
  [12, '项目支出  300.00  350.00  302.00  -  91.43%', ['12 error wrong-funds-total'], '项目支出  300.00  350.00  320  -  91.43%'],
  [8, '单位资金  51.00  15.00  15.00', ['5 error wrong-funds-total']],
  // Parts of a part are no more than it, but need not all be named.
  [11, '其中：人员经费  500.00  540.00  450.00', []],
  [11, '其中：人员经费  500.00  540.00  654.00', ['10 error wrong-funds-total']],
  [7, '政府性基金  -  200.00  20.00', ['5 error wrong-funds-total']],
  [10, '基本支出  600.00  650.00  650.00  -  10.00%', ['10 error wrong-execution-rate'], '基本支出  600.00  650.00  650.00  -  100.00%'],
  [
    4,
    '年度资金总额  900.00  1000.00  970.00  10  79.00%  9.70',
    ['4 error wrong-execution-rate'],
    '年度资金总额  900.00  1000.00  970.00  10  97.00%  9.70',
  ],
  [4, '年度资金总额  900.00  1000.00  970.00  10  97.00%  10.70', ['4 error score-out-of-range']],
  [17, '宣传场次  ≥40场  34  30  30', ['17 error target-missed-full-score']],
  [17, '宣传场次  ≥40场  43  35  30', ['17 error weights-not-100']],
  [17, '宣传场次  ≥40场  43  30  31', ['17 error score-out-of-range']],
  [24, '总分  -  -  100  97.07', ['24 error wrong-total-score'], '总分  -  -  100  97.7'],
  [24, '总分  -  -  90  97.70', ['24 error weights-not-100'], '总分  -  -  100  97.70'],
  [25, '自评等级：良', ['25 warning wrong-grade'], '自评等级：优'],
  // A row that the form does not know may belong to any division.
  [9, '债券资金  5.00  5.00  5.00', ['9 warning unknown-row']],
];
for (const [number, line, findings, mendedLine] of cases)
  test(`${line}: ${findings.join(', ') || 'nothing'}`, () => {
    const text = withLine(number, line);
    assert.deepEqual(saidOf(text), findings);
    if (mendedLine !== undefined) assert.equal(mended(text, findingsOn(text)[0]), withLine(number, mendedLine));
  });

/** The layouts of several provinces, with invented units and figures: pasted or typed, all of them right. */
const layouts: Readonly<Record<string, string>> = {
  'by source and by nature under their own headings': `【2022年度部门整体支出绩效自评表】
预算部门名称：云溪县司法局
年度预算申请（万元）⇥⇥年初预算数⇥全年预算数⇥全年执行数⇥分值⇥执行率⇥得分
⇥年度资金总额：⇥400⇥420⇥410⇥10⇥97.62%⇥9.8
⇥按收入性质分：⇥⇥⇥按支出性质分：
⇥其中：一般公共预算⇥380⇥400⇥390
⇥政府性基金拨款⇥20⇥20⇥20
⇥纳入专户管理的非税收入拨款
⇥其他资金
⇥其中：基本支出⇥300⇥310⇥310
⇥项目支出⇥100⇥110⇥100
年度总体目标⇥预期目标⇥⇥⇥实际完成情况
⇥目标1：办好法律服务⇥⇥⇥目标1：已办好
绩效指标⇥一级指标⇥二级指标⇥三级指标⇥年度指标值⇥实际完成值⇥分值⇥得分⇥偏差原因分析及改进措施
⇥产出指标（50分）⇥数量指标⇥宣传场次⇥≥40场⇥43⇥50⇥50
⇥效益指标（30分）⇥可持续影响指标⇥守法意识⇥增强⇥增强⇥30⇥30
⇥满意度指标（10分）⇥社会公众或服务对象满意度指标⇥满意度⇥≥90%⇥95%⇥10⇥10
总分⇥⇥⇥⇥⇥⇥100⇥99.8`,
  'divisions named before their first row': `【部门整体绩效自评表】
部门（单位）名称⇥云溪县水利局
年度履职目标⇥管好河道。
年度主要任务：
列：任务名称  主要内容
河道治理  清淤12公里
资金：
列：年初预算数  全年预算数  全年执行数  分值  执行率  得分
部门预算总额（万元）  400  420  410  10  97.62  9.8
1、资金来源：（1）政府预算资金  390  410  400
（2）单位资金  10  10  10
2、资金结构：（1）基本支出  300  310  310
（2）项目支出  100  110  100
列：年度指标值  实际完成值  分值  得分
投入管理指标／预算和财务管理：
预算编制  完整  完整  20  20
产出指标／重点工作任务完成：
清淤长度  ≥12公里  12.5  50  50
效益指标／满意度：
群众满意度  ≥90%  95%  20  20
总分  -  -  100  99.8`,
  'effectiveness, efficiency and effects; tasks with their own funds': `【部门（单位）整体绩效自评表：云溪县医疗保障局】
年度主要任务完成情况：
列：任务名称  完成情况  全年预算数  全年执行数  分值  执行率  得分
任务一  已完成  300  298
任务二  已完成  100  95
列：指标值  实际完成值  分值  得分  未完成原因
履职效能／重点工作履行情况：
办结率  =100%  100%  40  40
预算执行／预算执行效率：
预算调整率  ≤5%  5%  10  10
管理效率／资产管理：
资产利用率  ≥95%  97%  20  20
社会效应／服务对象满意度：
参保人满意度  ≥90%  95%  20  20
可持续性／体制机制改革：
改革任务  完成  完成  10  9  还在推进
总分  -  -  100  99`,
  'without groups, targets with an adjusted value, scores by coefficients': `【部门整体绩效自评表】
主管部门⇥云溪县融媒体中心⇥财政处室⇥教科文股⇥自评总分（分）⇥97.6
部门预算执行情况（万元）⇥⇥年初预算数⇥全年（调整）预算数⇥全年执行数⇥执行率（%）⇥执行率权重⇥执行率得分（分）
⇥年度总金额⇥1500⇥1350⇥1026⇥76%⇥10⇥7.6
当年绩效目标⇥年初绩效目标⇥全年（调整）绩效目标⇥全年目标实际完成情况
⇥办好新闻宣传⇥无⇥已办好
绩效指标⇥指标名称⇥计量单位⇥指标性质⇥年初指标值⇥调整指标值⇥全年完成值⇥得分系数（%）⇥指标权重（分）⇥指标得分（分）⇥是否核心指标
⇥稿件数量⇥篇⇥≥⇥2000⇥2200⇥2859⇥100%⇥90⇥90⇥是`,
  'targets in three columns, no scores': `【部门整体支出绩效自评表】
部门名称：云溪县民政局
部门职责：承办民政事务。
总体绩效目标：兜住底线。
一、部门年度目标：
列：年度  目标  实际完成情况
2022  应保尽保  已完成
二、部门年度重点工作任务：
任务名称⇥主要内容⇥批复金额（万元）⇥实际支出金额（万元）
低保⇥发放低保金⇥1200⇥1190
绩效指标⇥⇥⇥年度指标值⇥⇥⇥实际完成值⇥偏差原因分析及改进措施
一级指标⇥二级指标⇥三级指标⇥指标性质⇥指标值⇥度量单位
产出指标⇥数量指标⇥低保人数⇥≥⇥3000⇥人⇥3120
效益指标⇥社会效益⇥政策知晓率⇥≥⇥90⇥%⇥92
满意度指标⇥服务对象满意度指标等⇥满意度⇥≥⇥90⇥%⇥95`,
};
describe('the layouts of provinces', () => {
  for (const [name, text] of Object.entries(layouts)) test(name, () => assert.deepEqual(saidOf(typed(text)), []));

  test('a pasted form is read as it is printed', () => {
    assert.deepEqual(show(bindOne(typed(Object.values(layouts)[0]), common)), [
      'name 云溪县司法局',
      'field 预算部门名称 = 云溪县司法局',
      'field 预期目标 = 目标1：办好法律服务',
      'field 实际完成情况 = 目标1：已办好',
      'funds ∅',
      '  年度资金总额: initialBudget=400 revisedBudget=420 actualAmount=410 weight=10 rate=97.62% score=9.8',
      '  其中：一般公共预算: initialBudget=380 revisedBudget=400 actualAmount=390',
      '  政府性基金拨款: initialBudget=20 revisedBudget=20 actualAmount=20',
      '  纳入专户管理的非税收入拨款: ',
      '  其他资金: ',
      '  其中：基本支出: initialBudget=300 revisedBudget=310 actualAmount=310',
      '  项目支出: initialBudget=100 revisedBudget=110 actualAmount=100',
      'group 产出指标（50分） > 数量指标',
      '  宣传场次: target=“≥40场” actual=“43” weight=50 score=50',
      'group 效益指标（30分） > 可持续影响指标',
      '  守法意识: target=“增强” actual=“增强” weight=30 score=30',
      'group 满意度指标（10分） > 社会公众或服务对象满意度指标',
      '  满意度: target=“≥90%” actual=“95%” weight=10 score=10',
      'total 总分: target=“” actual=“” weight=100 score=99.8',
    ]);
  });

  test('a mistake is found in whatever layout', () => {
    const [byHeadings, named, effects, , three] = Object.values(layouts).map(typed);
    assert.deepEqual(saidOf(byHeadings.replace('\t100\t110\t100', '\t100\t110\t110')), ['10 error wrong-funds-total']);
    assert.deepEqual(saidOf(named.replace('（2）单位资金  10  10  10', '（2）单位资金  20  10  10')), ['10 error wrong-funds-total']);
    assert.deepEqual(saidOf(effects.replace('97%  20  20', '94%  20  20')), ['12 error target-missed-full-score']);
    assert.deepEqual(saidOf(effects.replace('100  99', '100  90')), ['17 error wrong-total-score']);
    assert.deepEqual(saidOf(three.replace('3120', '一 2')), []);
  });
});

test('it is called by many names, with and without its year, and forms that extend the common one have it', () => {
  for (const title of [
    '整体支出绩效自评表',
    '部门（单位）整体支出绩效自评表',
    '2023年度部门整体绩效自评表',
    '单位整体支出绩效自评表（2023年度）',
  ])
    assert.equal(performanceByTitle(common, title)?.role, '部门整体绩效自评', title);
  assert.ok(performanceByTitle(jiangxi, '部门整体支出绩效自评表'));
});

const HEAD = '单位：云溪县司法局\n年度：2023\n文种：决算\n版式：部门决算\n\n';

test('it is no project: none is counted, none is compared', () => {
  const project = '【项目支出绩效自评表：普法】\n资金：\n列：  全年预算数  全年执行数\n年度资金总额  10.00  10.00\n';
  const { chapters } = pageFrom(`${HEAD}【情况说明】\n共{绩效.项目数}个项目，{绩效.资金}。\n${clean}\n${project}`);
  const paragraphs = chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'paragraph' ? [paragraphText(block)] : [])),
  );
  assert.deepEqual(paragraphs, ['共1个项目，10.00。']);
  const twice = [bindOne(clean, common), bindOne(clean.replace('≥40场  43', '≥41场  43'), common)];
  assert.deepEqual(checkPerformance(twice), []);
});

const linesOf = (text: string): string[] =>
  pageFrom(HEAD + typed(text)).chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'table' ? grid(block.table.rows).map((row) => row.join('|')) : [])),
  );

test('it prints the funds that were typed, the tasks where they were, the usual groups', () => {
  const lines = linesOf('【部门整体支出绩效自评表：云溪县司法局】\n');
  assert.deepEqual(lines.slice(0, 6), [
    '部门名称||云溪县司法局||||||',
    '部门资金（万元）|||年初预算数|全年预算数|全年执行数|分值|执行率|得分',
    '|年度资金总额|||||||',
    '|基本支出|||||||',
    '|项目支出|||||||',
    '年度总体目标|预期目标||||实际完成情况|||',
  ]);
  assert.ok(lines.includes('|产出指标|数量指标||||||'));
  assert.ok(!lines.some((line) => line.includes('履职效能') || line.includes('年度主要任务')));
});

test('who groups the indicators in another way has no use for the usual groups', () => {
  const lines = linesOf(layouts['effectiveness, efficiency and effects; tasks with their own funds']);
  assert.ok(lines.some((line) => line.includes('|履职效能|重点工作履行情况|办结率|')));
  assert.ok(lines.some((line) => line.startsWith('年度主要任务|任务名称')));
  assert.ok(!lines.some((line) => line.includes('产出指标')));
});
