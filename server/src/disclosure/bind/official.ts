/** The heading that a form itself prints, for tables pasted without it. */
import { once } from '../../base/once.ts';
import type { Panel, TableForm } from '../../forms/types.ts';
import { readSlots } from './heading.ts';
import type { Heading } from './layout.ts';

const headingsOf = once<TableForm, Map<Panel | undefined, Heading>>(() => new Map());

/** Every column of the form in printed order, row numbers included; those of one side if one was opened. */
export function officialHeading(form: TableForm, side: Panel | undefined): Heading {
  const own = headingsOf(form);
  const heading = own.get(side) ?? makeHeading(form, side);
  own.set(side, heading);
  return heading;
}

function makeHeading(form: TableForm, side: Panel | undefined): Heading {
  const panels = side ? [side] : form.panels;
  const titles = panels.flatMap(({ columns }) => columns.map(({ title, path }) => ({ text: title, path, start: 0, end: 0 })));
  return { mode: 'positional', slots: readSlots(titles, panels, [], undefined) };
}

/** Counts the rows of a table without a heading whose first figure is their own row number: where all are, it is no figure. */
export class RowNumbers {
  #rows = 0;
  #numbered = 0;

  /** `first` is the numeral of a row's first figure; undefined if it has none. */
  note(ordinal: number, first: string | undefined): void {
    this.#rows++;
    if (first === String(ordinal)) this.#numbered++;
  }

  /** Three of them are no chance. */
  get certain(): boolean {
    return this.#numbered >= 3 && this.#numbered === this.#rows;
  }
}
