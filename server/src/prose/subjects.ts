/**
 * What the names in sentences stand for: 本年收入合计, 一般公共预算财政拨款, 工资福利支出, 卫生健康支出（类）医疗保障管理事务（款）行政运行（项）.
 * The field's own names are data (`data/subjects.json`), accounts come from the catalogue and from what the forms print.
 */
import type { AccountCatalogue } from '../accounts/types.ts';
import { onceForPair } from '../base/once.ts';
import { parseFragment } from '../forms/fragment.ts';
import type { FormSet, Fragment } from '../forms/types.ts';
import raw from './data/subjects.json' with { type: 'json' };
import { createDictionary, type Dictionary } from './reading/dictionary.ts';
import { nameKeyOf } from './reading/normal.ts';
import { CLASSIFICATIONS } from './roles.ts';

/** One thing that a name may stand for. */
export interface Sense {
  readonly at: Fragment;
  /** Speaks of the whole, whatever the chapter is about: 本年支出合计 in a chapter on 财政拨款. */
  readonly whole: boolean;
  /** Says only of which fund or nature something is; a name goes with it. */
  readonly qualifier: boolean;
  /** It may be meant as well, but nothing is wrong because it is not. */
  readonly weak?: boolean;
  /** Counted, not money. */
  readonly count: boolean;
  /** An account: its code. The level of a functional one is its length. */
  readonly account?: string;
}

export interface Subjects {
  readonly dictionary: Dictionary<readonly Sense[]>;
  /** Everything a name stands for; empty for an unknown one. */
  find(name: string): readonly Sense[];
}

interface RawSubject {
  readonly at: string;
  readonly names: readonly string[];
  readonly whole?: boolean;
  readonly qualifier?: boolean;
  readonly weak?: boolean;
  readonly count?: boolean;
}

/** How the end of an account's name may be written otherwise. */
interface RawEnding {
  readonly end: string;
  readonly becomes: string;
  /** A shorter name would say too little. */
  readonly shortest?: number;
}

/** The names of a form set and a catalogue; made once for each pair. */
export const subjectsOf = onceForPair((set: FormSet, catalogue: AccountCatalogue): Subjects => {
  const dictionary = createDictionary<readonly Sense[]>([...fieldNames(), ...accountNames(set, catalogue)], merged);
  return { dictionary, find: (name) => dictionary.get(nameKeyOf(name)) ?? [] };
});

const merged = (a: readonly Sense[], b: readonly Sense[]): readonly Sense[] => [
  ...a,
  ...b.filter((sense) => sense.account === undefined || a.every((one) => one.account !== sense.account)),
];

function* fieldNames(): Generator<readonly [string, readonly Sense[]]> {
  for (const { at, names, whole = false, qualifier = false, weak = false, count = false } of raw.subjects as readonly RawSubject[]) {
    const sense: Sense = { at: parseFragment(at, { value: at, pointer: '' }, []), whole, qualifier, weak, count };
    for (const name of names) yield [nameKeyOf(name), [sense]];
  }
}

function accountSense(code: string, dimension: string): readonly Sense[] {
  return [{ at: { members: { [dimension]: code } }, whole: false, qualifier: false, count: false, account: code }];
}

function* accountNames(set: FormSet, catalogue: AccountCatalogue): Generator<readonly [string, readonly Sense[]]> {
  for (const { code, name, dimension } of catalogue.all()) {
    if (!CLASSIFICATIONS.includes(dimension)) continue;
    const names = [name, ...(catalogue.source.aliases[code] ?? []).map((other) => other.name)];
    for (const each of names) for (const spelling of spellings(each)) yield [spelling, accountSense(code, dimension)];
  }
  for (const table of set.tables)
    for (const { codes } of table.panels)
      if (codes && CLASSIFICATIONS.includes(codes.dimension))
        for (const { code, name, aliases } of codes.listed ?? [])
          for (const each of [name, ...aliases])
            for (const spelling of spellings(each)) yield [spelling, accountSense(code, codes.dimension)];
}

/** How else the name of an account is written: 社会保障和就业支出 without 支出, 对个人和家庭的补助 with it and without 的. */
function spellings(name: string): string[] {
  const key = nameKeyOf(name);
  const { ends, parts } = raw.spellings;
  const all = [key];
  for (const { end, becomes, shortest = 0 } of ends as readonly RawEnding[]) {
    const other = key.slice(0, key.length - end.length) + becomes;
    if (key.endsWith(end) && other.length >= shortest) all.push(other);
  }
  const others = parts.flatMap(({ part, becomes }) => all.map((one) => one.replace(part, becomes)));
  return [...new Set([...all, ...others])];
}
