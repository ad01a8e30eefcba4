/** Tables whose tree is given by the order of rows and the length of codes: 部门, 单位, 类别 and 项目 of a budget's project table. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../service/kit.ts';

const HEAD = '单位：某中心\n年度：2025\n文种：预算\n版式：湖北省部门预算\n金额单位：万元\n\n【项目支出表】\n';
const TITLES = '列：项目编码\t项目名称\t项目单位\t合计\t一般公共预算\n';
const FIRST = '42130322032R000000161';
const SECOND = '42130322032R000000162';
const THIRD = '42130322032T000000163';

const tableOf = (rows: string) => {
  const analysis = analyse(HEAD + TITLES + rows);
  return { analysis, table: analysis.disclosure.tables[0] };
};
const errors = (rows: string) => tableOf(rows).analysis.findings.filter(({ severity }) => severity === 'error');

/** Two units that have a class of the same code, and a class whose code begins like another's. */
const SOUND = `	合计		60.00	60.00
032	某局		60.00	60.00
032001	某局本级		30.00	30.00
1101	基本工资		10.00	10.00
${FIRST}	基本工资	某局本级	10.00	10.00
11	其他人员		20.00	20.00
${SECOND}	其他人员	某局本级	20.00	20.00
032002	某中心		30.00	30.00
1101	基本工资		30.00	30.00
${THIRD}	基本工资	某中心	30.00	30.00
`;

test('a code belongs to the nearest row above of a higher level', () => {
  assert.deepEqual(
    tableOf(SOUND).table.rows.flatMap(({ row, line }) => (typeof row === 'string' && line >= 0 ? [row] : [])),
    [
      '032/',
      '032/032001/',
      '032/032001/1101/',
      `032/032001/1101/${FIRST}/`,
      '032/032001/11/',
      `032/032001/11/${SECOND}/`,
      '032/032002/',
      '032/032002/1101/',
      `032/032002/1101/${THIRD}/`,
    ],
  );
});

test('a table that adds up has no error, though units share a class and one code begins another', () => {
  assert.deepEqual(tableOf(SOUND).analysis.findings, []);
});

test('a class that differs from its projects and its unit is found, with the figure that mends it', () => {
  const [error, ...more] = errors(SOUND.replace('11	其他人员		20.00	20.00', '11	其他人员		21.00	20.00'));
  assert.deepEqual(more, []);
  assert.match(error.message, /21\.00.*“11 其他人员”.*20\.00/s);
});

test('the funds of a row add up to its 合计', () => {
  const rows = SOUND.replace(`${THIRD}	基本工资	某中心	30.00	30.00`, `${THIRD}	基本工资	某中心	30.00	29.00`);
  assert.deepEqual(
    errors(rows).map(({ code }) => code),
    ['unbalanced-total'],
  );
});

test('a project given twice below one class is said; the same class of another unit is not', () => {
  const again = `${SOUND}${THIRD}	基本工资	某中心	30.00	30.00\n`;
  assert.deepEqual(
    errors(again).map(({ code }) => code),
    ['repeated-row'],
  );
});

test('the text beside a name is kept where it stands, also without a heading', () => {
  const texts = (source: string) =>
    analyse(HEAD + source).disclosure.tables[0].rows.flatMap(({ name, texts = [] }) =>
      texts.map(({ cell }) => `${name?.text}|${cell.text}`),
    );
  assert.deepEqual(texts(`${TITLES}${FIRST}	基本工资	某中心	10.00	10.00\n`), ['基本工资|某中心']);
  assert.deepEqual(texts(`${FIRST}  基本工资  某中心  10.00  10.00\n`), ['基本工资|某中心']);
});

test('a code of no level is no row of the table', () => {
  assert.deepEqual(
    errors('4213032  基本工资  10.00  10.00\n').map(({ code }) => code),
    ['unknown-row'],
  );
});
