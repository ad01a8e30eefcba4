/** The outline and the ranges that fold. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { DocumentSymbol, Range } from 'vscode-languageserver-types';
import { anyText } from '../grammar/texts.ts';
import { analyse, linesOf, sample, service } from './kit.ts';

const showSymbol = ({ name, detail, range, children = [] }: DocumentSymbol, depth = 0): string[] => [
  `${'  '.repeat(depth)}${name}${detail ? ` (${detail})` : ''} ${range.start.line}–${range.end.line}`,
  ...children.flatMap((child) => showSymbol(child, depth + 1)),
];

const outline = (text: string): string[] => service.symbols(analyse(text)).flatMap((symbol) => showSymbol(symbol));
const folds = (text: string): string[] => service.folding(analyse(text)).map(({ startLine, endLine }) => `${startLine}–${endLine}`);

const TEXT = `单位：甲
年度：2023

【概况】
一、单位主要职责
文字
二、机构设置
（一）内设机构
无。

（二）人员
无。

【项目支出绩效自评表：信息化】
主管部门：乙
资金：
列：  全年预算数
年度资金总额  9.50
产出指标／数量指标：
采购数量  ≥1台

【名词解释】
# 收入科目
甲：乙`;

describe('the outline', () => {
  test('has sections, their headings and their groups, each to where the next one begins', () => {
    assert.deepEqual(outline(TEXT), [
      '概况 3–11',
      '  一、单位主要职责 4–5',
      '  二、机构设置 6–11',
      '    （一）内设机构 7–9',
      '    （二）人员 10–11',
      '项目支出绩效自评表 (信息化) 13–19',
      '  资金 15–17',
      '  产出指标／数量指标 18–19',
      '名词解释 21–23',
      '  收入科目 22–23',
    ]);
  });

  test('of nothing is empty', () => {
    assert.deepEqual([outline(''), outline('单位：甲')], [[], []]);
  });

  test('names what has no name', () => {
    assert.deepEqual(outline('【】\n文字'), ['【】 0–1']);
    assert.deepEqual(outline('【\u2028\n文字'), ['【】 0–1']);
  });

  test('ends at some length', () => {
    const count = (symbols: readonly DocumentSymbol[]): number => symbols.reduce((sum, { children = [] }) => sum + 1 + count(children), 0);
    const started = performance.now();
    assert.equal(count(service.symbols(analyse(`【概况】\n${'一、标题\n（一）标题\n'.repeat(20_000)}`))), 5000);
    assert.equal(count(service.symbols(analyse('【概况】\n'.repeat(6000)))), 5000);
    assert.ok(performance.now() - started < 5000);
  });

  test('is well formed for any text: names, ranges within ranges, in order', () => {
    const inside = (a: Range, b: Range) => !isBefore(a.start, b.start) && !isBefore(b.end, a.end);
    const check = (symbols: readonly DocumentSymbol[], parent?: Range): void => {
      for (const [i, { name, range, selectionRange, children = [] }] of symbols.entries()) {
        assert.ok(name.trim() !== '');
        assert.ok(inside(selectionRange, range));
        assert.ok(!parent || inside(range, parent));
        assert.ok(i === 0 || !isBefore(range.start, symbols[i - 1].range.end));
        check(children, range);
      }
    };
    fc.assert(fc.property(anyText, (text) => check(service.symbols(analyse(`【甲表】\n${text}\n【乙】\n${text}`)))));
  });
});

const isBefore = (a: Range['start'], b: Range['start']): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);

describe('folding', () => {
  test('goes by sections, headings and groups, without the blank lines behind them', () => {
    assert.deepEqual(folds(TEXT), ['3–11', '4–5', '7–8', '10–11', '6–11', '13–19', '15–17', '18–19', '21–23', '22–23']);
  });

  test('never folds a line alone, nor beyond the text', () => {
    assert.deepEqual(folds('【概况】'), []);
    fc.assert(
      fc.property(anyText, (text) => {
        const whole = `【甲表】\n${text}\n【乙】\n${text}`;
        for (const { startLine, endLine } of service.folding(analyse(whole)))
          assert.ok(startLine < endLine && endLine < linesOf(whole).length);
      }),
    );
  });

  test('ends at some length', () => {
    assert.equal(service.folding(analyse(`【概况】\n${'一、标题\n文字\n'.repeat(20_000)}`)).length, 5000);
    assert.ok(service.folding(analyse(sample)).length > 30);
  });
});
