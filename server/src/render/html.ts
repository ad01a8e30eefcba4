/** A page as HTML: one article of semantic markup with a stable id for every cell and block, and what was typed where beside it. */
import type { Place } from '../disclosure/place.ts';
import { columnWidths } from './column-widths.ts';
import { tableAnchor } from './contents.ts';
import type { Page, PageBlock, PageCell, PageChapter, PageRun, PageTable } from './page.ts';
import { style } from './style.ts';

export interface HtmlOptions {
  /** The address under which an image of the document can be shown; undefined if it cannot. Without it images print as their names. */
  readonly resource?: (path: string) => string | undefined;
  /** For the style element where a content security policy asks for one. */
  readonly nonce?: string;
}

/** An element and the source that it shows. */
export interface HtmlElement {
  readonly id: string;
  readonly place: Place;
  /** It is a part of a line: what a reference prints. */
  readonly computed?: boolean;
  /** The first cell on which that rests. */
  readonly target?: Place;
}

/** A table and the element that holds it. */
export interface HtmlTable {
  readonly id: string;
  /** `公开03表 支出决算表` */
  readonly title: string;
}

export interface RenderedHtml {
  /** `<article class="disclosure">…</article>` */
  readonly html: string;
  /** Every element that shows source, in document order. */
  readonly elements: readonly HtmlElement[];
  /** Every table, in document order. */
  readonly tables: readonly HtmlTable[];
}

/** Official tables that ask for more than portrait paper holds (in em of their type) are printed on landscape paper. */
const WIDE = 58;
/** Least widths of tables in em, as the style sheet has them. */
const FITS = [0, 20, 30, 40, 50, 60] as const;
const DEEPEST_HEADING = 6;
const DEEPEST_INDENT = 4;
const IMAGE_WORD = '图片';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for element content and quoted attributes; characters that HTML forbids are dropped. */
export function escapeHtml(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, (found) => ENTITIES[found]);
}

/** Ids hold no blanks, and no point: that parts a table's id from the place of a cell in it. */
const elementId = (wanted: string): string => wanted.replace(/[\s.]+/g, '_');

/** Ids are never the same twice: the second of a kind ends in `-2`. */
class Ids {
  readonly #used = new Map<string, number>();

  take(wanted: string): string {
    const id = elementId(wanted);
    const count = (this.#used.get(id) ?? 0) + 1;
    this.#used.set(id, count);
    return count === 1 ? id : this.take(`${id}-${count}`);
  }
}

const sourceAttributes = (source: Place): string =>
  ` data-section="${source.section}" data-start="${source.start}" data-end="${source.end}"`;

/** One rendering: it hands out ids and keeps what each element shows. */
class Writer {
  readonly elements: HtmlElement[] = [];
  readonly tables: HtmlTable[] = [];
  readonly options: HtmlOptions;
  readonly #ids = new Ids();

  constructor(options: HtmlOptions) {
    this.options = options;
  }

  /** ` id="…"` and, with a source, ` data-section=… data-start=… data-end=…`. */
  attributes(wanted: string, source: Place | undefined, more: Pick<HtmlElement, 'computed' | 'target'> = {}): string {
    const id = this.#ids.take(wanted);
    if (!source) return ` id="${escapeHtml(id)}"`;
    this.elements.push({ id, place: source, ...more });
    return ` id="${escapeHtml(id)}"${sourceAttributes(source)}`;
  }

  /** An id for others to build on. */
  reserve(wanted: string): string {
    return this.#ids.take(wanted);
  }
}

const span = ({ colspan, rowspan }: PageCell): string =>
  (colspan > 1 ? ` colspan="${colspan}"` : '') + (rowspan > 1 ? ` rowspan="${rowspan}"` : '');

function classes(cell: PageCell): string {
  const names: string[] = [cell.align];
  if (cell.kind === 'figure') names.push('figure');
  if (cell.indent > 0) names.push(`indent-${Math.min(cell.indent, DEEPEST_INDENT)}`);
  return names.join(' ');
}

/** Marks sit on a span inside the cell, so that a line under a figure is as wide as the figure. */
function marked(text: string, { derived, uncertain }: { readonly derived: boolean; readonly uncertain?: boolean }): string {
  if (!derived || text === '') return escapeHtml(text);
  return `<span class="derived${uncertain ? ' uncertain' : ''}">${escapeHtml(text)}</span>`;
}

function bodyCell(cell: PageCell, id: string): string {
  const [tag, scope] = cell.kind === 'label' ? ['th', ' scope="row"'] : ['td', ''];
  const source = cell.source ? sourceAttributes(cell.source) : '';
  return `<${tag} id="${escapeHtml(id)}"${source}${scope} class="${classes(cell)}"${span(cell)}>${marked(cell.text, cell)}</${tag}>`;
}

const headCell = (cell: PageCell): string =>
  `<th scope="${cell.colspan > 1 ? 'colgroup' : 'col'}"${span(cell)}>${escapeHtml(cell.text)}</th>`;

function captions(table: PageTable): string {
  const parts = table.captions.flatMap((line) => line.map((part) => `<span>${escapeHtml(part)}</span>`));
  return parts.length > 0 ? `<div class="captions">${parts.join('')}</div>` : '';
}

interface TableHtml {
  readonly id: string;
  readonly official: boolean;
  readonly html: string;
  readonly elements: readonly HtmlElement[];
}

/** The markup of a table that did not change is not written again. */
const written = new WeakMap<PageTable, TableHtml>();

function tableHtml(table: PageTable, official: boolean, writer: Writer): string {
  const id = writer.reserve(tableAnchor(table));
  let known = written.get(table);
  if (known?.id !== id || known.official !== official) {
    known = writeTable(table, official, id);
    written.set(table, known);
  }
  for (const element of known.elements) writer.elements.push(element);
  writer.tables.push({ id, title: tableName(table) });
  return known.html;
}

/** Shares of the table's width. They are attributes, since style is forbidden where the preview is shown. */
const columnsHtml = (widths: readonly number[], all: number): string =>
  `<colgroup>${widths.map((width) => `<col width="${((100 * width) / all).toFixed(2)}%">`).join('')}</colgroup>`;

/** The least width at which a table is legible, in steps for which there are classes. */
const fitOf = (width: number): string => `fit-${FITS.findLast((fit) => fit <= width) ?? FITS[0]}`;

const tableName = ({ number, title }: PageTable): string => [number, title].filter(Boolean).join(' ');

/** Everything in a table has an id that begins with the table's, which no other element has. */
function writeTable(table: PageTable, official: boolean, id: string): TableHtml {
  const elements: HtmlElement[] = [];
  const shows = (element: string, place: Place | undefined): string => {
    if (place) elements.push({ id: element, place });
    return element;
  };
  const widths = columnWidths(table);
  const width = widths.reduce((sum, one) => sum + one, 0);
  const wide = official && width > WIDE ? ' wide' : '';
  const titleId = escapeHtml(shows(`${id}.title`, table.title === '' ? undefined : table.source));
  const titleSource = table.source ? sourceAttributes(table.source) : '';
  const title = table.title === '' ? '' : `<p class="table-title" id="${titleId}"${titleSource}>${escapeHtml(table.title)}</p>`;
  const head = table.header.map((line) => `<tr>${line.map(headCell).join('')}</tr>`).join('\n');
  const rows = table.rows.map(
    (line, row) => `<tr>${line.map((cell, column) => bodyCell(cell, shows(`${id}.${row}.${column}`, cell.source))).join('')}</tr>`,
  );
  const notes = table.notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('');
  const html = [
    `<section class="table${official ? ' official' : ''}${wide}" id="${escapeHtml(id)}">`,
    title,
    captions(table),
    `<div class="scroll"><table class="${fitOf(width)}" aria-label="${escapeHtml(tableName(table))}">`,
    columnsHtml(widths, width),
    head === '' ? '' : `<thead>\n${head}\n</thead>`,
    `<tbody>\n${rows.join('\n')}\n</tbody>`,
    '</table></div>',
    notes === '' ? '' : `<div class="notes">${notes}</div>`,
    '</section>',
  ]
    .filter(Boolean)
    .join('\n');
  return { id, official, html, elements };
}

function runHtml(run: PageRun, id: string, writer: Writer): string {
  if (!run.source && !run.derived) return escapeHtml(run.text);
  const computed = run.derived ? { computed: true, ...(run.target ? { target: run.target } : {}) } : {};
  const attributes = writer.attributes(id, run.source, computed);
  return `<span${attributes}${run.derived ? ' class="derived"' : ''}>${escapeHtml(run.text)}</span>`;
}

/** An image that can be shown is shown; anything else is a box with its name. */
function insertHtml(block: PageBlock & { kind: 'insert' }, id: string, writer: Writer): string {
  const name = escapeHtml(block.word === IMAGE_WORD ? block.text : `${block.word}：${block.text}`);
  const address = block.word === IMAGE_WORD ? writer.options.resource?.(block.text) : undefined;
  const attributes = writer.attributes(id, block.source);
  if (address !== undefined) return `<figure${attributes}><img src="${escapeHtml(address)}" alt="${name}"></figure>`;
  return `<figure${attributes}><div class="missing" aria-hidden="true"></div><figcaption>${name}</figcaption></figure>`;
}

function contentsHtml(block: PageBlock & { kind: 'contents' }, id: string, writer: Writer): string {
  const entries = block.entries.map(({ level, text, anchor }) => {
    const words = escapeHtml(text);
    const indent = Math.min(Math.max(level - 1, 0), DEEPEST_INDENT);
    return `<li class="indent-${indent}">${anchor === undefined ? words : `<a href="#${escapeHtml(encodeURIComponent(elementId(anchor)))}">${words}</a>`}</li>`;
  });
  return `<nav${writer.attributes(id, block.source)}><ol>${entries.join('')}</ol></nav>`;
}

function blockHtml(block: PageBlock, id: string, page: Page, writer: Writer): string {
  switch (block.kind) {
    case 'heading': {
      // Chapters are the second level of headings, so the first level of a chapter is the third.
      const tag = `h${Math.min(Math.max(block.level, 1) + 2, DEEPEST_HEADING)}`;
      return `<${tag}${writer.attributes(block.anchor ?? id, block.source)}>${escapeHtml(block.text)}</${tag}>`;
    }
    case 'paragraph': {
      const attributes = writer.attributes(id, block.source);
      const mark = block.generated ? ' class="generated"' : '';
      return `<p${attributes}${mark}>${block.runs.map((run, index) => runHtml(run, `${id}-${index}`, writer)).join('')}</p>`;
    }
    case 'insert':
      return insertHtml(block, id, writer);
    case 'contents':
      return contentsHtml(block, id, writer);
    case 'table':
      return tableHtml(block.table, false, writer);
    case 'tables':
      return page.tables.map((table) => tableHtml(table, true, writer)).join('\n');
  }
}

function chapterHtml(chapter: PageChapter, index: number, page: Page, writer: Writer): string {
  const id = `chapter-${index + 1}`;
  const number = chapter.number === '' ? '' : `<span class="chapter-number">${escapeHtml(chapter.number)}</span>`;
  const title = `${number}${escapeHtml(chapter.title)}`;
  const heading = title === '' ? [] : [`<h2${writer.attributes(chapter.anchor ?? id, chapter.source)}>${title}</h2>`];
  const blocks = chapter.blocks.map((block, position) => blockHtml(block, `${id}-${position + 1}`, page, writer));
  return [...heading, ...blocks].join('\n');
}

/** Renders a page as one article, for a preview or to be put into a document. Nothing of the page reaches the markup unescaped. */
export function renderHtml(page: Page, options: HtmlOptions = {}): RenderedHtml {
  const writer = new Writer(options);
  const chapters = page.chapters.map((chapter, index) => chapterHtml(chapter, index, page, writer));
  const html = [`<article class="disclosure" lang="zh-CN">`, `<h1>${escapeHtml(page.title)}</h1>`, ...chapters, '</article>'].join('\n');
  return { html, elements: writer.elements, tables: writer.tables };
}

/** Renders a page as a document that stands alone: style included, no script, nothing fetched. */
export function renderHtmlDocument(page: Page, options: HtmlOptions = {}): string {
  const nonce = options.nonce === undefined ? '' : ` nonce="${escapeHtml(options.nonce)}"`;
  return [
    '<!DOCTYPE html>',
    '<html lang="zh-CN">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(page.title)}</title>`,
    `<style${nonce}>\n${style}</style>`,
    '</head>',
    '<body class="disclosure-body">',
    renderHtml(page, options).html,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
