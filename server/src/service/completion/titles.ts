/** Section titles behind 【. */

import { sectionTitles } from '../../disclosure/disclosure.ts';
import { numberKey } from '../../forms/names.ts';
import { knownTitles } from '../../forms/registry.ts';
import type { FormSet } from '../../forms/types.ts';
import type { Caret } from '../analysis.ts';
import { MODULE, merge, type Proposal, rank } from './match.ts';

/** Titles that want a parameter: the project's or the grid's name. */
const wantsParameter = (title: string, set: FormSet): boolean => title === '表格' || set.performance.some((form) => form.title === title);

export function titleCandidates(before: string, caret: Caret, set: FormSet): Proposal | undefined {
  const match = /^[\s\u3000]*([【[［])([^：:】\]]*)$/.exec(before);
  if (!match) return undefined;
  const [, , typed] = match;
  const after = caret.read.section.tree.text.slice(caret.offset, caret.line.end);
  // A title already closed is replaced with its bracket; one with a parameter up to the colon, so that the parameter stays.
  const closed = /^[^：:【】\]］]*(?:[】\]］]|(?=[：:]))/.exec(after)?.[0];
  const parameter = closed !== undefined && /^[：:]/.test(after.slice(closed.length));
  const numbers = new Map(knownTitles(set).map(({ title, number }) => [title, number]));
  const candidates = sectionTitles(set).map((title) => ({
    label: title,
    ...(numbers.get(title) ? { description: numbers.get(title) } : {}),
    kind: MODULE,
    insert: parameter ? `【${title}` : wantsParameter(title, set) ? `【${title}：】` : `【${title}】`,
  }));
  return {
    from: caret.offset - typed.length - 1,
    ...(closed === undefined ? {} : { to: caret.offset + closed.length }),
    candidates: merge(
      rank(/\d/.test(typed) ? numberKey(typed) : typed, candidates, ({ label, description }) => [label, numberKey(description ?? '')]),
    ),
  };
}
