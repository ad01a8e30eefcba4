/** What kind of line a line is, on each ground. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { groundOf, matchKey, parseSection, splitSections } from 'budget-grammar';
import { noTitles, prose, sheet, showProblems, showTree, visibleToTyped } from './show.ts';

/** Each entry: a line, what it is, optionally its problems. */
function table(parse: typeof sheet, entries: readonly (readonly [string, string])[]): void {
  for (const [source, expected] of entries)
    test(source.slice(0, 60), () => {
      const tree = parse(visibleToTyped(source));
      assert.equal(showTree(tree).join('\n') + showProblems(tree), expected);
    });
}

describe('sheet', () => {
  table(sheet, [
    ['', ''],
    ['   ', ''],
    ['// 只有注释', ''],
    ['主管部门：景德镇市医疗保障局', 'property 主管部门 = 景德镇市医疗保障局'],
    ['主管部门:景德镇市医疗保障局 // 待核', 'property 主管部门 = 景德镇市医疗保障局'],
    ['⇥⇥⇥⇥⇥金额单位：万元', 'property 金额单位 = 万元'],
    ['部门：X⇥⇥金额单位：万元', 'property 部门 = X\t\t金额单位：万元'],
    ['收入：', 'opener 收入'],
    ['产出指标／数量指标：', 'opener 产出指标 > 数量指标'],
    ['长期绩效目标 1／成本指标/经济成本指标:', 'opener 长期绩效目标 1 > 成本指标 > 经济成本指标'],
    ['执行率（B/A）：', 'opener 执行率（B/A）'],
    ['／产出指标／／数量指标／：', 'opener 产出指标 > 数量指标'],
    ['／：', '“／：”'],
    ['列：  决算数', 'columns ∅ | 决算数'],
    ['列：品名  数量  金额', 'columns 品名 | 数量 | 金额'],
    ['列：⇥预算数／合计⇥决算数／公务用车/小计', 'columns ∅ | 预算数>合计 | 决算数>公务用车>小计'],
    ['列： 执行率(B/A)', 'columns 执行率(B/A)'],
    ['列：', 'columns '],
    ['列：⇥决算数', 'columns ∅ | 决算数'],
    ['列： 决算数', 'columns 决算数'],
    ['列：项目  "近两年收支金额（  年）"', 'columns 项目 | 近两年收支金额(年)'],
    ['｜②项目立项', '| ②项目立项'],
    ['|', '| '],
    ['其中：外事接待费  0.50', '“其中：外事接待费” · 0.50'],
    ['（1）其中：外事  0.50', '“（1）其中：外事” · 0.50'],
    ['结余率（计算：结余/预算）  5%', '“结余率（计算：结余/预算）” · 5%'],
    ['上年结转：一般公共预算  5.00', 'property 上年结转 = 一般公共预算  5.00'],
    ['【收入决算表】', 'header 收入决算表'],
    ['  【表格：评价】 // 注', 'header 表格 : 评价'],
    ['【收入决算表', 'header 收入决算表 ! unclosed-header'],
    ['收入决算表】', 'header 收入决算表 ! unclosed-header'],
    ['【收入决算表】后面', 'header 收入决算表 ! text-behind-header'],
    ['【】', 'header  ! empty-title'],
    ['】', 'header  ! unclosed-header ! empty-title'],
    ['：】', 'header ： ! unclosed-header'],
    ['<<<<<<< HEAD', 'stray <<<<<<< HEAD ! conflict-marker'],
    ['=======', 'stray ======= ! conflict-marker'],
    ['\\', 'stray \\ ! stray-line'],
    ['－  ——', '∅ · n/a ——'],
    ['－  -', '∅'],
  ]);
});

describe('head', () => {
  table(
    (text) => parseSection(text, 'head', noTitles),
    [
      ['单位：某中心', 'property 单位 = 某中心'],
      ['标题：', 'opener 标题'],
      ['这行不是属性', 'stray 这行不是属性 ! stray-line'],
    ],
  );
});

describe('text', () => {
  table(prose, [
    ['一、单位主要职责', 'heading 1 一、 单位主要职责'],
    ['(二）机构设置', 'heading 2 (二） 机构设置'],
    ['1．基本情况', 'heading 3 1． 基本情况'],
    ['1、基本情况', 'heading 3 1、 基本情况'],
    ['（3）其他', 'heading 4 （3） 其他'],
    ['## 小标题', 'heading 2 # 小标题'],
    ['1.07万元用于接待', 'paragraph 1.07万元用于接待'],
    ['（一）绩效管理工作开展情况。', 'heading 2 （一） 绩效管理工作开展情况。'],
    ['2.完成的绩效目标。', 'paragraph 2. 完成的绩效目标。'],
    ['（一）工资福利支出342.84万元，比上年增加', 'paragraph （一） 工资福利支出342.84万元，比上年增加'],
    ['一、收入科目：', 'paragraph 一、 收入科目：'],
    ['成本节约率=【（计划成本-实际成本）/计划成本】。', 'paragraph 成本节约率=【（计划成本-实际成本）/计划成本】。'],
    ['见 http://example.org // 注释', 'paragraph 见 http://example.org'],
    ['{图1：收入决算结构}', 'insert 图1 : 收入决算结构'],
    ['{文件：./附件.budget}', 'insert 文件 : ./附件.budget'],
    ['{年度}', 'paragraph {{"kind":"name","path":[{"text":"年度"}]}}'],
    ['共{{3}}个', 'paragraph 共{{3}}个'],
    ['共{没有收尾', 'paragraph 共{没有收尾 ! unclosed-reference'],
    ['\\【不是标题】', 'paragraph 【不是标题】'],
  ]);

  const expression = (source: string): string => {
    const tree = prose(`{${source}}`);
    return showTree(tree)[0].replace(/^paragraph \{|\}$/g, '') + showProblems(tree);
  };
  const name = (...path: string[]) => ({ kind: 'name', path: path.map((text) => ({ text })) });

  test('a path names a cell', () => assert.equal(expression('收入支出决算总表.总计'), JSON.stringify(name('收入支出决算总表', '总计'))));
  test('an account code begins a path', () => assert.equal(expression('2080505.基本支出'), JSON.stringify(name('2080505', '基本支出'))));
  test('brackets belong to a name that goes on behind them', () =>
    assert.equal(expression('三公.因公出国（境）费.决算数'), JSON.stringify(name('三公', '因公出国（境）费', '决算数'))));
  test('an account code is a whole argument', () =>
    assert.equal(
      expression('占比(208，2080505)'),
      JSON.stringify({ kind: 'call', name: { text: '占比' }, args: [name('208'), name('2080505')] }),
    ));
  test('functions and arithmetic', () =>
    assert.equal(
      expression('占比（甲．乙，1000）+1.5*(丙－2)'),
      JSON.stringify({
        kind: 'binary',
        operator: '+',
        left: { kind: 'call', name: { text: '占比' }, args: [name('甲', '乙'), { kind: 'number', value: '1000' }] },
        right: {
          kind: 'binary',
          operator: '*',
          left: { kind: 'number', value: '1.5' },
          right: { kind: 'binary', operator: '-', left: name('丙'), right: { kind: 'number', value: '2' } },
        },
      }),
    ));
  test('a reference that cannot be read harms itself only', () => {
    const tree = prose('甲{1 + }乙{年度}丙{)}丁');
    assert.equal(showTree(tree)[0], `paragraph 甲{undefined}乙{${JSON.stringify(name('年度'))}}丙{undefined}丁`);
    assert.equal(showProblems(tree), ' ! unreadable-reference ! unreadable-reference');
  });
});

describe('sections', () => {
  test('the ground follows from the title', () => {
    for (const title of ['收入决算表', '公开02表', '附表4-2', '预算13表', '表格', '项目支出绩效自评表', '收 入 决 算 表'])
      assert.equal(groundOf(title), 'sheet', title);
    for (const title of ['概况', '情况说明', '续', '目录', '']) assert.equal(groundOf(title), 'text', title);
  });
  test('a text is its sections joined', () => {
    const text = '单位：甲\r\n\r\n【概况】\n一、职责\n【收入决算表】\r合计 1.00\n续】\n';
    const sections = splitSections(text, true, noTitles);
    assert.equal(sections.map((s) => s.text).join(''), text);
    assert.deepEqual(
      sections.map((s) => [s.ground, s.lineEnds]),
      [
        ['head', 2],
        ['text', 2],
        ['sheet', 2],
        ['text', 1],
      ],
    );
  });
  test('square brackets hold known titles only', () => {
    const known = (title: string) => title === matchKey('收入决算表');
    assert.equal(splitSections('[收入决算表]\n[其他]\n［收入决算表］', true, known).length, 3);
  });
});

test('a conflict marker is one before any line end', () => {
  for (const end of ['\n', '\r\n', '\r'])
    assert.equal(showProblems(sheet(`<<<<<<<${end}=======${end}`)), ' ! conflict-marker ! conflict-marker');
});

test('positions are UTF-16 offsets of what was typed', () => {
  const text = '\ufeff 合 计  １，064.50  𠀀\u200b字 // 注';
  const tree = sheet(text);
  const [row] = tree.lines;
  assert.ok(row.kind === 'row');
  assert.deepEqual(
    row.cells.map((c) => [text.slice(c.start, c.end), c.text]),
    [
      ['合 计', '合计'],
      ['１，064.50', '１，064.50'],
      ['𠀀\u200b字', '𠀀字'],
    ],
  );
  assert.equal(text.slice(row.comment!.start, row.comment!.end), '// 注');
});
