/** Chapters: which section is printed where, under which title, with what in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, PageBlock } from '../../server/src/render/page.ts';
import { paragraphText } from '../../server/src/render/page.ts';
import { print } from './read.ts';

const OFFICIAL = '【国有资本经营预算财政拨款支出决算表】\n合计\n';
const GRID = '【表格：得分】\n列：指标  得分\n甲  1\n';

const wordsOf = (block: PageBlock): string => {
  if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`;
  if (block.kind === 'paragraph') return paragraphText(block);
  if (block.kind === 'table') return `[${block.table.title}]`;
  if (block.kind === 'insert') return `{${block.word}：${block.text}}`;
  return `<${block.kind}>`;
};

const outline = (page: Page): string[] =>
  page.chapters.flatMap(({ number, title, blocks }) => [`${number}｜${title}`, ...blocks.map((block) => `  ${wordsOf(block)}`)]);

test('chapters are the form set’s in its order, with unit and year in their titles', () => {
  const page = print(`【名词解释】\n一、其他科目\n【情况说明】\n一、收入\n正文。\n${OFFICIAL}【概况】\n一、职责\n`);
  assert.deepEqual(outline(page), [
    '第一部分｜某单位概况',
    '  # 一、职责',
    '第二部分｜2023年度单位决算表',
    '  <tables>',
    '第三部分｜2023年度单位决算情况说明',
    '  # 一、收入',
    '  正文。',
    '第四部分｜名词解释',
    '  # 一、其他科目',
  ]);
  assert.equal(page.title, '某单位2023年度单位决算');
});

test('the head’s title and a section’s parameter replace the form’s titles', () => {
  const page = print('【概况：甲概况】\n正文\n', '单位：甲\n年度：2023年\n版式：江西省单位决算\n标题：甲的决算\n');
  assert.equal(page.title, '甲的决算');
  assert.deepEqual(outline(page).slice(0, 2), ['第一部分｜甲概况', '  正文']);
  assert.equal(page.year, '2023');
});

test('forms and grids stand where they were typed, 续 goes on behind them, official tables stay in their chapter', () => {
  const page = print(
    `【情况说明】\n如下：\n${GRID}${OFFICIAL}${GRID}【续】\n又：\n【项目支出绩效自评表：甲】\n【续】\n完。\n【名词解释】\n甲：乙\n`,
  );
  assert.deepEqual(outline(page), [
    '第二部分｜2023年度单位决算表',
    '  <tables>',
    '第三部分｜2023年度单位决算情况说明',
    '  如下：',
    '  [得分]',
    '  [得分]',
    '  又：',
    '  [项目支出绩效自评表]',
    '  完。',
    '第四部分｜名词解释',
    '  甲：乙',
  ]);
});

test('a grid behind official tables stands behind them in print, one before everything before everything', () => {
  assert.deepEqual(outline(print(`${GRID}${OFFICIAL}${GRID}【名词解释】\n甲：乙\n`)), [
    '｜',
    '  [得分]',
    '第二部分｜2023年度单位决算表',
    '  <tables>',
    '  [得分]',
    '第四部分｜名词解释',
    '  甲：乙',
  ]);
});

test('chapters of the author’s own stand under their names behind what they follow', () => {
  const page = print(
    `【前言】\n甲\n【概况】\n乙\n${OFFICIAL}【附件】\n丙\n【情况说明】\n丁\n【其他说明】\n戊\n【绩效情况：九、绩效】\n己\n【名词解释】\n甲：乙\n`,
  );
  assert.deepEqual(
    outline(page).filter((line) => line.includes('｜') || line.includes('绩效')),
    [
      '｜前言',
      '第一部分｜某单位概况',
      '第二部分｜2023年度单位决算表',
      '｜附件',
      '第三部分｜2023年度单位决算情况说明',
      '  # 九、绩效',
      '｜其他说明',
      '第四部分｜名词解释',
    ],
  );
});

test('a disclosure whose tables are images keeps the chapter’s heading', () => {
  assert.deepEqual(outline(print('【概况】\n甲\n')), ['第一部分｜某单位概况', '  甲', '第二部分｜2023年度单位决算表', '  <tables>']);
  assert.deepEqual(outline(print('')), []);
});

test('an empty 目录 lists chapters, headings of the first level and official tables; a typed one stays', () => {
  const page = print(`【目录】\n【概况】\n一、职责\n（一）细目\n${OFFICIAL}【名词解释】\n甲：乙\n`);
  const [block] = page.chapters[0].blocks;
  assert.ok(block.kind === 'contents');
  assert.deepEqual(
    block.entries.map(({ level, text }) => `${level} ${text}`),
    [
      '1 第一部分 某单位概况',
      '2 一、职责',
      '1 第二部分 2023年度单位决算表',
      '2 一、国有资本经营预算财政拨款支出决算表',
      '1 第四部分 名词解释',
    ],
  );
  assert.deepEqual(outline(print('【目录】\n第一部分  概况\n')).slice(0, 2), ['｜目录', '  第一部分  概况']);
});

test('prose prints as typed: braces halved, references as they are, comments gone', () => {
  const page = print(
    '【概况】\n## 小标题\n1. 有空格，是一段；\n（一）短标题\n甲{{乙}}丙{收入决算表.合计}{} // 注\n{图1：收入结构}\n{表：公开08表}\n\\// 不是注\n',
  );
  assert.deepEqual(outline(page).slice(1, 8), [
    '  ## 小标题',
    '  1. 有空格，是一段；',
    '  ## （一）短标题',
    '  甲{乙}丙{收入决算表.合计}{}',
    '  {图1：收入结构}',
    '  {表：公开08表}',
    '  // 不是注',
  ]);
});

test('an insert of a table that is there prints the table', () => {
  assert.deepEqual(outline(print(`${OFFICIAL}【概况】\n{表：公开08表}\n`))[1], '  [国有资本经营预算财政拨款支出决算表]');
});

test('parts that the author numbers and names himself stand as he has them', () => {
  const head = '单位：青山县农业服务中心\n年度：2023\n版式：部门决算\n';
  const page = print(
    `【目录】\n【第一部分 单位概况】\n一、职责\n【第二部分：2023年度单位决算情况说明】\n一、支出\n正文。\n【第三部分 名词解释】\n甲：乙\n【第四部分 联系方式】\n电话。\n【第五部分 附表】\n详见下表。\n${OFFICIAL}`,
    head,
  );
  assert.deepEqual(outline(page), [
    '｜目录',
    '  <contents>',
    '第一部分｜单位概况',
    '  # 一、职责',
    '第二部分｜2023年度单位决算情况说明',
    '  # 一、支出',
    '  正文。',
    '第三部分｜名词解释',
    '  甲：乙',
    '第四部分｜联系方式',
    '  电话。',
    '第五部分｜附表',
    '  详见下表。',
    '  <tables>',
  ]);
});

test('tables under the numbers of another province stand in its order, under its titles', () => {
  const page = print(
    '【财政拨款“三公”经费支出决算表】\n公开07表\n0\n【七、国有资本经营预算支出决算表】\n表8\n合计  0.00\n【一般公共预算财政拨款支出决算表】\n公开09表\n合计  0.00\n',
    '单位：青山县农业服务中心\n年度：2023\n版式：部门决算\n',
  );
  assert.deepEqual(
    page.tables.map(({ number, title }) => `${number} ${title}`),
    ['公开07表 财政拨款“三公”经费支出决算表', '表8 国有资本经营预算支出决算表', '公开09表 一般公共预算财政拨款支出决算表'],
  );
});
