/** The common set of budgets: the addresses of its cells, that it reads budgets which name no form set, and the arrangements in which provinces print its tables. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import type { FormSet } from '../../server/src/forms/types.ts';
import { factsOf } from '../../server/src/service/facts.ts';
import { showFinding, showTable } from '../disclosure/show.ts';
import { analyse } from '../service/kit.ts';
import { cellsOf, fixture } from './support.ts';

const common = builtInFormSets().find(({ name }) => name === '部门预算') as FormSet;
const HEAD = '单位：清源县某局\n年度：2024\n文种：预算\n\n';

const read = (text: string) => {
  const analysis = analyse(HEAD + text);
  return {
    tables: analysis.disclosure.tables.map((table) => showTable(table, analysis)),
    findings: analysis.findings.map((finding) => showFinding(finding, analysis)).filter((line) => !line.includes('missing-')),
    values: new Map(factsOf(analysis, { blanks: false }).map(({ address, value }) => [address, value])),
  };
};

test('the addresses of every cell, in every arrangement, are those of the golden file', () => {
  const found = Object.fromEntries(
    common.tables.flatMap((form) =>
      [form, ...form.variants].map((one, i) => [i === 0 ? form.role : `${form.role} ${i}`, cellsOf(one, ['2010101'])]),
    ),
  );
  const file = fixture('department-budget.golden.json');
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, JSON.stringify(found, undefined, 1) + '\n');
  assert.deepEqual(found, JSON.parse(readFileSync(file, 'utf8')));
});

test('a budget without a form set, or with an unknown one, is read by it; anything else by the common set of final accounts', () => {
  const setOf = (head: string) => analyse(`单位：某局\n年度：2024\n${head}\n`).disclosure.formSet.name;
  assert.equal(setOf('文种：预算\n'), '部门预算');
  assert.equal(setOf('文种：预算\n版式：某省部门预算\n'), '部门预算');
  assert.equal(setOf('文种：决算\n'), '部门决算');
  assert.equal(setOf(''), '部门决算');
});

describe('one table, typed as provinces print it', () => {
  test('income by account: its total is held against the funds, though 本年收入 is not printed', () => {
    const { tables, findings } = read(`【部门收入总表】
科目编码	科目名称	合计	上年结转	一般公共预算拨款收入	政府性基金预算拨款收入	其他收入
合计		109.00	2.00	100.00		5.00
201	一般公共服务支出	109.00	2.00	100.00		5.00
20101	人大事务	109.00	2.00	100.00		5.00
2010101	行政运行	109.00	2.00	100.00		5.00
`);
    assert.equal(tables[0][0], '合计 | 合计 109.00 | 上年结转 2.00 | 一般公共预算拨款收入 100.00 | 其他收入 5.00');
    assert.match(findings[0], /^! error unbalanced-total “109.00”/);
  });

  test('income by unit, below a heading of two lines with merged cells', () => {
    const { tables, findings } = read(`【收入预算总表】
单位代码	单位名称	合计	本年收入			上年结转结余
			小计	一般公共预算	事业收入	小计
	合计	120.00	110.00	70.00	40.00	10.00
301	清源县某局	120.00	110.00	70.00	40.00	10.00
301001	清源县某局机关	80.00	70.00	70.00		10.00
301002	清源县某站	40.00	40.00		40.00	
`);
    assert.deepEqual(findings, []);
    assert.equal(
      tables[0][2].split(' | 上年结转／一般公共预算')[0],
      '301001 清源县某局机关 | 合计 80.00 | 本年收入／小计 70.00 | 本年收入／一般公共预算拨款收入 70.00 | 上年结转／小计 10.00',
    );
  });

  test('“三公” in one row, by item, by unit, and beside last year’s', () => {
    const title = '【一般公共预算“三公”经费支出预算表】\n';
    const row = `“三公”经费合计	因公出国（境）费	公务用车购置及运行费			公务接待费
		小计	公务用车购置费	公务用车运行费	
4.00		3.00		3.00	1.00
`;
    const items = `项目	预算数
合计	4.00
1.因公出国（境）费用	
2.公务接待费	1.00
3.公务用车购置及运行维护费	3.00
其中：（1）公务用车运行维护费	3.00
`;
    const units = `单位名称	“三公”经费合计	因公出国（境）费	公务用车购置及运行费			公务接待费
			小计	公务用车购置费	公务用车运行费	
合计	4.00		3.00		3.00	1.00
清源县某局机关	4.00		3.00		3.00	1.00
`;
    const years = `项目	2023年预算数	2024年预算数
合计	5.00	4.00
1.因公出国（境）费	1.00	
2.公务接待费	1.00	1.00
3.公务用车购置及运行费	3.00	3.00
其中：（1）公务用车运行费	3.00	3.00
`;
    for (const [name, typed] of Object.entries({ row, items, units, years })) {
      const { findings, values } = read(title + typed);
      assert.deepEqual(findings, [], name);
      const value = (member: string) => Number(values.get(`三公${member} 基准=年初预算`));
      assert.deepEqual(['', ' 三公=车', ' 三公=运行', ' 三公=接待'].map(value), [4, 3, 3, 1], name);
    }
  });

  test('the balance by source, under 财政拨款 and 单位资金; a total without its label', () => {
    const { tables, findings } = read(`【收支预算总表】
收入	金额	支出	金额
一、财政拨款收入	500.00	一、一般公共服务支出	530.00
（一）一般公共预算拨款收入	480.00
（二）政府性基金预算拨款收入	20.00
三、单位资金	30.00
（一）事业收入	30.00
收入总计	530.00	支出总计	530.00

【支出预算表】
科目编码	科目名称	合计	基本支出			项目支出
			小计	人员经费	公用经费
		530.00	430.00	390.00	40.00	100.00
2010501	行政运行	430.00	430.00	390.00	40.00
2010507	专项普查活动	100.00				100.00
`);
    assert.deepEqual(findings, []);
    assert.deepEqual(tables[0].slice(0, 2), ['收入·一、财政拨款收入 | 预算数 500.00', '支出·一、一般公共服务支出 | 预算数 530.00']);
    assert.equal(
      tables[1][0].split(' | 上缴')[0],
      '合计 | 合计 530.00 | 基本支出／小计 430.00 | 基本支出／人员经费 390.00 | 基本支出／公用经费 40.00 | 项目支出 100.00',
    );
  });

  test('the balance with outlay by nature, and income in a column', () => {
    const { tables, findings } = read(`【收支总体情况表】
收入		支出
项目	2024年预算	项目	2024年预算
一、一般公共预算拨款	500.00	一、基本支出	420.00
四、财政专户管理资金	30.00	二、项目支出	120.00
本年收入合计	530.00	本年支出合计	530.00

【收入总体情况表】
项目	2024年预算
一、一般公共预算拨款	500.00
四、财政专户管理资金	30.00
本年收入合计	530.00
`);
    assert.deepEqual(findings, ['! error unbalanced-total “530.00” → 540.00']);
    assert.equal(tables[0][1], '支出·一、基本支出 | 预算数 420.00');
    assert.equal(tables[1][0], '一、一般公共预算拨款收入 | 预算数 500.00');
  });

  test('an own mistake does not make another arrangement of it', () => {
    const { tables, findings } = read(`【一般公共预算支出表】
列：  科目编码  科目名称  合计  基本支出  项目之出
201  一般公共服务支出  30.00  30.00
20101  人大事务  30.00  30.00
2010101  行政运行  30.00  30.00
`);
    assert.deepEqual(findings, ['! error unknown-column “项目之出” → 项目支出']);
    assert.equal(tables[0][0], '201 一般公共服务支出 | 合计 30.00 | 基本支出 30.00 | 项目支出 =0.00');
  });
});

describe('last year’s figures beside this year’s', () => {
  const table = `【一般公共预算支出表】
科目编码	科目名称	2023年预算数	2024年预算数			比上年增减	
			小计	基本支出	项目支出	增减额	增减%
201	一般公共服务支出	120.00	111.00	71.00	40.00	-9.00	-7.50
20101	人大事务	120.00	111.00	71.00	40.00	-9.00	-7.50
2010101	行政运行	80.00	71.00	71.00		-9.00	-11.25
2010102	一般行政管理事务	40.00	40.00		40.00		
`.replace('比上年增减', '2024年预算数比2023年增减');

  test('are told from this year’s by the year of the head', () => {
    const { tables, findings } = read(table);
    assert.deepEqual(findings, []);
    assert.equal(tables[0][2], '2010101 行政运行 | 上年预算数 80.00 | 本年预算数／小计 71.00 | 本年预算数／基本支出 71.00');
  });

  test('answer what sentences say of changes', () => {
    const said = (change: string) =>
      read(`${table}\n【情况说明】\n2024年一般公共预算支出111.00万元，比上年预算数减少${change}，主要是压减支出。\n`).findings;
    assert.deepEqual(said('9.00万元'), []);
    assert.match(said('8.00万元').join('\n'), /^! error wrong-change “8.00”/);
  });

  test('are not taken for last year’s budget where they are what was spent', () => {
    const spent = table.replace('2023年预算数', '2023年执行数');
    const text = `${spent}\n【情况说明】\n2024年一般公共预算支出111.00万元，比上年预算数减少8.00万元，主要是压减支出。\n`;
    assert.deepEqual(read(text).findings, []);
  });
});
