/** One wrong digit in a published form: it is found, and it is one finding. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPerformance } from '../../server/src/checks/performance.ts';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import { isFigureRole } from '../../server/src/disclosure/performance/figures.ts';
import { type BoundCell, type BoundPerformance, indicatorsOf } from '../../server/src/disclosure/performance/types.ts';
import type { PerformanceRole } from '../../server/src/forms/types.ts';
import { bindAll, fixture, jiangxi } from './support.ts';

const source = fixture('jingdezhen-2023.txt');

/** Cells of the figures in one form, those of the total row apart. */
function figuresOf(bound: BoundPerformance): { readonly cell: BoundCell; readonly where: string }[] {
  const rows = [
    ...(bound.funds?.rows ?? []).map((row) => ({ row, part: 'funds' })),
    ...indicatorsOf(bound).map(({ indicator }) => ({ row: indicator, part: 'indicator' })),
    ...(bound.total ? [{ row: bound.total, part: 'total' }] : []),
  ];
  return rows.flatMap(({ row, part }) =>
    row.cells
      .filter((cell) => cell.figure && isFigureRole(cell.column.role))
      .map((cell) => ({ cell, where: `${part} ${cell.column.role}` })),
  );
}

/** Every other digit at the first and last place, neighbours exchanged, the point shifted. */
function slips(text: string): string[] {
  const digits = [...text.matchAll(/\d/g)].map((match) => match.index);
  const others = [digits[0], digits[digits.length - 1]].flatMap((at) =>
    [...'0123456789'].map((digit) => text.slice(0, at) + digit + text.slice(at + 1)),
  );
  const exchanged = digits.flatMap((at) =>
    /\d/.test(text[at + 1] ?? '') ? [text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)] : [],
  );
  const typed = [...others, ...exchanged, `${text}0`].filter((slip) => slip !== text && !/^0\d/.test(slip));
  return [...new Set(typed)];
}

const keyOf = (finding: Finding): string => `${finding.code} ${finding.message}`;

interface Count {
  slips: number;
  found: number;
  multiple: string[];
}

/** Slips by what was changed: how many there were, how many were found, and those that made several findings. */
function measure(): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const bound of bindAll(source)) {
    const text = bound.section.tree.text;
    const before = new Set(checkPerformance([bound]).map(keyOf));
    for (const { cell, where } of figuresOf(bound))
      for (const slip of slips(cell.typed.text)) {
        const changed = text.slice(0, cell.place.start) + slip + text.slice(cell.place.end);
        const found = checkPerformance(bindAll(changed, jiangxi)).filter((finding) => !before.has(keyOf(finding)));
        const count = counts.get(where) ?? { slips: 0, found: 0, multiple: [] };
        count.slips++;
        if (found.length > 0) count.found++;
        if (found.length > 1) count.multiple.push(`${where}: ${cell.typed.text} → ${slip}: ${found.map(keyOf).join(' | ')}`);
        counts.set(where, count);
      }
  }
  return counts;
}

test('one wrong digit in the published forms is found, and is one finding', () => {
  const counts = measure();
  const rate = (where: string): number => counts.get(where)!.found / counts.get(where)!.slips;
  for (const where of ['indicator weight', 'indicator score', 'total weight', 'total score', 'funds weight', 'funds score'])
    assert.equal(rate(where), 1, where);
  // What is not found lies within the rounding of the other amounts: 134.606 beside a part of 134.604665.
  for (const role of ['initialBudget', 'revisedBudget', 'actualAmount', 'rate'] satisfies PerformanceRole[])
    assert.ok(rate(`funds ${role}`) > 0.8, `${role}: ${rate(`funds ${role}`)}`);
  assert.deepEqual(
    [...counts.values()].flatMap((count) => count.multiple),
    [],
  );
});
