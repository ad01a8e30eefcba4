/** A document as others draw on it: its figures and places, read without links of its own. */
import { TableCells } from '../disclosure/cells.ts';
import type { DisclosureReader } from '../disclosure/disclosure.ts';
import type { LinkedDisclosure } from '../disclosure/links.ts';
import type { Document } from './document.ts';

/** Reads versions of one document; sections that stay are not read again. */
export class LinkReader {
  readonly #reader: DisclosureReader;
  #last?: { readonly document: Document; readonly linked: LinkedDisclosure };

  /** `reader` reads this document alone: a disclosure with links and one without must not share an evaluation. */
  constructor(reader: DisclosureReader) {
    this.#reader = reader;
  }

  /** The same document gives the same object. */
  read(document: Document): LinkedDisclosure {
    if (this.#last?.document !== document) {
      const disclosure = this.#reader.read(document.sections);
      const linked = { uri: document.uri, disclosure, cells: new TableCells(disclosure), rangeOf: document.rangeOf.bind(document) };
      this.#last = { document, linked };
    }
    return this.#last.linked;
  }
}
