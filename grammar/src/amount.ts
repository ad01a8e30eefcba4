/** Reads one cell's text as an amount, a sign for nothing, or text (language.md, Amounts). */
import { fold, isZeroWidth } from './chars.ts';
import type { Amount, CellKind } from './tree.ts';

/** Units that may stand behind a number. Longer ones first, so that 万元 is not read as 万 + 元. */
const UNITS =
  '(?:万元|亿元|千元|百元|元|人次|人天|万人次|万人|人|批次|批|团组|个月|个|辆|台套|台|套|家次|家|次|件|项|名|份|处|天|年|月|日|小时|分钟|户|例|张|条|本|期|场|吨|平方米|㎡|公里|米|所|只|株|亩|‰)';
const UNIT = new RegExp(`^(.*?\\d\\)?)(${UNITS}(?:/${UNITS})*)$`);
const WHOLE = '(?:0|[1-9]\\d*|[1-9]\\d{0,2}(?:,\\d{3})+)';
const NUMBER = new RegExp(`^(-?)(${WHOLE}(?:\\.\\d+)?)(%?)$`);
const BRACKETED = new RegExp(`^\\((${WHOLE}(?:\\.\\d+)?)\\)$`);
const EMPTY = /^(?:|-|–)$/;
const NONE = /^(?:—+|--+|\/|×)$/;
const ERROR_VALUE = /^#(?:#+|[A-Z/0]+[!?]?)$/;
const SCIENTIFIC = /^-?\d+(?:\.\d+)?[eE][+-]?\d+$/;
const FIGURE_LIKE = /^[-(]?[\d.,]+(?: [\d.,]+)*\)?%?$/;

/** A list number such as (1) is no negative amount; an accountant's (300) or (3.00) is. */
const isListNumber = (digits: string): boolean => /^\d{1,2}$/.test(digits);

export interface Reading {
  readonly kind: CellKind;
  readonly amount?: Amount;
}

const TEXT: Reading = { kind: 'text' };
const DAMAGED: Reading = { kind: 'damaged' };
const EMPTY_READING: Reading = { kind: 'empty' };
const NONE_READING: Reading = { kind: 'none' };

const toAmount = (sign: string, digits: string, percent: boolean, unit?: string): Reading => {
  const value = sign + digits.replaceAll(',', '');
  const point = value.indexOf('.');
  const amount: Amount = { value, decimals: point < 0 ? 0 : value.length - point - 1, percent, ...(unit === undefined ? {} : { unit }) };
  return { kind: 'amount', amount };
};

function readNumber(text: string, unit?: string): Reading | undefined {
  const plain = NUMBER.exec(text);
  if (plain) return toAmount(plain[1], plain[2], plain[3] === '%', unit);
  const bracketed = BRACKETED.exec(text);
  if (bracketed && !isListNumber(bracketed[1])) return toAmount('-', bracketed[1], false, unit);
  return undefined;
}

/** No amount is longer; a longer text need not be looked at. */
const LONGEST = 48;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Whether a text that begins like this can be anything but text: a sign, a digit, a bracket, a point, # or /, half or full width. */
const mayBeFigure = (code: number): boolean =>
  code < 0x80
    ? isDigit(code) || code === 0x2d || code === 0x28 || code === 0x2e || code === 0x2c || code === 0x23 || code === 0x2f
    : (code >= 0xff01 && code <= 0xff5e) || code === 0xd7 || code === 0x2013 || code === 0x2014 || code === 0x2212 || isZeroWidth(code);

/** Whole numbers below 1000 are the commonest figures, scores and weights above all: what was made of one of them serves for all. */
const small: Reading[] = [];

function readSmall(text: string): Reading | undefined {
  const length = text.length;
  if (length === 0 || length > 3 || (length > 1 && text.charCodeAt(0) === 0x30)) return undefined;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return undefined;
    value = value * 10 + code - 0x30;
  }
  small[value] ??= { kind: 'amount', amount: { value: `${value}`, decimals: 0, percent: false } };
  return small[value];
}

/** Most figures are digits and a point. They are read without the patterns below, which say the same of them. */
function readPlain(text: string): Reading | undefined {
  const length = text.length;
  let i = text.charCodeAt(0) === 0x2d ? 1 : 0;
  const first = i;
  while (i < length && isDigit(text.charCodeAt(i))) i++;
  const digits = i - first;
  if (digits === 0 || (digits > 1 && text.charCodeAt(first) === 0x30)) return undefined;
  if (i === length) return { kind: 'amount', amount: { value: text, decimals: 0, percent: false } };
  if (text.charCodeAt(i) !== 0x2e || i + 1 === length) return undefined;
  const decimals = length - ++i;
  while (i < length && isDigit(text.charCodeAt(i))) i++;
  return i === length ? { kind: 'amount', amount: { value: text, decimals, percent: false } } : undefined;
}

/** Classifies a trimmed, unquoted cell text. Total; independent of the column it stands in. */
export function readCell(typed: string): Reading {
  if (typed.length > LONGEST) return TEXT;
  if (typed.length > 0 && !mayBeFigure(typed.charCodeAt(0))) return TEXT;
  const plain = readSmall(typed) ?? readPlain(typed);
  if (plain) return plain;
  const text = fold(typed);
  if (EMPTY.test(text)) return EMPTY_READING;
  if (NONE.test(text)) return NONE_READING;
  const number = readNumber(text);
  if (number) return number;
  if (ERROR_VALUE.test(text) || SCIENTIFIC.test(text)) return DAMAGED;
  const unit = UNIT.exec(text);
  if (unit) return readNumber(unit[1], unit[2]) ?? (isBrokenFigure(unit[1]) ? DAMAGED : TEXT);
  return isBrokenFigure(text) ? DAMAGED : TEXT;
}

/** Digits, points and commas only, with a point or comma, yet no readable number: `064.50`, `1 064.50`, `12.3.4`. Whole numbers with a leading zero are text. */
const isBrokenFigure = (text: string): boolean => FIGURE_LIKE.test(text) && /[.,]/.test(text) && /\d/.test(text);

/** True for an amount that shows by itself to be a figure: a decimal point, a thousands comma or a percent sign. */
export const isMarkedAmount = (reading: Reading, text: string): boolean =>
  reading.kind === 'amount' && (reading.amount!.decimals > 0 || reading.amount!.percent || /[,，]/.test(text));

export const isAmountOrDash = (reading: Reading): boolean =>
  reading.kind === 'amount' || reading.kind === 'empty' || reading.kind === 'none';
