/** From the titles of a heading line to slots, side by side where a table has several panels. */
import type { Cell, Span } from 'budget-grammar';
import type { ColumnForm, Panel } from '../../forms/types.ts';
import { slotOf } from './columns.ts';
import { codeParts } from './labels.ts';
import type { Slot } from './types.ts';
import { readingsOf } from './year-titles.ts';

export interface HeadingTitle extends Span {
  readonly text: string;
  readonly path: readonly string[];
}

/** The titles of heading lines with merged cells: each cell of the last filled line of its column, with the titles above it as its path. A title reaches over the empty cells to its right, as far as the title above it does. */
export function composed(lines: readonly (readonly Cell[])[]): HeadingTitle[] {
  const width = Math.max(...lines.map(({ length }) => length));
  const columns: Cell[][] = [];
  for (let i = 0; i < width; i++) {
    const own: Cell[] = [];
    for (const line of lines) {
      const before: Cell | undefined =
        i > 0 && own.every((cell, level) => columns[i - 1][level] === cell) ? columns[i - 1][own.length] : undefined;
      const cell = line[i] && line[i].kind !== 'empty' ? line[i] : before;
      if (cell) own.push(cell);
    }
    columns.push(own);
  }
  return columns.map((cells) => {
    const last = cells[cells.length - 1];
    return { start: last?.start ?? 0, end: last?.end ?? 0, text: last?.text ?? '', path: cells.map(({ text }) => text) };
  });
}

const isHead = (slot: Slot | undefined): boolean =>
  slot !== undefined && (slot.kind === 'label' || slot.kind === 'code' || slot.kind === 'name');

/**
 * The slots of a heading line. `before` are those of the heading line above it in a pasted block: where this line is empty, they stay.
 *
 * An empty first title heads the labels. An empty one behind a label is part of it (a merged cell over code and name).
 * A label behind figures begins the next panel; a panel that prints several column groups comes as often.
 */
export function readSlots(
  titles: readonly HeadingTitle[],
  panels: readonly Panel[],
  before: readonly Slot[],
  fiscalYear: number | undefined,
): Slot[] {
  const order = panels.flatMap((panel) => new Array<Panel>(panel.across).fill(panel));
  const taken = new Set<ColumnForm>();
  const slots: Slot[] = [];
  let at = 0;
  let figures = false;
  titles.forEach((title, i) => {
    const own = order.length > 1 ? order[Math.min(at, order.length - 1)] : order[0];
    let slot = title.text === '' ? emptySlot(i, own, before[i], slots) : titleSlot(pathsOf(title, fiscalYear), own, panels, taken);
    if (slot.kind === 'unknown' && title.text !== '' && i === 0 && titles.length > 1) slot = { kind: 'label', panel: own };
    if ((isHead(slot) || slot.kind === 'codePart') && figures) {
      at++;
      figures = false;
      const next = order[Math.min(at, order.length - 1)];
      slot = { ...slot, panel: next } as Slot;
    } else if (isHead(slot) && order.length > 1) slot = { ...slot, panel: own } as Slot;
    if (slot.kind === 'column' || slot.kind === 'ordinal') figures = true;
    if (slot.kind === 'column' && slot.column.form && !(order.length > 1 && slot.column.panel.across > 1)) taken.add(slot.column.form);
    slots.push(slot.kind === 'unknown' && title.text !== '' ? { ...slot, title } : slot);
  });
  return [...slots, ...before.slice(titles.length)];
}

function emptySlot(index: number, panel: Panel, before: Slot | undefined, slots: readonly Slot[]): Slot {
  const previous = slots[slots.length - 1];
  // A code title merged over several label cells heads the parts of the code: 类, 款, 项.
  if (isHead(before) && (previous?.kind === 'code' || previous?.kind === 'codePart')) return { kind: 'codePart', panel };
  if (before) return before;
  // The form's own columns of a code in parts stand below one title.
  if (previous?.kind === 'codePart' && slots.length - 1 - slots.findLastIndex(({ kind }) => kind !== 'codePart') < codeParts(panel).length)
    return previous;
  if (index === 0) return { kind: 'label', panel };
  return isHead(previous) ? { kind: 'name', panel } : { kind: 'unknown' };
}

/** The ways to read a title's path: a year stands in its first part. */
const pathsOf = ({ path: [first, ...others] }: HeadingTitle, fiscalYear: number | undefined): string[][] =>
  readingsOf(first, fiscalYear).map((reading) => [reading, ...others]);

/** The first reading that a column bears. */
function titleSlot(paths: readonly (readonly string[])[], own: Panel, panels: readonly Panel[], taken: ReadonlySet<ColumnForm>): Slot {
  let slot: Slot = { kind: 'unknown' };
  for (const path of paths) {
    slot = pathSlot(path, own, panels, taken);
    if (slot.kind !== 'unknown') break;
  }
  return slot;
}

/** The panel in turn is asked first, so that titles that every side has go to their own. */
function pathSlot(path: readonly string[], own: Panel, panels: readonly Panel[], taken: ReadonlySet<ColumnForm>): Slot {
  const slot = slotOf(path, [own], taken);
  const repeated = slot.kind === 'column' && slot.column.form !== undefined && taken.has(slot.column.form);
  if (slot.kind !== 'unknown' && !repeated) return slot;
  const any = slotOf(path, panels, taken);
  return any.kind === 'unknown' ? slot : any;
}
