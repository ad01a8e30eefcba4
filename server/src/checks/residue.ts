/** What a template left behind in the text: alternatives nobody decided, placeholders, figures nobody wrote; and what was typed twice. The words are in data/structure.json. */
import { t } from '@vscode/l10n';
import type { Line, OpenerLine } from 'budget-grammar';
import type { Finding, Fix } from '../disclosure/finding.ts';
import { linesThat } from '../disclosure/per-line.ts';
import { placeOf, type Section } from '../disclosure/section.ts';
import words from './data/structure.json' with { type: 'json' };

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (list: readonly string[]): string => `(?:${list.map(escaped).join('|')})`;

/** A pair of single characters is a word of its own in 增（减）变动情况; before a figure it is the template's. */
const FIGURE_AHEAD = '(?=\\s*-?[\\dXx×])';
const CHOICES = words.choices.flatMap(([more, less]) =>
  [
    [more, less],
    [less, more],
  ].map(([first, second]) => ({
    more,
    less,
    pattern: new RegExp(`${first}\\s*(?:[（(]\\s*${second}\\s*[）)]|[/／]${second})${more.length === 1 ? FIGURE_AHEAD : ''}`, 'g'),
  })),
);
const MASK = words.placeholders.map(escaped).join('');
const PLACEHOLDER = new RegExp(
  `(?<![A-Za-z0-9${MASK}])(?:20)?[${MASK}]{2,}\\s*(?!${anyOf(words.notUnits)})${anyOf(words.placeholderUnits)}`,
  'g',
);
const MASKED = new RegExp(`[${MASK}]{2}`);
const NO_FIGURE = new RegExp(`${anyOf(words.figureWords)}\\s*${anyOf(words.figureUnits)}`, 'g');
/** A row of dots stands for what was to be written; within a quotation it may belong to what is quoted. */
const DOTS = /(?:…{2,}|\.{6,})(?<![“《][^”》]{0,80})(?=[。；，、]|$)/g;

const MARK = `[${words.marks.map(escaped).join('')}]`;
const DOUBLED_MARK = new RegExp(`${MARK}{2,}`, 'g');
/** Four characters and more are never said twice in a row on purpose; shorter words are (该专项资金资金到位率), but for those that join sentences. */
const DOUBLED_WORD = new RegExp(`([\\u4e00-\\u9fff]{4,16})：?\\1|(${anyOf(words.doubledWords)})\\2`, 'g');

/** A shorter word at the end of a clause or before an amount begins no other word: 绩效目标目标，, 项目资金资金353万元. Verbs are said twice on purpose. */
const DOUBLED_NOUN = new RegExp(
  `(?!${anyOf(words.saidTwiceOnPurpose)})([\\u4e00-\\u9fff]{2,3})\\1(?=[，。；：、！？）”,;:!?)]|$|\\s*\\d[\\d,.]*\\s*万?元)`,
  'g',
);

/** What any of the above begins with; most paragraphs hold none of it, and one look tells. */
const SUSPECT = new RegExp(
  [
    `${anyOf(words.choices.flat())}\\s*[（(/／]`,
    `[${MASK}]{2}`,
    '……|\\.{6}',
    `${anyOf(words.figureWords)}\\s*${anyOf(words.figureUnits)}`,
    `${MARK}{2}`,
    `(${anyOf(words.doubledWords)})\\1`,
  ].join('|'),
);
const SAID_TWICE = /([\u4e00-\u9fff]{4,16})：?\1|([\u4e00-\u9fff]{2,3})\2(?=[^\u4e00-\u9fff]|$)/;

/** Nearly nothing that is asked for is there, which one look tells without a copy of the pattern. */
function hitsOf(pattern: RegExp, text: string, offset: number): Hit[] {
  pattern.lastIndex = 0;
  if (!pattern.test(text)) return [];
  pattern.lastIndex = 0;
  return [...text.matchAll(pattern)].map((match) => ({
    start: offset + match.index,
    end: offset + match.index + match[0].length,
    text: match[0],
  }));
}

const isSuspect = (text: string): boolean => SUSPECT.test(text) || SAID_TWICE.test(text);

const hasPlaceholder = (text: string): boolean => hitsOf(PLACEHOLDER, text, 0).length > 0;

function isSuspectLine(line: Line, text: string): boolean {
  switch (line.kind) {
    case 'paragraph':
      return line.inlines.length > 0 && isSuspect(text.slice(line.inlines[0].start, line.inlines.at(-1)!.end));
    case 'heading':
      return hasPlaceholder(line.text.text);
    default:
      return line.kind === 'opener' && line.path.some((piece) => hasPlaceholder(piece.text));
  }
}

/** The lines of a section worth a closer look: paragraphs and headings of a text section, headings within a form. */
const suspects = linesThat(isSuspectLine, ({ ground, text }) => ground === 'text' || MASKED.test(text));

/** The stretches of a line that are printed as typed and worth a closer look, with their offsets in the section. */
function runsOf({ tree }: Section, line: Line): { readonly text: string; readonly start: number }[] {
  if (line.kind !== 'paragraph') return [];
  const runs = line.inlines.filter(({ kind }) => kind === 'run').map(({ start, end }) => ({ text: tree.text.slice(start, end), start }));
  return runs.filter(({ text }) => isSuspect(text));
}

/** Findings on the paragraphs of a text section and the headings within a form; a line's alternatives are one finding, so that a copied template is not a wall of them. */
export function residueFindings(section: Section): Finding[] {
  return suspects(section.tree).flatMap((line) => {
    if (line.kind === 'opener') return headingResidue(section, line);
    if (line.kind === 'heading') return placeholders(section, hitsOf(PLACEHOLDER, line.text.text, line.text.start));
    const runs = runsOf(section, line);
    return [
      ...undecided(section, runs),
      ...runs.flatMap(({ text, start }) => [...unfilled(section, text, start), ...doubled(section, text, start)]),
    ];
  });
}

/** Headings within a form bear their weight: 年度绩效目标 1 (XX分). Rows of dots are some forms' own. */
const headingResidue = (section: Section, { path }: OpenerLine): Finding[] =>
  path.flatMap(({ text, start }) => placeholders(section, hitsOf(PLACEHOLDER, text, start)));

function undecided(section: Section, runs: readonly { readonly text: string; readonly start: number }[]): Finding[] {
  const hits = runs
    .flatMap(({ text, start }) =>
      CHOICES.flatMap(({ pattern, more, less }) => hitsOf(pattern, text, start).map((hit) => ({ ...hit, more, less }))),
    )
    .sort((a, b) => a.start - b.start);
  const [first, ...others] = hits;
  if (!first) return [];
  const keep = (side: 'more' | 'less'): Fix => ({
    title: t('Keep {0}', [...new Set(hits.map((hit) => hit[side]))].join('、')),
    edits: hits.map((hit) => ({ place: placeOf(section, hit), text: hit[side] })),
  });
  return [
    {
      code: 'template-residue',
      severity: 'warning',
      message: t(
        'The template’s alternatives were left standing: {0}. Write the one that holds.',
        [...new Set(hits.map(({ text }) => text))].join('、'),
      ),
      place: placeOf(section, first),
      ...(others.length > 0 ? { related: others.map((hit) => ({ message: hit.text, place: placeOf(section, hit) })) } : {}),
      fixes: [keep('more'), keep('less')],
    },
  ];
}

const warning = (section: Section, hit: Hit, message: string): Finding => ({
  code: 'template-residue',
  severity: 'warning',
  message,
  place: placeOf(section, hit),
});

const placeholders = (section: Section, hits: readonly Hit[]): Finding[] =>
  hits.map((hit) => warning(section, hit, t('"{0}" is a placeholder of the template; write what belongs there.', hit.text)));

const unfilled = (section: Section, text: string, offset: number): Finding[] => [
  ...placeholders(section, [...hitsOf(PLACEHOLDER, text, offset), ...hitsOf(DOTS, text, offset)]),
  ...hitsOf(NO_FIGURE, text, offset).map((hit) => warning(section, hit, t('There is no figure in "{0}".', hit.text))),
];

function doubled(section: Section, text: string, offset: number): Finding[] {
  const finding = (hit: Hit, once: string): Finding => ({
    code: 'doubled-text',
    severity: 'warning',
    message: t('"{0}" was typed twice in a row, or two marks meet.', hit.text),
    place: placeOf(section, hit),
    fixes: [{ title: t('Change to {0}', once), edits: [{ place: placeOf(section, hit), text: once }], preferred: true }],
  });
  const words = hitsOf(DOUBLED_WORD, text, offset);
  const nouns = hitsOf(DOUBLED_NOUN, text, offset).filter((noun) => !words.some(({ start, end }) => start < noun.end && noun.start < end));
  return [
    ...hitsOf(DOUBLED_MARK, text, offset).map((hit) => finding(hit, strongest(hit.text))),
    ...[...words, ...nouns].map((hit) => finding(hit, hit.text.slice(-Math.floor(hit.text.length / 2)))),
  ];
}

/** Of marks that meet, the one that ends a sentence stays, else the first. */
const strongest = (marks: string): string => /。/.exec(marks)?.[0] ?? marks[0];
