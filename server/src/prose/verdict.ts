/** What becomes of a written figure when it is held against one that is known. */
import type { Scale } from '../disclosure/quantity.ts';
import type { Known } from './known.ts';
import type { Written } from './reading/token.ts';

/**
 * - `agrees`: a reading of the name has this figure
 * - `near`: the same but for its last digit, which rounding explains
 * - `rounded`: written with fewer decimals than the tables print, and rounded to them
 * - `differs`: the one reading of which anything is known has another figure
 * - `unknown`: nothing is known, or too much
 */
export type Verdict = 'agrees' | 'near' | 'rounded' | 'differs' | 'unknown';

/** What is to be said of a figure if it is this one that is meant. */
export function verdictOf(written: Written, { value, interval, scale, figure, doubts }: Known): Verdict {
  if (written.steps === value || doubts?.includes(written.steps)) return 'agrees';
  const meets = written.steps + written.half >= interval.low && written.steps - written.half <= interval.high;
  if (meets) return figure?.state === 'derived' || !sameUnit(scale, written.scale) ? 'agrees' : 'near';
  return isRounded(written, value) ? 'rounded' : 'differs';
}

const sameUnit = (a: Scale | undefined, b: Scale): boolean => a === undefined || a.money === b.money;

/** Written with fewer decimals than the tables print, and right to them. */
function isRounded({ steps, scale, decimals }: Written, value: number): boolean {
  if (scale.money === undefined || decimals >= scale.decimals) return false;
  const unit = scale.steps / 10 ** decimals;
  return Math.abs(steps - value) * 2 <= unit;
}
