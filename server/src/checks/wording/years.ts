/**
 * Years that are not this disclosure's: what was copied from last year's file. The patterns are in data/years.json.
 *
 * A year is suspect only where it governs what this disclosure states: a title, a sentence that begins with it and gives a figure, the day of its assets, a comparison.
 * Reasons, histories, plans and names of documents have years of their own; a passage that names the right year beside another one is comparing.
 */
import { t } from '@vscode/l10n';
import { chapterKeyOf } from '../../disclosure/chapter-title.ts';
import type { Finding, Fix } from '../../disclosure/finding.ts';
import { placeOf, type Section } from '../../disclosure/section.ts';
import { groupBy } from '../account-rows.ts';
import data from '../data/years.json' with { type: 'json' };
import { compile, type Lists } from './notation.ts';
import {
  inPassages,
  isQuoted,
  type Passage,
  passagesOf,
  perReading,
  type Reading,
  type Sentence,
  sentencesOf,
  spanIn,
  type Words,
} from './reading.ts';

const LISTS: Lists = data.lists;

interface Rule {
  readonly where: readonly string[];
  readonly pattern: RegExp;
  /** Only at the beginning of a sentence. */
  readonly start: boolean;
  readonly kinds?: readonly string[];
  readonly unless: readonly string[];
  /** Words in the sentence that excuse the prior year, by kind of disclosure. */
  readonly unlessPrior: Readonly<Record<string, readonly string[]>>;
}

interface RawRule {
  readonly where: readonly string[];
  readonly pattern: string;
  readonly start?: boolean;
  readonly kinds?: readonly string[];
  readonly unless?: readonly string[];
  readonly unlessPrior?: Readonly<Record<string, readonly string[]>>;
}

const RULES: readonly Rule[] = (data.rules as readonly RawRule[]).map((rule) => ({
  where: rule.where,
  pattern: compile(rule.start ? `^${rule.pattern}` : rule.pattern, LISTS, rule.start ? '' : 'g'),
  start: rule.start ?? false,
  ...(rule.kinds ? { kinds: rule.kinds } : {}),
  unless: rule.unless ?? [],
  unlessPrior: rule.unlessPrior ?? {},
}));

const COMPARISON = compile(data.comparison.pattern, LISTS);
const ABOUT = compile(data.comparison.about, LISTS, '');
/** No longer is what stands before or behind a year that tells of it. */
const LONGEST_DATE = 20;
const YEAR = compile('〈年〉', {}, 'g');
const SOME_YEAR = compile('〈年〉', {}, '');
const YEAR_AHEAD = compile('^〈年〉', {}, '');

const DIGITS = '〇一二三四五六七八九';

/** 2023 or 二〇二三. */
function yearOf(text: string): number {
  const digits = [...text.replace(/[○零O]/g, '〇')].map((char) => (DIGITS.includes(char) ? DIGITS.indexOf(char) : char)).join('');
  return Number(digits);
}

/** A year in the script of another one. */
const writeLike = (typed: string, year: number): string =>
  /\d/.test(typed) ? `${year}` : [...`${year}`].map((digit) => DIGITS[Number(digit)]).join('');

interface Mention {
  /** In the passage's folded text. */
  readonly from: number;
  readonly typed: string;
  readonly year: number;
}

function mentionsIn({ text }: Reading): Mention[] {
  return [...text.matchAll(YEAR)].map((match) => ({
    from: match.index,
    typed: match.groups!.year,
    year: yearOf(match.groups!.year),
  }));
}

/** What a section is, for the rules: text, overview, contents, glossary; undefined where years are the author's own. */
function groundOf(section: Section): string | undefined {
  if (section.tree.ground === 'sheet') return 'note';
  const title = chapterKeyOf(section);
  if (data.skipped.includes(title)) return undefined;
  if (data.overview.includes(title)) return 'overview';
  if (data.contents.includes(title)) return 'contents';
  return data.glossary.includes(title) ? 'glossary' : 'text';
}

/** 202年度, 20233年: a digit is missing or too many, and with it the year would be the disclosure's. */
const BROKEN = /(?<!\d)(?<year>20\d(?=年度)|20\d{3}(?=年))/g;

function brokenYears(reading: Reading, { year }: YearContext): Suspect[] {
  return [...reading.text.matchAll(BROKEN)]
    .filter((match) => isOneDigitOff(match[0], `${year}`) && !isQuoted(reading, match.index))
    .map((match) => ({ from: match.index, typed: match[0], year: Number(match[0]), right: year }));
}

/** Whether one text is the other with one character left out. */
function isOneDigitOff(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.length === short.length + 1 && [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short);
}

interface Suspect extends Mention {
  readonly right: number;
}

export interface YearContext {
  readonly year: number;
  readonly kind: string;
}

/** Findings on the years of a section, one a passage and wrong year. */
export function yearFindings(section: Section, context: YearContext): Finding[] {
  const ground = groundOf(section);
  if (ground === undefined || anySuspect(section, ground, context.year, context.kind).length === 0) return [];
  const passages = passagesOf(section);
  return passages.flatMap((passage, i) => {
    const suspects = suspectsAt(passage, ground, context.year, context.kind);
    if (suspects.length === 0) return [];
    const beside = [passages[i - 1], passages[i + 1]].filter((one) => one !== undefined);
    return findingsOf(
      section,
      passage,
      isTitle(passage) ? suspects : suspects.filter((one) => !isOneOfRow(one, passage, beside, context)),
      context,
    );
  });
}

/** How many characters behind a year tell what it is the year of. */
const TELLING = 4;

const wordsBehind = (text: string, from: number): string =>
  text
    .slice(from, from + LONGEST_DATE)
    .replace(YEAR_AHEAD, '')
    .slice(0, TELLING);

/** What stands behind a year wherever a text names it. */
const thingsOf = perReading(
  (reading: Reading, year: number): ReadonlySet<string> =>
    new Set(mentionsIn(reading).flatMap((one) => (one.year === year ? [wordsBehind(reading.text, one.from)] : []))),
);

/** 2024年收入…, 2025年收入… in two paragraphs: the one beside it has the other year of the same thing. */
const isOneOfRow = (suspect: Suspect, { reading }: Passage, beside: readonly Passage[], { year }: YearContext): boolean =>
  suspect.year === year - 1 &&
  suspect.right === year &&
  beside.some((other) => thingsOf(other.reading, year).has(wordsBehind(reading.text, suspect.from)));

const suspectsIn = perReading(readSuspects);

const isTitle = ({ kind }: Words): boolean => kind !== 'paragraph' && kind !== 'note';

const suspectsAt = (words: Words, ground: string, year: number, kind: string): readonly Suspect[] =>
  suspectsIn(words.reading, ground === 'contents' || !isTitle(words) ? ground : words.kind, year, kind);

const anySuspect = inPassages(suspectsAt);

function readSuspects(reading: Reading, where: string, year: number, kind: string): readonly Suspect[] {
  const context: YearContext = { year, kind };
  const broken = reading.text.includes('20') ? brokenYears(reading, context) : [];
  if (!SOME_YEAR.test(reading.text)) return broken;
  const mentions = mentionsIn(reading).filter(({ from }) => !isQuoted(reading, from));
  const found = new Map<number, Suspect>();
  const add = (mention: Mention, right: number): void => {
    if (mention.year !== right && !found.has(mention.from)) found.set(mention.from, { ...mention, right });
  };
  const compares = mentions.some((mention) => mention.year === year);
  for (const sentence of sentencesOf(reading)) {
    for (const rule of compares ? [] : RULES) {
      if (!rule.where.includes(where) || (rule.kinds && !rule.kinds.includes(kind))) continue;
      const wrong = matchesOf(rule, sentence).flatMap((match) => mentionOf(match, sentence, mentions) ?? []);
      if (wrong.length === 0 || rule.unless.some((word) => sentence.text.includes(word))) continue;
      const sparesPrior = (rule.unlessPrior[kind] ?? []).some((word) => sentence.text.includes(word));
      for (const mention of wrong)
        if (!(sparesPrior && mention.year === year - 1) && !isInRow(mention, sentence, reading)) add(mention, year);
    }
    if (where === 'text') for (const [mention, right] of comparisons(sentence, mentions, context)) add(mention, right);
  }
  return [...broken, ...found.values()];
}

function matchesOf(rule: Rule, { text }: Sentence): RegExpExecArray[] {
  if (!rule.start) return [...text.matchAll(rule.pattern)];
  const match = rule.pattern.exec(text);
  return match ? [match] : [];
}

/** The year that a pattern names, unless it stands in a quotation. */
function mentionOf(match: RegExpExecArray, sentence: Sentence, mentions: readonly Mention[]): Mention | undefined {
  const typed = match.groups!.year;
  const from = sentence.from + match.index + match[0].indexOf(typed);
  // In the order of the text, and nearly always few.
  let [low, high] = [0, mentions.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle].from < from) low = middle + 1;
    else high = middle;
  }
  return mentions[low]?.from === from ? mentions[low] : undefined;
}

/** A year in a list or a span of years: 2021-2023年, 2022年和2023年, 2022、2023年度. */
const IN_ROW = /\d年?度?(?:\d+月)?(?:\d+日)?[至和、\-—~到与及]?$/;
const GOES_ON = /^年?度?(?:[至、\-—~到]|和\d{4}|与\d{4}|及\d{4}|以来|起|以前|之前)/;

function isInRow(mention: Mention, sentence: Sentence, { text }: Reading): boolean {
  const end = mention.from + mention.typed.length;
  const before = text.slice(Math.max(sentence.from, mention.from - LONGEST_DATE), mention.from);
  return IN_ROW.test(before) || GOES_ON.test(text.slice(end, end + LONGEST_DATE));
}

/** A comparison that names no year but its own names the year before the disclosure’s; 与2023年年初预算相比 is one with its own budget. */
function* comparisons(sentence: Sentence, mentions: readonly Mention[], { year }: YearContext): Generator<[Mention, number]> {
  if (!ABOUT.test(sentence.text)) return;
  const end = sentence.from + sentence.text.length;
  const own = mentions.filter(({ from }) => from >= sentence.from && from < end);
  for (const match of sentence.text.matchAll(COMPARISON)) {
    const mention = mentionOf(match, sentence, own);
    if (!mention || mention.year === year - 1) continue;
    // Whose year the figures are of must be known: the disclosure's, or none named before the comparison.
    if (own.some((other) => other.from < mention.from && other.year !== year && other.year !== mention.year)) continue;
    const behind = match[0].slice(match[0].indexOf(mention.typed) + mention.typed.length);
    if (mention.year === year && data.comparison.ownBudget.some((word) => behind.includes(word))) continue;
    yield [mention, year - 1];
  }
}

function findingsOf(section: Section, passage: Passage, suspects: readonly Suspect[], { year, kind }: YearContext): Finding[] {
  const groups = groupBy(suspects, (one) => `${one.year} ${one.right}`);
  return [...groups.values()].map((group) => {
    const place = (one: Suspect) => placeOf(section, spanIn(passage, one.from, one.from + one.typed.length));
    const [first, ...others] = group;
    const fix: Fix = {
      title: t('Change to {0}', writeLike(first.typed, first.right)),
      edits: group.map((one) => ({ place: place(one), text: writeLike(one.typed, one.right) })),
      preferred: true,
    };
    return {
      code: 'suspect-year',
      severity: 'warning',
      message:
        first.right === year
          ? t('This is the {1} of {0}, but here the year is {2}.', `${year}`, kind, `${first.year}`)
          : t('In the {1} of {0} a comparison is with {2}, but here the year is {3}.', `${year}`, kind, `${first.right}`, `${first.year}`),
      place: place(first),
      ...(others.length > 0 ? { related: others.map((one) => ({ message: `${one.year}`, place: place(one) })) } : {}),
      data: { stated: `${first.year}`, expected: `${first.right}` },
      fixes: [fix],
    };
  });
}
