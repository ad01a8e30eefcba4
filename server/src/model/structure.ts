/** Whether two readings of a table differ in figures only. */
import type { Address, ModelCell, ModelTable } from './types.ts';

/** True if both tables have the same cells at the same addresses in the same states: then they stand in the same identities. */
export const sameStructure = (a: ModelTable, b: ModelTable): boolean =>
  a.key === b.key &&
  a.closed === b.closed &&
  a.outside === b.outside &&
  a.cells.length === b.cells.length &&
  sameAxes(a, b) &&
  sameDamage(a, b) &&
  a.cells.every((cell, i) => sameCell(cell, b.cells[i]));

const sameCell = (a: ModelCell, b: ModelCell): boolean =>
  a === b || (a.state === b.state && a.key === b.key && sameAddress(a.address, b.address));

const sameAddress = (a: Address, b: Address): boolean => {
  if (a === b) return true;
  if (a.measure !== b.measure) return false;
  let members = 0;
  for (const dimension in a.members) {
    if (a.members[dimension] !== b.members[dimension]) return false;
    members++;
  }
  for (const _ in b.members) members--;
  return members === 0;
};

const sameAxes = (a: ModelTable, b: ModelTable): boolean =>
  a.axes === b.axes ||
  (a.axes.length === b.axes.length &&
    a.axes.every(({ dimension, root }, i) => dimension === b.axes[i].dimension && root === b.axes[i].root));

const sameDamage = ({ damagedRows: a = [] }: ModelTable, { damagedRows: b = [] }: ModelTable): boolean =>
  a.length === b.length && a.every(({ dimension, member }, i) => dimension === b[i].dimension && member === b[i].member);
