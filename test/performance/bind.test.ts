import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derivedTotal, executionRate } from '../../server/src/disclosure/performance/derive.ts';
import { cellOf } from '../../server/src/disclosure/performance/types.ts';
import { bindAll, bindOne, fixture, jiangxi, mended, otherForms, show, summary } from './support.ts';

const typed = (text: string): string => text.replaceAll('⇥', '\t').trimStart();
const form = (text: string): string => typed(`【项目支出绩效自评表：试点项目】\n${text}`);
const shown = (text: string): string[] => show(bindOne(form(text))).slice(1);
const said = (text: string): string[] => summary(form(text), bindOne(form(text)).findings);

for (const [name, set] of [
  ['jingdezhen-2023', jiangxi],
  ['honggutan-2023', jiangxi],
  ['ezhou-2022', otherForms()],
  ['suizhou-2025', otherForms()],
] as const)
  test(`${name}: the published forms are read as printed`, () => {
    const forms = bindAll(fixture(`${name}.txt`), set);
    assert.equal(`${forms.map((bound) => show(bound).join('\n')).join('\n\n')}\n`, fixture(`${name}.golden.txt`));
  });

test('the published forms of its own province have nothing unknown', () => {
  for (const name of ['jingdezhen-2023.txt', 'honggutan-2023.txt'])
    assert.deepEqual(
      bindAll(fixture(name)).flatMap((bound) => bound.findings),
      [],
    );
});

test('a group that the form has elsewhere is said, as one of the published forms has it', () => {
  const findings = bindAll(fixture('ezhou-2022.txt'), otherForms()).flatMap((bound) => bound.findings);
  assert.deepEqual(
    findings.map(({ severity, message }) => `${severity}: ${message}`),
    ['warning: 项目绩效自评表 has "社会效益指标" under 效益指标, not under 产出指标; it is printed as typed.'],
  );
});

test('the printed form pasted out of Excel needs no mark', () => {
  const text = `
项目名称⇥试点项目
主管部门⇥某局⇥⇥⇥实施单位⇥某中心
项目资金（万元）⇥⇥⇥年初预算数⇥全年预算数A⇥全年执行数B⇥分值⇥执行率⇥得分
⇥年度资金总额⇥⇥180⇥180⇥134.605⇥10⇥74.78⇥5
⇥政府预算资金⇥⇥180⇥180⇥134.605⇥—⇥74.78⇥—
年度总体目标⇥预期目标⇥⇥⇥⇥实际完成情况
⇥办好⇥⇥⇥⇥办好了
绩效指标⇥一级指标⇥二级指标⇥三级指标⇥年度指标⇥实际完成值⇥分值⇥得分⇥偏差原因分析及改进措施
⇥成本指标⇥经济成本指标⇥所需资金⇥≤180万元⇥134.605⇥20⇥20
⇥⇥社会成本指标
⇥产出指标⇥数量指标⇥评估次数⇥≥2次⇥2⇥30⇥30
⇥⇥⇥稽核次数⇥≥4次⇥3⇥40⇥37⇥人手不足
总分⇥⇥⇥⇥⇥⇥100⇥92`;
  assert.deepEqual(shown(text), [
    'field 项目名称 = 试点项目',
    'field 主管部门 = 某局',
    'field 实施单位 = 某中心',
    'field 预期目标 = 办好',
    'field 实际完成情况 = 办好了',
    'funds ∅',
    '  年度资金总额: initialBudget=180 revisedBudget=180 actualAmount=134.605 weight=10 rate=74.78 score=5',
    '  政府预算资金: initialBudget=180 revisedBudget=180 actualAmount=134.605 weight=“—” rate=74.78 score=“—”',
    'group 成本指标 > 经济成本指标',
    '  所需资金: target=“≤180万元” actual=“134.605” weight=20 score=20',
    'group 成本指标 > 社会成本指标',
    'group 产出指标 > 数量指标',
    '  评估次数: target=“≥2次” actual=“2” weight=30 score=30',
    '  稽核次数: target=“≥4次” actual=“3” weight=40 score=37 reason=“人手不足”',
    'total 总分: target=“” actual=“” weight=100 score=92',
  ]);
  assert.deepEqual(said(text), []);
  assert.deepEqual(bindOne(form(text)).headingLines, [4, 9]);
});

test('without 列 the columns are the form’s, and rows are told by their labels', () => {
  const text = `
年度资金总额  180  180  90  10  50  5
产出指标／数量指标：
评估次数  ≥2次  2  90  90
总分  100  95`;
  assert.deepEqual(shown(text), [
    'funds ∅',
    '  年度资金总额: initialBudget=180 revisedBudget=180 actualAmount=90 weight=10 rate=50 score=5',
    'group 产出指标 > 数量指标',
    '  评估次数: target=“≥2次” actual=“2” weight=90 score=90',
    'total 总分: weight=100 score=95',
  ]);
});

test('列 belongs to the part that knows its titles, and may leave out the empty title over the labels', () => {
  const text = `
资金：
列：  全年预算数  全年执行数
年度资金总额  180  90
预期目标：办好
列：年度指标  实际完成值  得分
评估次数  ≥2次  2  90
总分：  -  -  90`;
  assert.deepEqual(shown(text), [
    'field 预期目标 = 办好',
    'funds 资金',
    '  年度资金总额: revisedBudget=180 actualAmount=90',
    'group ∅',
    '  评估次数: target=“≥2次” actual=“2” score=90',
    'total 总分: target=“-” actual=“-” score=90',
  ]);
});

test('merged cells repeat what is above, empty or typed again; an opener serves below columns of levels', () => {
  const text = `
列：一级指标  二级指标  三级指标  年度指标  实际完成值  分值  得分
产出指标⇥数量指标⇥甲⇥≥1次⇥1⇥10⇥10
⇥⇥乙⇥≥1次⇥1⇥10⇥10
⇥质量指标⇥丙⇥合格⇥合格⇥10⇥10
产出指标⇥质量指标⇥丁⇥合格⇥合格⇥10⇥10
效益指标⇥⇥戊⇥好⇥好⇥10⇥10
效益指标  社会效益指标  己  好  好  10  10
满意度指标／服务对象满意度：
庚  ≥95%  98  10  10`;
  assert.deepEqual(
    shown(text).filter((line) => line.startsWith('group') || line.startsWith('  ')),
    [
      'group 产出指标 > 数量指标',
      '  甲: target=“≥1次” actual=“1” weight=10 score=10',
      '  乙: target=“≥1次” actual=“1” weight=10 score=10',
      'group 产出指标 > 质量指标',
      '  丙: target=“合格” actual=“合格” weight=10 score=10',
      '  丁: target=“合格” actual=“合格” weight=10 score=10',
      'group 效益指标 ?',
      '  戊: target=“好” actual=“好” weight=10 score=10',
      'group 效益指标 > 社会效益指标',
      '  己: target=“好” actual=“好” weight=10 score=10',
      'group 满意度指标 > 服务对象满意度',
      '  庚: target=“≥95%” actual=“98” weight=10 score=10',
    ],
  );
  assert.deepEqual(said(text), []);
});

test('fields: several in a line, empty ones, long ones, notes, a statement that the form is empty', () => {
  const text = `
主管部门：某局⇥⇥实施单位：某中心⇥⇥金额单位：万元
预期目标：
｜一是办好；
｜二是办完。
实际完成情况：办好
｜了
空表：本单位本年没有项目，
｜特此说明。
注：第一条
｜第二条`;
  assert.deepEqual(shown(text), [
    'field 主管部门 = 某局',
    'field 实施单位 = 某中心',
    'field 预期目标 = 一是办好；⏎二是办完。',
    'field 实际完成情况 = 办好⏎了',
    'note 第一条',
    'note 第二条',
    'empty 本单位本年没有项目，特此说明。',
  ]);
  assert.deepEqual(said(text), []);
});

test('a cell goes on below, and a long label too', () => {
  const text = `
产出指标／数量指标：
设备购置  ≥2台  0  3  0  因情况有变，
｜未能完成
一个很长的
｜名称`;
  assert.deepEqual(shown(text).slice(1), [
    '  设备购置: target=“≥2台” actual=“0” weight=3 score=0 reason=“因情况有变，⏎未能完成”',
    '  一个很长的⏎名称: ',
  ]);
});

test('boxes are chosen by marks on either side, or by name', () => {
  const choices = (value: string): string =>
    bindOne(`【项目绩效自评表：甲】\n项目属性：${value}`, otherForms())
      .properties[0].choices.map((choice) => `${choice.chosen ? '+' : '-'}${choice.option}`)
      .join(' ');
  for (const value of [
    '1、持续性项目 ☑ 2、新增性项目 □',
    '☑1、持续性项目 □2、新增性项目',
    '√持续性项目  □新增性项目',
    '持续性项目',
    '1、持续性项目',
  ])
    assert.equal(choices(value), '+1、持续性项目 -2、新增性项目', value);
  assert.equal(choices('1、持续性项目 ■ 2、新增性项目 ■'), '+1、持续性项目 +2、新增性项目');
  assert.equal(choices('1、持续性项目 □ 2、新增性项目 ☐'), '-1、持续性项目 -2、新增性项目');
  assert.equal(choices('☑ 1、延续性项目 □ 2、新增性项目'), '-1、持续性项目 -2、新增性项目 +1、延续性项目');
  assert.equal(choices('持续项目'), '-1、持续性项目 -2、新增性项目');
});

test('a weight may stand in the title of the funds or of their score', () => {
  const text = (opener: string, score: string) =>
    `【项目绩效自评表：甲】\n${opener}：\n列：  预算数(A)  执行数(B)  执行率(B/A)  ${score}\n年度财政资金总额  10  5  50%  10`;
  for (const [opener, score] of [
    ['预算执行情况（20分）', '得分'],
    ['预算执行情况（万元）（20分）', '得分'],
    ['预算执行情况', '得分(20分*执行率)'],
  ]) {
    const bound = bindOne(text(opener, score), otherForms());
    assert.equal(bound.funds!.weight!.figure.value.toFixed(), '20', opener + score);
    assert.equal(bound.funds!.proportional, score.includes('执行率'));
    assert.deepEqual(bound.findings, []);
  }
});

test('an unreadable figure damages its cell only', () => {
  const text = `
列：  年度指标  实际完成值  分值  得分
产出指标／数量指标：
甲  ≥1次  1  1O  10
乙  ≥1次  #REF!  10  10
丙  ≥1次  1  10分  10`;
  assert.deepEqual(shown(text).slice(1), [
    '  甲: target=“≥1次” actual=“1” weight=!1O score=10',
    '  乙: target=“≥1次” actual=“#REF!” weight=10 score=10',
    '  丙: target=“≥1次” actual=“1” weight=10 score=10',
  ]);
  assert.deepEqual(said(text), ['5 error unreadable-amount']);
  assert.deepEqual(said('年度资金总额  180  180  9O  10  基数为0，不可比  5'), ['2 error unreadable-amount']);
  assert.deepEqual(said('年度资金总额  5批  180  50%  10'), ['2 error unreadable-amount', '2 error unreadable-amount']);
});

test('what the form does not know is kept and said with the nearest name', () => {
  const text = `
主管单位：某局
通讯地址：某路1号
资金：
列：  全年预算数  全年执行额  备用数
年度资金总金额  180  90  1
产出指标／数量指镖：
甲  ≥1次  1  10  10  原因  多余
产出指标／可持续指标：
产出指标／社会效益指标：
其他情况：
列：  金额
乙  5
总分  -  -  10  10
总分  -  -  10  10
预期目标：一
预期目标：二`;
  const bound = bindOne(form(text));
  assert.deepEqual(
    bound.findings.map(({ code, severity, fixes = [] }) => [code, severity, ...fixes.map((fix) => fix.edits[0].text)].join(' ')),
    [
      'unknown-property warning 主管部门 实施单位 金额单位',
      'unknown-property warning',
      'unknown-column warning 全年执行数B',
      'unknown-column warning',
      'unknown-row warning 年度资金总额',
      'unknown-group warning 数量指标',
      'surplus-cell error',
      'unknown-group hint',
      'unknown-group warning',
      'unknown-group warning',
      'repeated-row error',
      'repeated-property warning',
    ],
  );
  assert.match(mended(form(text), bound.findings[5]), /产出指标／数量指标：/);
  assert.deepEqual(show(bound).slice(1), [
    'field 主管单位 ? = 某局',
    'field 通讯地址 ? = 某路1号',
    'field 预期目标 = 一',
    'field 预期目标 = 二',
    'funds 资金',
    '  年度资金总金额: revisedBudget=180 other(全年执行额)=“90” other(备用数)=“1” ?',
    'group 产出指标 > 数量指镖 ?',
    '  甲: target=!≥1次 actual=!1 weight=!10 score=!10 reason=!原因',
    'group 产出指标 > 可持续指标 ?',
    'group 产出指标 > 社会效益指标 ?',
    'total 总分: target=“-” actual=“-” weight=10 score=10',
    'grid 其他情况: ∅ | 金额',
    '  乙: other(金额)=“5”',
  ]);
});

test('a row’s label with a colon is told from a field by its figures', () => {
  assert.deepEqual(said('资金：\n年度资金总额  10  10  5\n上年结转：一般公共预算  5.00'), ['4 error unquoted-label']);
  assert.deepEqual(said('资金：\n年度资金总额  10  10  5\n邮政编码：333000'), ['4 warning unknown-property']);
});

test('pasted funds: a label with a colon, 其中, rows without figures', () => {
  const text = `
项目资金（万元）⇥⇥年初预算数⇥全年预算数⇥全年执行数⇥分值⇥执行率⇥得分
⇥年度资金总额：⇥⇥180⇥90⇥10⇥50%⇥5
⇥其中：本年财政拨款⇥⇥180⇥90
⇥上年结转资金
⇥其他资金⇥⇥⇥⇥⇥⇥
年度总体目标⇥预期目标⇥⇥⇥实际完成情况
⇥目标一：办好；目标二：办完⇥⇥⇥目标一：办好了`;
  assert.deepEqual(shown(text), [
    'field 预期目标 = 目标一：办好；目标二：办完',
    'field 实际完成情况 = 目标一：办好了',
    'funds ∅',
    '  年度资金总额: initialBudget=“” revisedBudget=180 actualAmount=90 weight=10 rate=50% score=5',
    '  其中：本年财政拨款: initialBudget=“” revisedBudget=180 actualAmount=90',
    '  上年结转资金: ',
    '  其他资金: ',
  ]);
  assert.deepEqual(said(text), []);
});

test('a heading of two lines is read as one', () => {
  const text = `
绩效指标⇥⇥⇥年度指标值⇥⇥⇥实际完成值⇥分值⇥得分
一级指标⇥二级指标⇥三级指标⇥指标性质⇥指标值⇥度量单位
产出指标⇥数量指标⇥甲⇥﹦⇥5⇥场⇥4⇥10⇥8`;
  assert.deepEqual(shown(text), ['group 产出指标 > 数量指标', '  甲: relation=“﹦” target=“5” unit=“场” actual=“4” weight=10 score=8']);
  assert.deepEqual(said(text), []);
});

test('long texts may stand beside others under merged cells of any name', () => {
  const text = `
项目基本情况⇥1.目标的完成⇥项目年度目标⇥年度目标完成情况
⇥⇥办好⇥办好了`;
  assert.deepEqual(shown(text), ['field 项目年度目标 = 办好', 'field 年度目标完成情况 = 办好了']);
  assert.deepEqual(said(text), []);
});

test('the template’s own 指标1： stands before an indicator, with something behind it or nothing', () => {
  const text = `
产出指标（50分）／数量指标：
指标1：参训人数  ≥40人  43  30  30
指标2：
指标3：不适用
参训单位：乡镇  ≥10个  11  20  20
填报人：张三
绩效指标⇥一级指标⇥二级指标⇥三级指标⇥指标值（A）⇥全年实际值（B）⇥参考分值⇥得分
⇥效益指标⇥社会效益指标⇥指标1：就业⇥≥90%⇥91%⇥10⇥10
⇥⇥⇥指标2：创业⇥≥5人⇥6⇥10⇥10
⇥⇥⇥指标3：
⇥⇥⇥……`;
  assert.deepEqual(shown(text), [
    'field 填报人 = 张三',
    'group 产出指标（50分） > 数量指标',
    '  指标1：参训人数: target=“≥40人” actual=“43” weight=30 score=30',
    '  指标2: ',
    '  指标3：不适用: ',
    '  参训单位：乡镇: target=“≥10个” actual=“11” weight=20 score=20',
    'group 效益指标 > 社会效益指标',
    '  指标1：就业: target=“≥90%” actual=“91%” weight=10 score=10',
    '  指标2：创业: target=“≥5人” actual=“6” weight=10 score=10',
    '  指标3: ',
    '  ……: ',
  ]);
  assert.deepEqual(said(text), []);
});

test('usual groups of other provinces are known', () => {
  const text = `
产出指标／成本指标：
甲  ≤5万元  4万元
效益指标／可持续影响指标：
乙  好  好
结余率（计算方法为：结余数/预算数）  ≤5%  3%`;
  assert.deepEqual(said(text), []);
  assert.equal(bindOne(form(text)).blocks[0].groups[1].indicators[1].label.text, '结余率（计算方法为：结余数/预算数）');
});

test('a row that cannot be cut keeps its text and yields no figure', () => {
  const text = '产出指标／数量指标：\n甲 5 10.00  ≥1次  1  10  10';
  const [row] = bindOne(form(text)).blocks[0].groups[0].indicators;
  assert.ok(row.damaged);
  assert.ok(row.cells.every((cell) => cell.figure === undefined && cell.damaged));
});

test('a group named alone is found where the form has it once', () => {
  assert.deepEqual(
    shown('数量指标：\n甲  ≥1次  1\n效益指标：\n乙  好  好').filter((line) => line.startsWith('group')),
    ['group 产出指标 > 数量指标', 'group 效益指标 ?'],
  );
  assert.deepEqual(said('数量指标：\n甲  ≥1次  1\n效益指标：\n乙  好  好'), []);
});

test('what follows from the figures need not be typed', () => {
  const bound = bindOne(
    form(
      '资金：\n列：  全年预算数  全年执行数  分值  得分\n年度资金总额  180  134.605  10  5\n产出指标／数量指标：\n甲  ≥1次  1  90  87.5',
    ),
  );
  assert.equal(executionRate(bound.funds!, bound.funds!.rows[0]), '74.78');
  assert.equal(derivedTotal(bound, 'weight'), '100');
  assert.equal(derivedTotal(bound, 'score'), '92.5');
  const open = bindOne(form('产出指标／数量指标：\n甲  ≥1次  1  90\n乙  ≥1次  1  10  10'));
  assert.equal(derivedTotal(open, 'score'), undefined);
  assert.equal(cellOf(open.blocks[0].groups[0].indicators[0], 'score'), undefined);
});
