import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPerformance, type PerformanceSettings } from '../../server/src/checks/performance.ts';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import type { FormSet } from '../../server/src/forms/types.ts';
import { bindAll, fixture, jiangxi, mended, otherForms, summary } from './support.ts';

/** A form without a contradiction: line 1 is the header, the funds stand in 4 and 5, the indicators in 8, 10, 11 and 13, the total in 14. */
const clean = `【项目支出绩效自评表：试点项目】
资金：
列：  年初预算数  全年预算数  全年执行数  分值  执行率  得分
年度资金总额  180  180  134.605     10  74.78  5
政府预算资金  180  180  134.604665  —   74.78  —
列：  年度指标  实际完成值  分值  得分  偏差原因分析及改进措施
成本指标／经济成本指标：
所需资金  ≤1800000元  1346046.65  20  20
产出指标／数量指标：
评估次数  ≥2次  2  30  30
稽核次数  ≥4次  3  20  17  人手不足
满意度指标／服务对象满意度：
职工满意度  ≥95%  98  20  20
总分  -  -  100  92`;

const findingsOn = (text: string, settings: PerformanceSettings = {}, set: FormSet = jiangxi): Finding[] =>
  checkPerformance(bindAll(text, set), settings);
const saidOf = (text: string, settings: PerformanceSettings = {}, set: FormSet = jiangxi): string[] =>
  summary(text, findingsOn(text, settings, set));
const withLine = (number: number, line: string): string =>
  clean
    .split('\n')
    .with(number - 1, line)
    .join('\n');

/** A change of the clean form, what is said of it, and the line that the fix makes of it, if there is one right figure. */
const cases: readonly (readonly [line: number, typed: string, findings: readonly string[], mendedLine?: string])[] = [
  [4, '年度资金总额  180  180  134.605  10  74.87  5', ['4 error wrong-execution-rate'], '年度资金总额  180  180  134.605  10  74.78  5'],
  [4, '年度资金总额  180  180  134.605  10  74.87%  5', ['4 error wrong-execution-rate'], '年度资金总额  180  180  134.605  10  74.78%  5'],
  [4, '年度资金总额  180  180  134.605  10  75  5', []],
  [4, '年度资金总额  180  180  134.605  10  74.8%  5', []],
  [4, '年度资金总额  180  180  134.605  10  0.7478  5', []],
  [4, '年度资金总额  180  180  134.605  10  74.778  5', []],
  [4, '年度资金总额  180  180  134.605  10  74  5', ['4 hint wrong-execution-rate'], '年度资金总额  180  180  134.605  10  74.78  5'],
  [4, '年度资金总额  180  180  134.605  10  74.7  5', ['4 hint wrong-execution-rate'], '年度资金总额  180  180  134.605  10  74.8  5'],
  [4, '年度资金总额  180  180  134.605  10  %  5', []],
  [4, '年度资金总额  180  180  134.605  10  不可比  5', []],
  // One wrong amount breaks the sum and the rate: one finding, and the amount that settles both.
  [4, '年度资金总额  180  180  143.605  10  74.78  5', ['4 error wrong-funds-total'], '年度资金总额  180  180  134.604665  10  74.78  5'],
  [5, '政府预算资金  180  180  143.604665  —  74.78  —', ['5 error wrong-funds-total'], '政府预算资金  180  180  134.605  —  74.78  —'],
  [5, '政府预算资金  180  810  134.604665  —  74.78  —', ['5 error wrong-funds-total'], '政府预算资金  180  180  134.604665  —  74.78  —'],
  [5, '政府预算资金  190  180  134.604665  —  74.78  —', ['4 error wrong-funds-total']],
  [5, '政府预算资金  150  180  134.604665  —  74.78  —', ['4 warning wrong-funds-total']],
  [5, '政府预算资金  180  180  134.604665  —  —  —', []],
  [5, '财政投入  180  180  4.6  —  —  —', []],
  // Weights.
  [10, '评估次数  ≥2次  2  31  29', ['14 error weights-not-100', '14 error wrong-total-score']],
  [10, '评估次数  ≥2次  2  31  30', ['10 error weights-not-100'], '评估次数  ≥2次  2  30  30'],
  [10, '评估次数  ≥2次  2  3  30', ['10 error weights-not-100'], '评估次数  ≥2次  2  30  30'],
  [10, '评估次数  ≥2次  2  300  30', ['10 error weights-not-100'], '评估次数  ≥2次  2  30  30'],
  [10, '评估次数  ≥2次  2  —  30', []],
  [10, '评估次数  ≥2次  2  3O  30', []],
  [14, '总分  -  -  110  92', ['14 error weights-not-100'], '总分  -  -  100  92'],
  // Scores and their total.
  [10, '评估次数  ≥2次  2  30  29', ['14 error wrong-total-score'], undefined],
  [14, '总分  -  -  100  29', ['14 error wrong-total-score'], '总分  -  -  100  92'],
  [14, '总分  100  29', ['14 error wrong-total-score'], '总分  100  92'],
  // Whole scores beside a finer total may have been rounded.
  [14, '总分  -  -  100  91.5', []],
  [14, '总分  -  -  100  9.2', ['14 error wrong-total-score'], '总分  -  -  100  92'],
  [10, '评估次数  ≥2次  2  30  300', ['10 error score-out-of-range'], '评估次数  ≥2次  2  30  30'],
  [10, '评估次数  ≥2次  2  30  -30', ['10 error score-out-of-range'], '评估次数  ≥2次  2  30  30'],
  [4, '年度资金总额  180  180  134.605  10  74.78  15', ['4 error score-out-of-range'], '年度资金总额  180  180  134.605  10  74.78  5'],
  [10, '评估次数  ≥2次  2  30', []],
  [10, '评估次数  ≥2次  2  30  3O', []],
  [14, '总分  -  -  100  920', ['14 error wrong-total-score'], '总分  -  -  100  92'],
  // Targets.
  [10, '评估次数  ＞2次  2  30  30', ['10 error target-missed-full-score']],
  [10, '评估次数  ≥3次  2  30  30', ['10 error target-missed-full-score']],
  [10, '评估次数  ＝3次  2  30  30', ['10 error target-missed-full-score']],
  [10, '评估次数  ＝1次  2  30  30', []],
  [10, '投诉次数  ＝0次  2  30  30', ['10 error target-missed-full-score']],
  [10, '办结时间  ＝3天  2  30  30', []],
  [10, '办结时间  ＝3天  4  30  30', ['10 error target-missed-full-score']],
  [10, '评估次数  3次  2  30  30', []],
  [8, '所需资金  ＝180万元  134.605  20  20', []],
  [8, '所需资金  ＝180万元  190  20  20', ['8 error target-missed-full-score']],
  [8, '所需资金  ≤130万元  134.605  20  20', ['8 error target-missed-full-score']],
  [8, '所需资金  ≥130万元  134.605  20  20', ['8 hint cost-target-direction']],
  [8, '成本节约额  ≥13万元  134.605  20  20', []],
  [8, '成本节约率  ≥5%  8%  20  20', []],
];

test('a form without a contradiction has no finding', () => {
  assert.deepEqual(saidOf(clean), []);
});

for (const [number, line, expected, right] of cases)
  test(`${line} ${expected.length > 0 ? `is ${expected.join(' and ')}` : 'is in order'}`, () => {
    const text = withLine(number, line);
    assert.deepEqual(saidOf(text), expected);
    if (right !== undefined) assert.equal(mended(text, findingsOn(text)[0]), withLine(number, right));
  });

test('a finding names the figures as typed, with every contributor', () => {
  const [finding] = findingsOn(withLine(14, '总分  -  -  100  29'));
  assert.equal(finding.message, '总分: the scores add up to 92, not 29.');
  assert.deepEqual(finding.data, { stated: '29', computed: '92', difference: '-63', tolerance: '0' });
  assert.deepEqual(
    finding.related!.map(({ message, place }) => [message, clean.slice(place.start, place.end)]),
    [
      ['年度资金总额: 5', '5'],
      ['所需资金: 20', '20'],
      ['评估次数: 30', '30'],
      ['稽核次数: 17', '17'],
      ['职工满意度: 20', '20'],
    ],
  );
});

test('zero by zero has no rate, and a rate of something by zero is impossible', () => {
  const funds = (row: string) => `【项目支出绩效自评表：甲】\n资金：\n${row}`;
  assert.deepEqual(saidOf(funds('年度资金总额  0  0  60.65  10  100  10')), ['3 error wrong-execution-rate']);
  assert.deepEqual(saidOf(funds('年度资金总额  0  0  0  10  100  10')), ['3 hint wrong-execution-rate']);
  assert.deepEqual(saidOf(funds('年度资金总额  0  0  60.65  10  %  10')), []);
  assert.deepEqual(saidOf(funds('年度资金总额  0  9.5  9.5  10  100  10')), []);
});

test('amounts that all have as many decimals may be rounded to them; beside finer ones they are exact', () => {
  const rate = (row: string) => saidOf(`【项目支出绩效自评表：甲】\n资金：\n列：  全年预算数  全年执行数  执行率\n年度资金总额  ${row}`);
  assert.deepEqual(rate('65  63  97.38'), []);
  assert.deepEqual(rate('65  63.3  97.38'), []);
  assert.deepEqual(rate('65  63.3  97.83'), ['4 error wrong-execution-rate']);
  assert.deepEqual(rate('65  63.3  96.92'), ['4 error wrong-execution-rate']);
  assert.deepEqual(rate('60  14.77  24.62'), []);
  assert.deepEqual(rate('65万元  633000元  97.38'), []);
});

test('several sources add up to the total, each within its rounding', () => {
  const funds = (rows: string) => saidOf(`【项目支出绩效自评表：甲】\n资金：\n列：  全年预算数\n${rows}`);
  const parts = '政府预算资金  60.33\n单位资金  30.33\n其他资金  9.33';
  for (const total of ['99.99', '100', '100.00', '99.97']) assert.deepEqual(funds(`年度资金总额  ${total}\n${parts}`), [], total);
  assert.deepEqual(funds(`年度资金总额  100.02\n${parts}`), ['4 warning wrong-funds-total']);
  assert.deepEqual(funds(`年度资金总额  99.96\n${parts}`), ['4 error wrong-funds-total']);
  assert.deepEqual(funds('年度资金总额  100\n政府预算资金  60\n单位资金  45'), ['4 error wrong-funds-total']);
});

test('the execution may stand apart from the indicators’ hundred points', () => {
  const apart = clean.replace('稽核次数  ≥4次  3  20  17', '稽核次数  ≥4次  3  30  27').replace('100  92', '100  97');
  assert.deepEqual(saidOf(apart), []);
  assert.deepEqual(saidOf(apart.replace('100  97', '100  92')), ['14 error wrong-total-score']);
});

test('without the weight of the execution less than a hundred is no contradiction, more is', () => {
  const open = clean.replace('134.605     10', '134.605     —');
  assert.deepEqual(saidOf(open), []);
  assert.deepEqual(saidOf(open.replace('2  30  30', '2  50  30')), ['14 error weights-not-100']);
});

test('weights with decimals may be rounded', () => {
  const thirds = clean.replace(
    '评估次数  ≥2次  2  30  30',
    '评估次数  ≥2次  2  10.01  10\n次数二  ≥2次  2  10.01  10\n次数三  ≥2次  2  9.99  10',
  );
  assert.deepEqual(saidOf(thirds), ['12 error score-out-of-range']);
  assert.deepEqual(saidOf(thirds.replaceAll('9.99  10', '9.99  9.99')), []);
});

test('forms without weights or scores say nothing of them', () => {
  for (const name of ['honggutan-2023.txt', 'suizhou-2025.txt']) {
    const set = name.startsWith('suizhou') ? otherForms() : jiangxi;
    const codes = findingsOn(fixture(name), {}, set).map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code) => code !== 'same-project-differs'),
      [],
      name,
    );
  }
});

test('the score of the execution is weight × rate where the form says so', () => {
  const form = (row: string) =>
    `【项目绩效自评表：甲】\n预算执行情况（20分）：\n列：  预算数  执行数  执行率  得分\n年度财政资金总额  ${row}`;
  const said = (row: string) => saidOf(form(row), {}, otherForms());
  assert.deepEqual(said('170.96  102.17  59.76%  12'), []);
  assert.deepEqual(said('170.96  102.17  59.76%  11.95'), []);
  assert.deepEqual(said('170.96  102.17  59.76%  11'), ['4 hint wrong-execution-score']);
  assert.deepEqual(said('60  14.77  24.62%  14'), ['4 error wrong-execution-score']);
  assert.deepEqual(said('60  14.77  —  14'), ['4 error wrong-execution-score']);
  assert.deepEqual(said('60  66  110%  20'), []);
  assert.deepEqual(said('0  60.65  %  18'), []);
  assert.deepEqual(saidOf(form('60  14.77  24.62%  14'), { executionScore: 'free' }, otherForms()), []);
  assert.equal(
    mended(form('60  14.77  24.62%  14'), findingsOn(form('60  14.77  24.62%  14'), {}, otherForms())[0]),
    form('60  14.77  24.62%  4.92'),
  );
  assert.deepEqual(saidOf(clean, { executionScore: 'proportional' }), ['4 error wrong-execution-score']);
});

test('a title may say that the score of the execution is weight × rate', () => {
  const text =
    '【项目支出绩效自评表：甲】\n资金：\n列：  全年预算数  全年执行数  执行率  得分(20分*执行率)\n年度资金总额  60  14.77  24.62%  14';
  assert.deepEqual(saidOf(text), ['4 error wrong-execution-score']);
  assert.deepEqual(saidOf(text.replace('(20分*执行率)', '（20分）')), []);
});

test('a wrong score of the execution explains a wrong total', () => {
  const text = clean.replace('74.78  5\n', '74.78  4.78\n').replace('100  92', '100  94.48');
  assert.deepEqual(saidOf(text), ['14 error wrong-total-score']);
  assert.deepEqual(saidOf(text, { executionScore: 'proportional' }), ['4 error wrong-execution-score']);
});

test('what the published forms contradict is found, and nothing else', () => {
  const messages = (name: string, set: FormSet) =>
    findingsOn(fixture(name), {}, set).map(({ code, severity, message }) => `${severity} ${code}: ${message}`);
  assert.deepEqual(messages('jingdezhen-2023.txt', jiangxi), [
    'error target-missed-full-score: 系统监控检查药店数量: the target ＞100家 is not met by 100, so the score cannot be the full 2.',
    'hint cost-target-direction: 建设和维护费用: a target of cost is usually an upper bound (≤), but this one is ≥60万元.',
  ]);
  assert.deepEqual(messages('ezhou-2022.txt', otherForms()), [
    'error wrong-execution-score: The score of the execution is 20 × 24.62% = 4.92 in this form, not 14.',
  ]);
  assert.deepEqual(messages('honggutan-2023.txt', jiangxi), [
    'information same-project-differs: Another form of the project “城乡医疗救助” states ≤353万元 for 项目成本, this one ≤450万元. Two projects want two names.',
  ]);
  assert.deepEqual(messages('suizhou-2025.txt', otherForms()), []);
});

/** As printed where a target has three columns and the sum of the points another name: 指标性质, 指标值, 度量单位; 合计. */
const parted = `【部门预算项目支出绩效自评表：馆藏整理】
项目年度目标：整理全部馆藏
年度目标完成情况：已完成
预算执行情况（10分）：
列：  年初预算  调整后预算数  预算执行数  预算执行率  权重  得分  原因
总额  30.00  28.00  27.50  98.21%  10  9.8
其中：财政资金  20.00  20.00  19.50  97.50%  /  /
单位资金  10.00  8.00  8.00  100%  /  /
绩效指标（90分）：
列：一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t完成值\t权重\t得分\t未完成原因分析
产出指标\t数量指标\t整理件数\t≥\t1200\t件\t1310\t40\t40\t
产出指标\t质量指标\t著录准确率\t＝\t100\t%\t100\t20\t20\t
产出指标\t时效指标\t完成时间\t≤\t12\t月\t11\t20\t20\t
满意度指标\t服务对象满意度指标\t读者满意度\t定性\t好\t\t好\t10\t10\t
合计\t\t\t\t\t\t\t100\t99.8\t
存在问题：无
改进措施：无`;

test('a target in three columns is one target', () => {
  assert.deepEqual(saidOf(parted), []);
  const wrong = parted.replace('1310', '1130').replace('＝\t100\t%\t100', '＝\t100\t%\t96');
  assert.deepEqual(
    findingsOn(wrong).map(({ code, data }) => [code, data?.target, data?.actual]),
    [
      ['target-missed-full-score', '≥1200件', '1130'],
      ['target-missed-full-score', '＝100%', '96'],
    ],
  );
});

test('other names of the funds and of the row of totals are known', () => {
  assert.deepEqual(saidOf(parted.replace('19.50  97.50%', '20.50  102.50%')), ['6 error wrong-funds-total']);
  assert.deepEqual(saidOf(parted.replace('\t100\t99.8', '\t100\t98.9')), ['15 error wrong-total-score']);
});

test('a sum of the funds under that name is not the row of totals', () => {
  const text = clean.replace('年度资金总额', '合计').replace('政府预算资金', '合计（含结转）');
  assert.deepEqual(
    bindAll(text).map(({ total }) => total?.label.text),
    ['总分'],
  );
});

test('a project has one name', () => {
  const text = clean.replace('资金：', '项目名称：试点\n资金：');
  assert.deepEqual(saidOf(text), ['2 warning same-project-differs']);
  assert.deepEqual(saidOf(text.replace('：试点\n', '：试点 项目\n')), []);
  assert.deepEqual(saidOf(`${clean}\n\n${clean}`), []);
  assert.deepEqual(saidOf(`${clean}\n${clean.replace('≥95%', '≥96%')}`), ['13 information same-project-differs']);
});

test('a row that cannot be cut, or a cell that cannot be read, contradicts nothing', () => {
  const damaged = withLine(10, '评估次数 7 30.00  ≥2次  2  30  300');
  assert.deepEqual(saidOf(damaged), []);
  assert.deepEqual(saidOf(withLine(4, '年度资金总额  180  1 80.5  134.605  10  74.78  5')), []);
});
