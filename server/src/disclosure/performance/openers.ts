/** What a line such as `资金：` opens, as far as its words alone tell in a form. */
import { keptWithin } from '../../forms/names.ts';
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

/** The same openers come in every form of a kind, so what they open is looked up once. */
export const openedBy = keptWithin((form: PerformanceForm, text): Opened => {
  if (isField(form, text)) return { kind: 'field' };
  if (form.funds && sameTitle(text, form.funds.opener)) return { kind: 'funds' };
  const list = findNamed(form.lists, text);
  if (list) return { kind: 'list', list };
  const indicators = form.indicators && findNamed(form.indicators.lists, text);
  return indicators ? { kind: 'indicators', list: indicators } : { kind: 'other' };
});
