import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { layerCatalogue } from '../../server/src/accounts/catalogue.ts';
import { parseAccountTable } from '../../server/src/accounts/override.ts';
import { matchPinyin, readingsOf, spell } from '../../server/src/accounts/pinyin.ts';
import type { SearchOptions } from '../../server/src/accounts/types.ts';

const catalogue = builtInCatalogue();
const codes = (query: string, options: SearchOptions = {}) => catalogue.search(query, options).map((hit) => hit.account.code);
const names = (query: string, options: SearchOptions = {}) => catalogue.search(query, options).map((hit) => hit.account.name);
const first = (query: string, options: SearchOptions = {}) => catalogue.search(query, options)[0]?.account.code;
const functional = { dimension: '功能' } as const;
const economic = { dimension: '经济' } as const;

test('what an accountant types leads to the account', () => {
  assert.equal(names('xzyx', functional)[0], '行政运行');
  assert.equal(names('ylbx', functional)[0], '机关事业单位基本养老保险缴费支出');
  assert.equal(first('010101', functional), '2010101');
  assert.equal(first('zfgjj', functional), '2210201');
  assert.equal(first('zhufanggongjijin', functional), '2210201');
  assert.equal(first('zhufgjj', functional), '2210201');
  assert.equal(first('差旅', economic), '30211');
  assert.equal(first('chailv', economic), '30211');
  assert.equal(first('clf', economic), '30211');
  assert.equal(first('三西'), '2130508');
});

test('readings that a dictionary gets wrong are put right', () => {
  assert.equal(names('dczj', functional).includes('调出资金'), true);
  assert.equal(names('tuigenghuanlin', functional)[0], '退耕还林还草');
  assert.equal(names('nsbd', functional).includes('南水北调工程建设'), true);
  assert.equal(names('zyyh', functional).includes('中央银行亏损补贴'), true);
});

test('digits: the code itself, then those that begin so in order of code, then those that hold them', () => {
  assert.deepEqual(codes('20805', functional).slice(0, 4), ['20805', '2080501', '2080502', '2080503']);
  assert.ok(codes('505', functional).includes('2080505'));
  assert.ok(
    codes('5', { limit: 1000 }).every((code) => code.startsWith('5')),
    'one digit stands in every code',
  );
});

test('several words must all match', () => {
  assert.deepEqual(codes('21015 xzyx', functional), ['2101501']);
  assert.deepEqual(codes('2101xzyx', { ...functional, year: 2023 }).slice(0, 1), ['2101501']);
  assert.deepEqual(codes('208 养老 企业', functional), ['2082601']);
  assert.deepEqual(codes('养老 xzyx'), []);
});

test('a part of the name: whole, beginning, inside, other names, in order of characters', () => {
  const found = names('其他支出', functional);
  assert.deepEqual(found.slice(0, 3), ['其他支出', '其他支出', '其他支出']);
  assert.deepEqual(codes('离退休', functional).slice(0, 2), ['2080503', '2080501'], 'a beginning before an inside');
  assert.equal(first('行政事业单位离退休'), '20805');
  assert.equal(first('人保管务'), '20801');
  assert.deepEqual(codes('没有这样的科目'), []);
});

test('what is in use here comes first, within what matches', () => {
  const boost = new Set(['2101501', '2080505']);
  assert.equal(first('xzyx', { ...functional, boost }), '2101501');
  assert.deepEqual(codes('', { ...functional, boost, limit: 2 }), ['2080505', '2101501']);
  assert.equal(first('208', { boost }), '208', 'a code typed in full is what was meant');
  assert.equal(first('2080', { boost }), '2080505');
});

test('accounts not in force in the year come last and say so', () => {
  const hits = catalogue.search('21404', { ...functional, year: 2023 });
  assert.ok(hits.length > 0 && hits.every((hit) => !hit.inForce));
  const transport = catalogue.search('214', { ...functional, year: 2023, limit: 1000 });
  assert.equal(transport.findIndex((hit) => !hit.inForce) > transport.findLastIndex((hit) => hit.inForce), true);
});

test('a limit is kept, and classifications are told apart', () => {
  assert.equal(codes('', { limit: 7 }).length, 7);
  assert.equal(codes('').length, 100);
  assert.ok(catalogue.search('住房公积金', economic).every((hit) => hit.account.dimension === '经济'));
});

test('among equal matches those read in published documents lead', () => {
  const [best] = catalogue.search('行政运行', functional);
  assert.equal(best.account.basis, 'attested');
});

test('names of a user’s accounts are found by pinyin too', () => {
  const table = parseAccountTable('code\tname\n2080888\t养老专项运行', { classifications: catalogue.classifications });
  const layered = layerCatalogue(catalogue, table.accounts);
  assert.equal(layered.search('ylzxyx')[0].account.code, '2080888');
});

test('pinyin matches from the start of a syllable, each syllable by its first letters at least', () => {
  const syllables = ['xing', 'zheng', 'yun', 'xing'];
  assert.equal(matchPinyin('xzyx', syllables), 'whole');
  assert.equal(matchPinyin('xingzhengyunxing', syllables), 'whole');
  assert.equal(matchPinyin('xizhyunx', syllables), 'whole');
  assert.equal(matchPinyin('xz', syllables), 'start');
  assert.equal(matchPinyin('yunx', syllables), 'inside');
  assert.equal(matchPinyin('xy', syllables), undefined, 'no syllable is left out');
  assert.equal(matchPinyin('ing', syllables), undefined);
  assert.equal(matchPinyin('xzyxx', syllables), undefined);
});

test('an unknown character has no reading and matches nothing', () => {
  const readings = readingsOf([['行政', ['xing', 'zheng']]]);
  assert.deepEqual(spell('行政龘', readings), ['xing', 'zheng', '']);
  assert.equal(matchPinyin('xz', ['xing', 'zheng', '']), 'start');
});
