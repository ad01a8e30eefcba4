/**
 * `{…}` in prose: the figure or the phrase that it stands for, with the cells that it rests on.
 * A reference never runs anything but sums and phrases, and no reference reads prose, so none can go round in a circle.
 */
import { t } from '@vscode/l10n';
import { type Expression, matchKey, type Span } from 'budget-grammar';
import type { LocatedCell } from '../../disclosure/cells.ts';
import type { Place } from '../../disclosure/place.ts';
import { nearestOf } from '../../forms/registry.ts';
import type { ReferenceContext } from './context.ts';
import { evaluateName, figureOf } from './named.ts';
import { type Meaning, meaningsOf } from './names.ts';
import { type BasisName, failed, joined, NO_BASIS, type Outcome, type ReferenceProblem } from './outcome.ts';
import { phraseNames, phrases } from './phrases.ts';
import { calculate, numberValue, unitOf, type Value, valueText } from './value.ts';

export interface ResolvedReference {
  /** What is printed; as typed where there is a problem. */
  readonly text: string;
  /** The figure as a decimal numeral in `unit`; absent for words. */
  readonly value?: string;
  /** 万元 or 元 for money, else empty. */
  readonly unit: string;
  /** The cells it rests on, each once. */
  readonly cells: readonly LocatedCell[];
  /** Places of 情况说明要素表 it rests on. */
  readonly places: readonly Place[];
  /** How it comes about, a line a step. */
  readonly explanation: readonly string[];
  readonly problem?: ReferenceProblem;
}

/** `typed`: the reference with its braces, printed where it has a problem. */
export function resolveReference(expression: Expression, context: ReferenceContext, typed = ''): ResolvedReference {
  const outcome = evaluate(expression, context);
  if (outcome.kind === 'problem')
    return { text: typed, unit: '', cells: [], places: [], explanation: [outcome.problem.message], problem: outcome.problem };
  const { cells, places, lines } = outcome;
  if (outcome.kind === 'words') return { text: outcome.text, unit: '', cells, places, explanation: lines };
  const text = valueText(outcome.value, context.style);
  return { text, value: text, unit: unitOf(outcome.value, context.style), cells, places, explanation: lines };
}

/** The value or words of an expression. `basis` is where its names are looked up. */
export function evaluate(expression: Expression, context: ReferenceContext, basis: BasisName = 'current'): Outcome {
  switch (expression.kind) {
    case 'number':
      return { kind: 'value', value: numberValue(expression.value), ...NO_BASIS };
    case 'name':
      return evaluateName(expression.path, expression, context, basis);
    case 'negate': {
      const operand = evaluate(expression.operand, context, basis);
      if (operand.kind !== 'value') return operand.kind === 'words' ? noNumber(expression.operand) : operand;
      return { ...operand, value: { ...operand.value, amount: operand.value.amount.negated() } };
    }
    case 'binary':
      return evaluateBinary(expression, context, basis);
    case 'call':
      return evaluateCall(expression, context, basis);
  }
}

/** 100 at the end of a reference has the length of an account's code; where no account has it, it is a number to compute with. */
function evaluateOperand(expression: Expression, context: ReferenceContext, basis: BasisName): Outcome {
  const digits = expression.kind === 'name' && expression.path.length === 1 ? matchKey(expression.path[0].text) : '';
  const isNumber =
    /^\d+$/.test(digits) && !context.names.catalogue.isKnown(digits) && meaningsOf([digits], context.names).every(unused(context));
  return isNumber ? { kind: 'value', value: numberValue(digits), ...NO_BASIS } : evaluate(expression, context, basis);
}

const unused =
  (context: ReferenceContext) =>
  (meaning: Meaning): boolean =>
    figureOf(meaning, context, 'current') === undefined;

const noNumber = (span: Span): Outcome => failed('reference-without-figure', t('These are words; they cannot be computed with.'), span);

function evaluateBinary(expression: Expression & { kind: 'binary' }, context: ReferenceContext, basis: BasisName): Outcome {
  const left = evaluateOperand(expression.left, context, basis);
  if (left.kind === 'problem') return left;
  const right = evaluateOperand(expression.right, context, basis);
  if (right.kind === 'problem') return right;
  if (left.kind === 'words') return noNumber(expression.left);
  if (right.kind === 'words') return noNumber(expression.right);
  const value = calculate(expression.operator, left.value, right.value);
  if (value) {
    const show = (one: Value): string => valueText(one, context.style) + unitOf(one, context.style);
    const line = `${show(left.value)} ${SIGNS[expression.operator]} ${show(right.value)} ＝ ${show(value)}`;
    return { kind: 'value', value, ...joined([left, right], [line]) };
  }
  if (expression.operator === '/' && right.value.amount.isZero())
    return failed('reference-without-figure', t('There is nothing to divide by.'), expression.right);
  return failed('reference-without-figure', t('Money, counts and plain numbers cannot be computed with each other like this.'), expression);
}

const SIGNS = { '+': '＋', '-': '－', '*': '×', '/': '÷' } as const;

function evaluateCall(expression: Expression & { kind: 'call' }, context: ReferenceContext, basis: BasisName): Outcome {
  const name = matchKey(expression.name.text);
  const phrase = phrases.get(name);
  if (!phrase) {
    const nearest = nearestOf(name, phraseNames);
    const known = (nearest.length > 0 ? nearest : phraseNames).join('、');
    return failed(
      'unknown-reference',
      t('"{0}" is no phrase that can be computed. Near or known: {1}.', expression.name.text, known),
      expression.name,
      nearest,
    );
  }
  const { args } = expression;
  if (args.length < phrase.least || args.length > phrase.most)
    return failed('unknown-reference', t('{0} is written {1}.', name, phrase.usage), expression);
  return phrase.evaluate(expression, context, basis, evaluate);
}
