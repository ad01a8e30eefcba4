/** Widths of columns: figures alike, short words never broken, long ones giving way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnWidths } from '../../server/src/render/column-widths.ts';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { analyse, sample } from './read.ts';
import { cell, figure, label } from './support.ts';

test('columns of figures are as wide as the widest of them', () => {
  const [name, first, second] = columnWidths({
    header: [[cell('项目'), cell('本年支出合计'), cell('基本')]],
    rows: [[label('社会保障和就业支出'), figure('1.00'), figure('123,456,789.00')]],
  });
  assert.equal(first, second);
  assert.ok(first > 8 && name > 9);
});

test('merged cells widen all their columns', () => {
  const widths = columnWidths({ header: [], rows: [[cell('二十个字的一段话二十个字的一段话', { colspan: 2 })], [cell('甲'), cell('乙')]] });
  assert.equal(widths[0], widths[1]);
  assert.ok(widths[0] > 6);
});

test('no table asks for more than the page as long as wide columns can give way', () => {
  for (const table of pageOf(analyse(sample).disclosure).tables) {
    const widths = columnWidths(table);
    assert.equal(
      widths.length,
      table.rows[0].reduce((sum, { colspan }) => sum + colspan, 0),
    );
    assert.ok(widths.reduce((sum, width) => sum + width, 0) <= 68.001, table.title);
    assert.ok(widths.every((width) => width >= 2));
  }
});

test('a table without cells has no columns', () => {
  assert.deepEqual(columnWidths({ header: [], rows: [] }), []);
});
