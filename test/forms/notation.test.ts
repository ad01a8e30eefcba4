/** The notation of form sets, on the layouts that provinces use. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filledWidths } from '../../server/src/forms/header.ts';
import { addresses, cellsOf, sound } from './support.ts';

const SIX = [
  ['合计'],
  ['因公出国（境）费', '三公=出国'],
  {
    title: '公务用车购置及运行维护费',
    columns: [
      ['小计', '三公=车'],
      ['公务用车购置费', '三公=购置'],
      ['公务用车运行维护费', '三公=运行'],
    ],
  },
  ['公务接待费', '三公=接待'],
];

test('a horizontal “三公” table: one nameless row, two groups of a named list, three heading lines', () => {
  const set = sound([
    {
      id: '三公',
      number: '公开09表',
      title: '“三公”经费支出决算表',
      measure: '三公',
      rows: 'single',
      columns: [
        { title: '预算数', at: '基准=全年预算', columns: '三公六栏' },
        { title: '决算数', at: '基准=决算', columns: '三公六栏' },
      ],
      define: { 三公六栏: SIX },
      numbers: true,
    },
  ]);
  const [table] = set.tables;
  assert.equal(table.width, 12);
  assert.equal(table.panels[0].single, true);
  assert.deepEqual(cellsOf(table).slice(0, 4), [
    '|预算数/合计 = 三公 基准=全年预算',
    '|预算数/因公出国（境）费 = 三公 三公=出国 基准=全年预算',
    '|预算数/公务用车购置及运行维护费/小计 = 三公 三公=车 基准=全年预算',
    '|预算数/公务用车购置及运行维护费/公务用车购置费 = 三公 三公=购置 基准=全年预算',
  ]);
  assert.deepEqual(addresses(table).at(-1), '三公 三公=接待 基准=决算');
  assert.equal(new Set(addresses(table)).size, 12);
  assert.deepEqual(filledWidths(table.header).widths, [12, 12, 12, 12]);
  assert.deepEqual(
    table.header[0].map(({ text, colspan, rowspan }) => [text, colspan, rowspan]),
    [
      ['预算数', 6, 1],
      ['决算数', 6, 1],
    ],
  );
  assert.deepEqual(
    table.header[1].slice(0, 3).map(({ text, colspan, rowspan }) => [text, colspan, rowspan]),
    [
      ['合计', 1, 2],
      ['因公出国（境）费', 1, 2],
      ['公务用车购置及运行维护费', 3, 1],
    ],
  );
  assert.equal(table.header[3].map((cell) => cell.text).join(' '), '1 2 3 4 5 6 7 8 9 10 11 12');
});

test('an interleaved “三公” table: budget and actual below every column, groups kept', () => {
  const set = sound([
    {
      id: '三公',
      title: '财政拨款“三公”经费支出决算表',
      measure: '三公',
      rows: 'single',
      columns: [
        {
          each: SIX,
          // biome-ignore lint/suspicious/noThenProperty: the notation's word; the object is data and never awaited.
          then: [
            ['预算数', '基准=全年预算'],
            ['决算数', '基准=决算'],
          ],
        },
      ],
    },
  ]);
  const [table] = set.tables;
  assert.deepEqual(cellsOf(table).slice(0, 3), [
    '|合计/预算数 = 三公 基准=全年预算',
    '|合计/决算数 = 三公 基准=决算',
    '|因公出国（境）费/预算数 = 三公 三公=出国 基准=全年预算',
  ]);
  assert.ok(cellsOf(table).includes('|公务用车购置及运行维护费/小计/决算数 = 三公 三公=车 基准=决算'));
  assert.deepEqual(filledWidths(table.header), { widths: [12, 12, 12], beyond: false });
});

test('two sides: class lines bind by code and bear the form’s numbers; the outlay side has fund columns', () => {
  const set = sound(
    [
      {
        id: '财政拨款总表',
        title: '财政拨款收支总表',
        fixed: '资金=财政拨款',
        sides: [
          {
            title: '收入',
            columns: [['预算数']],
            rows: [
              ['一、本年收入', '收入'],
              { at: '收入', indent: 1, rows: [['（一）一般公共预算拨款', '资金=一般公共']] },
              ['收入总计', '收入总计'],
            ],
          },
          {
            title: '支出',
            columns: [['小计'], ['一般公共预算', '资金=一般公共']],
            rows: [{ class: '三类', at: '支出', numbering: '（廿一）' }, ['支出总计', '支出总计']],
          },
        ],
      },
    ],
    {
      classes: {
        三类: [
          ['201', '一般公共服务支出'],
          ['203', '国防支出'],
          ['208', '社会保障和就业支出'],
        ],
      },
    },
  );
  const [table] = set.tables;
  assert.equal(table.layout, 'sides');
  assert.deepEqual(cellsOf(table), [
    '一、本年收入|收入/预算数 = 收入 资金=财政拨款',
    '（一）一般公共预算拨款|收入/预算数 = 收入 资金=一般公共',
    '收入总计|收入/预算数 = 收入总计 资金=财政拨款',
    '（一）一般公共服务支出|支出/小计 = 支出 功能=201 资金=财政拨款',
    '（一）一般公共服务支出|支出/一般公共预算 = 支出 功能=201 资金=一般公共',
    '（二）国防支出|支出/小计 = 支出 功能=203 资金=财政拨款',
    '（二）国防支出|支出/一般公共预算 = 支出 功能=203 资金=一般公共',
    '（三）社会保障和就业支出|支出/小计 = 支出 功能=208 资金=财政拨款',
    '（三）社会保障和就业支出|支出/一般公共预算 = 支出 功能=208 资金=一般公共',
    '支出总计|支出/小计 = 支出总计 资金=财政拨款',
    '支出总计|支出/一般公共预算 = 支出总计 资金=一般公共',
  ]);
  assert.deepEqual(table.axes, [
    { dimension: '功能', root: undefined },
    { dimension: '资金', root: '财政拨款' },
  ]);
  // Neither side has 行次, so each has one label column.
  assert.equal(table.width, 2 + 3);
});

test('blocks: the heading is the nature, its root is stated, accounts run on beside each other', () => {
  const set = sound(
    [
      {
        id: '基本支出',
        title: '基本支出决算表',
        fixed: '支出 资金=一般公共 性质=基本',
        columns: [['金额']],
        blocks: [
          { title: '人员经费', at: '性质=人员', rows: { by: '经济', class: '人员款', total: '人员经费合计', totalAt: 'last' } },
          { title: '公用经费', at: '性质=公用', rows: { by: '经济', class: '公用款', total: '公用经费合计', totalAt: 'last' }, across: 2 },
        ],
      },
    ],
    { classes: { 人员款: [['301', '工资福利支出']], 公用款: [['302', '商品和服务支出']] } },
  );
  const [table] = set.tables;
  assert.equal(table.layout, 'blocks');
  assert.equal(table.width, 9);
  assert.deepEqual(
    table.header[0].map(({ text, colspan }) => [text, colspan]),
    [
      ['人员经费', 3],
      ['公用经费', 6],
    ],
  );
  assert.deepEqual(cellsOf(table), [
    '301|人员经费/金额 = 支出 经济=301 资金=一般公共 性质=人员',
    '人员经费合计|人员经费/金额 = 支出 资金=一般公共 性质=人员',
    '302|公用经费/金额 = 支出 经济=302 资金=一般公共 性质=公用',
    '公用经费合计|公用经费/金额 = 支出 资金=一般公共 性质=公用',
  ]);
  assert.deepEqual(
    table.axes.map(({ root }) => root),
    [undefined, '基本'],
  );
});

test('a code in three columns 类 款 项, the total row last', () => {
  const set = sound([
    {
      id: '一般公共支出',
      title: '一般公共预算财政拨款支出决算表',
      fixed: '支出 资金=一般公共',
      labels: [
        {
          title: '功能分类科目编码',
          columns: [
            { title: '类', kind: 'code', part: [0, 3] },
            { title: '款', kind: 'code', part: [3, 5] },
            { title: '项', kind: 'code', part: [5, 7] },
          ],
        },
        { title: '科目名称', kind: 'name' },
      ],
      rows: { by: '功能', total: '合计', totalAt: 'last' },
      columns: [['合计'], ['基本支出', '性质=基本'], ['项目支出', '性质=项目']],
    },
  ]);
  const [{ panels, header, width }] = set.tables;
  assert.equal(panels[0].codes?.totalAt, 'last');
  assert.deepEqual(
    panels[0].columns.slice(0, 4).map(({ kind, part }) => [kind, part]),
    [
      ['code', { from: 0, to: 3 }],
      ['code', { from: 3, to: 5 }],
      ['code', { from: 5, to: 7 }],
      ['name', undefined],
    ],
  );
  assert.equal(width, 7);
  assert.deepEqual(filledWidths(header), { widths: [7, 7], beyond: false });
});

test('project rows: a tree by the length of codes, funds of this year and carried over, a text column', () => {
  const set = sound([
    {
      id: '项目支出',
      number: '附表4-9',
      title: '项目支出表',
      measure: '支出',
      labels: [
        { title: '项目编码', kind: 'code' },
        { title: '项目名称', kind: 'name' },
        { title: '项目单位', kind: 'text' },
      ],
      rows: {
        by: '项目',
        total: '合计',
        levels: [
          { name: '部门', lengths: [3] },
          { name: '单位', lengths: [6] },
          { name: '类别', lengths: [2, 4] },
          { name: '项目', lengths: [21] },
        ],
      },
      columns: [
        ['合计'],
        { title: '本年拨款', at: '来源年=本年拨款', columns: [['一般公共预算', '资金=一般公共']] },
        { title: '财政拨款结转结余', at: '来源年=上年结转', columns: [['一般公共预算', '资金=一般公共']] },
        ['单位资金', '资金=单位资金'],
        { title: '备注', kind: 'text' },
      ],
    },
  ]);
  const [table] = set.tables;
  assert.deepEqual(cellsOf(table, ['032']).slice(4), [
    '032|合计 = 支出 项目=032',
    '032|本年拨款/一般公共预算 = 支出 资金=一般公共 来源年=本年拨款 项目=032',
    '032|财政拨款结转结余/一般公共预算 = 支出 资金=一般公共 来源年=上年结转 项目=032',
    '032|单位资金 = 支出 资金=单位资金 项目=032',
  ]);
  assert.deepEqual(
    table.axes.map(({ dimension }) => dimension),
    ['资金', '来源年', '项目'],
  );
  assert.deepEqual(table.panels[0].codes?.levels?.[2], { name: '类别', lengths: [2, 4] });
});

test('a column may take a dimension back to its whole, and a root may be stated', () => {
  const set = sound([
    {
      id: '专项',
      title: '专项表',
      fixed: '支出 资金=一般公共',
      root: '性质=基本',
      rows: { by: '功能' },
      columns: [
        ['全部资金', '资金=*'],
        ['人员', '性质=人员'],
      ],
    },
  ]);
  const [table] = set.tables;
  assert.deepEqual(addresses(table, ['201']), ['支出 功能=201', '支出 功能=201 资金=一般公共 性质=人员']);
  assert.deepEqual(table.axes.find(({ dimension }) => dimension === '性质')?.root, '基本');
});

test('rows of one label are told apart, lines without a label print their number only', () => {
  const set = sound([
    {
      id: '甲',
      title: '甲表',
      columns: [['决算数']],
      rows: [
        [1, '一、一般公共预算财政拨款', '收入 资金=一般公共'],
        { from: 2, blank: 2 },
        [4, '年初结转', '结转 时点=年初'],
        { indent: 1, at: '结转 时点=年初', rows: [[5, '一、一般公共预算财政拨款', '资金=一般公共']] },
        [6, '说明', null],
      ],
    },
  ]);
  const [panel] = set.tables[0].panels;
  assert.deepEqual(
    panel.rows.map(({ id, ordinal, indent }) => `${ordinal} ${id} ${indent}`),
    ['1 一般公共预算财政拨款 0', '2 行2 0', '3 行3 0', '4 年初结转 0', '5 一般公共预算财政拨款#2 1', '6 说明 0'],
  );
  assert.deepEqual(addresses(set.tables[0]), ['收入 资金=一般公共', '结转 时点=年初', '结转 资金=一般公共 时点=年初']);
  assert.deepEqual(
    panel.columns.map((column) => column.kind),
    ['name', 'ordinal', 'amount'],
  );
});

test('formulas are read as the model’s', () => {
  const { formulas } = sound([], { formulas: ['收入总计 = 收入 + 使用结余 + 结转 时点=年初'] });
  assert.deepEqual(formulas, [
    {
      id: 'F1',
      left: { measure: '收入总计', members: {} },
      right: [
        { measure: '收入', members: {} },
        { measure: '使用结余', members: {} },
        { measure: '结转', members: { 时点: '年初' } },
      ],
    },
  ]);
});

test('rows named by the author, with several measures and units in one line', () => {
  const set = sound([
    {
      id: '政府采购',
      title: '政府采购预算表',
      unitOfMeasure: '元',
      rows: { by: '采购品目', label: 'name', total: '合计' },
      columns: [
        { title: '数量', at: '采购数量', kind: 'count', unit: '件' },
        ['单价', '采购单价'],
        { title: '金额', at: '采购', columns: [['合计'], ['面向中小企业', '采购对象=中小'], ['面向小微企业', '采购对象=小微']] },
      ],
    },
  ]);
  const [table] = set.tables;
  assert.deepEqual(addresses(table, ['打印机']).slice(5), [
    '采购数量 采购品目=打印机',
    '采购单价 采购品目=打印机',
    '采购 采购品目=打印机',
    '采购 采购对象=中小 采购品目=打印机',
    '采购 采购对象=小微 采购品目=打印机',
  ]);
  assert.deepEqual(
    table.axes.map(({ dimension }) => dimension),
    ['采购对象', '采购品目'],
  );
  assert.deepEqual(
    table.panels[0].columns.map(({ kind, unit }) => [kind, unit]),
    [
      ['name', undefined],
      ['count', '件'],
      ['amount', undefined],
      ['amount', undefined],
      ['amount', undefined],
      ['amount', undefined],
    ],
  );
});
