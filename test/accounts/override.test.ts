import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { decodeText, parseDelimited } from '../../server/src/accounts/delimited.ts';
import { parseAccountTable } from '../../server/src/accounts/override.ts';

const { classifications } = builtInCatalogue();
const parse = (input: string | Uint8Array) => parseAccountTable(input, { classifications });
const pairs = (input: string | Uint8Array) => parse(input).accounts.map(({ code, name }) => `${code} ${name}`);

test('tab or comma separated, with Chinese or English headings in any order, or none', () => {
  const expected = ['20801 人力资源和社会保障管理事务', '2080101 行政运行'];
  assert.deepEqual(pairs('code\tname\n20801\t人力资源和社会保障管理事务\n2080101\t行政运行\n'), expected);
  assert.deepEqual(pairs('科目名称,科目编码\r\n人力资源和社会保障管理事务,20801\r\n行政运行,2080101'), expected);
  assert.deepEqual(pairs('20801,人力资源和社会保障管理事务\n2080101,行政运行'), expected);
  assert.deepEqual(pairs('2080101 行政运行\n20801　人力资源和社会保障管理事务'), expected);
});

test('a title above the headings and repeated headings are passed over', () => {
  const table = parse('2024年政府收支分类科目\t\n科目编码\t科目名称\n201\t一般公共服务支出\n科目编码\t科目名称\n202\t外交支出');
  assert.deepEqual(
    table.accounts.map(({ code }) => code),
    ['201', '202'],
  );
  assert.deepEqual(table.problems, []);
});

test('columns of levels are joined, whether they hold two digits or the whole code', () => {
  const expected = ['201 一般公共服务支出', '20101 人大事务', '2010101 行政运行', '2010102 一般行政管理事务', '20102 政协事务'];
  assert.deepEqual(
    pairs('类,款,项,科目名称\n201,,,一般公共服务支出\n,01,,人大事务\n,,01,行政运行\n,,02,一般行政管理事务\n,02,,政协事务'),
    expected,
  );
  assert.deepEqual(
    pairs('类,款,项,科目名称\n201,,,一般公共服务支出\n201,01,,人大事务\n201,01,01,行政运行\n201,01,02,一般行政管理事务\n201,02,,政协事务'),
    expected,
  );
  assert.deepEqual(
    pairs(
      '类,款,项,科目名称\n201,,,一般公共服务支出\n201,20101,,人大事务\n201,20101,2010101,行政运行\n,,2010102,一般行政管理事务\n201,20102,,政协事务',
    ),
    expected,
  );
});

test('what spreadsheets put round a code comes off', () => {
  assert.deepEqual(pairs('编码,名称\n"=""201""",甲\n\'202,乙\n203.0,丙\n２０４,丁'), ['201 甲', '202 乙', '203 丙', '204 丁']);
});

test('quoted cells hold delimiters, quotes and line ends', () => {
  assert.deepEqual(pairs('编码,名称,说明\n201,"甲,""乙""","反映\n两行。"\n202,丙,'), ['201 甲,"乙"', '202 丙']);
  assert.equal(parse('编码,名称,说明\n201,甲,"反映\n两行。"').accounts[0].explanation, '反映\n两行。');
});

test('each encoding that spreadsheets save is read', () => {
  const text = 'code\tname\n201\t一般公共服务支出\n';
  const utf8 = new TextEncoder().encode(text);
  const utf16 = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8])]);
  const gbk = Uint8Array.from([...new TextEncoder().encode('201,'), 0xd2, 0xbb, 0xb0, 0xe3]);
  assert.deepEqual(pairs(utf8), ['201 一般公共服务支出']);
  assert.deepEqual(pairs(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8])), ['201 一般公共服务支出']);
  assert.deepEqual(pairs(utf16), ['201 一般公共服务支出']);
  assert.deepEqual(pairs(gbk), ['201 一般']);
  assert.equal(decodeText(Uint8Array.from([0xfe, 0xff, 0x4e, 0x00])), '一');
});

test('a line that cannot be used is a problem of that line only', () => {
  const { accounts, problems } = parse('code\tname\n201\t甲\n20\t乙\nabc\t丙\n9080101\t丁\n202\t\n201\t戊\n203\t己');
  assert.deepEqual(
    accounts.map(({ name }) => name),
    ['甲', '己'],
  );
  assert.deepEqual(
    problems.map(({ line, message }) => `${line} ${message}`),
    [
      '3 “20” is not an account code.',
      '4 “abc” is not an account code.',
      '5 “9080101” is not an account code.',
      '6 Account 202 has no name.',
      '7 Account 201 is listed twice; its first line counts.',
    ],
  );
  assert.deepEqual(
    parse('code,name\n201,"甲\n202,乙').problems.map(({ line }) => line),
    [2],
    'a quote that is never closed costs its line only',
  );
  assert.deepEqual(pairs('code,name\n201,"甲\n202,乙').at(-1), '202 乙');
});

test('remarks on years and names are read in both notations', () => {
  const one = (row: string) => parse(`code\tname\tnote\tfrom\tto\tformer\tmoved\n${row}`).accounts[0];
  assert.deepEqual([one('201\t甲\t2024+').from, one('201\t甲\t-2020').to], [2024, 2020]);
  assert.deepEqual(one('201\t甲\t前名:乙/丙').formerNames, [{ name: '乙' }, { name: '丙' }]);
  assert.deepEqual(one('201\t甲\t2023前名:乙').formerNames, [{ name: '乙', until: 2023 }]);
  assert.deepEqual([one('201\t甲\t2024起移至202').to, one('201\t甲\t2024起移至202').movedTo], [2023, '202']);
  assert.deepEqual(one('201\t甲\t\t2020\t2022\t乙（至2019）、丙\t202').formerNames, [{ name: '乙', until: 2019 }, { name: '丙' }]);
  assert.deepEqual([one('201\t甲\t\t2020\t2022').from, one('201\t甲\t\t2020\t2022').to], [2020, 2022]);
  assert.equal(one('201\t甲\t随便写的').from, undefined);
  assert.equal(one('201\t甲').basis, 'workspace');
});

test('any bytes give a table: nothing throws, every account is well formed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { accounts, problems } = parse(bytes);
      for (const { code, name, level } of accounts) assert.ok(/^\d+$/.test(code) && name !== '' && level >= 0);
      for (const { line } of problems) assert.ok(line >= 1);
    }),
    { numRuns: 300 },
  );
});

test('any text of the letters that matter gives a table, quickly, with problems bounded', () => {
  const letter = fc.constantFrom('"', ',', '\t', '\n', '\r', '2', '0', '1', '行', '类', '款', '项', '科目名称', '科目编码', '　', ' ');
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 300 }), (letters) => {
      const { accounts, problems } = parse(letters.join(''));
      assert.ok(problems.length <= 100);
      assert.equal(new Set(accounts.map(({ code }) => code)).size, accounts.length);
    }),
    { numRuns: 300 },
  );
});

test('cutting loses no line: every record begins on its line', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '行', ' ', '1'), maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 12 }), (rows) => {
      const text = rows.map((cells) => cells.join('\t')).join('\n');
      const expected = rows
        .map((cells, i) => ({ line: i + 1, cells: cells.map((one) => one.trim()) }))
        .filter((record) => record.cells.some((one) => one !== ''));
      assert.deepEqual(parseDelimited(text).records, expected);
    }),
  );
});
