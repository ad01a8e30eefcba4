/** Turns of phrase as statements: 比上年增加…, 占…的…%, 完成…的…%, 大于…. What they speak of is what the sentence has come to where they stand. */
import type { Place } from '../../disclosure/place.ts';
import type { Address } from '../../model/types.ts';
import type { Basis } from '../basis.ts';
import { ASIDE_FUNDS, TOTALS } from '../roles.ts';
import type { Amount, Change, Comparison, Completion, Share, StatedFigure, Subject } from '../statements.ts';
import type { Found } from './patterns.ts';
import { NOTHING, type Readings, readingsIn, sameAddress } from './scope.ts';
import type { SentenceContext } from './sentence-context.ts';
import type { TextSpan, Token } from './token.ts';
import { BASES } from './words.ts';

/** What a sentence has come to. */
export interface Standing {
  readonly context: SentenceContext;
  readonly subject: Subject | undefined;
  /** Amounts of the subject, of the sentence, and the first ones of the paragraph. */
  readonly own: readonly Amount[];
  readonly sentence: readonly Amount[];
  readonly heads: readonly Amount[];
  /** The subject was named right before. */
  readonly fresh: boolean;
  /** The basis that the sentence named for its changes. */
  readonly base: Basis | undefined;
  /** The whole whose parts are being listed. */
  readonly whole: { readonly subject: Subject; readonly amounts: readonly Amount[]; readonly parts: readonly Amount[] } | undefined;
  readings(label: Token): Readings;
  stated(token: Token): StatedFigure;
  place(span: TextSpan): Place;
}

type Parts = Found['parts'];

const ownOf = ({ own }: Standing): Amount | undefined => own.findLast(({ subject }) => subject.basis === 'own');

/** Against what a change is told; undefined where it is of another subject, year or kind. */
export function baseOf(tokens: readonly Token[] | undefined, standing: Standing): Basis | undefined {
  if (!tokens) return standing.base;
  const { year, isBudget } = standing.context;
  const named = tokens.find(({ kind }) => kind === 'label');
  if (named && !isSubject(named, standing)) return undefined;
  const kinds = new Set(tokens.map(({ kind }) => kind));
  const years = tokens.filter(({ kind }) => kind === 'year');
  if (years.some((token) => year === undefined || (token.year !== year && token.year !== year - 1))) return undefined;
  const budgets = tokens.map(({ kind }) => BASES[kind]).filter((basis) => basis !== undefined && basis !== 'own');
  if (kinds.has('yoy') || kinds.has('prior') || years.some((token) => token.year !== year)) {
    // Last year's figure of the same kind; a budget against last year's outlay, or outlay against last year's budget, is another comparison.
    const otherKind = isBudget ? kinds.has('actual') || kinds.has('priorActual') : budgets.length > 0 || kinds.has('priorBudget');
    return otherKind ? undefined : 'prior';
  }
  if (kinds.has('priorBudget')) return isBudget ? 'prior' : undefined;
  if (kinds.has('priorActual')) return isBudget ? undefined : 'prior';
  return budgets[0];
}

/** Whether a name is that of the subject at hand: 比2022年“三公”经费财政拨款年初预算28.00万元减少…. */
function isSubject(label: Token, { subject, readings }: Standing): boolean {
  const reading: Address | undefined = readings(label).all[0];
  return reading !== undefined && (subject?.readings.some((one) => sameAddress(one, reading)) ?? false);
}

/** 比上年增加284.20万元，增长139.96%. */
export function changeOf({ parts, same }: Found, standing: Standing): Change | undefined {
  const candidates = changed(standing);
  const old = parts.old?.[0];
  const known = standing.own.find(({ subject }) => subject.basis === 'prior');
  const base = baseOf(parts.base, standing) ?? (known ? 'prior' : undefined);
  const amount = parts.amount?.[0] ?? zero(parts.bare?.[0]);
  // 增长-5.54% says with a sign what others say with a word; what goes up by less than nothing is not judged.
  const signed = parts.rate?.[0]?.figure?.value.isNegative() === true;
  const rate = signed ? undefined : parts.rate?.[0];
  const rateWords = signed ? undefined : parts.rateDir;
  const span = spanOf(parts.same ?? parts.dir ?? parts.rateDir ?? parts.base ?? []);
  if (base === undefined || !span || candidates.length === 0 || !(amount || rate || same)) return undefined;
  return {
    kind: 'change',
    subjects: candidates.map(({ subject }) => subject),
    current: candidates.map(({ amount: current }) => current),
    base,
    direction: same ? 0 : directionOf(parts.dir ?? rateWords),
    ...(old?.figure ? { old: standing.stated(old) } : known && base === 'prior' ? { old: known.figure } : {}),
    ...(amount?.figure ? { amount: standing.stated(amount) } : {}),
    ...(rate?.figure ? { rate: standing.stated(rate) } : {}),
    rateDirection: directionOf(rateWords) || undefined,
    explained: standing.context.explained,
    place: standing.place(span),
  };
}

/** 增加0: a bare number is an amount only where it is nothing. */
const zero = (token: Token | undefined): Token | undefined => (token?.figure?.value.isZero() ? token : undefined);

interface Candidate {
  readonly subject: Subject;
  readonly amount?: Amount;
}

/** Whose change it is: a name right before it; else the last figure, or the first of the sentence; behind all parts of something unknown it may be of that. */
function changed(standing: Standing): Candidate[] {
  const { subject, fresh, sentence, heads, whole } = standing;
  if (!subject) return [];
  const amount = ownOf(standing);
  const nearest: Candidate = amount ? { subject: amount.subject, amount } : { subject };
  if (fresh) return [nearest];
  if (whole && whole.subject.readings.length === 0 && whole.parts.length > 1) return [nearest, { subject: whole.subject }];
  const isOwn = (one: Amount): boolean => one.subject.basis === 'own';
  const first = sentence.find(isOwn) ?? heads.find(isOwn);
  return first && first !== amount ? [nearest, { subject: first.subject, amount: first }] : [nearest];
}

/** 占本年收入合计的99.76%. */
export function shareOf(parts: Parts, standing: Standing): Share | undefined {
  const [rate] = parts.rate ?? [];
  const label = parts.whole?.[0];
  const amount = ownOf(standing);
  const part = amount?.subject ?? standing.subject;
  if (!part || !rate?.figure) return undefined;
  const { scope } = standing.context;
  const readings = label ? readingsIn(label, scope, '') : { all: [], strong: 0 };
  if (label && readings.all.length === 0) return undefined;
  // 占总支出决算的 within …，其中：: the total may be that of the list.
  const isTotal = label === undefined || TOTALS.has(readings.all[0].measure);
  const stated = isTotal ? standing.whole?.amounts.find(({ subject }) => subject.basis === 'own') : undefined;
  // A chapter on a fund that says neither income nor outlay is about that of which the part is one.
  const measure = scope.measure ?? (Object.keys(scope.members).length > 0 ? part.readings[0]?.measure : undefined);
  const whole: Subject | undefined = label
    ? { readings: readings.all, strong: readings.strong, basis: 'own', name: label.text, place: standing.place(label) }
    : standing.whole?.subject;
  return {
    kind: 'share',
    part,
    ...(amount ? { amount } : {}),
    ...(whole ? { whole } : {}),
    scope: measure === undefined ? undefined : { measure, members: scope.members },
    ...(stated ? { stated } : {}),
    rate: standing.stated(rate),
  };
}

/** 共涉及资金254.50万元，占项目支出总额的100%: of money that has no name, a share of a whole that has one; `found` is what stands at 占. */
export function asideShareOf(found: Found | undefined, money: Token, { stated, place }: Standing): Share | undefined {
  const [label] = found?.parts.whole ?? [];
  const [rate] = found?.parts.rate ?? [];
  if (found?.means !== 'share' || !label || !rate?.figure) return undefined;
  // 项目支出 may be that of one fund: the budget's of which performance is asked.
  const readings = readingsIn(label, NOTHING, '').all.flatMap(({ measure, members }) =>
    ASIDE_FUNDS.map((fund): Address => ({ measure, members: { ...members, ...fund } })),
  );
  if (readings.length === 0) return undefined;
  const part: Subject = { readings: [], strong: 0, basis: 'own', name: '', place: place(money) };
  return {
    kind: 'share',
    part,
    amount: { kind: 'amount', subject: part, figure: stated(money) },
    whole: { readings, strong: readings.length, basis: 'own', name: label.text, place: place(label) },
    scope: undefined,
    rate: stated(rate),
    unsure: true,
  };
}

/** 完成年初预算的105.74%; `budgeted` is a budget stated on the way (完成预算28万元的82.5%). */
export function completionOf(
  parts: Parts,
  standing: Standing,
): { readonly completion: Completion; readonly budgeted?: Amount } | undefined {
  const { subject } = standing;
  const [rate] = parts.rate ?? [];
  if (!subject || !rate?.figure) return undefined;
  const actual = ownOf(standing);
  const named = baseOf(parts.basis, standing);
  const vague = named === undefined || named === 'own' || named === 'budget';
  const [stated] = parts.stated ?? [];
  const basis: Basis = named === undefined || named === 'own' ? 'budget' : named;
  const budgeted: Amount | undefined = stated?.figure
    ? { kind: 'amount', subject: { ...subject, basis }, figure: standing.stated(stated) }
    : undefined;
  const amounts = budgeted ? [...standing.own, budgeted] : standing.own;
  const budgets = amounts.filter((one) => one.subject.basis !== 'own' && one.subject.basis !== 'prior');
  const completion: Completion = {
    kind: 'completion',
    subject: actual?.subject ?? subject,
    ...(actual ? { actual } : {}),
    base: vague ? 'budget' : named,
    stated: vague ? budgets : budgets.filter((one) => one.subject.basis === named),
    rate: standing.stated(rate),
  };
  return { completion, ...(budgeted ? { budgeted } : {}) };
}

/** 支出决算数大于年初预算数; `tokens` are those of the turn. */
export function comparisonOf(tokens: readonly Token[], parts: Parts, standing: Standing): Comparison | undefined {
  const { subject, own } = standing;
  const word = tokens.find(({ kind }) => kind === 'greater' || kind === 'less' || kind === 'equal');
  const base = baseOf(parts.basis, standing);
  if (!subject || !word || !base) return undefined;
  const actual = ownOf(standing);
  const stated = own.find((one) => one.subject.basis === base || (base === 'budget' && one.subject.basis !== 'own'));
  return {
    kind: 'comparison',
    subject,
    base: stated?.subject.basis ?? base,
    sign: word.kind === 'greater' ? 1 : word.kind === 'less' ? -1 : 0,
    ...(actual ? { actual } : {}),
    ...(stated ? { stated } : {}),
    place: standing.place(word),
  };
}

function directionOf(tokens: readonly Token[] | undefined): 1 | -1 | 0 | undefined {
  const kinds = new Set((tokens ?? []).map(({ kind }) => kind));
  const up = kinds.has('up') || kinds.has('upRate') || kinds.has('greater');
  const down = kinds.has('down') || kinds.has('downRate') || kinds.has('less');
  return up === down ? undefined : up ? 1 : -1;
}

function spanOf(tokens: readonly Token[]): TextSpan | undefined {
  return tokens.length > 0 ? { start: tokens[0].start, end: tokens.at(-1)!.end } : undefined;
}
