/**
 * A row whose code is none stands nowhere in the tree of accounts, so every sum to which it should belong is off. That is one mistake, which is said of the code:
 * what the sums say of such a row is withheld until the code is mended.
 */
import type { BoundTable } from '../disclosure/bind/types.ts';
import type { Finding } from '../disclosure/finding.ts';
import type { Place } from '../disclosure/place.ts';

/** Findings that say that a code is wrong. */
const WRONG_CODE: ReadonlySet<string> = new Set(['mistyped-account', 'unknown-account']);

/** The rows with figures whose code `findings` call wrong. */
function rowsInDoubt(tables: readonly BoundTable[], findings: readonly Finding[]): Place[] {
  const wrong = findings.filter(({ code, severity }) => severity === 'error' && WRONG_CODE.has(code));
  if (wrong.length === 0) return [];
  const starts = new Map<number, Set<number>>();
  for (const { place } of wrong) starts.set(place.section, (starts.get(place.section) ?? new Set()).add(place.start));
  return tables.flatMap(({ section, rows }) => {
    const own = starts.get(section.id);
    if (!own) return [];
    return rows
      .filter(({ code, cells }) => code && own.has(code.start) && cells.some(({ model }) => model?.value))
      .map(({ span }) => ({ section: section.id, start: span.start, end: span.end }));
  });
}

const touches = (place: Place, rows: readonly Place[]): boolean =>
  rows.some(({ section, start, end }) => place.section === section && place.start >= start && place.start <= end);

/** `sums` without those that speak of a row whose code is wrong; `own` are the findings on the sections themselves. */
export function withoutRowsInDoubt(sums: readonly Finding[], own: readonly Finding[], tables: readonly BoundTable[]): readonly Finding[] {
  const errors = sums.filter(({ severity }) => severity === 'error');
  const rows = errors.length > 0 ? rowsInDoubt(tables, own) : [];
  if (rows.length === 0) return sums;
  return sums.filter(
    ({ severity, place, related = [] }) =>
      severity !== 'error' || ![place, ...related.map((one) => one.place)].some((one) => touches(one, rows)),
  );
}
