/** To how many decimals a document writes its amounts. */
import type { SectionTree } from 'budget-grammar';
import { once } from '../../base/once.ts';
import type { Disclosure } from '../../disclosure/disclosure.ts';

/** The end of an amount of money: its last digit or its decimals, and its unit. */
const AMOUNT = /\d(\.\d+)?\s?(亿元|万元|元)/g;

interface Count {
  readonly whole: number;
  readonly parted: number;
}

const NONE: Count = { whole: 0, parted: 0 };

/** How many amounts of a section have decimals and how many have none, by their units. */
const amountsIn = once(({ text }: SectionTree): ReadonlyMap<string, Count> => {
  const counts = new Map<string, Count>();
  for (const [, decimals, unit] of text.matchAll(AMOUNT)) {
    const { whole, parted } = counts.get(unit) ?? NONE;
    counts.set(unit, decimals ? { whole, parted: parted + 1 } : { whole: whole + 1, parted });
  }
  return counts;
});

/**
 * The decimals to which amounts in the document's unit are written; one with fewer has lost its zeros.
 * Tables have those of their form. Without tables the text tells: where most amounts are whole, none has lost anything, and each is rounded to what it shows.
 */
export function decimalsOf({ tables, sections, formSet, head }: Disclosure): number {
  if (tables.length > 0) return formSet.decimals;
  let [whole, parted] = [0, 0];
  for (const { section } of sections) {
    if (section.tree.ground !== 'text') continue;
    const count = amountsIn(section.tree).get(head.unitOfMeasure) ?? NONE;
    whole += count.whole;
    parted += count.parted;
  }
  return whole > parted ? 0 : formSet.decimals;
}
