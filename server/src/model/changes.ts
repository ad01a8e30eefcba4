/** What is different between two evaluations of one document: for those who keep what they found out about figures. */
import { NONE } from './address.ts';
import type { Cells } from './cells.ts';
import { placeOf } from './table.ts';
import type { Address, Axis } from './types.ts';

export interface Changes {
  /** The keys of the cells of which something else is known, of new ones and of those that are gone. */
  readonly cells: ReadonlySet<string>;
  /** The numbers (`Evaluation.numberOf`) of the addresses at which these stand or stood. */
  readonly numbers: ReadonlySet<number>;
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
    return { cells: new Set(changed.map((c) => now.cell(c).key)), numbers, addresses: [], figuresOnly: true };
  }
  if (now.tables.length !== before.tables.length || now.book !== before.book) return undefined;
  const found = { cells: new Set<string>(), numbers: new Set<number>(), addresses: [], figuresOnly: false };
  for (let t = 0; t < now.tables.length; t++) if (!addChanges(now, before, t, found)) return undefined;
  return found;
}

interface Found {
  readonly cells: Set<string>;
  readonly numbers: Set<number>;
  readonly addresses: Changes['addresses'][number][];
}

function addChanges(now: Cells, before: Cells, t: number, { cells, numbers, addresses }: Found): boolean {
  const [facts, old] = [now.tables[t], before.tables[t]];
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
  let kept = 0;
  /** By how much cells have moved, as far as is known: what stands behind a row that came or went has moved as a whole. */
  let moved = 0;
  for (let i = 0; i < table.cells.length; i++) {
    const cell = table.cells[i];
    const place = old.table.cells[i - moved] === cell ? i - moved : (placeOf(old, cell.key) ?? NONE);
    const same = place !== NONE && facts.addresses[i] === old.addresses[place] && cell.state === old.table.cells[place].state;
    if (same) {
      kept++;
      moved = i - place;
    } else addresses.push({ address: cell.address, axes: table.axes });
    if (same && now.isAsIn(before, now.offset[t] + i, before.offset[t] + place)) continue;
    cells.add(cell.key);
    numbers.add(facts.addresses[i]);
    if (place !== NONE) numbers.add(old.addresses[place]);
  }
  if (kept < old.table.cells.length)
    for (const [i, { key, address }] of old.table.cells.entries())
      if (placeOf(facts, key) === undefined) {
        addresses.push({ address, axes: table.axes });
        cells.add(key);
        numbers.add(old.addresses[i]);
      }
  return true;
}
