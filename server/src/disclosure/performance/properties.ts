/** Fields of a form: several in a pasted line, boxes, long text. */
import type { Cell, PropertyLine, SectionTree, Span } from 'budget-grammar';
import type { PerformanceProperty } from '../../forms/types.ts';
import wording from './data/wording.json' with { type: 'json' };
import { groupKey, titleKey } from './names.ts';
import type { BoundChoice } from './types.ts';

export interface Piece extends Span {
  readonly text: string;
}

/** A key with its value as it stands in one line. */
export interface Field {
  readonly key: Piece;
  readonly value: Piece;
  readonly cells: readonly Cell[];
}

const COLON = /[:：](?!\/\/)/;

/** `部门：X⇥⇥金额单位：万元` holds two fields: a later cell that begins with a known key begins the next one. */
export function fieldsOf(line: PropertyLine, tree: SectionTree, isKnown: (key: string) => boolean): Field[] {
  if (line.values.length < 2) return [{ key: line.key, value: line.value, cells: line.values }];
  const starts = [{ key: line.key as Piece, start: line.key.start, value: line.value.start, from: 0 }];
  line.values.forEach((cell, i) => {
    const found = i > 0 && !cell.quoted ? keyIn(cell, tree) : undefined;
    if (found && isKnown(found.key.text)) starts.push({ ...found, start: cell.start, from: i });
  });
  return starts.map(({ key, value, from }, i) => ({
    key,
    value: starts.length === 1 ? line.value : trimmed(tree.text, value, starts[i + 1]?.start ?? line.value.end),
    cells: line.values.slice(i === 0 ? 0 : from + 1, starts[i + 1]?.from),
  }));
}

function keyIn(cell: Cell, tree: SectionTree): { key: Piece; value: number } | undefined {
  const colon = COLON.exec(tree.text.slice(cell.start, cell.end));
  if (!colon || colon.index === 0) return undefined;
  const end = cell.start + colon.index;
  return { key: trimmed(tree.text, cell.start, end), value: end + 1 };
}

function trimmed(text: string, start: number, end: number): Piece {
  const typed = text.slice(start, end);
  const from = start + (typed.length - typed.trimStart().length);
  const to = Math.max(from, end - (typed.length - typed.trimEnd().length));
  return { start: from, end: to, text: text.slice(from, to) };
}

const MARKS = new RegExp(`[${[...wording.chosen, ...wording.notChosen].join('')}]`, 'gu');

export const hasBoxes = (text: string): boolean => text.search(MARKS) >= 0;

/** Options are named with and without their number: `1、持续性项目`, `持续性项目`. */
const optionKey = (text: string): string => groupKey(text);

/**
 * The boxes of a value: an option is chosen by a mark beside it, or by its name where there are no marks.
 * Marks stand behind their options unless the first one stands before everything.
 */
export function readChoices(value: string, form: PerformanceProperty | undefined): BoundChoice[] {
  const options = form?.options ?? [];
  if (!hasBoxes(value)) {
    const named =
      value === ''
        ? []
        : options.filter(
            (option) =>
              value.split(/[、,，;；/／\s]+/).some((part) => optionKey(part) === optionKey(option)) || titleKey(option) === titleKey(value),
          );
    return options.map((option) => ({ option, chosen: named.includes(option) }));
  }
  const marks = [...value.matchAll(MARKS)];
  const before = value.slice(0, marks[0].index).trim() === '';
  const typed = marks.map((mark, i) => {
    const end = before ? (marks[i + 1]?.index ?? value.length) : mark.index;
    const start = before ? mark.index + mark[0].length : i === 0 ? 0 : marks[i - 1].index + marks[i - 1][0].length;
    return { option: value.slice(start, end).trim(), chosen: wording.chosen.includes(mark[0]) };
  });
  if (options.length === 0) return typed;
  const printed = options.map((option) => ({
    option,
    chosen: typed.some((one) => one.chosen && optionKey(one.option) === optionKey(option)),
  }));
  const others = typed.filter((one) => !options.some((option) => optionKey(option) === optionKey(one.option)));
  return [...printed, ...others];
}
