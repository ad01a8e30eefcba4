/** What is known of a figure that a sentence speaks of, whoever says it. */
import type { Scale } from '../disclosure/quantity.ts';
import type { Address, Interval } from '../model/types.ts';
import type { Figure } from './facts.ts';
import type { Amount } from './statements.ts';

/** A figure of which something is known beside the sentence at hand. */
export interface Known {
  readonly address: Address;
  readonly value: number;
  readonly interval: Interval;
  readonly scale?: Scale;
  /** The tables' figure, this document's or another's; undefined if another sentence states it. */
  readonly figure?: Figure;
  /** The sentence that states it. */
  readonly amount?: Amount;
  /** What its cells would have to be where findings of the tables stand on them: a sentence that says one of these is right. */
  readonly doubts?: readonly number[];
}

/** What a sentence says, as something known. */
export function knownOf(amount: Amount, address: Address): Known {
  const { steps, half, scale } = amount.figure.written;
  return { address, value: steps, interval: { low: steps - half, high: steps + half }, scale, amount };
}
