/** Whatever is typed, binding and checking give a result, and findings stand within the text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkPerformance } from '../../server/src/checks/performance.ts';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import type { BoundPerformance } from '../../server/src/disclosure/performance/types.ts';
import { bindAll, fixture, jiangxi, mended, otherForms } from './support.ts';

const published = ['jingdezhen-2023.txt', 'ezhou-2022.txt', 'honggutan-2023.txt', 'suizhou-2025.txt'].flatMap((name) =>
  fixture(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('【')),
);
const words = [
  '资金',
  '总分',
  '年度资金总额',
  '分值',
  '得分',
  '产出指标',
  '数量指标',
  '年度指标',
  '实际完成值',
  '执行率',
  '预期目标',
  '列',
  '：',
  '／',
  '｜',
  '\t',
  '  ',
  '≥',
  '5',
  '100',
  '74.78%',
  '—',
  '-',
  '#REF!',
  '"',
  '☑',
  '（20分）',
  '1 0.5',
  '//',
];
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...published) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const document = fc
  .tuple(fc.constantFrom('项目支出绩效自评表', '项目绩效自评表', '项目申报表'), fc.array(line, { maxLength: 30 }))
  .map(([title, lines]) => `【${title}：甲】\n${lines.map((one) => one.replace(/[【】[\]\r\n]/g, '')).join('\n')}`);

const sets = [jiangxi, otherForms()];
const all = (text: string): { forms: BoundPerformance[]; findings: Finding[] }[] =>
  sets.map((set) => {
    const forms = bindAll(text, set);
    return { forms, findings: [...forms.flatMap((bound) => bound.findings), ...checkPerformance(forms)] };
  });

function holdPlaces(text: string, findings: readonly Finding[]): void {
  for (const finding of findings) {
    const places = [
      finding.place,
      ...(finding.related ?? []).map((one) => one.place),
      ...(finding.fixes ?? []).flatMap((fix) => fix.edits.map((edit) => edit.place)),
    ];
    for (const { start, end } of places) assert.ok(start >= 0 && start <= end && end <= text.length, `${finding.code} ${start}–${end}`);
    assert.match(finding.code, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.doesNotMatch(finding.message, /undefined|NaN|\[object/);
  }
}

test('every text is bound and checked, twice alike, with findings within it', () => {
  fc.assert(
    fc.property(document, (text) => {
      const first = all(text);
      for (const { findings } of first) holdPlaces(text, findings);
      assert.deepEqual(
        all(text).map(({ findings }) => findings),
        first.map(({ findings }) => findings),
      );
    }),
    { numRuns: 400 },
  );
});

/** Every line that holds something other than a comment is bound to something, or it is a heading. */
test('no row is dropped', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...published), { maxLength: 30 }), (lines) => {
      const text = `【项目支出绩效自评表：甲】\n${lines.join('\n')}`;
      const [bound] = bindAll(text, jiangxi);
      const rows = [
        ...(bound.funds?.rows ?? []),
        ...bound.blocks.flatMap((block) => block.groups.flatMap((group) => group.indicators)),
        ...bound.grids.flatMap((grid) => grid.rows),
        ...(bound.total ? [bound.total] : []),
      ].map((row) => row.line);
      const said = new Set(bound.findings.map(({ place }) => text.slice(0, place.start).split('\n').length - 1));
      for (const typed of bound.section.tree.lines) {
        if (typed.kind !== 'row') continue;
        const kept = rows.includes(typed.line) || bound.headingLines.includes(typed.line) || said.has(typed.line);
        const group = bound.blocks.some((block) =>
          block.groups.some((one) => one.place.start >= typed.start && one.place.start <= typed.end),
        );
        const field = bound.properties.some((property) => property.key.place.start >= typed.start && property.key.place.start <= typed.end);
        assert.ok(kept || group || field, text.slice(typed.start, typed.end));
      }
    }),
    { numRuns: 200 },
  );
});

const figure = fc.constantFrom('0', '1', '2', '5', '10', '20', '30', '40', '100', '9.5', '33.33', '—', '');
const row = fc
  .tuple(fc.constantFrom('≥2次', '＞10次', '＝100%', '合格'), fc.constantFrom('1', '2', '10', '100'), figure, figure)
  .map(([target, actual, weight, score]) => `指标甲  ${target}  ${actual}  ${weight || '-'}  ${score || '-'}`);
const scored = fc
  .tuple(figure, figure, figure, fc.array(row, { minLength: 1, maxLength: 6 }), figure, figure)
  .map(
    ([base, spent, score, rows, weights, total]) =>
      `【项目支出绩效自评表：甲】\n资金：\n年度资金总额  -  ${base || '-'}  ${spent || '-'}  10  50  ${score || '-'}\n产出指标／数量指标：\n${rows.join('\n')}\n总分  -  -  ${weights || '-'}  ${total || '-'}`,
  );

test('the one right figure of a fix is right: the finding goes, and no more come', () => {
  fc.assert(
    fc.property(scored, (text) => {
      const before = checkPerformance(bindAll(text, jiangxi));
      for (const finding of before.filter((one) => one.fixes?.some((fix) => fix.preferred))) {
        const after = checkPerformance(bindAll(mended(text, finding), jiangxi));
        assert.ok(
          after.every((one) => one.code !== finding.code || one.place.start !== finding.place.start),
          `${finding.message}\n${text}`,
        );
        assert.ok(after.length <= before.length, `${finding.message}\n${text}\n→ ${after.map((one) => one.message).join('\n')}`);
      }
    }),
    { numRuns: 1500 },
  );
});
