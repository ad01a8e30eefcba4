/** Finding an account by what an accountant types: digits, a part of the name, pinyin, initials, or several of them. */
import { foldName } from './fold.ts';
import { matchPinyin, type Syllables } from './pinyin.ts';
import type { Account, AccountHit, SearchOptions } from './types.ts';
import { countYears, parseYears } from './years.ts';

/** What the search must know of the catalogue. */
export interface SearchSource {
  readonly all: readonly Account[];
  /** Other names than the official one. */
  otherNames(code: string): readonly string[];
  syllables(name: string): Syllables;
  inForce(code: string, year: number): boolean;
}

interface Token {
  readonly kind: 'code' | 'pinyin' | 'name';
  readonly text: string;
}

const DEFAULT_LIMIT = 100;
/** Fewer digits than this stand in nearly every code. */
const DIGITS_INSIDE = 3;

/** Digits, letters and characters are words of their own: `208xzyx` is 208 and xzyx. */
function tokensOf(query: string): Token[] {
  const spread = query.normalize('NFKC').toLowerCase().replaceAll('ü', 'v');
  return [...spread.matchAll(/(\d+)|([a-z]+)|([^\da-z\s]+)/gu)].map(([, digits, letters, rest]) =>
    digits ? { kind: 'code', text: digits } : letters ? { kind: 'pinyin', text: letters } : { kind: 'name', text: foldName(rest) },
  );
}

/** Ranks: the smaller the better; undefined: no match. */
function rankCode(digits: string, code: string): number | undefined {
  if (code === digits) return 0;
  if (code.startsWith(digits)) return 1;
  if (digits.length < DIGITS_INSIDE) return undefined;
  if (code.endsWith(digits)) return 2;
  return code.includes(digits) ? 3 : undefined;
}

function rankName(part: string, folded: string, others: readonly string[]): number | undefined {
  if (folded === part) return 0;
  if (folded.startsWith(part)) return 1;
  if (folded.includes(part)) return 2;
  if (others.some((other) => other.includes(part))) return 3;
  return part.length > 1 && isSubsequence(part, folded) ? 4 : undefined;
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const char of whole) if (char === part[at]) at++;
  return at === part.length;
}

const PINYIN_RANK = { whole: 0, start: 1, inside: 2 } as const;

/** How far an account is known to be used; it decides among equally good matches. */
function weightOf(account: Account): number {
  if (account.basis === 'workspace') return 1;
  if (account.basis === 'attested') return 1 + countYears(parseYears(account.seen ?? ''));
  return account.confidence === 'low' ? -1 : 0;
}

interface Ranked extends AccountHit {
  readonly exact: boolean;
  readonly rank: number;
  readonly weight: number;
}

/** In force before not, the code itself before all others, then what is in use here, then the better match, then what is known to be in use, then order of code. */
function compare(a: Ranked, b: Ranked): number {
  return (
    Number(b.inForce) - Number(a.inForce) ||
    Number(b.exact) - Number(a.exact) ||
    Number(b.boosted) - Number(a.boosted) ||
    a.rank - b.rank ||
    b.weight - a.weight ||
    (a.account.code < b.account.code ? -1 : 1)
  );
}

/** A search over one catalogue. It remembers folded names and syllables, so make one a catalogue. */
export function createSearch(source: SearchSource): (query: string, options?: SearchOptions) => AccountHit[] {
  const folded = new Map<string, { readonly name: string; readonly syllables: Syllables }>();
  const others = new Map(source.all.map((account) => [account.code, source.otherNames(account.code).map(foldName)]));
  const formsOf = (name: string) => {
    const known = folded.get(name);
    if (known) return known;
    const forms = { name: foldName(name), syllables: source.syllables(name) };
    folded.set(name, forms);
    return forms;
  };

  const rankToken = (token: Token, account: Account): number | undefined => {
    if (token.kind === 'code') return rankCode(token.text, account.code);
    const forms = formsOf(account.name);
    if (token.kind === 'name') return rankName(token.text, forms.name, others.get(account.code) ?? []);
    const match = matchPinyin(token.text, forms.syllables);
    return match && PINYIN_RANK[match];
  };

  const rankAll = (tokens: readonly Token[], account: Account): number | undefined => {
    let sum = 0;
    for (const token of tokens) {
      const rank = rankToken(token, account);
      if (rank === undefined) return undefined;
      sum += rank;
    }
    return sum;
  };

  return (query, options = {}) => {
    const tokens = tokensOf(query);
    const hits: Ranked[] = [];
    for (const account of source.all) {
      if (options.dimension && account.dimension !== options.dimension) continue;
      const rank = rankAll(tokens, account);
      if (rank === undefined) continue;
      hits.push({
        account,
        rank,
        by: tokens[0]?.kind ?? 'any',
        exact: tokens.length === 1 && tokens[0].text === account.code,
        boosted: options.boost?.has(account.code) ?? false,
        inForce: options.year === undefined || source.inForce(account.code, options.year),
        // Digits are read in order of code, whatever is used more often.
        weight: tokens[0] && tokens[0].kind !== 'code' ? weightOf(account) : 0,
      });
    }
    hits.sort(compare);
    return hits.slice(0, options.limit ?? DEFAULT_LIMIT).map(({ account, by, boosted, inForce }) => ({ account, by, boosted, inForce }));
  };
}
