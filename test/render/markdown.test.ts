/** The page as Markdown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { renderMarkdown } from '../../server/src/render/markdown.ts';
import type { PageBlock } from '../../server/src/render/page.ts';
import { analyse, sample } from './read.ts';
import { cell, outlay, page } from './support.ts';

const only = (...blocks: PageBlock[]) =>
  renderMarkdown({ ...page, chapters: [{ number: '', title: '', blocks }] })
    .split('\n\n')
    .slice(1)
    .join('\n\n');
const paragraph = (text: string): PageBlock => ({ kind: 'paragraph', runs: [{ text, derived: false }] });

test('everything that a page can hold', () => {
  assert.equal(
    renderMarkdown(page),
    `# 某单位2023年度单位决算

## 第一部分　某单位概况

- 某单位概况

### 一、单位主要职责

支出1,497.33万元。

**图1：收入决算结构**

![](<./章.png>)

## 第二部分　2023年度单位决算表

### 公开03表 支出决算表

公开03表

单位：某单位　2023年度　金额单位：万元

| 项目<br>科目编码 | 项目<br>科目名称 | 本年支出<br>合计 | 本年支出<br>基本支出 |
| --- | --- | ---: | ---: |
| 合计 |  | 1,497.33 | 1,497.33 |
| 2080101 | &emsp;&emsp;行政运行 | 183.26 |  |

注：本表反映部门（单位）本年度各项支出情况。

## 附件

**支出决算表**

| 项目<br>科目编码 | 项目<br>科目名称 | 本年支出<br>合计 | 本年支出<br>基本支出 |
| --- | --- | ---: | ---: |
| 合计 |  | 1,497.33 | 1,497.33 |
| 2080101 | &emsp;&emsp;行政运行 | 183.26 |  |
`,
  );
});

test('nothing of the page is markup', () => {
  assert.equal(only(paragraph('1. 一')), '1\\. 一\n');
  assert.equal(only(paragraph('# 二')), '\\# 二\n');
  assert.equal(
    only(paragraph('- 三 *四* <b>五</b> [六](七) |八| `九` $十$ &lt;')),
    '\\- 三 \\*四\\* \\<b\\>五\\</b\\> \\[六\\](七) \\|八\\| \\`九\\` \\$十\\$ \\&lt;\n',
  );
  const table = { ...outlay, title: '', header: [], captions: [], notes: [], rows: [[cell('一|二\n三'), cell('<i>')]] };
  assert.equal(only({ kind: 'table', table }), '|  |  |\n| --- | --- |\n| 一\\|二<br>三 | \\<i\\> |\n');
});

test('a picture that is not beside the document is named, not fetched', () => {
  for (const text of ['https://example.com/a.png', '//example.com/a.png', 'file:///a.png', '\\\\host\\a.png'])
    assert.ok(only({ kind: 'insert', word: '图片', text }).startsWith('**图片：'), text);
});

test('a merged cell stands in its upper left corner; a table without anything is left out', () => {
  const rows = [[cell('甲', { rowspan: 2 }), cell('乙')], [cell('丙')]];
  const table = { ...outlay, title: '', header: [], captions: [], notes: [], rows };
  assert.equal(only({ kind: 'table', table }), '|  |  |\n| --- | --- |\n| 甲 | 乙 |\n|  | 丙 |\n');
  assert.equal(only({ kind: 'table', table: { ...table, rows: [] } }, paragraph('后')), '后\n');
});

test('every line of a table has as many cells as its heading, in a whole disclosure', () => {
  const text = renderMarkdown(pageOf(analyse(sample).disclosure));
  const tables = text.split('\n\n').filter((block) => block.startsWith('|'));
  assert.ok(tables.length > 10);
  for (const table of tables) {
    const widths = new Set(table.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length));
    assert.equal(widths.size, 1, table.split('\n')[0]);
  }
});
