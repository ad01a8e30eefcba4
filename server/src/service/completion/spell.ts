/** Pinyin of names, by the readings that the catalogue was built with. */
import { builtInCatalogue } from '../../accounts/builtin.ts';
import { spell as syllablesOf } from '../../accounts/pinyin.ts';

const spelt = new Map<string, { full: string; initials: string }>();

/** Full pinyin and initials of a name's Han characters. */
export function spell(name: string): { full: string; initials: string } {
  let result = spelt.get(name);
  if (!result) {
    const syllables = syllablesOf(name, readings());
    result = { full: syllables.join(''), initials: syllables.map((s) => s[0] ?? '').join('') };
    spelt.set(name, result);
  }
  return result;
}

let known: ReadonlyMap<string, string> | undefined;
function readings(): ReadonlyMap<string, string> {
  if (!known) {
    const byName = builtInCatalogue().source.syllables();
    const map = new Map<string, string>();
    for (const [name, syllables] of byName)
      [...name]
        .filter((c) => /\p{Script=Han}/u.test(c))
        .forEach((char, i) => !map.has(char) && syllables[i] && map.set(char, syllables[i]));
    known = map;
  }
  return known;
}
