/** A small page with everything that a page can hold. */
import type { Page, PageCell, PageTable } from '../../server/src/render/page.ts';

export const cell = (text: string, rest: Partial<PageCell> = {}): PageCell => ({
  text,
  kind: 'text',
  colspan: 1,
  rowspan: 1,
  align: 'left',
  indent: 0,
  derived: false,
  uncertain: false,
  ...rest,
});

export const label = (text: string, rest: Partial<PageCell> = {}): PageCell => cell(text, { kind: 'label', ...rest });
export const figure = (text: string, rest: Partial<PageCell> = {}): PageCell => cell(text, { kind: 'figure', align: 'right', ...rest });

export const outlay: PageTable = {
  role: '支出',
  number: '公开03表',
  title: '支出决算表',
  unitOfMeasure: '万元',
  captions: [
    ['', '', '公开03表'],
    ['单位：某单位', '2023年度', '金额单位：万元'],
  ],
  header: [
    [cell('项目', { colspan: 2 }), cell('本年支出', { colspan: 2 })],
    [cell('科目编码'), cell('科目名称'), cell('合计'), cell('基本支出')],
  ],
  rows: [
    [label('合计', { colspan: 2 }), figure('1,497.33', { derived: true, uncertain: true }), figure('1,497.33')],
    [
      label('2080101', { source: { section: 4, start: 10, end: 17 } }),
      label('行政运行', { indent: 2 }),
      figure('183.26', { source: { section: 4, start: 25, end: 31 } }),
      figure(''),
    ],
  ],
  notes: ['注：本表反映部门（单位）本年度各项支出情况。'],
  source: { section: 4, start: 0, end: 8 },
};

export const page: Page = {
  unit: '某单位',
  year: '2023',
  kind: '决算',
  title: '某单位2023年度单位决算',
  tables: [outlay],
  chapters: [
    {
      number: '第一部分',
      title: '某单位概况',
      anchor: 'part 1',
      blocks: [
        { kind: 'contents', entries: [{ level: 1, text: '某单位概况', anchor: 'part 1' }] },
        { kind: 'heading', level: 1, text: '一、单位主要职责', source: { section: 1, start: 0, end: 8 } },
        {
          kind: 'paragraph',
          runs: [
            { text: '支出', derived: false },
            { text: '1,497.33', derived: true, source: { section: 1, start: 20, end: 30 } },
            { text: '万元。', derived: false },
          ],
          source: { section: 1, start: 10, end: 40 },
        },
        { kind: 'insert', word: '图1', text: '收入决算结构' },
        { kind: 'insert', word: '图片', text: './章.png' },
      ],
    },
    { number: '第二部分', title: '2023年度单位决算表', blocks: [{ kind: 'tables' }] },
    { number: '', title: '附件', blocks: [{ kind: 'table', table: { ...outlay, captions: [], notes: [] } }] },
  ],
};
