/** What a sentence says of other things than the tables' figures. */
import { type Found, patternAt } from './patterns.ts';
import type { Token } from './token.ts';

/** Money that is no figure of the tables: 涉及资金254.50万元，占项目支出总额的100%. */
export interface Aside {
  /** Index of the mark that ends its sentence. */
  readonly end: number;
  /** Money of which a share is told right behind it, with what stands at the word that tells it. */
  readonly shares: readonly { readonly found: Found | undefined; readonly money: Token }[];
}

/** From a token on to the end of the sentence. */
export function asideAt(tokens: readonly Token[], encoded: string, from: number): Aside {
  const shares: { readonly found: Found | undefined; readonly money: Token }[] = [];
  let money: Token | undefined;
  let end = from;
  for (; end < tokens.length && tokens[end].kind !== 'stop'; end++) {
    const token = tokens[end];
    if (token.kind === 'money') money = token;
    else if (token.kind === 'share' && money) shares.push({ found: patternAt(tokens, encoded, end), money });
    else if (token.kind !== 'comma') money = undefined;
  }
  return { end, shares };
}

/** Where what is given as a reason ends: with its clause group, or with that of the last of several (一是…；二是…). */
export function reasonEnd(tokens: readonly Token[], from: number): number {
  let end = from;
  while (end < tokens.length && tokens[end].kind !== 'stop' && tokens[end].kind !== 'semi') end++;
  return tokens[end]?.kind === 'semi' && tokens[end + 1]?.kind === 'reason' ? reasonEnd(tokens, end + 2) : end;
}
