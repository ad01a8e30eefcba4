/** Finding form sets and tables by what people type. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { memberByName, modelSpec } from '../../server/src/forms/field.ts';
import { foldName, labelKey, numberKey, shortLabels } from '../../server/src/forms/names.ts';
import { numbered } from '../../server/src/forms/numbering.ts';
import { createFormSets, knownTitles, performanceByTitle, tableByTitle } from '../../server/src/forms/registry.ts';
import { sound } from './support.ts';

const sets = createFormSets(builtInFormSets());
const jiangxi = sets.get('江西省单位决算')!;

test('form sets are found however the name was typed, and the nearest is offered', () => {
  assert.equal(sets.get('江西省　单位决算'), jiangxi);
  assert.equal(sets.get('江西单位决算'), jiangxi);
  assert.equal(sets.get('湖北省单位决算'), undefined);
  assert.equal(sets.nearest('江西省单位结算')[0], '江西省单位决算');
  assert.deepEqual(sets.nearest('火星'), []);
});

test('tables are found by title, other title and number', () => {
  const role = (title: string) => tableByTitle(jiangxi, title)?.role;
  assert.equal(role('收入支出决算总表'), '收入支出总表');
  assert.equal(role('收入支出 决算 总表'), '收入支出总表');
  assert.equal(role('一、收入支出决算总表'), '收入支出总表');
  assert.equal(role('财政拨款“三公”经费支出决算表'), '三公');
  assert.equal(role('财政拨款三公经费支出决算表'), '三公');
  assert.equal(role('一般公共预算财政拨款基本支出决算明细表'), '基本支出');
  assert.equal(role('公开03表'), '支出');
  assert.equal(role('公开３表'), '支出');
  assert.equal(role('公开 10 表'), '国有资产');
  assert.equal(role('支出决算表（2023年度）'), '支出');
  assert.equal(role('公开11表'), undefined);
  assert.equal(role('收人决算表'), undefined);
  assert.equal(performanceByTitle(jiangxi, '项目绩效自评表')?.role, '项目支出绩效自评');
});

test('the known titles are those of the print, in its order', () => {
  const titles = knownTitles(jiangxi);
  assert.deepEqual(titles[0], { title: '收入支出决算总表', kind: 'table', number: '公开01表', role: '收入支出总表' });
  assert.deepEqual(
    titles.slice(10).map(({ title }) => title),
    ['项目支出绩效自评表', '部门整体支出绩效自评表', '概况', '情况说明', '绩效情况', '名词解释'],
  );
});

test('labels are compared without numbers, blanks, width and quotation marks', () => {
  assert.equal(foldName('合　计'), '合计');
  assert.equal(foldName('“三公”经费（万元）'), '三公经费(万元)');
  assert.equal(labelKey('二十六、抗疫特别国债安排的支出'), '抗疫特别国债安排的支出');
  assert.equal(labelKey('（1）国内接待费'), labelKey('(一) 国内接待费'));
  assert.equal(labelKey('1.因公出国（境）费'), labelKey('1、因公出国(境)费'));
  assert.equal(labelKey('1.07'), '1.07');
  assert.equal(labelKey('（一）'), '(一)');
  assert.equal(numberKey('附表 4-02'), '附表4-2');
  assert.deepEqual(shortLabels('其中：外事接待批次（个）'), ['外事接待批次(个)', '其中:外事接待批次', '外事接待批次']);
  assert.deepEqual(shortLabels('因公出国（境）费'), []);
});

test('numbering styles', () => {
  assert.equal(numbered('一、', 10), '十、');
  assert.equal(numbered('一、', 21), '二十一、');
  assert.equal(numbered('廿一、', 21), '廿一、');
  assert.equal(numbered('廿一、', 20), '二十、');
  assert.equal(numbered('（廿一）', 1), '（一）');
  assert.equal(numbered('（1）', 12), '（12）');
  assert.equal(numbered('', 3), '');
});

test('columns of the model are found by the names in use', () => {
  assert.deepEqual(memberByName('其他资金'), { dimension: '资金', member: '其他资金' });
  assert.deepEqual(memberByName('基本支出'), { dimension: '性质', member: '基本' });
  assert.deepEqual(memberByName('一般公共预算财政拨款'), { dimension: '资金', member: '一般公共' });
  assert.equal(memberByName('杂项'), undefined);
});

test('the model is told the trees, parts, signs and bounds of the field', () => {
  const spec = modelSpec(sound([], { formulas: ['收入总计 = 支出总计'] }));
  const dimension = (id: string) => spec.dimensions.find((found) => found.id === id);
  assert.equal(dimension('功能')?.kind, 'prefix');
  assert.equal(dimension('资金')?.parents?.一般公共, '财政拨款');
  assert.equal(dimension('性质')?.parents?.人员, '基本');
  assert.deepEqual(dimension('三公')?.parts, { 外事: '国内' });
  assert.deepEqual(dimension('采购对象')?.parts, { 中小: '*', 小微: '中小' });
  assert.deepEqual(spec.signed, ['结转']);
  assert.deepEqual(spec.bounded.支出, { dimension: '资金', complete: ['一般公共', '政府性基金', '国有资本', '其他资金'] });
  assert.equal(spec.formulas.length, 1);
});
