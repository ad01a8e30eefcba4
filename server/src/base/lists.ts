/** Lists held against each other, one of which came out of the other: an edit changes a few elements that lie together, so they have their beginnings and their ends in common. */

export interface CommonEnds {
  /** So many elements are the same at the beginning. */
  readonly head: number;
  /** So many of the others are the same at the end. */
  readonly tail: number;
}

export function commonEnds<A, B>(before: readonly A[], now: readonly B[], isSame: (a: A, b: B) => boolean): CommonEnds {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && isSame(before[head], now[head])) head++;
  let tail = 0;
  while (tail < most - head && isSame(before[before.length - 1 - tail], now[now.length - 1 - tail])) tail++;
  return { head, tail };
}

/** The same of lists whose elements stay the same objects, which is mostly so of hundreds at each keystroke: compared without a call for each. */
export function identicalEnds<T>(before: readonly T[], now: readonly T[]): CommonEnds {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return { head, tail };
}

/** Whether two lists hold the same elements in the same order. */
export const sameList = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((one, i) => one === b[i]);
