/** How titles and labels are compared: what looks the same to an accountant is the same, however it was typed. */

import { keptByName } from '../base/by-name.ts';

const FULL_WIDTH_OFFSET = 0xfee0;
const BLANKS = /[\s\u00a0\u200b-\u200d\u2000-\u200a\u202f\u205f\u3000\ufeff]+/g;
const QUOTES = /["'“”‘’„《》〈〉「」『』]/g;
const NUMBERING = /^(?:[一二三四五六七八九十廿百]+[、.]|\([一二三四五六七八九十廿百]+\)|\d+[、.](?!\d)|\(\d+\))/;
/** 其中 introduces a part, 减 and 加 a sign; authors leave them out. */
const LEAD = /^(?:其中|减|加)\d*:/;
/** A unit in brackets at a label's end: （个）, (台、辆). */
const TRAILING_UNIT = /\([个人辆台套件批次%元万、]+\)$/;

/** Characters that stay as they are; most names hold no others, which one look tells. */
const PLAIN = /^[\u4e00-\u9fffa-z0-9().,:%/、-]*$/;

/** Full width to half width, blanks and quotation marks dropped, Latin letters in lower case. */
export function foldName(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(BLANKS, '')
    .replace(QUOTES, '')
    .toLowerCase();
}

/** The key of a row's or column's label: folded, without its numbering (一、 （一） 1. （1）). A label that is nothing but a number stays. */
export const labelKey = keptByName(makeKey);

function makeKey(label: string): string {
  const folded = foldName(label);
  const bare = folded.replace(NUMBERING, '');
  return bare === '' ? folded : bare;
}

/** The numbering with which a label begins, as typed: `一、`, `（1）`; empty if there is none, or nothing else. */
export function numberingOf(label: string): string {
  const key = labelKey(label);
  if (key === foldName(label)) return '';
  for (let end = 1; end < label.length; end++) if (foldName(label.slice(end)) === key) return label.slice(0, end);
  return '';
}

/** The key of a table's number: 公开3表, 公开 03 表 and 公开０３表 are one. */
export function numberKey(number: string): string {
  return foldName(number).replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''));
}

/** The key of a label without 其中： and a number behind it: 其中：（1）公务用车运行费. */
export const withoutLead = (label: string): string => labelKey(labelKey(label).replace(LEAD, ''));

/** Shorter spellings of a printed label that mean the same row: without 其中： and without a unit in brackets at its end. Never the label itself. */
export function shortLabels(label: string): string[] {
  const key = labelKey(label);
  const lead = withoutLead(key);
  const found = [lead, key.replace(TRAILING_UNIT, ''), lead.replace(TRAILING_UNIT, '')];
  return [...new Set(found)].filter((short) => short !== '' && short !== key);
}
