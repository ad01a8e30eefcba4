/** What the language reference says is what the language does: its examples are sound and in canonical layout, its tables read as they say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type Cell, groundOf, type Line, parseSection, printSections, type SectionTree, splitSections } from 'budget-grammar';
import { noTitles, prose, sheet, visibleToTyped } from './show.ts';

const pages = ['language.md', 'language.zh-CN.md'].map((name) => ({
  name,
  text: readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8'),
}));

/** The rows below the table heading that begins so, as pairs of what the first column holds as code and the second column. */
function pairs(text: string, heading: string): [string, string][] {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${heading}`)) + 2;
  assert.ok(from > 1, heading);
  const rows = lines.slice(from, lines.indexOf('', from));
  assert.ok(rows.length > 3);
  return rows.map((row) => {
    const [, code, said] = /^\| `(.*)` \| (.*) \|$/.exec(row)!;
    return [code, said];
  });
}

function saidOf(cell: Cell): string {
  if (cell.kind === 'amount') return `${cell.amount!.value}${cell.amount!.percent ? '%' : ''}`;
  if (cell.kind === 'empty') return '∅';
  return cell.kind === 'damaged' ? `✗ ${cell.text}` : cell.text;
}

const kindsOf = (line: Line): string[] => {
  if (line.kind === 'heading') return [`heading of level ${line.level}`, `${'一二三四'[line.level - 1]}级标题`];
  return line.kind === 'paragraph' && line.number ? ['numbered paragraph', '带编号的段落'] : ['paragraph', '段落'];
};

for (const { name, text } of pages)
  describe(name, () => {
    const examples = [...text.matchAll(/```budget\n([\s\S]*?)```/g)].map((match) => match[1]);
    assert.ok(examples.length > 4);
    for (const example of examples)
      test(`example: ${example.split('\n')[0]}`, () => {
        const trees = splitSections(example, true, noTitles).map((part): SectionTree => parseSection(part.text, part.ground, noTitles));
        assert.deepEqual(
          trees.flatMap((tree) => tree.problems),
          [],
        );
        assert.equal(printSections(trees), example);
      });

    for (const [typed, cells] of [...pairs(text, name === 'language.md' ? 'typed (⇥' : '录入（⇥')])
      test(`cuts ${typed}`, () => {
        const [row] = sheet(visibleToTyped(typed)).lines;
        assert.ok(row.kind === 'row');
        assert.equal(row.damaged ? '✗' : row.cells.map(saidOf).join(' · '), cells);
      });

    for (const [line, kind] of pairs(text, name === 'language.md' ? 'line | reads as' : '这样的行 | 读作'))
      test(`reads ${line}`, () => assert.ok(kindsOf(prose(line).lines[0]).includes(kind)));

    test('titles that are named as such stand on the ground they are named for', () => {
      const [, sheets] = /收入决算表[,、] ?(公开02表[^|]*)\|/.exec(text)!;
      const [, texts] = /(概况[,、][^|]*)\|/.exec(text)!;
      for (const title of sheets.trim().split(/[,、] ?/)) assert.equal(groundOf(title), 'sheet', title);
      for (const title of texts.trim().split(/[,、] ?/)) assert.equal(groundOf(title), 'text', title);
    });
  });

test('both pages have the same examples and the same lines', () => {
  const [english, chinese] = pages.map(({ text }) => text);
  const codes = (text: string) => [...text.matchAll(/```budget\n[\s\S]*?```/g)].map((match) => match[0]);
  assert.deepEqual(codes(chinese), codes(english));
  assert.deepEqual(pairs(chinese, '录入（⇥'), pairs(english, 'typed (⇥'));
});
