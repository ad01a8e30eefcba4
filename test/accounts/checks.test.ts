import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { layerCatalogue } from '../../server/src/accounts/catalogue.ts';
import { parseAccountTable } from '../../server/src/accounts/override.ts';
import { type AccountRow, pathFindings } from '../../server/src/checks/accounts.ts';
import { edited, findingsOn, mended, summary } from './table.ts';

const economic = { dimension: '经济', tableTitle: '基本支出决算表' } as const;

/** A table without a slip, as one of the published disclosures has it. */
const clean = `208      社会保障和就业支出                314.58
20801    人力资源和社会保障管理事务        282.47
2080101  行政运行                          183.26
2080109  社会保险经办机构                   99.21
20805    行政事业单位养老支出               32.11
2080505  机关事业单位基本养老保险缴费支出   21.41
2080506  机关事业单位职业年金缴费支出       10.70
210      卫生健康支出                      163.07
21011    行政事业单位医疗                    8.90
2101199  其他行政事业单位医疗支出            8.90
221      住房保障支出                       19.68
22102    住房改革支出                       19.68
2210201  住房公积金                         19.68`;

const withLine = (number: number, line: string): string =>
  clean
    .split('\n')
    .with(number - 1, line)
    .join('\n');

test('a table as published has no finding', () => {
  assert.deepEqual(summary(clean), []);
});

test('every account under its own name, in any year, has no finding but on years', () => {
  for (const dimension of ['功能', '经济', '政府经济', '收入'] as const) {
    const accounts = builtInCatalogue().all(dimension);
    const text = accounts.map(({ code, name }) => `${code}\t${name}\t1.00`).join('\n');
    assert.deepEqual(summary(text, { dimension, year: undefined }), []);
    for (const year of [2018, 2021, 2023, 2025]) {
      const found = new Set(findingsOn(text, { dimension, year }).map(({ code }) => code));
      for (const code of ['account-retired', 'account-not-yet']) found.delete(code);
      assert.deepEqual([...found], [], `${dimension} ${year}`);
    }
  }
});

test('leaves are enough: a table of items alone has no finding', () => {
  assert.deepEqual(summary('2080101  行政运行  1.00\n2080505  机关事业单位基本养老保险缴费支出  2.00\n2210201  3.00'), []);
});

test('full width, blanks, brackets, numbering and level marks make no other name', () => {
  assert.deepEqual(
    summary('30212  因公出国(境)费用\n30213  维 修（护）费\n30217  其中：公务接待费\n30299  （五）其他商品和服务支出（款）', economic),
    [],
  );
  assert.deepEqual(summary('２０８０１０１  行政运行'), []);
  assert.deepEqual(summary('2130508  三西农业建设专项补助'), []);
});

test('a code one slip away from the account of that name is mistyped, whatever is wrong with it', () => {
  assert.deepEqual(summary('310  资本性支出\n310111  地上附着物和青苗补偿', economic), ['2 error mistyped-account']);
  assert.equal(mended('310111  地上附着物和青苗补偿', 'mistyped-account', economic), '31011  地上附着物和青苗补偿');
  for (const slip of ['2080550', '2080555', '2085005', '208505', '20805055'])
    assert.deepEqual(summary(`${slip}  机关事业单位基本养老保险缴费支出`), ['1 error mistyped-account'], slip);
});

test('a mistyped code counts as the right one: it is neither orphan nor out of order, and its children have their parent', () => {
  assert.deepEqual(summary(withLine(6, '2085005  机关事业单位基本养老保险缴费支出   21.41')), ['6 error mistyped-account']);
  assert.deepEqual(summary(withLine(5, '20850    行政事业单位养老支出               32.11')), ['5 error mistyped-account']);
});

test('a code without a name, or with a name that many accounts share, is no slip of another', () => {
  assert.deepEqual(summary('2080199\n2080195'), ['2 warning unknown-account']);
  // 事业运行 stands under dozens of 款; a new one under 20825 is possible.
  assert.deepEqual(summary('2082550  事业运行'), ['1 warning unknown-account']);
});

test('a shared name does tell the slip where the neighbour bears it', () => {
  assert.equal(mended('2101511  行政运行', 'mistyped-account'), '2101501  行政运行');
});

test('an unknown code is graded by what is known around it', () => {
  const message = (text: string, options = {}) => findingsOn(text, options).map((finding) => `${finding.severity}: ${finding.message}`);
  assert.deepEqual(message('2080177  新设的科目'), [
    'warning: Account 2080177 is not in the catalogue under 20801 人力资源和社会保障管理事务. If the account is new, the catalogue may be older than it.',
  ]);
  assert.deepEqual(message('2087701  某项'), ['error: There is no account 2087701 in 支出功能分类科目: 款 20877 does not exist.']);
  assert.deepEqual(message('20877  某款'), ['error: There is no account 20877 in 支出功能分类科目.']);
  assert.deepEqual(message('298  某类'), ['error: There is no account 298 in 支出功能分类科目.']);
  assert.deepEqual(message('2980101  某项'), ['error: There is no account 2980101 in 支出功能分类科目: 类 298 does not exist.']);
  assert.deepEqual(message('30177  某款', economic), ['error: There is no account 30177 in 部门预算支出经济分类科目.']);
  assert.deepEqual(message('2080  某类'), ['error: 2080 is no code of 支出功能分类科目: its codes begin with 2 and have 3/5/7 digits.']);
});

test('rows that share one unknown 款 are one finding', () => {
  const findings = findingsOn('20877  某款\n2087701  某项\n2087702  别项');
  assert.deepEqual(
    findings.map(({ code, related }) => [code, related?.length]),
    [['unknown-account', 2]],
  );
});

test('the fixes of an unknown code are the nearest known ones, at most three', () => {
  const [finding] = findingsOn('2080195  某项');
  assert.ok(finding.fixes!.length > 0 && finding.fixes!.length <= 3);
  assert.ok(finding.fixes!.every((fix) => !fix.preferred));
});

test('a code that the form itself prints is never unknown', () => {
  assert.deepEqual(summary('30177  某款', { ...economic, listedOrder: ['301', '30177'] }), []);
});

test('an account of another classification is misplaced, both ways', () => {
  assert.deepEqual(summary('2080101  行政运行\n30113  住房公积金'), ['2 error misplaced-account']);
  assert.deepEqual(summary('30113  住房公积金\n2210201  住房公积金', economic), ['2 error misplaced-account']);
  assert.deepEqual(summary('50101  工资奖金津补贴', economic), ['1 error misplaced-account']);
  assert.equal(mended('2080101  行政运行\n30113  住房公积金', 'misplaced-account'), '2080101  行政运行\n2210201  住房公积金');
});

test('a table under the wrong title is one finding', () => {
  const findings = findingsOn('301  工资福利支出\n30101  基本工资\n30102  津贴补贴\n30103  奖金');
  assert.deepEqual(
    findings.map(({ code, related }) => [code, related?.length]),
    [['misplaced-account', 3]],
  );
});

test('the same code twice is an error; the second line may go if both say the same', () => {
  const text = '2080101  行政运行  1.00\n2080109  社会保险经办机构  2.00\n2080101  行政运行  1.00\n';
  assert.deepEqual(summary(text), ['3 error duplicate-account']);
  assert.equal(mended(text, 'duplicate-account'), '2080101  行政运行  1.00\n2080109  社会保险经办机构  2.00\n');
  assert.equal(mended('2080101  行政运行  1.00\n2080101  行政运行  2.00', 'duplicate-account'), undefined);
});

test('a doubled code whose name is another account’s is the slip, and is said once', () => {
  const text = '2101101  行政单位医疗  5.96\n2101101  公务员医疗补助  2.75';
  assert.deepEqual(summary(text), ['2 error duplicate-account']);
  assert.equal(mended(text, 'duplicate-account'), '2101101  行政单位医疗  5.96\n2101103  公务员医疗补助  2.75');
  assert.deepEqual(summary('2101101  公务员医疗补助  2.75\n2101101  行政单位医疗  5.96'), ['1 error duplicate-account']);
});

test('the same code once in each unit is no duplicate', () => {
  const text = '2080101  行政运行  1.00\n2080101  行政运行  2.00';
  assert.deepEqual(summary(text, { rows: (row, line) => ({ ...row, group: `unit ${line}` }) }), []);
});

test('a child without its parent is a hint where the table lists parents, and only there', () => {
  assert.deepEqual(summary(clean.replace(/^20805 .*\n/m, '')), ['5 hint orphaned-account']);
  assert.equal(mended(clean.replace(/^20805 .*\n/m, ''), 'orphaned-account')?.split('\n')[4], '20805  行政事业单位养老支出');
  assert.deepEqual(summary('208\t社会保障和就业支出\t1.00\n2080101\t行政运行\t1.00'), [], 'a level that is nowhere listed is not missed');
});

test('a 款 with figures but without any 项 is a warning where the table lists 项', () => {
  const text = clean.replace(/^2210201 .*/m, '').trimEnd();
  assert.deepEqual(summary(text), ['12 warning childless-account']);
  assert.deepEqual(
    summary('208  社会保障和就业支出  1.00\n20805  行政事业单位养老支出  1.00'),
    [],
    'a table without 项 says nothing of them',
  );
  assert.deepEqual(summary(text.replace('22102    住房改革支出                       19.68', '22102  住房改革支出  0.00')), []);
  const withoutItems = '20502  普通教育  1.00\n2050299  其他普通教育支出  1.00\n20598  超长期特别国债安排的支出  1.00';
  assert.deepEqual(summary(withoutItems, { year: 2024 }), [], 'an account that has no 项 of its own cannot list any');
});

test('an only child may be inserted with its parent’s figures', () => {
  const text = '2120199  其他城乡社区管理事务支出  2.00\n21205  城乡社区环境卫生  1.00  0.50  // 核对';
  assert.equal(
    mended(text, 'childless-account'),
    '2120199  其他城乡社区管理事务支出  2.00\n21205  城乡社区环境卫生  1.00  0.50  // 核对\n2120501  城乡社区环境卫生  1.00  0.50  // 核对',
  );
});

test('rows out of order are one hint a table', () => {
  const text = '20805  行政事业单位养老支出\n2080505  机关事业单位基本养老保险缴费支出\n208  社会保障和就业支出\n2080501  行政单位离退休';
  assert.deepEqual(summary(text), ['3 hint account-order']);
});

test('sorting moves lines with their comments and continuations and leaves other lines in place', () => {
  const text = [
    '// 本表单位：万元',
    '221  住房保障支出  2.00  // 已核对',
    '',
    '// 忽略 account-retired：旧科目',
    '208  社会保障和就业支出  1.00',
    '｜续行',
    '合计  6.00',
    '// 卫生',
    '210  卫生健康支出  3.00',
  ].join('\n');
  assert.equal(
    mended(text, 'account-order'),
    [
      '// 本表单位：万元',
      '// 忽略 account-retired：旧科目',
      '208  社会保障和就业支出  1.00',
      '｜续行',
      '',
      '// 卫生',
      '210  卫生健康支出  3.00',
      '合计  6.00',
      '221  住房保障支出  2.00  // 已核对',
    ].join('\n'),
  );
});

test('the form’s own order is as good as that of codes', () => {
  const text = '301  工资福利支出\n303  对个人和家庭的补助\n302  商品和服务支出';
  assert.deepEqual(summary(text, economic), ['3 hint account-order']);
  assert.deepEqual(summary(text, { ...economic, listedOrder: ['301', '303', '302', '310'] }), []);
});

test('blocks side by side on one line have no order to mend', () => {
  const text = '302  商品和服务支出\n301  工资福利支出';
  const sideBySide = { ...economic, rows: (row: AccountRow) => ({ ...row, rowPlace: { section: 0, start: 0, end: text.length } }) };
  assert.deepEqual(summary(text, sideBySide), []);
});

test('codes joined from columns of levels are not replaced', () => {
  const rows = (row: AccountRow) => ({ ...row, code: '310111' });
  const [finding] = findingsOn('310  地上附着物和青苗补偿', { ...economic, rows });
  assert.equal(finding.code, 'mistyped-account');
  assert.deepEqual(finding.fixes, []);
});

test('names in local use are informations, obsolete ones warnings, others warnings; each has the official name as its fix', () => {
  assert.deepEqual(summary('30111  公务员医疗补助缴款', economic), ['1 information account-name-mismatch']);
  assert.deepEqual(summary('20805  行政事业单位离退休'), ['1 warning account-name-mismatch']);
  assert.deepEqual(summary('2080505  机关事业单位基本养老保险缴费'), ['1 warning account-name-mismatch']);
  assert.equal(
    mended('2080505  机关事业单位基本养老保险缴费  21.41', 'account-name-mismatch'),
    '2080505  机关事业单位基本养老保险缴费支出  21.41',
  );
});

test('a name is obsolete only after the year in which it was last right', () => {
  const on = (year: number | undefined) => summary('20805  行政事业单位离退休', { year });
  assert.deepEqual(on(2019), []);
  assert.deepEqual(on(2020), ['1 warning account-name-mismatch']);
  assert.deepEqual(on(undefined), ['1 warning account-name-mismatch']);
});

test('an earlier name of unknown date is a warning only where the new one was read by that year', () => {
  const lottery = '2296011  用于扶贫的彩票公益金支出';
  assert.deepEqual(summary(lottery, { year: 2023 }), ['1 warning account-name-mismatch']);
  assert.deepEqual(summary(lottery, { year: 2021 }), ['1 information account-name-mismatch']);
  assert.deepEqual(summary('2130153  农田建设'), ['1 information account-name-mismatch']);
});

test('a name that the form itself prints is an information, unless it is an earlier one', () => {
  const rows = (row: AccountRow) => ({ ...row, listedName: row.name });
  assert.deepEqual(summary('30114  医疗补助费', economic), ['1 warning account-name-mismatch']);
  assert.deepEqual(summary('30114  医疗补助费', { ...economic, rows }), ['1 information account-name-mismatch']);
  assert.deepEqual(summary('30399  其他对个人和家庭的补助支出', { ...economic, rows }), ['1 warning account-name-mismatch']);
});

test('the name of another account says which, and offers its code too', () => {
  const [finding] = findingsOn('2101101  公务员医疗补助');
  assert.equal(finding.severity, 'warning');
  assert.match(finding.message, /is the name of 2101103; the name of 2101101 is “行政单位医疗”/);
  assert.deepEqual(
    finding.fixes!.map((fix) => edited('2101101  公务员医疗补助', fix.edits)),
    ['2101101  行政单位医疗', '2101103  公务员医疗补助'],
  );
  assert.ok(finding.fixes![0].preferred && !finding.fixes![1].preferred);
});

test('a name that rests on little contradicts nobody loudly', () => {
  assert.equal(builtInCatalogue().find('2013904')?.confidence, 'low');
  assert.deepEqual(summary('2013904  社会工作专项', { year: 2024 }), ['1 information account-name-mismatch']);
});

test('an account given up before the year is graded by what says so, with its successor', () => {
  const text = '20822  大中型水库移民后期扶持基金支出\n2082201  移民补助';
  assert.deepEqual(summary(text, { year: 2023 }), []);
  assert.deepEqual(summary(text, { year: 2024 }), ['1 information account-retired']);
  assert.equal(mended(text, 'account-retired', { year: 2024 }), '21372  大中型水库移民后期扶持基金支出\n2137201  移民补助');
  assert.deepEqual(summary('2010307  法制建设', { year: 2023 }), ['1 hint account-retired']);
});

test('an account used before its first year is found, unless a document of that year has it', () => {
  assert.deepEqual(summary('20140  信访事务', { year: 2022 }), ['1 information account-not-yet']);
  assert.deepEqual(summary('20140  信访事务', { year: 2024 }), []);
  assert.deepEqual(summary('20140  信访事务', { year: undefined }), []);
});

test('a user’s own table rules', () => {
  const own = parseAccountTable('code\tname\tnote\n2080177\t新设的科目\t2023+\n2080505\t养老缴费\t', {
    classifications: builtInCatalogue().classifications,
  });
  const catalogue = layerCatalogue(builtInCatalogue(), own.accounts);
  assert.deepEqual(summary('2080177  新设的科目', { catalogue }), []);
  assert.deepEqual(summary('2080177  新设的科目', { catalogue, year: 2022 }), ['1 warning account-not-yet']);
  assert.deepEqual(summary('2080505  养老缴费', { catalogue }), []);
  assert.deepEqual(summary('2080505  机关事业单位基本养老保险缴费支出', { catalogue }), ['1 warning account-name-mismatch']);
});

test('obsolete names in a path of prose are found; shortened ones are not', () => {
  const path = (...names: string[]) => names.map((name, i) => ({ name, place: { section: 0, start: i * 20, end: i * 20 + name.length } }));
  const check = (year: number, ...names: string[]) =>
    pathFindings(path(...names), { catalogue: builtInCatalogue(), dimension: '功能', year }).map(({ severity, place }) => [
      severity,
      place.start,
    ]);
  const item = '机关事业单位基本养老保险缴费支出';
  assert.deepEqual(check(2021, '社会保障和就业支出', '行政事业单位离退休', item), [['warning', 20]]);
  assert.deepEqual(check(2019, '社会保障和就业支出', '行政事业单位离退休', item), []);
  assert.deepEqual(check(2021, '社会保障和就业', '行政事业单位养老支出', item), []);
  assert.deepEqual(check(2021, '卫生健康支出', '没有这个款', '行政运行'), []);
});
