/** The references of a section, and what they come to. */
import type { Inline, Reference } from 'budget-grammar';
import { once } from '../../base/once.ts';
import { linesThat } from '../../disclosure/per-line.ts';
import type { Section } from '../../disclosure/section.ts';
import type { ReferenceContext } from './context.ts';
import { type ResolvedReference, resolveReference } from './resolve.ts';

const isRead = (inline: Inline): inline is Reference => inline.kind === 'reference' && inline.expression !== undefined;
const withReferences = linesThat(
  (line) => line.kind === 'paragraph' && line.inlines.some(isRead),
  ({ text }) => text.includes('{') || text.includes('｛'),
);

/** Every `{…}` that could be read, in the order of the text. */
export const referencesIn = ({ tree }: Section): readonly Reference[] =>
  withReferences(tree).flatMap((line) => (line.kind === 'paragraph' ? line.inlines.filter(isRead) : []));

const resolvedIn = once<ReferenceContext, WeakMap<Reference, ResolvedReference>>(() => new WeakMap());

/** What a reference comes to; worked out once for a context. `source` is its section's text. */
export function resolveIn(context: ReferenceContext, reference: Reference, source: string): ResolvedReference {
  const known = resolvedIn(context);
  let result = known.get(reference);
  if (!result) {
    const typed = source.slice(reference.start, reference.end);
    result = reference.expression
      ? resolveReference(reference.expression, context, typed)
      : { text: typed, unit: '', cells: [], places: [], explanation: [] };
    known.set(reference, result);
  }
  return result;
}
