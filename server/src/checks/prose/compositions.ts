/** Parts against their whole (R2, R6): listed parts are no more than the whole, and all of it where the sentence says so or no other part exists. */
import { t } from '@vscode/l10n';
import { once } from '../../base/once.ts';
import type { Finding } from '../../disclosure/finding.ts';
import { dimensions } from '../../forms/field.ts';
import type { Address } from '../../model/types.ts';
import { isWithin } from '../../prose/facts.ts';
import type { Known } from '../../prose/known.ts';
import type { Ledger } from '../../prose/ledger.ts';
import type { Amount, Composition } from '../../prose/statements.ts';
import data from '../data/sentences.json' with { type: 'json' };
import { changeTo, each, type ProseCheck, type ProseContext } from './context.ts';
import { amountLike, asWritten, contributor } from './wording.ts';

export const checkCompositions: ProseCheck = each('composition', judge);

function judge(composition: Composition, { ledger, blamed }: ProseContext): Finding[] {
  const { whole, stated } = composition;
  if (stated && inTables(stated, ledger) && composition.parts.every((part) => inTables(part, ledger))) return [];
  const reading = readingOf(composition);
  if (!reading || data.countedElsewhere.includes(reading.address.measure)) return [];
  const { dimension, parts, members } = reading;
  const total = stated ? ledger.reckoned(stated) : ledger.known(reading.address, whole.basis);
  if (!total || parts.length < 2) return [];
  if ((stated ? inTables(stated, ledger) : total.figure !== undefined) && parts.every((part) => inTables(part, ledger))) return [];
  const known = parts.map((part) => ledger.reckoned(part));
  const sum = known.reduce((all, { value }) => all + value, 0);
  const tolerance = known.reduce((all, one) => all + halfOf(one), halfOf(total));
  const difference = sum - total.value;
  if (Math.abs(difference) <= tolerance) return [];
  const complete = composition.exhaustive || isComplete(dimension, reading.address.members[dimension], members);
  // Parts that were left out may make up what is missing; nothing makes up for what is too much.
  if (difference < 0 && !complete) return [];
  const figure = stated?.figure ?? parts[0].figure;
  if ([figure, ...parts.map((part) => part.figure)].some((one) => blamed.has(one))) return [];
  blamed.add(figure);
  return [finding(composition, total, parts, sum, Math.abs(difference), tolerance)];
}

const halfOf = ({ interval }: Known): number => (interval.high - interval.low) / 2;

/** Whether tables state a figure too: they have their own sums. */
const inTables = (amount: Amount, ledger: Ledger): boolean => ledger.resolve(amount).known !== undefined;

function finding(
  { whole, stated }: Composition,
  total: Known,
  parts: readonly Amount[],
  sum: number,
  difference: number,
  tolerance: number,
): Finding {
  const like = stated?.figure.written ?? parts[0].figure.written;
  const right = amountLike(sum, like);
  const own = stated ? asWritten(stated.figure.written) : `${amountLike(total.value, like)}${like.unit}`;
  return {
    code: 'unbalanced-total',
    severity: 'error',
    message: t(
      '{0} is {1}, but its parts make {2} (difference {3}).',
      whole.name,
      own,
      `${right}${like.unit}`,
      amountLike(difference, like),
    ),
    place: stated?.figure.place ?? parts[0].figure.place,
    related: parts.map(({ subject, figure }) => contributor(subject.name, figure.written, figure.place)),
    data: {
      stated: stated?.figure.written.text ?? amountLike(total.value, like),
      computed: right,
      difference: amountLike(difference, like),
      tolerance: amountLike(tolerance, { ...like, decimals: like.scale.decimals + 1 }),
    },
    ...(stated ? { fixes: [changeTo(stated.figure.place, right)] } : {}),
  };
}

interface Split {
  readonly address: Address;
  readonly dimension: string;
  readonly parts: readonly Amount[];
  readonly members: readonly string[];
}

/** The reading of a whole below which its parts lie; what a sentence means does not change with the tables. */
const readingOf = once(({ whole, parts }: Composition): Split | undefined => {
  let split: Split | undefined;
  for (const address of whole.readings) split ??= splitOf(address, parts);
  return split;
});

/** The dimension along which parts lie below a whole, and those parts that do, none below another; undefined if they do not lie along one. */
function splitOf(whole: Address, parts: readonly Amount[]): Split | undefined {
  const along = new Map<string, { readonly part: Amount; readonly member: string }[]>();
  for (const part of parts) {
    // Along one dimension the first reading counts.
    const dimensionsOfPart = new Set<string>();
    for (const { measure, members } of part.subject.readings) {
      const dimension = measure === whole.measure ? dimensionBelow(members, whole.members) : undefined;
      if (dimension === undefined || dimensionsOfPart.has(dimension)) continue;
      dimensionsOfPart.add(dimension);
      const below = along.get(dimension) ?? [];
      along.set(dimension, below);
      below.push({ part, member: members[dimension] });
    }
  }
  for (const dimension of dimensions.keys()) {
    const below = along.get(dimension) ?? [];
    // Of two that are named alike who knows what the second is.
    if (new Set(below.map(({ member }) => member)).size !== below.length) continue;
    const nearest = below.filter(
      ({ member }) => !below.some((other) => other.member !== member && isWithin(dimension, member, other.member)),
    );
    if (nearest.length >= 2)
      return { address: whole, dimension, parts: nearest.map(({ part }) => part), members: nearest.map(({ member }) => member) };
  }
  return undefined;
}

type Members = Address['members'];

/** The dimension in which an address lies below a whole, if it differs from that in nothing else. Parts that are no summands (其中) are left out. */
function dimensionBelow(members: Members, whole: Members): string | undefined {
  let found: string | undefined;
  for (const dimension in members) {
    if (members[dimension] === whole[dimension]) continue;
    if (found !== undefined) return undefined;
    found = dimension;
  }
  for (const dimension in whole) if (members[dimension] === undefined) return undefined;
  if (found === undefined || members[found] in (dimensions.get(found)?.parts ?? {})) return undefined;
  return isWithin(found, members[found], whole[found]) ? found : undefined;
}

/** Whether the members are all the children that their whole has. */
function isComplete(dimension: string, whole: string | undefined, members: readonly string[]): boolean {
  const known = dimensions.get(dimension);
  if (known?.kind !== 'tree' || !known.members) return false;
  const children = [...known.members].filter(
    (member) => (known.parents?.[member] ?? undefined) === whole && !(member in (known.parts ?? {})),
  );
  return children.length > 0 && children.every((child) => members.some((member) => isWithin(dimension, child, member)));
}
