/** What is different between two evaluations of one document: for those who keep what they found out about figures. */
import { identicalEnds } from '../base/lists.ts';
import { NONE } from './address.ts';
import type { Cells } from './cells.ts';
import type { TableFacts } from './table.ts';
import type { Address, Axis, ModelCell } from './types.ts';

export interface Changes {
  /** The keys of the cells of which something else is known, of new ones and of those that are gone. */
  readonly cells: ReadonlySet<string>;
  /** The numbers (`Evaluation.numberOf`) of the addresses at which these stand or stood. */
  readonly numbers: ReadonlySet<number>;
  /** The groups (`Evaluation.groupsOf`) in which tables list something else than before, or where a cell is in another state; undefined if any may be such a group. */
  readonly groups: ReadonlySet<string> | undefined;
  /** Where a table has a cell more or less than before, with the table's axes. */
  readonly addresses: readonly { readonly address: Address; readonly axes: readonly Axis[] }[];
  /** Every cell stands where it stood, in its state. */
  readonly figuresOnly: boolean;
}

/** Undefined where a table came, went, or says of what it leaves out something else than before. */
export function changesBetween(now: Cells, before: Cells): Changes | undefined {
  if (now.differsInFiguresOnly(before)) {
    const changed = now.changedSince(before);
    const numbers = new Set(changed.map((c) => now.address[c]));
    return { cells: new Set(changed.map((c) => now.cell(c).key)), numbers, groups: new Set(), addresses: [], figuresOnly: true };
  }
  if (now.tables.length !== before.tables.length || now.book !== before.book) return undefined;
  const found = { cells: new Set<string>(), numbers: new Set<number>(), groups: new Set<string>(), addresses: [], figuresOnly: false };
  for (let t = 0; t < now.tables.length; t++) if (!addChanges(now, before, t, found)) return undefined;
  return now.tables.every((facts, t) => listsInGroups(facts, before.tables[t])) ? found : { ...found, groups: undefined };
}

/** Whether what a table lists is known by its groups before and after: an empty one speaks of all that it covers. */
const listsInGroups = (facts: TableFacts, old: TableFacts): boolean =>
  facts.groups === old.groups || (facts.table.axes === old.table.axes && !facts.empty && !old.empty);

/** A group's name: the dimension along which its cells differ, and the address that they share. */
export const groupName = (dimension: number, rest: number): string => `${dimension} ${rest}`;

interface Found {
  readonly cells: Set<string>;
  readonly numbers: Set<number>;
  readonly groups: Set<string>;
  readonly addresses: Changes['addresses'][number][];
}

function addChanges(now: Cells, before: Cells, t: number, { cells, numbers, groups, addresses }: Found): boolean {
  const [facts, old] = [now.tables[t], before.tables[t]];
  const { book, table } = facts;
  const addCell = ({ key }: ModelCell, number: number): void => {
    cells.add(key);
    numbers.add(number);
  };
  /** Notes what is known otherwise of the cells from one place up to another, which stood `moved` places before. */
  const addFigures = (from: number, to: number, moved: number): void => {
    const offset = now.offset[t];
    for (const c of now.differing(before, offset + from, offset + to, before.offset[t] - moved - offset))
      addCell(table.cells[c - offset], facts.addresses[c - offset]);
  };
  if (facts.groups === old.groups) {
    addFigures(0, table.cells.length, 0);
    return true;
  }
  if (table.key !== old.table.key || table.closed !== old.table.closed) return false;
  // Rows that cannot be read make sums unknown.
  if (table.damagedRows?.length || old.table.damagedRows?.length) return false;
  const addPlace = (address: Address, number: number): void => {
    addresses.push({ address, axes: table.axes });
    for (const axis of table.axes) {
      const dimension = book.dimension(axis.dimension);
      groups.add(groupName(dimension, book.at(number, book.whole[dimension])));
    }
  };
  const { head, tail } = identicalEnds(old.table.cells, table.cells);
  const end = table.cells.length - tail;
  /** So many places the cells of the tail have moved. */
  const moved = table.cells.length - old.table.cells.length;
  addFigures(0, head, 0);
  addFigures(end, table.cells.length, moved);
  /** The cells of the old table of which it is not known yet whether they are there still. */
  const gone = new Map<string, number>();
  for (let place = head; place < end - moved; place++) gone.set(old.table.cells[place].key, place);
  for (let i = head; i < end; i++) {
    const cell = table.cells[i];
    const place = gone.get(cell.key) ?? NONE;
    const sameAddress = place !== NONE && facts.addresses[i] === old.addresses[place];
    if (sameAddress) gone.delete(cell.key);
    const same = sameAddress && cell.state === old.table.cells[place].state;
    if (!same) addPlace(cell.address, facts.addresses[i]);
    if (!same || !now.isAsIn(before, now.offset[t] + i, before.offset[t] + place)) addCell(cell, facts.addresses[i]);
  }
  for (const place of gone.values()) {
    addPlace(old.table.cells[place].address, old.addresses[place]);
    addCell(old.table.cells[place], old.addresses[place]);
  }
  return true;
}
