/**
 * What parts the field's measures and dimensions play in sentences (`data/roles.json`): which one says whose money it is, what comes in and what goes out,
 * what the tables call the bases of a figure. So the mechanisms that read and judge name none of them.
 */
import type { AccountDimension } from '../accounts/types.ts';
import { addressIn, fragmentIn } from '../forms/fragment.ts';
import type { Fragment } from '../forms/types.ts';
import type { Address } from '../model/types.ts';
import type { Basis } from './basis.ts';
import data from './data/roles.json' with { type: 'json' };

type Members = Fragment['members'];

/** Income or outlay. */
export interface Side {
  /** That of the year. */
  readonly measure: string;
  /** All of it, with what was there before. */
  readonly total: string;
  /** Names that say no more than that it is the year's. */
  readonly year: readonly string[];
  /** Meant where nothing but an account is named. */
  readonly ofAccounts?: boolean;
}

/** The dimension that says whose money something is. */
export const FUND: string = data.dimensions.fund;

/** The dimension that parts budget from outlay. */
export const BASIS: string = data.dimensions.basis;

/** The classifications that the tables of a unit use: each parts the same money its own way. */
export const [FUNCTIONAL, ECONOMIC] = data.dimensions.accounts as readonly AccountDimension[];
export const CLASSIFICATIONS: readonly string[] = [FUNCTIONAL, ECONOMIC];

/** Whether it is the figure of an account. */
export const isOfAccount = (members: Members): boolean => members[FUNCTIONAL] !== undefined || members[ECONOMIC] !== undefined;

export const SIDES: readonly Side[] = data.sides;
const sides: ReadonlyMap<string, Side> = new Map(SIDES.map((side) => [side.measure, side]));

/** The side of a measure; undefined of one that is neither income nor outlay of the year. */
export const sideOf = (measure: string | undefined): Side | undefined => (measure === undefined ? undefined : sides.get(measure));

/** The side that a text begins with the name of. */
export const sideAhead = (text: string): Side | undefined => SIDES.find(({ measure }) => text.startsWith(measure));

/** The one side of which a text speaks; undefined if it speaks of none or of both. */
export function sideIn(text: string): Side | undefined {
  const [side, ...others] = SIDES.filter(({ measure }) => text.includes(measure));
  return others.length === 0 ? side : undefined;
}

/** What is meant where nothing but an account is named. */
export const OF_ACCOUNTS: string = SIDES.find(({ ofAccounts }) => ofAccounts)!.measure;

/** All that came in or went out, with what was there before. */
export const TOTALS: ReadonlySet<string> = new Set(SIDES.map(({ total }) => total));

/** Money that comes, goes or stays: of one fund, if the chapter is about a fund. */
export const FLOWS: ReadonlySet<string> = new Set(data.flows);

/** Funds of which a figure may be where a sentence on performance does not say so. */
export const ASIDE_FUNDS: readonly Members[] = data.asideFunds.map((source) => fragmentIn(source).members);

/** What the tables call the figures of a basis, the likeliest first; none call last year's anything. */
export const membersOf = (basis: Basis, isBudget: boolean): readonly string[] =>
  basis === 'prior' ? [] : basis === 'own' ? data.bases.own[isBudget ? '预算' : '决算'] : data.bases[basis];

/** What is counted in groups whose persons may follow: …5批，累计35人次. */
const groups: readonly Address[] = data.persons.behind.map(addressIn);
const persons = fragmentIn(data.persons.are).members;

/** The persons of what was counted before, if a figure in this unit may be theirs. */
export function personsOf(counted: readonly Address[], unit: string): Address | undefined {
  if (!unit.startsWith(data.persons.unit)) return undefined;
  const group = counted.find(({ measure, members }) => groups.some((one) => one.measure === measure && includes(members, one.members)));
  return group && { measure: group.measure, members: { ...group.members, ...persons } };
}

/** The dimension and member under which tables print last year's figures beside this year's. */
export const [YEAR, LAST_YEAR] = Object.entries(fragmentIn(data.lastYear).members)[0];

const opening = fragmentIn(data.moment.opening).members;
const closing = fragmentIn(data.moment.closing).members;

/** What is there at the beginning of the year after that at the end of which it was left; undefined of what is no closing balance. */
export const carriedOver = ({ measure, members }: Address): Address | undefined =>
  includes(members, closing) ? { measure, members: { ...members, ...opening } } : undefined;

/** What was left at the end of the year before that at the beginning of which it is there; undefined of what is no opening balance. */
export const leftBefore = ({ measure, members }: Address): Address | undefined =>
  includes(members, opening) ? { measure, members: { ...members, ...closing } } : undefined;

const includes = (members: Members, some: Members): boolean =>
  Object.keys(some).every((dimension) => members[dimension] === some[dimension]);
