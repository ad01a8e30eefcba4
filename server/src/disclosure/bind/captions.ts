/** What stands around a table in print and comes with a paste: keys that repeat the head, notes. The words are in data/captions.json. */
import { type Line, matchKey } from 'budget-grammar';
import { foldName } from '../../forms/names.ts';
import words from '../data/captions.json' with { type: 'json' };

/** Keys under which a table names its unit: 编制单位. */
export const UNIT_KEYS: ReadonlySet<string> = new Set(words.units);
/** Keys that a paste brings with it and that repeat the head. */
export const PASTED_KEYS: ReadonlySet<string> = new Set([...words.units, ...words.others]);
/** Keys of a note under a table. */
export const NOTE_KEYS: ReadonlySet<string> = new Set(words.notes);
/** Rows that begin so are a pasted heading (language reference, Pasted headings). */
export const HEADING_WORDS: ReadonlySet<string> = new Set(words.headings);
/** Words before the numbers of columns or rows. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(words.numbers);

/** `2023年度`, `（2023年）`: the year that a table is of. */
export const isYear = (text: string): boolean => /^\(?20\d\d年度?\)?$/.test(foldName(text));

/** The sentence that alone makes a line of a table, if the line is one: a note without its 注：. No row is called so. */
export function sentenceOf(line: Line, text: string): string | undefined {
  if (line.kind !== 'row' || line.damaged) return undefined;
  const cells = line.cells.filter(({ kind }) => kind !== 'empty');
  const [first] = cells;
  if (!first || cells.some(({ kind }) => kind !== 'text') || !matchKey(cells[cells.length - 1].text).endsWith('。')) return undefined;
  return text.slice(first.start, cells[cells.length - 1].end);
}
