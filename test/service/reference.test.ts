/** What an editor offers inside `{…}`, on a published final account. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { CompletionItem, Hover, MarkupContent, TextEdit } from 'vscode-languageserver-types';
import { tokenTypes } from '../../server/src/service/reference/tokens.ts';
import { analyseWith, applyEdits, linesOf, type Marked, marked, sample, service } from './kit.ts';

const ELEMENTS = `
【情况说明要素表】
列：          上年数  年初预算数  原因
本年收入合计  203.06  -           转隶到位
208           -       261.74      新招录公务员
`;

/** A sentence with a caret in the sample's 情况说明, below a heading. */
const inProse = (sentence: string, heading = '二、收入决算情况说明'): Marked =>
  marked(`${sample.replace('【情况说明】\n', `【情况说明】\n${heading}\n本年${sentence}\n`)}${ELEMENTS}`);

const textAt = (text: string, { start, end }: { start: { line: number; character: number }; end: { line: number; character: number } }) => {
  assert.equal(start.line, end.line);
  return linesOf(text)[start.line].slice(start.character, end.character);
};

describe('completion in a reference', () => {
  const offered = (sentence: string, heading?: string): CompletionItem[] => {
    const { analysis, position } = inProse(sentence, heading);
    return service.completion(analysis, position, true).items;
  };
  const shown = (item: CompletionItem): string =>
    `${item.label}${item.labelDetails?.detail ?? ''}${item.labelDetails?.description ? ` (${item.labelDetails.description})` : ''}`;
  /** The line that taking an item leaves. */
  interface Completed extends Marked {
    readonly items: readonly CompletionItem[];
  }
  const read = new Map<string, Completed>();
  const completed = (sentence: string): Completed => {
    const found = inProse(sentence);
    return { ...found, items: service.completion(found.analysis, found.position, true).items };
  };
  const taken = (sentence: string, label: string): string => {
    const known = read.get(sentence) ?? completed(sentence);
    read.set(sentence, known);
    const { items, position, text } = known;
    const item = items.find((one) => one.label === label);
    assert.ok(item, `${label} is not offered for ${sentence}`);
    return linesOf(applyEdits(text, [item.textEdit as TextEdit]))[position.line];
  };

  test('offers the tables first, and of them those of which the chapter speaks', () => {
    assert.equal(shown(offered('{<|>}')[0]), '收入决算表 (公开02表)');
    assert.equal(shown(offered('{<|>}', '三、支出决算情况说明')[0]), '支出决算表 (公开03表)');
    assert.equal(shown(offered('{<|>}', '一、收入支出决算总体情况说明')[0]), '收入支出决算总表 (公开01表)');
    assert.equal(offered('{<|>}', '九、财政拨款“三公”经费支出决算情况说明')[0].label, '财政拨款“三公”经费支出决算表');
  });

  const first: readonly (readonly [string, string])[] = [
    ['{收入决算表.<|>}', '合计 (487.26万元)'],
    ['{收入决算表.合计.<|>}', '本年收入合计 (487.26万元)'],
    ['{收入决算表.2080<|>}', '20801 人力资源和社会保障管理事务 (282.47万元)'],
    ['{收入决算表.xzyx<|>}', '2080101 行政运行 (183.26万元)'],
    ['{行政运行<|>}', '2080101 行政运行 (183.26万元)'],
    ['{2080505.基本<|>}', '基本支出 (21.41万元)'],
    ['{公务接待费.<|>}', '年初预算数 (3.00万元)'],
    ['{三公.公务接待费.j<|>}', '决算数 (0.95万元)'],
    ['{财政拨款总表.支出.社会<|>}', '社会保障和就业支出 (314.56万元)'],
    ['{bnsr<|>}', '本年收入合计 (487.26万元)'],
    ['{上年.本年收<|>}', '本年收入合计 (203.06万元)'],
    ['{增减(本年收<|>)}', '本年收入合计 (487.26万元)'],
    ['{(本年支出合计-本年收<|>', '本年收入合计 (487.26万元)'],
    ['{增减(本年收入合计，<|>)}', '年初预算'],
    ['{金额(本年收入合计，<|>)}', '元'],
    ['{列举(基本支出.人员经费，<|>)}', '金额'],
    ['{占比(2080<|>，本年支出合计)}', '20801 人力资源和社会保障管理事务 (282.47万元)'],
    ['{年<|>}', '年度 (2023)'],
  ];
  for (const [sentence, expected] of first)
    test(`offers ${expected} first in ${sentence}`, () => assert.equal(offered(sentence)[0] && shown(offered(sentence)[0]), expected));

  test('goes on where the brace is not closed: the sentence behind it stays', () => {
    assert.equal(taken('{收<|>，比上年增加{增减(本年收入合计)}', '收入决算表'), '本年{收入决算表，比上年增加{增减(本年收入合计)}');
    assert.equal(taken('{收<|>万元。', '收入决算表'), '本年{收入决算表万元。');
  });

  test('replaces the name at the caret in a closed reference', () => {
    assert.equal(taken('{收入决<|>表.合计}万元', '收入决算表'), '本年{收入决算表.合计}万元');
    assert.equal(taken('{三公.因公<|>出国（境）费.决算数}', '因公出国(境)费'), '本年{三公.因公出国(境)费.决算数}');
  });

  test('gives functions with their arguments to fill in', () => {
    const [item] = offered('{增减<|>}');
    const filled = `增减($${'{1:本年收入合计}'})`;
    assert.deepEqual([item.label, item.insertTextFormat, (item.textEdit as TextEdit).newText], ['增减', 2, filled]);
    const { analysis, position } = inProse('{增减<|>}');
    assert.equal((service.completion(analysis, position).items[0].textEdit as TextEdit).newText, '增减(');
  });

  test('gives words, not functions, where figures are computed with', () => {
    assert.equal(offered('{本年支出合计-增<|>}').filter(({ label }) => label === '增减').length, 0);
  });

  test('offers last year and the budget only where something is known of them', () => {
    const bare = marked(sample.replace('【情况说明】\n', '【情况说明】\n本年{上年<|>}\n'));
    assert.ok(!service.completion(bare.analysis, bare.position).items.some(({ label }) => label === '上年'));
    assert.ok(offered('{上年<|>}').some(({ label }) => label === '上年'));
  });

  test('offers only names that are read again as what they say', () => {
    const sentences = ['{<|>}', '{收<|>}', '{收入支出决算总表.<|>}', '{三公.<|>}', '{三公.公务接待费.<|>}', '{国有资产占用情况表.<|>}'];
    const lines = sentences.flatMap((sentence) =>
      offered(sentence).flatMap(({ kind, label, labelDetails }) =>
        kind !== 3 && labelDetails?.description?.endsWith('元') ? [taken(sentence, label)] : [],
      ),
    );
    assert.ok(lines.length > 50, `${lines.length}`);
    const { analysis } = inProse(`<|>${lines.join('，')}`);
    const problems = service.diagnostics(analysis).filter(({ code }) => /reference/.test(`${code}`));
    assert.deepEqual(
      problems.map(({ message }) => message),
      [],
    );
  });

  test('is silent beside braces, in escaped ones and in inserts of tables', () => {
    for (const sentence of ['收<|>', '{{收<|>', '{收入决算表}<|>', '{(甲)<|>}']) assert.deepEqual(offered(sentence), [], sentence);
  });
});

describe('hover over a reference', () => {
  const hover = (sentence: string): { text: string; over: string } => {
    const { analysis, position, text } = inProse(sentence);
    const found = service.hover(analysis, position) as Hover;
    assert.ok(found, sentence);
    return { text: (found.contents as MarkupContent).value, over: textAt(text, found.range!) };
  };

  test('shows the figure of the table that is named, with what it follows from', () => {
    const { text, over } = hover('{收入决算表.合<|>计.本年收入合计}');
    assert.equal(over, '{收入决算表.合计.本年收入合计}');
    assert.match(text, /^\*\*487\.26万元\*\*\n\n\*\*收入决算表“合计”本年收入合计\*\*\n\n487\.26 万元 · typed/);
  });

  test('shows what a function prints and the steps to it', () => {
    const { text } = hover('{增<|>减(本年收入合计)}');
    assert.match(text, /\*\*比上年增加284\.20万元，增长139\.96%\*\*/);
    assert.match(text, /- 487\.26万元 － 203\.06万元 ＝ 284\.20万元/);
  });

  test('shows the figure of an argument over the argument', () => {
    assert.equal(hover('{占比(其他收<|>入，本年收入合计)}').over, '其他收入');
    assert.match(hover('{占比(其他收<|>入，本年收入合计)}').text, /^\*\*0\.02万元/);
  });

  test('says what is wrong', () => {
    assert.match(hover('{收<|>入合记}').text, /Comes to nothing.*Near: 收入合计/);
  });
});

describe('from a reference to the tables and back', () => {
  const places = ({ text, analysis, position }: Marked, found = service.definition(analysis, position)) =>
    found.map(({ range }) => `${linesOf(text)[range.start.line].trim().split(/\s+/)[0]} ${textAt(text, range)}`);

  test('definition goes to the cell of the table that is named', () => {
    assert.deepEqual(places(inProse('{收入决算表.2080<|>101}')), ['2080101 183.26']);
    assert.deepEqual(places(inProse('{三公.公务<|>接待费.决算数}')), ['3.公务接待费 0.95']);
  });

  test('definition of a name without a table goes to every cell that states it', () => {
    assert.deepEqual(places(inProse('{本年收<|>入合计}')), ['本年收入合计 487.26', '合计 487.26']);
  });

  test('definition of a function goes to all its figures', () => {
    assert.deepEqual(places(inProse('{<|>占比(收入决算表.2080101，收入决算表.合计.本年收入合计)}')), ['2080101 183.26', '合计 487.26']);
  });

  test('definition of last year’s figure goes to 情况说明要素表, or into last year’s file', () => {
    assert.deepEqual(places(inProse('{上年.本年收<|>入合计}')), ['本年收入合计 203.06']);
    const text = '【情况说明】\n收入{上年.收入决算表.合计.本年收入合计}万元。\n\n【收入决算表】\n列：  本年收入合计\n合计  2.00';
    const prior = text.replace('2.00', '1.00');
    const analysis = analyseWith(text, { prior });
    const position = { line: 6, character: 8 };
    assert.deepEqual(
      service.definition(analysis, position).map(({ uri, range }) => [uri, range.start.line]),
      [['file:///prior.budget', 10]],
    );
  });

  test('references to a cell are the braces that use it and the other cells of its fact', () => {
    const text = sample
      .replace('【情况说明】\n', '【情况说明】\n收入{本年收入合计}万元，其中{占比(其他收入，收入决算表.合计.本年收入合计)}。\n')
      .replace(/(【收入决算表】[\s\S]*?合计\s+4)(87\.26)/, '$1<|>$2');
    const found = marked(text);
    assert.deepEqual(places(found, service.references(found.analysis, found.position, false)), [
      '本年收入合计 487.26',
      '收入{本年收入合计}万元，其中{占比(其他收入，收入决算表.合计.本年收入合计)}。 {本年收入合计}',
      '收入{本年收入合计}万元，其中{占比(其他收入，收入决算表.合计.本年收入合计)}。 {占比(其他收入，收入决算表.合计.本年收入合计)}',
    ]);
    assert.equal(service.references(found.analysis, found.position, true).length, 4);
    assert.deepEqual(
      service.highlights(found.analysis, found.position).map(({ kind }) => kind),
      [3, 3, 2, 2],
    );
  });

  test('references to a row or a table are the braces that rest on it', () => {
    const prose = '【情况说明】\n收入{收入决算表.2080101}万元，支出{支出决算表.2080101}万元。\n';
    const row = marked(sample.replace('【情况说明】\n', prose).replace(/(【收入决算表】[\s\S]*?2080)(101)/, '$1<|>$2'));
    const at = (one: Marked) => service.references(one.analysis, one.position, true).map(({ range }) => textAt(one.text, range));
    assert.deepEqual(at(row), ['{收入决算表.2080101}']);
    const table = marked(sample.replace('【情况说明】\n', prose).replace('【支出决算表', '【支出<|>决算表'));
    assert.deepEqual(at(table), ['{支出决算表.2080101}']);
  });
});

describe('renaming', () => {
  const renamed = (source: string, name: string): string => {
    const { analysis, position, text } = marked(source);
    const edit = service.rename(analysis, position, name);
    assert.ok(!('refused' in edit), 'refused' in edit ? edit.refused : '');
    return applyEdits(text, Object.values(edit.changes!)[0]);
  };
  const TWO = `【收入决算表】
列：                  本年收入合计
合计                          2.00
2080101  行政运行             2.00

【支出决算表】
列：                  本年支出合计
合计                          2.00
2080101  行政运行             2.00

【情况说明】
支出{支出决算表.2080101.本年支出合计}万元，占{占比(2080101，本年支出合计)}。
`;

  test('of an account’s code goes through all tables and all braces', () => {
    const expected = TWO.replaceAll('2080101', '2080102');
    for (const source of [TWO.replace('2080101  行', '208<|>0101  行'), TWO.replace('表.2080101', '表.2080<|>101')])
      assert.ok(renamed(source, '2080102').endsWith(expected));
  });

  test('of a project goes through its forms and the text, not through a longer name', () => {
    const source = `【情况说明】
组织对“经办专项经费”和“经办专项经费二期”开展了评价。

【项目支出绩效自评表：经办<|>专项经费】
主管部门：某局

【项目支出绩效自评表：经办专项经费二期】
主管部门：某局
`;
    const text = renamed(source, '医保经办经费');
    assert.deepEqual(
      linesOf(text).filter((line) => line.includes('经费')),
      [
        '组织对“医保经办经费”和“经办专项经费二期”开展了评价。',
        '【项目支出绩效自评表：医保经办经费】',
        '【项目支出绩效自评表：经办专项经费二期】',
      ],
    );
  });

  test('is refused with a reason for what is the form’s own', () => {
    const { analysis, position } = marked(TWO.replace('【收入决', '【收入<|>决'));
    assert.match((service.prepareRename(analysis, position) as { refused: string }).refused, /^Only codes of accounts/);
    const code = marked(TWO.replace('2080101  行', '208<|>0101  行'));
    assert.match((service.rename(code.analysis, code.position, '二〇八') as { refused: string }).refused, /3, 5 or 7 digits/);
    const taken = marked(TWO.replace('2080101  行', '2080102  甲  1.00\n208<|>0101  行'));
    assert.match(
      (service.rename(taken.analysis, taken.position, '2080102') as { refused: string }).refused,
      /收入决算表 has a row 2080102 already/,
    );
  });

  test('shows what is renamed', () => {
    const { analysis, position, text } = marked(TWO.replace('2080101  行', '208<|>0101  行'));
    const found = service.prepareRename(analysis, position);
    assert.ok('range' in found);
    assert.deepEqual([found.placeholder, textAt(text, found.range)], ['2080101', '2080101']);
  });
});

describe('values and colours', () => {
  test('what a reference prints stands behind it', () => {
    const { analysis, text } = inProse('{本年收入合计}万元，{增减(本年收入合计)}，{没有}。<|>');
    const lines = linesOf(text).length;
    const hints = service.inlayHints(analysis, { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } });
    assert.deepEqual(
      hints.map(({ label, position }) => [label, position.character]),
      [
        ['487.26', 10],
        ['比上年增加284.20万元，增长139.96%', 25],
      ],
    );
    assert.deepEqual(service.inlayHints(analysis, { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } }), []);
  });

  test('tables, rows, columns, functions, words, numbers and signs have colours of their own', () => {
    const { analysis, text } = inProse(
      '{(支出决算表.2080505.基本支出-上年.本年收入合计)*2}、{占比(收入决算表.合计.其他收入，本年收入合计)}、{年度}<|>',
    );
    const data = service.semanticTokens(analysis);
    const found: string[] = [];
    let [line, character] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      character = data[i] === 0 ? character + data[i + 1] : data[i + 1];
      line += data[i];
      found.push(`${linesOf(text)[line].slice(character, character + data[i + 2])} ${tokenTypes[data[i + 3]]}`);
    }
    assert.deepEqual(found, [
      '支出决算表 type',
      '2080505 enumMember',
      '基本支出 property',
      '- operator',
      '上年 keyword',
      '本年收入合计 variable',
      '* operator',
      '2 number',
      '占比 function',
      '收入决算表 type',
      '合计 variable',
      '其他收入 property',
      '本年收入合计 variable',
      '年度 keyword',
    ]);
    assert.deepEqual(service.semanticTokens(analysis, { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } }), []);
  });
});

test('any text in braces, closed or not, is answered without a fault', () => {
  const pieces = [
    '{',
    '}',
    '(',
    '（',
    ')',
    '.',
    '，',
    '-',
    '/',
    '增减',
    '占比',
    '收入决算表',
    '合计',
    '2080505',
    '上年',
    '三公',
    '因公出国（境）费',
    '年度',
    '\n',
    '】',
    '12.5',
    ' ',
  ];
  const tables = '【收入决算表】\n列：  本年收入合计\n合计  2.00\n2080505  甲  2.00\n\n【情况说明】\n';
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 24 }), fc.nat(), (typed, at) => {
      const text = typed.join('');
      const cut = at % (text.length + 1);
      const { analysis, position } = marked(`${tables}共{${text.slice(0, cut)}<|>${text.slice(cut)}`);
      const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      for (const { textEdit } of service.completion(analysis, position, true).items)
        assert.ok((textEdit as TextEdit).range.end.line === position.line);
      service.hover(analysis, position);
      service.definition(analysis, position);
      service.references(analysis, position, true);
      service.highlights(analysis, position);
      service.prepareRename(analysis, position);
      service.rename(analysis, position, '2080506');
      service.inlayHints(analysis, all);
      service.actions(analysis, all);
      const data = service.semanticTokens(analysis);
      for (let i = 0; i < data.length; i += 5) assert.ok(data[i] >= 0 && data[i + 1] >= 0 && data[i + 2] > 0, `${data.slice(i, i + 5)}`);
    }),
    { numRuns: 300 },
  );
});
