/**
 * Other disclosures that a disclosure draws on: last year's, the budget of its year, those of the units that a department sums up.
 * They are read by themselves and without links of their own, so reading one never leads to a third.
 */
import type { LinkedDisclosure, Links } from './types.ts';

export type { LinkedDisclosure, Links, LinkTarget, NearbyFile } from './types.ts';

export const NO_LINKS: Links = { units: [] };

/** Every linked disclosure once. */
export const linkedDisclosures = ({ prior, budget, units }: Links): LinkedDisclosure[] => [
  ...new Set([...(prior ? [prior] : []), ...(budget ? [budget] : []), ...units]),
];
