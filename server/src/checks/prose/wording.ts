/** How findings on prose write figures: as their author does. */

import { t } from '@vscode/l10n';
import { Decimal } from 'decimal.js';
import { cellTitle, placeOfCell } from '../../disclosure/cells.ts';
import type { Related } from '../../disclosure/finding.ts';
import type { Place } from '../../disclosure/place.ts';
import { type Scale, toText } from '../../disclosure/quantity.ts';
import type { Known } from '../../prose/known.ts';
import type { Written } from '../../prose/reading/token.ts';

const group = (text: string): string => {
  const [whole, fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** Steps as a sentence writes them that has `like`: its unit, its commas, and trailing zeros only if it writes them. */
export function amountLike(value: number, like: Written): string {
  const { scale, decimals, text } = like;
  const full = toText(value, scale, Math.max(scale.decimals, decimals));
  const plain = decimals < scale.decimals ? withoutZeros(full) : full;
  return /[,，]/.test(text) ? group(plain) : plain;
}

/** A ratio as a percentage with the decimals of `like`, rounded half up. */
export const rateLike = (ratio: Decimal, like: Written): string => ratio.times(100).toFixed(like.decimals, Decimal.ROUND_HALF_UP);

/** The figure with its unit, as the sentence has it. */
export const asWritten = ({ text, unit }: Written): string => `${text}${unit}`;

/** What is known, as its sentence has it, else in the unit of `like`, else as the tables print it: a percentage lends no unit to an amount. */
export function textOf(known: Known, like: Written | undefined): string {
  if (known.amount) return asWritten(known.amount.figure.written);
  const { scale } = known;
  if (like && (scale === undefined || ((like.scale.money === undefined) === (scale.money === undefined) && like.unit !== '%')))
    return `${amountLike(known.value, like)}${like.unit}`;
  return scale ? moneyText(known.value, scale) : String(known.value);
}

/** Steps in a scale of money with its unit. */
export const moneyText = (value: number, scale: Scale): string => `${toText(value, scale)}${scale.money ?? ''}`;

/** Where a known figure stands: its cells, or the sentence that states it. */
export function contributors(known: Known, like: Written): Related[] {
  if (known.amount) return [contributor(known.amount.subject.name, known.amount.figure.written, known.amount.figure.place)];
  return (known.figure?.cells ?? []).map((located) => ({
    message: t('{0}: {1}', cellTitle(located), textOf(known, like)),
    place: placeOfCell(located),
  }));
}

export const contributor = (name: string, written: Written, place: Place): Related => ({
  message: name === '' ? asWritten(written) : t('{0}: {1}', name, asWritten(written)),
  place,
});
