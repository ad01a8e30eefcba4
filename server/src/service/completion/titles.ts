/** Section titles behind 【. */

import { sectionTitles } from '../../disclosure/disclosure.ts';
import { knownTitles } from '../../forms/registry.ts';
import type { FormSet } from '../../forms/types.ts';
import type { Caret } from '../analysis.ts';
import { MODULE, type Proposal, pick } from './match.ts';
import { spell } from './spell.ts';

/** Titles that want a parameter: the project's or the grid's name. */
const wantsParameter = (title: string, set: FormSet): boolean => title === '表格' || set.performance.some((form) => form.title === title);

export function titleCandidates(before: string, caret: Caret, set: FormSet): Proposal | undefined {
  const match = /^[\s\u3000]*([【[［])([^：:】\]]*)$/.exec(before);
  if (!match) return undefined;
  const from = caret.line.start + before.length - match[2].length - 1;
  const { text } = caret.read.section.tree;
  const closed = /^[^\n\r【]*?[】\]］]/.exec(text.slice(caret.offset, caret.line.end));
  const numbers = new Map(knownTitles(set).map(({ title, number }) => [title, number]));
  const titles = pick(match[2], sectionTitles(set), (title) => `${title}`, spell);
  return {
    from,
    ...(closed ? { to: caret.offset + closed[0].length } : {}),
    candidates: titles.map((title) => ({
      label: title,
      ...(numbers.get(title) ? { description: numbers.get(title) } : {}),
      kind: MODULE,
      insert: wantsParameter(title, set) ? `【${title}：】` : `【${title}】`,
    })),
  };
}
