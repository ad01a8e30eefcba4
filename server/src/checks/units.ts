/**
 * A department's typed figures against the sum of its units'. The head says that they are the sum, so a difference beyond rounding is an error:
 * one for each root, on the department's figure, with what each unit's file has there.
 */
import { t } from '@vscode/l10n';
import { type CellIndex, cellTitle, type LocatedCell, placeOfCell, plainAmount, writeLike, writtenValue } from '../disclosure/cells.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding, Related } from '../disclosure/finding.ts';
import type { UnitPart, UnitSum } from '../disclosure/types.ts';
import { isEliminated } from '../disclosure/units.ts';
import type { Evaluation } from '../model/types.ts';
import { type Differing, type Root, rootsAmong } from './differing.ts';

interface Off extends Differing {
  readonly value: number;
  readonly sum: UnitSum;
}

export function unitFindings(disclosure: Disclosure, cells: CellIndex): Finding[] {
  const { units, stated, tables } = disclosure;
  if (!units) return [];
  const doubted = inDoubt(stated);
  const off: Off[] = [];
  for (const { model } of tables)
    for (const { key, address, state } of model.cells) {
      if ((state !== 'typed' && state !== 'blank') || isEliminated(address) || doubted.has(key)) continue;
      const sum = units.at(address);
      const [own, value] = [stated.interval(key), stated.value(key)];
      if (!sum || !own || value === undefined || (own.low <= sum.high && sum.low <= own.high)) continue;
      const located = cells.get(key);
      const tolerance = (own.high - own.low + sum.high - sum.low) / 2;
      if (located) off.push({ located, address, difference: value - sum.value, tolerance, value, sum });
    }
  return rootsAmong(off).map(finding);
}

/** Figures of sums that are off in the department's own tables, at once or behind what was derived from them, are spoken of there. */
function inDoubt({ roots, derived }: Evaluation): ReadonlySet<string> {
  const found = new Set<string>();
  const open = roots.flatMap(({ broken }) => broken.map(({ identity }) => identity));
  for (let identity = open.pop(); identity; identity = open.pop())
    for (const { cell } of identity.terms) {
      if (found.has(cell)) continue;
      found.add(cell);
      const behind = derived.get(cell);
      if (behind) open.push(behind.identity);
    }
  return found;
}

function finding(root: Root<Off>): Finding {
  const [{ located, sum, value, difference, tolerance }, ...others] = root;
  const { cell } = located;
  const stated = written(located, value);
  const computed = writeLike(cell, sum.value);
  const apart = plainAmount(cell, Math.abs(difference));
  const { typed } = cell;
  return {
    code: 'unit-sum-differs',
    severity: 'error',
    message: t('{0} is {1}, but the units make {2} (difference {3}).', cellTitle(located), stated, computed, apart),
    place: placeOfCell(located),
    related: [
      ...sum.parts.flatMap((part) => partRelated(part)),
      ...others.map((one) => ({
        message: t(
          '{0} is {1}, but the units make {2}.',
          cellTitle(one.located),
          written(one.located, one.value),
          writeLike(one.located.cell, one.sum.value),
        ),
        place: placeOfCell(one.located),
      })),
    ],
    data: { stated, computed, difference: apart, tolerance: plainAmount(cell, tolerance) },
    ...(typed && typed.end > typed.start
      ? { fixes: [{ title: t('Change to {0}', computed), edits: [{ place: placeOfCell(located), text: computed }] }] }
      : {}),
  };
}

const written = ({ cell }: LocatedCell, value: number): string => writtenValue(cell, value) || '0';

/** A unit that has nothing there adds nothing to the explanation. */
const partRelated = ({ located, value }: UnitPart): Related[] =>
  located && value !== 0 ? [{ message: `${cellTitle(located)} ${written(located, Math.abs(value))}`, place: placeOfCell(located) }] : [];
