/** A list of names without figures: 主要包括：基本工资、津贴补贴、…. */
import type { Token } from './token.ts';

/** Fewer names are no list. */
const FEWEST = 3;

/** Behind the last name. */
const AND_OTHERS = '等';

/** What may stand between the names. */
const BETWEEN = new Set(['pause', 'comma', 'list', 'link']);

export interface Names {
  readonly names: readonly Token[];
  /** 等 stands behind them: there are others. */
  readonly open: boolean;
  /** Index of the mark that ends the list. */
  readonly end: number;
}

/** The names from a token on to the end of the sentence or its half, if nothing else stands there. */
export function namesAt(tokens: readonly Token[], from: number): Names | undefined {
  const names: Token[] = [];
  let open = false;
  let end = from;
  for (; end < tokens.length && tokens[end].kind !== 'stop' && tokens[end].kind !== 'semi'; end++) {
    open = tokens[end].text === AND_OTHERS || (open && tokens[end].kind === 'link');
    if (tokens[end].kind === 'label') names.push(tokens[end]);
    else if (!BETWEEN.has(tokens[end].kind)) return undefined;
  }
  return names.length < FEWEST ? undefined : { names, open, end };
}
