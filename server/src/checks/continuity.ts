/**
 * What a year takes over from other files: its opening balances are last year’s closing ones, and its 年初预算 is the budget as it was published.
 * An adjustment of the opening balances is lawful, so a difference is a warning that asks for it to be said.
 */
import { t } from '@vscode/l10n';
import { once } from '../base/once.ts';
import type { BoundTable } from '../disclosure/bind/types.ts';
import { type CellIndex, cellTitle, type LocatedCell, placeOfCell, plainAmount, writeLike, writtenValue } from '../disclosure/cells.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding, Related } from '../disclosure/finding.ts';
import type { LinkedDisclosure } from '../disclosure/links.ts';
import type { Address } from '../model/types.ts';
import { FactBook, type Figure } from '../prose/facts.ts';
import { BASIS, leftBefore, membersOf } from '../prose/roles.ts';
import { type Differing, type Root, rootsAmong } from './differing.ts';

const [INITIAL] = membersOf('initial', false);

interface Taken extends Differing {
  /** What the other file says. */
  readonly other: Figure;
}

interface Source {
  readonly code: string;
  readonly linked: LinkedDisclosure;
  /** Addresses in the other file at which a figure of this one may stand, the likeliest first. */
  readonly addresses: (address: Address) => readonly Address[];
  readonly message: (title: string, here: string, there: string, difference: string) => string;
}

/** Findings on figures taken over from the linked files; none without links. */
export function continuityFindings(disclosure: Disclosure, cells: CellIndex): Finding[] {
  const { prior, budget } = disclosure.links;
  return [
    ...(prior ? differences(disclosure, cells, lastYear(prior)) : []),
    ...(budget ? differences(disclosure, cells, initial(budget)) : []),
  ];
}

const lastYear = (linked: LinkedDisclosure): Source => ({
  code: 'opening-balance-differs',
  linked,
  addresses: (address) => {
    const left = leftBefore(address);
    return left ? [left] : [];
  },
  message: (title, here, there, difference) =>
    t(
      '{0} is {1}, but the file of the year before closes with {2} (difference {3}). If the opening balance was adjusted, say so in the text.',
      title,
      here,
      there,
      difference,
    ),
});

const initial = (linked: LinkedDisclosure): Source => ({
  code: 'initial-budget-differs',
  linked,
  addresses: (address) => {
    if (address.members[BASIS] !== INITIAL) return [];
    const { [BASIS]: _, ...members } = address.members;
    // A budget speaks of its own figures only, so most of its tables need not say which they are.
    return [address, { ...address, members }];
  },
  message: (title, here, there, difference) =>
    t('{0} is {1}, but the budget of this year has {2} (difference {3}).', title, here, there, difference),
});

/** Another file's figures, looked up by every version of this one. */
const bookOf = once((linked: LinkedDisclosure) => new FactBook(linked.disclosure, linked.cells));

function differences(disclosure: Disclosure, cells: CellIndex, source: Source): Finding[] {
  const { stated } = disclosure;
  const taken: Taken[] = [];
  for (const { model } of disclosure.tables)
    for (const { key, address, state } of model.cells) {
      if (state !== 'typed' && state !== 'blank') continue;
      const addresses = source.addresses(address);
      const located = addresses.length > 0 ? cells.get(key) : undefined;
      if (!located) continue;
      const other = statedAt(bookOf(source.linked), addresses);
      const [own, value] = [stated.interval(key), stated.value(key)];
      if (!other || !own || value === undefined || (own.low <= other.interval.high && other.interval.low <= own.high)) continue;
      const tolerance = (own.high - own.low + other.interval.high - other.interval.low) / 2;
      taken.push({ located, address, difference: value - other.value, tolerance, other });
    }
  return byTable(rootsAmong(taken)).map((group) => finding(group, source));
}

/** What is absent there may stand under another account: accounts are renumbered from year to year. */
function statedAt(book: FactBook, addresses: readonly Address[]): Figure | undefined {
  for (const address of addresses) {
    const figure = book.at(address);
    if (figure && figure.state !== 'absent' && figure.cells.length > 0) return figure;
  }
  return undefined;
}

/** An adjustment touches several funds at once: the roots of one table are one finding. */
function byTable(roots: readonly Root<Taken>[]): Root<Taken>[] {
  const groups = new Map<BoundTable, Taken[]>();
  for (const root of roots) groups.set(root[0].located.table, [...(groups.get(root[0].located.table) ?? []), ...root]);
  return [...groups.values()] as unknown as Root<Taken>[];
}

function finding(group: Root<Taken>, { code, linked, message }: Source): Finding {
  const [first] = group;
  const { located, other, difference, tolerance } = first;
  const here = written(located, difference + other.value);
  const there = writeLike(located.cell, other.value);
  const apart = plainAmount(located.cell, Math.abs(difference));
  const { typed } = located.cell;
  return {
    code,
    severity: 'warning',
    message: message(cellTitle(located), here, there, apart),
    place: placeOfCell(located),
    related: group.flatMap((one, i) => [...(i === 0 ? [] : [ownRelated(one)]), ...theirRelated(one, linked)]),
    data: { stated: here, computed: there, difference: apart, tolerance: plainAmount(located.cell, tolerance) },
    ...(typed && typed.end > typed.start
      ? { fixes: [{ title: t('Change to {0}', there), edits: [{ place: placeOfCell(located), text: there }] }] }
      : {}),
  };
}

const written = ({ cell }: LocatedCell, value: number): string => writtenValue(cell, value) || '0';

const ownRelated = ({ located, difference, other }: Taken): Related => ({
  message: `${cellTitle(located)} ${written(located, difference + other.value)}`,
  place: placeOfCell(located),
});

const theirRelated = ({ other }: Taken, { disclosure: { head, evaluation } }: LinkedDisclosure): Related[] =>
  other.cells.map((located) => ({
    message: t(
      '{0} of {1}: {2}',
      head.kind,
      head.year,
      `${cellTitle(located)} ${written(located, evaluation.value(located.cell.key) ?? 0)}`,
    ),
    place: placeOfCell(located),
  }));
