/** From a disclosure to the page that is printed. */
import { builtInCatalogue } from '../accounts/builtin.ts';
import type { AccountCatalogue } from '../accounts/types.ts';
import type { Disclosure, ReadSection } from '../disclosure/disclosure.ts';
import { follows, isBare } from '../disclosure/left-out-tables.ts';
import { placeOf, type Section } from '../disclosure/section.ts';
import { isOf, tableByTitle } from '../forms/registry.ts';
import { referenceContext } from '../prose/reference/context.ts';
import { type StandardText, standardTexts } from '../prose/standard/chapters.ts';
import { type ChapterDraft, chaptersOf } from './chapters.ts';
import { entriesOf } from './contents.ts';
import { fill, placeholdersOf, yearOf } from './fill.ts';
import { gridPage } from './grid-page.ts';
import type { Page, PageBlock, PageChapter, PageTable } from './page.ts';
import { performancePage } from './performance-page.ts';
import { type AskContext, proseOf, standardBlocks } from './prose.ts';
import { tablePage } from './table-page.ts';

const CONTENTS = '目录';
const TABLE_WORD = '表';

/**
 * The disclosure as published: official tables in the form set's order, or the author's where their numbers are not the form set's, chapters with everything that is printed in them.
 *
 * Tables that were not typed are printed where all their figures follow from the others. `catalogue` names accounts whose author typed their codes only.
 */
export function pageOf(disclosure: Disclosure, catalogue: AccountCatalogue = builtInCatalogue()): Page {
  const { head, formSet } = disclosure;
  const tables = tablesOf(disclosure, catalogue);
  const context: AskContext = () => referenceContext(disclosure, undefined, catalogue);
  const standard = standardTexts(disclosure, context());
  const written = new Map(standard.filter(({ below }) => !below).map((text) => [text.chapter, standardBlocks(text, context)]));
  const print = (read: ReadSection): PageBlock[] => blocksOf(read, disclosure, tables, context, standard);
  const chapters = withAnchors(chaptersOf(disclosure, print, written));
  return {
    unit: head.unit,
    year: yearOf(head),
    kind: head.kind,
    title: head.title ?? fill(formSet.title, placeholdersOf(head)),
    tables,
    chapters: chapters.map((chapter) => withContents(chapter, chapters, tables)),
  };
}

function tablesOf(disclosure: Disclosure, catalogue: AccountCatalogue): PageTable[] {
  const { head, formSet, evaluation } = disclosure;
  const naming = { catalogue, formSet, year: head.fiscalYear };
  const pages = formSet.tables.flatMap((form) => {
    // A section that types columns of the model only says nothing of the table that the form prints.
    const typed = disclosure.tables.filter((one) => isOf(form, one.form) && !one.modelOnly);
    const derived = typed.every(isBare) ? disclosure.leftOut.find((one) => one.form === form && follows(one, evaluation)) : undefined;
    return (derived ? [derived] : typed).map((table) => ({ table, page: tablePage(table, evaluation, head, naming) }));
  });
  // Who numbers his tables otherwise than the form set has them in another order.
  if (pages.some(({ table }) => table.number !== table.form.number)) {
    const place = new Map(disclosure.tables.map((table, i) => [table, i]));
    pages.sort((a, b) => (place.get(a.table) ?? place.size) - (place.get(b.table) ?? place.size));
  }
  return pages.map(({ page }) => page);
}

function blocksOf(
  { section, role }: ReadSection,
  disclosure: Disclosure,
  tables: readonly PageTable[],
  context: AskContext,
  standard: readonly StandardText[],
): PageBlock[] {
  if (role.kind === 'performance') return [{ kind: 'table', table: performancePage(role.performance, disclosure.head) }];
  if (role.kind === 'grid') return [{ kind: 'table', table: gridPage(section) }];
  if (role.kind === 'tables' && section.tree.ground === 'sheet') return linesOf(section);
  const blocks = proseOf(section, context, standard).map((block) => withTable(block, disclosure, tables));
  const isContents = role.kind === 'chapter' && role.key === CONTENTS;
  return isContents && blocks.length === 0 ? [{ kind: 'contents', entries: [] }] : blocks;
}

/** What stands below the title of the chapter of tables: 详见附表。 */
const linesOf = (section: Section): PageBlock[] =>
  section.tree.lines.flatMap((line) => {
    if (line.kind !== 'row') return [];
    const text = section.tree.text.slice(line.start, line.comment?.start ?? line.end).trim();
    return [{ kind: 'paragraph', runs: [{ text, derived: false }], source: placeOf(section, line) }];
  });

/** `{表：公开09表}` prints the table here. */
function withTable(block: PageBlock, { formSet }: Disclosure, tables: readonly PageTable[]): PageBlock {
  if (block.kind !== 'insert' || block.word !== TABLE_WORD) return block;
  const form = tableByTitle(formSet, block.text);
  const table = form && tables.find(({ role }) => role === form.role);
  return table ? { kind: 'table', table } : block;
}

function withAnchors(drafts: readonly ChapterDraft[]): PageChapter[] {
  return drafts.map(({ number, title, source, blocks }, index) => {
    const anchor = `chapter-${index + 1}`;
    let headings = 0;
    return {
      number,
      title,
      anchor,
      blocks: blocks.map((block) => (block.kind === 'heading' ? { ...block, anchor: `${anchor}-heading-${++headings}` } : block)),
      ...(source ? { source } : {}),
    };
  });
}

function withContents(chapter: PageChapter, chapters: readonly PageChapter[], tables: readonly PageTable[]): PageChapter {
  if (!chapter.blocks.some(({ kind }) => kind === 'contents')) return chapter;
  const entries = entriesOf(chapters, tables);
  return { ...chapter, blocks: chapter.blocks.map((block) => (block.kind === 'contents' ? { ...block, entries } : block)) };
}
