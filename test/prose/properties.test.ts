/** What holds of reading whatever is typed, and of what is found when a right figure is changed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { ProseChecker } from '../../server/src/checks/prose/prose.ts';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import type { Place } from '../../server/src/disclosure/place.ts';
import lexicon from '../../server/src/prose/data/lexicon.json' with { type: 'json' };
import { readingSettings, TextReader, tokenizerOf } from '../../server/src/prose/reading/reader.ts';
import type { StatedFigure, Statement } from '../../server/src/prose/statements.ts';
import { generateDisclosure } from '../bench/generate.ts';
import { analyse, service, URI } from '../service/kit.ts';
import { corpus } from './corpus.ts';

const catalogue = builtInCatalogue();
const HEAD = '单位：某中心\n年度：2022\n文种：决算\n版式：部门决算\n\n【情况说明】\n';

const figuresOf = (statement: Statement): StatedFigure[] => {
  switch (statement.kind) {
    case 'amount':
      return [statement.figure];
    case 'change':
      return [statement.old, statement.amount, statement.rate].filter((one) => one !== undefined);
    case 'share':
    case 'completion':
      return [statement.rate];
    default:
      return [];
  }
};

describe('any text', () => {
  const words = Object.values(lexicon.words as Readonly<Record<string, readonly string[]>>).flat();
  const names = [
    '本年收入合计',
    '“三公”经费',
    '公务接待费',
    '行政运行',
    '工资福利支出',
    '国内公务接待',
    '共有车辆',
    '项目支出',
    '医疗保障管理事务（款）',
    '（项）',
    '一般公共预算财政拨款',
  ];
  const figures = [
    '12.50万元',
    '1,234.00万元',
    '-3元',
    '5批',
    '35人次',
    '2022年',
    '2021年度',
    '100%',
    '0',
    '99999999999999999999亿元',
    '0.00',
    '1.',
    '.5万元',
    '１２万元',
    '2辆',
  ];
  const marks = [
    '，',
    '。',
    '；',
    '：',
    '（',
    '）',
    '、',
    '\n',
    ' ',
    '{本年收入合计}',
    '{',
    '一、',
    '（一）',
    '# ',
    '｜',
    '\u0001',
    '\u{1f600}',
    '//',
  ];
  const figure = fc.constantFrom(...figures);
  const name = fc.constantFrom(...names);
  const piece = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...marks),
    fc.tuple(name, figure).map((pair) => pair.join('')),
    figure,
    fc.string({ maxLength: 4 }),
  );
  const pieces = fc.array(piece, { maxLength: 60 });
  const tables = corpus().find(({ file }) => file === 'final-in-wan.txt')!.disclosure;

  test('is read, and what is found in it stands in its section', () => {
    let found = 0;
    fc.assert(
      fc.property(pieces, (list) => {
        const { disclosure, cells } = analyse(`${tables}\n【情况说明】\n${list.join('')}\n`);
        const sections = new Map(disclosure.sections.map(({ section }) => [section.id, section.tree.text.length]));
        const within = ({ section, start, end }: Place): boolean => start >= 0 && start <= end && end <= (sections.get(section) ?? -1);
        const checker = new ProseChecker(catalogue);
        const findings = checker.findings(disclosure, cells);
        found += findings.length;
        assert.ok(findings.every(({ place, related = [] }) => within(place) && related.every((one) => within(one.place))));
        for (const figure of checker.statements(disclosure).flat().flatMap(figuresOf)) assert.ok(within(figure.place));
      }),
      { numRuns: 200, seed: 20221201 },
    );
    assert.ok(found > 5, `only ${found} findings: the texts say too little`);
  });

  const repeated = [
    '的',
    '比上年',
    '（',
    '比上年增加',
    '本年支出10万元，',
    '其中：',
    '甲（类）',
    '1',
    '占的',
    '增加（',
    '完成预算',
    '本年支出',
    '本单位',
    '比年初预算',
  ];
  const secondsFor = (text: string): number => {
    const { disclosure } = analyse(HEAD);
    const section = service.createDocument(URI, 1, `${HEAD}${text}\n`).sections.at(-1)!;
    const settings = readingSettings(disclosure.head);
    // What the reader needs, not the parser.
    assert.ok(section.tree.lines.length > 0);
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i++) {
      const tokenizer = tokenizerOf(settings, catalogue);
      const start = process.cpuUsage();
      new TextReader(settings, tokenizer).read(section);
      const { user, system } = process.cpuUsage(start);
      best = Math.min(best, user + system);
    }
    return best / 1e6;
  };

  for (const unit of repeated)
    test(`takes about twice as long at twice the length: ${unit} again and again`, () => {
      const [once, twice] = [16_000, 32_000].map((length) => secondsFor(unit.repeat(length / unit.length)));
      assert.ok(twice < 3.5 * once + 0.05, `${once} s and ${twice} s`);
    });
});

describe('a valid disclosure', () => {
  for (const seed of [1, 2, 3])
    test(`of 700 lines has no error and no warning in its text (seed ${seed})`, () => {
      const { disclosure, cells } = analyse(generateDisclosure(700, seed));
      const checker = new ProseChecker(catalogue);
      const grave = checker.findings(disclosure, cells).filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.ok(checker.statements(disclosure).flat().length > 100);
      assert.deepEqual(
        grave.map(({ message }) => message),
        [],
      );
    });
});

const keyOf = ({ code, message }: Finding): string => `${code} ${message}`;
const isGrave = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';

/** Another leading digit: always more than rounding explains. */
function mistyped(numeral: string): string {
  const at = Math.max(0, numeral.search(/[1-9]/));
  return `${numeral.slice(0, at)}${(Number(numeral[at]) % 9) + 1}${numeral.slice(at + 1)}`;
}

/** Of the figures that are understood those of which a change is found, and those of which it is not. */
function perturbed(text: string): { readonly found: number; readonly missed: readonly string[] } {
  const base = analyse(text);
  const statements = new ProseChecker(catalogue).statements(base.disclosure).flat();
  const figures = new Map(statements.flatMap(figuresOf).map((figure) => [`${figure.place.section}:${figure.place.start}`, figure]));
  const known = new Set(base.findings.map(keyOf));
  const blamed = new Set(base.findings.filter(isGrave).map(({ place }) => `${place.section}:${place.start}`));
  const session = service.createSession();
  const lines = text.split('\n');
  const missed: string[] = [];
  let found = 0;
  for (const [key, { written, place }] of figures) {
    if (blamed.has(key)) continue;
    const { start, end } = base.document.rangeOf(place)!;
    const line = lines[start.line];
    const changed = line.slice(0, start.character) + mistyped(written.text) + line.slice(end.character);
    const { findings } = session.analyse(service.createDocument(URI, 1, lines.with(start.line, changed).join('\n')));
    if (findings.some((finding) => isGrave(finding) && !known.has(keyOf(finding)))) found++;
    else missed.push(`${written.text}${written.unit}: …${line.slice(Math.max(0, start.character - 20), end.character + 4)}`);
  }
  return { found, missed };
}

const sampleText = (name: string): string => readFileSync(new URL(`../../samples/${name}.budget`, import.meta.url), 'utf8');

/**
 * What cannot be known: a percentage of nothing, what fell to nothing by an amount stated once, purchases and counts that no table has,
 * shares of parts whose amounts are not stated. The least share that is found is that of each document.
 */
describe('a figure that is understood and changed by more than its rounding is found', () => {
  for (const [name, text, least] of [
    ['a final account of a unit', sampleText('jingdezhen-medical-insurance-2023-final'), 0.94],
    ['a final account of a department', sampleText('nanchang-honggutan-medical-insurance-bureau-2023-final'), 0.94],
    ['a generated disclosure', generateDisclosure(520, 3), 0.97],
  ] as const)
    test(`${name}: ${least * 100} of a hundred`, () => {
      const { found, missed } = perturbed(text);
      assert.ok(found > 50);
      assert.ok(
        found >= least * (found + missed.length),
        `${missed.length} of ${found + missed.length} are not found:\n${missed.join('\n')}`,
      );
    });

  test('in right sentences of many provinces: 85 of a hundred', () => {
    const right = corpus().filter(({ expected, variation }, i) => expected.length === 0 && variation !== '别的事情' && i % 4 === 0);
    const all = right.map(({ disclosure, heading, sentence }) => perturbed(`${disclosure}\n【情况说明】\n${heading}\n${sentence}\n`));
    const found = all.reduce((sum, one) => sum + one.found, 0);
    const missed = all.flatMap((one) => one.missed);
    assert.ok(found > 60);
    assert.ok(found >= 0.85 * (found + missed.length), `${missed.length} of ${found + missed.length} are not found:\n${missed.join('\n')}`);
  });
});
