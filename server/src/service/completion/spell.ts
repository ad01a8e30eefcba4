/** Pinyin of what completion offers beside accounts, by the readings with which the catalogue was built. */
import { builtInCatalogue } from '../../accounts/builtin.ts';
import { readingsOf, type Syllables, spell } from '../../accounts/pinyin.ts';
/** Characters of titles, keys and labels that no account's name has. */
import own from './readings.json' with { type: 'json' };

const spelt = new Map<string, Syllables>();
let readings: ReadonlyMap<string, string> | undefined;

/** Syllables of a name's Han characters; an empty one for a character without a known reading. */
export function syllablesOf(name: string): Syllables {
  let syllables = spelt.get(name);
  if (!syllables) {
    readings ??= new Map([...Object.entries(own), ...readingsOf([...builtInCatalogue().source.syllables()])]);
    syllables = spell(name, readings);
    spelt.set(name, syllables);
  }
  return syllables;
}
