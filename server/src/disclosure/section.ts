/** A section as the disclosure sees it: a tree with an id that stays while the section moves or is edited. */
import type { HeaderLine, SectionTree, Span } from 'budget-grammar';
import type { Place } from './place.ts';

export interface Section {
  readonly id: number;
  readonly tree: SectionTree;
}

export const placeOf = (section: Section, span: Span): Place => ({ section: section.id, start: span.start, end: span.end });

/** The section's header; undefined for the head. */
export function headerOf(section: Section): HeaderLine | undefined {
  const first = section.tree.lines[0];
  return first?.kind === 'header' ? first : undefined;
}
