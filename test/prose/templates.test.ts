/** The standard texts that are shipped: every reference in them can be read and means something in its form set. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { labelKey } from '../../server/src/forms/names.ts';
import type { FormSet, StandardBlock } from '../../server/src/forms/types.ts';
import { referenceContext } from '../../server/src/prose/reference/context.ts';
import { tableNamed } from '../../server/src/prose/reference/names.ts';
import { evaluate } from '../../server/src/prose/reference/resolve.ts';
import { expressionOf } from '../../server/src/prose/standard/expression.ts';
import { analyse } from '../service/kit.ts';

const SIGNS = /[=≠<>≥≤]|且/;

interface Seen {
  readonly references: string[];
  readonly lists: string[];
}

/** Every reference of a text, those of conditions too; `row` stands for 本行. */
function collect(blocks: readonly StandardBlock[], row: string, seen: Seen): void {
  const sides = (condition: string): string[] => condition.split(SIGNS).map((side) => `{${side.trim()}}`);
  for (const block of blocks) {
    if (block.kind === 'when') {
      seen.references.push(...sides(block.condition).map((one) => one.replaceAll('本行', row)));
      collect(block.blocks, row, seen);
      collect(block.otherwise, row, seen);
    } else if (block.kind === 'each') {
      seen.lists.push(block.list);
      collect(block.blocks, block.list.replace(/\.(?:类|款|项)$/, '.208'), seen);
    } else {
      const text = block.text
        .replaceAll('本行编码', '208')
        .replaceAll('{本行名称}', '')
        .replaceAll('{本行全称}', '')
        .replaceAll('本行', row);
      seen.references.push(...[...text.matchAll(/\{[^{}]*\}/g)].map(([found]) => found));
      seen.references.push(...[...text.matchAll(/[〔｜]([^{}〔〕｜？]*)？/g)].flatMap(([, condition]) => sides(condition)));
    }
  }
}

const problemsOf = (set: FormSet): string[] => {
  const { disclosure } = analyse(`单位：甲\n年度：2023\n文种：${set.kind}\n版式：${set.name}\n`);
  const context = referenceContext(disclosure);
  const seen: Seen = { references: [], lists: [] };
  for (const blocks of set.standard.values()) collect(blocks, '', seen);
  assert.ok(seen.references.length > 50, 'the scan found next to nothing, so it proves nothing');
  return [
    ...seen.lists.filter((list) => !tableNamed(list.split('.')[0], set)),
    ...seen.references.filter((reference) => {
      const expression = expressionOf(reference);
      const outcome = expression && evaluate(expression, context);
      return (
        !outcome || (outcome.kind === 'problem' && outcome.problem.code !== 'reference-without-figure' && !reference.includes('绩效.'))
      );
    }),
  ];
};

for (const set of builtInFormSets()) {
  test(`${set.name}: every reference of its standard text means something`, () => {
    assert.deepEqual(problemsOf(set), []);
  });

  test(`${set.name}: every standard text stands below a heading that some chapter has`, () => {
    const headings = [set, ...set.editions].flatMap(({ chapters }) => chapters.flatMap(({ section, headings: own }) => [section, ...own]));
    const known = new Set(headings.map(labelKey));
    const inherited = set.name === '江西省单位决算' || set.name === '江西省部门决算';
    const unknown = [...set.standard.keys()].filter((key) => !known.has(key));
    // What Jiangxi takes over from the common set it has no headings for.
    assert.deepEqual(inherited ? unknown.filter((key) => !builtInFormSets()[0].standard.has(key)) : unknown, []);
  });
}
