/** The headings of a table: given by 列, pasted over several lines, or those of the official form. */
import type { Cell, RowLine } from 'budget-grammar';
import { isTableNumber } from '../../forms/table-number.ts';
import type { Panel, TableForm } from '../../forms/types.ts';
import { composed, type HeadingTitle, readSlots } from './heading.ts';
import type { Heading } from './layout.ts';
import type { Memory } from './memory.ts';
import { officialHeading } from './official.ts';
import { pastedHeading, titlesOf } from './pasted.ts';
import { type Say, sayUnknownColumn } from './say.ts';
import type { BoundColumn, Slot, TableSettings } from './types.ts';

const isKnown = (slot: Slot): boolean => slot.kind !== 'unknown' || slot.title === undefined;

export class Headings {
  /** The one in force; without any, figures stand in the order of the form. */
  current: Heading | undefined;
  /** Whether a heading stands in the text, whose columns left out are left out for good. */
  headed = false;
  /** A pasted heading, of which the next line may be a part. */
  isOpen = false;
  /** A title that no column bears: behind it nobody knows what stands where. */
  columnsDoubtful = false;
  readonly named = new Set<BoundColumn>();
  readonly lines: number[] = [];
  /** The table's number as it stands over it, which may be another than the form's. */
  number: string | undefined;
  /** The heading lines over a nameless row so far. */
  readonly #groups: (readonly Cell[])[] = [];
  readonly #form: TableForm;
  readonly #settings: TableSettings;
  readonly #official: boolean;
  readonly #memory: Memory;
  readonly #say: Say;
  readonly #damage: () => void;

  /** `official`: without a heading in the text, that of the form holds. `damage`: told when no figure of the table can be trusted. */
  constructor(form: TableForm, settings: TableSettings, official: boolean, memory: Memory, say: Say, damage: () => void) {
    this.#form = form;
    this.#settings = settings;
    this.#official = official;
    this.#memory = memory;
    this.#say = say;
    this.#damage = damage;
    this.open(undefined);
  }

  /** A side of the table begins, or the table itself. */
  open(side: Panel | undefined): void {
    this.close();
    this.current = this.#official ? officialHeading(this.#form, side) : undefined;
  }

  /** A pasted heading serves as 列; group titles and 栏次 are passed over. Says whether the line is one. */
  takes(line: RowLine, side: Panel | undefined): boolean {
    const heading = pastedHeading(line, this.#form, this.#settings);
    if (heading === undefined) return false;
    if (heading === 'passed') this.noteNumber(line.cells);
    if (heading === 'groups') this.#takeGroups(line, side);
    else if (heading !== 'passed') this.start(heading, line.line, side, true);
    this.lines.push(line.line);
    return true;
  }

  /** Titles below an open heading are part of it, as where 本年支出 is merged over 小计, 基本支出 and 项目支出. Above a nameless row the lines together name its columns, whose order is not the form’s everywhere. */
  #takeGroups(line: RowLine, side: Panel | undefined): void {
    const single = this.#form.panels[0].single;
    if (!single && !this.isOpen) return;
    if (single) this.#groups.push(line.cells);
    const titles = single ? composed(this.#groups) : titlesOf(line.cells);
    const slots = readSlots(titles, this.#form.panels, single ? [] : (this.current?.slots ?? []), this.#settings.fiscalYear);
    const known = slots.every(isKnown);
    if (single) this.current = known ? { mode: 'sequence', slots } : undefined;
    else if (known) this.start(titles, line.line, side, true);
  }

  /** Takes the table's number from a line over it. */
  noteNumber(cells: readonly Cell[]): void {
    this.number ??= cells.find(({ text }) => isTableNumber(text))?.text;
  }

  start(titles: readonly HeadingTitle[], line: number, side: Panel | undefined, pasted = false): void {
    // 列： with nothing behind names nothing yet.
    if (titles.every(({ text }) => text === '')) return;
    const before = pasted ? this.current : undefined;
    const heading = this.#memory.headingAt(line, side, before) ?? this.#read(pasted ? titles : this.#withoutGap(titles), side, before);
    if (heading.slots.every(isKnown)) this.#memory.noteHeading(line, { side, before, heading });
    this.current = heading;
    // Of a pasted heading the next line may be a part, so what is wrong with it is said when it is complete.
    this.isOpen = true;
    if (!pasted) this.close();
  }

  /** Behind 列： the title of the labels may be left out, so a gap stands before the first title of figures; before 科目编码 it stands for nothing. */
  #withoutGap(titles: readonly HeadingTitle[]): readonly HeadingTitle[] {
    if (titles.length < 2 || titles[0].text !== '') return titles;
    const [first] = this.#slotsOf(titles.slice(1, 2), undefined, []);
    return first.kind === 'column' || first.kind === 'unknown' || first.kind === 'text' ? titles : titles.slice(1);
  }

  #read(titles: readonly HeadingTitle[], side: Panel | undefined, before: Heading | undefined): Heading {
    const slots = this.#slotsOf(titles, side, before?.slots ?? []);
    const heads = slots.filter((slot) => slot.kind !== 'column' && slot.kind !== 'unknown');
    const positional = heads.length > 1 || heads.some((slot) => slot.kind === 'ordinal' || slot.kind === 'codePart');
    return { mode: positional ? 'positional' : 'sequence', slots };
  }

  /** The side that was opened is asked first; titles that it does not have may be those of another, whose opener is missing. */
  #slotsOf(titles: readonly HeadingTitle[], side: Panel | undefined, before: readonly Slot[]): Slot[] {
    const all = () => readSlots(titles, this.#form.panels, before, this.#settings.fiscalYear);
    if (!side) return all();
    const own = readSlots(titles, [side], before, this.#settings.fiscalYear);
    return !own.every(isKnown) && all().every(isKnown) ? all() : own;
  }

  /** The heading is complete: its columns hold up to the first title that no column bears, which is said. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.headed = true;
    for (const slot of this.current!.slots) {
      if (slot.kind === 'column') this.named.add(slot.column);
      if (slot.kind !== 'unknown' || !slot.title) continue;
      sayUnknownColumn(this.#say, this.#form, slot.title);
      this.columnsDoubtful = true;
      if (this.#form.panels.length > 1) this.#damage();
      return;
    }
  }
}
