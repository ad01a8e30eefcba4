/** The terms that are shipped: as published, with the documents they stand in. */
import raw from './generated/terms.json' with { type: 'json' };
import type { TermEntry } from './types.ts';

/** Built-in entries; where a term has several, the most general comes first. */
export const builtInTerms = (): readonly TermEntry[] =>
  (raw as unknown as readonly (readonly [string, string, string])[]).map(([term, explanation, source]) => ({ term, explanation, source }));
