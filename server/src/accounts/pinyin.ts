/** Pinyin of names: computed at build time for the built-in catalogue, put together from its characters for others. */

/** Syllables of a name's Han characters, in order, without tones. */
export type Syllables = readonly string[];

const HAN = /\p{Script=Han}/u;

const hanOf = (name: string): string[] => [...name].filter((char) => HAN.test(char));

/** How each character is most often read in the given names. */
export function readingsOf(names: readonly (readonly [name: string, syllables: Syllables])[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [name, syllables] of names)
    for (const [i, char] of hanOf(name).entries()) {
      const readings = counts.get(char) ?? new Map<string, number>();
      counts.set(char, readings.set(syllables[i], (readings.get(syllables[i]) ?? 0) + 1));
    }
  return new Map([...counts].map(([char, readings]) => [char, [...readings].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]));
}

/** Syllables by known readings; a character without one has an empty syllable, which no letter matches. */
export const spell = (name: string, readings: ReadonlyMap<string, string>): Syllables =>
  hanOf(name).map((char) => readings.get(char) ?? '');

/** How well letters match: the smaller the better. */
export type PinyinMatch = 'whole' | 'start' | 'inside';

/**
 * Letters match where each of consecutive syllables takes at least its first letter: initials (`xzyx`), whole syllables (`xingzheng`) and mixtures (`xingzyx`) alike.
 * The match begins at the start of a syllable. `letters` are lower case a–z.
 */
export function matchPinyin(letters: string, syllables: Syllables): PinyinMatch | undefined {
  for (let start = 0; start < syllables.length; start++) {
    if (syllables[start][0] !== letters[0]) continue;
    const end = furthest(letters, 0, syllables, start);
    if (end === undefined) continue;
    if (start > 0) return 'inside';
    return end === syllables.length ? 'whole' : 'start';
  }
  return undefined;
}

/** The index behind the last syllable that the letters reach, the furthest if there are several ways, or undefined if they do not fit. */
function furthest(letters: string, at: number, syllables: Syllables, index: number): number | undefined {
  if (at === letters.length) return index;
  const syllable = syllables[index];
  if (!syllable) return undefined;
  let best: number | undefined;
  for (let taken = 1; taken <= syllable.length && letters[at + taken - 1] === syllable[taken - 1]; taken++) {
    const end = furthest(letters, at + taken, syllables, index + 1);
    if (end !== undefined && (best === undefined || end > best)) best = end;
  }
  return best;
}
