/** A section's text with a memory of where the marks are that tell lines apart. Asking line after line costs one pass over the text, however long it is. */

/** Remembers the next occurrence of one mark. */
class Finder {
  private readonly text: string;
  private readonly mark: string;
  private from = 0;
  private at = -1;

  constructor(text: string, mark: string) {
    this.text = text;
    this.mark = mark;
  }

  /** Offset of the first occurrence at or behind `from`; the text's length if there is none. */
  next(from: number): number {
    if (from >= this.from && from <= this.at) return this.at;
    const found = this.text.indexOf(this.mark, from);
    this.from = from;
    this.at = found < 0 ? this.text.length : found;
    return this.at;
  }
}

/** What makes cutting a line into cells more than a search for spaces: quotes, tabs, and blanks that are wider or narrower than a space. */
const UNUSUAL = /[\t\v\f"＂\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/g;

/** Remembers the next of several marks. */
class UnusualFinder {
  private readonly text: string;
  private from = 0;
  private at = -1;

  constructor(text: string) {
    this.text = text;
  }

  next(from: number): number {
    if (from >= this.from && from <= this.at) return this.at;
    UNUSUAL.lastIndex = from;
    const found = UNUSUAL.exec(this.text);
    this.from = from;
    this.at = found === null ? this.text.length : found.index;
    return this.at;
  }
}

export class Source {
  readonly text: string;
  private readonly lineFeed: Finder;
  private readonly carriageReturn: Finder;
  private readonly tab: Finder;
  private readonly colon: Finder;
  private readonly wideColon: Finder;
  private readonly slashes: Finder;
  private readonly open: Finder;
  private readonly close: Finder;
  private readonly headerClose: Finder;
  private readonly space: Finder;
  private readonly gap: Finder;
  private readonly unusual: UnusualFinder;

  constructor(text: string) {
    this.text = text;
    this.lineFeed = new Finder(text, '\n');
    this.carriageReturn = new Finder(text, '\r');
    this.tab = new Finder(text, '\t');
    this.colon = new Finder(text, ':');
    this.wideColon = new Finder(text, '：');
    this.slashes = new Finder(text, '//');
    this.open = new Finder(text, '{');
    this.close = new Finder(text, '}');
    this.headerClose = new Finder(text, '】');
    this.space = new Finder(text, ' ');
    this.gap = new Finder(text, '  ');
    this.unusual = new UnusualFinder(text);
  }

  /** End of the line that begins at or contains `offset`: the offset of LF, CRLF, a lone CR, or the text's end. */
  lineEnd(offset: number): number {
    return Math.min(this.lineFeed.next(offset), this.carriageReturn.next(offset));
  }

  /** Offset of the next `：` or `:`, or `end`. */
  nextColon(start: number, end: number): number {
    return Math.min(this.wideColon.next(start), this.colon.next(start), end);
  }

  hasTab(start: number, end: number): boolean {
    return this.tab.next(start) < end;
  }

  hasSlashes(start: number, end: number): boolean {
    return this.slashes.next(start) < end;
  }

  /** Offset of the next `{`, or `end`. */
  nextOpen(start: number, end: number): number {
    return Math.min(this.open.next(start), end);
  }

  /** Offset of the next `}`, or `end`. */
  nextClose(start: number, end: number): number {
    return Math.min(this.close.next(start), end);
  }

  /** Whether nothing but spaces parts words between the two offsets, and no quote stands there. */
  isPlain(start: number, end: number): boolean {
    return this.unusual.next(start) >= end;
  }

  /** Offset of the next space, or `end`. */
  nextSpace(start: number, end: number): number {
    return Math.min(this.space.next(start), end);
  }

  /** Offset of the next two spaces, or `end`. */
  nextGap(start: number, end: number): number {
    return Math.min(this.gap.next(start), end);
  }

  /** Offset of the next 】, or `end`. */
  nextHeaderClose(start: number, end: number): number {
    return Math.min(this.headerClose.next(start), end);
  }
}
