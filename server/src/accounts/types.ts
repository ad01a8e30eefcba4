/**
 * The catalogue of accounts (政府收支分类科目) as the rest of the server sees it.
 * The ministry's yearly edition is not public in a complete machine-readable form: every account says on what it rests, and a user's own table can rule over it.
 */

/** 功能: 支出功能分类; 经济: 部门预算支出经济分类; 政府经济: 政府预算支出经济分类; 收入: 收入分类. */
export type AccountDimension = '功能' | '经济' | '政府经济' | '收入';

/** One classification: which codes belong to it and how its levels are told from a code's length. */
export interface Classification {
  readonly dimension: AccountDimension;
  /** The classification's full name (支出功能分类科目). */
  readonly title: string;
  /** The first digit that all its codes share. */
  readonly digit: string;
  /** Names of the levels from the top: 类, 款, 项. */
  readonly levels: readonly string[];
  /** Digits of a code at each level: 3, 5, 7. */
  readonly lengths: readonly number[];
}

/**
 * - `attested`: code and name were read together in published disclosures
 * - `compiled`: put together from general knowledge of the classification, never to be shown as official
 * - `workspace`: stated by the user's own accounts table
 */
export type AccountBasis = 'attested' | 'compiled' | 'workspace';
export type Confidence = 'high' | 'medium-high' | 'medium' | 'low';

export interface FormerName {
  readonly name: string;
  /** Last fiscal year in which the name was right, if known. */
  readonly until?: number;
}

export interface Account {
  readonly code: string;
  readonly name: string;
  readonly dimension: AccountDimension;
  /** Index into the classification's levels: 0 类, 1 款, 2 项. */
  readonly level: number;
  /** 一般公共预算, 政府性基金, … where known. */
  readonly budget?: string;
  readonly basis: AccountBasis;
  /** How sure a compiled account is; absent for the others. */
  readonly confidence?: Confidence;
  /** Fiscal years of the published documents in which it was read, as recorded: `2018-2020,2022,~2019`. */
  readonly seen?: string;
  /** First and last fiscal year in which it is believed to be in force. */
  readonly from?: number;
  readonly to?: number;
  readonly formerNames?: readonly FormerName[];
  /** Names that later editions give it. */
  readonly laterNames?: readonly string[];
  /** The code that took its place after `to`. */
  readonly movedTo?: string;
  /** The official 反映…… text. */
  readonly explanation?: string;
  /** `published`: as printed; `adapted`: the standard text of that name, or an older edition's. */
  readonly explanationBasis?: 'published' | 'adapted';
}

/**
 * - `official`: the account's own name
 * - `provincial`: in use in a province's forms
 * - `obsolete`: the name of an earlier edition
 * - `later`: the name of a later edition
 */
export interface AccountName {
  readonly name: string;
  readonly kind: 'official' | 'provincial' | 'obsolete' | 'later';
  /** For an obsolete name the last year in which it was right, if known. */
  readonly until?: number;
  /** Where the name was met. */
  readonly where?: string;
}

/** Whether an account is in force in a year, by its own evidence or that of the account above it which decides. */
export interface AccountStatus {
  readonly state: 'in-force' | 'retired' | 'not-yet';
  /** The account whose years decide; itself or one above it. */
  readonly by: Account;
  /** The account that took its place, if known. */
  readonly successor?: Account;
}

export interface SearchOptions {
  readonly dimension?: AccountDimension;
  /** Accounts not in force in this fiscal year come last. */
  readonly year?: number;
  /** Codes that this file and last year's file use: they come first. */
  readonly boost?: ReadonlySet<string>;
  /** At most so many hits; 100 if left out. */
  readonly limit?: number;
}

export interface AccountHit {
  readonly account: Account;
  /** What the query matched; with several words the first one's. */
  readonly by: 'code' | 'name' | 'pinyin' | 'any';
  readonly boosted: boolean;
  readonly inForce: boolean;
}

export interface AccountExplanation {
  readonly account: Account;
  /** From 类 down to the account itself; a level the catalogue lacks is left out. */
  readonly path: readonly Account[];
  /** The level's name: 类, 款, 项. */
  readonly level: string;
  readonly names: readonly AccountName[];
  /** Present if a year was given. */
  readonly status?: AccountStatus;
}

/** Everything a catalogue is made of. */
export interface CatalogueSource {
  readonly classifications: readonly Classification[];
  /** In ascending order of code. */
  readonly accounts: readonly Account[];
  /** Names in use beside the official and earlier ones, by code. */
  readonly aliases: Readonly<Record<string, readonly AccountName[]>>;
  /** Pinyin syllables of the Han characters of names whose reading is known; other names are spelt with these names' characters. Asked for at the first search. */
  readonly syllables: () => ReadonlyMap<string, readonly string[]>;
}

/** Where accounts come from. Every method is total: an unknown code answers undefined or an empty list. */
export interface AccountCatalogue {
  readonly source: CatalogueSource;
  readonly classifications: readonly Classification[];
  /** The classification to which a code belongs by its first digit. */
  classificationOf(code: string): Classification | undefined;
  /** The account of exactly this code; with a year only if it is in force then. */
  find(code: string, dimension?: AccountDimension, year?: number): Account | undefined;
  isKnown(code: string): boolean;
  /** Official name first, then the others in use. */
  names(code: string): readonly AccountName[];
  /** The kind of a name for this account, compared as forms print it (width, blanks and brackets folded); undefined if it is none of its names. */
  nameKind(code: string, name: string): AccountName | undefined;
  /** All accounts that bear this official name, in order of code. */
  named(name: string, dimension?: AccountDimension): readonly Account[];
  parent(code: string): Account | undefined;
  children(code: string): readonly Account[];
  /** In force, retired or not yet; undefined for an unknown code. */
  status(code: string, year: number): AccountStatus | undefined;
  /** Known accounts whose code is one slip of the keyboard away, those that bear the name first, at most eight. */
  nearest(code: string, name?: string, dimension?: AccountDimension): readonly Account[];
  /** By digits, part of the name, pinyin or initials, in any mixture parted by blanks; best first. */
  search(query: string, options?: SearchOptions): readonly AccountHit[];
  explain(code: string, year?: number): AccountExplanation | undefined;
  /** The account of a path of names from the top (卫生健康支出, 医疗保障管理事务, 行政运行). A name may be any that the account bears. */
  resolvePath(path: readonly string[], dimension?: AccountDimension): Account | undefined;
  /** Every account in order of code. */
  all(dimension?: AccountDimension): readonly Account[];
}

/** Something in a user's accounts table that could not be used. Lines are one-based. */
export interface AccountTableProblem {
  readonly line: number;
  readonly message: string;
}

export interface AccountTable {
  readonly accounts: readonly Account[];
  readonly problems: readonly AccountTableProblem[];
}
