/** The shapes of typing slips: a lost sign, a shifted decimal point, two neighbouring digits exchanged. */
import { stepOf } from './interval.ts';
import type { Slip } from './types.ts';

/** How `typed` may have come from `meant`, both integers in the measure's smallest step, `half` half an ulp of what is printed; undefined if no slip explains it. */
export const slipOf = (typed: number, meant: number, half: number): Slip | undefined => {
  if (typed === 0 || meant === 0) return undefined;
  if (typed === -meant) return 'sign';
  if (Math.sign(typed) !== Math.sign(meant)) return undefined;
  for (const factor of [10, 100, 1000]) if (typed === meant * factor || typed * factor === meant) return 'shift';
  return isTransposition(Math.abs(typed), Math.abs(meant), stepOf(half)) ? 'transposition' : undefined;
};

const isTransposition = (a: number, b: number, step: number): boolean => {
  if (a % step !== 0 || b % step !== 0) return false;
  const x = String(a / step);
  const y = String(b / step);
  // A leading zero is a digit like others: 0.95 and 9.05.
  const width = Math.max(x.length, y.length);
  const p = x.padStart(width, '0');
  const q = y.padStart(width, '0');
  const first = [...p].findIndex((digit, i) => digit !== q[i]);
  return (
    first >= 0 && first + 1 < width && p[first] === q[first + 1] && p[first + 1] === q[first] && p.slice(first + 2) === q.slice(first + 2)
  );
};
