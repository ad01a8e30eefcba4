/** A text section read again after each edit states what it would state if it were read afresh, at the same places. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { ProseChecker } from '../../server/src/checks/prose/prose.ts';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import { normalOf } from '../../server/src/prose/reading/normal.ts';
import { readingSettings, TextReader, tokenizerOf } from '../../server/src/prose/reading/reader.ts';
import type { Statement } from '../../server/src/prose/statements.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { generateDisclosure } from '../bench/generate.ts';
import { analyse, service, URI } from '../service/kit.ts';

const HEAD = '单位：甲局\n年度：2023\n版式：江西省单位决算\n种类：决算\n\n【情况说明】\n';
const LINES = [
  '一、收入支出决算总体情况说明',
  '二、财政拨款支出决算情况说明',
  '（一）项目绩效评价情况',
  '（一）“三公”经费支出情况',
  '本单位2023年度财政拨款本年支出年初预算数100万元，决算数90万元，完成年初预算的90%。其中：',
  '（一）教育支出（类）年初预算数60万元，决算数50万元，完成年初预算的83.33%。其中：',
  '1.教育支出（类）普通教育（款）高中教育（项）年初预算数20万元，决算数20万元。',
  '2.教育支出（类）普通教育（款）初中教育（项）年初预算数40万元，决算数30万元。主要原因：学生减少。',
  '（二）卫生健康支出（类）年初预算数40万元，决算数40万元，完成年初预算的100%。',
  '本年支出合计90万元，比上年增加10万元，',
  '增长12.5%。',
  '主要原因：人员增加。',
  '其他收入90万元，比上年增加10万元，增长12.5%。',
  '主要原因：收费增加。',
  '事业收入80万元，比上年减少',
  '  ',
  '10万元，下降11.11%。',
  '涉及一般公共预算支出10万元，占一般公共预算支出的10%。',
  '',
  '　　',
  '// 一句话',
  '<<<<<<< 甲',
];
const PIECES = ['较', '增加', '。', '，', '1', '.', '其中：', '原因', '（', '{', '\n', '\n\n', ' ', '//'];

interface Draw {
  readonly kind: 'put' | 'drop' | 'type' | 'erase';
  /** Where and what: parts of one, so that they fit every text. */
  readonly at: number;
  readonly by: number;
}

const part = fc.nat(9999).map((n) => n / 10000);
const draws = fc.array(fc.record({ kind: fc.constantFrom<Draw['kind']>('put', 'put', 'drop', 'type', 'erase'), at: part, by: part }), {
  minLength: 25,
  maxLength: 25,
});

const oneOf = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)];

/** The edit as an editor sends it. */
function changeOf(text: string, { kind, at, by }: Draw) {
  const lines = text.split('\n');
  const first = HEAD.split('\n').length - 1;
  const line = first + Math.floor(at * (lines.length - first));
  const character = Math.floor(by * (lines[line].length + 1));
  const from = (start: number) => ({ start: { line, character: start }, end: { line, character: start } });
  if (kind === 'put') return { range: from(0), text: `${oneOf(LINES, by)}\n` };
  if (kind === 'type') return { range: from(character), text: oneOf(PIECES, at * 31 - Math.floor(at * 31)) };
  const start = { line, character: kind === 'drop' ? 0 : character };
  const end =
    line + 1 < lines.length && kind === 'drop'
      ? { line: line + 1, character: 0 }
      : { line, character: Math.min(lines[line].length, character + 2) };
  return { range: { start, end }, text: '' };
}

/** Statements as their readers see them. */
const seen = (statements: readonly Statement[]): unknown =>
  JSON.parse(JSON.stringify(statements, (key, value) => (key === 'place' ? [value.start, value.end] : value)));

test('a text is cut into the same words whether or not an earlier version is known', () => {
  const pieces = [
    '本年支出',
    '1',
    '12',
    '1,234.50',
    '万元',
    '，',
    ',',
    '。',
    '；',
    '约',
    '增加',
    '教育支出（类）',
    '普通教育（款）',
    '高中教育（项）',
    '2023年',
    '-',
    '%',
    '甲',
    '（',
    '万',
    '左右',
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((list) => list.join(''));
  const settings = readingSettings(analyse(HEAD).disclosure.head);
  const tokenizer = tokenizerOf(settings, builtInCatalogue());
  fc.assert(
    fc.property(text, text, text, text, (front, old, now, behind) => {
      const [before, after] = [front + old + behind, front + now + behind].map((one) => normalOf(one).text);
      assert.deepEqual(tokenizer.tokens(after, { text: before, tokens: tokenizer.tokens(before) }), tokenizer.tokens(after));
    }),
    { numRuns: Number(process.env.RUNS ?? 2000), seed: 20241128 },
  );
});

test('a text read again after each edit states what it states afresh', () => {
  const catalogue = builtInCatalogue();
  let stated = 0;
  fc.assert(
    fc.property(draws, (list) => {
      let document = service.createDocument(URI, 1, `${HEAD}${LINES.slice(0, 18).join('\n')}\n`);
      const settings = readingSettings(analyse(HEAD).disclosure.head);
      const tokenizer = tokenizerOf(settings, catalogue);
      const readers = new Map<number, TextReader>();
      for (const [i, draw] of list.entries()) {
        document = document.apply([changeOf(document.text, draw)], i + 2);
        const section = document.sections.at(-1)!;
        const reader = readers.get(section.id) ?? new TextReader(settings, tokenizer);
        readers.set(section.id, reader);
        const now = reader.read(section);
        stated += now.length;
        assert.deepEqual(seen(now), seen(new TextReader(settings, tokenizer).read(section)), `after ${draw.kind} (${i + 1})`);
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 40), seed: 20241128 },
  );
  assert.ok(stated > 1000, `only ${stated} statements: the texts say too little`);
});

describe('what is held of the sentences of an open document', () => {
  const ELEMENTS = '【情况说明要素表】\n列：  上年数  本年数\n本年支出合计  80.00  90.00\n';
  const source = generateDisclosure(100);
  const accounts = [...builtInCatalogue().all()]
    .filter(({ name, dimension }) => dimension === '功能' && !source.includes(name))
    .map(({ name }) => `${name}支出`);
  const [OTHER] = accounts;
  const lines = source.replace('【情况说明】\n', `${ELEMENTS}\n【情况说明】\n\n\n${OTHER}9万元。\n`).split('\n');
  const SENTENCE = lines.indexOf('【情况说明】') + 1;
  const ROW = lines.findIndex((line) => /^\d{7}.*\d\.\d\d$/.test(line));

  /** A line speaks of one account after the other, now and then of one that another line speaks of, and a figure of a table is another one. */
  function* versions(times: number) {
    let document = service.createDocument(URI, 1, lines.join('\n'));
    const replace = (line: number, text: string): void => {
      const end = { line, character: document.text.split('\n')[line].length };
      document = document.apply([{ range: { start: { line, character: 0 }, end }, text }], document.version + 1);
    };
    for (let i = 0; i < times; i++) {
      const names = [accounts[i % accounts.length], i % 7 === 3 ? OTHER : accounts[Math.floor(i / 7)]];
      replace(SENTENCE, `${names.map((name) => `${name}${i % 3}万元，比上年增加1万元`).join('；')}；${names[0]}1万元。`);
      if (i % 5 === 0) replace(ROW, lines[ROW].replace(/\d$/, `${i % 10}`));
      yield document;
    }
  }

  const seenOf = (findings: readonly Finding[]): unknown => findings.map(({ message, place }) => [message, place.start, place.end]);

  test('does not grow with the edits, and no finding is another one for it', () => {
    const session = service.createSession();
    const kept = new ProseChecker(builtInCatalogue());
    let [first, most, edits] = [0, 0, 0];
    for (const document of versions(1500)) {
      const { disclosure, cells } = session.analyse(document);
      const now = kept.findings(disclosure, cells);
      const { held } = kept.understood(disclosure, cells)!.ledger;
      first ||= held;
      most = Math.max(most, held);
      if (edits++ % 7 === 3) assert.deepEqual(seenOf(now), seenOf(new ProseChecker(builtInCatalogue()).findings(disclosure, cells)));
    }
    assert.ok(most > 1.5 * first, 'nothing was let go');
    assert.ok(most < 2 * first + 1000, `${first} were held, then ${most}`);
  });
});

describe('sentences of an open document', () => {
  const text = generateDisclosure(500);
  const lineThat = (found: (line: string) => boolean): number => text.split('\n').findIndex(found);
  const put = (line: number, lines: string) => ({ range: { start: { line, character: 0 }, end: { line, character: 0 } }, text: lines });
  const drop = (line: number) => ({ range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, text: '' });

  /** Types one after the other, and expects each time what is found afresh. Answers how many findings there were. */
  function typed(...changes: readonly ReturnType<typeof put>[]): number[] {
    const session = service.createSession();
    let document = service.createDocument(URI, 1, text);
    const messages = ({ findings }: Analysis) => findings.map(({ message }) => message);
    const counts = [session.analyse(document).findings.length];
    for (const change of changes) {
      document = document.apply([change], document.version + 1);
      const now = messages(session.analyse(document));
      assert.deepEqual(now, messages(service.createSession().analyse(service.createDocument(URI, 1, document.text))));
      counts.push(now.length);
    }
    return counts;
  }

  test('are held against a 情况说明要素表 as soon as there is one', () => {
    const [before, after] = typed(
      put(
        lineThat((line) => line === '【情况说明】'),
        '【情况说明要素表】\n列：  上年数  年初预算数\n本年支出合计  6.00\n财政拨款支出  -  8.00\n',
      ),
    );
    assert.ok(after > before);
  });

  test('are held against the figures of now when they come back', () => {
    const sentence = lineThat((line) => line.startsWith('（三）公务接待费'));
    const row = lineThat((line) => line.startsWith('5.国内公务接待批次'));
    const [line, figure] = [text.split('\n')[sentence], text.split('\n')[row]];
    const other = figure.replace(/\d(?=\D*$)/, (digit) => `${(Number(digit) + 1) % 10}`);
    const [, , without, within] = typed(drop(sentence), { ...drop(row), text: `${other}\n` }, put(sentence, `${line}\n`));
    assert.ok(within > without);
  });
});
