/** The other way to mend a broken sum: the figure is right, and what is summed from it follows. */
import { t } from '@vscode/l10n';
import { type CellIndex, type LocatedCell, placeOfCell, writeLike } from '../disclosure/cells.ts';
import type { Edit, Fix } from '../disclosure/finding.ts';
import type { Evaluation, Identity } from '../model/types.ts';

/** More figures than this are not changed by one fix. */
const MOST = 60;

/**
 * Carries the figure as typed into the sums above it. `mended` is what the figure would have to be for everything to agree as it stands.
 * No fix if a sum would have to be two things at once, or if a figure is not typed where it could be changed.
 */
export function recompute(located: LocatedCell, mended: number, evaluation: Evaluation, cells: CellIndex): Fix[] {
  const start = located.cell.key;
  const delta = (evaluation.value(start) ?? 0) - mended;
  const changed = new Map<string, number>([[start, 0]]);
  const queue = [start];
  const valueNow = (key: string): number => (evaluation.value(key) ?? 0) + (changed.get(key) ?? 0);
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    for (const { identity, verdict, tolerance } of evaluation.identitiesOf(key)) {
      if (verdict === 'suspended' || identity.kind === 'LE' || identity.kind === 'Z') continue;
      const difference = identity.terms.reduce((sum, term) => sum + term.coefficient * valueNow(term.cell), 0);
      if (Math.abs(difference) <= tolerance) continue;
      const target = dependentOf(identity, key);
      if (target === undefined || changed.has(target) || changed.size > MOST) return [];
      changed.set(target, delta);
      queue.push(target);
    }
  }
  changed.delete(start);
  const edits = editsOf(changed, evaluation, cells);
  return edits && edits.length > 0 ? [{ title: t('Keep this figure and recompute {0} others', edits.length), edits }] : [];
}

/** Which member follows from the one that changed: the whole of a sum, or the other of a pair. */
function dependentOf(identity: Identity, changed: string): string | undefined {
  const [first, second] = identity.terms;
  if (identity.kind === 'S') return first.cell === changed ? second.cell : first.cell;
  return first.cell === changed ? undefined : first.cell;
}

function editsOf(changed: ReadonlyMap<string, number>, evaluation: Evaluation, cells: CellIndex): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const [key, delta] of changed) {
    const located = cells.get(key);
    const typed = located?.cell.typed;
    if (!located || !typed || typed.end === typed.start) {
      // A figure that nobody typed follows by itself.
      if (evaluation.derived.has(key)) continue;
      return undefined;
    }
    edits.push({ place: placeOfCell(located), text: writeLike(located.cell, (evaluation.value(key) ?? 0) + delta) });
  }
  return edits;
}
