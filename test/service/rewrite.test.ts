/** Figures of sentences turned into references: nothing that is published may change by it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { analyse, applyEdits, linesOf, marked, sample, service } from './kit.ts';

const editsOf = (action: CodeAction): TextEdit[] => Object.values(action.edit!.changes!)[0];

/** Everything printed as running text. */
const printed = ({ disclosure }: Analysis): string[] =>
  pageOf(disclosure).chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'paragraph' ? [block.runs.map(({ text }) => text).join('')] : block.kind === 'heading' ? [block.text] : [],
    ),
  );

const folder = new URL('../../samples/', import.meta.url);

/** What the paragraph action makes of every line. */
function rewritten(text: string): { readonly text: string; readonly count: number } {
  const analysis = analyse(text);
  const edits = linesOf(text).flatMap((_, line) => {
    const at = { line, character: 0 };
    const action = service.actions(analysis, { start: at, end: at }, undefined, ['refactor']).find(({ title }) => title.startsWith('Turn'));
    return action ? editsOf(action) : [];
  });
  return { text: applyEdits(text, edits), count: edits.length };
}

describe('turning all figures of a published disclosure into references', () => {
  const least: Readonly<Record<string, number>> = {
    'jingdezhen-medical-insurance-2023-final.budget': 50,
    'nanchang-honggutan-medical-insurance-bureau-2023-final.budget': 50,
    'ezhou-medical-insurance-2022-final.budget': 40,
  };
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.budget')))
    test(`leaves the text of ${name} as it is`, () => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const changed = rewritten(text);
      assert.ok(changed.count >= (least[name] ?? 0), `${changed.count} figures`);
      assert.deepEqual(printed(analyse(changed.text)), printed(analyse(text)));
    });
});

const TABLES = `
【收入决算表】
列：          本年收入合计  财政拨款收入  其他收入
合计                487.26        487.24      0.02
2080101  行政运行  487.26        487.24      0.02

【情况说明要素表】
列：          上年数  年初预算数
本年收入合计  203.06  400.00
`;

/** Actions at the caret of a sentence, by title the sentence that each leaves. */
function offered(sentence: string, kinds?: readonly string[]): Map<string, string> {
  const { analysis, position, text } = marked(`${TABLES}\n【情况说明】\n一、收入决算情况说明\n${sentence}\n`);
  const actions = service.actions(analysis, { start: position, end: position }, undefined, kinds);
  return new Map(actions.map((action) => [action.title, linesOf(applyEdits(text, editsOf(action)))[position.line]]));
}

describe('a figure in a sentence', () => {
  test('that is right can be written as a reference', () => {
    assert.deepEqual(Object.fromEntries(offered('本年收入合计487<|>.26万元，其他收入0.02万元。', ['refactor.rewrite'])), {
      'Write as {收入决算表.合计.本年收入合计}': '本年收入合计{收入决算表.合计.本年收入合计}万元，其他收入0.02万元。',
      'Turn this paragraph’s figures into references':
        '本年收入合计{收入决算表.合计.本年收入合计}万元，其他收入{收入决算表.合计.其他收入}万元。',
    });
  });

  test('that is wrong gets the right one, as a figure or as a reference', () => {
    const found = offered('本年收入合计487<|>.62万元，其他收入0.02万元。', ['quickfix']);
    assert.equal(found.get('Change to 487.26'), '本年收入合计487.26万元，其他收入0.02万元。');
    assert.equal(
      found.get('Write as {收入决算表.合计.本年收入合计}'),
      '本年收入合计{收入决算表.合计.本年收入合计}万元，其他收入0.02万元。',
    );
    assert.equal(
      found.get('Write it and the paragraph’s other figures as references'),
      '本年收入合计{收入决算表.合计.本年收入合计}万元，其他收入{收入决算表.合计.其他收入}万元。',
    );
  });

  test('in another unit keeps it', () => {
    const found = offered('本年收入合计4872<|>600.00元。', ['refactor']);
    assert.equal(found.get('Write as {金额(收入决算表.合计.本年收入合计，元)}'), '本年收入合计{金额(收入决算表.合计.本年收入合计，元)}。');
  });

  test('written otherwise than it would be printed stays', () => {
    assert.equal(offered('本年收入合计487.<|>3万元。', ['refactor']).size, 0);
    assert.equal(offered('财政拨款收入487<|>.2400万元。', ['refactor']).size, 0);
  });

  test('in a heading stays: with a reference it would be none', () => {
    assert.equal(offered('（一）本年收入合计487<|>.26万元', ['refactor']).size, 0);
  });
});

describe('a phrase', () => {
  const right = '本年收入合计487.26万元，比上年增<|>加284.20万元，增长139.96%。';

  test('that says what would be printed is written as one reference', () => {
    const found = offered(right, ['refactor']);
    assert.equal(
      found.get('Write as {增减(收入决算表.合计.本年收入合计)}'),
      '本年收入合计487.26万元，{增减(收入决算表.合计.本年收入合计)}。',
    );
    assert.equal(
      found.get('Turn this paragraph’s figures into references'),
      '本年收入合计{收入决算表.合计.本年收入合计}万元，{增减(收入决算表.合计.本年收入合计)}。',
    );
  });

  test('with a wrong rate or change is mended by it', () => {
    const mended = '本年收入合计487.26万元，{增减(收入决算表.合计.本年收入合计)}。';
    for (const wrong of [
      right.replace('139.96', '13<|>9.69').replace('增<|>', '增'),
      right.replace('284.20', '2<|>48.20').replace('增<|>', '增'),
    ])
      assert.equal(offered(wrong, ['quickfix']).get('Write as {增减(收入决算表.合计.本年收入合计)}'), mended, wrong);
  });

  test('of a share or a completion is written with what it is of', () => {
    const share = offered('本年收入合计487.26万元，其中：其他收入0.02万元，占本年收入合计的0.0<|>0%。', ['refactor']);
    assert.ok(
      [...share.values()].some((line) => line.endsWith('占本年收入合计的{占比(收入决算表.合计.其他收入，收入决算表.合计.本年收入合计)}。')),
    );
    const completion = offered('本年收入合计487.26万元，完成年初预算的121.8<|>2%。', ['refactor']);
    assert.ok([...completion.values()].some((line) => line.endsWith('完成年初预算的{完成(收入决算表.合计.本年收入合计)}。')));
  });
});

test('what figures are rewritten to is not asked for unless somebody asks', () => {
  const text = `${sample}`;
  const analysis = analyse(text);
  assert.deepEqual(
    service.actions(analysis, { start: { line: 312, character: 6 }, end: { line: 312, character: 6 } }, undefined, ['source']),
    [],
  );
});
