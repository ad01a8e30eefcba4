/** Go to definition, find references, highlight: between `{…}` in prose and the cells of the tables. */
import type { DocumentHighlight } from 'vscode-languageserver-types';
import { type LocatedCell, placeOfCell } from '../../disclosure/cells.ts';
import { headerOf, placeOf } from '../../disclosure/section.ts';
import type { Position } from '../../workspace/document.ts';
import type { Analysis, Caret, Location } from '../analysis.ts';
import { namesWithin, referenceAt } from './at.ts';
import { cellsOfFact, distinct, type FoundReference, groundOfName, locationsOf, referencesTo } from './cells.ts';

/** The cells behind the reference at a position; of a function or a calculation those of all its names. */
export function referenceDefinition(analysis: Analysis, caret: Caret): Location[] {
  const found = referenceAt(caret);
  if (!found) return [];
  const names = found.name ? [found.name] : namesWithin(found.call ?? found.expression);
  const grounds = names.map((name) => groundOfName(name, analysis.references));
  return distinct(
    grounds.flatMap(({ cells, places }) => [...locationsOf(analysis, cells), ...places.flatMap((place) => analysis.locate(place) ?? [])]),
  );
}

interface Meant {
  /** What was asked about: it and whatever states the same. */
  readonly cells: readonly LocatedCell[];
  /** Whether its cells are themselves worth listing: those of a whole table or row are not. */
  readonly single: boolean;
}

/** What the text at the caret is about: a reference's figure, a cell, a row, a table. */
function meantAt(analysis: Analysis, caret: Caret): Meant | undefined {
  const found = referenceAt(caret);
  if (found) {
    const names = found.name ? [found.name] : namesWithin(found.expression);
    return { cells: names.flatMap((name) => [...groundOfName(name, analysis.references).cells]), single: true };
  }
  const { read, offset, line } = caret;
  if (read.role.kind !== 'table') return undefined;
  const { table } = read.role;
  const located = analysis.cells.at(read.section.id, offset);
  if (located?.cell.model) return { cells: [located], single: true };
  const within = ({ start, end }: { readonly start: number; readonly end: number }): boolean => offset >= start && offset <= end;
  const rows = table.rows.filter((row) => row.line === line.line && [row.code, row.name].some((cell) => cell && within(cell)));
  const title = headerOf(read.section)?.title;
  const chosen = rows.length > 0 ? rows : title && within(title) ? table.rows : [];
  if (chosen.length === 0) return undefined;
  return { cells: chosen.flatMap((row) => row.cells.map((cell) => ({ table, row, cell }))), single: false };
}

interface Uses {
  readonly cells: readonly LocatedCell[];
  readonly references: readonly FoundReference[];
}

function usesAt(analysis: Analysis, caret: Caret): Uses | undefined {
  const meant = meantAt(analysis, caret);
  if (!meant) return undefined;
  const facts = meant.cells.flatMap((one) => cellsOfFact(analysis, one));
  const keys = new Set([...meant.cells, ...facts].map(({ cell }) => cell.key));
  const cells = meant.single ? [...meant.cells, ...facts] : [];
  return { cells: [...new Map(cells.map((one) => [one.cell.key, one])).values()], references: referencesTo(analysis, keys) };
}

/** Where a figure is used: in prose, and in the other cells that state it. `declaration`: the cell asked about as well. */
export function referencesAt(analysis: Analysis, position: Position, declaration: boolean): Location[] {
  const caret = analysis.caretAt(position);
  const uses = usesAt(analysis, caret);
  if (!uses) return [];
  const own = analysis.cells.at(caret.read.section.id, caret.offset)?.cell.key;
  const cells = uses.cells.filter(({ cell }) => declaration || cell.key !== own);
  return distinct([
    ...cells.flatMap((one) => analysis.locate(placeOfCell(one)) ?? []),
    ...uses.references.flatMap(({ section, reference }) => analysis.locate(placeOf(section, reference)) ?? []),
  ]);
}

const READ = 2;
const WRITE = 3;

/** The same within the document: cells write a figure, references read it. */
export function highlightsAt(analysis: Analysis, position: Position): DocumentHighlight[] {
  const { document } = analysis;
  const uses = usesAt(analysis, analysis.caretAt(position));
  if (!uses) return [];
  const written = uses.cells.flatMap((one) => {
    const range = document.rangeOf(placeOfCell(one));
    return range ? [{ range, kind: WRITE } as const] : [];
  });
  const read = uses.references.flatMap(({ section, reference }) => {
    const range = document.rangeOf(placeOf(section, reference));
    return range ? [{ range, kind: READ } as const] : [];
  });
  return [...written, ...read];
}
