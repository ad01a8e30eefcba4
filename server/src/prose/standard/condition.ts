/** `政府性基金预算财政拨款支出 = 0 且 …`: whether a standard text applies. */
import type { ReferenceContext } from '../reference/context.ts';
import { evaluate } from '../reference/resolve.ts';
import { expressionOf } from './expression.ts';

type Test = (order: number) => boolean;

const OPERATORS: readonly (readonly [string, Test])[] = [
  ['≠', (order) => order !== 0],
  ['≥', (order) => order >= 0],
  ['≤', (order) => order <= 0],
  ['=', (order) => order === 0],
  ['>', (order) => order > 0],
  ['<', (order) => order < 0],
];

/** Whether every comparison holds; undefined if a figure is not known. */
export function holds(condition: string, context: ReferenceContext): boolean | undefined {
  const parts = condition.split('且').map((part) => comparisonHolds(part, context));
  return parts.includes(undefined) ? undefined : parts.every(Boolean);
}

function comparisonHolds(source: string, context: ReferenceContext): boolean | undefined {
  for (const [sign, test] of OPERATORS) {
    const at = source.indexOf(sign);
    if (at < 0) continue;
    const [left, right] = [source.slice(0, at), source.slice(at + sign.length)].map((side) => sideOf(side, context));
    return left && right && test(left.comparedTo(right));
  }
  return undefined;
}

function sideOf(source: string, context: ReferenceContext) {
  const expression = expressionOf(`{${source.trim()}}`);
  const outcome = expression && evaluate(expression, context);
  return outcome?.kind === 'value' ? outcome.value.amount : undefined;
}
