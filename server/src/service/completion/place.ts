/** What has been typed where the caret stands in a sheet, and what would be replaced. */
import type { Caret } from '../analysis.ts';
import { FIELD, merge, type Proposal, rank } from './match.ts';

/** Two blanks, a tab or an ideographic space part cells. */
const SEPARATOR = /\t|\u3000| {2,}/;

/** What has been typed of a row's first cell; undefined once a second one or a comment was begun. */
export function firstCell(before: string): string | undefined {
  const typed = before.replace(/^[\s\u3000]+/, '');
  const begun = SEPARATOR.test(typed) || /\/\//.test(typed) || /\d \S/.test(typed) || typed.trimEnd() !== typed;
  return begun ? undefined : typed;
}

/** Where the piece at the caret ends: at the next separator, comment or the line's end. */
export function pieceEnd({ line, offset, read }: Caret): number {
  const after = read.section.tree.text.slice(offset, line.comment?.start ?? line.end);
  const next = /\t|\u3000| {2,}|\s*$/.exec(after);
  return offset + (next?.index ?? 0);
}

/** Titles not yet named on this 列 line. */
export function columnCandidates(before: string, caret: Caret, titles: readonly string[]): Proposal | undefined {
  const match = /^[\s\u3000]*列[：:](.*)$/.exec(before);
  if (!match) return undefined;
  const pieces = match[1].split(SEPARATOR);
  const typed = pieces[pieces.length - 1].trimStart();
  const after = caret.read.section.tree.text.slice(pieceEnd(caret), caret.line.end);
  const taken = new Set([...pieces.slice(0, -1), ...after.split(SEPARATOR)].map((title) => title.trim()));
  const candidates = titles.filter((title) => !taken.has(title)).map((title) => ({ label: title, kind: FIELD, insert: title }));
  return { from: caret.offset - typed.length, to: pieceEnd(caret), candidates: merge(rank(typed, candidates)) };
}
