/** The numbering that forms print before class lines. */

/** Each style as it numbers the first line; those with 廿 write 21–29 as 廿一 … 廿九 instead of 二十一 … 二十九. */
export const NUMBERINGS = ['一、', '（一）', '1.', '1、', '（1）', '廿一、', '（廿一）'] as const;

const DIGITS = '零一二三四五六七八九';

/** 1–99 in Chinese numerals. */
function chinese(n: number, twenty: '二十' | '廿'): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10 === 0 ? '' : DIGITS[n % 10];
  if (tens === 0) return ones;
  if (tens === 1) return `十${ones}`;
  if (tens === 2 && ones !== '') return `${twenty}${ones}`;
  return `${DIGITS[tens]}十${ones}`;
}

/** True for a known style and for the empty one (no numbers). */
export function isNumbering(style: string): boolean {
  return style === '' || (NUMBERINGS as readonly string[]).includes(style);
}

/** The number of the `n`th line (1–99) in a style: `二十六、`; empty for the empty or an unknown style. */
export function numbered(style: string, n: number): string {
  if (!isNumbering(style) || style === '') return '';
  const twenty = style.includes('廿') ? '廿' : '二十';
  return style.replace(/廿?[一1]/, (found) => (found === '1' ? String(n) : chinese(n, twenty)));
}
