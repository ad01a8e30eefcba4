/** The preview: every element of its map exists, and shows what is typed on its lines. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previewOf } from '../../server/src/lsp/preview.ts';
import { analyse, builtIn, sample } from './read.ts';

const preview = previewOf(analyse(sample));
const lines = sample.split('\n');

/** The words of an element, by its id; undefined if there is none. Elements of the map do not hold elements of their kind. */
function wordsOf(html: string, id: string): string | undefined {
  const at = html.indexOf(` id="${id}"`);
  if (at < 0) return undefined;
  const [, tag] = /<(\w+)[^<]*$/.exec(html.slice(0, at)) ?? [];
  const from = html.indexOf('>', at) + 1;
  return html
    .slice(from, html.indexOf(`</${tag}>`, from))
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&gt;', '>');
}

test('it answers the version, the tables in printed order, and a map of lines', () => {
  assert.equal(preview.version, 1);
  assert.deepEqual(preview.tables.slice(0, 2), [
    { id: 'table-收入支出总表', title: '公开01表 收入支出决算总表' },
    { id: 'table-收入', title: '公开02表 收入决算表' },
  ]);
  assert.equal(preview.tables.length, 13);
  for (const { id } of preview.tables) assert.ok(preview.html.includes(`id="${id}"`), id);
});

test('every element of the map is in the markup and shows what is typed on its lines', () => {
  assert.ok(preview.map.length > 500);
  for (const { element, line, endLine } of preview.map) {
    const words = wordsOf(preview.html, element);
    assert.ok(words !== undefined, element);
    assert.ok(line <= endLine && endLine < lines.length);
    const typed = lines.slice(line, endLine + 1).join('\n');
    if (/^[\d,]+\.\d+$/.test(words)) assert.ok(typed.includes(words.replaceAll(',', '')), `${element}: ${words} in ${typed}`);
    else if (element.startsWith('chapter') && typed[0] !== '【') assert.equal(words.replaceAll(' ', ''), typed.replaceAll(' ', ''));
  }
});

test('the lines of every typed row and paragraph are shown', () => {
  const shown = new Set(preview.map.flatMap(({ line, endLine }) => Array.from({ length: endLine - line + 1 }, (_, i) => line + i)));
  const missing = lines.flatMap((text, line) =>
    text.trim() === '' ||
    /^(\t\d+\t\t\t\d+$|\/\/|列：|注：|｜|[单年文版]|金额单位|【续】|收入：|支出：|资金：|.*指标／.*：$)/.test(text) ||
    shown.has(line)
      ? []
      : [text],
  );
  assert.deepEqual(missing, []);
});

test('after an edit only the edited table’s markup differs', () => {
  const session = builtIn.createSession();
  const document = builtIn.createDocument('file:///a.budget', 1, sample);
  const before = previewOf(session.analyse(document));
  const line = lines.findIndex((text) => text.startsWith('30101'));
  const character = lines[line].indexOf('61.21');
  const change = { range: { start: { line, character }, end: { line, character: character + 5 } }, text: '61.22' };
  const after = previewOf(session.analyse(document.apply([change], 2)));
  assert.equal(after.version, 2);
  const old = before.html.split('\n');
  const differing = after.html.split('\n').filter((text, i) => text !== old[i]);
  assert.equal(differing.length, 1);
  assert.ok(differing[0].includes('>61.22<'));
});

test('what a reference prints leads to the reference and to the cell behind it', () => {
  const text = sample.replace('【情况说明】\n', '【情况说明】\n收入{收入决算表.合计.本年收入合计}万元，{年度}年。\n');
  const { map, html } = previewOf(analyse(text));
  const typed = text.split('\n');
  const computed = map.filter(({ character }) => character !== undefined);
  assert.deepEqual(
    computed.map(({ element, line, character, endCharacter }) => [wordsOf(html, element), typed[line].slice(character, endCharacter)]),
    [
      ['487.26', '{收入决算表.合计.本年收入合计}'],
      ['2023', '{年度}'],
    ],
  );
  const [{ target }, other] = computed;
  assert.equal(other.target, undefined);
  assert.ok(target);
  assert.equal(typed[target.range.start.line].slice(target.range.start.character, target.range.end.character), '487.26');
});
