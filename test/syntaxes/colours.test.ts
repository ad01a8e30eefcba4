/** What the TextMate grammar makes of each construct of the language. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type Token, tokenize } from './tokenize.ts';

/** The kind of a token: the first two or three words of its innermost scope that is no `meta`. */
const kindOf = ({ scopes }: Token): string => {
  const own = scopes.filter((scope) => !scope.startsWith('meta.'));
  return (own.at(-1) ?? '').replace(/\.budget$/, '');
};

/** The last line's tokens as `kind(text)`; plain text without kind stands bare. */
function coloursOf(...lines: string[]): string[] {
  const tokens = tokenize(lines.join('\n')).at(-1) ?? [];
  return tokens.map((token) => (kindOf(token) === '' ? token.text.trim() : `${kindOf(token)}(${token.text.trim()})`));
}

const sheet = '【收入决算表】';
const text = '【情况说明】';

test('a property of the head, full width or half', () => {
  for (const colon of ['：', ':'])
    assert.deepEqual(coloursOf(`年度${colon}2023`), ['variable.other.property(年度)', `punctuation.separator.key-value(${colon})`, '2023']);
});

test('a header with a parameter, full width or half', () => {
  assert.deepEqual(coloursOf('【项目支出绩效自评表：信息化（2023）】'), [
    'punctuation.definition.heading.begin(【)',
    'entity.name.section(项目支出绩效自评表)',
    'punctuation.separator.parameter(：)',
    'string.unquoted.parameter(信息化（2023）)',
    'punctuation.definition.heading.end(】)',
  ]);
  assert.deepEqual(coloursOf('[收入决算表]').at(1), 'entity.name.section(收入决算表)');
  assert.deepEqual(coloursOf('【收入决算表').at(1), 'entity.name.section(收入决算表)');
});

test('the ground follows from the title', () => {
  const groundOf = (title: string): string => tokenize(`${title}\n甲`)[1][0].scopes[0];
  for (const title of [
    '【收入决算表】',
    '【公开02表】',
    '【附表4-2】',
    '【表三】',
    '【支出决算表（分科目）】',
    '【表格：评分】',
    '[收入决算表]',
    '【收入决算表',
  ])
    assert.equal(groundOf(title), 'meta.section.sheet.budget', title);
  for (const title of ['【概况】', '【情况说明：说明表】', '【续】', '【名词解释】'])
    assert.equal(groundOf(title), 'meta.section.text.budget', title);
  assert.equal(tokenize(`${sheet}\n\n注：甲\n\n${text}\n甲`)[5][0].scopes[0], 'meta.section.text.budget');
});

test('a blank line ends no colour and begins none', () => {
  assert.deepEqual(coloursOf(sheet, '合计  1.00', '', text).at(1), 'entity.name.section(情况说明)');
});

test('a title that begins with a year is no amount', () => {
  assert.deepEqual(coloursOf(sheet, '科目编码\t2023年预算数\t2024年预算数'), ['科目编码\t2023年预算数\t2024年预算数']);
});

test('rows: account, label and amounts', () => {
  assert.deepEqual(coloursOf(sheet, '2080101  行政运行  183.26  1，064.50  （3.00）'), [
    'variable.other.constant.account(2080101)',
    '行政运行',
    'constant.numeric.amount(183.26)',
    'constant.numeric.amount(1，064.50)',
    'constant.numeric.amount(（3.00）)',
  ]);
  assert.deepEqual(coloursOf(sheet, '２０８０１０１　行政运行　１８３．２６'), [
    'variable.other.constant.account(２０８０１０１)',
    '行政运行',
    'constant.numeric.amount(１８３．２６)',
  ]);
  assert.deepEqual(coloursOf(sheet, '\t4\t\t四、公共安全支出\t35'), [
    'constant.numeric.amount(4)',
    '四、公共安全支出',
    'constant.numeric.amount(35)',
  ]);
  assert.deepEqual(coloursOf(sheet, '合计  487.26'), ['合计', 'constant.numeric.amount(487.26)']);
});

test('rows: signs for nothing applies, units, damage, quotes, comments', () => {
  assert.deepEqual(coloursOf(sheet, '其中：外事接待费  ——  —  /'), [
    '其中：外事接待费',
    'constant.language.nothing(——)',
    'constant.language.nothing(—)',
    'constant.language.nothing(/)',
  ]);
  assert.deepEqual(coloursOf(sheet, '批次  5批  74.78%'), [
    '批次',
    'constant.numeric.amount(5)',
    'keyword.other.unit(批)',
    'constant.numeric.amount(74.78%)',
  ]);
  assert.deepEqual(coloursOf(sheet, '其他  #REF!  1.2E+05  064.50'), [
    '其他',
    'invalid.illegal.amount(#REF!)',
    'invalid.illegal.amount(1.2E+05)',
    'invalid.illegal.amount(064.50)',
  ]);
  assert.deepEqual(coloursOf(sheet, '"总  计 ""甲"""  5.00  // 待核'), [
    'string.quoted.double(")',
    'string.quoted.double(总  计)',
    'constant.character.escape("")',
    'string.quoted.double(甲)',
    'constant.character.escape("")',
    'string.quoted.double(")',
    'constant.numeric.amount(5.00)',
    'punctuation.definition.comment(//)',
    'comment.line.double-slash(待核)',
  ]);
});

test('columns, groups and continuations', () => {
  assert.deepEqual(coloursOf(sheet, '列：  预算数／小计  执行率(B/A)'), [
    'keyword.control.columns(列)',
    'punctuation.separator.key-value(：)',
    'variable.parameter.column(预算数)',
    'punctuation.separator.path(／)',
    'variable.parameter.column(小计)',
    'variable.parameter.column(执行率(B/A))',
  ]);
  assert.deepEqual(coloursOf(sheet, '产出指标／数量指标：'), [
    'entity.name.type.group(产出指标／数量指标)',
    'punctuation.separator.key-value(：)',
  ]);
  assert.deepEqual(coloursOf(sheet, '注：甲', '｜2.乙 // 丙'), [
    'keyword.operator.continuation(｜)',
    '2.乙',
    'punctuation.definition.comment(//)',
    'comment.line.double-slash(丙)',
  ]);
});

test('a comment needs a blank before it', () => {
  assert.deepEqual(coloursOf(text, '网址见 http://www.example.cn'), ['网址见 http://www.example.cn']);
  assert.deepEqual(coloursOf(text, '甲 // 忽略 wrong-ratio：按调整预算').slice(1, 5), [
    'punctuation.definition.comment(//)',
    'keyword.other.directive(忽略)',
    'constant.other.code(wrong-ratio)',
    'comment.line.double-slash(：按调整预算)',
  ]);
});

test('text: headings, numbered paragraphs, references and inserts', () => {
  assert.deepEqual(coloursOf(text, '一、收入决算情况说明'), [
    'punctuation.definition.heading(一、)',
    'entity.name.section(收入决算情况说明)',
  ]);
  assert.deepEqual(coloursOf(text, '（一）绩效管理工作开展情况。').at(0), 'punctuation.definition.heading(（一）)');
  assert.deepEqual(coloursOf(text, '1.完成的任务。'), ['punctuation.definition.list(1.)', '完成的任务。']);
  assert.deepEqual(coloursOf(text, '（一）支出5.00万元，其中：').at(0), 'punctuation.definition.list(（一）)');
  assert.deepEqual(coloursOf(text, '1.07万元'), ['1.07万元']);
  assert.deepEqual(coloursOf(text, '## 小结'), ['punctuation.definition.heading(##)', 'entity.name.section(小结)']);
  assert.deepEqual(coloursOf(text, '共{增减(收入决算表.合计)}，{{不是}}'), [
    '共',
    'punctuation.section.embedded.begin({)',
    'support.function(增减)',
    '(',
    'variable.other.reference(收入决算表)',
    'punctuation.accessor(.)',
    'variable.other.reference(合计)',
    ')',
    'punctuation.section.embedded.end(})',
    '，',
    'constant.character.escape({{)',
    '不是',
    'constant.character.escape(}})',
  ]);
  assert.deepEqual(coloursOf(text, '{图1：收入结构}').at(1), 'keyword.control.insert(图1)');
});

test('every header and every account of the sample has its colour', () => {
  const file = path.resolve(import.meta.dirname, '../../samples/jingdezhen-medical-insurance-2023-final.budget');
  const source = readFileSync(file, 'utf8');
  const lines = source.split('\n');
  const tokens = tokenize(source);
  let seen = 0;
  for (const [index, line] of lines.entries()) {
    const wanted = line.startsWith('【') ? 'entity.name.section' : /^\d{3,7}\s/.test(line) ? 'variable.other.constant.account' : undefined;
    if (!wanted) continue;
    seen++;
    assert.ok(
      tokens[index].some((token) => kindOf(token) === wanted),
      `line ${index + 1}: ${line}`,
    );
  }
  assert.ok(seen > 100);
});

test('no line takes long, however odd', () => {
  const odd = [' ', '1 ', '甲', '1', '1,', '（', '#', '{', '"', '甲 ', '　', '[', '【', '/', '甲／', '—'].map((piece) =>
    piece.repeat(20_000 / piece.length),
  );
  for (const line of odd)
    for (const before of ['', sheet, text, `${sheet}\n列：`]) {
      const started = performance.now();
      tokenize(`${before}\n${line}`);
      assert.ok(performance.now() - started < 2000, `${JSON.stringify(line.slice(0, 4))}… below ${JSON.stringify(before)}`);
    }
});
