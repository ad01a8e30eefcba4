/** What the reading of a table takes over from its last version, and what it leaves to its next one. */
import type { RowLine } from 'budget-grammar';
import type { Panel } from '../../forms/types.ts';
import type { CompletedRows, RowFacts } from './complete.ts';
import {
  type Around,
  type Frame,
  haveSameColumns,
  type KeptHeading,
  type KeptRows,
  type KeptTable,
  keep,
  keptFor,
  moved,
  type NamedColumns,
  sameLines,
} from './kept.ts';
import type { Heading } from './layout.ts';
import { haveSamePlaces, NumberedRows } from './places.ts';
import type { BoundRow, BoundTable, CellPlaces } from './types.ts';

/** Rows read of one line, by their places among those of the table. */
interface ReadRows extends Omit<KeptRows, 'rows' | 'facts'> {
  readonly from: number;
  readonly to: number;
}

export class Memory {
  readonly #frame: Frame;
  readonly #before: KeptTable | undefined;
  readonly #lineBefore: (line: number) => number | undefined;
  readonly #rows: (KeptRows | undefined)[] = [];
  readonly #headings: (KeptHeading | undefined)[] = [];
  /** Rows read anew that may be kept, as soon as they are complete. */
  readonly #read: ReadRows[] = [];

  /** `before`: the table as it was read before its last edit, or any other. */
  constructor(frame: Frame, before: BoundTable | undefined) {
    this.#frame = frame;
    this.#before = before && keptFor(before, frame);
    this.#lineBefore = this.#before ? sameLines(this.#before.section.tree, frame.section.tree) : () => undefined;
  }

  /** Whether what was taken over serves: it holds for the columns that headings named then. */
  fits(columns: NamedColumns): boolean {
    return !this.#before || haveSameColumns(this.#before, columns);
  }

  /** The rows of a line as they were read before, where they stand now; undefined if they must be read again. `isTaken`: whether a row of that key stands above. */
  rowsAt(line: RowLine, isAround: (around: Around) => boolean, isTaken: (key: string) => boolean): KeptRows | undefined {
    const known = this.#before?.rows[this.#lineBefore(line.line) ?? -1];
    if (!known || !isAround(known.around) || known.keys.some(isTaken)) return undefined;
    const rows = moved(known, line);
    const kept = rows === known.rows ? known : { ...known, line, rows };
    this.#rows[line.line] = kept;
    return kept;
  }

  noteRows(read: ReadRows): void {
    this.#read.push(read);
  }

  /** The heading that was read of a line before, below the same side and with the same heading to go on with. */
  headingAt(line: number, side: Panel | undefined, before: Heading | undefined): Heading | undefined {
    const known = this.#before?.headings[this.#lineBefore(line) ?? -1];
    return known && known.side === side && known.before === before ? known.heading : undefined;
  }

  noteHeading(line: number, heading: KeptHeading): void {
    this.#headings[line] = heading;
  }

  get complete(): CompletedRows | undefined {
    return this.#before?.complete;
  }

  /** Where cells stand: the same object as before, if they stand where they stood. */
  places(rows: readonly BoundRow[]): CellPlaces {
    return this.#before && haveSamePlaces(rows, this.#before.complete.rows) ? this.#before.places : new NumberedRows(rows);
  }

  /** Leaves to the next version what will serve it. `facts`: what the model has of each row. */
  keep(table: BoundTable, facts: readonly RowFacts[], whole: NamedColumns & Pick<CompletedRows, 'typed' | 'rowsDoubtful'>): void {
    const { rows } = table;
    const { typed, rowsDoubtful, ...columns } = whole;
    for (const { from, to, ...read } of this.#read)
      this.#rows[read.line.line] = { ...read, rows: rows.slice(from, to), facts: facts.slice(from, to) };
    keep(table, {
      ...this.#frame,
      ...columns,
      complete: { rows, facts, typed, rowsDoubtful },
      places: table.places,
      rows: this.#rows,
      headings: this.#headings,
      age: this.#before ? this.#before.age + 1 : 0,
    });
  }
}
