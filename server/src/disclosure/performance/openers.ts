/** What a line such as `资金：` opens, as far as its words alone tell in a form. */
import { keptWithin } from '../../base/by-name.ts';
import type { IndicatorList, PerformanceForm, PerformanceList } from '../../forms/types.ts';
import { isField } from './fields.ts';
import { findNamed, sameTitle } from './names.ts';

export type Opened =
  | { readonly kind: 'field' }
  | { readonly kind: 'funds' }
  | { readonly kind: 'list'; readonly list: PerformanceList }
  | { readonly kind: 'indicators'; readonly list: IndicatorList }
  /** A group, a target, or something that the form does not know. */
  | { readonly kind: 'other' };

/** Whether a line with these words opens the funds. */
export const isFundsOpener = ({ funds }: PerformanceForm, text: string): boolean =>
  funds !== undefined && [funds.opener, ...funds.aliases].some((word) => sameTitle(text, word));

/** The same openers come in every form of a kind, so what they open is looked up once. */
export const openedBy = keptWithin((form: PerformanceForm, text): Opened => {
  if (isField(form, text)) return { kind: 'field' };
  if (isFundsOpener(form, text)) return { kind: 'funds' };
  const list = findNamed(form.lists, text);
  if (list) return { kind: 'list', list };
  const indicators = form.indicators && findNamed(form.indicators.lists, text);
  return indicators ? { kind: 'indicators', list: indicators } : { kind: 'other' };
});
