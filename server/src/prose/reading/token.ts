/** A word with a meaning, and the figure that it may be. */
import type { Decimal } from 'decimal.js';
import type { Scale } from '../../disclosure/quantity.ts';
import type { Sense } from '../subjects.ts';

/** Half-open range of characters of the normalised text. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A figure as a sentence has it: money in steps of 0.001 元, a count, or a rate in hundredths of a percent times 10⁴ (see `rate`). The same object wherever it is written alike. */
export interface Written {
  /** The numeral as typed, grouping commas and all, without its unit. */
  readonly text: string;
  /** The numeral, exactly. */
  readonly value: Decimal;
  readonly decimals: number;
  /** 万元, 元, %, 辆; empty for a bare number. */
  readonly unit: string;
  /** For money: the value in steps, and half a step of what is written; for counts the count and 0. */
  readonly steps: number;
  readonly half: number;
  readonly scale: Scale;
}

export interface Token extends TextSpan {
  readonly kind: string;
  readonly text: string;
  readonly figure?: Written;
  /** Where the figure's numeral stands, without its unit. */
  readonly numeral?: TextSpan;
  /** Everything that a name may stand for; of several names side by side the last one's, the ones before in `parts`. */
  readonly senses?: readonly Sense[];
  readonly parts?: readonly Token[];
  readonly year?: number;
  /** Unknown words stand right before it: it may be a part of a longer name. */
  readonly embedded?: boolean;
}
