/** A real final account prints as it was published, cell by cell. The expectation was written down from the published text, not from our print. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { renderHtml } from '../../server/src/render/html.ts';
import { pageJson, renderJson } from '../../server/src/render/json.ts';
import { readPublished } from './published.ts';
import { analyse, fixture, sample } from './read.ts';

const analysis = analyse(sample);
const page = pageOf(analysis.disclosure);

test('the expectation holds all ten tables', () => {
  assert.deepEqual(
    readPublished('000').map(({ rows }) => rows.length),
    [31, 20, 20, 32, 20, 35, 1, 1, 20, 10],
  );
});

for (const published of readPublished('000')) {
  test(`${published.number} ${published.title}`, () => {
    const found = pageJson(page).tables.find(({ number }) => number === published.number);
    assert.ok(found);
    const { role: _, ...rest } = found;
    assert.deepEqual(rest, published);
  });
}

test('tables stand in the form’s order, whatever the file’s', () => {
  const sections = sample.split(/^(?=【)/m);
  const turned = [sections[0], ...sections.slice(1).reverse()].join('').replaceAll('【续】', '【其他说明】');
  const numbers = pageOf(analyse(turned).disclosure).tables.map(({ number }) => number);
  assert.deepEqual(
    numbers,
    readPublished('000').map(({ number }) => number),
  );
});

test('the whole as JSON is the golden file', () => {
  const file = fixture('000/page.json');
  const found = renderJson(page);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, found);
  assert.equal(found, readFileSync(file, 'utf8'));
});

/** Section ids count through a process; in the golden files they count from the head. */
function fragment(id: string): string {
  const { html } = renderHtml(page);
  const found = new RegExp(`<section class="table[^>]* id="${id}">[\\s\\S]*?</section>`).exec(html);
  assert.ok(found, id);
  return found[0].replace(/data-section="(\d+)"/g, (_, section) => `data-section="${analysis.document.indexOf(Number(section))}"`);
}

for (const [name, id] of [
  ['table-01', 'table-收入支出总表'],
  ['table-06', 'table-基本支出'],
  ['table-09', 'table-三公'],
  ['self-evaluation', 'table-项目支出绩效自评-2'],
]) {
  test(`${name} as HTML is the golden file`, () => {
    const file = fixture(`000/${name}.html`);
    const found = `${fragment(id)}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, found);
    assert.equal(found, readFileSync(file, 'utf8'));
  });
}
