/** Fiscal years as the catalogue's data writes them. */

/** Both ends belong to it. */
export interface YearRange {
  readonly from: number;
  readonly to: number;
}

const RANGE = /^[~约]?(\d{4})(?:-(\d{4})|(\+))?(?:\s*\(.*\))?$/u;

/** Reads `2018-2020,2022,~2019,2025+`; a part that names no year (an edition's title) counts for none. */
export function parseYears(text: string): readonly YearRange[] {
  const ranges: YearRange[] = [];
  for (const part of text.split(/[,，、]/)) {
    const found = RANGE.exec(part.trim());
    if (!found) continue;
    const from = Number(found[1]);
    ranges.push({ from, to: found[3] ? Number.POSITIVE_INFINITY : Number(found[2] ?? from) });
  }
  return ranges;
}

/** How many years the ranges cover; an open end counts for one year. */
export const countYears = (ranges: readonly YearRange[]): number =>
  ranges.reduce((sum, range) => sum + (Number.isFinite(range.to) ? range.to - range.from + 1 : 1), 0);
