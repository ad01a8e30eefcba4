/** What is wrong with a form set is said at its place; nothing makes the loader throw. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtInForms } from '../../server/src/forms/builtin.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { problemsOf } from './support.ts';

const good = {
  id: '支出',
  title: '支出决算表',
  measure: '支出',
  rows: { by: '功能', total: '合计' },
  columns: [['合计'], ['基本支出', '性质=基本']],
};

/** One problem is expected, at this pointer and with this in its message. */
function expectProblem(table: object, pointer: string, message: RegExp, rest: object = {}): void {
  const problems = problemsOf([table], rest);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  assert.equal(problems[0].pointer, pointer);
  assert.match(problems[0].message, message);
}

test('the table that the others are spoilt from is sound', () => {
  assert.deepEqual(problemsOf([good]), []);
});

test('unknown measures, dimensions and members are named with those there are', () => {
  expectProblem({ ...good, columns: [['合计', '性制=基本']] }, '/tables/0/columns/0/1', /性制.*功能 经济 资金/);
  expectProblem({ ...good, columns: [['合计', '性质=基夲']] }, '/tables/0/columns/0/1', /基夲.*基本 人员 公用/);
  expectProblem({ ...good, columns: [['合计', '支岀']] }, '/tables/0/columns/0/1', /支岀/);
  expectProblem({ ...good, columns: [['合计', '支出 收入']] }, '/tables/0/columns/0/1', /支出.*收入/);
  expectProblem({ ...good, rows: { by: '功能分类' } }, '/tables/0/rows/by', /功能分类/);
});

test('two cells of one address in one table', () => {
  expectProblem(
    {
      ...good,
      columns: [
        ['甲', '性质=基本'],
        ['乙', '性质=基本'],
      ],
      rows: { by: '功能' },
    },
    '/tables/0',
    /支出 功能=… 性质=基本.*甲.*乙/,
  );
});

test('a table without role, title, rows, columns or measure', () => {
  const { id: _id, ...noRole } = good;
  expectProblem(noRole, '/tables/0', /"id"/);
  const { title: _title, ...noTitle } = good;
  expectProblem(noTitle, '/tables/0', /"title"/);
  const { rows: _rows, ...noRows } = good;
  expectProblem(noRows, '/tables/0', /"rows"/);
  const { columns: _columns, ...noColumns } = good;
  expectProblem(noColumns, '/tables/0', /"columns"/);
  const { measure: _measure, ...noMeasure } = good;
  expectProblem(noMeasure, '/tables/0', /measure/);
});

test('two tables of one role or number', () => {
  const problems = problemsOf([
    { ...good, number: '公开03表' },
    { ...good, number: '公开03表' },
  ]);
  assert.deepEqual(
    problems.map((found) => found.pointer),
    ['/tables/1/id', '/tables/1/number'],
  );
});

test('variants are the table with something in place of its own; what is wrong with the table is not said of them again', () => {
  const variants = [{ columns: [['合计'], ['项目支出', '性质=项目']] }, { rows: { by: '预算单位', label: 'name', total: '合计' } }];
  assert.deepEqual(problemsOf([{ ...good, variants }]), []);
  const [table] = loadFormSet({ name: '某', kind: '决算', tables: [{ ...good, variants }] }).set!.tables;
  assert.deepEqual(
    table.variants.map(({ role, title, axes, width }) => [role, title, axes.map(({ dimension }) => dimension).join(' '), width]),
    [
      ['支出', '支出决算表', '功能 性质', 4],
      ['支出', '支出决算表', '性质 预算单位', 3],
    ],
  );
  expectProblem({ ...good, columns: [['合计', '性制=基本']], variants }, '/tables/0/columns/0/1', /性制/);
  expectProblem({ ...good, variants: [{ columns: [['合计', '性制=基本']] }] }, '/tables/0/variants/0/columns/0/1', /性制/);
});

test('headings that do not fill the table', () => {
  expectProblem({ ...good, header: [['项目', '合计', '基本支出']] }, '/tables/0/header/0', /3.*4/);
  expectProblem({ ...good, header: [[['项目', 2, 2], '合计', '基本支出']] }, '/tables/0/header', /below/);
});

test('names that nobody defined, lists that define themselves', () => {
  expectProblem({ ...good, columns: '三公六栏' }, '/tables/0/columns', /三公六栏/);
  expectProblem({ ...good, columns: '甲', define: { 甲: [{ title: '组', columns: '甲' }] } }, '/tables/0/define/甲/0/columns', /itself/);
  expectProblem({ ...good, rows: { by: '功能', class: '决算26类' } }, '/tables/0/rows/class', /决算26类/);
  expectProblem({ ...good, rows: [{ label: '合计', none: ['预算数'] }] }, '/tables/0/rows/0/none/0', /预算数/);
});

test('misspelt properties and values of the wrong kind', () => {
  expectProblem({ ...good, colums: [] }, '/tables/0/colums', /colums/);
  expectProblem({ ...good, decimals: '2' }, '/tables/0/decimals', /whole number/);
  expectProblem({ ...good, blank: 'leer' }, '/tables/0/blank', /blank, zero/);
  expectProblem({ ...good, notes: '注' }, '/tables/0/notes', /list/);
});

test('numbers and lists beyond any form are refused before they are expanded', () => {
  expectProblem({ ...good, rows: [{ blank: 2_000_000_000 }] }, '/tables/0/rows/0/blank', /9999/);
  const lists = Array.from({ length: 40 }, (_, i) => `"l${i}": [{ "each": "l${i + 1}", "then": "l${i + 1}" }]`);
  const define = JSON.parse(`{ ${lists.join()}, "l40": [["甲"], ["乙", "性质=基本"]] }`);
  const problems = problemsOf([{ ...good, columns: 'l0', define }]);
  assert.match(problems[0].message, /500 columns/);
});

test('formulas that are none', () => {
  const problems = problemsOf([], { formulas: ['收入总计', '收入 = 时点=年初'] });
  assert.deepEqual(
    problems.map((found) => found.pointer),
    ['/formulas/0', '/formulas/1'],
  );
});

test('a set without a name or kind is none, whatever else it holds', () => {
  assert.equal(loadFormSet({ kind: '决算', tables: [good] }).set, undefined);
  assert.equal(loadFormSet({ name: '甲', tables: [good] }).set, undefined);
  for (const json of [undefined, null, 1, 'x', []]) assert.equal(loadFormSet(json).problems.length, 1);
});

test('inheritance: tables are changed, added behind others, taken out', () => {
  const base = {
    name: '甲',
    kind: '决算',
    tables: [good, { ...good, id: '收入', title: '收入决算表', measure: '收入', columns: [['合计']] }],
  };
  const own = {
    name: '乙',
    extends: '甲',
    tables: [
      { id: '支出', title: '支出表' },
      { id: '收入', remove: true },
      { ...good, id: '项目', title: '项目表', columns: [['项目支出', '性质=项目']], after: '支出' },
    ],
  };
  const { set, problems } = loadFormSet(own, { findBase: (name) => (name === '甲' ? base : undefined) });
  assert.deepEqual(problems, []);
  assert.equal(set?.kind, '决算');
  assert.deepEqual(
    set?.tables.map(({ role, title, panels }) => `${role} ${title} ${panels[0].columns.length}`),
    ['支出 支出表 4', '项目 项目表 3'],
  );
});

test('inheritance from a set that is not there, or from itself', () => {
  assert.match(loadFormSet({ name: '乙', extends: '甲', kind: '决算' }).problems[0].message, /甲/);
  const sets: Record<string, unknown> = { 甲: { name: '甲', extends: '乙' }, 乙: { name: '乙', extends: '甲' } };
  const { problems } = loadFormSet(sets.甲, { findBase: (name) => sets[name] });
  assert.ok(problems.some(({ pointer, message }) => pointer === '/extends' && /itself/.test(message)));
});

test('no JSON makes it throw: anything at all', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      loadFormSet(json);
      loadFormSet({
        name: '甲',
        kind: '决算',
        tables: [json],
        performance: [json],
        chapters: [json],
        classes: json,
        define: json,
        captions: json,
        editions: [json],
        rename: json,
        ordinals: json,
      });
    }),
    { numRuns: 200 },
  );
});

test('no JSON makes it throw: real form sets with one value replaced', () => {
  const original = JSON.stringify([...builtInForms.values()][0]);
  const paths: (string | number)[][] = [];
  const walk = (value: unknown, at: (string | number)[]): void => {
    paths.push(at);
    if (Array.isArray(value)) for (const [i, item] of value.entries()) walk(item, [...at, i]);
    else if (value && typeof value === 'object') for (const [key, item] of Object.entries(value)) walk(item, [...at, key]);
  };
  walk(JSON.parse(original), []);
  const value = fc.oneof(fc.constant(null), fc.integer(), fc.string(), fc.constant([]), fc.constant({}), fc.constant(['', '']));
  fc.assert(
    fc.property(fc.constantFrom(...paths.slice(1)), value, (at, replacement) => {
      const json = JSON.parse(original);
      let holder = json;
      for (const key of at.slice(0, -1)) holder = holder[key];
      holder[at.at(-1)!] = replacement;
      loadFormSet(json);
    }),
    { numRuns: 300 },
  );
});
