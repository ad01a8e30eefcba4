/** Which section is printed in which chapter, and the order of chapters. */
import { matchKey } from 'budget-grammar';
import { titlePartsOf } from '../disclosure/chapter-title.ts';
import type { Disclosure, ReadSection } from '../disclosure/disclosure.ts';
import type { Place } from '../disclosure/place.ts';
import { headerOf, placeOf, type Section } from '../disclosure/section.ts';
import type { ChapterForm } from '../forms/types.ts';
import { fill, placeholdersOf } from './fill.ts';
import type { PageBlock } from './page.ts';

/** A chapter before its headings have anchors. */
export interface ChapterDraft {
  readonly number: string;
  readonly title: string;
  readonly source?: Place;
  /** The title of the section that opened it. */
  readonly section: string;
  readonly blocks: readonly PageBlock[];
}

/** What a section prints: nothing for one that is printed elsewhere or not at all. */
export type Printer = (read: ReadSection) => readonly PageBlock[];

interface Draft extends ChapterDraft {
  number: string;
  title: string;
  source?: Place;
  section: string;
  readonly blocks: PageBlock[];
}

/**
 * The chapters of a disclosure in printed order: the form set's in its order, the author's own behind the one they follow in the file.
 *
 * `written` are the chapters that the form set writes, since their author left them out.
 * Official tables belong to the chapter of tables wherever they were typed. Forms and grids are printed where they stand: in the text above them, or behind the official tables if they follow those and no text goes on below.
 */
export function chaptersOf(
  disclosure: Disclosure,
  print: Printer,
  written: ReadonlyMap<ChapterForm, readonly PageBlock[]> = new Map(),
): ChapterDraft[] {
  const chapters = new Chapters(disclosure);
  disclosure.sections.forEach((read, index) => {
    chapters.add(read, index, print);
  });
  for (const [form, blocks] of written) chapters.write(form, blocks);
  return chapters.inOrder();
}

class Chapters {
  readonly #disclosure: Disclosure;
  readonly #known = new Map<ChapterForm, Draft>();
  /** The author's own chapters by the form's chapter that they follow; undefined: before all. */
  readonly #own: { readonly after: ChapterForm | undefined; readonly draft: Draft }[] = [];
  /** The same in the order of the file. */
  readonly #typed: Draft[] = [];
  /** Whether the author numbers the parts. */
  #numbered = false;
  readonly #tables: ChapterForm | undefined;
  /** The text with which 续 goes on. */
  #text: Draft | undefined;
  #last: ChapterForm | undefined;

  constructor(disclosure: Disclosure) {
    this.#disclosure = disclosure;
    this.#tables = disclosure.formSet.chapters.find((chapter) => chapter.tables);
  }

  add(read: ReadSection, index: number, print: Printer): void {
    const { role } = read;
    if (role.kind === 'tables') this.#openTables(read.section, print(read));
    else if (role.kind === 'chapter') this.#open(read.section, role.title).push(...print(read));
    else if (role.kind === 'continued') this.#goOn().push(...print(read));
    else if (role.kind === 'table') this.#beginTables();
    else if (role.kind === 'grid' || role.kind === 'performance') this.#beside(index).push(...print(read));
  }

  /** A chapter that nobody opened; where another section of it was typed (绩效情况), what is written stands before that. */
  write(form: ChapterForm, blocks: readonly PageBlock[]): void {
    const known = this.#known.get(form);
    if (known) known.blocks.unshift(...blocks);
    else {
      const title = fill(form.title, placeholdersOf(this.#disclosure.head));
      this.#keep({ number: form.number, title, section: form.section, blocks: [...blocks] }, form);
    }
  }

  #open(section: Section, title: string): PageBlock[] {
    const form = this.#formOf(title);
    const before = form && this.#known.get(form);
    this.#text = before ?? this.#begin(section, title, form);
    if (form) this.#last = form;
    const parameter = headerOf(section)?.parameter;
    // A further section of a chapter that was opened already prints its own title, if it gives one, as a heading.
    if (before && parameter)
      this.#text.blocks.push({ kind: 'heading', level: 1, text: parameter.text, source: placeOf(section, parameter) });
    return this.#text.blocks;
  }

  #begin(section: Section, title: string, form: ChapterForm | undefined): Draft {
    const header = headerOf(section);
    const draft: Draft = {
      ...this.#titled(section, title, form),
      section: title,
      blocks: [],
      ...(header ? { source: placeOf(section, header) } : {}),
    };
    this.#keep(draft, form);
    return draft;
  }

  /** Number and title: the author's where he writes more than the form set's short title, else the form set's. */
  #titled(section: Section, title: string, form: ChapterForm | undefined): Pick<Draft, 'number' | 'title'> {
    const header = headerOf(section);
    const typed = titlePartsOf(section);
    if (typed.number !== '') this.#numbered = true;
    const number = typed.number || (form?.number ?? '');
    if (typed.title !== '' && matchKey(typed.title) !== matchKey(title)) return { number, title: typed.title };
    const printed = form ? fill(form.title, placeholdersOf(this.#disclosure.head)) : typed.title;
    return { number, title: header?.parameter?.text ?? printed };
  }

  #openTables(section: Section, blocks: readonly PageBlock[]): void {
    if (!this.#tables) return;
    const draft = this.#tableChapter(this.#tables);
    const header = headerOf(section);
    Object.assign(draft, this.#titled(section, '', this.#tables), header ? { source: placeOf(section, header) } : {});
    draft.blocks.unshift(...blocks);
    this.#last = this.#tables;
  }

  /** Tables without a title of their own above them still have their place among the chapters. */
  #beginTables(): void {
    this.#last = this.#tables;
    if (this.#tables) this.#tableChapter(this.#tables);
  }

  #keep(draft: Draft, form: ChapterForm | undefined): void {
    this.#typed.push(draft);
    if (form) this.#known.set(form, draft);
    else this.#own.push({ after: this.#last, draft });
  }

  #formOf(title: string): ChapterForm | undefined {
    const key = matchKey(title);
    const bears = (names: readonly string[]) => names.some((name) => name !== '' && matchKey(name) === key);
    const { chapters } = this.#disclosure.formSet;
    return chapters.find((chapter) => bears([chapter.section, ...chapter.aliases])) ?? chapters.find((chapter) => bears(chapter.includes));
  }

  #goOn(): PageBlock[] {
    this.#text ??= this.#nameless();
    return this.#text.blocks;
  }

  /** Where a form or a grid is printed. */
  #beside(index: number): PageBlock[] {
    const next = this.#disclosure.sections.slice(index + 1).find(({ section }) => section.tree.ground === 'text');
    const goesOn = next?.role.kind === 'continued';
    if (this.#tables && this.#last === this.#tables && !goesOn) return this.#tableChapter(this.#tables).blocks;
    return this.#goOn();
  }

  #nameless(): Draft {
    const draft: Draft = { number: '', title: '', section: '', blocks: [] };
    this.#keep(draft, undefined);
    return draft;
  }

  #tableChapter(form: ChapterForm): Draft {
    let draft = this.#known.get(form);
    if (!draft) {
      const title = fill(form.title, placeholdersOf(this.#disclosure.head));
      draft = { number: form.number, title, section: '', blocks: [{ kind: 'tables' }] };
      this.#keep(draft, form);
    }
    return draft;
  }

  inOrder(): ChapterDraft[] {
    const hasTables = this.#disclosure.tables.length > 0;
    // A chapter of tables that was left out altogether keeps its heading, so that no number is missing between the others.
    if (this.#tables && (hasTables || (this.#tables.required && this.#known.size > 0))) this.#tableChapter(this.#tables);
    const tables: Draft[] = hasTables && !this.#tables ? [{ number: '', title: '', section: '', blocks: [{ kind: 'tables' }] }] : [];
    // Who numbers the parts himself has put them in their order.
    if (this.#numbered) return [...this.#typed, ...tables];
    const following = (form: ChapterForm | undefined) => this.#own.filter(({ after }) => after === form).map(({ draft }) => draft);
    const printed = this.#disclosure.formSet.chapters.flatMap((form) => {
      const draft = this.#known.get(form);
      return [...(draft ? [draft] : []), ...following(form)];
    });
    return [...following(undefined), ...printed, ...tables];
  }
}
