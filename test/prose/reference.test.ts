/** `{…}` in prose: which figure a name means, what phrases say, and what is said where there is no figure. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { referenceContext } from '../../server/src/prose/reference/context.ts';
import type { ResolvedReference } from '../../server/src/prose/reference/resolve.ts';
import { referencesIn, resolveIn } from '../../server/src/prose/reference/section.ts';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { renderHtml } from '../../server/src/render/html.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { explainAt } from '../../server/src/service/explain.ts';
import { analyse, analyseWith, sample, withHead } from '../service/kit.ts';

const ELEMENTS = `
【情况说明要素表】
列：          上年数  年初预算数  原因
本年收入合计  203.06  -           转隶到位
208           -       261.74      新招录公务员
工资福利支出  138.01  -           招录
公务接待费    0.43    -           来人减少
资本性支出    3.97    0           无购买
项目支出      0       0
`;

function resolved(analysis: Analysis): ResolvedReference[] {
  const context = referenceContext(analysis.disclosure, analysis.cells);
  return analysis.disclosure.sections.flatMap(({ section }) =>
    referencesIn(section).map((reference) => resolveIn(context, reference, section.tree.text)),
  );
}

/** What each reference prints; a problem as its code. */
const printed = (analysis: Analysis): string[] => resolved(analysis).map(({ text, problem }) => problem?.code ?? text);

const inSample = (references: string): string[] => printed(analyse(`${sample}${ELEMENTS}\n【其他说明】\n说${references}\n`));

const means = (title: string, expected: readonly (readonly [string, string])[]) =>
  describe(title, () => {
    for (const [reference, text] of expected) test(`${reference} is ${text}`, () => assert.deepEqual(inSample(reference), [text]));
  });

means('a name', [
  ['{收入决算表.合计}', '487.26'],
  ['{支出决算表.2080505.基本支出}', '21.41'],
  ['{公开03表.2080101}', '183.26'],
  ['{一般公共预算财政拨款支出决算表.2080101}', '183.24'],
  ['{三公.公务接待费.决算数}', '0.95'],
  ['{三公.公务接待费}', '0.95'],
  ['{公务接待费.全年预算数}', '1.07'],
  ['{国内公务接待批次}', '5'],
  ['{2080505}', '21.41'],
  ['{2080505.财政拨款收入}', '21.41'],
  ['{行政运行}', '183.26'],
  ['{社会保障和就业支出}', '314.58'],
  ['{财政拨款总表.社会保障和就业支出}', '314.56'],
  ['{30217}', '0.95'],
  ['{基本支出.人员经费}', '344.89'],
  // 本年支出合计 heads four tables; the widest of them is meant.
  ['{本年支出合计}', '497.33'],
  // Both sides come to the same.
  ['{收入支出决算总表.总计}', '497.49'],
  ['{年度}', '2023'],
  ['{上年度}', '2022'],
  ['{单位}', '景德镇市医疗保险事业服务中心'],
  ['{上年.本年收入合计}', '203.06'],
  ['{年初预算.财政拨款总表.社会保障和就业支出}', '261.74'],
]);

means('an account as an argument', [
  ['{占比(2080505，本年支出合计)}', '4.30%'],
  ['{金额(208,元)}', '3145800.00元'],
  ['{占比(基本支出,( 208 ))}', '158.09%'],
]);

means('a calculation', [
  ['{本年支出合计-本年收入合计}', '10.07'],
  ['{(本年支出合计－本年收入合计)*2}', '20.14'],
  ['{-年末结转和结余}', '-0.16'],
  ['{本年收入合计/本年支出合计*100}', '97.98'],
  ['{国内公务接待人次/国内公务接待批次}', '7'],
  ['{国内公务接待批次/2}', '2.5'],
  ['{本年收入合计+1}', 'reference-without-figure'],
  ['{本年收入合计+车辆数}', 'reference-without-figure'],
  ['{本年收入合计/车辆数}', 'reference-without-figure'],
  ['{单位+1}', 'reference-without-figure'],
]);

means('a phrase', [
  ['{增减(本年收入合计)}', '比上年增加284.20万元，增长139.96%'],
  ['{增减(收入决算表.合计)}', '比上年增加284.20万元，增长139.96%'],
  ['{增减(工资福利支出)}', '比上年增加204.83万元，增长148.42%'],
  ['{增减(基本支出.工资福利支出)}', '比上年增加204.83万元，增长148.42%'],
  ['{增减(资本性支出)}', '比上年减少3.97万元，下降100.00%'],
  ['{增减(项目支出)}', '与上年持平'],
  ['{增减(本年支出合计，本年收入合计)}', '增加10.07万元，增长2.07%'],
  ['{增减(财政拨款总表.208，年初预算)}', '较年初预算数增加52.82万元，增长20.18%'],
  ['{增减(公务接待费，年初预算)}', '较年初预算数减少2.05万元，下降68.33%'],
  ['{变动(本年收入合计)}', '增加284.20万元，增长139.96%'],
  ['{占比(其他收入，本年收入合计)}', '0.00%'],
  ['{占比(项目支出，项目支出)}', '0.00%'],
  ['{占比(基本支出，本年支出合计)}', '100.00%'],
  ['{完成(财政拨款总表.社会保障和就业支出)}', '120.18%'],
  ['{完成(公务接待费，公务接待费.全年预算数)}', '88.79%'],
  ['{完成(资本性支出)}', 'reference-without-figure'],
  ['{比较(公务接待费，年初预算)}', '小于'],
  ['{金额(本年收入合计)}', '487.26万元'],
  ['{金额(本年收入合计，元)}', '4872600.00元'],
  ['{列举(基本支出.对个人和家庭的补助)}', '退休费、生活补贴'],
  ['{列举(基本支出.303，金额)}', '退休费1.91万元、生活补贴0.14万元'],
  ['{原因(公务接待费)}', '来人减少'],
  ['{原因(本年支出合计)}', 'reference-without-figure'],
  ['{释义(机关事业单位基本养老保险缴费支出)}', 'reference-without-figure'],
  ['{释义(2080505)}', '实施养老保险制度由单位缴纳的基本养老保险费支出。'],
  ['{增减(本年收入合计，年初预算，3)}', 'unknown-reference'],
  ['{增件(本年收入合计)}', 'unknown-reference'],
]);

test('a change from nothing has no rate', () => {
  const text = `${ELEMENTS.replace('工资福利支出  138.01', '基本支出  0')}\n【其他说明】\n说{增减(基本支出)}\n`;
  assert.deepEqual(printed(analyse(sample + text)), ['比上年增加497.33万元']);
});

describe('where there is no figure', () => {
  const codes = (source: string) => analyse(source).findings.filter(({ code }) => code.includes('reference'));

  test('a mistyped name is one warning with the nearest names as fixes, and printed as typed', () => {
    const [finding, ...more] = codes(`${sample}\n【其他说明】\n共{本年收人合计}万元\n`);
    assert.equal(more.length, 0);
    assert.equal(finding.code, 'unknown-reference');
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.fixes![0].edits[0].text, '本年收入合计');
  });

  test('an account that the tables do not list is unknown, not nothing', () => {
    assert.deepEqual(
      codes(`${sample}\n【其他说明】\n共{2080506}和{2080508}万元\n`).map(({ code }) => code),
      ['reference-without-figure'],
    );
  });

  test('a name with several meanings offers each of them', () => {
    const [finding] = codes(`${sample}\n【其他说明】\n共{总计}万元\n`);
    assert.equal(finding.code, 'ambiguous-reference');
    assert.ok(finding.fixes!.some(({ edits }) => edits[0].text === '收入支出决算总表.收入.总计'));
    for (const { edits } of finding.fixes!)
      assert.deepEqual(codes(`${sample}\n【其他说明】\n共{${edits[0].text}}万元\n`), [], edits[0].text);
  });

  test('last year’s figure that nobody states is missing', () => {
    const [finding] = codes(`${sample}\n【其他说明】\n共{增减(本年收入合计)}\n`);
    assert.equal(finding.code, 'reference-without-figure');
  });

  test('a fund that no table was typed of has no figure, though the whole has', () => {
    const text = withHead('【支出决算表】\n列：  基本支出\n2080505  1.00\n\n【其他说明】\n说{支出决算表.合计}{一般公共预算财政拨款支出}\n');
    assert.deepEqual(printed(analyse(text)), ['1.00', 'reference-without-figure']);
  });
});

describe('last year’s file', () => {
  const now = '【支出决算表】\n列：  基本支出\n2080505  3.00\n2080506  1.00\n';
  const prior = '单位：甲\n年度：2022\n文种：决算\n版式：江西省单位决算\n\n【支出决算表】\n列：  基本支出\n2080505  2.00\n';

  test('gives the figures of the year before', () => {
    const text = `${now}\n【其他说明】\n说{上年.支出决算表.2080505}{增减(支出决算表.2080505)}{增减(支出决算表.2080506)}{上年.年度}\n`;
    assert.deepEqual(printed(analyseWith(text, { prior })), ['2.00', '比上年增加1.00万元，增长50.00%', '比上年增加1.00万元', '2022']);
  });

  test('gives way to what 情况说明要素表 states, and the difference is said', () => {
    const text = `${now}\n【情况说明要素表】\n列：  上年数\n支出决算表.2080505  2.50\n\n【其他说明】\n说{上年.支出决算表.2080505}\n`;
    const analysis = analyseWith(text, { prior });
    assert.deepEqual(printed(analysis), ['2.50']);
    const [finding] = analysis.findings.filter(({ code }) => code === 'same-figure-differs');
    assert.deepEqual(finding.data, { stated: '2.50', computed: '2.00' });
    assert.equal(analysis.locate(finding.related![0].place)?.uri, 'file:///prior.budget');
  });
});

test('a figure knows the cells that it rests on, and how it comes about', () => {
  const [found] = resolved(analyse(`${sample}${ELEMENTS}\n【其他说明】\n说{增减(本年收入合计)}\n`));
  assert.deepEqual(found.explanation, [
    '本年收入合计 ＝ 487.26万元',
    '上年.本年收入合计 ＝ 203.06万元',
    '487.26万元 － 203.06万元 ＝ 284.20万元',
    '284.20万元 ÷ 203.06万元 ＝ 139.96%',
  ]);
  assert.deepEqual(
    found.cells.map(({ table }) => table.form.number),
    ['公开01表', '公开02表'],
  );
  assert.equal(found.places.length, 1);
});

test('Hubei leaves zeros at the end out', () => {
  const text =
    '单位：甲\n年度：2022\n文种：决算\n版式：湖北省部门决算\n\n【支出决算表】\n列：  基本支出\n2080505  1064.50\n\n【其他说明】\n说{支出决算表.合计}{金额(支出决算表.合计)}\n';
  assert.deepEqual(printed(analyse(text)), ['1064.5', '1064.5万元']);
});

describe('in the editor and on the command line', () => {
  const text = `${sample}${ELEMENTS}\n【其他说明】\n说{增减(本年收入合计)}和{本年收人合计}\n`;
  const lines = text.split('\n');
  const line = lines.findIndex((one) => one.startsWith('说'));
  const at = (words: string) => ({ line, character: lines[line].indexOf(words) + 2 });

  test('a reference is explained', () => {
    const explained = explainAt(analyse(text), at('{增减'));
    assert.match(explained!, /比上年增加284\.20万元，增长139\.96%/);
    assert.match(explained!, /487\.26万元 － 203\.06万元 ＝ 284\.20万元/);
  });

  test('one that comes to nothing says why', () => {
    assert.match(explainAt(analyse(text), at('{本年收人'))!, /本年收人合计/);
  });

  test('the page prints what it comes to, marks it, and knows the place typed and the cell', () => {
    const { disclosure, document } = analyse(text);
    const page = pageOf(disclosure);
    const block = page.chapters
      .flatMap(({ blocks }) => blocks)
      .find((one) => one.kind === 'paragraph' && one.runs.some(({ derived }) => derived));
    assert.ok(block?.kind === 'paragraph');
    assert.deepEqual(
      block.runs.map(({ text: words, derived }) => [words, derived]),
      [
        ['说', false],
        ['比上年增加284.20万元，增长139.96%', true],
        ['和{本年收人合计}', false],
      ],
    );
    const [, run] = block.runs;
    assert.deepEqual(document.rangeOf(run.source!)!.start, { line, character: 1 });
    assert.equal(lines[document.rangeOf(run.target!)!.start.line].slice(0, 6), '本年收入合计');
    const { html, elements } = renderHtml(page);
    const [, id] = /<span id="([^"]+)"[^>]* class="derived">比上年增加/.exec(html)!;
    assert.deepEqual(elements.find((element) => element.id === id)?.place, run.source);
    assert.deepEqual(elements.find((element) => element.id === id)?.target, run.target);
  });
});

test('what stands between braces is total: any text gives words or a problem', () => {
  const pieces = [
    '{',
    '}',
    '(',
    '）',
    '，',
    '.',
    '增减',
    '列举',
    '原因',
    '2080505',
    '本年收入合计',
    '上年',
    '年初预算',
    '+',
    '/',
    '0',
    '绩效',
    '释义',
    '年度',
  ];
  let seed = 7;
  const next = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % n;
  };
  for (let round = 0; round < 300; round++) {
    const reference = `{${Array.from({ length: 1 + next(6) }, () => pieces[2 + next(pieces.length - 2)]).join('')}}`;
    for (const { text: words } of resolved(
      analyse(`${withHead('')}【支出决算表】\n列：  基本支出\n2080505  1.00\n【其他说明】\n说${reference}\n`),
    ))
      assert.equal(typeof words, 'string');
  }
});
