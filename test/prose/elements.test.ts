/** 情况说明要素表: which figure a row is, what its columns hold, and what is said of it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toText } from '../../server/src/disclosure/quantity.ts';
import { formatFragment, parseFragment } from '../../server/src/forms/fragment.ts';
import type { Address } from '../../server/src/model/types.ts';
import { referenceContext } from '../../server/src/prose/reference/context.ts';
import { analyse, analyseWith, sample, withHead } from '../service/kit.ts';

const contextOf = (text: string) => {
  const { disclosure, cells } = analyse(text);
  return referenceContext(disclosure, cells);
};

const rowsOf = (lines: string, text = sample) => contextOf(`${text}\n【情况说明要素表】\n${lines}\n`).elements!.rows;
const findingsOf = (lines: string, text = sample) =>
  analyse(`${text}\n【情况说明要素表】\n${lines}\n`).findings.filter(({ message }) =>
    /要素表|is no amount|may mean|here and/.test(message),
  );

const address = (source: string): Address => parseFragment(source, { value: source, pointer: '' }, []) as Address;

const labels: readonly (readonly [string, string])[] = [
  ['本年收入合计', '收入'],
  ['“三公”经费', '三公 基准=决算'],
  ['公务接待费', '三公 三公=接待 基准=决算'],
  ['机关运行经费', '机关运行经费'],
  ['授予中小企业合同金额', '采购 采购对象=中小'],
  ['工资福利支出', '支出 资金=一般公共 经济=301 性质=基本'],
  ['30217', '支出 资金=一般公共 经济=30217 性质=基本'],
  ['208', '支出 资金=财政拨款 功能=208'],
  ['社会保障和就业支出', '支出 资金=财政拨款 功能=208'],
  ['2080505  机关事业单位基本养老保险缴费支出', '支出 资金=财政拨款 功能=2080505'],
  ['行政运行', '支出 资金=财政拨款 功能=2080101'],
  ['支出决算表.2080505', '支出 功能=2080505'],
  ['一般公共预算财政拨款支出决算表.社会保障和就业支出', '支出 资金=一般公共 功能=208'],
];

describe('a row', () => {
  for (const [label, expected] of labels)
    test(`${label} is ${expected}`, () => {
      const [row] = rowsOf(`列：  上年数\n${label}  1.00`);
      assert.equal(formatFragment(row.address), formatFragment(address(expected)));
      assert.equal(row.prior?.value, 1e7);
    });

  test('of an account stands for another fund in another province', () => {
    const hubei = '单位：甲\n年度：2022\n文种：决算\n版式：湖北省部门决算\n\n【支出决算表】\n列：  基本支出\n2080505  1.00\n';
    assert.equal(formatFragment(rowsOf('208  -  2.00', hubei)[0].address), '支出 功能=208 资金=一般公共');
  });

  test('that nobody knows is one finding with the nearest names, and is not used', () => {
    const lines = '列：  上年数\n机关运行精费  1.00';
    assert.deepEqual(rowsOf(lines), []);
    const [finding, ...more] = findingsOf(lines);
    assert.deepEqual([finding.code, finding.fixes![0].edits[0].text, more.length], ['unknown-row', '机关运行经费', 0]);
  });

  test('given twice counts once', () => {
    const lines = '列：  上年数\n本年收入合计  1.00\n收入合计  2.00';
    assert.equal(rowsOf(lines).length, 1);
    assert.deepEqual(
      findingsOf(lines).map(({ code }) => code),
      ['repeated-row'],
    );
  });

  test('that cannot be cut for certain is not used', () => {
    assert.deepEqual(rowsOf('列：  上年数  年初预算数\n本年收入合计 0 0 5.00'), []);
  });
});

describe('columns', () => {
  test('without a line for them are 上年数, 年初预算数 and 原因', () => {
    const [row] = rowsOf('公务接待费  0.43  3.00  来人减少');
    assert.deepEqual([row.prior?.text, row.budget?.text, row.reasons.any?.text], ['0.43', '3.00', '来人减少']);
  });

  test('may be pasted with their heading and with tabs', () => {
    const [row] = rowsOf('项目\t上年数\t本年数\t原因\n机关运行经费\t68.22\t152.42\t转隶到位');
    assert.deepEqual([row.prior?.text, row.current?.text, row.reasons.any?.text], ['68.22', '152.42', '转隶到位']);
  });

  test('of a reason may be the only ones filled in', () => {
    assert.equal(rowsOf('列：  上年数  原因\n公务接待费  来人减少')[0].reasons.any?.text, '来人减少');
  });

  test('of reasons may go on below', () => {
    assert.equal(
      rowsOf('列：  上年数  原因\n公务接待费  0.43  一是来人减少；\n｜二是厉行节约')[0].reasons.any?.text,
      '一是来人减少；二是厉行节约',
    );
  });

  test('that nobody knows are a finding', () => {
    assert.deepEqual(
      findingsOf('列：  上年术\n公务接待费  0.43').map(({ code }) => code),
      ['unknown-column'],
    );
  });

  test('hold amounts in the unit of the head or of the section, and counts', () => {
    const [first, second] = rowsOf('金额单位：元\n列：  上年数\n公务接待费  4300\n国内公务接待批次  2');
    assert.deepEqual([first.prior?.value, second.prior?.value], [4.3e6, 2]);
    assert.deepEqual(
      findingsOf('列：  上年数\n公务接待费  四千').map(({ code }) => code),
      ['unreadable-amount'],
    );
  });
});

describe('what the tables say as well', () => {
  test('and otherwise than 本年数 is one error that names both', () => {
    const [finding, ...more] = findingsOf('列：  本年数\n本年收入合计  488.26\n本年支出合计  497.33');
    assert.deepEqual([finding.code, finding.data, more.length], ['same-figure-differs', { stated: '488.26', computed: '487.26' }, 0]);
    assert.equal(finding.related!.length, 1);
  });

  test('is not disputed within rounding', () => {
    assert.deepEqual(findingsOf('列：  本年数\n本年收入合计  487.2613\n财政拨款支出  497.3084'), []);
  });
});

test('comparatives answer for any address, the typed figure first, then the linked file, and with this year’s budget column', () => {
  const prior = sample.replace('年度：2023', '年度：2022');
  const { disclosure, cells } = analyseWith(`${sample}\n【情况说明要素表】\n列：  上年数  原因\n支出合计  206.23  人多了\n`, { prior });
  const { comparatives } = referenceContext(disclosure, cells);
  const text = (value: number | undefined) => (value === undefined ? undefined : toText(value, { money: '万元', steps: 1e7, decimals: 2 }));
  assert.deepEqual(
    [
      ...['支出', '支出 功能=2080505', '支出 资金=一般公共 性质=基本 经济=301'].map((one) =>
        text(comparatives.prior.at(address(one))?.value),
      ),
      text(comparatives.initialBudget.at(address('三公 三公=接待 基准=决算'))?.value),
      text(comparatives.initialBudget.at(address('支出'))?.value),
      comparatives.reason(address('支出'), 'prior')?.text,
    ],
    ['206.23', '21.41', '342.84', '3.00', undefined, '人多了'],
  );
});

test('where there were no purchases there were none of any kind', () => {
  const { figure } = contextOf(withHead('【支出决算表】\n合计  1.00\n【情况说明要素表】\n列：  本年数\n政府采购支出总额  0'));
  assert.equal(figure(address('采购 采购类别=货物 采购对象=中小'))?.value, 0);
  assert.equal(figure(address('机关运行经费')), undefined);
});
