/**
 * The teaching sample types only what cannot be derived (docs/model.md §7); what follows from it is held against the final account as it was published, cell by cell.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import type { MarkupContent } from 'vscode-languageserver-types';
import { placedCells } from '../../server/src/render/cell.ts';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import type { PageTable } from '../../server/src/render/page.ts';
import { type Published, readPublished } from '../render/published.ts';
import { analyse, service } from '../service/kit.ts';

const source = readFileSync(path.resolve(import.meta.dirname, '../../samples/teaching-facts-only.budget'), 'utf8');
const analysis = analyse(source);
const { tables } = pageOf(analysis.disclosure);

/** How the derived figures of a table stand to the published ones. */
interface Tally {
  exact: number;
  within: number;
  outside: string[];
  /** Published, but not printed. */
  missing: string[];
}

/** Hundredths, so that no float is compared. */
const hundredths = (text: string): number => Math.round(Number(text.replaceAll(',', '')) * 100);
const isFigure = (text: string): boolean => /^-?[\d,]+(\.\d+)?$/.test(text);

/** Rounding of the single figures carries a sum at most this far: no derived figure of this account is further from the published one. */
const FURTHEST = 2;

function tally({ rows }: PageTable, published: Published): Tally {
  const found: Tally = { exact: 0, within: 0, outside: [], missing: [] };
  assert.equal(rows.length, published.rows.length, published.number);
  for (const { cell, row, column } of placedCells(rows)) {
    if (cell.kind !== 'figure') continue;
    const expected = published.rows[row][column];
    const where = `${published.number} ${published.rows[row].slice(0, 2).join(' ')} ${expected} ${cell.text}`;
    if (cell.text === '' && expected !== '') found.missing.push(where);
    if (!cell.derived) continue;
    if (!isFigure(expected)) found.outside.push(where);
    else if (cell.text === expected) found.exact++;
    else if (Math.abs(hundredths(cell.text) - hundredths(expected)) <= FURTHEST) found.within++;
    else found.outside.push(where);
  }
  return found;
}

suite('facts only', () => {
  test('all ten tables are printed', () => {
    assert.deepEqual(
      tables.map(({ number }) => number),
      readPublished('000').map(({ number }) => number),
    );
  });

  test('every derived figure is the published one, or differs by rounding; none is missing', () => {
    const found = Object.fromEntries(
      readPublished('000').map((published) => {
        const { exact, within, outside, missing } = tally(tables.find(({ number }) => number === published.number)!, published);
        assert.deepEqual([...outside, ...missing], []);
        return [published.number, [exact, within]];
      }),
    );
    // Table: figures as published, figures off by 0.01 or 0.02.
    assert.deepEqual(found, {
      公开01表: [10, 0],
      公开02表: [28, 4],
      公开03表: [36, 4],
      公开04表: [16, 0],
      公开05表: [25, 4],
      公开06表: [3, 2],
      公开07表: [0, 0],
      公开08表: [0, 0],
      公开09表: [3, 0],
      公开10表: [0, 0],
    });
  });

  test('blanks are where they were published', () => {
    for (const published of readPublished('000')) {
      const { rows } = tables.find(({ number }) => number === published.number)!;
      const surplus = placedCells(rows).filter(
        ({ cell, row, column }) => cell.kind === 'figure' && cell.text !== '' && published.rows[row][column] === '',
      );
      assert.deepEqual(
        surplus.map(({ cell }) => cell.text),
        [],
        published.number,
      );
    }
  });

  test('nothing is wrong in it: rounding between two tables is all there is to say', () => {
    assert.deepEqual(
      analysis.findings.map(({ severity, code }) => [severity, code]),
      [['information', 'rounding-difference']],
    );
  });

  test('few figures are typed', () => {
    const typed = analysis.disclosure.tables.flatMap(({ model }) =>
      model.cells.filter(({ state, value }) => state === 'typed' && value !== 0),
    );
    assert.equal(typed.length, 63);
  });

  test('it is laid out as the formatter lays it out', () => {
    assert.deepEqual(service.format(analysis), []);
  });

  test('a derived figure is explained on the code of its row, with the span that rounding leaves', () => {
    const lines = source.split('\n');
    const line = lines.findIndex((text) => text.startsWith('2080101')); // in 收入决算表
    const hover = service.hover(analysis, { line, character: 3 });
    assert.match(
      (hover!.contents as MarkupContent).value,
      /“2080101”本年收入合计 183\.26 = “2080101”财政拨款收入 183\.24 \+ “2080101”其他收入 0\.02 \(between 183\.25 and 183\.27\)/,
    );
  });

  test('the year-end carry-over is explained on the title of its table', () => {
    const line = source.split('\n').indexOf('【收入支出决算总表】');
    const { value } = service.hover(analysis, { line, character: 3 })!.contents as MarkupContent;
    assert.match(value, /“年末结转和结余” 0\.16 ← “总计” 497\.49 = “本年支出合计” 497\.33 \+ “年末结转和结余” 0\.16/);
  });
});
