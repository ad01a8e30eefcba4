/** The phrases of the field that references compute: 增减, 变动, 占比, 完成, 比较, 金额, 列举, 原因, 释义. How they are worded is the form set's. */
import { t } from '@vscode/l10n';
import { type Expression, matchKey } from 'budget-grammar';
import type { Comparison } from '../../forms/types.ts';
import type { ReasonFor } from '../comparatives.ts';
import type { ReferenceContext } from './context.ts';
import { listPhrase } from './lists.ts';
import { meaningOfArgument } from './named.ts';
import { BASES } from './names.ts';
import { type BasisName, failed, joined, NO_BASIS, type Outcome } from './outcome.ts';
import { isMoneyUnit, moneyText, percentText, type Value, valueText } from './value.ts';

type Call = Expression & { kind: 'call' };

/** The value or words of an argument, which may hold phrases itself; `basis` is where its names are looked up. */
type Evaluate = (expression: Expression, context: ReferenceContext, basis?: BasisName) => Outcome;

export interface Phrase {
  readonly least: number;
  readonly most: number;
  /** How it is written, for messages and completion. */
  readonly usage: string;
  evaluate(call: Call, context: ReferenceContext, basis: BasisName, evaluate: Evaluate): Outcome;
}

const shown = (value: Value, context: ReferenceContext): string =>
  valueText(value, context.style) + (value.kind === 'money' ? context.style.unit : '');

interface Compared {
  readonly current: Outcome & { kind: 'value' };
  readonly base: Outcome & { kind: 'value' };
  readonly about: ReasonFor | 'other';
}

/** A figure and what it is held against: last year's, unless a second argument says 年初预算 or gives another figure. */
function compared(call: Call, context: ReferenceContext, evaluate: Evaluate): Compared | Outcome {
  const [first, second] = call.args;
  const current = evaluate(first, context);
  if (current.kind !== 'value') return current.kind === 'words' ? wordsThere(first) : current;
  const named = second?.kind === 'name' && second.path.length === 1 ? BASES.get(matchKey(second.path[0].text)) : undefined;
  const basis: BasisName = second ? (named ?? 'current') : 'prior';
  const base = evaluate(second && !named ? second : first, context, basis);
  if (base.kind !== 'value') return base.kind === 'words' ? wordsThere(second ?? first) : base;
  if (base.value.kind !== current.value.kind)
    return failed('reference-without-figure', t('Money, counts and plain numbers cannot be computed with each other like this.'), call);
  return { current, base, about: basis === 'current' ? 'other' : basis };
}

const wordsThere = (argument: Expression): Outcome =>
  failed('reference-without-figure', t('These are words; they cannot be computed with.'), argument);

const isCompared = (found: Compared | Outcome): found is Compared => 'current' in found;

/** `比上年增加284.20万元，增长139.96%`. */
function changePhrase(pick: (context: ReferenceContext, about: Compared['about']) => Comparison): Phrase['evaluate'] {
  return (call, context, _, evaluate) => {
    const found = compared(call, context, evaluate);
    if (!isCompared(found)) return found;
    const { current, base } = found;
    const wording = pick(context, found.about);
    const difference = current.value.amount.minus(base.value.amount);
    const amount = shown({ kind: current.value.kind, amount: difference.abs() }, context);
    const rate = base.value.amount.isZero() ? undefined : difference.div(base.value.amount).abs();
    const percent = rate && percentText(rate, context.names.formSet.wording.growth);
    const lines = [
      `${shown(current.value, context)} － ${shown(base.value, context)} ＝ ${shown({ ...current.value, amount: difference }, context)}`,
    ];
    if (percent !== undefined && !difference.isZero()) lines.push(`${amount} ÷ ${shown(base.value, context)} ＝ ${percent}`);
    const template = difference.isZero()
      ? wording.equal
      : percent === undefined
        ? wording.fromZero
        : difference.isPositive()
          ? wording.increase
          : wording.decrease;
    const text = worded(template, context, difference.isNegative() && percent === undefined ? wording.decrease : undefined)
      .replaceAll('{差额}', amount)
      .replaceAll('{幅度}', percent ?? '');
    return { kind: 'words', text, ...joined([current, base], lines) };
  };
}

/** `14.99%`: how much more or less, without a sign. */
const growthPhrase: Phrase['evaluate'] = (call, context, _, evaluate) => {
  const found = compared(call, context, evaluate);
  if (!isCompared(found)) return found;
  const { current, base } = found;
  if (base.value.amount.isZero()) return failed('reference-without-figure', t('There is nothing to divide by.'), call);
  const rate = current.value.amount.minus(base.value.amount).div(base.value.amount).abs();
  return { kind: 'words', text: percentText(rate, context.names.formSet.wording.growth), ...joined([current, base]) };
};

/** Years in wordings: 与{上年度}年度相比. A decrease below nothing has no rate either, so the clause that holds it is left out. */
function worded(template: string, { disclosure: { head } }: ReferenceContext, negative: string | undefined): string {
  const source = negative === undefined ? template : negative.replace(/[，,][^，,]*\{幅度\}[^，,]*/g, '');
  const year = head.fiscalYear;
  return source.replaceAll('{年度}', `${year ?? ''}`).replaceAll('{上年度}', year === undefined ? '' : `${year - 1}`);
}

/** `100.00%` */
const ratioPhrase =
  (style: 'share' | 'completion'): Phrase['evaluate'] =>
  (call, context, basis, evaluate) => {
    const part = evaluate(call.args[0], context, basis);
    if (part.kind !== 'value') return part.kind === 'words' ? wordsThere(call.args[0]) : part;
    const [, second] = call.args;
    const named = second?.kind === 'name' && second.path.length === 1 ? BASES.get(matchKey(second.path[0].text)) : undefined;
    const whole = second && !named ? evaluate(second, context, basis) : evaluate(call.args[0], context, named ?? 'budget');
    if (whole.kind !== 'value') return whole.kind === 'words' ? wordsThere(second ?? call.args[0]) : whole;
    const wording = context.names.formSet.wording;
    if (part.value.kind !== whole.value.kind)
      return failed('reference-without-figure', t('Money, counts and plain numbers cannot be computed with each other like this.'), call);
    if (whole.value.amount.isZero()) {
      if (style === 'share' && part.value.amount.isZero() && wording.shareOfNothing === 'zero')
        return { kind: 'words', text: percentText(part.value.amount, wording.share), ...joined([part, whole]) };
      return failed('reference-without-figure', t('There is nothing to divide by.'), second ?? call);
    }
    const text = percentText(part.value.amount.div(whole.value.amount), wording[style]);
    const line = `${shown(part.value, context)} ÷ ${shown(whole.value, context)} ＝ ${text}`;
    return { kind: 'words', text, ...joined([part, whole], [line]) };
  };

/** `大于` */
const relationPhrase: Phrase['evaluate'] = (call, context, _, evaluate) => {
  const found = compared(call, context, evaluate);
  if (!isCompared(found)) return found;
  const { relation } = context.names.formSet.wording;
  const sign = found.current.value.amount.comparedTo(found.base.value.amount);
  const text = sign === 0 ? relation.equal : sign < 0 ? relation.decrease : relation.increase;
  return { kind: 'words', text, ...joined([found.current, found.base]) };
};

/** `284.20万元`, in another unit where one is named. */
const amountPhrase: Phrase['evaluate'] = (call, context, basis, evaluate) => {
  const [first, second] = call.args;
  const found = evaluate(first, context, basis);
  if (found.kind !== 'value') return found.kind === 'words' ? wordsThere(first) : found;
  if (!second) return { ...found, kind: 'words', text: shown(found.value, context) };
  const unit = second.kind === 'name' && second.path.length === 1 ? matchKey(second.path[0].text) : '';
  if (!isMoneyUnit(unit) || found.value.kind !== 'money')
    return failed('unknown-reference', t('A unit of money is expected here, such as 元 or 万元.'), second);
  return { ...found, kind: 'words', text: `${moneyText(found.value, { ...context.style, unit })}${unit}` };
};

/** The reason that 情况说明要素表 gives. */
const reasonPhrase: Phrase['evaluate'] = (call, context) => {
  const meaning = meaningOfArgument(call.args[0], context);
  if ('kind' in meaning) return meaning;
  const [, second] = call.args;
  const about = second?.kind === 'name' && second.path.length === 1 ? BASES.get(matchKey(second.path[0].text)) : undefined;
  if (second && !about) return failed('unknown-reference', t('{0} is written {1}.', '原因', '原因(本年收入合计，年初预算)'), second);
  const reason = context.comparatives.reason(meaning.address, about ?? 'prior');
  if (!reason) return failed('reference-without-figure', t('情况说明要素表 gives no reason for this figure.'), call.args[0]);
  // The sentence ends as it will: 主要原因：转隶到位；
  return { kind: 'words', text: reason.text.replace(/[。；;，,]+$/, ''), cells: [], places: [reason.place], lines: [] };
};

/** What a term means by the glossary, an account by the catalogue. */
const termPhrase: Phrase['evaluate'] = (call, context) => {
  const [argument] = call.args;
  const word =
    argument.kind === 'name' ? argument.path.map(({ text }) => text).join('.') : argument.kind === 'number' ? argument.value : '';
  const account = /^\d{3,7}$/.test(matchKey(word)) ? context.names.catalogue.find(matchKey(word)) : undefined;
  const text = account ? account.explanation : context.glossary().find(word)[0]?.explanation;
  if (text === undefined) return failed('reference-without-figure', t('No explanation of "{0}" is known.', word), argument);
  return { kind: 'words', text, ...NO_BASIS };
};

export const phrases: ReadonlyMap<string, Phrase> = new Map<string, Phrase>([
  [
    '增减',
    {
      least: 1,
      most: 2,
      usage: '增减(本年收入合计)、增减(本年收入合计，年初预算)',
      evaluate: changePhrase(({ names: { formSet } }, about) => formSet.wording[about]),
    },
  ],
  [
    '变动',
    {
      least: 1,
      most: 2,
      usage: '变动(本年收入合计)、变动(本年收入合计，年初预算)',
      evaluate: changePhrase(({ names: { formSet } }) => formSet.wording.change),
    },
  ],
  ['幅度', { least: 1, most: 2, usage: '幅度(本年收入合计)、幅度(本年收入合计，年初预算)', evaluate: growthPhrase }],
  ['占比', { least: 2, most: 2, usage: '占比(其他收入，本年收入合计)', evaluate: ratioPhrase('share') }],
  ['完成', { least: 1, most: 2, usage: '完成(本年支出合计)、完成(决算数，预算数)', evaluate: ratioPhrase('completion') }],
  ['比较', { least: 1, most: 2, usage: '比较(本年支出合计，年初预算)', evaluate: relationPhrase }],
  ['金额', { least: 1, most: 2, usage: '金额(本年收入合计)、金额(本年收入合计，元)', evaluate: amountPhrase }],
  ['列举', { least: 1, most: 2, usage: '列举(基本支出.人员经费)、列举(基本支出.人员经费，金额)', evaluate: listPhrase }],
  ['原因', { least: 1, most: 2, usage: '原因(本年收入合计)、原因(本年收入合计，年初预算)', evaluate: reasonPhrase }],
  ['释义', { least: 1, most: 1, usage: '释义(基本支出)、释义(2080505)', evaluate: termPhrase }],
]);

export const phraseNames: readonly string[] = [...phrases.keys()];
