/** Behind each `{…}` what it prints, where it can be read. */
import type { InlayHint } from 'vscode-languageserver-types';
import { referencesIn, resolveIn } from '../../prose/reference/section.ts';
import type { Range } from '../../workspace/document.ts';
import type { Analysis } from '../analysis.ts';

/** A longer phrase is cut; the whole stands beside the pointer. */
const LONGEST = 24;

/** The hints of the lines of a range; references elsewhere are not worked out. */
export function inlayHints(analysis: Analysis, range: Range): InlayHint[] {
  const { document, disclosure } = analysis;
  const from = document.locate(range.start);
  const to = document.locate(range.end);
  return disclosure.sections.slice(from.index, to.index + 1).flatMap(({ section }, i) => {
    if (section.tree.ground !== 'text') return [];
    const index = from.index + i;
    return referencesIn(section).flatMap((reference): InlayHint[] => {
      if (index === from.index && reference.end < from.offset) return [];
      if (index === to.index && reference.start > to.offset) return [];
      const { text, problem } = resolveIn(analysis.references, reference, section.tree.text);
      if (problem || text === '') return [];
      const isLong = text.length > LONGEST;
      return [
        {
          position: document.positionAt(index, reference.end),
          label: isLong ? `${text.slice(0, LONGEST)}…` : text,
          paddingLeft: true,
          ...(isLong ? { tooltip: text } : {}),
        },
      ];
    });
  });
}
