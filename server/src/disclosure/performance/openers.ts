/** What a line such as `资金：` opens, as far as its words alone tell in a form. */
import { keptWithin } from '../../base/by-name.ts';
import type { IndicatorList, PerformanceForm, PerformanceList } from '../../forms/types.ts';
import { isField } from './fields.ts';
import { findNamed, sameTitle } from './names.ts';

export type Opened =
  | { readonly kind: 'field' }
  | { readonly kind: 'funds' }
  /** Rows of the funds that divide the total in one way. */
  | { readonly kind: 'division' }
  | { readonly kind: 'list'; readonly list: PerformanceList }
  | { readonly kind: 'indicators'; readonly list: IndicatorList }
  /** A group, a target, or something that the form does not know. */
  | { readonly kind: 'other' };

/** Whether a line with these words opens the funds. */
export const isFundsOpener = ({ funds }: PerformanceForm, text: string): boolean =>
  funds !== undefined && [funds.opener, ...funds.aliases].some((word) => sameTitle(text, word));

/** Whether these words name a way in which the funds are divided: 按支出性质分. */
export const isDivision = ({ funds }: PerformanceForm, text: string): boolean =>
  funds !== undefined && findNamed(funds.divisions, text) !== undefined;

/** The same openers come in every form of a kind, so what they open is looked up once. */
export const openedBy = keptWithin((form: PerformanceForm, text): Opened => {
  if (isField(form, text)) return { kind: 'field' };
  if (isFundsOpener(form, text)) return { kind: 'funds' };
  if (isDivision(form, text)) return { kind: 'division' };
  const list = findNamed(form.lists, text);
  if (list) return { kind: 'list', list };
  const indicators = form.indicators && findNamed(form.indicators.lists, text);
  return indicators ? { kind: 'indicators', list: indicators } : { kind: 'other' };
});
