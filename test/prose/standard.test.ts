/** Standard text: what a form set writes from the tables and from 情况说明要素表. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { renderMarkdown } from '../../server/src/render/markdown.ts';
import { paragraphText } from '../../server/src/render/page.ts';
import { analyse, sample, withHead } from '../service/kit.ts';
import { differencesOf, fixtureText, sampleText, sentencesOf, withoutNarrative } from './published.ts';

const published = [
  { name: 'jingdezhen-2023', sample: 'jingdezhen-medical-insurance-2023-final', headings: /./ },
  // What the projects brought about, and that there were no transfers, no table says.
  { name: 'ezhou-2022', sample: 'ezhou-medical-insurance-2022-final', headings: /^(?!十[三四])/ },
  { name: 'zengdu-2025', sample: 'zengdu-medical-insurance-information-center-2025-budget', headings: /./ },
] as const;

for (const { name, sample: file, headings } of published)
  describe(`the narrative of ${name}, written from its tables`, () => {
    const before = sentencesOf(sampleText(file), headings);
    const after = sentencesOf(withoutNarrative(sampleText(file), fixtureText(`${name}-elements.budget`)), headings);
    const differences = differencesOf(`${name}-differs.tsv`);
    const listed = (key: 'published' | 'written') => differences.map((one) => one[key]).filter((sentence) => sentence !== '');

    test('is the published one, sentence by sentence, but for those listed with the reason', () => {
      assert.deepEqual(
        before.filter((sentence) => !after.includes(sentence)),
        listed('published'),
      );
      assert.ok(differences.every(({ reason }) => reason !== ''));
    });

    test('says nothing else', () => {
      assert.deepEqual(new Set(after.filter((sentence) => !before.includes(sentence))), new Set(listed('written')));
    });
  });

test('facts alone make the whole disclosure: ten tables, the narrative and the rest', () => {
  const { disclosure, findings } = analyse(sampleText('teaching-facts-only'));
  const text = renderMarkdown(pageOf(disclosure));
  const file = new URL('../fixtures/prose/teaching-facts-only.golden.md', import.meta.url);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  assert.equal(text, readFileSync(file, 'utf8'));
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error' || severity === 'warning'),
    [],
  );
});

/** The printed chapter 情况说明, a paragraph a line. */
function narrative(text: string): string[] {
  const { disclosure } = analyse(text.includes('版式：') ? text : withHead(text));
  const chapter = pageOf(disclosure).chapters.find(({ title }) => title.endsWith('情况说明'));
  return (chapter?.blocks ?? []).flatMap((block) =>
    block.kind === 'heading' ? [block.text] : block.kind === 'paragraph' ? [paragraphText(block)] : [],
  );
}

const OUTLAY = '【支出决算表】\n列：  基本支出  项目支出\n2080505  3.00  1.00\n\n';

describe('standard text', () => {
  test('is not written for a disclosure without tables', () => {
    assert.deepEqual(narrative('【概况】\n一、单位主要职责\n无\n'), []);
  });

  test('leaves out the comparison that nobody knows, and sentences whose figures are not known', () => {
    assert.deepEqual(narrative(OUTLAY), [
      '一、支出决算情况说明',
      '本年支出的具体构成：基本支出3.00万元，占75.00%；项目支出1.00万元，占25.00%；经营支出0.00万元，占0.00%；上缴上级支出0.00万元，占0.00%；对附属单位补助支出0.00万元，占0.00%。',
    ]);
  });

  test('fills an empty chapter, and a heading with nothing below it', () => {
    const whole = narrative(OUTLAY);
    assert.deepEqual(narrative(`${OUTLAY}【情况说明】\n`), whole);
    assert.deepEqual(narrative(`${OUTLAY}【情况说明】\n一、收入决算情况说明\n没有收入。\n二、支出决算情况说明\n三、其他\n另有说明。\n`), [
      '一、收入决算情况说明',
      '没有收入。',
      '二、支出决算情况说明',
      whole[1],
      '三、其他',
      '另有说明。',
    ]);
  });

  test('gives way to what the author writes below a heading, and writes no heading that the author left out', () => {
    const text = `${OUTLAY}【情况说明】\n一、支出决算情况说明\n支出四万元。\n`;
    assert.deepEqual(narrative(text), ['一、支出决算情况说明', '支出四万元。']);
  });

  test('leaves a heading alone behind which a form follows', () => {
    const text = `${OUTLAY}【情况说明】\n一、支出决算情况说明\n\n【表格：明细】\n列：品名  金额\n甲  1\n`;
    assert.deepEqual(narrative(text), ['一、支出决算情况说明']);
  });

  test('follows its author’s own form set', () => {
    assert.ok(
      narrative(
        sample.replace('版式：江西省单位决算', '版式：江西省部门决算').replace(/【情况说明】[\s\S]*?(?=^【)/m, '【情况说明】\n'),
      )[1].startsWith('本部门2023年度'),
    );
  });

  test('of last year and of the budget comes from the linked files as well', () => {
    const text = `${OUTLAY}【情况说明要素表】\n列：  上年数  原因\n支出合计  2.00  事情多了。\n\n【情况说明】\n一、情况\n{增减(支出合计)}，主要原因：{原因(支出合计)}。\n`;
    assert.deepEqual(narrative(text), ['一、情况', '比上年增加2.00万元，增长100.00%，主要原因：事情多了。']);
  });

  test('explains the accounts that are used, where the author explains none', () => {
    const { disclosure } = analyse(sample.replace(/【名词解释】[\s\S]*$/, ''));
    const chapter = pageOf(disclosure).chapters.find(({ title }) => title === '名词解释')!;
    const lines = chapter.blocks.flatMap((block) => (block.kind === 'paragraph' ? [paragraphText(block)] : []));
    assert.ok(
      lines.some((line) => line.startsWith('（二）社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费（项）：')),
      lines.join('\n'),
    );
    assert.ok(lines.some((line) => line.includes('“三公”经费：')));
  });
});
