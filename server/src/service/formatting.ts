/** Canonical layout, as the fewest edits. */

import { formatSection } from 'budget-grammar';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Range } from '../workspace/document.ts';
import type { Analysis } from './analysis.ts';

export function formattingOf(analysis: Analysis, range?: Range): TextEdit[] {
  const { document } = analysis;
  const first = range ? document.locate(range.start).index : 0;
  const last = range ? document.locate(range.end).index : document.sections.length - 1;
  const edits: TextEdit[] = [];
  for (let index = first; index <= last; index++)
    for (const edit of formatSection(document.sections[index].tree, { followed: index + 1 < document.sections.length })) {
      const at = { start: document.positionAt(index, edit.start), end: document.positionAt(index, edit.end) };
      if (!range || (at.start.line <= range.end.line && at.end.line >= range.start.line)) edits.push({ range: at, newText: edit.text });
    }
  return edits;
}
