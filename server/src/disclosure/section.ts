/** A section as the disclosure sees it: a tree with an id that stays while the section moves or is edited. */
import type { HeaderLine, SectionTree, Span } from 'budget-grammar';
import { isTableNumber, leadingNumber } from '../forms/table-number.ts';
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

/** The title of a table's section; what stands behind the colon of 【表一：收入支出决算总表】. Undefined for one with a number alone. */
export function titleOfTable(section: Section): string | undefined {
  const header = headerOf(section);
  if (!header || !isTableNumber(header.title.text)) return header?.title.text;
  return header.parameter?.text;
}

/** The number that a table's header gives: 表一 of 【表一：收入支出决算总表】. */
export function numberInTitle(section: Section): string | undefined {
  const header = headerOf(section);
  if (!header) return undefined;
  return header.parameter && isTableNumber(header.title.text) ? header.title.text : leadingNumber(header.title.text);
}
