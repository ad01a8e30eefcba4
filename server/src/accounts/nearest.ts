/** Codes one slip of the keyboard away. */

const DIGITS = '0123456789';

/** Every text that a slip makes of this one: a digit put in, left out, exchanged for another, or two neighbours exchanged. The text itself is none. */
export function slipsOf(code: string): ReadonlySet<string> {
  const slips = new Set<string>();
  for (let i = 0; i <= code.length; i++) {
    const [before, after] = [code.slice(0, i), code.slice(i)];
    for (const digit of DIGITS) {
      slips.add(before + digit + after);
      if (after !== '') slips.add(before + digit + after.slice(1));
    }
    if (after !== '') slips.add(before + after.slice(1));
    if (after.length > 1) slips.add(before + after[1] + after[0] + after.slice(2));
  }
  slips.delete(code);
  return slips;
}

/** Length of what two codes share at their beginning. */
export function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
