/** The checks on words beside tables, their quick fixes, and what holds of them on any text. The sentences are in wording-sentences.test.ts. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { isIdentityNumber } from '../../server/src/checks/wording/personal.ts';
import { passagesOf, spanIn, squeeze } from '../../server/src/checks/wording/reading.ts';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import { builtInTerms } from '../../server/src/glossary/builtin.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { analyse, applyEdits, HEAD, service, URI } from '../service/kit.ts';

const CODES = new Set([
  'suspect-year',
  'kind-wording',
  'foreign-unit',
  'unexplained-term',
  'unused-term',
  'unbalanced-brackets',
  'stated-none-but-figures',
  'count-total',
  'personal-data',
]);
const DISTRICT = '单位：临江市教育局\n年度：2023\n文种：决算\n版式：江西省单位决算\n\n';

/** `code text` of each finding on words, in the order of the text. */
function said(text: string): string[] {
  const { findings, document } = analyse(text);
  return findings
    .filter(({ code }) => CODES.has(code))
    .map(({ code, place }) => `${code} ${document.sectionOf(place.section)!.tree.text.slice(place.start, place.end)}`);
}

/** The text after the quick fix of the first finding of a code. */
function mended(text: string, code: string): string {
  const analysis = analyse(text);
  const finding = analysis.findings.find((one) => one.code === code)!;
  const range = analysis.document.rangeOf(finding.place)!;
  const action = service.actions(analysis, range).find(({ title }) => finding.fixes!.some((fix) => fix.title === title))!;
  return applyEdits(text, action.edit!.changes![analysis.document.uri]);
}

const TABLE = '【支出决算表】\n列：  基本支出\n2101501  行政运行  5.00\n2101504  信息化建设  1.00\n2101506  医疗保障经办事务  8.00\n\n';
const CARE = '卫生健康支出（类）医疗保障管理事务（款）';

test('accounts with figures that the chapter does not explain are one finding at its title', () => {
  assert.deepEqual(said(`${HEAD}${TABLE}【名词解释】\n${CARE}行政运行（项）：反映行政单位的基本支出。\n`), ['unexplained-term 名词解释']);
  const [{ message }] = analyse(`${HEAD}${TABLE}【名词解释】\n${CARE}行政运行（项）：反映行政单位的基本支出。\n`).findings;
  assert.match(message, /2101504 信息化建设、2101506 医疗保障经办事务/);
});

test('a name anywhere in the chapter, or a shorter form of it, explains', () => {
  const chapter = `【名词解释】\n${CARE}行政运行（项）：反映行政单位的基本支出，不含信息化建设。\n（三）经办事务（项）：指经办支出。\n`;
  assert.deepEqual(said(HEAD + TABLE + chapter), []);
});

test('without any account explained, or without a table of items, nothing is asked for', () => {
  assert.deepEqual(said(`${HEAD}${TABLE}【名词解释】\n财政拨款收入：指财政当年拨付的资金。\n`), []);
  assert.deepEqual(said(`${HEAD}【名词解释】\n${CARE}行政运行（项）：反映基本支出。\n`), []);
  assert.deepEqual(
    said(`${HEAD}【收入支出决算总表】\n支出：\n九、卫生健康支出  14.00\n\n【名词解释】\n${CARE}事业运行（项）：反映基本支出。\n`),
    [],
  );
});

test('the quick fix appends explanations that were read in print', () => {
  const text = `${HEAD}${TABLE}【名词解释】\n${CARE}行政运行（项）：反映行政单位的基本支出。\n信息化建设（项）：反映信息化支出。\n`;
  const explanation = builtInCatalogue().find('2101506')!.explanation!;
  assert.equal(mended(text, 'unexplained-term'), `${text.trimEnd()}\n${CARE}医疗保障经办事务（项）：${explanation}\n`);
});

test('explained accounts without a figure, each on its line; the quick fix deletes it', () => {
  const used = `${CARE}\n行政运行（项）：甲。\n信息化建设（项）：乙。\n医疗保障经办事务（项）：丙。\n`;
  const text = `${HEAD}${TABLE}【名词解释】\n${used}事业运行（项）：丁。\n`;
  assert.deepEqual(said(text), ['unused-term 事业运行（项）']);
  assert.equal(mended(text, 'unused-term'), `${HEAD}${TABLE}【名词解释】\n${used}`);
  assert.deepEqual(said(`${HEAD}${TABLE}【名词解释】\n${used}行政运行（项）、事业运行（项）：丁。\n`), [], 'one of the two has figures');
  assert.deepEqual(said(`${HEAD}${TABLE}【名词解释】\n${used}一般行政管理事务：丁。\n行政运行：戊。\n`), ['unused-term 一般行政管理事务']);
});

test('while a row cannot be read, no account is called unused', () => {
  const damaged = TABLE.replace('5.00', '#REF!');
  const chapter = `【名词解释】\n${CARE}\n行政运行（项）：甲。\n信息化建设（项）：乙。\n医疗保障经办事务（项）：丙。\n事业运行（项）：丁。\n`;
  assert.deepEqual(
    said(HEAD + damaged.replace('2101501', '21015XX') + chapter).filter((one) => one.startsWith('unused')),
    [],
  );
});

test('a name that its account bore in earlier years is told once', () => {
  const chapter = '【名词解释】\n社会保障和就业支出（类）行政事业单位离退休（款）机关事业单位基本养老保险缴费支出（项）：指缴费。\n';
  const names = (year: number) =>
    analyse(HEAD.replace('2023', `${year}`) + chapter).findings.filter(({ code }) => code === 'account-name-mismatch').length;
  assert.deepEqual([names(2019), names(2020), names(2023)], [0, 1, 1]);
});

test('a foreign name is one finding with all its places, whatever its spelling', () => {
  const text = `${DISTRICT}【名词解释】\n教育支出（类）教育管理事务（款）\n行政运行（项）：指滨河县教育体育局机关基本支出。\n一般行政管理事务（项）：指滨河县教体局用于专项的支出。\n`;
  const findings = analyse(text).findings.filter(({ code }) => code === 'foreign-unit');
  assert.equal(findings.length, 1);
  assert.deepEqual(
    findings[0].related!.map(({ message }) => message),
    ['滨河县教体局'],
  );
});

test('departments above and below that the document names may state figures', () => {
  const text = `${DISTRICT}【概况】\n下属单位：滨河县实验学校。\n\n【情况说明】\n滨河县实验学校2023年度收入总计5.00万元。\n`;
  assert.deepEqual(said(text), []);
  assert.deepEqual(said(text.replace('下属单位：滨河县实验学校。', '无下属单位。')), ['foreign-unit 滨河县实验学校']);
});

test('another institution above an official table', () => {
  const table = (name: string, overview = '无。') =>
    said(
      `${DISTRICT}【概况】\n${overview}\n\n【支出决算表】\n部门：${name}\t2023年度\t金额单位：万元\n列：  基本支出\n2050101  行政运行  5.00\n`,
    );
  assert.deepEqual(table('滨河县卫生健康局'), ['foreign-unit 滨河县卫生健康局']);
  assert.deepEqual(table('临江市教育局'), []);
  assert.deepEqual(table('临江市教育局（本级）'), []);
  assert.deepEqual(table('临江市人民政府', '临江市教育局是临江市人民政府工作部门。'), []);
});

test('another institution is above no official table where the form set has no such table', () => {
  const text = `${DISTRICT}【收入支出决算总表】\n部门：滨河县卫生健康局\n`;
  const session = service.createSession();
  const document = service.createDocument(URI, 1, text);
  const codes = ({ findings }: Analysis): string[] => findings.map(({ code }) => code).filter((code) => CODES.has(code));
  assert.deepEqual(codes(session.analyse(document)), ['foreign-unit']);
  const range = { start: { line: 3, character: 3 }, end: { line: 3, character: 10 } };
  assert.deepEqual(codes(session.analyse(document.apply([{ range, text: '湖北省部门预算' }], 2))), []);
});

test('本部门 and 本单位 in one text are one hint, where the form set says otherwise', () => {
  const text = `${HEAD}【情况说明】\n本单位收入较多。\n本部门支出较多。\n本部门人员较多。\n`;
  assert.deepEqual(said(text), ['kind-wording 本部门']);
  assert.deepEqual(said(text.replace('江西省单位决算', '湖北省部门决算')), ['kind-wording 本单位']);
  assert.deepEqual(said(text.replaceAll('本部门', '本单位')), []);
});

test('the quick fixes write the right year in the script of the author, and the right kind', () => {
  const fixed = (line: string, code: string) => mended(`${HEAD}【情况说明】\n${line}\n`, code).split('\n').at(-2);
  assert.equal(fixed('二、二〇二二年度单位决算情况说明', 'suspect-year'), '二、二〇二三年度单位决算情况说明');
  assert.equal(fixed('与２０２１年度相比，收入增加5.00万元。', 'suspect-year'), '与2022年度相比，收入增加5.00万元。');
  assert.equal(fixed('一、2023年度部门预算情况说明', 'kind-wording'), '一、2023年度部门决算情况说明');
});

test('the same year wrong several times in a paragraph is one finding that mends all', () => {
  const text = `${HEAD}【情况说明】\n本单位2022年度收入总计5.00万元。本单位2022年度支出总计5.00万元。\n`;
  assert.equal(analyse(text).findings.filter(({ code }) => code === 'suspect-year').length, 1);
  assert.ok(!mended(text, 'suspect-year').includes('2022'));
});

test('the year that was pasted from above a table', () => {
  const table = (caption: string) => said(`${HEAD}【支出决算表】\n${caption}\n列：  基本支出\n2101501  行政运行  5.00\n`);
  assert.deepEqual(table('单位：某中心\t2022年度\t金额单位：万元'), ['suspect-year 2022']);
  assert.deepEqual(table('单位：某中心    2022 年度    金额单位：万元'), ['suspect-year 2022']);
  assert.deepEqual(table('单位：某中心\t2023年度\t金额单位：万元'), []);
  assert.deepEqual(said(`${HEAD}【表格】\n列：项目  2021年  2022年  2023年\n甲  1  2  3\n`), []);
  assert.deepEqual(said(`${HEAD}【项目支出绩效自评表：甲】\n（2022年度）\n主管部门：某局\n`), ['suspect-year 2022']);
});

test('a chapter is what its printed title says: years of an annex are its own, those of a contents page the disclosure’s', () => {
  const text = '一、2021年度部门决算情况说明\n2021年度收入总计5.00万元。\n';
  assert.deepEqual(said(`${HEAD}【附件】\n${text}`), []);
  assert.deepEqual(said(`${HEAD}【第五部分　附件】\n${text}`), []);
  assert.deepEqual(said(`${HEAD}【第六部分：附件】\n${text}`), []);
  assert.deepEqual(said(`${HEAD}【第一部分　目录】\n第二部分 2021年度部门决算情况说明\n`), ['suspect-year 2021']);
});

test('a bracket may be closed some paragraphs below', () => {
  assert.deepEqual(said(`${HEAD}【情况说明】\n按下列原则办理（\n一是公开；\n二是透明）。\n`), []);
  assert.deepEqual(said(`${HEAD}【情况说明】\n按下列原则办理（\n${'一是公开；\n'.repeat(20)}二是透明）。\n`), [
    'unbalanced-brackets （',
    'unbalanced-brackets ）',
  ]);
});

test('telephones in forms are read in fields and rows of telephones, never in figures', () => {
  const form = '【项目支出绩效自评表：甲】\n主管部门：某局\n填报人：某人 13812345678\n';
  assert.deepEqual(said(HEAD + form), ['personal-data 13812345678']);
  assert.deepEqual(said(`${HEAD}【表格】\n列：  金额\n甲  13812345678\n`), []);
  assert.deepEqual(said(`${HEAD}【表格】\n列：  内容\n联系电话  13812345678\n`), ['personal-data 13812345678']);
});

test('identity numbers by region, day and check digit', () => {
  for (const right of ['11010519491231002X', '１１０１０５１９４９１２３１００２ｘ']) assert.ok(isIdentityNumber(right), right);
  // A wrong check digit, no such region, no such day, nobody's century, too short, a project's code.
  for (const wrong of [
    '110105194912310021',
    '01010519491231002X',
    '11010519491331002X',
    '440524188001010014',
    '1101051949123100',
    '42130324032T00000011',
  ])
    assert.ok(!isIdentityNumber(wrong), wrong);
});

test('nothing is said of explanations as they were published, but of the one that has 决算 for 预算', () => {
  const accounts = builtInCatalogue()
    .all('功能')
    .filter(({ explanation }) => explanation)
    .map(({ name, explanation }) => `${name}（项）：${explanation}`);
  const terms = builtInTerms().map(({ term, explanation }) => `${term}：${explanation}`);
  assert.ok(accounts.length + terms.length > 60);
  assert.deepEqual(said(`${DISTRICT}【名词解释】\n${[...accounts, ...terms].join('\n')}\n`), ['kind-wording 决算']);
});

const samples = globSync('samples/*.budget', { cwd: path.resolve(import.meta.dirname, '../..') }).sort();
const read = (file: string): string => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8');

/** How many paragraphs and titles of each sample name its year where only the disclosure's can stand; counted by reading. */
const STATED: Readonly<Record<string, number>> = {
  ezhou: 28,
  'jingdezhen-medical-insurance-2023': 11,
  'jingdezhen-medical-insurance-bureau': 21,
  nanchang: 10,
  zengdu: 7,
};

for (const [name, stated] of Object.entries(STATED))
  test(`${name}: under next year’s head every title and statement of the old year is told`, () => {
    const text = read(samples.find((file) => file.includes(`/${name}`))!);
    const next = text.replace(/^年度：(\d+)/m, (_, year) => `年度：${Number(year) + 1}`);
    assert.equal(analyse(next).findings.filter(({ code }) => code === 'suspect-year').length, stated);
  });

const WORDS = [
  '2022年度',
  '2023年',
  '二〇二一年',
  '本单位',
  '本部门',
  '临江市教育局',
  '滨河县卫生健康局',
  '收入总计',
  '5.00万元',
  '无',
  '没有',
  '政府性基金',
  '公务接待费',
  '支出',
  '。',
  '，',
  '；',
  '：',
  '（',
  '）',
  '《',
  '》',
  '“',
  '”',
  '\n',
  '\t',
  '　',
  ' ',
  '与',
  '相比',
  '增加',
  '一、',
  '（一）',
  '# ',
  '【名词解释】\n',
  '【情况说明】\n',
  '【概况】\n',
  '【支出决算表】\n',
  '【国有资产占用情况表】\n',
  '注：',
  '｜',
  '行政运行（项）',
  '卫生健康支出（类）',
  '：反映',
  '2101501  行政运行  5.00\n',
  '实有人数13人，其中',
  '在职人员12人',
  '退休人员2人',
  '共有车辆3辆，其中：',
  '其他用车1辆',
  '13812345678',
  '11010519491231002X',
  '预算',
  '决算',
  '情况说明',
  '{年度}',
  '{',
  '}',
  '// 忽略',
  '\ud840',
  '目标目标',
] as const;

const placesOf = (finding: Finding) => [
  finding.place,
  ...(finding.related ?? []).map(({ place }) => place),
  ...(finding.fixes ?? []).flatMap(({ edits }) => edits.map(({ place }) => place)),
];

test('no text throws, and every place lies within its section', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }), fc.constantFrom(HEAD, DISTRICT, ''), (words, head) => {
      const { findings, document } = analyse(head + words.join(''));
      for (const finding of findings)
        for (const { section, start, end } of placesOf(finding)) {
          const { text } = document.sectionOf(section)!.tree;
          assert.ok(0 <= start && start <= end && end <= text.length, `${finding.code} ${start}–${end} of ${text.length}`);
        }
      found += findings.filter(({ code }) => CODES.has(code)).length;
    }),
    { numRuns: 1500, seed: 20231130 },
  );
  assert.ok(found > 200, `${found} findings prove little`);
});

test('a stretch of the folded text leads back to what was typed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }), (words) => {
      for (const section of analyse(`${HEAD}【情况说明】\n${words.join('')}`).document.sections)
        for (const passage of passagesOf(section)) {
          const { text } = passage.reading;
          const middle = text.length >> 1;
          const { start, end } = spanIn(passage, middle, text.length);
          assert.equal(squeeze(section.tree.text.slice(start, end)), text.slice(middle));
        }
    }),
    { numRuns: 500 },
  );
});
