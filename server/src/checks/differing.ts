/**
 * Figures that differ from what another file says, and what they have in common: a leaf that is off makes its 款, its 类 and every total off,
 * in each table that prints them. That is one root.
 */
import type { LocatedCell } from '../disclosure/cells.ts';
import { formatFragment } from '../forms/fragment.ts';
import type { Address } from '../model/types.ts';
import { isWithin } from '../prose/facts.ts';

/** A cell whose figure is not what another file makes of it. Values in the measure's steps. */
export interface Differing {
  readonly located: LocatedCell;
  readonly address: Address;
  /** The figure here minus the other one. */
  readonly difference: number;
  /** How far rounding could carry the difference. */
  readonly tolerance: number;
}

/** The cells of one root: those of its own address first, then those that follow from it. */
export type Root<D extends Differing> = readonly [D, ...D[]];

/** So many addresses are compared with each other; beyond them a document is being written, and all of them are one root. */
const MOST = 200;

interface Place<D extends Differing = Differing> {
  readonly address: Address;
  readonly cells: D[];
}

/**
 * Groups by root, in the order given. A root is an address below which nothing differs; an address above belongs to what lies below it
 * if the differences there make up its own, be it that they add up or that each is the same one seen along another dimension.
 */
export function rootsAmong<D extends Differing>(differing: readonly D[]): Root<D>[] {
  const places = [...byAddress(differing).values()];
  if (places.length > MOST) return [differing as unknown as Root<D>];
  const lower = new Map(places.map((place) => [place, places.filter((other) => other !== place && isBelow(other.address, place.address))]));
  const below = (place: Place<D>): Place<D>[] => lower.get(place)!;
  const leaves = places.filter((place) => below(place).length === 0);
  const root = new Map<Place<D>, Place<D>>(leaves.map((leaf) => [leaf, leaf]));
  // From the nearest to the leaves upwards, so that what lies below is settled.
  const upper = places.filter((place) => !root.has(place)).sort((a, b) => below(a).length - below(b).length);
  for (const place of upper) {
    const roots = [...new Set(below(place).map((other) => rootOf(root, other)))];
    const alike = roots.filter((one) => agree(one, place));
    if (alike.length > 0) for (const one of [place, ...alike]) root.set(one, rootOf(root, alike[0]));
    else root.set(place, addUp(roots, place) ? roots[0] : place);
  }
  const groups = new Map<Place<D>, D[]>();
  for (const place of [...leaves, ...upper]) {
    const own = rootOf(root, place);
    groups.set(own, [...(groups.get(own) ?? []), ...place.cells]);
  }
  return [...groups.values()] as unknown as Root<D>[];
}

function byAddress<D extends Differing>(differing: readonly D[]): Map<string, Place<D>> {
  const places = new Map<string, Place<D>>();
  for (const one of differing) {
    const key = formatFragment(one.address);
    const place: Place<D> = places.get(key) ?? { address: one.address, cells: [] };
    place.cells.push(one);
    places.set(key, place);
  }
  return places;
}

function rootOf<P extends Place>(root: ReadonlyMap<P, P>, place: P): P {
  let at = place;
  for (let up = root.get(at); up && up !== at; up = root.get(at)) at = up;
  return at;
}

/** Whether an address is part of another one: in each dimension within its member. */
function isBelow(part: Address, whole: Address): boolean {
  if (part.measure !== whole.measure) return false;
  // A dimension that the whole leaves open holds every member.
  for (const dimension in whole.members) if (!isWithin(dimension, part.members[dimension], whole.members[dimension])) return false;
  return true;
}

const toleranceOf = ({ cells }: Place): number => Math.max(...cells.map(({ tolerance }) => tolerance));

const agree = (a: Place, b: Place): boolean => Math.abs(a.cells[0].difference - b.cells[0].difference) <= toleranceOf(a) + toleranceOf(b);

function addUp(parts: readonly Place[], whole: Place): boolean {
  const sum = parts.reduce((total, { cells }) => total + cells[0].difference, 0);
  const tolerance = parts.reduce((total, part) => total + toleranceOf(part), toleranceOf(whole));
  return Math.abs(sum - whole.cells[0].difference) <= tolerance;
}
