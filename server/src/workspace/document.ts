/**
 * One open file as a list of sections. An edit re-reads the sections it touches; every other section stays the same object, and with it all that was derived from it.
 * Positions are LSP's: zero-based lines and UTF-16 characters.
 */
import { type Ground, parseAgain, parseSection, type SectionTree, splitSections, type TitleTest } from 'budget-grammar';
import type { Place, Position, Range } from '../disclosure/place.ts';
import type { Section } from '../disclosure/section.ts';

export type { Position, Range };

/** A change of the whole text if there is no range. */
export interface Change {
  readonly range?: Range;
  readonly text: string;
}

/** Beyond this length a file is kept and shown but not read: no disclosure comes near it. */
export const LONGEST_FILE = 12_000_000;

export class SourceSection implements Section {
  readonly id: number;
  readonly text: string;
  readonly ground: Ground;
  readonly lineEnds: number;
  readonly #isTitle: TitleTest;
  /** The tree of the version that was read last, until this one is. */
  #before?: SectionTree;
  #tree?: SectionTree;
  #starts?: readonly number[];

  /** `before`: the section in place of which it stands. */
  constructor(id: number, text: string, ground: Ground, lineEnds: number, isTitle: TitleTest, before?: SourceSection) {
    this.id = id;
    this.text = text;
    this.ground = ground;
    this.lineEnds = lineEnds;
    this.#isTitle = isTitle;
    if (before) this.#before = before.#tree ?? before.#before;
  }

  get tree(): SectionTree {
    this.#tree ??= this.#before
      ? parseAgain(this.#before, this.text, this.ground, this.#isTitle)
      : parseSection(this.text, this.ground, this.#isTitle);
    this.#before = undefined;
    return this.#tree;
  }

  /** Offsets at which lines begin; one more than there are line ends. */
  get lineStarts(): readonly number[] {
    this.#starts ??= lineStartsOf(this.text);
    return this.#starts;
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return starts;
}

/** Index of the last element ≤ `value` in an ascending list that begins at or below it. */
export function lastAtMost(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

let nextId = 1;

export class Document {
  readonly uri: string;
  readonly version: number;
  readonly sections: readonly SourceSection[];
  /** The file was too long to be read: one section that holds nothing. */
  readonly tooLong: boolean;
  readonly #isTitle: TitleTest;
  readonly #text: string | undefined;
  /** The line at which each section begins. */
  readonly #firstLines: readonly number[];
  #indexById?: ReadonlyMap<number, number>;

  private constructor(uri: string, version: number, sections: readonly SourceSection[], isTitle: TitleTest, unread?: string) {
    this.uri = uri;
    this.version = version;
    this.sections = sections;
    this.tooLong = unread !== undefined;
    this.#isTitle = isTitle;
    this.#text = unread;
    const firstLines: number[] = [];
    let line = 0;
    for (const section of sections) {
      firstLines.push(line);
      line += section.lineEnds;
    }
    this.#firstLines = firstLines;
  }

  /** `isTitle` tells which titles may stand in square brackets. */
  static create(uri: string, version: number, text: string, isTitle: TitleTest): Document {
    if (text.length > LONGEST_FILE) return new Document(uri, version, [new SourceSection(nextId++, '', 'head', 0, isTitle)], isTitle, text);
    const sections = splitSections(text, true, isTitle).map((s) => new SourceSection(nextId++, s.text, s.ground, s.lineEnds, isTitle));
    return new Document(uri, version, sections, isTitle);
  }

  get text(): string {
    return this.#text ?? this.sections.map((section) => section.text).join('');
  }

  /** The document after changes, which apply one after the other. Sections that no change touches stay the same objects. */
  apply(changes: readonly Change[], version: number): Document {
    let document: Document = this;
    for (const change of changes) document = document.#applyOne(change, version);
    return document;
  }

  #applyOne(change: Change, version: number): Document {
    if (!change.range || this.#text !== undefined) {
      const text = change.range ? replaceIn(this.text, change.range, change.text) : change.text;
      return text.length > LONGEST_FILE
        ? Document.create(this.uri, version, text, this.#isTitle)
        : this.#replaceSections(0, this.sections.length, text, version);
    }
    const from = this.locate(change.range.start);
    const to = this.locate(change.range.end);
    // A header that is no longer one makes its section part of the one above; and a lone CR above may become CRLF.
    const first = this.#isInFirstLine(from) ? Math.max(0, from.index - 1) : from.index;
    const before = this.#textOf(first, from.index) + this.sections[from.index].text.slice(0, from.offset);
    const after = this.sections[to.index].text.slice(to.offset);
    const text = before + change.text + after;
    const joins = after === '' && to.index + 1 < this.sections.length;
    const end = joins ? to.index + 2 : to.index + 1;
    const whole = joins ? text + this.sections[to.index + 1].text : text;
    const length = this.#lengthOf(0, first) + whole.length + this.#lengthOf(end, this.sections.length);
    if (length <= LONGEST_FILE) return this.#replaceSections(first, end, whole, version);
    return Document.create(this.uri, version, this.#textOf(0, first) + whole + this.#textOf(end, this.sections.length), this.#isTitle);
  }

  #isInFirstLine({ index, offset }: { readonly index: number; readonly offset: number }): boolean {
    const { lineStarts } = this.sections[index];
    return lineStarts.length === 1 || offset < lineStarts[1];
  }

  #lengthOf(from: number, to: number): number {
    let length = 0;
    for (let i = from; i < to; i++) length += this.sections[i].text.length;
    return length;
  }

  #textOf(from: number, to: number): string {
    let text = '';
    for (let i = from; i < to; i++) text += this.sections[i].text;
    return text;
  }

  #replaceSections(from: number, to: number, text: string, version: number): Document {
    const old = this.sections.slice(from, to);
    const split = splitSections(text, from === 0, this.#isTitle);
    const same = (a: SourceSection | undefined, b: { text: string; ground: Ground } | undefined) =>
      !!a && !!b && a.ground === b.ground && a.text === b.text;
    let head = 0;
    while (head < old.length && head < split.length && same(old[head], split[head])) head++;
    let tail = 0;
    while (tail < old.length - head && tail < split.length - head && same(old[old.length - 1 - tail], split[split.length - 1 - tail]))
      tail++;
    const middle = split.slice(head, split.length - tail).map((s, i) => {
      const replaced = head + i < old.length - tail ? old[head + i] : undefined;
      return new SourceSection(replaced?.id ?? nextId++, s.text, s.ground, s.lineEnds, this.#isTitle, replaced);
    });
    const sections = [
      ...this.sections.slice(0, from),
      ...old.slice(0, head),
      ...middle,
      ...old.slice(old.length - tail),
      ...this.sections.slice(to),
    ];
    return new Document(this.uri, version, sections, this.#isTitle);
  }

  get lineCount(): number {
    const last = this.sections.length - 1;
    return this.#firstLines[last] + this.sections[last].lineEnds + 1;
  }

  firstLineOf(index: number): number {
    return this.#firstLines[index];
  }

  /** Index of a section by its id; undefined if it has gone. */
  indexOf(id: number): number | undefined {
    this.#indexById ??= new Map(this.sections.map((section, i) => [section.id, i]));
    return this.#indexById.get(id);
  }

  sectionOf(id: number): SourceSection | undefined {
    const index = this.indexOf(id);
    return index === undefined ? undefined : this.sections[index];
  }

  /** The section and the offset in it of a position; positions beyond a line's or the text's end are clamped. */
  locate(position: Position): { readonly index: number; readonly offset: number } {
    // A header's line begins its section, so of two sections that share a line the later one has it, unless that line is empty text's end.
    const index = lastAtMost(this.#firstLines, position.line);
    const section = this.sections[index];
    const starts = section.lineStarts;
    const line = position.line - this.#firstLines[index];
    if (line >= starts.length) return { index, offset: section.text.length };
    const start = starts[Math.max(0, line)];
    const end = line + 1 < starts.length ? endOfLine(section.text, starts[line + 1]) : section.text.length;
    return { index, offset: Math.min(start + Math.max(0, position.character), end) };
  }

  positionAt(index: number, offset: number): Position {
    const section = this.sections[index];
    const line = lastAtMost(section.lineStarts, offset);
    return { line: this.#firstLines[index] + line, character: offset - section.lineStarts[line] };
  }

  /** The range of a place; undefined if its section has gone. */
  rangeOf(place: Place): Range | undefined {
    const index = this.indexOf(place.section);
    return index === undefined ? undefined : { start: this.positionAt(index, place.start), end: this.positionAt(index, place.end) };
  }
}

/** Offset of the line end that precedes the line beginning at `next`. */
function endOfLine(text: string, next: number): number {
  return text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13 ? next - 2 : next - 1;
}

function replaceIn(text: string, range: Range, by: string): string {
  const starts = lineStartsOf(text);
  const at = (p: Position) => Math.min((starts[Math.min(p.line, starts.length - 1)] ?? 0) + p.character, text.length);
  return text.slice(0, at(range.start)) + by + text.slice(at(range.end));
}
