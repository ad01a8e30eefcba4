/** What is said of structure and wording, and above all what is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, applyEdits, HEAD, service } from '../service/kit.ts';

const CODES = new Set([
  'template-residue',
  'doubled-text',
  'numbering-gap',
  'contents-differ',
  'missing-chapter',
  'empty-table-unstated',
  'stated-empty-but-filled',
  'codes-without-figures',
]);

/** `code text` of each finding on structure, in the order of the text. */
function said(body: string, head = HEAD): string[] {
  const { findings, document } = analyse(head + body);
  return findings
    .filter(({ code }) => CODES.has(code))
    .map(({ code, place }) => `${code} ${document.sectionOf(place.section)!.tree.text.slice(place.start, place.end)}`);
}

const prose = (...lines: string[]): string[] => said(`【情况说明】\n${lines.join('\n')}\n`);

test('alternatives of the template, a finding a paragraph', () => {
  assert.deepEqual(
    prose('较上年增加（减少）0.00万元，增长（下降）0%。', '比上年增（减）0万元，同比减少(增加)0%。', '比上年增加/减少 3.00 万元。'),
    ['template-residue 增加（减少）', 'template-residue 增（减）', 'template-residue 增加/减少'],
  );
  assert.deepEqual(
    prose('收支增（减）变动情况见下表。', '增加（含上年结转）3.00万元。', '人员增减变化。', '一、收入增加（减少）情况说明'),
    [],
  );
});

test('the quick fix keeps one side of all alternatives of the paragraph', () => {
  const text = `${HEAD}【情况说明】\n较上年增加（减少）3.00万元，下降（增长）2.00%。\n`;
  const analysis = analyse(text);
  const place = analysis.findings.find(({ code }) => code === 'template-residue')!.place;
  const actions = service.actions(analysis, analysis.document.rangeOf(place)!);
  const result = (title: string) => {
    const action = actions.find((one) => one.title === title);
    assert.ok(action, actions.map((one) => one.title).join(' | '));
    return applyEdits(text, action.edit!.changes![analysis.document.uri]).split('\n').at(-2);
  };
  assert.equal(result('Keep 增加、增长'), '较上年增加3.00万元，增长2.00%。');
  assert.equal(result('Keep 减少、下降'), '较上年减少3.00万元，下降2.00%。');
});

test('placeholders in the headings within a form, but not its rows of dots', () => {
  assert.deepEqual(
    said(
      '【项目支出绩效自评表：甲】\n年度绩效目标 1 (XX分)：\n产出指标／数量指标：\n培训  5次  5次  5  5\n履职效能／……：\n培训  5次  5次  5  5\n',
    ),
    ['template-residue XX分'],
  );
});

test('placeholders in headings of the text', () => {
  assert.deepEqual(prose('# XX部门（单位）概况', '一、XX局2023年度决算', '一、收入增加（减少）情况'), ['template-residue XX部门']);
});

test('placeholders and figures that nobody wrote', () => {
  assert.deepEqual(prose('收入XX万元，得××分，比上年增加万元，增长%。', '主要用于……。', '20XX年'), [
    'template-residue XX万元',
    'template-residue ××分',
    'template-residue 增加万元',
    'template-residue 增长%',
    'template-residue ……',
    'template-residue 20XX年',
  ]);
  assert.deepEqual(prose('支出决算为 万元，完成预算的 %，占 %。'), [
    'template-residue 决算为 万元',
    'template-residue 完成预算的 %',
    'template-residue 占 %',
  ]);
  // Names that are hidden on purpose, quotations, products and factors, units of measure.
  assert.deepEqual(
    prose(
      '项目负责人：×××，联系电话：×××××××。',
      '×××局长签字。',
      '×××人力资源部。',
      '提高（降低）起付线。',
      '得分＝20×80%。',
      '开展“打击骗保……”活动。',
      '购置XXL个服务器。',
      '收入（万元）',
      '金额单位为万元，本表收入、支出以万元为单位。',
    ),
    [],
  );
});

test('words and marks typed twice', () => {
  assert.deepEqual(prose('本年与上年一致。。', '根据根据通知，主要包括：主要包括人员经费；。'), [
    'doubled-text 。。',
    'doubled-text 根据根据',
    'doubled-text 主要包括：主要包括',
    'doubled-text ；。',
  ]);
  assert.deepEqual(
    prose('该专项资金资金到位率100%。', '市人民代表大会、市人民代表大会常务委员会。', '主要包括：“三公”经费……等。', '会议通过通过率。'),
    [],
  );
});

test('numbers that are missing, doubled, or do not begin at one', () => {
  assert.deepEqual(prose('一、收入', '三、支出'), ['numbering-gap 三、']);
  assert.deepEqual(prose('一、收入', '（一）甲', '（三）乙'), ['numbering-gap （三）']);
  assert.deepEqual(prose('一、收入', '二、支出', '二、采购'), ['numbering-gap 二、']);
  assert.deepEqual(prose('一、收入', '（二）甲'), ['numbering-gap （二）']);
  assert.deepEqual(prose('一、收入', '二、支出', '# 报告', '二、过程'), ['numbering-gap 二、']);
});

test('numbers that are in order, as people write them', () => {
  assert.deepEqual(prose('九、预算绩效', '（一）甲', '（二）乙'), [], 'a chapter typed in part');
  assert.deepEqual(prose('一、收入', '1.甲', '2.乙', '二、支出', '1.甲', '2.乙'), [], 'a list below each heading');
  assert.deepEqual(prose('一、收入', '按功能：', '1.甲', '2.乙', '按经济：', '1.甲', '2.乙'), [], 'a list begun anew');
  assert.deepEqual(prose('一、收入，其中：（1）甲3.00万元；', '（2）乙2.00万元。'), [], 'the first within the text');
  assert.deepEqual(prose('# 收入科目', '1.甲', '2.乙', '# 支出科目', '3.丙'), [], 'a list through headings without numbers');
  assert.deepEqual(prose('1.1 背景', '1.2 目标', '3.5万元为人员经费。', '12月31日完成。'), [], 'no numbers of a list');
  assert.deepEqual(prose('1.甲', '（一）子', '（二）丑', '2.乙'), [], 'levels the other way round');
  assert.deepEqual(prose('十九、甲', '二十、乙', '廿一、丙', '二十二、丁'), [], '廿');
  assert.deepEqual(said('【情况说明】\n一、甲\n【表格：某】\n甲  乙\n【续】\n二、乙\n'), [], 'through 续');
  assert.deepEqual(said('【概况】\n一、甲\n【其他说明】\n一、甲\n二、乙\n'), [], 'each chapter by itself');
});

test('a contents page that was typed', () => {
  const body = (contents: string) =>
    `【目录】\n${contents}\n【概况】\n一、主要职责\n二、机构设置\n三、人员情况\n【支出决算表】\n列：  基本支出\n2080101  行政运行  1.00\n`;
  assert.deepEqual(said(body('')), []);
  assert.deepEqual(
    said(body('第一部分 某中心概况……1\n一、主要职责……1\n二、机构设置……2\n三、人员情况……2\n第二部分 2023年度单位决算表……3\n支出决算表 3')),
    [],
  );
  assert.deepEqual(said(body('一、主要职责\n二、机构设置')), ['contents-differ 三、人员情况']);
  assert.deepEqual(said(body('一、主要职责\n二、内设机构\n三、人员情况')), [
    'contents-differ 二、内设机构',
    'contents-differ 二、机构设置',
  ]);
  assert.deepEqual(said(body('第一部分 概况\n第二部分 决算表')), [], 'chapters alone');
});

test('the one required chapter that is missing', () => {
  assert.deepEqual(said('【概况】\n甲。\n【情况说明】\n乙。\n'), ['missing-chapter 版式：江西省单位决算']);
  assert.deepEqual(said('【概况】\n甲。\n'), [], 'a document just begun');
  assert.deepEqual(
    said('【概况】\n甲。\n【情况说明】\n乙。\n【支出决算表】\n列：  基本支出\n2080101  行政运行  1.00\n'),
    [],
    'tables just begun',
  );
  assert.deepEqual(said('【概况】\n甲。\n【情况说明】\n乙。\n【名词解释】\n丙：丁。\n'), []);
});

test('empty tables and what states them', () => {
  const text = '【情况说明】\n本年收支平衡。\n';
  assert.deepEqual(said(`【支出决算表】\n合计\n${text}`), ['empty-table-unstated 支出决算表']);
  assert.deepEqual(said(`【支出决算表】\n合计  0.00\n${text}`), ['empty-table-unstated 支出决算表'], 'zeros');
  assert.deepEqual(said('【支出决算表】\n合计\n'), [], 'a document without prose is not finished');
  assert.deepEqual(said(`【支出决算表】\n${text}`), [], 'a table without rows is derived');
  assert.deepEqual(said(`【支出决算表】\n合计\n空表：本单位本年无支出。\n${text}`), []);
  assert.deepEqual(said(`【支出决算表】\n合计\n注：本单位本年没有支出。\n${text}`), []);
  assert.deepEqual(said(`【政府性基金预算财政拨款收入支出决算表】\n合计\n${text}`), [], 'the form’s own note states it');
  const hubei = HEAD.replace('江西省单位决算', '湖北省部门决算');
  const fund = '【政府性基金预算财政拨款收入支出决算表】\n合计\n';
  const cars = '【财政拨款“三公”经费支出决算表】\n列：  预算数／合计  决算数／合计\n0.00  0.00\n';
  assert.deepEqual(said(`${cars}【情况说明】\n“三公”经费支出决算为0万元。\n`, hubei), [], 'nothing spent');
  assert.deepEqual(said(`${cars}【情况说明】\n“三公”经费支出决算为10万元。\n`, hubei), [
    'empty-table-unstated 财政拨款“三公”经费支出决算表',
  ]);
  assert.deepEqual(said(fund + text, hubei), ['empty-table-unstated 政府性基金预算财政拨款收入支出决算表']);
  assert.deepEqual(said(`${fund}【情况说明】\n本部门没有政府性基金预算财政拨款收入支出。\n`, hubei), [], 'the text states it');
});

test('a statement of none beside figures', () => {
  const filled = '列：  项目支出\n2296013  用于城乡医疗救助的彩票公益金支出  3.00\n';
  const title = '【政府性基金预算财政拨款收入支出决算表】\n';
  assert.deepEqual(said(`${title}空表：无。\n${filled}`), ['stated-empty-but-filled 空表：无。']);
  assert.deepEqual(said(`${title}${filled}注：本表无数据。\n`), ['stated-empty-but-filled 注：本表无数据。']);
  assert.deepEqual(said(`${title}${filled}注：当本表无数据时，即本单位无此项收支。\n`), [], 'a condition states nothing');
  assert.deepEqual(said(`${title}空表：无。\n`), []);
});

test('accounts without a figure in a table without any', () => {
  const title = '【政府性基金预算财政拨款收入支出决算表】\n';
  assert.deepEqual(said(`${title}合计\n229  其他支出\n22960  彩票公益金安排的支出\n`), ['codes-without-figures 229  其他支出']);
  assert.deepEqual(said(`${title}列：  项目支出\n229  其他支出  3.00\n22960  彩票公益金安排的支出\n`), [], 'others have figures');
  assert.deepEqual(said('【一般公共预算财政拨款基本支出决算表】\n30101  基本工资\n30102  津贴补贴\n'), [], 'the form lists them itself');
});

test('a contents page that lists the parts as they are printed, with unit and year, and parts that are typed so', () => {
  const head = '部门：青山县招商服务中心\n年度：2019\n文种：决算\n\n';
  const contents =
    '【目录】\n第一部分 县招商服务中心概况\n第二部分 县招商服务中心2019年部门决算表\n第三部分：青山县招商服务中心2019年部门决算情况说明\n第四部分 专业名词解释\n第五部分 2019年其他情况\n';
  const parts =
    '【第一部分 县招商服务中心概况】\n一、职责\n【第二部分 2019年度部门决算表】\n【支出决算表】\n2080101  行政运行  1.00\n【第三部分：青山县招商服务中心2019年部门决算情况说明】\n一、支出\n【第四部分 专业名词解释】\n一、财政拨款：指拨款。\n';
  assert.deepEqual(said(contents + parts, head), ['contents-differ 第五部分 2019年其他情况']);
  assert.deepEqual(
    analyse(head + contents + parts).findings.filter(({ code }) => code === 'foreign-unit' || code.startsWith('unknown')),
    [],
  );
});
