/**
 * A paragraph that was edited says mostly what it said: a word more changes no figure, nor what it is of. Then its statements stay the same objects,
 * with all that was found out about them, and only their places move.
 */
import { MovingPlace } from './moving-place.ts';

/** Whether what was read now says what was read before; if so, what was read before stands where this does. */
export function saysAgain(before: object, now: object): boolean {
  const partners = new Partners();
  if (!partners.match(before, now)) return false;
  partners.move();
  return true;
}

/** The objects of two readings, each with the one that stands for it in the other: what two statements share there, they share here. */
class Partners {
  readonly #ofBefore = new Map<object, object>();
  readonly #taken = new Set<object>();

  match(before: unknown, now: unknown): boolean {
    if (before === now) return true;
    if (!isObject(before) || !isObject(now)) return false;
    const partner = this.#ofBefore.get(before);
    if (partner !== undefined || this.#taken.has(now)) return partner === now;
    this.#ofBefore.set(before, now);
    this.#taken.add(now);
    if (before instanceof MovingPlace || now instanceof MovingPlace) return before instanceof MovingPlace && now instanceof MovingPlace;
    return this.#matchParts(before, now);
  }

  #matchParts(before: Parts, now: Parts): boolean {
    const names = Object.keys(before);
    return names.length === Object.keys(now).length && names.every((name) => name in now && this.match(before[name], now[name]));
  }

  move(): void {
    for (const [before, now] of this.#ofBefore) if (before instanceof MovingPlace && now instanceof MovingPlace) before.moveTo(now);
  }
}

type Parts = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Parts => typeof value === 'object' && value !== null;
