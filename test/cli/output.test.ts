/** `budget format`, `render` and `facts`: what they write, and where. */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { HEAD, sample } from '../service/kit.ts';
import { folder } from './run.ts';

const validate = (name: string, value: unknown): void => {
  const schema = JSON.parse(readFileSync(path.resolve(import.meta.dirname, `../../docs/schemas/${name}.schema.json`), 'utf8'));
  const check = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
  assert.ok(check(value), JSON.stringify(check.errors));
};

const SLOPPY = '单位 : 甲\n年度：２０２３\n版式：江西省单位决算\n[支出决算表]\n合　计   30.00  30.00\n210 卫生健康支出   30.00 30.00';
const NEAT =
  '单位：甲\n年度：2023\n版式：江西省单位决算\n\n【支出决算表】\n合计               30.00  30.00\n210  卫生健康支出  30.00  30.00';

describe('budget format', () => {
  test('lays files out in place and names those that it changed', async () => {
    const { budget, read } = folder({ 'a.budget': SLOPPY, 'b.budget': NEAT });
    assert.deepEqual(await budget(['format', '.']), { code: 0, out: 'a.budget\n', err: '' });
    assert.deepEqual([read('a.budget'), read('b.budget')], [NEAT, NEAT]);
    assert.deepEqual(await budget(['format', '.']), { code: 0, out: '', err: '' });
  });

  test('--check only says', async () => {
    const { budget, read, path: root } = folder({ 'a.budget': SLOPPY, 'b.budget': NEAT });
    const { mtimeMs } = statSync(path.join(root, 'a.budget'));
    assert.deepEqual(await budget(['format', '.', '--check']), { code: 1, out: 'a.budget\n', err: '' });
    assert.deepEqual(await budget(['format', 'b.budget', '--check']), { code: 0, out: '', err: '' });
    assert.equal(read('a.budget'), SLOPPY);
    assert.equal(statSync(path.join(root, 'a.budget')).mtimeMs, mtimeMs);
  });

  test('keeps line ends, a byte order mark and every word', async () => {
    const { budget, read } = folder({ 'a.budget': `\ufeff${SLOPPY.replaceAll('\n', '\r\n')}` });
    await budget(['format', 'a.budget']);
    assert.equal(read('a.budget'), `\ufeff${NEAT.replaceAll('\n', '\r\n')}`);
  });

  test('leaves a file that is not UTF-8 as it is', async () => {
    const bytes = Uint8Array.from([0xb5, 0xa5, 0xce, 0xbb, 0xa3, 0xba, 0x31, 0x20, 0x20, 0x20, 0x32]);
    const { budget, path: root } = folder({ 'gbk.budget': bytes });
    assert.deepEqual(await budget(['format', 'gbk.budget']), {
      code: 2,
      out: '',
      err: 'budget: gbk.budget is not UTF-8; it is left as it is.\n',
    });
    assert.deepEqual(new Uint8Array(readFileSync(path.join(root, 'gbk.budget'))), bytes);
  });
});

describe('budget render', () => {
  test('prints JSON of the promised shape, the same every time', async () => {
    const { budget } = folder({ 'a.budget': sample });
    const [one, two] = await Promise.all([
      budget(['render', 'a.budget', '--format', 'json']),
      budget(['render', 'a.budget', '--format', 'json']),
    ]);
    assert.deepEqual([one.code, one.err], [0, '']);
    assert.equal(one.out, two.out);
    const page = JSON.parse(one.out);
    validate('render', page);
    assert.deepEqual([page.unit, page.year, page.kind], ['景德镇市医疗保险事业服务中心', '2023', '决算']);
    const spending = page.tables.find((table: { number: string }) => table.number === '公开03表');
    assert.ok(spending.rows.some((row: string[]) => row.includes('社会保险经办机构') && row.includes('99.21')));
    for (const { header, rows } of page.tables) assert.equal(new Set([...header, ...rows].map((row: string[]) => row.length)).size, 1);
  });

  test('writes HTML to a file, and says so if it cannot', async () => {
    const { budget, read } = folder({ 'a.budget': NEAT });
    assert.deepEqual(await budget(['render', 'a.budget', '-o', 'a.html']), { code: 0, out: '', err: '' });
    assert.match(read('a.html'), /^<!doctype html>[\s\S]*卫生健康支出[\s\S]*<\/html>\s*$/i);
    const { code, err } = await budget(['render', 'a.budget', '--format', 'html', '-o', 'no/such/folder/a.html']);
    assert.deepEqual([code, err], [2, 'budget: no/such/folder/a.html cannot be written.\n']);
  });
});

describe('budget facts', () => {
  const text = `${HEAD}【支出决算表】\n列：  基本支出  项目支出\n合计  #REF!  1\n2080101  行政运行  1,028.50\n【财政拨款“三公”经费支出决算表】\n列：  决算数\n国内公务接待批次  5批`;

  test('prints JSON of the promised shape: stated, derived and damaged', async () => {
    const { budget } = folder({ 'a.budget': text });
    const { code, out } = await budget(['facts', 'a.budget']);
    const value = JSON.parse(out);
    validate('facts', value);
    assert.equal(code, 0);
    const shown = value.facts.map((fact: Record<string, unknown>) => [fact.address, fact.value, fact.unit, fact.state, 'range' in fact]);
    const has = (...expected: unknown[]) =>
      assert.ok(
        shown.some((one: unknown[]) => JSON.stringify(one) === JSON.stringify(expected)),
        JSON.stringify([expected, shown]),
      );
    has('支出 功能=2080101 性质=基本', '1028.50', '万元', 'stated', true);
    has('支出 功能=2080101', '1028.50', '万元', 'derived', false);
    has('支出 性质=基本', null, '万元', 'damaged', true);
    has('三公数 三公=国内 基准=决算 计数=批次', '5', '个', 'stated', true);
  });

  test('prints CSV that a spreadsheet reads', async () => {
    const { budget, read } = folder({ 'a.budget': text.replace('2080101  行政运行', '2080101  "=1+2,""行政""运行"') });
    const { code } = await budget(['facts', 'a.budget', '--format', 'csv', '--output', 'a.csv']);
    assert.equal(code, 0);
    const [head, ...lines] = read('a.csv').slice(0, -2).split('\r\n');
    assert.equal(head, '\ufeffaddress,value,decimals,unit,state,table,number,row,column,line,character');
    assert.ok(
      lines.includes('支出 功能=2080101 性质=基本,1028.50,2,万元,stated,支出决算表,公开03表,"2080101 =1+2,""行政""运行",基本支出,9,27'),
    );
    assert.ok(lines.every((line) => !/(^|,)[=+@]/.test(line)));
  });
});
