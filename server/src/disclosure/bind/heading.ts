/** From the titles of a heading line to slots, side by side where a table has several panels. */
import type { Span } from 'budget-grammar';
import type { ColumnForm, Panel } from '../../forms/types.ts';
import { slotOf } from './columns.ts';
import { codeParts } from './labels.ts';
import type { Slot } from './types.ts';

export interface HeadingTitle extends Span {
  readonly text: string;
  readonly path: readonly string[];
}

const isHead = (slot: Slot | undefined): boolean =>
  slot !== undefined && (slot.kind === 'label' || slot.kind === 'code' || slot.kind === 'name');

/**
 * The slots of a heading line. `before` are those of the heading line above it in a pasted block: where this line is empty, they stay.
 *
 * An empty first title heads the labels. An empty one behind a label is part of it (a merged cell over code and name).
 * A label behind figures begins the next panel; a panel that prints several column groups comes as often.
 */
export function readSlots(titles: readonly HeadingTitle[], panels: readonly Panel[], before: readonly Slot[]): Slot[] {
  const order = panels.flatMap((panel) => new Array<Panel>(panel.across).fill(panel));
  const taken = new Set<ColumnForm>();
  const slots: Slot[] = [];
  let at = 0;
  let figures = false;
  titles.forEach((title, i) => {
    const own = order.length > 1 ? order[Math.min(at, order.length - 1)] : order[0];
    let slot = title.text === '' ? emptySlot(i, own, before[i], slots) : titleSlot(title, own, panels, taken);
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

/** The panel in turn is asked first, so that titles that every side has go to their own. */
function titleSlot(title: HeadingTitle, own: Panel, panels: readonly Panel[], taken: ReadonlySet<ColumnForm>): Slot {
  const slot = slotOf(title.path, [own], taken);
  const repeated = slot.kind === 'column' && slot.column.form !== undefined && taken.has(slot.column.form);
  if (slot.kind !== 'unknown' && !repeated) return slot;
  const any = slotOf(title.path, panels, taken);
  return any.kind === 'unknown' ? slot : any;
}
