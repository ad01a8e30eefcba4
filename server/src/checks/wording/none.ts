/**
 * Statements of none in prose (没有使用政府性基金预算拨款安排的支出) with a figure of just that thing in a table. The words and what they mean are in data/none.json.
 * Conditions, other years and reasons say nothing of this year's tables.
 */
import { t } from '@vscode/l10n';
import { once } from '../../base/once.ts';
import type { BoundCell, BoundTable } from '../../disclosure/bind/types.ts';
import { cellTitle, type LocatedCell, placeOfCell, writtenValue } from '../../disclosure/cells.ts';
import { chapterKeyOf } from '../../disclosure/chapter-title.ts';
import type { Disclosure } from '../../disclosure/disclosure.ts';
import type { Finding } from '../../disclosure/finding.ts';
import type { Place } from '../../disclosure/place.ts';
import { placeOf, type Section } from '../../disclosure/section.ts';
import { isWithin } from '../../prose/facts.ts';
import { BASIS, membersOf } from '../../prose/roles.ts';
import data from '../data/none.json' with { type: 'json' };
import { alternatives, compile } from './notation.ts';
import { clauseBefore, isOwn } from './own.ts';
import { inPassages, isQuoted, type Passage, perReading, type Reading, type Sentence, sentencesOf, spanIn } from './reading.ts';

/** What a statement speaks of, as addresses of the model. */
interface Subject {
  readonly words: readonly string[];
  readonly measures: readonly string[];
  readonly members: Readonly<Record<string, string>>;
}

/** A figure on another basis was planned only. */
const OUTLAY = membersOf('own', false);

const SUBJECTS = data.subjects as unknown as readonly Subject[];

/** Longer words first: 公务用车购置费 is not 公务用车. */
const WORDS = SUBJECTS.flatMap((subject) => subject.words.map((word) => ({ word, subject }))).sort((a, b) => b.word.length - a.word.length);
const MATCHERS = WORDS.map(({ word, subject }) => ({ subject, pattern: compile(`^(?:${word})$`, {}, '') }));
const THING = alternatives(WORDS.map(({ word }) => word));
/** The parts of the pattern by name: how none is said, of what, and what follows. */
const NAMED = data.pattern
  .replace('(〈无〉)(〈动〉)?', '(?<none>(〈无〉)(〈动〉)?)')
  .replace('(〈事〉)', '(?<thing>〈事〉)')
  .replace('(〈尾〉)', '(?<rest>〈尾〉)');
const STATEMENT = compile(NAMED, { ...data.lists, 事: WORDS.map(({ word }) => word).join('|') });
const HINT = new RegExp(`${alternatives(data.lists.无.split('|'))}[^。;]{0,4}?${THING}`);

interface Spoken {
  readonly text: string;
  readonly from: number;
  /** What its clause says before it: whose it is. */
  readonly before: string;
  readonly subject: Subject;
  /** Only income or only expenditure is spoken of. */
  readonly measures: readonly string[];
  /** 无…预算 speaks of the budget. */
  readonly budget: boolean;
}

interface Statement extends Spoken {
  readonly place: Place;
}

const statementsOf = once((section: Section): readonly Statement[] =>
  section.tree.ground !== 'text' || data.skipped.includes(chapterKeyOf(section))
    ? []
    : spokenAt(section).map(({ found, passage }) => statedAt(section, passage, found)),
);

const statedAt = (section: Section, passage: Passage, one: Spoken): Statement => ({
  ...one,
  place: placeOf(section, spanIn(passage, one.from, one.from + one.text.length)),
});

const spokenIn = perReading((reading: Reading): readonly Spoken[] => {
  if (!HINT.test(reading.text)) return [];
  return sentencesOf(reading).flatMap((sentence) => {
    if (!HINT.test(sentence.text)) return [];
    if (data.unless.some((word) => sentence.text.includes(word)) || /\d{4}年/.test(otherYears(sentence))) return [];
    return [...sentence.text.matchAll(STATEMENT)].flatMap((match) => spokenOf(reading, sentence, match));
  });
});

const spokenAt = inPassages(({ kind, reading }) => (kind === 'paragraph' ? spokenIn(reading) : []));

/** A sentence without the year at its beginning, which is the disclosure's or a finding of its own. */
const otherYears = ({ text }: Sentence): string => text.replace(/^[\u4e00-\u9fff()]{0,30}?(?:19|20)\d\d年度?/, '');

function spokenOf(reading: Reading, sentence: Sentence, match: RegExpExecArray): Spoken[] {
  const { none, thing, rest } = match.groups!;
  const from = sentence.from + match.index;
  const found = MATCHERS.find(({ pattern }) => pattern.test(thing));
  if (!found || isQuoted(reading, from)) return [];
  const { subject } = found;
  const flows = subject.measures.filter((measure) => rest.includes(measure) || rest.includes('收支'));
  const measures = subject.measures.length > 1 && flows.length > 0 ? flows : subject.measures;
  // 未安排公务接待费 says what was planned, 未安排因公出国（境）活动 what was done.
  const planned = none.includes(data.planned) && !thing.includes('活动');
  const budget = planned || data.basisWords.some((word) => rest.endsWith(word));
  return [{ text: match[0], from, before: clauseBefore(sentence.text, match.index), subject, measures, budget }];
}

const largestIn = once<BoundTable, Map<string, LocatedCell | undefined>>(() => new Map());

/** The largest figure of a table at the addresses that a statement speaks of; looked for once in a table that stays. */
function contradicting(table: BoundTable, { subject, measures }: Spoken): LocatedCell | undefined {
  const known = largestIn(table);
  const key = `${subject.words[0]} ${measures.join()}`;
  if (!known.has(key)) known.set(key, largestOf(table, subject, measures));
  return known.get(key);
}

function largestOf(table: BoundTable, subject: Subject, measures: readonly string[]): LocatedCell | undefined {
  let best: LocatedCell | undefined;
  for (const row of table.rows)
    for (const cell of row.cells) {
      if (!speaksOf(cell, subject, measures) || (cell.model?.value ?? 0) <= (best?.cell.model?.value ?? 0)) continue;
      best = { table, row, cell };
    }
  return best;
}

/** Whether a cell states part of what is said not to be; a printed 0.00 states nothing. */
function speaksOf({ address, model }: BoundCell, subject: Subject, measures: readonly string[]): boolean {
  if (!address || model?.state !== 'typed' || !model.value || !measures.includes(address.measure)) return false;
  const basis = address.members[BASIS];
  if (basis !== undefined && !OUTLAY.includes(basis)) return false;
  return Object.entries(subject.members).every(([dimension, member]) => {
    const own = address.members[dimension];
    return own !== undefined && isWithin(dimension, own, member);
  });
}

/** Findings on statements of none that a table contradicts. */
export function noneFindings({ sections, tables, formSet, head }: Disclosure): Finding[] {
  return sections.flatMap(({ section }) =>
    statementsOf(section).flatMap((statement) => {
      if ((statement.budget && formSet.kind === '决算') || !isOwn(statement.before, head.unit)) return [];
      const cells = tables.flatMap((table) => contradicting(table, statement) ?? []);
      return cells.length > 0 ? [contradiction(statement, cells)] : [];
    }),
  );
}

function contradiction({ text, place }: Statement, cells: readonly LocatedCell[]): Finding {
  const first = cells.reduce((a, b) => (b.cell.model!.value! > a.cell.model!.value! ? b : a));
  const figure = writtenValue(first.cell, first.cell.model!.value);
  return {
    code: 'stated-none-but-figures',
    severity: 'error',
    message: t('"{0}", but {1} has {2}.', text, cellTitle(first), figure),
    place,
    related: cells.map((one) => ({
      message: `${cellTitle(one)} ${writtenValue(one.cell, one.cell.model!.value)}`,
      place: placeOfCell(one),
    })),
    data: { stated: '0', found: figure },
  };
}
