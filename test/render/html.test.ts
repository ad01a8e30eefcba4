/** Pages as HTML: escaped throughout, every element found again, spans and marks as given. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeHtml, renderHtml, renderHtmlDocument } from '../../server/src/render/html.ts';
import type { Page } from '../../server/src/render/page.ts';
import { style } from '../../server/src/render/style.ts';
import { cell, figure, outlay, page } from './support.ts';

const VOID = new Set(['meta', 'img', 'col']);

/** The words between the tags; fails if tags are not closed in order. */
function wordsOf(html: string): string[] {
  const open: string[] = [];
  const words: string[] = [];
  for (const [, tag, text] of html.matchAll(/<([^>]*)>|([^<]+)/g)) {
    if (text !== undefined) words.push(text);
    else if (tag.startsWith('/')) assert.equal(open.pop(), tag.slice(1));
    else if (!tag.startsWith('!') && !VOID.has(tag.split(/\s/)[0])) open.push(tag.split(/\s/)[0]);
  }
  assert.deepEqual(open, []);
  return words;
}

const decode = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

const idsOf = (html: string): string[] => [...html.matchAll(/ id="([^"]*)"/g)].map((found) => found[1]);

test('the page’s words stand in the markup in order', () => {
  const words = wordsOf(renderHtml(page).html)
    .map((text) => decode(text).trim())
    .filter(Boolean);
  assert.deepEqual(words.slice(0, 8), [
    '某单位2023年度单位决算',
    '第一部分',
    '某单位概况',
    '某单位概况',
    '一、单位主要职责',
    '支出',
    '1,497.33',
    '万元。',
  ]);
  for (const text of ['公开03表', '2023年度', '科目编码', '183.26', '注：本表反映部门（单位）本年度各项支出情况。'])
    assert.ok(words.includes(text), text);
});

test('ids are unique, and every source is found at its element', () => {
  const { html, elements } = renderHtml(page);
  const ids = idsOf(html);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, place } of elements)
    assert.ok(html.includes(` id="${id}" data-section="${place.section}" data-start="${place.start}" data-end="${place.end}"`), id);
  assert.equal(html.match(/data-section=/g)?.length, elements.length);
  // The heading, the paragraph, its figure, the code, the amount and the title, the last three in two tables.
  assert.equal(elements.length, 9);
});

test('ids stay the same when a figure changes', () => {
  const changed: Page = {
    ...page,
    tables: [{ ...outlay, rows: [outlay.rows[0], outlay.rows[1].map((found) => ({ ...found, text: `${found.text}9` }))] }],
  };
  assert.deepEqual(idsOf(renderHtml(changed).html), idsOf(renderHtml(page).html));
});

test('links lead to anchors that exist', () => {
  const { html } = renderHtml(page);
  const [, target] = html.match(/<a href="#([^"]*)"/) ?? [];
  assert.ok(idsOf(html).includes(decodeURIComponent(target)));
});

test('cells keep spans, alignment, indents and marks', () => {
  const { html } = renderHtml(page);
  assert.match(html, /<th scope="colgroup" colspan="2">项目<\/th>/);
  assert.match(html, /<th [^>]*scope="row" class="left" colspan="2">合计<\/th>/);
  assert.match(html, /class="left indent-2">行政运行</);
  assert.match(html, /class="right figure"><span class="derived uncertain">1,497\.33<\/span>/);
  assert.match(html, /class="right figure"><\/td>/);
});

test('only official tables wider than portrait paper are printed on landscape paper', () => {
  const wide = { ...outlay, header: [Array.from({ length: 12 }, () => cell('本年支出合计'))] };
  assert.match(renderHtml({ ...page, tables: [wide] }).html, /class="table official wide"/);
  assert.doesNotMatch(renderHtml(page).html, /wide/);
  const inProse = { ...page, chapters: [{ number: '', title: '甲', blocks: [{ kind: 'table' as const, table: wide }] }] };
  assert.doesNotMatch(renderHtml(inProse).html, /wide/);
});

test('columns share the table’s width, and a class says below which it scrolls', () => {
  const { html } = renderHtml(page);
  const [, columns] = /<table class="fit-\d0" [^>]*>\s*<colgroup>(.*?)<\/colgroup>/.exec(html) ?? [];
  const shares = [...columns.matchAll(/<col width="([\d.]+)%">/g)].map(([, share]) => Number(share));
  assert.equal(shares.length, 4);
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100) < 0.1);
  for (const [, fit] of html.matchAll(/class="fit-(\d+)"/g)) assert.ok(fit === '0' || style.includes(`.fit-${fit} {`), fit);
});

test('images are shown where the caller has an address for them, else named', () => {
  const shown = renderHtml(page, { resource: (path) => `vscode:/x?"${path}` }).html;
  assert.match(shown, /<img src="vscode:\/x\?&quot;\.\/章\.png" alt="\.\/章\.png">/);
  assert.match(renderHtml(page).html, /<figcaption>\.\/章\.png<\/figcaption>/);
  assert.match(shown, /<figcaption>图1：收入决算结构<\/figcaption>/);
});

test('nothing that was typed becomes markup', () => {
  const evil = `<img src=x onerror="alert('1')">&amp;</td></table>\u0000`;
  const every: Page = {
    unit: evil,
    year: evil,
    kind: evil,
    title: evil,
    tables: [
      {
        role: evil,
        number: evil,
        title: evil,
        unitOfMeasure: evil,
        captions: [[evil, evil, evil]],
        header: [[cell(evil)]],
        rows: [[figure(evil, { derived: true })]],
        notes: [evil],
      },
    ],
    chapters: [
      {
        number: evil,
        title: evil,
        anchor: evil,
        blocks: [
          { kind: 'heading', level: 9, text: evil, anchor: evil },
          { kind: 'paragraph', runs: [{ text: evil, derived: true }] },
          { kind: 'insert', word: evil, text: evil },
          { kind: 'insert', word: '图片', text: evil },
          { kind: 'contents', entries: [{ level: -3, text: evil, anchor: evil }] },
          { kind: 'tables' },
        ],
      },
    ],
  };
  for (const html of [renderHtml(every, { resource: (path) => path }).html, renderHtmlDocument(every, { nonce: evil })]) {
    wordsOf(html.replace(/<style[\s\S]*<\/style>/, ''));
    assert.doesNotMatch(html.replaceAll(/<img src="[^"]*" alt="[^"]*">/g, ''), /<img/);
    assert.doesNotMatch(html, /\u0000/);
  }
});

test('escaped text reads back as it was, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeHtml(text);
      assert.doesNotMatch(escaped, /[<>"']/);
      assert.equal(decode(escaped), text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
    }),
  );
});

test('the document stands alone: style inside, no script, nothing fetched', () => {
  const html = renderHtmlDocument(page, { nonce: 'abc' });
  assert.ok(html.startsWith('<!DOCTYPE html>'));
  assert.match(html, /<style nonce="abc">/);
  assert.doesNotMatch(html, /<script|<link|https?:|url\(|@import/);
  assert.doesNotMatch(style, /<\//);
});

test('every colour has a fallback for a browser without an editor’s theme', () => {
  for (const line of style.split('\n').filter((text) => text.includes('var(--vscode-'))) assert.match(line, /var\(--vscode-[\w-]+, /, line);
});
