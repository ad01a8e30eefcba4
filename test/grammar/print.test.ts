/** The canonical layout. Each pair of files in fixtures/grammar/print is a text as typed and as printed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { displayWidth, formatSection, parseSection, printSection, printSections, splitSections, type TextEdit } from 'budget-grammar';
import { noTitles, prose, sheet } from './show.ts';

const folder = new URL('../fixtures/grammar/print/', import.meta.url);
const trees = (text: string) => splitSections(text, true, noTitles).map((s) => parseSection(s.text, s.ground, noTitles));
const printed = (text: string): string => printSections(trees(text));

function applied(text: string, edits: readonly TextEdit[]): string {
  let out = text;
  for (const edit of [...edits].reverse()) out = out.slice(0, edit.start) + edit.text + out.slice(edit.end);
  return out;
}

describe('layout', () => {
  const goldens = readdirSync(folder).filter((name) => name.endsWith('.golden.budget'));
  assert.ok(goldens.length > 5);
  for (const golden of goldens) {
    const name = golden.replace('.golden.budget', '');
    const expected = readFileSync(new URL(golden, folder), 'utf8');
    test(name, () => assert.equal(printed(readFileSync(new URL(`${name}.budget`, folder), 'utf8')), expected));
    test(`${name} stays as printed`, () => assert.equal(printed(expected), expected));
  }
});

describe('blank lines', () => {
  test('one stands before each header', () =>
    assert.equal(printed('单位：甲\n【概况】\n一、甲\n\n \n\n【续】\n'), '单位：甲\n\n【概况】\n一、甲\n\n【续】\n'));
  test('none is put before a header that begins the text', () => assert.equal(printed('【概况】\n甲\n'), '【概况】\n甲\n'));
  test('several become one, also at the end', () => assert.equal(printed('\n\n【概况】\n\n\n甲\n\n\n\n'), '\n【概况】\n\n甲\n\n'));
  test('comments are no blank lines', () => assert.equal(printed('【概况】\n//甲\n  //乙\n甲\n'), '【概况】\n//甲\n//乙\n甲\n'));
});

describe('line ends', () => {
  test('CRLF stays, also where a blank line comes in', () =>
    assert.equal(printed('【概况】\r\n  甲\r\n【续】\r\n乙\r\n'), '【概况】\r\n甲\r\n\r\n【续】\r\n乙\r\n'));
  test('mixed ones stay each where it is', () => assert.equal(printed('【概况】\r 甲\r\n 乙\n丙'), '【概况】\r甲\r\n乙\n丙'));
  test('a text without a final one gets none', () => {
    assert.equal(printed('【概况】\n甲  '), '【概况】\n甲');
    assert.equal(printed('【概况】\n甲\n  '), '【概况】\n甲\n');
  });
});

describe('what stands as typed', () => {
  test('a mark of order at the beginning', () => assert.equal(printed('\ufeff  单位:甲\n'), '\ufeff单位：甲\n'));
  test('a key with nothing but a dash behind it', () => assert.equal(printSection(sheet('填报人: -')), '填报人: -'));
  test('a row that spaces would make another word of', () => assert.equal(printSection(sheet('甲\t乙\t1.00 ')), '甲\t乙\t1.00'));
  test('a title of a dash', () => assert.equal(printSection(sheet('列：项目\t\t金额')), '列：项目\t\t金额'));
  test('prose', () => {
    for (const text of ['１．０７万元，－３％　 全角不动', 'A  B｜C:D', '甲{占比（a，b）}乙'])
      assert.equal(printSection(prose(text)), text);
  });
});

describe('edits', () => {
  test('give the printed text', () => {
    for (const name of readdirSync(folder))
      for (const tree of trees(readFileSync(new URL(name, folder), 'utf8')))
        for (const options of [{}, { followed: true }])
          assert.equal(applied(tree.text, formatSection(tree, options)), printSection(tree, options), name);
  });
  test('are none where nothing changes', () => assert.deepEqual(formatSection(sheet('【收入决算表】\n合计  1.00\n')), []));
  test('hold what changes only', () =>
    assert.deepEqual(formatSection(sheet('合计  1.00 // 甲\n主管部门:乙')), [
      { start: 9, end: 9, text: ' ' },
      { start: 18, end: 19, text: '：' },
    ]));
  test('do not part a character of two units', () => {
    // 𠀀 and 𠀁 share their first unit, 𠀀 and 𡀀 their second.
    for (const [first, second] of [
      ['𠀀', '𠀁'],
      ['𠀀', '𡀀'],
    ]) {
      const text = `合计  "${first}"  ${second}  ＂${first}＂`;
      for (const edit of formatSection(sheet(text))) {
        const changed = text.slice(0, edit.start) + text.slice(edit.end) + edit.text;
        assert.doesNotMatch(changed, /\p{Surrogate}/u);
      }
    }
  });
});

test('widths are those of a font whose Chinese characters take two columns', () => {
  const widths: [string, number][] = [
    ['', 0],
    ['1,064.50', 8],
    ['合计', 4],
    ['（境）％１', 10],
    ['“三公”', 8],
    ['——', 4],
    ['≥2①', 5],
    ['𠀀', 2],
    ['e\u0301', 1],
    ['👨‍👩‍👧', 2],
    ['☑', 1],
    ['☑\ufe0f', 2],
    ['ｱ', 1],
  ];
  for (const [text, width] of widths) assert.equal(displayWidth(text), width, text);
});
