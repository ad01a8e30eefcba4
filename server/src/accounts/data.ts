/** The shape of the generated catalogue: columns instead of objects, so that it loads in a few milliseconds. `scripts/generate.mjs` writes it. */
import type { Account, AccountName, Classification, Confidence, FormerName } from './types.ts';

/** Sparse columns are keyed by code. */
export interface CatalogueData {
  readonly classifications: readonly Classification[];
  /** In ascending order. */
  readonly codes: readonly string[];
  /** Index into `names`, one a code. */
  readonly nameOf: readonly number[];
  readonly names: readonly string[];
  /** Syllables of the Han characters of each name, parted by blanks, without tones; `v` for ü. */
  readonly pinyin: readonly string[];
  /** Index into `budgets`, one a code; the first budget is unknown. */
  readonly budgetOf: readonly number[];
  readonly budgets: readonly string[];
  /** One letter a code: `a` attested, else compiled with confidence `h`, `m` (medium-high), `d` (medium), `l`. */
  readonly basis: string;
  readonly seen: Readonly<Record<string, string>>;
  readonly from: Readonly<Record<string, number>>;
  readonly to: Readonly<Record<string, number>>;
  readonly formerNames: Readonly<Record<string, readonly FormerName[]>>;
  readonly laterNames: Readonly<Record<string, readonly string[]>>;
  readonly movedTo: Readonly<Record<string, string>>;
  readonly explanations: Readonly<Record<string, string>>;
  /** Codes whose explanation is adapted, not as published. */
  readonly adapted: readonly string[];
  readonly aliases: Readonly<Record<string, readonly AccountName[]>>;
}

const CONFIDENCE_OF: Readonly<Record<string, Confidence>> = { h: 'high', m: 'medium-high', d: 'medium', l: 'low' };

type Draft = { -readonly [K in keyof Account]: Account[K] };

/** The accounts of generated data, in order of code. Most accounts have nothing in the sparse columns, so those are walked, not asked. */
export function accountsOf(data: CatalogueData): Account[] {
  const byDigit = new Map(data.classifications.map((one) => [one.digit, one]));
  const drafts: Draft[] = data.codes.map((code, i) => {
    const classification = byDigit.get(code[0])!;
    return {
      code,
      name: data.names[data.nameOf[i]],
      dimension: classification.dimension,
      level: classification.lengths.indexOf(code.length),
      budget: data.budgets[data.budgetOf[i]] || undefined,
      basis: data.basis[i] === 'a' ? 'attested' : 'compiled',
      confidence: CONFIDENCE_OF[data.basis[i]],
    };
  });
  const byCode = new Map(drafts.map((draft) => [draft.code, draft]));
  const fill = <K extends keyof Account>(field: K, column: Readonly<Record<string, Account[K]>>): void => {
    for (const code in column) byCode.get(code)![field] = column[code];
  };
  fill('seen', data.seen);
  fill('from', data.from);
  fill('to', data.to);
  fill('formerNames', data.formerNames);
  fill('laterNames', data.laterNames);
  fill('movedTo', data.movedTo);
  fill('explanation', data.explanations);
  for (const code in data.explanations) byCode.get(code)!.explanationBasis = 'published';
  for (const code of data.adapted) byCode.get(code)!.explanationBasis = 'adapted';
  return drafts;
}
