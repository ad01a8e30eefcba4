/** What a link's document must be: of which unit, year and kind. */
import { matchKey } from 'budget-grammar';
import type { Head, Identity } from '../disclosure/head.ts';
import type { LinkKey } from '../disclosure/head-links.ts';

export const FINAL = '决算';
export const BUDGET = '预算';

/** What of a document is not as its link says; `is` and `wanted` as they are written. */
export interface Mismatch {
  readonly what: 'unit' | 'year' | 'kind';
  readonly is: string;
  readonly wanted: string;
}

interface Wanted {
  readonly unit?: string;
  readonly fiscalYear?: number;
  readonly kind: string;
}

/** 上年 is of the same kind, one year earlier; 预算 is the budget of the same year; 所属单位 are other units’ documents of the same year and kind. */
function wantedBy(key: LinkKey, { unit, fiscalYear, kind }: Head): Wanted {
  if (key === '上年') return { unit, kind, ...(fiscalYear === undefined ? {} : { fiscalYear: fiscalYear - 1 }) };
  if (key === '预算') return { unit, kind: BUDGET, fiscalYear };
  return { kind, fiscalYear };
}

/** Units are compared without blanks and width. What neither head says is no mismatch, but a year that only one of them gives is. */
export function mismatches(key: LinkKey, own: Head, linked: Head): Mismatch[] {
  const wanted = wantedBy(key, own);
  const found: Mismatch[] = [];
  if (wanted.kind !== linked.kind) found.push({ what: 'kind', is: linked.kind, wanted: wanted.kind });
  if (wanted.fiscalYear !== linked.fiscalYear)
    found.push({ what: 'year', is: linked.year, wanted: wanted.fiscalYear === undefined ? '' : String(wanted.fiscalYear) });
  if (wanted.unit !== undefined && matchKey(wanted.unit) !== matchKey(linked.unit))
    found.push({ what: 'unit', is: linked.unit, wanted: wanted.unit });
  return found;
}

/** What a document without links is looked for by: its own unit and year must be known. */
export function byName(own: Head): { readonly key: LinkKey; readonly identity: Required<Wanted> }[] {
  const { unit, fiscalYear, kind } = own;
  if (unit === '' || fiscalYear === undefined) return [];
  const prior = { key: '上年' as const, identity: { unit, kind, fiscalYear: fiscalYear - 1 } };
  return kind === FINAL ? [prior, { key: '预算', identity: { unit, kind: BUDGET, fiscalYear } }] : [prior];
}

/** Whether a head is of the unit, year and kind looked for; `kindOf` gives the kind of a form set by name. */
export function fits(identity: Identity, wanted: Required<Wanted>, kindOf: (formSet: string) => string | undefined): boolean {
  return (
    identity.fiscalYear === wanted.fiscalYear &&
    matchKey(identity.unit) === matchKey(wanted.unit) &&
    (identity.kind ?? kindOf(identity.formSet)) === wanted.kind
  );
}
