/** One document as read and checked; every feature asks it. Made anew for each version, sharing all that did not change. */

import type { Line } from 'budget-grammar';
import type { Checker } from '../checks/check.ts';
import { CellIndex } from '../disclosure/cells.ts';
import type { Disclosure, DisclosureReader, ReadSection } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import { type Document, lastAtMost, type Position } from '../workspace/document.ts';

/** Where a position stands: section, offset in it, and the line there. */
export interface Caret {
  readonly index: number;
  readonly offset: number;
  readonly read: ReadSection;
  readonly line: Line;
}

export class Analysis {
  readonly document: Document;
  readonly disclosure: Disclosure;
  readonly cells: CellIndex;
  readonly #checker: Checker;
  #findings?: readonly Finding[];

  constructor(document: Document, reader: DisclosureReader, checker: Checker) {
    this.document = document;
    this.disclosure = reader.read(document.sections);
    this.cells = new CellIndex(this.disclosure);
    this.#checker = checker;
  }

  /** In the order of the text. */
  get findings(): readonly Finding[] {
    this.#findings ??= this.#checker.check(this.disclosure, this.cells, this.document.tooLong);
    return this.#findings;
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
