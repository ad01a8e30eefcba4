/** 预算 where the disclosure is a 决算 or the other way round, and 部门 beside 单位. The words are in data/kinds.json. */
import { t } from '@vscode/l10n';
import { once } from '../../base/once.ts';
import { chapterKeyOf } from '../../disclosure/chapter-title.ts';
import type { Disclosure } from '../../disclosure/disclosure.ts';
import type { Finding } from '../../disclosure/finding.ts';
import type { Place } from '../../disclosure/place.ts';
import { placeOf, type Section } from '../../disclosure/section.ts';
import type { FormSet } from '../../forms/types.ts';
import data from '../data/kinds.json' with { type: 'json' };
import { compile } from './notation.ts';
import { inPassages, isQuoted, type Passage, perReading, type Reading, sentencesOf, spanIn, type Words } from './reading.ts';

type Kind = '决算' | '预算';
const isKind = (kind: string): kind is Kind => kind === '决算' || kind === '预算';

interface Phrase {
  readonly pattern: RegExp;
  readonly wrong: string;
  readonly right?: string;
  readonly unless: readonly string[];
}

interface RawPhrase {
  readonly pattern: string;
  readonly wrong: string;
  readonly right?: string;
  readonly unless?: readonly string[];
}

const toPhrase = ({ pattern, wrong, right, unless = [] }: RawPhrase): Phrase => ({
  pattern: compile(pattern, {}),
  wrong,
  ...(right === undefined ? {} : { right }),
  unless,
});

/** What a kind of disclosure calls by the other kind's name, in titles and in phrases. */
const titlesOf = (kind: Kind): Phrase[] => {
  const { patterns, wrong, right } = data.titles[kind];
  return patterns.map((pattern) => toPhrase({ pattern, wrong, right, unless: data.titlesUnless }));
};
const phrasesOf = (kind: Kind): Phrase[] => (data.phrases[kind] as readonly RawPhrase[]).map(toPhrase);

const TITLES: Readonly<Record<Kind, readonly Phrase[]>> = { 决算: titlesOf('决算'), 预算: titlesOf('预算') };
const PHRASES: Readonly<Record<Kind, readonly Phrase[]>> = { 决算: phrasesOf('决算'), 预算: phrasesOf('预算') };

/** What nobody says of either kind: 一般公共决算 comes of replacing every 预算 of another file. */
const NEVER: readonly Phrase[] = (data.neverSaid as readonly RawPhrase[]).map(toPhrase);

const isContents = (section: Section): boolean => chapterKeyOf(section) === '目录';
const isTitle = ({ kind }: Words): boolean => kind === 'title' || kind === 'heading';
const isAnnex = (section: Section): boolean => chapterKeyOf(section) === '附件';

/** Findings on one section: titles and fixed phrases of the other kind. A passage that names another year speaks of that year's. */
export function kindFindings(section: Section, kind: string, year: number | undefined): Finding[] {
  if (!isKind(kind) || section.tree.ground !== 'text' || isAnnex(section)) return [];
  const contents = isContents(section);
  return hitsAt(section, contents, kind, year).map(({ found, passage }) => hitFinding(section, passage, found, kind));
}

const namesOtherYear = (text: string, year: number | undefined): boolean => {
  const years = [...text.matchAll(/(?:19|20)\d\d(?=年)/g)].map(([digits]) => Number(digits));
  return years.length > 0 && year !== undefined && !years.includes(year);
};

interface Hit {
  readonly from: number;
  readonly to: number;
  /** The whole of what was said. */
  readonly text: string;
  readonly right?: string;
  /** It is wrong in disclosures of both kinds. */
  readonly never?: boolean;
}

const hitsIn = perReading(readHits);

const hitsAt = inPassages((words, contents: boolean, kind: Kind, year: number | undefined) =>
  hitsIn(words.reading, contents || isTitle(words), kind, year),
);

function readHits(reading: Reading, asTitle: boolean, kind: Kind, year: number | undefined): readonly Hit[] {
  if (!/[预决]算/.test(reading.text)) return [];
  const kinds = namesOtherYear(reading.text, year) ? [] : (asTitle ? TITLES : PHRASES)[kind];
  const hits = [
    ...NEVER.flatMap((phrase) => hitsOf(reading, phrase).map((hit) => ({ ...hit, never: true }))),
    ...kinds.flatMap((phrase) => hitsOf(reading, phrase)),
  ];
  return hits.filter(({ from }, i) => hits.findIndex((other) => other.from === from) === i);
}

function hitsOf(reading: Reading, { pattern, wrong, right, unless }: Phrase): Hit[] {
  return sentencesOf(reading).flatMap((sentence) => {
    if (unless.some((word) => sentence.text.includes(word))) return [];
    return [...sentence.text.matchAll(pattern)].flatMap((match): Hit[] => {
      const from = sentence.from + match.index + match[0].lastIndexOf(wrong);
      if (isQuoted(reading, from)) return [];
      return [{ from, to: from + wrong.length, text: match[0], ...(right === undefined ? {} : { right }) }];
    });
  });
}

function hitFinding(section: Section, passage: Passage, { from, to, text, right, never }: Hit, kind: Kind): Finding {
  const place = placeOf(section, spanIn(passage, from, to));
  return {
    code: 'kind-wording',
    severity: 'warning',
    message: never
      ? t('There is no "{0}"; {1} is meant.', text, right ?? '')
      : t('This is a {0}, but "{1}" is said of a {2}.', kind, text, kind === '决算' ? '预算' : '决算'),
    place,
    ...(right === undefined ? {} : { fixes: [{ title: t('Change to {0}', right), edits: [{ place, text: right }], preferred: true }] }),
  };
}

type Level = '部门' | '单位';
const LEVELS: readonly Level[] = ['部门', '单位'];

const SELF: Readonly<Record<Level, readonly RegExp[]>> = {
  部门: [compile(data.self.部门, {}), compile(data.selfTitles.部门, {})],
  单位: [compile(data.self.单位, {}), compile(data.selfTitles.单位, {})],
};

interface Naming {
  readonly level: Level;
  readonly text: string;
  readonly place: Place;
}

/** Where a section calls its author 本部门 or 本单位, and its own titles 部门决算 or 单位决算. */
const namingsOf = once((section: Section): readonly Naming[] =>
  data.chapters.includes(chapterKeyOf(section)) ? calledAt(section).map(({ found, passage }) => namingOf(section, passage, found)) : [],
);

interface Called {
  readonly level: Level;
  readonly from: number;
  readonly text: string;
}

const calledIn = perReading((reading: Reading, asTitle: boolean): readonly Called[] =>
  LEVELS.flatMap((level) =>
    [...reading.text.matchAll(SELF[level][asTitle ? 1 : 0])]
      .map((match) => ({ level, from: match.index, text: match[0] }))
      .filter(({ from }) => !isQuoted(reading, from)),
  ),
);

const calledAt = inPassages((words) => calledIn(words.reading, isTitle(words)));

const namingOf = (section: Section, passage: Passage, { level, from, text }: Called): Naming => ({
  level,
  text,
  place: placeOf(section, spanIn(passage, from, from + text.length)),
});

/** Whether a form set is that of a 部门 or of a single 单位, by its printed title. */
const levelOf = ({ title, kind }: FormSet): Level | undefined => LEVELS.find((level) => title.includes(`${level}${kind}`));

/** One hint a document that calls its author by both names: the first place of the name that its form set does not use. */
export function mixedNameFindings({ formSet, sections }: Disclosure): Finding[] {
  const level = levelOf(formSet);
  if (!level) return [];
  const namings = sections.flatMap(({ section }) => (section.tree.ground === 'text' ? namingsOf(section) : []));
  const other = namings.filter((naming) => naming.level !== level);
  const own = namings.length - other.length;
  const [first, ...rest] = other;
  if (!first || own === 0) return [];
  return [
    {
      code: 'kind-wording',
      severity: 'hint',
      message: t(
        '{0} is for a {1}, and this text speaks {2} times of the {1} and {3} times of the {4}; one name will do.',
        formSet.name,
        level,
        `${own}`,
        `${other.length}`,
        first.level,
      ),
      place: first.place,
      ...(rest.length > 0 ? { related: rest.map(({ text, place }) => ({ message: text, place })) } : {}),
      data: { [level]: `${own}`, [first.level]: `${other.length}` },
    },
  ];
}
