/** The contents page lists the chapters, headings and tables that there are; required chapters are there. */
import { t } from '@vscode/l10n';
import { matchKey } from 'budget-grammar';
import { once } from '../base/once.ts';
import { isTableChapter, parted, textChapter } from '../disclosure/chapter-title.ts';
import type { Disclosure, ReadSection } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import type { Place } from '../disclosure/place.ts';
import { headerOf, placeOf, type Section } from '../disclosure/section.ts';
import type { ChapterForm, FormSet } from '../forms/types.ts';
import { writesChapter } from '../prose/standard/chapters.ts';

const CONTENTS = '目录';

interface Title {
  readonly key: string;
  readonly level: number;
  readonly text: string;
  readonly place: Place;
}

/** A title without its number, marks, years and the page it stands on: 第一部分　2023年度概况……3 → 概况. */
function keyOf(text: string): string {
  return matchKey(text)
    .replace(/(?:[.…·．]{2,}|-{2,})-?\d*-?$/, '')
    .replace(/^第[一二三四五六七八九十]+(?:部分|章)/, '')
    .replace(/20\d\d年度?/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The headings of a section, without their numbers. */
const headingsOf = once((section: Section): readonly Title[] =>
  section.tree.lines.flatMap((line): Title[] =>
    line.kind === 'heading' ? [{ key: keyOf(line.text.text), level: line.level, text: line.text.text, place: placeOf(section, line) }] : [],
  ),
);

/** The lines of the contents page that name something. */
function entriesOf(section: Section): Title[] {
  return section.tree.lines.flatMap((line): Title[] => {
    if (line.kind !== 'heading' && line.kind !== 'paragraph') return [];
    const end = line.comment?.start ?? line.end;
    const whole = section.tree.text.slice(line.start, end);
    const text = line.number ? whole.slice(line.number.end - line.start) : whole;
    const key = keyOf(text.replace(/^#+/, ''));
    return key === '' || key === CONTENTS || /^\d+$/.test(key)
      ? []
      : [{ key, level: line.level ?? 0, text: text.trim(), place: placeOf(section, line) }];
  });
}

/** What a page of this disclosure bears for a title, wherever. */
function knownKeys(disclosure: Disclosure): string[] {
  const { head, formSet, sections } = disclosure;
  const fill = (text: string): string => text.replaceAll('{unit}', head.unit).replaceAll('{year}', `${head.fiscalYear ?? head.year}`);
  const own = sections.flatMap(({ section }) => {
    const header = headerOf(section);
    return [...headingsOf(section).map(({ key }) => key), keyOf(header?.title.text ?? ''), keyOf(header?.parameter?.text ?? '')];
  });
  const forms = [...formSet.tables, ...formSet.performance].flatMap(({ title, aliases }) => [title, ...aliases]);
  return [...own, ...forms.map(keyOf), ...formSet.chapters.flatMap(({ title, section }) => [keyOf(fill(title)), keyOf(section)])].filter(
    Boolean,
  );
}

const names = (key: string, other: string): boolean => key === other || key.includes(other) || other.includes(key);

/** Findings on a contents page that was typed: entries that name nothing, and headings of the first level that it leaves out of a chapter whose others it lists. */
export function contentsFindings(disclosure: Disclosure): Finding[] {
  const page = disclosure.sections.find(({ role }) => role.kind === 'chapter' && role.key === CONTENTS);
  const entries = page ? entriesOf(page.section) : [];
  if (entries.length === 0) return [];
  const known = knownKeys({ ...disclosure, sections: disclosure.sections.filter((entry) => entry !== page) });
  const exact = new Set(known);
  const unknown = entries.filter(
    (entry) => !exact.has(entry.key) && !known.some((other) => names(entry.key, other)) && !isPart(entry, disclosure),
  );
  return [
    ...unknown.map((entry) => differ(entry.place, t('The contents page lists "{0}", but nothing here has that title.', entry.text))),
    ...disclosure.sections.filter((entry) => entry !== page).flatMap((entry) => leftOut(entry, entries)),
  ];
}

/** Whether an entry means a part of the print, whatever it is called there: the tables, 概况. */
function isPart({ text }: Title, { sections }: Disclosure): boolean {
  const parts = parted(text.replace(/[.…·．\-\s]+[(（]?\d*[)）]?$/, ''));
  const chapter = textChapter(parts);
  return isTableChapter(parts) || sections.some(({ role }) => role.kind === 'chapter' && role.title === chapter);
}

function leftOut({ section, role }: ReadSection, entries: readonly Title[]): Finding[] {
  if (role.kind !== 'chapter') return [];
  const first = headingsOf(section).filter(({ level }) => level === 1);
  const missing = first.filter(({ key }) => !entries.some((entry) => names(entry.key, key)));
  if (missing.length * 2 >= first.length) return [];
  return missing.map((title) =>
    differ(title.place, t('The contents page does not list "{0}", though it lists the headings beside it.', title.text)),
  );
}

const differ = (place: Place, message: string): Finding => ({ code: 'contents-differ', severity: 'warning', message, place });

interface Required {
  readonly chapter: ChapterForm;
  /** The titles under which it may be there, as titles are compared. */
  readonly keys: readonly string[];
}

/** The chapters of text that a form set requires. */
const requiredOf = once((formSet: FormSet): readonly Required[] =>
  formSet.chapters
    .filter((chapter) => chapter.required && !chapter.tables)
    .map((chapter) => ({ chapter, keys: [chapter.section, ...chapter.aliases, ...chapter.includes].map(matchKey) })),
);

/** The chapter of text that alone is missing of those that the form set requires; a document that has fewer is not written yet, or discloses otherwise. */
export function missingChapterFindings(disclosure: Disclosure): Finding[] {
  const { formSet, sections, head, tables } = disclosure;
  // With a few tables only it is still being written; without any it is one of prose.
  if (tables.length > 0 && tables.length * 2 <= formSet.tables.length) return [];
  const there = new Set(sections.flatMap(({ role }) => (role.kind === 'chapter' ? [role.key] : [])));
  const required = requiredOf(formSet);
  const [missing, ...others] = required.filter(({ keys }) => !keys.some((key) => there.has(key)));
  if (!missing || others.length > 0 || required.length < 3) return [];
  // What the form set writes is printed, so it is there.
  if (writesChapter(disclosure, missing.chapter)) return [];
  const form = head.properties.get('版式');
  const place = form ? placeOf(sections[0].section, form) : { section: sections[0].section.id, start: 0, end: 0 };
  return [
    {
      code: 'missing-chapter',
      severity: 'information',
      message: t('{0} asks for the chapter {1}; this disclosure has none.', formSet.name, `【${missing.chapter.section}】`),
      place,
    },
  ];
}
