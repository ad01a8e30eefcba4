/** The references of a section, and what they come to. */
import type { Reference, SectionTree } from 'budget-grammar';
import type { Section } from '../../disclosure/section.ts';
import type { ReferenceContext } from './context.ts';
import { type ResolvedReference, resolveReference } from './resolve.ts';

const found = new WeakMap<SectionTree, readonly Reference[]>();

/** Every `{…}` that could be read, in the order of the text. */
export function referencesIn({ tree }: Section): readonly Reference[] {
  let known = found.get(tree);
  if (!known) {
    known = tree.lines.flatMap((line) =>
      line.kind === 'paragraph'
        ? line.inlines.filter((inline): inline is Reference => inline.kind === 'reference' && inline.expression !== undefined)
        : [],
    );
    found.set(tree, known);
  }
  return known;
}

const resolved = new WeakMap<ReferenceContext, WeakMap<Reference, ResolvedReference>>();

/** What a reference comes to; worked out once for a context. `source` is its section's text. */
export function resolveIn(context: ReferenceContext, reference: Reference, source: string): ResolvedReference {
  let known = resolved.get(context);
  if (!known) {
    known = new WeakMap();
    resolved.set(context, known);
  }
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
