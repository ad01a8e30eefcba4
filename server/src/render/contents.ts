/** 目录: what a generated contents page lists. */
import { numbered } from '../forms/numbering.ts';
import type { PageChapter, PageEntry, PageTable } from './page.ts';

/** The anchor of an official table in the HTML of its page. */
export const tableAnchor = (table: Pick<PageTable, 'role' | 'title'>): string => `table-${table.role || table.title}`;

/** Chapters, and in each its headings of the first level or its official tables. */
export function entriesOf(chapters: readonly PageChapter[], tables: readonly PageTable[]): PageEntry[] {
  return chapters.flatMap((chapter): PageEntry[] => {
    if (chapter.blocks.some(({ kind }) => kind === 'contents')) return [];
    const own: PageEntry = { level: 1, text: [chapter.number, chapter.title].filter(Boolean).join(' '), anchor: chapter.anchor };
    const below = chapter.blocks.flatMap((block): PageEntry[] => {
      if (block.kind === 'heading' && block.level === 1) return [{ level: 2, text: block.text, anchor: block.anchor }];
      if (block.kind !== 'tables') return [];
      return tables.map((table, i) => ({ level: 2, text: `${numbered('一、', i + 1)}${table.title}`, anchor: tableAnchor(table) }));
    });
    return own.text === '' ? below : [own, ...below];
  });
}
