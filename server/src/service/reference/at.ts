/** The `{…}` at a place in the text, and the part of it that is meant. */
import type { Expression, Reference } from 'budget-grammar';
import { matchKey } from 'budget-grammar';
import type { Caret } from '../analysis.ts';

export type NameExpression = Expression & { readonly kind: 'name' };
export type CallExpression = Expression & { readonly kind: 'call' };

export interface ReferenceAt {
  readonly reference: Reference;
  readonly expression: Expression;
  /** The name at the caret; a word of the language (年初预算 as an argument) is none. */
  readonly name?: NameExpression;
  /** The function whose word stands at the caret. */
  readonly call?: CallExpression;
}

const covers = ({ start, end }: { readonly start: number; readonly end: number }, offset: number): boolean =>
  offset >= start && offset <= end;

/** The readable reference at the caret; undefined beside one. */
export function referenceAt({ line, offset }: Caret): ReferenceAt | undefined {
  if (line.kind !== 'paragraph') return undefined;
  const inline = line.inlines.find((one) => one.kind === 'reference' && covers(one, offset));
  if (inline?.kind !== 'reference' || !inline.expression) return undefined;
  const { expression } = inline;
  const inner = partAt(expression, offset);
  return {
    reference: inline,
    expression,
    ...(inner?.kind === 'name' ? { name: inner } : {}),
    ...(inner?.kind === 'call' ? { call: inner } : {}),
  };
}

function partAt(expression: Expression, offset: number): NameExpression | CallExpression | undefined {
  if (!covers(expression, offset)) return undefined;
  switch (expression.kind) {
    case 'name':
      return expression;
    case 'call':
      if (covers(expression.name, offset)) return expression;
      return expression.args.map((one) => partAt(one, offset)).find((one) => one !== undefined);
    case 'negate':
      return partAt(expression.operand, offset);
    case 'binary':
      return partAt(expression.left, offset) ?? partAt(expression.right, offset);
    case 'number':
      return undefined;
  }
}

/** Every name in an expression, in the order of the text. */
export function namesWithin(expression: Expression): NameExpression[] {
  switch (expression.kind) {
    case 'name':
      return [expression];
    case 'call':
      return expression.args.flatMap(namesWithin);
    case 'negate':
      return namesWithin(expression.operand);
    case 'binary':
      return [...namesWithin(expression.left), ...namesWithin(expression.right)];
    case 'number':
      return [];
  }
}

/** The parts of a path, compared. */
export const keysOf = ({ path }: NameExpression): string[] => path.map(({ text }) => matchKey(text.trim()));
