/** What a name in a reference stands for: a value of the head, a figure of the tables or of another disclosure. */
import { t } from '@vscode/l10n';
import { type Expression, matchKey, type Piece, type Span } from 'budget-grammar';
import { Decimal } from 'decimal.js';
import { measures } from '../../forms/field.ts';
import { formatFragment } from '../../forms/fragment.ts';
import type { Address } from '../../model/types.ts';
import type { ComparativeFigure } from '../comparatives.ts';
import type { Figure } from '../facts.ts';
import type { ReferenceContext } from './context.ts';
import { BASES, HEAD_NAMES, type Meaning, meaningsOf, nearestPaths } from './names.ts';
import { type BasisName, failed, NO_BASIS, type Outcome } from './outcome.ts';
import { PERFORMANCE_WORD, performanceValue } from './performance.ts';
import { numberValue, unitOf, type Value, valueText } from './value.ts';

/** Names: values of the head, another basis, a figure. */
export function evaluateName(path: readonly Piece[], span: Span, context: ReferenceContext, basis: BasisName): Outcome {
  const parts = path.map(({ text }) => text.trim());
  const other = parts.length > 1 ? BASES.get(matchKey(parts[0])) : undefined;
  if (other) return evaluateName(path.slice(1), { start: path[1].start, end: span.end }, context, other);
  const word = parts.length === 1 ? headValue(matchKey(parts[0]), context, basis) : undefined;
  if (word !== undefined) return word;
  const performance = parts.length === 2 && matchKey(parts[0]) === PERFORMANCE_WORD ? performanceValue(parts[1], context) : undefined;
  if (performance) return performance;
  const found = meaningsOf(parts, context.names);
  if (found.length === 0) return unknownName(parts, span, context);
  const figures = found.map((meaning) => figureOf(meaning, context, basis));
  // 总计 stands on both sides of a table and is one amount: it does not matter which of them is meant.
  const agreed =
    found.length > 1 && sameTable(found) && figures.every((one) => one && one.value === figures[0]?.value) ? figures[0] : undefined;
  const figure = found.length === 1 ? figures[0] : agreed;
  if (found.length > 1 && !agreed) return ambiguousName(parts, found, span);
  return figure ? figureOutcome(found[0], figure, parts, context, basis) : withoutFigure(parts, span, basis);
}

function headValue(name: string, { disclosure: { head }, names }: ReferenceContext, basis: BasisName): Outcome | undefined {
  if (!HEAD_NAMES.some((known) => known === name)) return undefined;
  const words = (text: string): Outcome => ({ kind: 'words', text, ...NO_BASIS });
  const year = head.fiscalYear;
  const shift = basis === 'prior' ? 1 : 0;
  switch (name) {
    case '年度':
      return year === undefined ? words(head.year) : { kind: 'value', value: numberValue(year - shift), ...NO_BASIS };
    case '上年度':
      return year === undefined ? undefined : { kind: 'value', value: numberValue(year - 1 - shift), ...NO_BASIS };
    case '简称':
      return words(head.properties.get('简称')?.value.text ?? head.unit);
    case '本单位':
    case '本部门':
      return words(names.formSet.wording.self);
    case '金额单位':
      return words(head.unitOfMeasure);
    default:
      return words(head.unit);
  }
}

function unknownName(parts: readonly string[], span: Span, context: ReferenceContext): Outcome {
  const nearest = nearestPaths(parts, context.names);
  const name = parts.join('.');
  const message =
    nearest.length > 0
      ? t('The tables have no figure "{0}". Near: {1}.', name, nearest.join('、'))
      : t('The tables have no figure "{0}".', name);
  return failed('unknown-reference', message, span, nearest);
}

/** Of many meanings a few are named. */
const MOST_NAMED = 5;

function ambiguousName(parts: readonly string[], found: readonly Meaning[], span: Span): Outcome {
  const titles = [...new Set(found.map(({ title }) => title))].slice(0, MOST_NAMED);
  const named = titles.join('、') + (titles.length < found.length ? '……' : '');
  return failed('ambiguous-reference', t('"{0}" may mean several figures: {1}. Say which.', parts.join('.'), named), span, titles);
}

function withoutFigure(parts: readonly string[], span: Span, basis: BasisName): Outcome {
  const name = parts.join('.');
  const message =
    basis === 'prior'
      ? t('Last year’s "{0}" is not known; state it in 情况说明要素表 under 上年数, or link last year’s file in the head (上年：…).', name)
      : basis === 'budget'
        ? t(
            'The initial budget of "{0}" is not known; state it in 情况说明要素表 under 年初预算数, or link the budget’s file in the head (预算：…).',
            name,
          )
        : t('The figure "{0}" is not known.', name);
  return failed('reference-without-figure', message, span);
}

const sameTable = (found: readonly Meaning[]): boolean => found.every(({ table }) => table !== undefined && table === found[0].table);

/** The figure that a name stands for; of a named table its own cell, since summary tables may print another last digit. */
export function figureOf(meaning: Meaning, context: ReferenceContext, basis: BasisName): Figure | ComparativeFigure | undefined {
  const { address, table, code } = meaning;
  if (basis === 'prior') return context.comparatives.prior.at(address);
  if (basis === 'budget') return context.comparatives.initialBudget.at(address);
  const figure = context.figure(address);
  // That an account is listed nowhere makes it nothing; who names it has most likely mistyped its code.
  if (figure?.state === 'absent' && code !== undefined) return undefined;
  const own = table && figure?.cells.find((one) => one.table.form.role === table.role);
  const value = own && context.disclosure.evaluation.value(own.cell.key);
  return figure && own && value !== undefined && formatFragment(own.cell.address!) === formatFragment(address)
    ? { ...figure, value, cells: [own, ...figure.cells.filter((one) => one !== own)] }
    : figure;
}

function figureOutcome(
  meaning: Meaning,
  figure: Figure | ComparativeFigure,
  parts: readonly string[],
  context: ReferenceContext,
  basis: BasisName,
): Outcome {
  const value: Value = { kind: kindOf(meaning.address), amount: new Decimal(figure.value) };
  const place = 'place' in figure ? figure.place : undefined;
  const name = `${BASIS_WORDS[basis]}${parts.join('.')}`;
  const line = `${name} ＝ ${valueText(value, context.style)}${unitOf(value, context.style)}`;
  return { kind: 'value', value, cells: figure.cells, places: place ? [place] : [], lines: [line] };
}

const BASIS_WORDS = { current: '', prior: '上年.', budget: '年初预算.' } as const;

const kindOf = ({ measure }: Address): Value['kind'] => (measures.get(measure)?.kind === 'count' ? 'count' : 'money');

/** The one meaning of an argument that must be a name; a problem where it has none or several. */
export function meaningOfArgument(argument: Expression, context: ReferenceContext): Meaning | Outcome {
  if (argument.kind !== 'name') return failed('unknown-reference', t('The name of a figure is expected here.'), argument);
  const parts = argument.path.map(({ text }) => text.trim());
  const found = meaningsOf(parts, context.names);
  if (found.length === 1) return found[0];
  return found.length === 0 ? unknownName(parts, argument, context) : ambiguousName(parts, found, argument);
}
