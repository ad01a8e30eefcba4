import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Comparison, compare, readActual, readTarget, type Target } from '../../server/src/disclosure/performance/target.ts';

const shown = (target: Target): string =>
  target.kind === 'words' ? 'words' : `${target.relation ?? ''} ${target.value.toFixed()} ${target.unit}`.trim();

const readings: readonly (readonly [typed: string, reading: string])[] = [
  ['≥2台/套/件', '≥ 2 台/套/件'],
  ['＞100家', '> 100 家'],
  ['＝9.5万元', '= 9.5 万元'],
  ['>=95%', '≥ 95 %'],
  ['≤ 1,800,000 元', '≤ 1800000 元'],
  ['≥ 90 万人', '≥ 90 万人'],
  ['不低于95%', '≥ 95 %'],
  ['不少于10次', '≥ 10 次'],
  ['不超过5%', '≤ 5 %'],
  ['大于等于3个', '≥ 3 个'],
  ['大于3个', '> 3 个'],
  ['小于48小时', '< 48 小时'],
  ['达到90%以上', '≥ 90 %'],
  ['30人以上', '≥ 30 人'],
  ['10次以内', '≤ 10 次'],
  ['100%', '100 %'],
  ['0次', '0 次'],
  ['2023', '2023'],
  ['-3%', '-3 %'],
  ['≥37类', '≥ 37 类'],
  ['不低于上年', 'words'],
  ['合格', 'words'],
  ['年内', 'words'],
  ['%', 'words'],
  ['≥', 'words'],
  ['', 'words'],
  ['5-10次', 'words'],
  ['90%≤X≤100%', 'words'],
  ['2023年12月31日前', 'words'],
  ['≥100人左右', 'words'],
  ['30000余份', 'words'],
  ['不低于10次以内', 'words'],
  ['结算率占比达到60%以上', 'words'],
  ['≥3次，其中现场2次', 'words'],
];

test('a target is a relation, a number and a unit, or words', () => {
  for (const [typed, reading] of readings) assert.equal(shown(readTarget(typed)), reading, typed);
});

const comparisons: readonly (readonly [target: string, actual: string, result: Comparison])[] = [
  // The relation decides, to the last digit.
  ['＞100家', '100', 'missed'],
  ['≥100家', '100', 'met'],
  ['≥2台/套/件', '0', 'missed'],
  ['≤72小时', '48', 'met'],
  ['≤1个月', '0.8', 'met'],
  ['＜48小时', '48', 'missed'],
  ['＝9.5万元', '9.5', 'met'],
  ['＝9.5万元', '9.4', 'missed'],
  ['≥0.1', '0.10', 'met'],
  // The percent sign may be left out.
  ['＝100%', '100', 'met'],
  ['＝100%', '100%', 'met'],
  ['≥95', '98%', 'met'],
  ['≥95%', '94.9', 'missed'],
  ['≥95%', '94.9%', 'missed'],
  // A fraction may be a percentage, and a figure without a unit may be in 元.
  ['≥95%', '0.98', 'unknown'],
  ['≥95%', '0.5', 'missed'],
  ['≥95%', '0', 'missed'],
  ['≥95', '98%', 'met'],
  ['≥2%', '1', 'missed'],
  ['≤1800000元', '1346046.65', 'met'],
  ['≤1800000元', '134.604665万元', 'met'],
  ['≤100万元', '1346046.65', 'missed'],
  ['≤180万元', '1346046.65', 'unknown'],
  ['≤60万元', '65', 'missed'],
  ['≥110万人', '150', 'met'],
  ['≥110万人', '1500000人', 'met'],
  ['≥110万人', '900000人', 'missed'],
  // Units that differ say nothing.
  ['≥5次', '3台', 'unknown'],
  ['≥2台/套/件', '3套', 'met'],
  ['≥2台/套/件', '1件', 'missed'],
  // A bare number is met by its like; of another it says nothing.
  ['0次', '0次', 'met'],
  ['102.7万元', '102.7万元', 'met'],
  ['5次', '4次', 'unknown'],
  ['2023', '基本达成目标', 'unknown'],
  // An actual value may repeat a relation: then it is all that it may be.
  ['≥90%', '≥90%', 'met'],
  ['＞90%', '≥90%', 'unknown'],
  ['≥90%', '＞90%', 'met'],
  ['≥90%', '≥85%', 'unknown'],
  ['≥90%', '＜90%', 'missed'],
  ['≤5%', '≤4%', 'met'],
  ['≤5%', '≥6%', 'missed'],
  ['合格', '合格', 'unknown'],
  ['按时', '100%', 'unknown'],
];

test('an actual value meets a target, misses it, or cannot be told', () => {
  for (const [target, actual, result] of comparisons)
    assert.equal(compare(readTarget(target), readActual(actual)), result, `${target} by ${actual}`);
});

const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .tuple(
      fc.constantFrom('≥', '＜=', '不低于', '＝', '>', ''),
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.constantFrom('', '.5', '.005', ',000'),
      fc.constantFrom('%', '万元', '元', '', '次', '台/套', '以上', '‰'),
    )
    .map((parts) => parts.join('')),
);

test('every text can be read and compared, and a number with a relation meets itself unless the relation is strict', () => {
  fc.assert(
    fc.property(typed, typed, (a, b) => {
      const target = readTarget(a);
      const actual = readActual(b);
      assert.ok(['met', 'missed', 'unknown'].includes(compare(target, actual)));
      if (target.kind === 'words') return;
      const strict = target.relation === '>' || target.relation === '<';
      assert.equal(compare(target, target.as(undefined)), strict ? 'missed' : 'met');
    }),
    { numRuns: 2000 },
  );
});
