/** Titles of chapters as they are printed: with the number of the part, the unit and the year. 第一部分　青山县审计局概况 is the chapter 概况. The words are in data/chapters.json. */
import { matchKey } from 'budget-grammar';
import { once } from '../base/once.ts';
import words from './data/chapters.json' with { type: 'json' };
import { headerOf, type Section } from './section.ts';

export interface ChapterTitle {
  /** The number as typed: 第一部分, 一、; empty without one. */
  readonly number: string;
  /** The rest of the title as typed; empty for a lone number. */
  readonly title: string;
}

const PART = /^第[一二三四五六七八九十]+(?:部分|章)/;
const NUMBER = /^(?:第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]+、)[\s\u3000：:、]*/;
const YEARS = /20\d\d年度?/g;
/** （见附表） */
const BRACKETS = /\([^()]*\)$/;

/** 第一部分　概况 → 第一部分 and 概况. */
export function parted(text: string): ChapterTitle {
  const number = NUMBER.exec(text)?.[0] ?? '';
  return { number: number.replace(/[\s\u3000：:]+$/, ''), title: text.slice(number.length).trim() };
}

/** The title of a section's header in parts. In 【第一部分：概况】 the colon stands between the two. */
export const titlePartsOf = once((section: Section): ChapterTitle => {
  const header = headerOf(section);
  const parts = parted(header?.title.text ?? '');
  return parts.title === '' && parts.number !== '' && header?.parameter ? { ...parts, title: header.parameter.text } : parts;
});

/** The section title of the chapter of text that a printed title means: 概况 for 部门概况. */
export function textChapter({ number, title }: ChapterTitle): string | undefined {
  const key = matchKey(title).replace(YEARS, '');
  /** Without a number 项目基本情况 may be anything; 部门基本情况 is the author's own. */
  const isOwn = (ending: string): boolean => words.own.some((word) => key === word + ending) || key === ending;
  const means = (section: string, ending: string): boolean =>
    key.endsWith(ending) && (number !== '' || ending === section || ending.endsWith('说明') || isOwn(ending));
  return words.text.find(([section, ...endings]) => endings.some((ending) => means(section, ending)))?.[0];
}

/** Whether a printed title means the chapter of tables: 2023年度部门决算表. A part that ends in 表 and is no table holds them. */
export function isTableChapter({ number, title }: ChapterTitle): boolean {
  const key = matchKey(title).replace(YEARS, '').replace(BRACKETS, '');
  return PART.test(number) ? key.endsWith('表') : words.tables.some((ending) => key.endsWith(ending));
}

/** The chapter that a section is by its title, however it is printed: 概况 for 第一部分　某局概况, 附件 for 第五部分　附件; the title as titles are compared for others. A table is none. */
export const chapterKeyOf = once((section: Section): string => {
  if (section.tree.ground === 'sheet') return matchKey(headerOf(section)?.title.text ?? '');
  const parts = titlePartsOf(section);
  return textChapter(parts) ?? matchKey(parts.title === '' ? (headerOf(section)?.title.text ?? '') : parts.title);
});
