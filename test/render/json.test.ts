/** Pages as JSON: the contract's shape, tables as rectangles. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grid, pageJson, renderJson } from '../../server/src/render/json.ts';
import { cell, page } from './support.ts';

test('the shape is the contract’s', () => {
  assert.deepEqual(pageJson(page), {
    version: 1,
    unit: '某单位',
    year: '2023',
    kind: '决算',
    tables: [
      {
        role: '支出',
        number: '公开03表',
        title: '支出决算表',
        unitOfMeasure: '万元',
        header: [
          ['项目', '', '本年支出', ''],
          ['科目编码', '科目名称', '合计', '基本支出'],
        ],
        rows: [
          ['合计', '', '1,497.33', '1,497.33'],
          ['2080101', '行政运行', '183.26', ''],
        ],
        notes: ['注：本表反映部门（单位）本年度各项支出情况。'],
      },
    ],
    chapters: [
      {
        number: '第一部分',
        title: '某单位概况',
        blocks: [
          { kind: 'contents', entries: [{ level: 1, text: '某单位概况' }] },
          { kind: 'heading', level: 1, text: '一、单位主要职责' },
          { kind: 'paragraph', text: '支出1,497.33万元。' },
          { kind: 'insert', word: '图1', text: '收入决算结构' },
          { kind: 'insert', word: '图片', text: './章.png' },
        ],
      },
      { number: '第二部分', title: '2023年度单位决算表', blocks: [{ kind: 'tables' }] },
      {
        number: '',
        title: '附件',
        blocks: [
          {
            kind: 'table',
            table: {
              role: '支出',
              number: '公开03表',
              title: '支出决算表',
              unitOfMeasure: '万元',
              header: [
                ['项目', '', '本年支出', ''],
                ['科目编码', '科目名称', '合计', '基本支出'],
              ],
              rows: [
                ['合计', '', '1,497.33', '1,497.33'],
                ['2080101', '行政运行', '183.26', ''],
              ],
              notes: [],
            },
          },
        ],
      },
    ],
  });
});

test('the text is one JSON object that ends in a line end', () => {
  const text = renderJson(page);
  assert.deepEqual(JSON.parse(text), pageJson(page));
  assert.ok(text.endsWith('}\n'));
});

test('merged cells fill a rectangle downwards and to the right', () => {
  const lines = [
    [cell('甲', { rowspan: 2 }), cell('乙', { colspan: 2 }), cell('丙', { rowspan: 2 })],
    [cell('丁'), cell('戊')],
    [cell('己', { colspan: 4, rowspan: 3 })],
  ];
  assert.deepEqual(grid(lines), [
    ['甲', '乙', '', '丙'],
    ['', '丁', '戊', ''],
    ['己', '', '', ''],
  ]);
});
