/**
 * What of a disclosure's prose the form set writes: chapters that were left out, and headings with nothing below them.
 * It is prose like any other, read by the same grammar; it stands in no file and says so by its section's number.
 */
import { type HeadingLine, matchKey, parseSection, type SectionTree } from 'budget-grammar';
import { once } from '../../base/once.ts';
import type { Disclosure, ReadSection } from '../../disclosure/disclosure.ts';
import { headerOf, type Section } from '../../disclosure/section.ts';
import { labelKey } from '../../forms/names.ts';
import { numbered } from '../../forms/numbering.ts';
import type { ChapterForm, FormSet } from '../../forms/types.ts';
import type { ReferenceContext } from '../reference/context.ts';
import { expand } from './expand.ts';

/** Standard text at one place. */
export interface StandardText {
  readonly chapter: ChapterForm;
  /** The prose as a section of its own, without a header; its id is below 0 as that of everything that nobody typed. */
  readonly section: Section;
  /** The lines, `{…}` left in. */
  readonly lines: readonly string[];
  /** Where it stands: below a heading, in a section that has a header only, or in place of a chapter left out. */
  readonly below: { readonly section: Section; readonly heading?: HeadingLine } | undefined;
}

/** Sections that are not there are counted from −1 down, tables first. */
const FIRST_ID = -1_000_000;

const hasText = ({ standard }: FormSet, chapter: ChapterForm): boolean =>
  standard.has(labelKey(chapter.section)) || chapter.headings.some((heading) => standard.has(labelKey(heading)));

const hasTables = ({ tables }: Disclosure): boolean => tables.some(({ unfilled }) => !unfilled);

/** Whether the form set has words for a chapter that a disclosure leaves out; whether all their figures are known is not asked. */
export const writesChapter = (disclosure: Disclosure, chapter: ChapterForm): boolean =>
  hasTables(disclosure) && hasText(disclosure.formSet, chapter);

/** Every standard text of a disclosure, in the order of the chapters; none for a disclosure without any table. `context` is the disclosure's. */
export function standardTexts(disclosure: Disclosure, context: ReferenceContext): readonly StandardText[] {
  if (!hasTables(disclosure)) return [];
  const chapters = disclosure.formSet.chapters.filter((chapter) => !chapter.tables && hasText(disclosure.formSet, chapter));
  const found: Omit<StandardText, 'section'>[] = chapters.flatMap((chapter) => {
    const typed = sectionsOf(chapter, disclosure);
    const own = typed.filter(({ role }) => role.kind === 'chapter' && bears([chapter.section, ...chapter.aliases], role.title));
    if (own.length === 0) return whole(chapter, typed, context, undefined);
    const [first] = own;
    if (own.length === 1 && isEmpty(first, disclosure)) return whole(chapter, typed, context, { section: first.section });
    return own.flatMap((read) => emptyHeadings(read, disclosure).flatMap((heading) => partOf(chapter, read.section, heading, context)));
  });
  return found.map((text, i) => ({ ...text, section: sectionOf(text.lines, FIRST_ID - i, context) }));
}

const bears = (names: readonly string[], title: string): boolean => names.some((name) => matchKey(name) === matchKey(title));

/** All sections that are printed in a chapter. */
const sectionsOf = ({ section, aliases, includes }: ChapterForm, { sections }: Disclosure): ReadSection[] =>
  sections.filter(({ role }) => role.kind === 'chapter' && bears([section, ...aliases, ...includes], role.title));

const treesIn = once<ReferenceContext, Map<string, SectionTree>>(() => new Map());

/** The same text is read once a context, so that its references are worked out once. */
function sectionOf(lines: readonly string[], id: number, context: ReferenceContext): Section {
  const known = treesIn(context);
  const text = lines.join('\n');
  const tree = known.get(text) ?? parseSection(text, 'text', () => false);
  known.set(text, tree);
  return { id, tree };
}

/** Headings without their numbers and without a year before them: 2025年部门预算收支情况说明. */
const headingKey = (text: string): string =>
  labelKey(text)
    .replace(/^(?:\d{4})年度?/, '')
    .replace(/[。:：]$/, '');

/** What stands before a chapter's headings. */
function openingOf({ section }: ChapterForm, context: ReferenceContext): readonly string[] {
  const blocks = context.names.formSet.standard.get(labelKey(section));
  return blocks ? expand(blocks, context) : [];
}

function whole(
  chapter: ChapterForm,
  typed: readonly ReadSection[],
  context: ReferenceContext,
  below: StandardText['below'],
): Omit<StandardText, 'section'>[] {
  const { standard } = context.names.formSet;
  const written = new Set(typed.flatMap(({ section }) => headingsOf(section).map(({ text }) => headingKey(text.text))));
  const opening = openingOf(chapter, context);
  let count = 0;
  const parts = chapter.headings.flatMap((heading) => {
    const blocks = standard.get(labelKey(heading));
    const body = blocks && !written.has(headingKey(heading)) ? expand(blocks, context) : [];
    return body.length > 0 ? [`${numbered('一、', ++count)}${heading}`, ...body] : [];
  });
  const lines = [...opening, ...parts];
  return lines.length > 0 ? [{ chapter, lines, below }] : [];
}

function partOf(chapter: ChapterForm, section: Section, heading: HeadingLine, context: ReferenceContext): Omit<StandardText, 'section'>[] {
  const { standard } = context.names.formSet;
  const key = headingKey(heading.text.text);
  const known = chapter.headings.find((one) => headingKey(one) === key);
  const blocks = standard.get(labelKey(heading.text.text)) ?? (known === undefined ? undefined : standard.get(labelKey(known)));
  const lines = blocks ? expand(blocks, context) : [];
  return lines.length > 0 ? [{ chapter, lines, below: { section, heading } }] : [];
}

const headingsOf = ({ tree }: Section): HeadingLine[] => tree.lines.filter((line): line is HeadingLine => line.kind === 'heading');

const isText = ({ kind }: { readonly kind: string }): boolean => kind !== 'blank' && kind !== 'header';

/** A header with nothing below it, here or in what goes on with it. */
const isEmpty = (read: ReadSection, disclosure: Disclosure): boolean =>
  headerOf(read.section) !== undefined && !read.section.tree.lines.some(isText) && !goesOn(read, disclosure);

/** Whether a grid or 【续】 follows: then what stands below the last heading may be there. Forms of projects have their own text before them. */
function goesOn(read: ReadSection, { sections }: Disclosure): boolean {
  const next = sections[sections.indexOf(read) + 1]?.role.kind;
  return next === 'grid' || next === 'continued';
}

/** Headings with nothing below them before the next heading of their level or above. */
function emptyHeadings(read: ReadSection, disclosure: Disclosure): HeadingLine[] {
  const lines = read.section.tree.lines.filter(isText);
  return lines.filter((line, i): line is HeadingLine => {
    if (line.kind !== 'heading') return false;
    const next = lines[i + 1];
    if (!next) return !goesOn(read, disclosure);
    return next.kind === 'heading' && next.level <= line.level;
  });
}
