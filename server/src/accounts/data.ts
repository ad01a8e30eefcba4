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

/** The accounts of generated data, in order of code. */
export function accountsOf(data: CatalogueData): Account[] {
  const adapted = new Set(data.adapted);
  const byDigit = new Map(data.classifications.map((one) => [one.digit, one]));
  return data.codes.map((code, i) => {
    const classification = byDigit.get(code[0])!;
    const explanation = data.explanations[code];
    return {
      code,
      name: data.names[data.nameOf[i]],
      dimension: classification.dimension,
      level: classification.lengths.indexOf(code.length),
      budget: data.budgets[data.budgetOf[i]] || undefined,
      basis: data.basis[i] === 'a' ? 'attested' : 'compiled',
      confidence: CONFIDENCE_OF[data.basis[i]],
      seen: data.seen[code],
      from: data.from[code],
      to: data.to[code],
      formerNames: data.formerNames[code],
      laterNames: data.laterNames[code],
      movedTo: data.movedTo[code],
      explanation,
      explanationBasis: explanation === undefined ? undefined : adapted.has(code) ? 'adapted' : 'published',
    };
  });
}
