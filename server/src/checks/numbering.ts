/** Numbering of headings and paragraphs (一、（一）1.（1）) runs without gaps, per level and chapter. */
import { t } from '@vscode/l10n';
import { fold, type Line, type Piece } from 'budget-grammar';
import type { ReadSection } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import { perLine } from '../disclosure/per-line.ts';
import { Recent } from '../disclosure/recent.ts';
import { placeOf, type Section } from '../disclosure/section.ts';
import { numbered } from '../forms/numbering.ts';

/** What matters of a line: a number of a level, or a heading of its own that begins a new count. */
type Step =
  | { readonly kind: 'number'; readonly level: number; readonly value: number; readonly style: string; readonly piece: Piece }
  | Title;
interface Title {
  readonly kind: 'title';
  /** Where its line ends in the section. */
  readonly end: number;
}

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

interface Place {
  readonly value: number;
  readonly style: string;
}

const MOST_PLACES = 1000;
/** Few numbers are written in few ways. */
const places = new Recent<Place | null>(MOST_PLACES, (text) => read(text) ?? null);

/** `（十二）` → 12 in the style `(一)`; undefined for what is no place in a list. */
function read(text: string): Place | undefined {
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

const placeIn = perLine((line) =>
  (line.kind === 'heading' || line.kind === 'paragraph') && line.number ? places.of(line.number.text) : null,
);

function stepOf(line: Line, text: string): Step | undefined {
  if (line.kind !== 'heading' && line.kind !== 'paragraph') return undefined;
  if (!line.number) return line.kind === 'heading' ? { kind: 'title', end: line.end } : undefined;
  const found = placeIn(line, text);
  return found === null
    ? undefined
    : { kind: 'number', level: line.level ?? 1, value: found.value, style: found.style, piece: line.number };
}

const kept = new WeakMap<Section, readonly Step[]>();

function stepsOf(section: Section): readonly Step[] {
  let steps = kept.get(section);
  if (!steps) {
    steps = section.tree.lines.flatMap((line) => stepOf(line, section.tree.text) ?? []);
    kept.set(section, steps);
  }
  return steps;
}

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

  /** The number that was to come, if this one does not follow; a list may begin anew at any time. */
  take(section: Section, step: Step): number | undefined {
    if (step.kind === 'title') {
      this.#last = new Map();
      this.#title = { section, end: step.end };
      return undefined;
    }
    const { level, value, style, piece } = step;
    const last = this.#last.get(level)?.value ?? 0;
    const follows = value === 1 || value === last + 1 || value === (this.#ever.get(style) ?? 0) + 1;
    // A chapter typed in part begins with any number; the first one below a heading does not.
    const begins = last === 0 && level === 1 && !this.#title;
    const bad = !follows && !begins && !this.#inText(section, step.piece, level, value - 1);
    for (const other of this.#last.keys()) if (other >= level) this.#last.delete(other);
    this.#last.set(level, { value, section, end: piece.end });
    this.#ever.set(style, value);
    return bad ? last + 1 : undefined;
  }

  /** True if the number before stands within a paragraph above: 其中：（一）…… on one line and （二） on the next. */
  #inText(section: Section, piece: Piece, level: number, value: number): boolean {
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

/** The sections of one chapter are counted through; the same ones once. */
function chapterFindings(chapter: readonly Section[]): readonly Finding[] {
  const known = said.get(chapter[0]);
  if (known?.chapter.length === chapter.length && chapter.every((section, i) => section === known.chapter[i])) return known.findings;
  const count = new Count();
  const findings = chapter.flatMap((section) =>
    stepsOf(section).flatMap((step) => {
      const expected = count.take(section, step);
      return expected !== undefined && step.kind === 'number' ? [gap(section, step.piece, expected, step.value)] : [];
    }),
  );
  said.set(chapter[0], { chapter, findings });
  return findings;
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
