/** One document as read and checked; every feature asks it. Made anew for each version, sharing all that did not change. */

import type { Line } from 'budget-grammar';
import type { Checker } from '../checks/check.ts';
import type { Understood } from '../checks/prose/prose.ts';
import { type CellIndex, TableCells } from '../disclosure/cells.ts';
import type { Disclosure, DisclosureReader, ReadSection } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import { type Links, linkedDisclosures } from '../disclosure/links.ts';
import type { Place } from '../disclosure/place.ts';
import { type ReferenceContext, referenceContext } from '../prose/reference/context.ts';
import { type Document, lastAtMost, type Position, type Range } from '../workspace/document.ts';

/** Where a position stands: section, offset in it, and the line there. */
export interface Caret {
  readonly index: number;
  readonly offset: number;
  readonly read: ReadSection;
  readonly line: Line;
}

/** Where a place is, in this document or in one that it draws on. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

export class Analysis {
  readonly document: Document;
  readonly disclosure: Disclosure;
  readonly cells: CellIndex;
  readonly #checker: Checker;
  #findings?: readonly Finding[];

  constructor(document: Document, reader: DisclosureReader, checker: Checker, links?: Links) {
    this.document = document;
    this.disclosure = reader.read(document.sections, links);
    this.cells = new TableCells(this.disclosure);
    this.#checker = checker;
  }

  /** In the order of the text. */
  get findings(): readonly Finding[] {
    this.#findings ??= this.#checker.check(this.disclosure, this.cells, this.document.tooLong);
    return this.#findings;
  }

  /** What `{…}` in prose draws on. */
  get references(): ReferenceContext {
    return referenceContext(this.disclosure, this.cells, this.#checker.catalogue);
  }

  /** What sentences state, with what is known of it; undefined where they state nothing. */
  get understood(): Understood | undefined {
    return this.#checker.understood(this.disclosure, this.cells);
  }

  /** Related places may lie in linked documents; undefined if the section has gone. */
  locate(place: Place): Location | undefined {
    const own = this.document.rangeOf(place);
    if (own) return { uri: this.document.uri, range: own };
    for (const linked of linkedDisclosures(this.disclosure.links)) {
      const range = linked.rangeOf(place);
      if (range) return { uri: linked.uri, range };
    }
    return undefined;
  }

  caretAt(position: Position): Caret {
    const { index, offset } = this.document.locate(position);
    const section = this.document.sections[index];
    const { lines } = section.tree;
    return {
      index,
      offset,
      read: this.disclosure.sections[index],
      line: lines[Math.min(lastAtMost(section.lineStarts, offset), lines.length - 1)],
    };
  }

  get errorCount(): number {
    return this.findings.filter((finding) => finding.severity === 'error').length;
  }
}
