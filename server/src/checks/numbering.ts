/** Numbering of headings and paragraphs (一、（一）1.（1）) runs without gaps, per level and chapter. */
import { t } from '@vscode/l10n';
import { fold, type Line, type Piece } from 'budget-grammar';
import { sameList } from '../base/lists.ts';
import { Recent } from '../base/recent.ts';
import type { ReadSection } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import { alongLines } from '../disclosure/per-line.ts';
import { placeOf, type Section } from '../disclosure/section.ts';
import { numbered } from '../forms/numbering.ts';

/** What matters of a line: a number of a level, or a heading of its own that begins a new count; null of all others. */
type Step = Place | 'title' | null;

/** Beyond this a number is a year or an amount rather than a place in a list. */
const MOST = 99;
const chinese = (n: number): string => numbered('一、', n).slice(0, -1);
const CHINESE: ReadonlyMap<string, number> = new Map(
  Array.from({ length: MOST }, (_, i) => i + 1).flatMap((n): [string, number][] => [
    [chinese(n), n],
    [numbered('廿一、', n).slice(0, -1), n],
  ]),
);
const CORE = /[\d０-９一二三四五六七八九十廿]+/;

/** A place in a list. */
interface Place {
  readonly level: number;
  readonly value: number;
  readonly style: string;
}

const MOST_PLACES = 1000;
/** Few numbers are written in few ways; the same place each time, by which the steps of a section are compared. Asked for with the level before the number. */
const places = new Recent<Place | null>(MOST_PLACES, (text) => {
  const level = Number.parseInt(text, 10);
  const found = read(text.slice(`${level} `.length));
  return found ? { level, ...found } : null;
});

/** `（十二）` → 12 in the style `(一)`; undefined for what is no place in a list. */
function read(text: string): Omit<Place, 'level'> | undefined {
  const folded = fold(text).trim();
  const core = CORE.exec(folded)?.[0];
  if (core === undefined) return undefined;
  const digits = /^\d+$/.test(core);
  const value = digits ? Number(core) : CHINESE.get(core);
  if (value === undefined || value < 1 || value > MOST) return undefined;
  return { value, style: folded.replace(core, digits ? '1' : '一') };
}

/** Another number written like this one: （三） → （二）. */
const alike = (text: string, value: number): string =>
  text.replace(CORE, (core) => (/^\d+$/.test(fold(core)) ? String(value) : chinese(value)));

const stepsOf = alongLines((line): Step => {
  if (line.kind !== 'heading' && line.kind !== 'paragraph') return null;
  if (!line.number) return line.kind === 'heading' ? 'title' : null;
  return places.of(`${line.level ?? 1} ${line.number.text}`);
});

interface Last {
  readonly value: number;
  readonly section: Section;
  readonly end: number;
}

/** One count through a chapter, however many sections it was typed in. */
class Count {
  /** The last number by level, within the headings above. */
  #last = new Map<number, Last>();
  /** The last number by style since the chapter began, for lists that others or headings without a number interrupt. */
  readonly #ever = new Map<string, number>();
  /** The last heading without a number. */
  #title: Pick<Last, 'section' | 'end'> | undefined;

  /** Whether the text between numbers was asked for one. */
  hasRead = false;

  /** The number that was to come, if this one does not follow; a list may begin anew at any time. */
  take(section: Section, { level, value, style }: Place, piece: Piece): number | undefined {
    const last = this.#last.get(level)?.value ?? 0;
    const follows = value === 1 || value === last + 1 || value === (this.#ever.get(style) ?? 0) + 1;
    // A chapter typed in part begins with any number; the first one below a heading does not.
    const begins = last === 0 && level === 1 && !this.#title;
    const bad = !follows && !begins && !this.#inText(section, piece, level, value - 1);
    for (const other of this.#last.keys()) if (other >= level) this.#last.delete(other);
    this.#last.set(level, { value, section, end: piece.end });
    this.#ever.set(style, value);
    return bad ? last + 1 : undefined;
  }

  begin(section: Section, { end }: Line): void {
    this.#last = new Map();
    this.#title = { section, end };
  }

  /** True if the number before stands within a paragraph above: 其中：（一）…… on one line and （二） on the next. */
  #inText(section: Section, piece: Piece, level: number, value: number): boolean {
    this.hasRead = true;
    const above = [...this.#last].filter(([other]) => other <= level).map(([, last]) => last);
    const ends = [...above, this.#title].flatMap((last) => (last?.section === section ? [last.end] : []));
    const text = fold(section.tree.text.slice(Math.max(0, ...ends), piece.start)).replaceAll('廿', '二十');
    const number = fold(alike(piece.text, value)).replace(/[.()]/g, '\\$&');
    return new RegExp(`(?<![\\d.])${number}(?!\\d)`).test(text);
  }
}

const CONTENTS = '目录';

/** Findings on the numbers of all chapters but the contents page. */
export function numberingFindings(sections: readonly ReadSection[]): Finding[] {
  const chapters: Section[][] = [];
  for (const { section, role } of sections) {
    if (role.kind === 'chapter') chapters.push(role.key === CONTENTS ? [] : [section]);
    // What goes on with the contents page, or stands before all chapters, is counted nowhere.
    else if (role.kind === 'continued' && chapters.at(-1)?.length) chapters.at(-1)!.push(section);
  }
  return chapters.flatMap((chapter) => (chapter.length > 0 ? chapterFindings(chapter) : []));
}

const said = new WeakMap<Section, { readonly chapter: readonly Section[]; readonly findings: readonly Finding[] }>();
/** The steps of chapters whose numbers follow each other, by those of the first section. */
const following = new WeakMap<readonly Step[], readonly (readonly Step[])[]>();

const NOTHING: readonly Finding[] = [];

/** The sections of one chapter are counted through; the same ones once, and those in which only words between the numbers changed. */
function chapterFindings(chapter: readonly Section[]): readonly Finding[] {
  const known = said.get(chapter[0]);
  if (known && sameList(chapter, known.chapter)) return known.findings;
  const steps = chapter.map(({ tree }) => stepsOf(tree));
  if (sameList(steps, following.get(steps[0]) ?? [])) return NOTHING;
  const count = new Count();
  const findings = chapter.flatMap((section, i) => gapsIn(section, steps[i], count));
  said.set(chapter[0], { chapter, findings });
  if (findings.length === 0 && !count.hasRead) following.set(steps[0], steps);
  return findings;
}

function gapsIn(section: Section, steps: readonly Step[], count: Count): Finding[] {
  const { lines } = section.tree;
  return steps.flatMap((step, i) => {
    const line = lines[i];
    if (step === 'title') count.begin(section, line);
    if (step === null || step === 'title' || !('number' in line) || !line.number) return [];
    const expected = count.take(section, step, line.number);
    return expected === undefined ? [] : [gap(section, line.number, expected, step.value)];
  });
}

function gap(section: Section, piece: Piece, expected: number, value: number): Finding {
  const due = alike(piece.text, expected);
  const leap =
    expected === 1
      ? t('The numbering begins with {0} instead of {1}.', piece.text, due)
      : t('{0} does not follow; {1} is due.', piece.text, due);
  return {
    code: 'numbering-gap',
    severity: 'warning',
    message: value < expected ? t('{0} stands here once more or out of order; {1} is due.', piece.text, due) : leap,
    place: placeOf(section, piece),
  };
}
