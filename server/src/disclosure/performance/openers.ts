/** What a line such as `资金：` opens, as far as its words alone tell in a form. */
import { keptByName } from '../../forms/names.ts';
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

function read(form: PerformanceForm, text: string): Opened {
  if (isField(form, text)) return { kind: 'field' };
  if (form.funds && sameTitle(text, form.funds.opener)) return { kind: 'funds' };
  const list = findNamed(form.lists, text);
  if (list) return { kind: 'list', list };
  const indicators = form.indicators && findNamed(form.indicators.lists, text);
  return indicators ? { kind: 'indicators', list: indicators } : { kind: 'other' };
}

const readers = new WeakMap<PerformanceForm, (text: string) => Opened>();

/** The same openers come in every form of a kind, so what they open is looked up once. */
export function openedBy(form: PerformanceForm, text: string): Opened {
  let reader = readers.get(form);
  if (!reader) {
    reader = keptByName((name) => read(form, name));
    readers.set(form, reader);
  }
  return reader(text);
}
