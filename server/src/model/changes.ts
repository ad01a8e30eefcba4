/** What is different between two evaluations of one document: for those who keep what they found out about figures. */
import { NONE } from './address.ts';
import type { Cells } from './cells.ts';
import { placeOf, type TableFacts } from './table.ts';
import type { Address, Axis } from './types.ts';

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
  const { book } = facts;
  const { table } = facts;
  if (facts.groups === old.groups) {
    for (let i = 0; i < table.cells.length; i++)
      if (!now.isAsIn(before, now.offset[t] + i, before.offset[t] + i)) {
        cells.add(table.cells[i].key);
        numbers.add(facts.addresses[i]);
      }
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
  /** Which cells of the old table are there still. */
  const there = new Uint8Array(old.table.cells.length);
  /** By how much cells have moved, as far as is known: what stands behind a row that came or went has moved as a whole. */
  let moved = 0;
  for (let i = 0; i < table.cells.length; i++) {
    const cell = table.cells[i];
    const place = old.table.cells[i - moved] === cell ? i - moved : (placeOf(old, cell.key) ?? NONE);
    const sameAddress = place !== NONE && facts.addresses[i] === old.addresses[place];
    const same = sameAddress && cell.state === old.table.cells[place].state;
    if (sameAddress) {
      there[place] = 1;
      moved = i - place;
    }
    if (!same) addPlace(cell.address, facts.addresses[i]);
    if (same && now.isAsIn(before, now.offset[t] + i, before.offset[t] + place)) continue;
    cells.add(cell.key);
    numbers.add(facts.addresses[i]);
  }
  for (let place = 0; place < there.length; place++) {
    if (there[place]) continue;
    const { key, address } = old.table.cells[place];
    addPlace(address, old.addresses[place]);
    cells.add(key);
    numbers.add(old.addresses[place]);
  }
  return true;
}
