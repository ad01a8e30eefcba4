/** The account catalogue: built from accounts, whether our own or a user's laid over them. */
import { foldName, withoutLevel } from './fold.ts';
import { commonPrefix, slipsOf } from './nearest.ts';
import { readingsOf, spell } from './pinyin.ts';
import { createSearch } from './search.ts';
import type {
  Account,
  AccountCatalogue,
  AccountDimension,
  AccountExplanation,
  AccountHit,
  AccountName,
  AccountStatus,
  CatalogueSource,
  Classification,
  SearchOptions,
} from './types.ts';
import { parseYears } from './years.ts';

const MOST_NEAREST = 8;
const MOST_DIGITS = 12;
const NO_LENGTHS: readonly number[] = [];

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

/** An account with its place among its siblings. */
interface Ranked {
  readonly rank: number;
  readonly account: Account;
}

/** The first of the accounts that bears a name, with or without the level behind it. */
function bearerOf(name: string, names: ReadonlyMap<string, Ranked>): Account | undefined {
  const whole = names.get(foldName(name));
  const bare = names.get(foldName(withoutLevel(name)));
  if (!whole || !bare) return (whole ?? bare)?.account;
  return whole.rank <= bare.rank ? whole.account : bare.account;
}

class Catalogue implements AccountCatalogue {
  readonly classifications: readonly Classification[];
  readonly source: CatalogueSource;
  readonly #byCode: ReadonlyMap<string, Account>;
  readonly #sorted: readonly Account[];
  // What follows is made when it is first asked for: the server must start fast.
  #byName: ReadonlyMap<string, readonly Account[]> | undefined;
  #children: ReadonlyMap<string, readonly Account[]> | undefined;
  /** By year and code; what is no account's is not kept. */
  readonly #statuses = new Map<number, Map<string, AccountStatus>>();
  readonly #below = new Map<string, ReadonlyMap<string, Ranked>>();
  #search: ((query: string, options?: SearchOptions) => AccountHit[]) | undefined;

  constructor(source: CatalogueSource) {
    this.source = source;
    this.classifications = source.classifications;
    this.#sorted = source.accounts;
    this.#byCode = new Map(source.accounts.map((account) => [account.code, account]));
  }

  classificationOf(code: string): Classification | undefined {
    return this.classifications.find((one) => one.digit === code[0]);
  }

  find(code: string, dimension?: AccountDimension, year?: number): Account | undefined {
    const account = this.#byCode.get(code);
    if (!account || (dimension && account.dimension !== dimension)) return undefined;
    return year === undefined || this.status(code, year)?.state === 'in-force' ? account : undefined;
  }

  isKnown(code: string): boolean {
    return this.#byCode.has(code);
  }

  names(code: string): readonly AccountName[] {
    const account = this.#byCode.get(code);
    if (!account) return [];
    const { formerNames = [], laterNames = [] } = account;
    return [
      { name: account.name, kind: 'official' },
      ...(this.source.aliases[code] ?? []),
      ...formerNames.map(({ name, until }) => ({ name, kind: 'obsolete' as const, until })),
      ...laterNames.map((name) => ({ name, kind: 'later' as const })),
    ];
  }

  nameKind(code: string, name: string): AccountName | undefined {
    const account = this.#byCode.get(code);
    if (account?.name === name) return { name, kind: 'official' };
    const [whole, bare] = [foldName(name), foldName(withoutLevel(name))];
    return this.names(code).find((one) => foldName(one.name) === whole || foldName(one.name) === bare);
  }

  named(name: string, dimension?: AccountDimension): readonly Account[] {
    this.#byName ??= groupBy(this.#sorted, (account) => foldName(account.name));
    const bearers = this.#byName.get(foldName(name)) ?? this.#byName.get(foldName(withoutLevel(name))) ?? [];
    return dimension ? bearers.filter((account) => account.dimension === dimension) : bearers;
  }

  parent(code: string): Account | undefined {
    const lengths = this.classificationOf(code)?.lengths ?? NO_LENGTHS;
    for (let i = lengths.length - 1; i >= 0; i--) {
      const above = lengths[i] < code.length ? this.#byCode.get(code.slice(0, lengths[i])) : undefined;
      if (above) return above;
    }
    return undefined;
  }

  children(code: string): readonly Account[] {
    this.#children ??= groupBy(this.#sorted, (account) => this.parent(account.code)?.code ?? '');
    return this.#byCode.has(code) ? (this.#children.get(code) ?? []) : [];
  }

  status(code: string, year: number): AccountStatus | undefined {
    const known = this.#statuses.get(year) ?? new Map<string, AccountStatus>();
    this.#statuses.set(year, known);
    const status = known.get(code) ?? this.#status(code, year);
    if (status) known.set(code, status);
    return status;
  }

  #status(code: string, year: number): AccountStatus | undefined {
    const account = this.#byCode.get(code);
    if (!account) return undefined;
    // A document that was published with the account says more than any remark about its years.
    const seen = parseYears(account.seen ?? '');
    const seenLater = seen.some((range) => range.to >= year);
    const seenBefore = seen.some((range) => range.from <= year);
    for (let by: Account | undefined = account; by; by = this.parent(by.code)) {
      if (by.to !== undefined && year > by.to && !seenLater) return { state: 'retired', by, successor: this.#successor(account, by) };
      if (by.from !== undefined && year < by.from && !seenBefore) return { state: 'not-yet', by };
    }
    return { state: 'in-force', by: account };
  }

  /** The account's place below the code to which `by` was moved, if it bears the same name there. */
  #successor(account: Account, by: Account): Account | undefined {
    if (!by.movedTo) return undefined;
    const moved = this.#byCode.get(by.movedTo + account.code.slice(by.code.length));
    return moved && (account === by || moved.name === account.name) ? moved : undefined;
  }

  nearest(code: string, name?: string, dimension?: AccountDimension): readonly Account[] {
    // No code is longer than a dozen digits; what is, has no neighbours.
    const near = (code.length > MOST_DIGITS ? [] : [...slipsOf(code)])
      .map((slip) => this.#byCode.get(slip))
      .filter((account) => account !== undefined && (!dimension || account.dimension === dimension)) as Account[];
    const bears = (account: Account): number => (name && this.nameKind(account.code, name) ? 1 : 0);
    return near
      .sort((a, b) => bears(b) - bears(a) || commonPrefix(b.code, code) - commonPrefix(a.code, code) || (a.code < b.code ? -1 : 1))
      .slice(0, MOST_NEAREST);
  }

  search(query: string, options?: SearchOptions): readonly AccountHit[] {
    this.#search ??= this.#createSearch();
    return this.#search(query, options);
  }

  #createSearch(): (query: string, options?: SearchOptions) => AccountHit[] {
    const known = this.source.syllables();
    let readings: ReadonlyMap<string, string> | undefined;
    const spellOut = (name: string): readonly string[] => {
      readings ??= readingsOf([...known]);
      return spell(name, readings);
    };
    return createSearch({
      all: this.#sorted,
      otherNames: (code) =>
        this.names(code)
          .slice(1)
          .map((one) => one.name),
      syllables: (name) => known.get(name) ?? spellOut(name),
      inForce: (code, year) => this.status(code, year)?.state === 'in-force',
    });
  }

  explain(code: string, year?: number): AccountExplanation | undefined {
    const account = this.#byCode.get(code);
    if (!account) return undefined;
    const path = [account];
    for (let above = this.parent(code); above; above = this.parent(above.code)) path.unshift(above);
    const level = this.classificationOf(code)?.levels[account.level] ?? '';
    return { account, path, level, names: this.names(code), status: year === undefined ? undefined : this.status(code, year) };
  }

  resolvePath(path: readonly string[], dimension?: AccountDimension): Account | undefined {
    let found: Account | undefined;
    for (const name of path) {
      const names = this.#namesBelow(found, dimension);
      // Prose leaves 支出 out of a 类's name: 社会保障和就业（类）.
      found = bearerOf(name, names) ?? bearerOf(`${withoutLevel(name)}支出`, names);
      if (!found) return undefined;
    }
    return found;
  }

  /** The accounts below one, or of the first level, by whatever names they have; of two that have the same name the first. */
  #namesBelow(above: Account | undefined, dimension: AccountDimension | undefined): ReadonlyMap<string, Ranked> {
    const key = above?.code ?? dimension ?? '';
    let names = this.#below.get(key);
    if (!names) {
      const level = above
        ? this.children(above.code)
        : this.#sorted.filter((account) => account.level === 0 && (!dimension || account.dimension === dimension));
      names = this.#namesOf(level);
      this.#below.set(key, names);
    }
    return names;
  }

  #namesOf(level: readonly Account[]): ReadonlyMap<string, Ranked> {
    const names = new Map<string, Ranked>();
    for (const [rank, account] of level.entries())
      for (const { name } of this.names(account.code)) {
        const key = foldName(name);
        if (!names.has(key)) names.set(key, { rank, account });
      }
    return names;
  }

  all(dimension?: AccountDimension): readonly Account[] {
    return dimension ? this.#sorted.filter((account) => account.dimension === dimension) : this.#sorted;
  }
}

/** A catalogue of these accounts. They must be in order of code. */
export const createCatalogue = (source: CatalogueSource): AccountCatalogue => new Catalogue(source);

/**
 * A catalogue in which a user's accounts rule: an account of theirs replaces ours of the same code, years and former names included.
 * The official name that theirs replaces stays known as a name of the account, so that whoever still types it is told the new one.
 */
export function layerCatalogue(base: AccountCatalogue, overrides: readonly Account[]): AccountCatalogue {
  if (overrides.length === 0) return base;
  const accounts = new Map(base.all().map((account) => [account.code, account]));
  for (const account of overrides) accounts.set(account.code, withNamesOf(account, accounts.get(account.code)));
  return createCatalogue({
    ...base.source,
    accounts: [...accounts.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
  });
}

/** What a bare table of codes and names leaves out (explanation, former names) is kept from the account it replaces. */
function withNamesOf(account: Account, replaced: Account | undefined): Account {
  if (!replaced) return account;
  const renamed = foldName(replaced.name) !== foldName(account.name);
  const formerNames = [...(account.formerNames ?? replaced.formerNames ?? []), ...(renamed ? [{ name: replaced.name }] : [])];
  return {
    ...account,
    budget: account.budget ?? replaced.budget,
    seen: account.seen ?? replaced.seen,
    formerNames: formerNames.length > 0 ? formerNames : undefined,
    explanation: account.explanation ?? replaced.explanation,
    explanationBasis: account.explanation ? account.explanationBasis : replaced.explanationBasis,
  };
}
