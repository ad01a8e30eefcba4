/**
 * Another institution's name where only the author's own can stand: in the explanation of an account, before a figure that is stated as one's own, in a title. What remains of last year's file, or of a neighbour's.
 * The words are in data/organisations.json. A name counts if it begins with a region and ends as institutions do.
 */
import { t } from '@vscode/l10n';
import { type Line, matchKey, type PropertyLine } from 'budget-grammar';
import { once } from '../../base/once.ts';
import { UNIT_KEYS } from '../../disclosure/bind/captions.ts';
import { chapterKeyOf } from '../../disclosure/chapter-title.ts';
import type { Disclosure, ReadSection } from '../../disclosure/disclosure.ts';
import type { Finding } from '../../disclosure/finding.ts';
import type { Place } from '../../disclosure/place.ts';
import { placeOf, type Section } from '../../disclosure/section.ts';
import data from '../data/organisations.json' with { type: 'json' };
import { alternatives } from './notation.ts';
import { inPassages, isQuoted, type Passage, passagesOf, perReading, type Reading, sentencesOf, spanIn, squeeze } from './reading.ts';

const HAN = '[\\u4e00-\\u9fff]';
/** A region's own name, then the shortest run of characters that ends as an institution does, as far as such endings follow each other. */
const NAME = `(?<name>(?<region>${HAN}{2,7}?(?:${data.regions.join('|')}))${HAN}{0,18}?${alternatives(data.endings)}(?:${alternatives(data.endings)})?)`;
const YEAR = '(?:(?:19|20)\\d\\d年度?)';

/** 指景德镇市医疗保障局机关基本支出. */
const SPENDER = new RegExp(
  `(?:^|[,、:;(]|${alternatives(data.before)})(?!${alternatives(data.before)})${NAME}(?=${alternatives(data.behindSpender)})`,
  'g',
);
/** 2023年度某市某局收入总计…, 某市某局2023年度收入总计…. */
const SUBJECT = new RegExp(`^${YEAR}?${NAME}(?:本级|机关)?${YEAR}?的?${alternatives(data.subjects)}[^。;]{0,40}?\\d`);
/** The number of a part belongs to no name. */
const TITLE = new RegExp(`^(?:第${HAN}{1,2}部分)?(?!第${HAN}{1,2}部分)${YEAR}?${NAME}(?:本级|机关)?${YEAR}?${alternatives(data.titles)}`);

/** A cell that is nothing but such a name. */
const WHOLE = new RegExp(`^${NAME}(?:本级|机关)?$`);

interface Named {
  readonly name: string;
  readonly place: Place;
  /** In the explanation of an account even the department above is another institution. */
  readonly spender: boolean;
}

/** What a section is depends on the form set, so it is kept with the section as it was read. */
const namedIn = once((entry: ReadSection): readonly Named[] => {
  const { section, role } = entry;
  if (role.kind === 'table') return captionNames(section);
  return section.tree.ground !== 'text' || chapterKeyOf(section) === '附件' ? [] : [...spenders(entry), ...subjects(section)];
});

const isCaption = (line: Line): line is PropertyLine => line.kind === 'property' && UNIT_KEYS.has(matchKey(line.key.text));

/** 部门：… as it was pasted from above an official table. */
function captionNames(section: Section): Named[] {
  return section.tree.lines.filter(isCaption).flatMap(({ values }) => {
    const cell = values[0];
    const name = cell?.kind === 'text' ? squeeze(cell.text) : '';
    return WHOLE.test(name) ? [{ name, place: placeOf(section, cell), spender: false }] : [];
  });
}

const isRegion = (region: string): boolean => !data.notRegions.some((word) => region.includes(word));
const isFunder = (name: string): boolean => data.funders.some((word) => name.includes(word));

/** Institutions that explanations of accounts name as those who spend. */
function spenders({ section, role }: ReadSection): Named[] {
  if (role.kind !== 'chapter' || !role.entries) return [];
  const lines = new Set(role.entries.filter(({ path }) => path).map(({ line }) => line));
  return passagesOf(section)
    .filter(({ line }) => lines.has(line.line))
    .flatMap((passage) => spendersIn(passage.reading).map((hit) => namedAt(section, passage, hit, true)));
}

function subjects(section: Section): Named[] {
  const contents = chapterKeyOf(section) === '目录';
  return subjectsAt(section, contents).map(({ found, passage }) => namedAt(section, passage, found, false));
}

interface Hit {
  readonly name: string;
  readonly from: number;
}

const spendersIn = perReading((reading: Reading): readonly Hit[] =>
  [...reading.text.matchAll(SPENDER)].flatMap((match) => hitAt(reading, match, 0)),
);

const subjectsIn = perReading((reading: Reading, isTitle: boolean): readonly Hit[] =>
  sentencesOf(reading).flatMap(({ text, from }) => {
    const match = (isTitle ? TITLE : SUBJECT).exec(text);
    return match ? hitAt(reading, match, from) : [];
  }),
);

const subjectsAt = inPassages(({ reading, kind }, contents: boolean) =>
  subjectsIn(reading, contents || kind === 'title' || kind === 'heading'),
);

function hitAt(reading: Reading, match: RegExpExecArray, sentence: number): Hit[] {
  const { name, region } = match.groups!;
  const from = sentence + match.index + match[0].indexOf(name);
  return isRegion(region) && !isFunder(name) && !isQuoted(reading, from) ? [{ name, from }] : [];
}

const namedAt = (section: Section, passage: Passage, { name, from }: Hit, spender: boolean): Named => ({
  name,
  place: placeOf(section, spanIn(passage, from, from + name.length)),
  spender,
});

/** Whether the characters of one name stand in another in their order: 医保局 in 医疗保障局. */
function abbreviates(short: string, long: string): boolean {
  let at = 0;
  for (const char of short) {
    at = long.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Whether two names may be of one institution: the same, one shortened, or one within the other. */
const isSame = (a: string, b: string): boolean => abbreviates(a, b) || abbreviates(b, a);

/** The words of a section that connect institutions with the document's author: forms, tables and 概况 name the departments above and below it. */
const relatingWords = once((section: Section): string => {
  const { ground, lines, text } = section.tree;
  const relates = ground === 'sheet' || chapterKeyOf(section) === '概况';
  const typed = relates ? lines.filter((line) => !isCaption(line)).map((line) => text.slice(line.start, line.end)) : [];
  return squeeze(typed.join('\n'));
});

/** One finding a foreign name, with every place where it stands. */
export function foreignNameFindings(disclosure: Disclosure): Finding[] {
  const { head } = disclosure;
  const unit = squeeze(head.unit);
  const own = [unit, squeeze(head.properties.get('简称')?.value.text ?? '')].filter((name) => name.length >= 4);
  if (own.length === 0) return [];
  const foreign = disclosure.sections.flatMap(namedIn).filter(({ name }) => !own.some((one) => isSame(name, one)));
  if (foreign.length === 0) return [];
  const isRelated = (name: string): boolean => disclosure.sections.some(({ section }) => relatingWords(section).includes(name));
  const strange = foreign.filter(({ name, spender }) => spender || !isRelated(name));
  return groupNames(strange).map((group) => foreignFinding(group, head.unit));
}

/** Spellings of one name together, in the order of their first places. */
function groupNames(named: readonly Named[]): Named[][] {
  const groups: Named[][] = [];
  for (const one of named) {
    const group = groups.find(([first]) => isSame(first.name, one.name));
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

function foreignFinding([first, ...others]: readonly Named[], unit: string): Finding {
  return {
    code: 'foreign-unit',
    severity: 'warning',
    message: t('This is the disclosure of {0}, but here {1} is named as if it were its own.', unit, first.name),
    place: first.place,
    ...(others.length > 0 ? { related: others.map(({ name, place }) => ({ message: name, place })) } : {}),
    data: { unit, named: first.name },
  };
}
