import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { layerCatalogue } from '../../server/src/accounts/catalogue.ts';
import { slipsOf } from '../../server/src/accounts/nearest.ts';
import { parseAccountTable } from '../../server/src/accounts/override.ts';
import { countYears, parseYears } from '../../server/src/accounts/years.ts';

const catalogue = builtInCatalogue();
const own = (text: string) => parseAccountTable(text, { classifications: catalogue.classifications }).accounts;
const codes = (accounts: readonly { readonly code: string }[]) => accounts.map((account) => account.code);

test('every account has a name, a basis, pinyin for each Han character, and its parent', () => {
  const syllables = catalogue.source.syllables();
  for (const account of catalogue.all()) {
    assert.ok(account.level >= 0 && account.name !== '', account.code);
    assert.ok(account.basis === 'attested' || account.confidence, `${account.code} says on what it rests`);
    const han = account.name.match(/\p{Script=Han}/gu)!.length;
    assert.equal(syllables.get(account.name)?.length, han, account.name);
    assert.ok(
      syllables.get(account.name)!.every((syllable) => /^[a-z]+$/.test(syllable)),
      account.name,
    );
    if (account.level > 0) assert.equal(catalogue.parent(account.code)?.level, account.level - 1, account.code);
  }
});

test('what the tables of data say of other accounts holds', () => {
  for (const account of catalogue.all()) if (account.movedTo) assert.ok(catalogue.isKnown(account.movedTo), account.code);
  for (const code of Object.keys(catalogue.source.aliases)) assert.ok(catalogue.isKnown(code), code);
});

test('the generated catalogue holds every line of the tables', () => {
  const folder = path.resolve(import.meta.dirname, '../../server/src/accounts/data');
  const lines = ['functional', 'department-economic', 'government-economic', 'revenue'].flatMap((name) =>
    readFileSync(path.join(folder, `${name}.tsv`), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1),
  );
  assert.equal(catalogue.all().length, lines.length);
  for (const line of lines) {
    const [code, name] = line.split('\t');
    assert.equal(catalogue.find(code)?.name, name);
  }
});

test('an account is found by code, classification and year', () => {
  assert.equal(catalogue.find('2080505')?.name, '机关事业单位基本养老保险缴费支出');
  assert.equal(catalogue.find('30108', '经济')?.dimension, '经济');
  assert.equal(catalogue.find('30108', '功能'), undefined);
  assert.equal(catalogue.find('2140401', '功能', 2021)?.name, '对城市公交的补贴');
  assert.equal(catalogue.find('2140401', '功能', 2022), undefined);
  assert.equal(catalogue.isKnown('310111'), false);
});

test('parents and children follow the digits', () => {
  assert.equal(catalogue.parent('2080505')?.code, '20805');
  assert.equal(catalogue.parent('20805')?.code, '208');
  assert.equal(catalogue.parent('208'), undefined);
  assert.deepEqual(codes(catalogue.children('22102')), ['2210201', '2210202', '2210203']);
  assert.ok(catalogue.children('208').every((child) => child.code.length === 5));
  assert.deepEqual(catalogue.children('999'), []);
});

test('years come from the account, from those above it, and documents overrule both', () => {
  assert.equal(catalogue.status('2010307', 2019)?.state, 'in-force');
  assert.equal(catalogue.status('2010307', 2020)?.state, 'retired');
  const moved = catalogue.status('2082201', 2024)!;
  assert.deepEqual([moved.state, moved.by.code, moved.successor?.code], ['retired', '20822', '2137201']);
  assert.equal(catalogue.status('2013901', 2024)?.state, 'in-force');
  assert.equal(catalogue.status('20140', 2023)?.state, 'not-yet');
  assert.equal(catalogue.status('nothing', 2023), undefined);
  const seen = layerCatalogue(catalogue, own('code\tname\tseen_in_years\tnote\n20140\t信访事务\t2023\t2024+'));
  assert.equal(seen.status('20140', 2023)?.state, 'in-force');
});

test('years are read as the data writes them', () => {
  assert.deepEqual(parseYears('2018-2020,2022,~2019'), [
    { from: 2018, to: 2020 },
    { from: 2022, to: 2022 },
    { from: 2019, to: 2019 },
  ]);
  assert.deepEqual(parseYears('2010 edition (child code 2020+)'), []);
  assert.deepEqual(parseYears('unknown'), []);
  assert.equal(countYears(parseYears('2018-2020,2025+')), 4);
});

test('names of an account: its own, local, earlier and later ones', () => {
  assert.deepEqual(
    catalogue.names('30111').map(({ name, kind }) => [name, kind]),
    [
      ['公务员医疗补助缴费', 'official'],
      ['公务员医疗补助缴款', 'provincial'],
    ],
  );
  assert.equal(catalogue.nameKind('20805', '行政事业单位离退休')?.until, 2019);
  assert.equal(catalogue.nameKind('2013804', '市场主体管理')?.until, 2023);
  assert.equal(catalogue.nameKind('503', '机关资本性支出')?.kind, 'later');
  assert.equal(catalogue.nameKind('30212', '因公出国(境)费用')?.kind, 'official');
  assert.equal(catalogue.nameKind('2101501', '行政运行（项）')?.kind, 'official');
  assert.equal(catalogue.nameKind('2101501', '事业运行'), undefined);
});

test('all bearers of a name are known', () => {
  assert.deepEqual(codes(catalogue.named('住房公积金')), ['2210201', '30113', '50103']);
  assert.deepEqual(codes(catalogue.named('住房公积金', '功能')), ['2210201']);
  assert.ok(catalogue.named('行政运行').length > 50);
});

test('one slip: a digit too many, too few, another, or two exchanged', () => {
  for (const [typed, meant] of [
    ['310111', '31011'],
    ['3101', '31011'],
    ['31021', '31011'],
    ['30111', '31011'],
    ['13011', '31011'],
  ])
    assert.ok(slipsOf(typed).has(meant), typed);
  for (const far of ['31011', '3101100', '32021', '310', '11013', '']) assert.equal(slipsOf(far).has('31011'), false, far);
});

test('the nearest accounts: bearers of the name first, then those that begin alike', () => {
  assert.deepEqual(codes(catalogue.nearest('310111', '地上附着物和青苗补偿', '经济')), ['31011', '30111']);
  assert.equal(catalogue.nearest('310111', '公务员医疗补助缴费', '经济')[0].code, '30111');
  assert.ok(catalogue.nearest('2010101').length <= 8);
  assert.deepEqual(catalogue.nearest(''), []);
  assert.deepEqual(catalogue.nearest('2'.repeat(100_000)), []);
});

test('an explanation has the path, the level and what it rests on', () => {
  const explained = catalogue.explain('2101501', 2023)!;
  assert.deepEqual(
    explained.path.map(({ name }) => name),
    ['卫生健康支出', '医疗保障管理事务', '行政运行'],
  );
  assert.equal(explained.level, '项');
  assert.equal(explained.account.explanation, '反映行政单位（包括实行公务员管理的事业单位）的基本支出。');
  assert.equal(explained.account.explanationBasis, 'adapted');
  assert.equal(explained.account.basis, 'attested');
  assert.equal(explained.status?.state, 'in-force');
  assert.equal(catalogue.explain('2010102')?.account.basis, 'compiled');
  assert.equal(catalogue.explain('0'), undefined);
});

test('a path of names leads to its account, by former names and without 支出 too', () => {
  assert.equal(catalogue.resolvePath(['卫生健康支出', '医疗保障管理事务', '行政运行'])?.code, '2101501');
  assert.equal(catalogue.resolvePath(['社会保障和就业', '行政事业单位离退休'])?.code, '20805');
  assert.equal(catalogue.resolvePath(['卫生健康支出', '行政运行']), undefined);
  assert.equal(catalogue.resolvePath([]), undefined);
});

test('a user’s accounts are laid over ours and keep what theirs leave out', () => {
  const layered = layerCatalogue(catalogue, own('编码,名称\n2080505,养老保险缴费\n2080888,新设科目'));
  assert.equal(layered.find('2080505')?.name, '养老保险缴费');
  assert.equal(layered.find('2080505')?.basis, 'workspace');
  assert.equal(layered.find('2080505')?.explanation, catalogue.find('2080505')!.explanation!);
  assert.equal(layered.nameKind('2080505', '机关事业单位基本养老保险缴费支出')?.kind, 'obsolete');
  assert.equal(layered.find('2080506')?.name, catalogue.find('2080506')?.name);
  assert.deepEqual(codes(layered.children('20808')).at(-1), '2080899');
  assert.equal(layered.parent('2080888')?.code, '20808');
  assert.equal(catalogue.isKnown('2080888'), false, 'ours stays as it was');
  assert.equal(layerCatalogue(catalogue, []), catalogue);
});
