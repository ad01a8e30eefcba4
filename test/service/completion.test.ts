/** Completion is judged by the text that taking an item leaves. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { syllablesOf } from '../../server/src/service/completion/spell.ts';
import { readCases } from '../disclosure/cases.ts';
import { analyse, applyEdits, linesOf, type Marked, marked, sample, service } from './kit.ts';

const SHOWN = 4;

const editOf = (item: CompletionItem): TextEdit => item.textEdit as TextEdit;

const showItem = ({ label, labelDetails }: CompletionItem): string =>
  `${label}${labelDetails?.detail ?? ''}${labelDetails?.description ? ` (${labelDetails.description})` : ''}`;

function show({ text, position, analysis }: Marked): string {
  const { items } = service.completion(analysis, position);
  if (items.length === 0) return 'nothing';
  const line = linesOf(applyEdits(text, [editOf(items[0])]))[position.line].replaceAll('\t', '⇥');
  const shown = items.slice(0, SHOWN).map(showItem);
  return [`${items.length}: ${[...shown, ...(items.length > SHOWN ? ['…'] : [])].join(' | ')}`, `→ ${line}`].join('\n');
}

describe('completion', () => {
  for (const { name, source, expected } of readCases('service/completion.txt'))
    test(name, () => {
      assert.equal(show(marked(source)), expected);
    });

  test('is ranked and matched here: the editor is given no chance to filter or sort', () => {
    const { text, position, analysis } = marked('【支出决算表】\nxzyx<|>');
    const { items, isIncomplete } = service.completion(analysis, position);
    assert.equal(isIncomplete, true);
    const order = items.map(({ sortText }) => sortText!);
    assert.deepEqual(order, [...order].sort());
    assert.equal(new Set(order).size, order.length);
    const [{ range }] = items.map(editOf);
    const typed = linesOf(text)[position.line].slice(range.start.character, position.character);
    assert.deepEqual([...new Set(items.map(({ filterText }) => filterText))], [typed]);
    assert.deepEqual(
      items.flatMap(({ preselect }, i) => (preselect ? [i] : [])),
      [0],
    );
  });

  test('offers nothing that it cannot spell', () => {
    const sheets = [
      '收入支出决算总表',
      '支出决算表',
      '财政拨款收入支出决算总表',
      '财政拨款“三公”经费支出决算表',
      '国有资产占用情况表',
      '项目支出绩效自评表',
    ];
    const texts = ['<|>', '【<|>', ...sheets.flatMap((title) => [`【${title}】\n<|>`, `【${title}】\n列：<|>`])];
    const labels = texts.flatMap((text) => {
      const { analysis, position } = marked(text);
      return service.completion(analysis, position).items.map(({ label, labelDetails }) => `${label}${labelDetails?.detail ?? ''}`);
    });
    assert.ok(labels.length > 200);
    assert.deepEqual(
      labels.filter((label) => syllablesOf(label).includes('')),
      [],
    );
  });

  test('replaces one stretch of the caret’s line, wherever the caret stands', () => {
    const analysis = analyse(sample);
    const lines = linesOf(sample);
    const at = fc.nat(lines.length - 1).chain((line) => fc.record({ line: fc.constant(line), character: fc.nat(lines[line].length) }));
    fc.assert(
      fc.property(at, (position) => {
        for (const item of service.completion(analysis, position).items) {
          const { start, end } = editOf(item).range;
          assert.deepEqual([start.line, end.line], [position.line, position.line]);
          assert.ok(
            start.character <= position.character && position.character <= end.character && end.character <= lines[end.line].length,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('an item', () => {
  test('explains its account when asked', () => {
    const { analysis, position } = marked('【支出决算表】\n2101506<|>');
    const [item] = service.completion(analysis, position).items;
    assert.equal(item.documentation, undefined);
    const { documentation } = service.resolveCompletion(item, 2023);
    assert.match((documentation as { value: string }).value, /^\*\*2101506 医疗保障经办事务\*\*（项）\n\n210 .+ › 21015 .+ › 2101506 /);
  });

  test('leads to the page of its check when asked', () => {
    const { analysis, position } = marked('【支出决算表】\n合计  1.00  // 忽略 unbal<|>');
    const [item] = service.completion(analysis, position).items;
    assert.deepEqual(service.resolveCompletion(item).documentation, {
      kind: 'markdown',
      value: '[unbalanced-total](docs:unbalanced-total)',
    });
  });

  test('of another kind stays as it is', () => {
    const { analysis, position } = marked('【支出<|>');
    const [item] = service.completion(analysis, position).items;
    assert.deepEqual(service.resolveCompletion(item), item);
  });
});
