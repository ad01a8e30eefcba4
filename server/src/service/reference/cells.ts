/** From references to cells and back: which cells a reference rests on, which references a cell stands behind. */
import { matchKey, type Reference } from 'budget-grammar';
import { type LocatedCell, placeOfCell } from '../../disclosure/cells.ts';
import type { Place } from '../../disclosure/place.ts';
import type { Section } from '../../disclosure/section.ts';
import type { ReferenceContext } from '../../prose/reference/context.ts';
import { BASES, tableNamed } from '../../prose/reference/names.ts';
import { evaluate } from '../../prose/reference/resolve.ts';
import { referencesIn, resolveIn } from '../../prose/reference/section.ts';
import type { Analysis, Location } from '../analysis.ts';
import { keysOf, type NameExpression } from './at.ts';

export interface NameGround {
  readonly cells: readonly LocatedCell[];
  /** Where 情况说明要素表 states it. */
  readonly places: readonly Place[];
}

/** What a name rests on: of a table that it names only that table's cells. */
export function groundOfName(name: NameExpression, context: ReferenceContext): NameGround {
  const outcome = evaluate(name, context);
  if (outcome.kind === 'problem') return { cells: [], places: [] };
  return { cells: cellsNamed(name, outcome.cells, context), places: outcome.places };
}

/** Of the cells of a figure those of the table that a name says, if it says one that has any. */
export function cellsNamed(name: NameExpression, cells: readonly LocatedCell[], { names }: ReferenceContext): readonly LocatedCell[] {
  const keys = keysOf(name);
  const form = tableNamed(BASES.has(keys[0]) && keys.length > 1 ? keys[1] : keys[0], names.formSet);
  // Last year's file may be of another edition, in which the table is another object.
  const own = form ? cells.filter(({ table }) => table.form.role === form.role) : [];
  return own.length > 0 ? own : cells;
}

/** Below so many derivations a figure is followed to what was typed. */
const DEEPEST = 3;

/** Where cells stand; of one that was not typed and has no row what it follows from. */
export function locationsOf(analysis: Analysis, cells: readonly LocatedCell[], depth = 0): Location[] {
  return distinct(
    cells.flatMap((one) => {
      const at = analysis.locate(placeOfCell(one));
      if (at) return [at];
      const terms = analysis.disclosure.evaluation.derived.get(one.cell.key)?.identity.terms ?? [];
      const parts = terms.flatMap(({ cell }) => (cell === one.cell.key ? [] : (analysis.cells.get(cell) ?? [])));
      return depth < DEEPEST ? locationsOf(analysis, parts, depth + 1) : [];
    }),
  );
}

export function distinct(locations: readonly Location[]): Location[] {
  const keyOf = ({ uri, range: { start, end } }: Location): string =>
    `${uri} ${start.line}.${start.character}-${end.line}.${end.character}`;
  const seen = new Set<string>();
  return locations.filter((one) => {
    const known = seen.has(keyOf(one));
    seen.add(keyOf(one));
    return !known;
  });
}

export interface FoundReference {
  readonly section: Section;
  readonly reference: Reference;
}

/** Every readable reference of the document, in its order. */
export const allReferences = (analysis: Analysis): FoundReference[] =>
  analysis.disclosure.sections.flatMap(({ section }) =>
    section.tree.ground === 'text' ? referencesIn(section).map((reference) => ({ section, reference })) : [],
  );

/** The references that rest on one of some cells. */
export function referencesTo(analysis: Analysis, keys: ReadonlySet<string>): FoundReference[] {
  const context = analysis.references;
  return allReferences(analysis).filter(({ section, reference }) =>
    resolveIn(context, reference, section.tree.text).cells.some(({ cell }) => keys.has(cell.key)),
  );
}

/** The cells that state the same fact as one, itself among them. */
export function cellsOfFact(analysis: Analysis, { cell }: LocatedCell): LocatedCell[] {
  const { model } = cell;
  if (!model) return [];
  return analysis.disclosure.evaluation.cellsAt(model.address).flatMap(({ key }) => analysis.cells.get(key) ?? []);
}

export const isCode = (text: string): boolean => /^\d{3,7}$/.test(matchKey(text));
