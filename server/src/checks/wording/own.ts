/** Whether a clause speaks of the author: a department's text also speaks of the units below it. */
import words from '../data/passages.json' with { type: 'json' };
import { compile } from './notation.ts';
import { squeeze } from './reading.ts';

const OWN = compile(`^(${words.ownWords.join('|')})*$`, {}, '');

/** What stands in its sentence's last clause before `at`, in folded text. */
export const clauseBefore = (sentence: string, at: number): string => /[^,;:。]*$/.exec(sentence.slice(0, at))![0];

/** Whether the words before a statement name nobody, or the author by its name or as 本单位. */
export function isOwn(before: string, unit: string): boolean {
  const name = squeeze(unit);
  return OWN.test(name === '' ? before : before.replace(name, ''));
}
