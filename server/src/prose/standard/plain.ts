/** Standard text as an author would have typed it without references. */
import type { Line } from 'budget-grammar';
import type { ReferenceContext } from '../reference/context.ts';
import { resolveIn } from '../reference/section.ts';
import type { StandardText } from './chapters.ts';

/** The lines with every reference replaced by what it comes to. */
export const plainLines = ({ section }: StandardText, context: ReferenceContext): string[] =>
  section.tree.lines.map((line) => plainLine(line, section.tree.text, context));

function plainLine(line: Line, source: string, context: ReferenceContext): string {
  if (line.kind !== 'paragraph') return source.slice(line.start, line.end);
  let at = line.start;
  let text = '';
  for (const inline of line.inlines) {
    if (inline.kind !== 'reference') continue;
    // A brace of the words themselves is written twice.
    const words = resolveIn(context, inline, source).text.replaceAll('{', '{{').replaceAll('}', '}}');
    text += source.slice(at, inline.start) + words;
    at = inline.end;
  }
  return text + source.slice(at, line.end);
}
