/**
 * Figures and phrases of sentences as `{…}`. Each proposal is read and computed before it is made, so what it prints is known:
 * where that is what the sentence says already, the published text stays the same to the character.
 */
import { type Expression, parseSection } from 'budget-grammar';
import type { Place } from '../../disclosure/place.ts';
import type { Section } from '../../disclosure/section.ts';
import type { Comparison } from '../../forms/types.ts';
import type { Address } from '../../model/types.ts';
import type { Basis } from '../../prose/basis.ts';
import type { Known } from '../../prose/known.ts';
import type { Ledger } from '../../prose/ledger.ts';
import type { ReferenceContext } from '../../prose/reference/context.ts';
import { pathsOf } from '../../prose/reference/paths.ts';
import { resolveReference } from '../../prose/reference/resolve.ts';
import type { Amount, Change, Completion, Share, StatedFigure, Statement, Subject } from '../../prose/statements.ts';
import { byTopic, topicAt } from './topic.ts';

export interface Rewrite {
  /** What is replaced. */
  readonly place: Place;
  /** `{…}` */
  readonly text: string;
  readonly printed: string;
  /** Whether that is what stands there now. */
  readonly same: boolean;
}

export interface RewriteGround {
  readonly section: Section;
  readonly context: ReferenceContext;
  readonly ledger: Ledger;
}

/** The figures that a statement states, where a finding on it may stand. */
export function figuresOf(statement: Statement): readonly (StatedFigure | undefined)[] {
  switch (statement.kind) {
    case 'amount':
      return [statement.figure];
    case 'change':
      return [statement.amount, statement.rate];
    case 'share':
    case 'completion':
      return [statement.rate];
    default:
      return [];
  }
}

/** Every way in which a statement can be written as a reference, those that change nothing first. */
export function rewritesOf(statement: Statement, ground: RewriteGround): Rewrite[] {
  const all = proposals(statement, ground);
  return [...all.filter(({ same }) => same), ...all.filter(({ same }) => !same)];
}

function proposals(statement: Statement, ground: RewriteGround): Rewrite[] {
  switch (statement.kind) {
    case 'amount':
      return amountRewrites(statement, ground);
    case 'change':
      return changeRewrites(statement, ground);
    case 'share':
      return shareRewrites(statement, ground);
    case 'completion':
      return completionRewrites(statement, ground);
    default:
      return [];
  }
}

const PREFIX: Readonly<Partial<Record<Basis, string>>> = { own: '', prior: '上年.', initial: '年初预算.' };

/** The paths of a known figure, the table of which the chapter speaks first. */
function pathsTo(address: Address, { context, section }: RewriteGround, at: number): string[] {
  const paths = byTopic(pathsOf(address, context), topicAt(section, at), ({ table }) => table);
  return paths.map(({ text }) => text);
}

const addressOf = ({ figure, address }: Known): Address => figure?.address ?? address;

/** How a figure of a basis is named: another year's by a prefix, 全年预算数 by its own column. */
function namesOf(known: Known, basis: Basis, ground: RewriteGround, at: number): string[] {
  const prefix = PREFIX[basis] ?? '';
  const inTables = known.figure?.cells.some(({ cell }) =>
    ground.context.disclosure.tables.some(({ cells }) => cells.get(cell.key) === cell),
  );
  // What this document's own tables state needs no other year.
  const own = prefix !== '' && inTables ? pathsTo(addressOf(known), ground, at) : [];
  return [...own, ...pathsTo(prefix === '' ? addressOf(known) : known.address, ground, at).map((path) => `${prefix}${path}`)];
}

function amountRewrites({ subject, figure, ...rest }: Amount, ground: RewriteGround): Rewrite[] {
  const { known } = ground.ledger.resolve({ subject, figure, ...rest });
  if (!known?.figure) return [];
  const names = namesOf(known, subject.basis, ground, figure.place.start);
  const { unit } = figure.written;
  const isOther = unit !== '' && figure.written.scale.money !== undefined && unit !== ground.context.style.unit;
  const { place } = figure;
  return names.flatMap((name) =>
    isOther ? attempt(`{金额(${name}，${unit})}`, withUnit(place, unit, ground), ground) : attempt(`{${name}}`, place, ground),
  );
}

/** The numeral and the unit right behind it. */
function withUnit(place: Place, unit: string, { section }: RewriteGround): Place | undefined {
  const end = place.end + unit.length;
  const behind = section.tree.text.slice(place.end, end);
  return behind === unit || (unit === '%' && behind === '％') ? { section: place.section, start: place.start, end } : undefined;
}

/** What may be meant by a subject: the figure that its sentence states, else all that is known. */
function knownsOf(amount: Amount | undefined, subject: Subject, { ledger }: RewriteGround): readonly Known[] {
  const resolved = amount && ledger.resolve(amount).known;
  return resolved ? [resolved] : ledger.allKnown(subject, 'own');
}

function namesOfSubject(amount: Amount | undefined, subject: Subject, ground: RewriteGround, at: number): string[] {
  return knownsOf(amount, subject, ground).flatMap((known) => namesOf(known, 'own', ground, at));
}

function changeRewrites(change: Change, ground: RewriteGround): Rewrite[] {
  const second = change.base === 'prior' ? '' : change.base === 'initial' || change.base === 'budget' ? '，年初预算' : undefined;
  if (second === undefined) return [];
  const names = change.subjects.flatMap((subject, i) => namesOfSubject(change.current[i], subject, ground, change.place.start));
  const calls = names.flatMap((name) => ['增减', '变动'].map((word) => `{${word}(${name}${second})}`));
  return calls.flatMap((text) => {
    const printed = printedOf(text, ground.context);
    if (printed === undefined) return [];
    const place = phraseAt(change, printed, ground);
    return place ? rewrite(text, printed, place, ground) : [];
  });
}

/** The stretch of the sentence that a phrase would replace: the same words, or the same wording with other figures. */
function phraseAt(change: Change, printed: string, { section, context }: RewriteGround): Place | undefined {
  const { text } = section.tree;
  const figures = [change.amount, change.rate].flatMap((one) => (one ? [one.place] : []));
  const start = Math.min(change.place.start, ...figures.map((place) => place.start));
  const end = Math.max(change.place.end, ...figures.map((place) => place.end));
  const covers = (from: number, to: number): boolean => from <= start && to >= end;
  const from = text.lastIndexOf('\n', start) + 1;
  const behind = text.indexOf('\n', end);
  const line = text.slice(from, behind < 0 ? text.length : behind);
  for (let at = line.indexOf(printed); at >= 0; at = line.indexOf(printed, at + 1))
    if (covers(from + at, from + at + printed.length)) return { section: section.id, start: from + at, end: from + at + printed.length };
  for (const match of line.matchAll(wordingOf(context))) {
    const at = from + match.index;
    if (covers(at, at + match[0].length)) return { section: section.id, start: at, end: at + match[0].length };
  }
  return undefined;
}

const AMOUNT = '-?[\\d,，]+(?:[.．]\\d+)?(?:亿元|百万元|万元|千元|元)';
const RATE = '\\d+(?:[.．]\\d+)?[%％]';

/** The phrases of the form set with any figures in them, the longest first. */
function wordingOf({ names: { formSet }, disclosure: { head } }: ReferenceContext): RegExp {
  const { prior, budget, other, change } = formSet.wording;
  const year = head.fiscalYear;
  const phrases = [prior, budget, other, change].flatMap(({ increase, decrease, fromZero, equal }: Comparison) => [
    increase,
    decrease,
    fromZero,
    equal,
  ]);
  const sources = [...new Set(phrases)]
    .sort((a, b) => b.length - a.length)
    .map((phrase) =>
      phrase
        .replaceAll('{年度}', `${year ?? ''}`)
        .replaceAll('{上年度}', year === undefined ? '' : `${year - 1}`)
        .split(/(\{差额\}|\{幅度\})/)
        .map((part) => (part === '{差额}' ? AMOUNT : part === '{幅度}' ? RATE : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
        .join(''),
    );
  return new RegExp(sources.join('|'), 'g');
}

function shareRewrites({ part, amount, whole, scope, stated, rate }: Share, ground: RewriteGround): Rewrite[] {
  const { ledger } = ground;
  const parts = namesOfSubject(amount, part, ground, rate.place.start);
  const wholes = [
    ...(stated ? namesOfSubject(stated, stated.subject, ground, rate.place.start) : []),
    ...(whole ? namesOfSubject(undefined, whole, ground, rate.place.start) : []),
    ...(!whole && scope
      ? [ledger.known(scope, 'own') ?? []].flat().flatMap((known) => namesOf(known, 'own', ground, rate.place.start))
      : []),
  ];
  const place = withUnit(rate.place, '%', ground);
  return pairs(parts, wholes).flatMap(([one, other]) => attempt(`{占比(${one}，${other})}`, place, ground));
}

function completionRewrites({ subject, actual, base, stated, rate }: Completion, ground: RewriteGround): Rewrite[] {
  const { ledger } = ground;
  const at = rate.place.start;
  const names = namesOfSubject(actual, subject, ground, at);
  const bases = stated.flatMap((one) => {
    const { known } = ledger.resolve(one);
    return known && one.subject.basis !== 'initial' ? namesOf(known, one.subject.basis, ground, at) : [];
  });
  const place = withUnit(rate.place, '%', ground);
  const usual = base === 'initial' || base === 'budget' ? names.map((name) => `{完成(${name})}`) : [];
  const named = pairs(names, bases).map(([one, other]) => `{完成(${one}，${other})}`);
  return [...usual, ...named].flatMap((text) => attempt(text, place, ground));
}

/** More combinations than these are not tried. */
const MOST_PAIRS = 12;

const pairs = (a: readonly string[], b: readonly string[]): [string, string][] =>
  a.flatMap((one) => b.flatMap((other): [string, string][] => (one === other ? [] : [[one, other]]))).slice(0, MOST_PAIRS);

function attempt(text: string, place: Place | undefined, ground: RewriteGround): Rewrite[] {
  const printed = place && printedOf(text, ground.context);
  return place && printed !== undefined ? rewrite(text, printed, place, ground) : [];
}

const rewrite = (text: string, printed: string, place: Place, { section }: RewriteGround): Rewrite[] => [
  { place, text, printed, same: section.tree.text.slice(place.start, place.end) === printed },
];

/** What a text in braces prints, read as the document would be; undefined if it comes to nothing. */
function printedOf(text: string, context: ReferenceContext): string | undefined {
  const expression = expressionOf(text);
  if (!expression) return undefined;
  const { text: printed, problem } = resolveReference(expression, context, text);
  return problem || printed === '' ? undefined : printed;
}

function expressionOf(text: string): Expression | undefined {
  for (const line of parseSection(`字${text}字`, 'text', () => false).lines)
    if (line.kind === 'paragraph')
      for (const inline of line.inlines)
        if (inline.kind === 'reference' && inline.end - inline.start === text.length) return inline.expression;
  return undefined;
}
