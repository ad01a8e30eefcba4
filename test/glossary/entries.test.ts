import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSection } from 'budget-grammar';
import fc from 'fast-check';
import { parseEntries, termsOf } from '../../server/src/glossary/entries.ts';
import { isOnlySegments, segmentsOf } from '../../server/src/glossary/path.ts';

const read = (body: string) => {
  const text = `【名词解释】\n${body}`;
  const entries = parseEntries(parseSection(text, 'text', () => false));
  for (const { term, termSpan, explanation, explanationSpan } of entries) {
    assert.equal(text.slice(termSpan.start, termSpan.end), term);
    assert.equal(text.slice(explanationSpan.start, explanationSpan.end), explanation);
  }
  return entries;
};

/** Entries as `line word = 类 > 款 > 项`. */
const shown = (body: string) =>
  read(body).map(({ line, term, path, code }) => {
    const where = path ? ` = ${path.map((segment) => segment.name).join(' > ')}` : '';
    return `${line} ${term}${where}${code ? ` #${code}` : ''}`;
  });

test('a word ends at its first colon outside quotes and brackets', () => {
  assert.deepEqual(shown('一、财政拨款：指本级财政当年拨付的资金。'), ['1 财政拨款']);
  assert.deepEqual(shown('（一）“三公”经费: 是指：三项。'), ['1 “三公”经费']);
  assert.deepEqual(shown('财政拨款（补助：本级）收入：指资金。'), ['1 财政拨款（补助：本级）收入']);
  assert.deepEqual(shown('“三公：经费”：指三项。'), ['1 “三公：经费”']);
  assert.deepEqual(shown('因公出国（境)费：反映旅费。'), ['1 因公出国（境)费'], 'brackets of mixed width match');
  assert.deepEqual(shown('“三公经费：指三项。'), ['1 “三公经费'], 'a quote that is never closed does not hide the colon');
});

test('prose is no entry', () => {
  assert.deepEqual(shown('（注：以下名词按本部门口径解释。）'), []);
  assert.deepEqual(shown('以下为解释。例如：基本支出。'), []);
  assert.deepEqual(shown('无'), []);
  assert.deepEqual(shown('：没有词'), []);
  assert.deepEqual(shown('网址见 http://example.gov.cn'), []);
  assert.deepEqual(shown('一、收入科目'), []);
});

test('an explanation may hold figures that stand for others', () => {
  const [entry] = read('基本支出：{支出决算表.合计}万元。');
  assert.equal(entry.explanation, '{支出决算表.合计}万元。');
});

test('an account path is cut at its levels, and a name may hold brackets', () => {
  assert.deepEqual(shown('卫生健康支出（类）医疗保障管理事务（款）信息化建设（项）：反映支出。'), [
    '1 卫生健康支出（类）医疗保障管理事务（款）信息化建设（项） = 卫生健康支出 > 医疗保障管理事务 > 信息化建设',
  ]);
  assert.deepEqual(shown('一般公共服务支出(类) 政府办公厅（室）及相关机构事务(款)：反映支出。'), [
    '1 一般公共服务支出(类) 政府办公厅（室）及相关机构事务(款) = 一般公共服务支出 > 政府办公厅（室）及相关机构事务',
  ]);
});

test('headings above complete a lone item, until a heading of their level', () => {
  assert.deepEqual(
    shown(
      [
        '二、支出科目',
        '（一）卫生健康支出（类）',
        '1、医疗保障管理事务（款）',
        '行政运行（项）：指基本支出。',
        '2、行政事业单位医疗（款）',
        '行政单位医疗（项）：指保险费。',
        '（二）住房保障支出（类）住房改革支出（款）购房补贴（项）：指补贴。',
        '提租补贴（项）：指补贴。',
        '三、其他',
        '行政运行（项）：不知何款。',
      ].join('\n'),
    ),
    [
      '4 行政运行（项） = 卫生健康支出 > 医疗保障管理事务 > 行政运行',
      '6 行政单位医疗（项） = 卫生健康支出 > 行政事业单位医疗 > 行政单位医疗',
      '7 住房保障支出（类）住房改革支出（款）购房补贴（项） = 住房保障支出 > 住房改革支出 > 购房补贴',
      '8 提租补贴（项） = 住房保障支出 > 住房改革支出 > 提租补贴',
      '10 行政运行（项） = 行政运行',
    ],
  );
});

test('an entry of a 款 leads the items below it, a plain line of a path does too', () => {
  assert.deepEqual(shown('五、卫生健康支出（类）行政事业单位医疗（款）：反映医疗。\n行政单位医疗（项）：反映保险费。'), [
    '1 卫生健康支出（类）行政事业单位医疗（款） = 卫生健康支出 > 行政事业单位医疗',
    '2 行政单位医疗（项） = 卫生健康支出 > 行政事业单位医疗 > 行政单位医疗',
  ]);
  assert.deepEqual(shown('卫生健康支出（类）行政事业单位医疗（款）\n行政单位医疗（项）：反映保险费。'), [
    '2 行政单位医疗（项） = 卫生健康支出 > 行政事业单位医疗 > 行政单位医疗',
  ]);
});

test('two items before one colon are two entries of one explanation', () => {
  const entries = read('卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）、事业单位医疗（项）：反映保险费。');
  assert.deepEqual(
    entries.map(({ term, path, explanation }) => [term, path!.map((segment) => segment.name).join(' > '), explanation]),
    [
      ['卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）', '卫生健康支出 > 行政事业单位医疗 > 行政单位医疗', '反映保险费。'],
      ['事业单位医疗（项）', '卫生健康支出 > 行政事业单位医疗 > 事业单位医疗', '反映保险费。'],
    ],
  );
});

test('a code beside the word is kept', () => {
  assert.deepEqual(shown('行政运行（2130501）：反映基本支出。'), ['1 行政运行（2130501） #2130501']);
  assert.deepEqual(shown('2130501 行政运行：反映基本支出。'), ['1 2130501 行政运行 #2130501']);
});

test('entries are terms; a path is found by its last name too', () => {
  assert.deepEqual(
    termsOf(read('卫生健康支出（类）信息化建设（项）：甲。\n基本支出：乙。')).map(({ term }) => term),
    ['卫生健康支出（类）信息化建设（项）', '信息化建设', '基本支出'],
  );
});

test('only what is nothing but a path leads like a heading', () => {
  const only = (text: string) => isOnlySegments(text, segmentsOf(text, 0), 0);
  assert.equal(only('卫生健康支出（类）行政事业单位医疗（款）'), true);
  assert.equal(only('卫生健康支出（类）10万元'), false);
  assert.equal(only('卫生健康支出'), false);
});

test('any text gives entries whose spans hold', () => {
  const letter = fc.constantFrom(
    '一、',
    '（一）',
    '1.',
    '# ',
    '（类）',
    '（款）',
    '（项）',
    '、',
    '：',
    ':',
    '“',
    '”',
    '（',
    '）',
    '甲',
    '乙',
    '。',
    '\n',
    '{',
    '}',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 40 }), (letters) => {
      for (const entry of read(letters.join(''))) assert.ok(entry.term !== '' && entry.path?.length !== 0);
    }),
    { numRuns: 500 },
  );
});
