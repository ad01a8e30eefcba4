/** Chapters by the titles under which they are printed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTableChapter, parted, textChapter } from '../../server/src/disclosure/chapter-title.ts';

const meaning = (title: string): string | undefined => (isTableChapter(parted(title)) ? '表' : textChapter(parted(title)));

test('what a printed title means', () => {
  for (const [title, expected] of Object.entries({
    '第一部分　青山县审计局概况': '概况',
    '青山县审计局（本级）概况': '概况',
    '一、部门基本情况': '概况',
    单位基本情况: '概况',
    '第三部分：2023年度部门决算情况说明': '情况说明',
    '2023年度单位决算情况说明': '情况说明',
    专业名词解释: '名词解释',
    '四、名称解释': '名词解释',
    '第二部分 2023年度部门决算表': '表',
    '第五部分 附表': '表',
    '二、2023年度单位决算公开表（见附表）': '表',
  }))
    assert.equal(meaning(title), expected, title);
});

test('what is a chapter of its own', () => {
  for (const title of [
    '项目基本情况',
    '第四部分 预算绩效情况说明',
    '第四部分 决算公开联系方式',
    '购买服务目录',
    '收入决算表',
    '九、项目支出决算表',
  ])
    assert.equal(meaning(title), undefined, title);
});
